//! The query language: text → tree. Total: any text gives a tree, faults become warnings.

mod lexer;
mod node;
mod parser;
mod prose;
mod value;

pub use node::{DateRange, Link, Node};
pub use parser::{Parsed, parse};
