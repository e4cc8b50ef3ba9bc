//! An index of another format or config made anew from its own texts.

use std::collections::HashSet;
use std::ops::ControlFlow;

use super::ordered::map_ordered;
use super::{IngestError, MEMORY_PER_BYTE, MEMORY_PER_DOCUMENT, Run, engine_memory};
use crate::config::Config;
use crate::extract;
use crate::index::{
    DocumentMaker, IndexError, OldDocument, OldIndex, Outcome, PreparedDocument, Writer,
};
use crate::report::{MigrateReport, SkipReason};

/// Makes the index over for this format and this config from the texts that it keeps; facets are
/// found anew. The files that they were read from need not be there.
///
/// Notes on skipped files and containers stay where the new index reads files as the old one did, and
/// go else, so that the next run tries these files again; files that the user has deleted stay deleted. A run that is stopped, killed or fails leaves the index as it
/// was.
pub fn migrate(
    run: Run<'_>,
    old: OldIndex,
    config: &Config,
    mut on_progress: impl FnMut(&MigrateReport),
) -> Result<MigrateReport, IngestError> {
    let successor = old.successor(config)?;
    let addresses = old.addresses()?;
    let mut maker = Maker {
        writer: successor.writer(engine_memory(run))?,
        documents: successor.document_maker(config),
        hashes: HashSet::new(),
        report: MigrateReport {
            from_format: old.format(),
            num_documents: addresses.len() as u64,
            ..MigrateReport::default()
        },
    };
    // The size of a text is not known before it is read; most are of this order.
    let weight = (8 << 10) * MEMORY_PER_BYTE + MEMORY_PER_DOCUMENT;
    let items = addresses
        .into_iter()
        .take_while(|_| !run.is_stopped())
        .map(|address| (weight, address));
    let remaker = Remaker {
        config,
        documents: maker.documents.clone(),
        keeps_notes: old.keeps_notes(config),
    };
    let work = |address: &_| old.document(*address).map(|found| remaker.made(found));
    let mut failure = None;
    map_ordered(
        &run.pool()?,
        run.in_flight(),
        items,
        work,
        |address, result| {
            let made = result.unwrap_or_else(|_| {
                // A fault of the extraction costs the release its new facets, not its place.
                maker.report.num_failed += 1;
                old.document(address).map(|found| remaker.as_it_was(found))
            });
            let kept = made.and_then(|made| maker.keep(made));
            on_progress(&maker.report);
            match kept {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            }
        },
    );
    if let Some(error) = failure {
        return Err(error.into());
    }
    let Maker {
        writer, mut report, ..
    } = maker;
    if run.is_stopped() {
        report.interrupted = true;
        return Ok(report);
    }
    writer.finish()?;
    old.replace_by(&successor, config)?;
    Ok(report)
}

/// A document of the new index.
enum Made {
    /// A release, with the note for when another file stands for it.
    Release {
        hash: u64,
        standing: Box<PreparedDocument>,
        copy: Box<PreparedDocument>,
    },
    /// A note.
    Note(Box<PreparedDocument>),
    /// Nothing.
    Gone,
}

/// Makes documents of the new index.
struct Remaker<'r> {
    config: &'r Config,
    documents: DocumentMaker,
    keeps_notes: bool,
}

impl Remaker<'_> {
    fn made(&self, found: OldDocument) -> Made {
        match found {
            OldDocument::Release(mut release, stamp) => {
                extract::retag(&mut release, self.config);
                self.as_it_was(OldDocument::Release(release, stamp))
            }
            found => self.as_it_was(found),
        }
    }

    fn as_it_was(&self, found: OldDocument) -> Made {
        let documents = &self.documents;
        let (outcome, stamp) = match found {
            OldDocument::Release(release, stamp) => {
                return Made::Release {
                    hash: stamp.hash,
                    standing: Box::new(documents.prepare(&release, &stamp)),
                    copy: Box::new(documents.prepare_copy(&release.source, &stamp)),
                };
            }
            OldDocument::Copy(source, stamp) => {
                return Made::Note(Box::new(documents.prepare_copy(&source, &stamp)));
            }
            OldDocument::Note(outcome, stamp) => (outcome, stamp),
        };
        match outcome {
            Outcome::Skipped(reason) if self.keeps_notes || *reason == SkipReason::Deleted => {
                Made::Note(Box::new(documents.prepare_skipped(&reason, &stamp)))
            }
            Outcome::Container(_) if self.keeps_notes => {
                Made::Note(Box::new(documents.prepare_container(&stamp)))
            }
            // What was skipped by another config, and containers for such members, are read again.
            _ => Made::Gone,
        }
    }
}

struct Maker {
    writer: Writer,
    documents: DocumentMaker,
    /// The hashes of the releases so far: formats before 3 held equal files side by side.
    hashes: HashSet<u64>,
    report: MigrateReport,
}

impl Maker {
    fn keep(&mut self, made: Made) -> Result<(), IndexError> {
        self.report.num_done += 1;
        match made {
            Made::Release {
                hash,
                standing,
                copy,
            } => {
                if self.hashes.insert(hash) {
                    self.report.num_releases += 1;
                    self.writer.add(*standing)
                } else {
                    self.writer.add(*copy)
                }
            }
            Made::Note(note) => self.writer.add(*note),
            Made::Gone => Ok(()),
        }
    }
}
