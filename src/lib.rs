//! `dateline`: full-text search and facets for archives of press releases.
//!
//! Two one-way flows meet only in [`release`] and in the schema of the index:
//!
//! ```text
//! build:   source → clean → extract → index          (driven by ingest, in parallel)
//! search:  query → index → present
//! ```
//!
//! `ARCHITECTURE.md` is the map. Each stage is a function from one plain type to the next:
//!
//! ```
//! use dateline::{clean::clean, config::Config, extract::extract, source::decode};
//! use dateline::release::{ReleaseId, Source};
//!
//! let bytes = "NUR-SULTAN – The government of Kazakhstan met on Aug. 19, the press service said.";
//! let config = Config::builtin()?;
//! let raw = decode("release.txt", bytes.as_bytes()).expect("text");
//! let document = clean(&raw, &config);
//! let release = extract(ReleaseId::of_hash(&raw.hash), Source::default(), &document, &config);
//!
//! assert!(release.body.starts_with("The government of Kazakhstan met"));
//! assert_eq!(release.dateline.unwrap().country.as_deref(), Some("KZ"));
//! assert_eq!(release.countries[0].code, "KZ");
//! assert_eq!(release.date.value.unwrap().to_string(), "--08-19");
//! # Ok::<(), dateline::config::ConfigError>(())
//! ```

pub mod release;

pub mod report;

pub mod text;

pub mod config;

pub mod source;

pub mod clean;

pub mod extract;

pub mod index;

pub mod ingest;

pub mod query;

pub mod present;
