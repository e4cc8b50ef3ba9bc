//! Tokens → text as a writer would set it, with the byte offsets of persons.

use crate::Text;

/// A sentence as tokens, each with its part in a person's name.
#[derive(Clone)]
pub struct Sentence {
    pub tokens: Vec<(String, Label)>,
}

/// A token's part in a person's name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Label {
    Begins,
    Inside,
    Outside,
}

/// How hyphens that are tokens of their own are set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// `co-founder`.
    Closed,
    /// `co - founder`, as damaged text has it.
    Open,
}

impl Spacing {
    /// Every second text is set open.
    pub fn in_turn(number: usize) -> Self {
        if number % 2 == 1 {
            Self::Open
        } else {
            Self::Closed
        }
    }
}

impl Sentence {
    /// Reads labels of the kinds `B-PER`, `I-PER`, `B-person`.
    pub fn of((tokens, labels): &(Vec<String>, Vec<String>)) -> Self {
        let mut inside = false;
        let tokens = tokens.iter().zip(labels).map(|(token, label)| {
            let person = label.ends_with("PER") || label.ends_with("person");
            let begins = person && (!inside || label.starts_with("B-"));
            inside = person;
            let label = match (begins, person) {
                (true, _) => Label::Begins,
                (_, true) => Label::Inside,
                _ => Label::Outside,
            };
            (token.clone(), label)
        });
        Self {
            tokens: tokens.collect(),
        }
    }
}

/// Sets sentences as one text.
pub fn joined(sentences: &[Sentence], spacing: Spacing) -> Text {
    let mut out = Text::default();
    for sentence in sentences {
        let mut glued = out.text.is_empty();
        let mut quoted = false;
        for (index, (token, label)) in sentence.tokens.iter().enumerate() {
            let hyphen = token == "-" && index > 0 && spacing == Spacing::Closed;
            let closes = token == "\"" && quoted;
            if !glued && !hyphen && !closes && !sticks_left(token) {
                out.text.push(' ');
            }
            let start = out.text.len();
            out.text.push_str(token);
            let end = out.text.len();
            match label {
                Label::Begins => out.persons.push((start, end)),
                Label::Inside => {
                    if let Some(open) = out.persons.last_mut() {
                        open.1 = end;
                    }
                }
                Label::Outside => {}
            }
            quoted ^= token == "\"";
            glued = hyphen || sticks_right(token) || (token == "\"" && quoted);
        }
    }
    out
}

fn sticks_left(token: &str) -> bool {
    let marks = [
        ",", ".", ";", ":", "!", "?", ")", "]", "%", "'s", "'", "’s", "n't", "...", "''",
    ];
    marks.contains(&token)
}

fn sticks_right(token: &str) -> bool {
    matches!(token, "(" | "[" | "$" | "#" | "@" | "``")
}
