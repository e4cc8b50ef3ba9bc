//! One file a command: plain settings in, results on `out`, an outcome or a reason to stop back.

use std::io::Write;

use crate::args::Command;
use crate::context::Context;
use crate::exit::{Outcome, Stop};

mod check;
mod completions;
mod init;

/// Runs a command.
pub fn run(command: &Command, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    match command {
        Command::Check(args) => check::run(args, context, out),
        Command::Init(args) => init::run(args, context, out),
        Command::Completions(args) => completions::run_completions(args, out),
        Command::Man => completions::run_man(out),
        Command::Index(_)
        | Command::Search(_)
        | Command::Facets(_)
        | Command::Show(_)
        | Command::Extract(_)
        | Command::Stats(_) => Ok(Outcome::Done),
    }
}
