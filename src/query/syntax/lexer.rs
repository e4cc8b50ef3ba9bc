//! Cuts a query into signs and words.

use std::ops::Range;

use crate::config::did_you_mean;
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
    /// `name:` of a known field.
    Field(QueryField),
    Word(String),
    Phrase {
        text: String,
        slop: u32,
    },
}

/// The furthest that the words of a phrase may be asked to lie apart.
const MAX_SLOP: u32 = 1000;

/// Cuts a query; what is odd is told in `warnings`.
pub fn lex(query: &str, warnings: &mut Vec<String>) -> Vec<Lexeme> {
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
    warnings: &'w mut Vec<String>,
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
                self.warnings.push(format!(
                    "the quotation mark at character {} is not closed",
                    self.query[..self.at].chars().count() + 1
                ));
                (inner, quote_len + inner.len())
            };
        let mut slop = 0;
        if let Some(tail) = self.rest()[len..].strip_prefix('~') {
            let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
            if digits > 0 {
                slop = tail[..digits].parse().unwrap_or(MAX_SLOP).min(MAX_SLOP);
            }
            len += 1 + digits;
        }
        let text = text.to_owned();
        self.push(Kind::Phrase { text, slop }, len);
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
                    self.push(Kind::Word(value.to_owned()), value.len());
                }
                return;
            }
            self.hint_at_field(name, value);
        }
        let kind = match chunk {
            "AND" | "&&" => Kind::And,
            "OR" | "||" | "|" => Kind::Or,
            "NOT" => Kind::Not,
            word => Kind::Word(word.to_owned()),
        };
        self.push(kind, chunk.len());
    }

    fn hint_at_field(&mut self, name: &str, value: &str) {
        let near = did_you_mean(&name.to_ascii_lowercase(), QueryField::names());
        if let (Some(near), false) = (near, value.is_empty()) {
            self.warnings.push(format!(
                "there is no field `{name}`; did you mean `{near}:{value}`?"
            ));
        }
    }
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
    fn a_field_that_is_nearly_known_is_hinted_at() {
        let mut warnings = Vec::new();
        lex("contry:KZ note:this", &mut warnings);
        assert_eq!(
            warnings,
            ["there is no field `contry`; did you mean `country:KZ`?"]
        );
    }
}
