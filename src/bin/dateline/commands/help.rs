//! `dateline help`: a command explained, or the query language.

use std::io::Write;

use clap::CommandFactory;
use dateline::config::did_you_mean;
use dateline::query::LANGUAGE;

use crate::args::{Cli, HelpArgs};
use crate::exit::{Failure, Outcome, Stop};

/// The topic that is no command.
const QUERY: &str = "query";

/// Prints the help of a topic; without one, that of the program.
pub fn run(args: &HelpArgs, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let mut program = Cli::command();
    program.build();
    let Some(topic) = args.topic.as_deref() else {
        writeln!(out, "{}", program.render_long_help())?;
        return Ok(Outcome::Done);
    };
    if topic == QUERY {
        write!(out, "{LANGUAGE}")?;
        return Ok(Outcome::Done);
    }
    if let Some(command) = program.find_subcommand_mut(topic) {
        writeln!(out, "{}", command.render_long_help())?;
        return Ok(Outcome::Done);
    }
    let names = program.get_subcommands().map(clap::Command::get_name);
    let near = did_you_mean(topic, names.chain([QUERY]));
    let failure = Failure::new(format!("there is no help on `{topic}`"));
    let help = near.map_or_else(
        || {
            "`dateline help` lists the commands; `dateline help query` is the query language"
                .to_owned()
        },
        |near| format!("did you mean `dateline help {near}`?"),
    );
    Err(failure.help(help).into())
}
