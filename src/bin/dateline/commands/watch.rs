//! `dateline watch`: follows folders and brings the index up to date when something changes there.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use dateline::config::Config;
use dateline::index::Index;
use dateline::ingest::{self, Run};
use dateline::present::report::{Detail, write_report};
use notify::{Event, RecursiveMode, Watcher};

use crate::args::WatchArgs;
use crate::context::{Context, Verbosity};
use crate::exit::{Failure, Outcome, Stop};

/// How often it is looked whether to stop.
const TICK: Duration = Duration::from_millis(100);

/// However restless a folder is, its changes are read after so many times the time to settle.
const MAX_WAITS: u32 = 30;

/// What has changed.
#[derive(Debug, Default)]
struct Changes {
    paths: BTreeSet<PathBuf>,
    /// More than could be told: everything is to be looked at.
    is_everything: bool,
}

/// Indexes, then waits for changes until it is stopped.
pub fn run(args: &WatchArgs, context: &Context, _out: &mut dyn Write) -> Result<Outcome, Stop> {
    static STOP: AtomicBool = AtomicBool::new(false);
    crate::interrupt::stop_on_ctrl_c(&STOP)?;
    let config = context.load_config()?;
    let cannot_watch = |error: notify::Error| Failure::new(format!("cannot watch: {error}"));
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(move |event| {
        // Nobody listens any more once the command ends.
        let _ = sender.send(event);
    })
    .map_err(cannot_watch)?;
    // Watched before the first run, so that what changes meanwhile is not missed.
    dateline::source::walk(&args.paths).map_err(Failure::from)?;
    for path in &args.paths {
        let added = watcher.watch(path, RecursiveMode::Recursive);
        added.map_err(cannot_watch)?;
    }
    let session = Session {
        args,
        context,
        config: &config,
        stop: &STOP,
    };
    session.index(&args.paths)?;
    context.note("watching; Ctrl-C ends it");
    while let Some(changes) = session.wait(&events) {
        let paths = session.paths_of(&changes);
        if !paths.is_empty() {
            session.index(&paths)?;
        }
    }
    context.note("stopped; what was seen is committed");
    Ok(Outcome::Done)
}

struct Session<'s> {
    args: &'s WatchArgs,
    context: &'s Context,
    config: &'s Config,
    stop: &'static AtomicBool,
}

impl Session<'_> {
    /// Brings the index up to date with these paths. The index is held only meanwhile.
    fn index(&self, paths: &[PathBuf]) -> Result<(), Failure> {
        let index = Index::open_or_create(&self.context.index, self.config)?;
        let run = Run {
            roots: paths,
            num_threads: self.context.num_threads(),
            memory: self.args.upkeep.memory,
            stop: self.stop,
            upkeep: self.args.upkeep.upkeep(),
        };
        let report = ingest::index(run, &index, self.config, |_| {})?;
        let is_news = report.num_seen > report.num_unchanged || report.num_deleted > 0;
        if is_news && self.context.verbosity > Verbosity::Quiet {
            let err = &mut std::io::stderr().lock();
            // When stderr is gone there is nobody to tell.
            let _ = write_report(err, &report, Detail::Summary, &self.context.err_style);
        }
        Ok(())
    }

    /// What has changed when nothing changed for a while; nothing when it is time to stop.
    fn wait(&self, events: &Receiver<notify::Result<Event>>) -> Option<Changes> {
        let settle = self.args.settle;
        let mut changes = Changes::default();
        let mut times: Option<(Instant, Instant)> = None;
        loop {
            if self.stop.load(Ordering::Relaxed) {
                return None;
            }
            match events.recv_timeout(TICK.min(settle)) {
                Ok(event) => {
                    if changes.add(event) {
                        let now = Instant::now();
                        let first = times.map_or(now, |(first, _)| first);
                        times = Some((first, now));
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return None,
            }
            if let Some((first, last)) = times
                && (last.elapsed() >= settle || first.elapsed() >= settle * MAX_WAITS)
            {
                return Some(changes);
            }
        }
    }

    /// The paths to look at: what changed, as far as it lies below the watched paths and is there;
    /// for what is gone, the folder that it lay in; everything when it is not known what changed.
    fn paths_of(&self, changes: &Changes) -> Vec<PathBuf> {
        if changes.is_everything {
            return self.args.paths.clone();
        }
        let roots = &self.args.paths;
        let shown = changes.paths.iter().filter_map(|path| {
            let path = path.ancestors().find(|path| path.exists())?;
            roots.iter().find_map(|root| below(root, path))
        });
        let mut paths: Vec<PathBuf> = shown.collect();
        paths.sort();
        paths.dedup();
        // What lies below another path comes with it.
        let all = paths.clone();
        paths.retain(|path| {
            !all.iter()
                .any(|other| other != path && path.starts_with(other))
        });
        paths
    }
}

/// A path as it is shown below a root; nothing for what a walk of the root leaves out.
fn below(root: &Path, path: &Path) -> Option<PathBuf> {
    let rest = path.strip_prefix(root).ok().map(Path::to_owned);
    let rest = rest.or_else(|| {
        let (root, path) = (root.canonicalize().ok()?, path.canonicalize().ok()?);
        path.strip_prefix(root).ok().map(Path::to_owned)
    })?;
    let is_hidden = |part: &std::ffi::OsStr| part.as_encoded_bytes().starts_with(b".");
    if rest.iter().any(is_hidden) {
        return None;
    }
    let mut folders = rest.ancestors().map(|folder| root.join(folder));
    if folders.any(|folder| folder.join(dateline::index::MANIFEST).exists()) {
        return None;
    }
    Some(if rest.as_os_str().is_empty() {
        root.to_owned()
    } else {
        root.join(rest)
    })
}

impl Changes {
    /// True when the event tells of a change.
    fn add(&mut self, event: notify::Result<Event>) -> bool {
        let Ok(event) = event else {
            self.is_everything = true;
            return true;
        };
        if event.need_rescan() {
            self.is_everything = true;
        }
        if event.kind.is_access() {
            return self.is_everything;
        }
        self.paths.extend(event.paths);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_below_the_root_and_hidden_ones_are_not() {
        let folder = tempfile::tempdir().expect("folder");
        let root = folder.path();
        assert_eq!(below(root, root), Some(root.to_owned()));
        let file = root.join("a/b.txt");
        assert_eq!(below(root, &file), Some(file));
        for hidden in [".a/b.txt", "a/.b.txt", ".git"] {
            assert_eq!(below(root, &root.join(hidden)), None, "{hidden}");
        }
        std::fs::create_dir(root.join("index")).expect("folder");
        std::fs::write(root.join("index").join(dateline::index::MANIFEST), "").expect("file");
        assert_eq!(below(root, &root.join("index/a.store")), None);
        assert_eq!(below(&root.join("a"), &root.join("b")), None);
    }
}
