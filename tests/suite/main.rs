//! The integration tests: one binary, so that it links once.

mod answers;
mod config;
mod corpus;
mod damage;
mod durable;
mod errors;
mod explain;
mod fixture;
mod floors;
mod golden;
mod hostile;
mod incremental;
mod keep;
mod language;
mod readme;
mod retag;
mod search;
mod tidy;
mod train_topics;
mod transfer;
mod traps;
