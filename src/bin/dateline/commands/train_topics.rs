//! `dateline train-topics`: topics learnt from a user's labels, stored beside the config.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use dateline::config::TopicModel;
use dateline::index::Index;
use dateline::ingest::{self, Labels, Run, Trained, Upkeep};
use dateline::present::json;
use dateline::present::search::counted;
use dateline::report::TrainReport;

use crate::args::TrainTopicsArgs;
use crate::context::Context;
use crate::exit::{Failure, Outcome, Stop};

/// Learns, says how well, and stores what was learnt.
pub fn run(
    args: &TrainTopicsArgs,
    context: &Context,
    out: &mut dyn Write,
) -> Result<Outcome, Stop> {
    // A run that is stopped ends here and leaves the config as it was.
    static NEVER: AtomicBool = AtomicBool::new(false);
    let Some(folder) = context.config_folder() else {
        let failure = Failure::new("there is no config folder to store the model in");
        return Err(failure.help("`dateline init` makes one").into());
    };
    let config = context.load_config()?;
    let name = args.labels.display().to_string();
    let text = fs::read_to_string(&args.labels)
        .map_err(|error| Failure::new(format!("cannot read `{name}`: {error}")))?;
    let index = Index::open_to_retag(&context.index, &config).map_err(Failure::from)?;
    let run = Run {
        roots: &[],
        num_threads: context.num_threads(),
        memory: args.memory,
        stop: &NEVER,
        upkeep: Upkeep::default(),
    };
    let labels = Labels {
        name: &name,
        text: &text,
        held_out: args.holdout,
    };
    let trained = ingest::train_topics(run, &index, &config, labels).map_err(Failure::from)?;
    warn(&trained, context);
    let Some(model) = &trained.model else {
        let failure = Failure::new(format!(
            "nothing can be learnt from {}",
            counted(trained.report.num_releases, "release")
        ));
        let help = "two releases or more must be of a topic, and one must not be";
        return Err(failure.help(help).into());
    };
    if !args.json {
        write_report(out, &trained.report)?;
    }
    let path = folder.join(TopicModel::FILE);
    store(&path, &model.to_text())
        .map_err(|error| Failure::new(format!("cannot write `{}`: {error}", path.display())))?;
    if args.json {
        json::write_line(out, &trained.report)?;
    } else {
        writeln!(out, "{} written", path.display())?;
    }
    context.note("`dateline retag` finds the topics of the index anew");
    Ok(Outcome::Done)
}

fn warn(trained: &Trained, context: &Context) {
    for problem in &trained.problems {
        context.warn(&problem.to_string());
    }
    let report = &trained.report;
    if !trained.problems.is_empty() {
        let lines = counted(report.num_labels, "label");
        context.warn(&format!("{} of {lines} not used", report.num_bad_labels));
    }
    for topic in &report.topics_left_out {
        context.warn(&format!(
            "`{topic}` is not learnt: two releases or more must be of it, and one must not be"
        ));
    }
}

fn write_report(out: &mut dyn Write, report: &TrainReport) -> io::Result<()> {
    let releases = counted(report.num_releases, "release");
    let topics = counted(report.topics.len() as u64, "topic");
    writeln!(out, "{topics} learnt from {releases}")?;
    if let Some(held) = &report.held_out {
        writeln!(
            out,
            "measured on {} held out: precision {:.3}, recall {:.3}, F1 {:.3}, first topic right {:.3}",
            counted(held.num_held_out, "release"),
            held.precision,
            held.recall,
            held.f1,
            held.first_topic,
        )?;
    }
    Ok(())
}

/// Puts the file in its place whole: a reader sees the old one or the new one.
fn store(path: &Path, text: &str) -> io::Result<()> {
    let beside = path.with_extension("new");
    fs::write(&beside, text)?;
    fs::rename(&beside, path)
}
