//! The one writer of an index.

use std::fs;
use std::path::{Path, PathBuf};

use tantivy::indexer::{LogMergePolicy, NoMergePolicy};
use tantivy::{TantivyDocument, Term};

use super::schema::Fields;
use super::{IndexError, PreparedDocument};

/// The least memory in bytes that the engine works with.
pub const MIN_MEMORY: usize = 15_000_000;

/// The share of deleted documents from which a segment is written anew without them.
const MAX_DELETED: f32 = 0.3;

/// The most segments that a finished run leaves; a search looks into each.
const MAX_SEGMENTS: usize = 8;

/// Writes to an index. There is one at a time; another process is refused with
/// [`IndexError::Locked`]. What is not committed is gone when the writer is dropped.
pub struct Writer {
    folder: PathBuf,
    fields: Fields,
    engine: tantivy::IndexWriter<TantivyDocument>,
}

impl Writer {
    pub(super) fn open(
        folder: &Path,
        index: &tantivy::Index,
        fields: Fields,
        memory: usize,
    ) -> Result<Self, IndexError> {
        let engine = index
            .writer_with_num_threads(1, memory.max(MIN_MEMORY))
            .map_err(|error| IndexError::engine(folder, error))?;
        remove_torn_files(folder);
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(MAX_DELETED);
        engine.set_merge_policy(Box::new(policy));
        Ok(Self {
            folder: folder.to_owned(),
            fields,
            engine,
        })
    }

    /// Adds a document in place of what its source was before, if anything.
    pub fn put(&self, prepared: PreparedDocument) -> Result<(), IndexError> {
        self.delete(&prepared.source_key);
        self.add(prepared)
    }

    /// Adds a document of a source that is not in the index: cheaper than [`Writer::put`].
    pub fn add(&self, prepared: PreparedDocument) -> Result<(), IndexError> {
        self.engine
            .add_document(prepared.document)
            .map_err(|error| self.failed(error))?;
        Ok(())
    }

    /// Takes out what a source has become.
    pub fn delete(&self, source_key: &str) {
        self.engine
            .delete_term(Term::from_field_text(self.fields.source, source_key));
    }

    /// Makes all that was done visible and durable, whole or not at all.
    pub fn commit(&mut self) -> Result<(), IndexError> {
        match self.engine.commit() {
            Ok(_) => Ok(()),
            Err(error) => Err(self.failed(error)),
        }
    }

    /// Commits and brings the index into a good shape for searching.
    pub fn finish(mut self) -> Result<(), IndexError> {
        self.commit()?;
        let index = self.engine.index().clone();
        let failed = |error| IndexError::engine(&self.folder, error);
        // Merges that run meanwhile take their segments away, so they end first.
        self.engine.wait_merging_threads().map_err(failed)?;
        let segments = index.searchable_segment_ids().map_err(failed)?;
        if segments.len() > MAX_SEGMENTS {
            let mut engine: tantivy::IndexWriter<TantivyDocument> = index
                .writer_with_num_threads(1, MIN_MEMORY)
                .map_err(failed)?;
            engine.set_merge_policy(Box::new(NoMergePolicy));
            engine.merge(&segments).wait().map_err(failed)?;
            engine.wait_merging_threads().map_err(failed)?;
        }
        Ok(())
    }

    fn failed(&self, error: tantivy::TantivyError) -> IndexError {
        IndexError::engine(&self.folder, error)
    }
}

/// Takes away what a killed run was writing beside a file that it would have replaced.
///
/// The lock is held, so no one is writing; what cannot be removed does no harm.
fn remove_torn_files(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        if entry.file_name().as_encoded_bytes().starts_with(b".tmp") {
            let _ = fs::remove_file(entry.path());
        }
    }
}
