//! `dateline completions` and `dateline man`: generated from the definitions of the parser.

use std::io::Write;

use clap::CommandFactory;

use crate::args::{Cli, CompletionsArgs};
use crate::exit::{Outcome, Stop};

/// Prints the completion script of a shell.
pub fn run_completions(args: &CompletionsArgs, out: &mut dyn Write) -> Result<Outcome, Stop> {
    // The generator panics when a write fails, so it writes to memory.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "dateline", &mut script);
    out.write_all(&script)?;
    Ok(Outcome::Done)
}

/// Prints the manual: the page of the program, then one of each command.
pub fn run_man(out: &mut dyn Write) -> Result<Outcome, Stop> {
    let mut command = Cli::command();
    command.build();
    clap_mangen::Man::new(command.clone()).render(out)?;
    for sub in command.get_subcommands().filter(|c| c.get_name() != "help") {
        let name = format!("dateline-{}", sub.get_name());
        clap_mangen::Man::new(sub.clone().display_name(name)).render(out)?;
    }
    Ok(Outcome::Done)
}
