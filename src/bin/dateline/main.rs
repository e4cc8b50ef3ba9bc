//! The command line of dateline: results on stdout, everything else on stderr, and an exit status.

use std::io::{self, BufWriter, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Parser;

mod args;
mod commands;
mod context;
mod exit;
mod interrupt;
mod progress;

/// Pages become many small pieces of memory: this allocator gives and takes them for less.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = args::Cli::parse();
    let context = context::Context::new(&cli.common);
    // A panic is reported as an error with a request for a report, not as a trace.
    std::panic::set_hook(Box::new(|_| {}));
    let mut out = BufWriter::new(io::stdout().lock());
    let run = || commands::run(&cli.command, &context, &mut out);
    let result = catch_unwind(AssertUnwindSafe(run))
        .unwrap_or_else(|payload| Err(exit::Failure::from_panic(&*payload).into()))
        .map_err(|stop| context.name_damage(stop))
        .and_then(|outcome| out.flush().map(|()| outcome).map_err(exit::Stop::from));
    if let Err(stop) = &result {
        context.show_error(stop);
    }
    exit::status(&result)
}
