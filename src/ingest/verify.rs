//! The index held against its sources.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, File};
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::ordered::map_ordered;
use super::task::{document_key, fault_key, resolved_key, source_key};
use super::{IngestError, Run, read_options, weight};
use crate::config::Config;
use crate::index::{Index, Ledger, LedgerEntry, Outcome};
use crate::report::VerifyReport;
use crate::source::{FileEntry, Found, ReadOptions, WalkItem, read, walk};

/// How a source is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Right,
    /// The same, but nobody asks: the user has deleted it.
    Deleted,
    Missing,
    Changed,
    Unreadable,
    /// A member of a known archive of which the ledger knows nothing.
    Unknown,
}

/// What is wrong with the sources, and what is to be read to set it right.
#[derive(Debug, Default)]
pub(super) struct Examined {
    pub(super) report: VerifyReport,
    /// Files with which something is wrong, by absolute path.
    pub(super) wrong: BTreeMap<PathBuf, Wrong>,
    /// Keys of which the file is gone.
    pub(super) gone: Vec<String>,
}

/// A file with which something is wrong.
#[derive(Debug)]
pub(super) struct Wrong {
    /// As the walk found it, if it did.
    pub(super) walked: Option<FileEntry>,
    /// What the ledger has of it.
    pub(super) keys: Vec<String>,
}

/// Looks at every source below the roots of the run, or at every source when there are none, and for
/// files below the roots that the index does not know. Files are read, containers unpacked, and the
/// hashes of the documents compared.
pub fn verify(run: Run<'_>, index: &Index, config: &Config) -> Result<VerifyReport, IngestError> {
    let ledger = Ledger::read(&index.searcher()?)?;
    examine(run, &ledger, &read_options(config)).map(|examined| examined.report)
}

/// The same, with what is to be read.
pub(super) fn examine(
    run: Run<'_>,
    ledger: &Ledger,
    options: &ReadOptions,
) -> Result<Examined, IngestError> {
    let mut examined = Examined::default();
    let walked = files_below_roots(run)?;
    let (groups, gone) = groups(run, ledger);
    for (key, entry) in gone {
        // A file that was no release and is gone is missed by nobody.
        examined.report.num_sources += u64::from(!entry.is_deleted());
        if entry.is_document() {
            examined.report.missing.push(key.to_owned());
        }
        examined.gone.push(key.to_owned());
    }
    let items = groups.into_iter().map(|(file, keys)| {
        let entry = FileEntry::of_file(&file);
        let need = entry.as_ref().map_or(0, |entry| weight(entry, options));
        (need, Group { file, entry, keys })
    });
    let items = items.take_while(|_| !run.is_stopped());
    let work = |group: &Group<'_>| group.states((run, options), ledger);
    map_ordered(
        &run.pool()?,
        run.in_flight(),
        items,
        work,
        |group, states| {
            let all = || group.keys.iter().map(|(key, _)| (*key).to_owned());
            // A fault of the reading says nothing of the source.
            let states = states.unwrap_or_else(|_| all().map(|k| (k, State::Unreadable)).collect());
            examined.add(&group, states, &walked);
            ControlFlow::Continue(())
        },
    );
    for (key, entry) in walked {
        if ledger.get(&key).is_none() && !ledger.has_members(&key) {
            examined.report.unindexed.push(entry.path.clone());
            let keys = Vec::new();
            let file = entry.absolute.clone();
            let walked = Some(entry);
            examined.wrong.insert(file, Wrong { walked, keys });
        }
    }
    for found in [
        &mut examined.report.missing,
        &mut examined.report.changed,
        &mut examined.report.unreadable,
        &mut examined.report.unindexed,
    ] {
        found.sort_unstable();
    }
    Ok(examined)
}

impl Examined {
    fn add(
        &mut self,
        group: &Group<'_>,
        states: Vec<(String, State)>,
        walked: &HashMap<String, FileEntry>,
    ) {
        for (key, state) in states {
            self.report.num_sources += u64::from(!matches!(state, State::Unknown | State::Deleted));
            let found = match state {
                State::Right | State::Deleted => continue,
                State::Missing => &mut self.report.missing,
                State::Changed => &mut self.report.changed,
                State::Unreadable => &mut self.report.unreadable,
                State::Unknown => &mut self.report.unindexed,
            };
            found.push(key);
            let wrong = || Wrong {
                walked: walked.get(&source_key(&group.file)).cloned(),
                keys: group
                    .keys
                    .iter()
                    .map(|(key, _)| (*key).to_owned())
                    .collect(),
            };
            self.wrong.entry(group.file.clone()).or_insert_with(wrong);
        }
    }
}

/// The files below the roots by key; none without roots.
fn files_below_roots(run: Run<'_>) -> Result<HashMap<String, FileEntry>, IngestError> {
    let files = walk(run.roots)?.filter_map(|item| match item {
        WalkItem::File(entry) => Some((source_key(&entry.absolute), entry)),
        WalkItem::Skip(_) => None,
    });
    Ok(files.collect())
}

type Known<'l> = (&'l str, &'l LedgerEntry);

/// What the ledger knows of the sources to look at: by file, and those whose file is gone.
fn groups<'l>(
    run: Run<'_>,
    ledger: &'l Ledger,
) -> (BTreeMap<PathBuf, Vec<Known<'l>>>, Vec<Known<'l>>) {
    let mut keys: Vec<&str> = if run.roots.is_empty() {
        ledger.iter().map(|(key, _)| key).collect()
    } else {
        let roots = run.roots.iter().map(|root| resolved_key(root));
        roots.flat_map(|root| ledger.keys_below(&root)).collect()
    };
    keys.sort_unstable();
    keys.dedup();
    let (mut groups, mut gone) = (BTreeMap::<PathBuf, Vec<_>>::new(), Vec::new());
    for key in keys {
        let Some(entry) = ledger.get(key) else {
            continue;
        };
        match file_of(key) {
            Some(file) => groups.entry(file).or_default().push((key, entry)),
            None => gone.push((key, entry)),
        }
    }
    (groups, gone)
}

