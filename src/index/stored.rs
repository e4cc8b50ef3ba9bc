//! The releases of an index as they are stored, each with what the ledger knows of its files.

use tantivy::collector::DocSetCollector;
use tantivy::columnar::StrColumn;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, Term};

use super::ledger::COPY;
use super::schema::NOTE;
use super::{IndexError, Searcher, SourceStamp};
use crate::release::{Exported, Release, Source};

/// A release as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRelease {
    /// The release, whole.
    pub release: Release,
    /// What is known of its file.
    pub stamp: SourceStamp,
}

/// A file with the bytes of a release that another file stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCopy {
    /// How it was read.
    pub source: Source,
    /// What is known of it.
    pub stamp: SourceStamp,
}

/// Where a stored release is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredAddress(pub(crate) DocAddress);

impl Searcher {
    /// Where the releases are, in the order in which they are stored; notes on files are not among
    /// them.
    pub fn stored_releases(&self) -> Result<Vec<StoredAddress>, IndexError> {
        self.stored_documents(|note| note.is_none())
    }

    /// Where the notes on copies are.
    pub fn stored_copies(&self) -> Result<Vec<StoredAddress>, IndexError> {
        self.stored_documents(|note| note == Some(COPY))
    }

    fn stored_documents(
        &self,
        is_wanted: impl Fn(Option<&str>) -> bool,
    ) -> Result<Vec<StoredAddress>, IndexError> {
        let mut addresses = Vec::new();
        for (segment, reader) in (0..).zip(self.engine().segment_readers()) {
            let notes = self.column(segment, NOTE)?;
            for doc in reader.doc_ids_alive() {
                if is_wanted(self.text(notes.as_ref(), doc)?.as_deref()) {
                    addresses.push(StoredAddress(DocAddress::new(segment, doc)));
                }
            }
        }
        Ok(addresses)
    }

    /// Documents in the order of their ids and, where these are equal, of the hashes of their keys.
    pub(crate) fn in_order_of_id(
        &self,
        addresses: impl Iterator<Item = DocAddress>,
    ) -> Result<Vec<StoredAddress>, IndexError> {
        let mut columns = Vec::new();
        for segment in self.engine().segment_readers() {
            let fast = segment.fast_fields();
            let both = fast
                .u64("id_key")
                .and_then(|ids| Ok((ids, fast.u64("source_key")?)));
            columns.push(both.map_err(|error| IndexError::engine(self.folder(), error))?);
        }
        let key = |address: &DocAddress| {
            let (ids, sources) = &columns[address.segment_ord as usize];
            let doc = address.doc_id;
            (ids.first(doc), sources.first(doc))
        };
        let mut keyed: Vec<_> = addresses.map(|address| (key(&address), address)).collect();
        keyed.sort_unstable();
        Ok(keyed
            .into_iter()
            .map(|(_, address)| StoredAddress(address))
            .collect())
    }

    /// A stored release as an export holds it.
    pub fn exported(&self, address: StoredAddress) -> Result<Exported, IndexError> {
        let StoredRelease { mut release, stamp } = self.stored_release(address)?;
        let copies = self.copies_of(stamp.hash)?;
        let mut files = vec![stamp.file()];
        for copy in copies {
            files.push(copy.stamp.file());
            release.other_sources.push(copy.source);
        }
        Ok(Exported {
            aside: std::mem::take(&mut release.aside),
            release,
            files,
        })
    }

    /// One stored release.
    pub fn stored_release(&self, address: StoredAddress) -> Result<StoredRelease, IndexError> {
        Ok(StoredRelease {
            release: self.whole_release(address.0)?,
            stamp: self.stamp(address.0)?,
        })
    }

    /// One stored copy.
    pub fn stored_copy(&self, address: StoredAddress) -> Result<StoredCopy, IndexError> {
        Ok(StoredCopy {
            source: self.record(address.0)?,
            stamp: self.stamp(address.0)?,
        })
    }

