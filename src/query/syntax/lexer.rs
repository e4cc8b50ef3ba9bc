//! Cuts a query into signs and words.

use std::ops::Range;

use crate::config::did_you_mean;
use crate::index::MAX_DISTANCE;
use crate::query::QueryWarning;
use crate::query::field::QueryField;

/// A sign or a word of a query, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lexeme {
    pub kind: Kind,
    pub span: Range<usize>,
}

/// What a lexeme is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Open,
    Close,
    /// `AND` in capitals, which may yet turn out to be a word.
    And,
    /// `OR` in capitals.
    Or,
    /// `NOT` in capitals.
    Not,
    /// `+`, which asks for what is asked for anyway.
    Plus,
    Minus,
    /// `near/5`.
    Near(u32),
    /// `same-sentence`.
    SameSentence,
    /// `atleast3`.
    AtLeast(u32),
    /// `name:` of a known field.
    Field(QueryField),
    Word(String),
    Phrase {
        text: String,
        slop: u32,
    },
}

/// The distance of a `near/` that is not typed to its end.
const USUAL_DISTANCE: u32 = 5;

/// Cuts a query; what is odd is told in `warnings`.
pub fn lex(query: &str, warnings: &mut Vec<QueryWarning>) -> Vec<Lexeme> {
    let mut lexer = Lexer {
        query,
        at: 0,
        warnings,
        lexemes: Vec::new(),
    };
    while let Some(next) = query[lexer.at..].chars().next() {
        lexer.step(next);
    }
    lexer.lexemes
}

struct Lexer<'q, 'w> {
    query: &'q str,
    at: usize,
    warnings: &'w mut Vec<QueryWarning>,
    lexemes: Vec<Lexeme>,
}

impl<'q> Lexer<'q, '_> {
    fn rest(&self) -> &'q str {
        &self.query[self.at..]
    }

    fn push(&mut self, kind: Kind, len: usize) {
        let span = self.at..self.at + len;
        self.at = span.end;
        self.lexemes.push(Lexeme { kind, span });
    }

    /// Warns of the next `len` bytes.
    fn warn(&mut self, len: usize, message: String) {
        let span = self.at..self.at + len;
        self.warnings.push(QueryWarning::at(span, message));
    }

    fn step(&mut self, next: char) {
        let len = next.len_utf8();
        match next {
            '(' => self.push(Kind::Open, len),
            ')' => self.push(Kind::Close, len),
            c if is_quote(c) => self.phrase(len),
            '-' | '+' if self.is_prefix(len) => {
                let kind = if next == '-' { Kind::Minus } else { Kind::Plus };
                self.push(kind, len);
            }
            c if c.is_whitespace() || matches!(c, '-' | '+') => self.at += len,
            _ => self.chunk(),
        }
    }

    /// True for a sign that is set right before a word, a phrase or a group.
    fn is_prefix(&self, len: usize) -> bool {
        let next = self.rest()[len..].chars().next();
        next.is_some_and(|c| c.is_alphanumeric() || c == '(' || is_quote(c))
    }

    fn phrase(&mut self, quote_len: usize) {
        let inner = &self.rest()[quote_len..];
        let (text, mut len) =
            if let Some((end, quote)) = inner.char_indices().find(|(_, c)| is_quote(*c)) {
                (&inner[..end], quote_len + end + quote.len_utf8())
            } else {
                self.warn(quote_len, "the quotation mark is not closed".to_owned());
                (inner, quote_len + inner.len())
            };
        let mut slop = 0;
        if let Some(tail) = self.rest()[len..].strip_prefix('~') {
            let digits = &tail[..num_digits(tail)];
            len += 1 + digits.len();
            slop = self.distance(digits, len);
        }
        let text = text.to_owned();
        self.push(Kind::Phrase { text, slop }, len);
    }

    /// A number of words, no more than can be told apart from the next part of a release.
    fn distance(&mut self, digits: &str, len: usize) -> u32 {
        if digits.is_empty() {
            self.warn(len, "`~` has no number of words after it".to_owned());
            return 0;
        }
        let number = digits.parse().unwrap_or(u32::MAX);
        if number > MAX_DISTANCE {
            let message = format!("words are looked for at most {MAX_DISTANCE} words apart");
            self.warn(len, message);
        }
        number.min(MAX_DISTANCE)
    }

    fn chunk(&mut self) {
        let rest = self.rest();
        let ends = |c: char| c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c);
        let chunk = &rest[..rest.find(ends).unwrap_or(rest.len())];
        if let Some((name, value)) = chunk.split_once(':') {
            if let Some(field) = QueryField::named(name) {
                self.push(Kind::Field(field), name.len() + 1);
                // A value is taken as it stands, dots and slashes included.
                if !value.is_empty() {
                    let kind = self.value(value);
                    self.push(kind, value.len());
                }
                return;
            }
            self.hint_at_field(name, value);
        }
        let kind = match chunk {
            "AND" | "&&" => Kind::And,
            "OR" | "||" | "|" => Kind::Or,
            "NOT" => Kind::Not,
            word => self.operator_with_number(word),
        };
        self.push(kind, chunk.len());
    }

    /// `near/5`, `same-sentence`, `atleast3`, or a word.
    fn operator_with_number(&mut self, chunk: &str) -> Kind {
        let small = (chunk.len() < 20).then(|| chunk.to_ascii_lowercase());
        let small = small.unwrap_or_default();
        if small == "same-sentence" {
            return Kind::SameSentence;
        }
        if let Some(digits) = small.strip_prefix("near/") {
            return Kind::Near(self.near(digits, chunk.len()));
        }
        if let Some(times) = times(&small) {
            if !self.opens_group(chunk) {
                let message = format!("write what `{chunk}` counts in parentheses: {chunk}(word)");
                self.warn(chunk.len(), message);
            }
            return Kind::AtLeast(times);
        }
        self.hint_at_asterisk(chunk);
        Kind::Word(chunk.to_owned())
    }

    /// What stands behind the colon of a field.
    fn value(&mut self, value: &str) -> Kind {
        let times = times(&value.to_ascii_lowercase()).filter(|_| self.opens_group(value));
        if let Some(times) = times {
            return Kind::AtLeast(times);
        }
        self.hint_at_asterisk(value);
        Kind::Word(value.to_owned())
    }

    /// Whether a parenthesis opens right behind a chunk that stands here.
    fn opens_group(&self, chunk: &str) -> bool {
        self.rest()[chunk.len()..].starts_with('(')
    }

    fn near(&mut self, digits: &str, len: usize) -> u32 {
        let is_number = !digits.is_empty() && num_digits(digits) == digits.len();
        if !is_number {
            let message = format!("`near/` has no number of words; read as near/{USUAL_DISTANCE}");
            self.warn(len, message);
            return USUAL_DISTANCE;
        }
        self.distance(digits, len).max(1)
    }

    fn hint_at_asterisk(&mut self, word: &str) {
        let start = word.trim_end_matches('*');
        if start.contains('*') {
            let message = "`*` stands for any letters at the end of a word only".to_owned();
            self.warn(word.len(), message);
        }
    }

    fn hint_at_field(&mut self, name: &str, value: &str) {
        let near = did_you_mean(&name.to_ascii_lowercase(), QueryField::names());
        if let (Some(near), false) = (near, value.is_empty()) {
            let message = format!("there is no field `{name}`; did you mean `{near}:{value}`?");
            self.warn(name.len() + 1, message);
        }
    }
}