/// A file and all that the ledger knows of it.
struct Group<'l> {
    file: PathBuf,
    entry: io::Result<FileEntry>,
    keys: Vec<Known<'l>>,
}

impl Group<'_> {
    fn states(&self, means: (Run<'_>, &ReadOptions), ledger: &Ledger) -> Vec<(String, State)> {
        let Ok(entry) = &self.entry else {
            let state = |known: &LedgerEntry| match known.outcome {
                // What cannot be read now could not be read then.
                Outcome::Skipped(_) => State::Right,
                _ => State::Unreadable,
            };
            let states = self
                .keys
                .iter()
                .map(|(k, known)| ((*k).to_owned(), state(known)));
            return states.collect();
        };
        let file = source_key(&entry.absolute);
        match self.keys[..] {
            [(key, known)] if key == file && !known.is_container() => {
                let state = if ledger.is_orphan(known) {
                    State::Changed
                } else {
                    whole_state(entry, known).unwrap_or(State::Unreadable)
                };
                vec![(key.to_owned(), state)]
            }
            _ => self.member_states(means, (entry, ledger)),
        }
    }

    /// Opens the container and compares what is in it.
    fn member_states(
        &self,
        (run, options): (Run<'_>, &ReadOptions),
        (entry, ledger): (&FileEntry, &Ledger),
    ) -> Vec<(String, State)> {
        let mut rest: HashMap<&str, &LedgerEntry> = self.keys.iter().copied().collect();
        let mut states = Vec::new();
        let mut num_faults = 0;
        read(entry, options, &mut |found| {
            if run.is_stopped() {
                return ControlFlow::Break(());
            }
            let key = match (&found.member, &found.content) {
                (None, Err(reason)) if !reason.is_passing() => {
                    num_faults += 1;
                    let key = fault_key(entry, num_faults);
                    if rest.contains_key(key.as_str()) {
                        key
                    } else {
                        // The container has a fault that it did not have.
                        source_key(&entry.absolute)
                    }
                }
                (member, _) => document_key(entry, member.as_deref()),
            };
            let state = match rest.remove(key.as_str()) {
                None => State::Unknown,
                Some(known) if ledger.is_orphan(known) => State::Changed,
                Some(known) => member_state(entry, known, &found),
            };
            states.push((key, state));
            ControlFlow::Continue(())
        });
        if run.is_stopped() {
            return states;
        }
        let left = rest.into_iter().map(|(key, known)| {
            let state = match known.outcome {
                Outcome::Indexed(_) | Outcome::Copy => State::Missing,
                _ if known.is_deleted() => State::Deleted,
                Outcome::Skipped(_) | Outcome::Container(_) => State::Right,
            };
            (key.to_owned(), state)
        });
        states.extend(left);
        states
    }
}

/// The state of a file that is a document, or was skipped.
fn whole_state(file: &FileEntry, known: &LedgerEntry) -> io::Result<State> {
    if known.is_deleted() {
        return Ok(State::Deleted);
    }
    let is_same = file.num_bytes == known.size;
    let is_right = if known.is_document() {
        is_same && short_hash_of(&file.absolute)? == known.hash
    } else {
        is_same && file.modified_ns == known.mtime_ns
    };
    Ok(if is_right {
        State::Right
    } else {
        State::Changed
    })
}

/// The state of a member that the ledger knows.
fn member_state(file: &FileEntry, known: &LedgerEntry, found: &Found) -> State {
    let is_old = file.num_bytes == known.size && file.modified_ns == known.mtime_ns;
    match (&known.outcome, &found.content) {
        _ if known.is_deleted() => State::Deleted,
        (Outcome::Indexed(_) | Outcome::Copy, Ok(content)) => {
            let (hash, _) = content.identity();
            if LedgerEntry::short_hash(&hash) == known.hash {
                State::Right
            } else {
                State::Changed
            }
        }
        // What was skipped has no hash: the file's time tells whether to look at it.
        (Outcome::Skipped(_), Ok(content))
            if !is_old && content.decode(&file.path, found.member.as_deref()).is_ok() =>
        {
            State::Changed
        }
        (Outcome::Skipped(_), _) => State::Right,
        (_, Err(reason)) if reason.is_passing() => State::Unreadable,
        // A container that is none any more, a document that is no text.
        (Outcome::Container(_), _) | (_, Err(_)) => State::Changed,
    }
}

/// The file of a key: the key itself, or what stands before one of its `!`.
pub(super) fn file_of(key: &str) -> Option<PathBuf> {
    let ends = key.match_indices('!').map(|(at, _)| at);
    let mut ends: Vec<_> = ends.chain([key.len()]).collect();
    ends.reverse();
    let files = ends.into_iter().map(|end| Path::new(&key[..end]));
    files
        .filter(|path| path.is_absolute())
        .find_map(|path| match fs::symlink_metadata(path) {
            Ok(_) => Some(path.to_owned()),
            Err(_) => unspeakable(path),
        })
}

/// A file whose name is not UTF-8, by its key.
fn unspeakable(path: &Path) -> Option<PathBuf> {
    let key = path.to_str()?;
    key.contains(char::REPLACEMENT_CHARACTER).then_some(())?;
    let files = fs::read_dir(path.parent()?).ok()?.flatten();
    files
        .map(|file| file.path())
        .find(|file| source_key(file) == key)
}

fn short_hash_of(path: &Path) -> io::Result<u64> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(LedgerEntry::short_hash(&hasher.finalize()))
}
