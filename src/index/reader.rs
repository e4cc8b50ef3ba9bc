//! A consistent view of an index: it stays as it is while a writer commits.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use tantivy::collector::DocSetCollector;
use tantivy::query::{Query, RangeQuery};
use tantivy::schema::{Field, Value};
use tantivy::{DocAddress, TantivyDocument, Term};

use super::analysis::IndexLanguages;
use super::schema::Fields;
use super::{IndexError, segment_values};
use crate::release::{Release, ReleaseId};

/// A view of an index at one commit.
#[derive(Clone)]
pub struct Searcher {
    folder: PathBuf,
    engine: tantivy::Searcher,
    fields: Fields,
    languages: IndexLanguages,
}

impl Searcher {
    pub(super) fn new(
        folder: &Path,
        engine: tantivy::Searcher,
        fields: Fields,
    ) -> Result<Self, IndexError> {
        let mut languages = BTreeSet::new();
        for segment in engine.segment_readers() {
            let found = segment_values(segment, "language")
                .map_err(|error| IndexError::engine(folder, error))?;
            languages.extend(found);
        }
        Ok(Self {
            folder: folder.to_owned(),
            engine,
            fields,
            languages: IndexLanguages(languages),
        })
    }

    /// The index folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The engine's own searcher, for `query` and no one else.
    pub(crate) fn engine(&self) -> &tantivy::Searcher {
        &self.engine
    }

    /// The fields of the index.
    pub(crate) fn fields(&self) -> &Fields {
        &self.fields
    }

    /// The languages of the releases.
    pub(crate) fn languages(&self) -> &IndexLanguages {
        &self.languages
    }

    /// The release with this id, or with the only id that begins so (4 digits at least).
    pub fn get(&self, id: &str) -> Result<Release, IndexError> {
        let typed = ReleaseId::from_text(id);
        let unknown = || IndexError::UnknownId { id: id.to_owned() };
        let is_hex = typed.as_str().bytes().all(|b| b.is_ascii_hexdigit());
        if !is_hex || typed.as_str().len() < 4 {
            return Err(unknown());
        }
        let mut releases = Vec::new();
        for address in self.addresses_of(typed.as_str())? {
            releases.push(self.release(address)?);
        }
        let num_found = releases.len();
        match releases.pop() {
            Some(release) if num_found == 1 => self.with_copies(release),
            None => Err(unknown()),
            Some(_) => Err(IndexError::AmbiguousId {
                id: id.to_owned(),
                num_found,
            }),
        }
    }

    fn addresses_of(&self, prefix: &str) -> Result<Vec<DocAddress>, IndexError> {
        use std::ops::Bound::{Excluded, Included};
        // `g` follows the hexadecimal digits.
        let query: Box<dyn Query> = Box::new(RangeQuery::new(
            Included(Term::from_field_text(self.fields.id, prefix)),
            Excluded(Term::from_field_text(self.fields.id, &format!("{prefix}g"))),
        ));
        let found = self
            .engine
            .search(&query, &DocSetCollector)
            .map_err(|error| IndexError::engine(&self.folder, error))?;
        Ok(found.into_iter().collect())
    }

    /// The release with the other files that hold it.
    fn with_copies(&self, release: Release) -> Result<Release, IndexError> {
        let copies = self.copies_of(release.short_hash())?;
        Ok(Release {
            other_sources: copies.into_iter().map(|copy| copy.source).collect(),
            ..release
        })
    }

    /// The stored release of a document, without what the record does not show.
    pub(crate) fn release(&self, address: DocAddress) -> Result<Release, IndexError> {
        self.record(address)
    }

    /// What is stored as the record of a document.
    pub(super) fn record<T: DeserializeOwned>(&self, address: DocAddress) -> Result<T, IndexError> {
        self.stored(&self.document(address)?, self.fields.record)
    }

    /// The stored release of a document, whole.
    pub(super) fn whole_release(&self, address: DocAddress) -> Result<Release, IndexError> {
        let document = self.document(address)?;
        Ok(Release {
            aside: self.stored(&document, self.fields.aside)?,
            ..self.stored(&document, self.fields.record)?
        })
    }

    fn document(&self, address: DocAddress) -> Result<TantivyDocument, IndexError> {
        self.engine
            .doc(address)
            .map_err(|error| IndexError::engine(&self.folder, error))
    }

    fn stored<T: DeserializeOwned>(
        &self,
        document: &TantivyDocument,
        field: Field,
    ) -> Result<T, IndexError> {
        let corrupt = |detail: String| IndexError::Corrupt {
            path: self.folder.clone(),
            detail,
        };
        let json = document.get_first(field);
        let json = json
            .as_ref()
            .and_then(Value::as_str)
            .ok_or_else(|| corrupt("a document has no record".to_owned()))?;
        serde_json::from_str(json).map_err(|error| corrupt(format!("a record is wrong: {error}")))
    }
}
