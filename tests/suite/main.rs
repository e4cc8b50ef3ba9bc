//! The integration tests: one binary, so that it links once.

mod answers;
mod config;
mod containers;
mod corpus;
mod crash;
mod damage;
mod durable;
mod errors;
mod explain;
mod fixture;
mod floors;
mod generated;
mod golden;
mod hostile;
mod incremental;
mod keep;
mod language;
mod limits;
mod mutants;
mod pack;
mod readme;
#[path = "../../benches/releases/mod.rs"]
mod releases;
mod repair;
mod retag;
mod search;
mod tidy;
mod train_topics;
mod transfer;
mod traps;
