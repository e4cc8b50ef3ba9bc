//! The integration tests: one binary, so that it links once.

mod corpus;
mod errors;
mod fixture;
mod floors;
mod incremental;
mod readme;
// mod search;
mod tidy;