    /// The stored copy of a file.
    pub fn stored_copy_of(&self, key: &str) -> Result<Option<StoredCopy>, IndexError> {
        for address in self.living(Term::from_field_text(self.fields().source, key))? {
            let notes = self.column(address.segment_ord, NOTE)?;
            if self.text(notes.as_ref(), address.doc_id)?.as_deref() == Some(COPY) {
                return self.stored_copy(StoredAddress(address)).map(Some);
            }
        }
        Ok(None)
    }

    /// The stored release whose bytes have this hash.
    pub fn release_with(&self, hash: u64) -> Result<Option<StoredRelease>, IndexError> {
        for address in self.living(Term::from_field_u64(self.fields().hash, hash))? {
            let notes = self.column(address.segment_ord, NOTE)?;
            if self.text(notes.as_ref(), address.doc_id)?.is_none() {
                return self.stored_release(StoredAddress(address)).map(Some);
            }
        }
        Ok(None)
    }

    /// What the ledger knows of the file of a stored document.
    pub fn stamp_of(&self, address: StoredAddress) -> Result<SourceStamp, IndexError> {
        self.stamp(address.0)
    }

    /// The other files with the bytes of a release, in the order of their keys.
    pub fn copies_of(&self, hash: u64) -> Result<Vec<StoredCopy>, IndexError> {
        let mut copies = Vec::new();
        for address in self.living(Term::from_field_u64(self.fields().hash, hash))? {
            let notes = self.column(address.segment_ord, NOTE)?;
            if self.text(notes.as_ref(), address.doc_id)?.as_deref() == Some(COPY) {
                copies.push(self.stored_copy(StoredAddress(address))?);
            }
        }
        copies.sort_by(|a, b| a.stamp.key.cmp(&b.stamp.key));
        Ok(copies)
    }

    /// What the ledger knows of the file of a document.
    fn stamp(&self, address: DocAddress) -> Result<SourceStamp, IndexError> {
        let failed = |error| IndexError::engine(self.folder(), error);
        let reader = self.engine().segment_reader(address.segment_ord);
        let columns = reader.fast_fields();
        let number = |name: &str| -> Result<u64, IndexError> {
            let column = columns.u64(name).map_err(failed)?;
            Ok(column.first(address.doc_id).unwrap_or_default())
        };
        let mtime = columns.i64("mtime").map_err(failed)?;
        Ok(SourceStamp {
            key: self.source_key(address)?,
            size: number("size")?,
            mtime_ns: mtime.first(address.doc_id).unwrap_or_default(),
            hash: number("hash")?,
        })
    }

    fn living(&self, term: Term) -> Result<Vec<DocAddress>, IndexError> {
        let query = TermQuery::new(term, IndexRecordOption::Basic);
        let found = self.engine().search(&query, &DocSetCollector);
        let found = found.map_err(|error| IndexError::engine(self.folder(), error))?;
        Ok(found.into_iter().collect())
    }

    /// The absolute path of the file of a document and, after `!`, the member of an archive.
    pub(crate) fn source_key(&self, address: DocAddress) -> Result<String, IndexError> {
        let sources = self.column(address.segment_ord, "source")?;
        let key = self.text(sources.as_ref(), address.doc_id)?;
        Ok(key.unwrap_or_default())
    }

    fn column(&self, segment: u32, name: &str) -> Result<Option<StrColumn>, IndexError> {
        let reader = self.engine().segment_reader(segment);
        let column = reader.fast_fields().str(name);
        column.map_err(|error| IndexError::engine(self.folder(), error))
    }

    fn text(&self, column: Option<&StrColumn>, doc: DocId) -> Result<Option<String>, IndexError> {
        let found = column.and_then(|column| Some((column, column.term_ords(doc).next()?)));
        let Some((column, ordinal)) = found else {
            return Ok(None);
        };
        let mut text = String::new();
        column
            .ord_to_str(ordinal, &mut text)
            .map_err(|error| IndexError::engine(self.folder(), error.into()))?;
        Ok(Some(text))
    }
}
