//! What is kept of a segment from which an index can be made anew: its texts, its ledger and which
//! of its documents live. The words, positions and lengths of its fields are not looked at, so they
//! may be damaged.

use std::io;

use tantivy::columnar::{Column, ColumnarReader, DynamicColumn, DynamicColumnHandle, StrColumn};
use tantivy::fastfield::AliveBitSet;
use tantivy::index::SegmentComponent;
use tantivy::store::StoreReader;
use tantivy::{DocId, Segment, TantivyDocument, TantivyError};

use super::SourceStamp;

/// Blocks of texts that are kept unpacked.
const CACHED_BLOCKS: usize = 16;

/// Endings of the files that this reads.
pub(super) const ENDINGS: [&str; 3] = ["store", "fast", "del"];

/// The texts and the ledger of a segment.
pub(super) struct KeptSegment {
    store: StoreReader,
    alive: Option<AliveBitSet>,
    num_docs: u32,
    sources: Option<StrColumn>,
    notes: Option<StrColumn>,
    sizes: Option<Column<u64>>,
    hashes: Option<Column<u64>>,
    mtimes: Option<Column<i64>>,
}

impl KeptSegment {
    /// Opens a segment; `note` is what the field of notes is called in its format.
    pub(super) fn open(segment: &Segment, note: &str) -> Result<Self, TantivyError> {
        let store = segment.open_read(SegmentComponent::Store)?;
        let columns = segment.open_read(SegmentComponent::FastFields)?;
        let columns = ColumnarReader::open(columns)?;
        let column = |name: &str| -> io::Result<Option<DynamicColumn>> {
            let handles = columns.read_columns(name)?;
            handles.first().map(DynamicColumnHandle::open).transpose()
        };
        let alive = if segment.meta().has_deletes() {
            let deletes = segment.open_read(SegmentComponent::Delete)?;
            Some(AliveBitSet::open(deletes.read_bytes()?))
        } else {
            None
        };
        Ok(Self {
            store: StoreReader::open(store, CACHED_BLOCKS)?,
            alive,
            num_docs: segment.meta().max_doc(),
            sources: column("source")?.and_then(texts),
            notes: column(note)?.and_then(texts),
            sizes: column("size")?.and_then(numbers),
            hashes: column("hash")?.and_then(numbers),
            mtimes: column("mtime")?.and_then(signed_numbers),
        })
    }

    /// The documents that live.
    pub(super) fn documents(&self) -> impl Iterator<Item = DocId> + '_ {
        let is_alive = |doc: &DocId| self.alive.as_ref().is_none_or(|alive| alive.is_alive(*doc));
        (0..self.num_docs).filter(is_alive)
    }

    /// What is stored of a document.
    pub(super) fn document(&self, doc: DocId) -> Result<TantivyDocument, TantivyError> {
        self.store.get(doc)
    }

    /// The key of the source of a document.
    pub(super) fn source_key(&self, doc: DocId) -> io::Result<String> {
        Ok(text_of(self.sources.as_ref(), doc)?.unwrap_or_default())
    }

    /// The note that a document is, if it is one.
    pub(super) fn note(&self, doc: DocId) -> io::Result<Option<String>> {
        text_of(self.notes.as_ref(), doc)
    }

    /// What the ledger knows of the file of a document.
    pub(super) fn stamp(&self, doc: DocId) -> io::Result<SourceStamp> {
        let number = |column: &Option<Column<u64>>| column.as_ref().and_then(|c| c.first(doc));
        let mtime = self.mtimes.as_ref().and_then(|column| column.first(doc));
        Ok(SourceStamp {
            key: self.source_key(doc)?,
            size: number(&self.sizes).unwrap_or_default(),
            mtime_ns: mtime.unwrap_or_default(),
            hash: number(&self.hashes).unwrap_or_default(),
        })
    }
}

fn texts(column: DynamicColumn) -> Option<StrColumn> {
    match column {
        DynamicColumn::Str(column) => Some(column),
        _ => None,
    }
}

fn numbers(column: DynamicColumn) -> Option<Column<u64>> {
    match column {
        DynamicColumn::U64(column) => Some(column),
        _ => None,
    }
}

fn signed_numbers(column: DynamicColumn) -> Option<Column<i64>> {
    match column {
        DynamicColumn::I64(column) => Some(column),
        _ => None,
    }
}

fn text_of(column: Option<&StrColumn>, doc: DocId) -> io::Result<Option<String>> {
    let found = column.and_then(|column| Some((column, column.term_ords(doc).next()?)));
    let Some((column, ordinal)) = found else {
        return Ok(None);
    };
    let mut text = String::new();
    column.ord_to_str(ordinal, &mut text)?;
    Ok(Some(text))
}
