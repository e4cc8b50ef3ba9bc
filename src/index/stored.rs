//! The releases of an index as they are stored, each with what the ledger knows of its file.

use tantivy::DocAddress;
use tantivy::columnar::StrColumn;

use super::{IndexError, Searcher, SourceStamp};
use crate::release::Release;

/// A release as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredRelease {
    /// The release, whole.
    pub release: Release,
    /// What is known of its file.
    pub stamp: SourceStamp,
}

/// Where a stored release is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StoredAddress(DocAddress);

impl Searcher {
    /// Where the releases are, in the order in which they are stored; notes on skipped files are
    /// not among them.
    pub fn stored_releases(&self) -> Result<Vec<StoredAddress>, IndexError> {
        let mut addresses = Vec::new();
        for (segment, reader) in (0..).zip(self.engine().segment_readers()) {
            let skipped = self.column(segment, "skipped")?;
            let is_note = |doc| {
                skipped
                    .as_ref()
                    .is_some_and(|c| c.term_ords(doc).next().is_some())
            };
            let releases = reader.doc_ids_alive().filter(|doc| !is_note(*doc));
            addresses.extend(releases.map(|doc| StoredAddress(DocAddress::new(segment, doc))));
        }
        Ok(addresses)
    }

    /// One stored release.
    pub fn stored_release(&self, address: StoredAddress) -> Result<StoredRelease, IndexError> {
        let StoredAddress(address) = address;
        let failed = |error| IndexError::engine(self.folder(), error);
        let reader = self.engine().segment_reader(address.segment_ord);
        let columns = reader.fast_fields();
        let number = |name: &str| -> Result<u64, IndexError> {
            let column = columns.u64(name).map_err(failed)?;
            Ok(column.first(address.doc_id).unwrap_or_default())
        };
        let mut key = String::new();
        let source = self.column(address.segment_ord, "source")?;
        if let Some(source) = source
            && let Some(ordinal) = source.term_ords(address.doc_id).next()
        {
            source
                .ord_to_str(ordinal, &mut key)
                .map_err(|error| failed(error.into()))?;
        }
        let mtime = columns.i64("mtime").map_err(failed)?;
        Ok(StoredRelease {
            release: self.whole_release(address)?,
            stamp: SourceStamp {
                key,
                size: number("size")?,
                mtime_ns: mtime.first(address.doc_id).unwrap_or_default(),
                hash: number("hash")?,
            },
        })
    }

    fn column(&self, segment: u32, name: &str) -> Result<Option<StrColumn>, IndexError> {
        let reader = self.engine().segment_reader(segment);
        let column = reader.fast_fields().str(name);
        column.map_err(|error| IndexError::engine(self.folder(), error))
    }
}
