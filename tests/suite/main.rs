//! The integration tests: one binary, so that it links once.

mod config;
mod corpus;
mod durable;
mod errors;
mod explain;
mod fixture;
mod floors;
mod hostile;
mod incremental;
mod readme;
mod search;
mod tidy;
