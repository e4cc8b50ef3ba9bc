//! What is wrong with a config, all of it at once, each with its file and line.

use std::fmt;

/// One fault in one file of a config.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The file as shown to the user: `index-config/topics.toml`.
    pub file: String,
    /// The line, counted from 1; `None` when the fault is the file itself.
    pub line: Option<usize>,
    /// What is wrong: lower case, names in backticks, no final period.
    pub message: String,
    /// What to do about it, when that is clear.
    pub help: Option<String>,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(help) = &self.help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}

/// Collects the problems met while a config is read.
#[derive(Debug, Default)]
pub struct Problems {
    found: Vec<Problem>,
}

impl Problems {
    /// Adds one.
    pub fn push(&mut self, problem: Problem) {
        self.found.push(problem);
    }

    /// All of them in order of file and line.
    pub fn into_sorted(mut self) -> Vec<Problem> {
        self.found.sort();
        self.found
    }
}

/// The nearest of the known names, when one is near enough to be what was meant.
pub fn did_you_mean<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let num_typed = typed.chars().count();
    known
        .into_iter()
        // Too long or too short to be near; a distance costs the product of the lengths.
        .filter(|name| name.chars().count().abs_diff(num_typed) <= (name.len() / 3).max(1))
        .map(|name| (strsim::damerau_levenshtein(typed, name), name))
        .filter(|(distance, name)| *distance <= (name.chars().count() / 3).max(1))
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_offered_and_far_ones_are_not() {
        let known = ["label", "terms", "excludes"];
        assert_eq!(did_you_mean("lable", known), Some("label"));
        assert_eq!(did_you_mean("term", known), Some("terms"));
        assert_eq!(did_you_mean("colour", known), None);
    }
}