/// The number of `atleast3`.
fn times(small: &str) -> Option<u32> {
    let digits = small.strip_prefix("atleast")?;
    let is_number = !digits.is_empty() && num_digits(digits) == digits.len();
    is_number.then(|| digits.parse().unwrap_or(u32::MAX).max(1))
}

fn num_digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '＂')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, expected: &str) {
        let mut warnings = Vec::new();
        let lexemes = lex(query, &mut warnings);
        for lexeme in &lexemes {
            assert!(query.get(lexeme.span.clone()).is_some());
        }
        let shown: Vec<_> = lexemes
            .iter()
            .map(|lexeme| match &lexeme.kind {
                Kind::Word(word) => word.clone(),
                Kind::Phrase { text, slop } => format!("<{text}~{slop}>"),
                Kind::Field(_) => "field:".to_owned(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(shown.join(" "), expected, "{query}");
    }

    fn check_warning(query: &str, expected: &str, marked: &str) {
        let mut warnings = Vec::new();
        lex(query, &mut warnings);
        let found: Vec<_> = warnings
            .iter()
            .map(|w| (w.message.as_str(), &query[w.span.clone().expect("a place")]))
            .collect();
        assert_eq!(found, [(expected, marked)], "{query}");
    }

    #[test]
    fn signs_count_only_where_they_stand_before_a_word() {
        check("oil -gas +grain", "oil Minus gas Plus grain");
        check("Kassym-Jomart - dash c++ -", "Kassym-Jomart dash c++");
        check("-(a b) -\"c d\"", "Minus Open a b Close Minus <c d~0>");
    }

    #[test]
    fn phrases_fields_and_operators_are_told_apart() {
        check(
            "“grain deal”~3 OR headline:oil",
            "<grain deal~3> Or field: oil",
        );
        check(
            "date:2021-08..2022 country:KZ",
            "field: 2021-08..2022 field: KZ",
        );
        check(
            "http://example.org 12:30 and not",
            "http://example.org 12:30 and not",
        );
        check("\"half typed", "<half typed~0>");
    }

    #[test]
    fn words_near_each_other_and_repeated_have_operators_in_any_case() {
        check("oil near/5 gas NEAR/12 tar", "oil Near(5) gas Near(12) tar");
        check(
            "oil same-sentence Same-Sentence",
            "oil SameSentence SameSentence",
        );
        check("atleast3(oil)", "AtLeast(3) Open oil Close");
        check(
            "near nearby atleast atleast3x same sentence",
            "near nearby atleast atleast3x same sentence",
        );
    }

    #[test]
    fn what_is_odd_is_pointed_at() {
        check_warning(
            "contry:KZ note:this",
            "there is no field `contry`; did you mean `country:KZ`?",
            "contry:",
        );
        check_warning("é \"oil", "the quotation mark is not closed", "\"");
        check_warning(
            "oil near/ gas",
            "`near/` has no number of words; read as near/5",
            "near/",
        );
        check_warning(
            "oil near/5000 gas",
            "words are looked for at most 50 words apart",
            "near/5000",
        );
        check_warning(
            "\"a b\"~ c",
            "`~` has no number of words after it",
            "\"a b\"~",
        );
        check_warning(
            "po*rt",
            "`*` stands for any letters at the end of a word only",
            "po*rt",
        );
        check_warning(
            "atleast3 oil",
            "write what `atleast3` counts in parentheses: atleast3(word)",
            "atleast3",
        );
    }
}
