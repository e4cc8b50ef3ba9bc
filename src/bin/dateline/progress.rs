//! The progress bar of `dateline index` on a terminal.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use dateline::report::IndexReport;
use dateline::source::walk;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};

/// A bar that knows its length once the files are counted. It is wiped off when dropped.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    is_over: Arc<AtomicBool>,
}

impl Progress {
    /// Shows the bar and counts the files in the background.
    pub fn start(paths: &[PathBuf]) -> Self {
        let bar = ProgressBar::no_length();
        bar.set_style(style("{spinner} {pos} releases {rate}  {msg}"));
        let progress = Self {
            bar: bar.clone(),
            is_over: Arc::default(),
        };
        let (paths, is_over) = (paths.to_vec(), Arc::clone(&progress.is_over));
        std::thread::spawn(move || {
            // The run itself reports what cannot be walked.
            let Ok(files) = walk(&paths) else { return };
            let num_files = files
                .take_while(|_| !is_over.load(Ordering::Relaxed))
                .count();
            if !is_over.load(Ordering::Relaxed) {
                bar.set_length(num_files as u64);
                bar.set_style(style(
                    "{bar:30} {pos}/{len} releases {rate} {eta} left  {msg}",
                ));
            }
        });
        progress
    }

    /// Shows a bar whose length is known from the first move on.
    pub fn of_known_length() -> Self {
        let bar = ProgressBar::no_length();
        bar.set_style(style("{bar:30} {pos}/{len} releases {rate} {eta} left"));
        Self {
            bar,
            is_over: Arc::default(),
        }
    }

    /// Moves a bar of known length.
    pub fn show_part(&self, done: u64, all: u64) {
        self.bar.set_length(all);
        self.bar.set_position(done);
    }

    /// Moves the bar.
    pub fn show(&self, report: &IndexReport) {
        // Files are counted beforehand, the documents in archives are not.
        if self.bar.length().is_some_and(|len| len < report.num_seen) {
            self.bar.set_length(report.num_seen);
        }
        self.bar.set_position(report.num_seen);
        if !report.skipped.is_empty() {
            self.bar
                .set_message(format!("{} skipped", report.skipped.len()));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .with_key("rate", |state: &ProgressState, out: &mut dyn Write| {
            // The bar is a courtesy: what cannot be drawn is left out.
            let _ = write!(out, "{:.0}/s", state.per_sec());
        })
}
