//! `dateline`: full-text search and facets for archives of press releases.
//!
//! Two one-way flows meet only in [`release`] and in the schema of the index:
//!
//! ```text
//! build:   source → clean → extract → index
//! search:  query → index → present
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
