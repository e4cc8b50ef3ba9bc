//! Invented releases and throw-away indexes for the tests of `index` and `query`.

use std::sync::LazyLock;

use tempfile::TempDir;

use super::{Index, LedgerEntry, MIN_MEMORY, Searcher, SourceStamp};
use crate::config::Config;
use crate::release::{
    Aside, Country, CountryRole, Notices, PartialDate, Person, Release, ReleaseDate, ReleaseId,
    Source, Topic, TopicBasis,
};

/// The built-in config, read once for all tests.
pub fn config() -> &'static Config {
    static BUILTIN: LazyLock<Config> = LazyLock::new(|| Config::builtin().expect("builtin config"));
    &BUILTIN
}

/// A release with a headline and a body and nothing else.
pub fn release(path: &str, headline: &str, body: &str) -> Release {
    Release {
        id: ReleaseId::of_bytes(path.as_bytes()),
        source: Source {
            path: path.to_owned(),
            ..Source::default()
        },
        other_sources: Vec::new(),
        headline: (!headline.is_empty()).then(|| headline.to_owned()),
        subhead: None,
        body: body.to_owned(),
        body_basis: "plain text".to_owned(),
        dateline: None,
        date: ReleaseDate::default(),
        language: Some("en".to_owned()),
        countries: Vec::new(),
        persons: Vec::new(),
        topics: Vec::new(),
        quotes: Vec::new(),
        contacts: Vec::new(),
        boilerplate: Vec::new(),
        notices: Notices::default(),
        release_number: None,
        issuer: None,
        warnings: Vec::new(),
        aside: Aside::default(),
    }
}

/// Facets of a sample release, each a list of values parted by blanks (persons by commas).
#[derive(Debug, Clone, Copy, Default)]
pub struct Facets<'a> {
    pub date: &'a str,
    pub countries: &'a str,
    pub persons: &'a str,
    pub topics: &'a str,
}

/// The release with these facets.
pub fn with(mut release: Release, facets: Facets<'_>) -> Release {
    release.date.value = facets.date.parse::<PartialDate>().ok();
    release
        .countries
        .extend(facets.countries.split_whitespace().map(|code| Country {
            code: code.to_owned(),
            name: code.to_owned(),
            role: CountryRole::About,
            score: 1.0,
            mentions: Vec::new(),
        }));
    let persons = facets.persons.split(',').filter(|name| !name.is_empty());
    release.persons.extend(persons.map(|name| Person {
        name: name.to_owned(),
        title: None,
        forms: vec![
            name.to_owned(),
            name.rsplit(' ').next().unwrap_or(name).to_owned(),
        ],
        mentions: Vec::new(),
    }));
    release
        .topics
        .extend(facets.topics.split_whitespace().map(|path| Topic {
            path: path.to_owned(),
            label: path.to_owned(),
            score: 1.0,
            basis: TopicBasis::Inferred,
        }));
    release
}

/// What the ledger would hold of the file of a release.
pub fn stamp(release: &Release) -> SourceStamp {
    SourceStamp {
        key: release.source.path.clone(),
        size: release.body.len() as u64,
        mtime_ns: 1_000,
        hash: LedgerEntry::short_hash(&blake3::hash(release.body.as_bytes())),
    }
}

/// An index of these releases in a temporary folder, a commit after every `batch` of them.
pub fn index_of(releases: &[Release], batch: usize) -> (TempDir, Searcher) {
    let folder = tempfile::tempdir().expect("temporary folder");
    let index = Index::open_or_create(folder.path(), config()).expect("new index");
    let maker = index.document_maker(config());
    let mut writer = index.writer(MIN_MEMORY).expect("writer");
    for releases in releases.chunks(batch.max(1)) {
        for release in releases {
            writer
                .put(maker.prepare(release, &stamp(release)))
                .expect("put");
        }
        writer.commit().expect("commit");
    }
    writer.finish().expect("finish");
    let searcher = index.searcher().expect("searcher");
    (folder, searcher)
}
