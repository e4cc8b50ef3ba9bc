//! Words with their place and shape: split once a release, shared by every facet extractor.

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `tokayev`, and any word of a script without case.
    Lower,
    /// `Tokayev`, `McCain`, `Jean-Paul`.
    Capitalised,
    /// Two letters or more, all capital: `NATO`.
    AllCapitals,
    /// One capital letter: `J`.
    Initial,
    /// Begins with a digit.
    Number,
}

/// One word of a text.
///
/// A word is a run of letters, digits and combining marks; an apostrophe or hyphen between letters
/// stays inside (`O'Gorman`, `Kassym-Jomart`). Everything else parts words. Text of a script
/// without spaces (Chinese, Japanese, Thai) comes as one long run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'t> {
    /// The word as it stands.
    pub text: &'t str,
    /// Byte offset of its start.
    pub start: usize,
    /// Byte offset just past its end.
    pub end: usize,
    /// How it is capitalised.
    pub shape: Shape,
}

/// Splits a text into words.
pub fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !is_word_char(first) {
            continue;
        }
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            let joins = is_word_char(c)
                || (is_joiner(c)
                    && text[at + c.len_utf8()..]
                        .chars()
                        .next()
                        .is_some_and(char::is_alphabetic));
            if !joins {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        let word = &text[start..end];
        words.push(Token {
            text: word,
            start,
            end,
            shape: shape(word),
        });
    }
    words
}

fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '-' | '‐' | '‑')
}

fn shape(word: &str) -> Shape {
    let mut chars = word.chars();
    let Some(first) = chars.next() else {
        return Shape::Lower;
    };
    if first.is_ascii_lowercase() {
        return Shape::Lower;
    }
    if first.is_numeric() {
        return Shape::Number;
    }
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    let mut letters = chars.filter(|c| c.is_alphabetic()).peekable();
    if letters.peek().is_none() {
        return Shape::Initial;
    }
    if letters.all(|c| !c.is_lowercase()) {
        Shape::AllCapitals
    } else {
        Shape::Capitalised
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, Shape)]) {
        let found: Vec<_> = tokens(text).iter().map(|t| (t.text, t.shape)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_keep_inner_joiners_and_shapes() {
        check(
            "NUR-SULTAN – Tim O'Gorman, J. said 'no' 26%",
            &[
                ("NUR-SULTAN", Shape::AllCapitals),
                ("Tim", Shape::Capitalised),
                ("O'Gorman", Shape::Capitalised),
                ("J", Shape::Initial),
                ("said", Shape::Lower),
                ("no", Shape::Lower),
                ("26", Shape::Number),
            ],
        );
    }

    #[test]
    fn offsets_point_into_the_text() {
        let text = "Қазақстан — «Астана»";
        for token in tokens(text) {
            assert_eq!(&text[token.start..token.end], token.text);
        }
    }
}
