//! `dateline extract`: what is read from files, as JSON Lines, or why it reads so.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::atomic::AtomicBool;

use dateline::ingest::{self, Run, Upkeep};
use dateline::present::explanation::write_explanation;
use dateline::present::json;
use dateline::report::{Explanation, Skipped};

use crate::args::ExtractArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Memory for the documents under way, in bytes.
pub const MEMORY: u64 = 250 << 20;

/// Prints a record or an explanation for each release; a skipped file is named on stderr.
pub fn run(args: &ExtractArgs, context: &Context, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let config = context.load_config()?;
    let run = Run {
        roots: &args.paths,
        num_threads: context.num_threads(),
        memory: MEMORY,
        stop: &AtomicBool::new(false),
        upkeep: Upkeep::default(),
    };
    let mut printer = Printer::new(context, out);
    let done = if args.explain {
        let write = explained(args, context);
        ingest::explain(run, &config, |result| printer.print(result, write))
    } else {
        ingest::extract(run, &config, |result| {
            printer.print(result, |out, release| json::write_line(out, release))
        })
    };
    done.map_err(Failure::from)?;
    printer.written?;
    let is_negative = args.strict && printer.num_skipped > 0;
    Ok(if is_negative {
        Outcome::Negative
    } else {
        Outcome::Done
    })
}

/// How an explanation is printed: as text, those of several files parted by a line, or as JSON.
fn explained(
    args: &ExtractArgs,
    context: &Context,
) -> impl Fn(&mut dyn Write, &Explanation) -> io::Result<()> + Copy {
    let (is_json, style) = (args.json, context.out_style);
    move |out, explanation| {
        if is_json {
            return json::write_line(out, explanation);
        }
        write_explanation(out, explanation, &style)?;
        writeln!(out)
    }
}

/// Prints results in their order and counts what was skipped.
struct Printer<'p> {
    context: &'p Context,
    out: &'p mut dyn Write,
    written: io::Result<()>,
    num_skipped: u64,
}

impl<'p> Printer<'p> {
    fn new(context: &'p Context, out: &'p mut dyn Write) -> Self {
        Self {
            context,
            out,
            written: Ok(()),
            num_skipped: 0,
        }
    }

    /// Prints one; breaks when nothing can be written any more.
    fn print<T>(
        &mut self,
        result: Result<T, Skipped>,
        write: impl Fn(&mut dyn Write, &T) -> io::Result<()>,
    ) -> ControlFlow<()> {
        match result {
            Ok(value) => self.written = write(self.out, &value),
            Err(skipped) => {
                self.num_skipped += 1;
                let message = format!("{}: {}", skipped.path, skipped.reason);
                self.context.warn(&message);
            }
        }
        match self.written {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}
