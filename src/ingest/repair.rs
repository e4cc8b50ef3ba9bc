//! What `verify` finds, set right: a damaged index from its own texts, sources by reading them again.

use std::path::Path;
use std::time::Instant;

use super::keeper::{self, Keeper};
use super::task::{Task, Workshop, source_key};
use super::verify::{Examined, Wrong, examine};
use super::{IngestError, Pass, Run, engine_memory, migrate, read_options, settle_orphans};
use crate::config::Config;
use crate::index::{ENGINE_MANAGED, Index, IndexError, Ledger, OldIndex, Outcome, Searcher};
use crate::report::{Damage, IndexReport, RepairReport, VerifyReport};
use crate::source::FileEntry;

/// Makes a damaged index over from the texts in it, as [`migrate`](super::migrate()) does. Documents
/// whose own texts are damaged are lost, until their files are read again.
///
/// Nothing is changed when the run is stopped, or when the list of segments itself is damaged, which
/// is [`IndexError::Unmendable`].
pub fn restore(
    run: Run<'_>,
    (folder, damaged): (&Path, &[Damage]),
    config: &Config,
) -> Result<RepairReport, IngestError> {
    let old = OldIndex::open_damaged(folder, damaged)?;
    let mut repair = RepairReport {
        num_lost: old.num_lost(),
        ..RepairReport::default()
    };
    // Opening it has written the list of files anew.
    if damaged.iter().any(|one| one.file != ENGINE_MANAGED) {
        let migrated = migrate(run, old, config, |_| {})?;
        repair.num_restored = Some(migrated.num_releases);
        repair.num_failed = migrated.num_failed;
        repair.interrupted = migrated.interrupted;
    }
    Ok(repair)
}

/// Holds the index against its sources as [`verify`](super::verify()) does, and reads again what is
/// wrong: changed, unreadable and unindexed files, and archives with such members. What archives lack
/// is taken out; what became of documents whose files are gone is up to [`Upkeep::gone`].
///
/// [`Upkeep::gone`]: super::Upkeep::gone
pub fn repair(run: Run<'_>, index: &Index, config: &Config) -> Result<VerifyReport, IngestError> {
    let started = Instant::now();
    // What is found holds until it is mended, as nobody else writes meanwhile.
    let writer = index.writer(engine_memory(run))?;
    let searcher = index.searcher()?;
    let ledger = Ledger::read(&searcher)?;
    let options = &read_options(config);
    let Examined {
        mut report,
        wrong,
        gone,
    } = examine(run, &ledger, options)?;
    let maker = index.document_maker(config);
    let pass = Pass {
        run,
        options,
        workshop: Workshop {
            config,
            maker: &maker,
            ledger: &ledger,
            upkeep: run.upkeep,
        },
    };
    let means = keeper::Means {
        writer,
        maker: maker.clone(),
        ledger: &ledger,
        upkeep: run.upkeep,
    };
    let mut keeper = Keeper::new(means, &[]);
    let mut tasks = Vec::new();
    let mut ended = gone;
    for (file, wrong) in wrong {
        // A file that is gone since it was looked at is for the next run.
        if let Some(entry) = entry_of((&file, &wrong), &ledger, &searcher)? {
            let is_known = ledger.get(&source_key(&file)).is_some();
            tasks.push(Task::Read { entry, is_known });
        }
        ended.extend(wrong.keys);
    }
    let num_read = tasks.len() as u64;
    pass.keep(tasks.into_iter(), &mut keeper, |_| ())?;
    if run.is_stopped() {
        keeper.interrupt();
    } else {
        keeper.end_keys(&ended);
        settle_orphans(&pass, &mut keeper, &searcher)?;
    }
    report.repair = Some(told(keeper.finish(started)?, num_read));
    Ok(report)
}

/// A file by the name that it was given, or that the index shows.
fn entry_of(
    (file, wrong): (&Path, &Wrong),
    ledger: &Ledger,
    searcher: &Searcher,
) -> Result<Option<FileEntry>, IndexError> {
    if let Some(entry) = &wrong.walked {
        return Ok(Some(entry.clone()));
    }
    let Ok(entry) = FileEntry::of_file(file) else {
        return Ok(None);
    };
    for key in &wrong.keys {
        let known = ledger.get(key).map(|known| (&known.outcome, known.hash));
        let source = match known {
            Some((Outcome::Indexed(_), hash)) => {
                let found = searcher.release_with(hash)?;
                found.map(|stored| stored.release.source)
            }
            Some((Outcome::Copy, _)) => searcher.stored_copy_of(key)?.map(|copy| copy.source),
            _ => None,
        };
        if let Some(source) = source {
            let path = source.path;
            return Ok(Some(FileEntry { path, ..entry }));
        }
    }
    Ok(Some(entry))
}

fn told(report: IndexReport, num_read: u64) -> RepairReport {
    let unreadable = report.skipped.iter().filter(|s| s.reason.is_passing());
    RepairReport {
        num_read,
        num_indexed: report.num_indexed,
        num_deleted: report.num_deleted,
        num_missing: report.num_gone,
        unreadable: unreadable.map(|skipped| skipped.path.clone()).collect(),
        interrupted: report.interrupted,
        skipped: report.skipped,
        ..RepairReport::default()
    }
}
