//! One file a command: plain settings in, results on `out`, an outcome or a reason to stop back.

use std::io::Write;

use crate::args::Command;
use crate::context::Context;
use crate::exit::{Outcome, Stop};

mod backup;
mod batch;
mod check;
mod completions;
mod delete;
mod export;
mod extract;
mod facets;
mod help;
mod import;
mod index;
mod init;
mod merge;
mod migrate;
mod open;
mod persons;
mod retag;
mod search;
mod show;
mod similar;
mod stats;
mod train_topics;
mod verify;
mod watch;
mod who;

/// Runs a command.
pub fn run(command: &Command, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    match command {
        Command::Index(args) => index::run(args, context, out),
        Command::Watch(args) => watch::run(args, context, out),
        Command::Search(args) => search::run(args, context, out),
        Command::Similar(args) => similar::run(args, context, out),
        Command::Facets(args) => facets::run(args, context, out),
        Command::Who(args) => who::run(args, context, out),
        Command::Persons(args) => persons::run(args, context, out),
        Command::Retag(args) => retag::run(args, context, out),
        Command::TrainTopics(args) => train_topics::run(args, context, out),
        Command::Show(args) => show::run(args, context, out),
        Command::Extract(args) => extract::run(args, context, out),
        Command::Export(args) => export::run(args, context, out),
        Command::Import(args) => import::run(args, context, out),
        Command::Verify(args) => verify::run(args, context, out),
        Command::Backup(args) => backup::run(args, context, out),
        Command::Migrate(args) => migrate::run(args, context, out),
        Command::Merge => merge::run(context, out),
        Command::Delete(args) => delete::run(args, context, out),
        Command::Stats(args) => stats::run(args, context, out),
        Command::Check(args) => check::run(args, context, out),
        Command::Init(args) => init::run(args, context, out),
        Command::Completions(args) => completions::run_completions(args, out),
        Command::Man => completions::run_man(out),
        Command::Help(args) => help::run(args, out),
    }
}
