//! The integration tests: one binary, so that it links once.

mod corpus;
mod durable;
mod errors;
mod fixture;
mod incremental;
mod search;
mod tidy;
