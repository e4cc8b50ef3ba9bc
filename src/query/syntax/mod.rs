//! The query language: text → tree. Total: any text gives a tree, faults become warnings.

mod lexer;
mod node;
mod parser;
mod prose;

pub use node::{DateRange, Node};
pub use parser::{Parsed, parse};
