//! The one writer of an index.

use std::fs;
use std::path::Path;

use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::indexer::{LogMergePolicy, NoMergePolicy};
use tantivy::{TantivyDocument, Term};

use super::analysis;
use super::folder::{IndexFolder, TORN};
use super::schema::Fields;
use super::{IndexError, LockHolder, PreparedDocument};

/// The least memory in bytes that the engine works with.
pub const MIN_MEMORY: usize = 15_000_000;

/// The share of deleted documents from which a segment is written anew without them.
const MAX_DELETED: f32 = 0.3;

/// The most segments that a finished run leaves; a search looks into each.
const MAX_SEGMENTS: usize = 8;

/// Writes to an index. There is one at a time; another process is refused with
/// [`IndexError::Locked`]. What is not committed is gone when the writer is dropped.
pub struct Writer {
    files: IndexFolder,
    fields: Fields,
    engine: tantivy::IndexWriter<TantivyDocument>,
}

impl Writer {
    pub(super) fn open(
        files: IndexFolder,
        fields: Fields,
        memory: usize,
    ) -> Result<Self, IndexError> {
        let index = tantivy::Index::open(files.clone());
        let index = index.map_err(|error| IndexError::engine(files.folder(), error))?;
        analysis::register(index.tokenizers());
        let engine = index
            .writer_with_num_threads(1, memory.max(MIN_MEMORY))
            .map_err(|error| IndexError::engine(files.folder(), error))?;
        remove_torn_files(files.folder());
        let mut policy = LogMergePolicy::default();
        policy.set_del_docs_ratio_before_merge(MAX_DELETED);
        engine.set_merge_policy(Box::new(policy));
        Ok(Self {
            files,
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
        let files = self.files.clone();
        let failed = |error| failure(&files, error);
        // Merges that run meanwhile take their segments away, so they end first.
        self.engine.wait_merging_threads().map_err(failed)?;
        let segments = index.searchable_segment_metas().map_err(failed)?;
        if let Some(small) = to_merge(segments) {
            merge(&files, &index, &small)?;
        }
        Ok(())
    }

    /// Commits and makes one segment of all, without what was deleted.
    pub fn optimise(mut self) -> Result<(), IndexError> {
        self.engine.set_merge_policy(Box::new(NoMergePolicy));
        self.commit()?;
        let index = self.engine.index().clone();
        let files = self.files.clone();
        let ended = self.engine.wait_merging_threads();
        ended.map_err(|error| failure(&files, error))?;
        merge_all(&files, &index)
    }

    fn failed(&self, error: tantivy::TantivyError) -> IndexError {
        failure(&self.files, error)
    }

    /// The process that was killed while it held the lock before this one.
    pub fn taken_over(&self) -> Option<LockHolder> {
        self.files.killed()
    }
}

/// Makes one segment of all.
fn merge_all(files: &IndexFolder, index: &tantivy::Index) -> Result<(), IndexError> {
    let metas = index.searchable_segment_metas();
    let metas = metas.map_err(|error| failure(files, error))?;
    let is_one = metas.len() <= 1 && !metas.iter().any(SegmentMeta::has_deletes);
    let segments: Vec<_> = metas.iter().map(SegmentMeta::id).collect();
    drop(metas);
    merge(files, index, if is_one { &[] } else { &segments })
}

/// Makes one segment of these, and takes away the files that no commit has.
fn merge(
    files: &IndexFolder,
    index: &tantivy::Index,
    segments: &[SegmentId],
) -> Result<(), IndexError> {
    let failed = |error| failure(files, error);
    let mut engine: tantivy::IndexWriter<TantivyDocument> = index
        .writer_with_num_threads(1, MIN_MEMORY)
        .map_err(failed)?;
    engine.set_merge_policy(Box::new(NoMergePolicy));
    if !segments.is_empty() {
        engine.merge(segments).wait().map_err(failed)?;
    }
    engine.garbage_collect_files().wait().map_err(failed)?;
    engine.wait_merging_threads().map_err(failed)
}

/// Why writing failed: what the operating system said, where it said something.
fn failure(files: &IndexFolder, error: tantivy::TantivyError) -> IndexError {
    let trouble = files.trouble();
    trouble.unwrap_or_else(|| IndexError::engine(files.folder(), error))
}

/// The smallest segments, when there are too many: without them, and with the one that they become,
/// there are as many as there may be. The large ones, which cost most, stay as they are.
fn to_merge(mut segments: Vec<SegmentMeta>) -> Option<Vec<SegmentId>> {
    let num_merged = (segments.len() + 1).checked_sub(MAX_SEGMENTS)?;
    if num_merged < 2 {
        return None;
    }
    segments.sort_by_key(|segment| (segment.num_docs(), segment.id()));
    Some(
        segments
            .iter()
            .take(num_merged)
            .map(SegmentMeta::id)
            .collect(),
    )
}

/// Takes away what a killed run was writing beside a file that it would have replaced.
///
/// The lock is held, so no one is writing; what cannot be removed does no harm.
fn remove_torn_files(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        if entry
            .file_name()
            .as_encoded_bytes()
            .starts_with(TORN.as_bytes())
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}
