//! Text → the pieces that dates are made of: numbers, names of months and days, marks.

use std::ops::Range;

use super::names::{Name, name};

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of decimal digits, at most 9 of them counted.
    Number { value: u32, num_digits: u8 },
    /// A month; `is_sure` unless it is an ordinary word written small.
    Month { number: u8, is_sure: bool },
    /// A day of the week, 0 for Monday.
    Weekday(u8),
    /// A word between the parts of a date.
    Filler,
    /// The word for year.
    YearWord,
    /// `年`, `月` or `日`, also in their Korean and variant forms.
    Unit(Unit),
    /// One other character that is no letter and no space.
    Mark(char),
    /// Any other word, also a number glued to letters (`A380`, `5G`).
    Word,
}

/// The East Asian sign behind a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Year,
    Month,
    Day,
}

/// A piece with its place in the text.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) span: Range<usize>,
    /// No space before it.
    pub(super) is_glued: bool,
}

const ORDINALS: &[&str] = &[
    "st", "nd", "rd", "th", "er", "ère", "º", "ª", "e", "ème", "го",
];

/// Whether a text has a number at all, in digits or in East Asian signs: no date is without one, and
/// most texts that are asked for one are.
pub(super) fn may_hold_date(text: &str) -> bool {
    let is_sign = |c: char| digit(c).is_some() || is_east_asian(c);
    text.bytes().any(|b| b.is_ascii_digit()) || (!text.is_ascii() && text.contains(is_sign))
}

/// Splits a text into pieces, in one pass.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::with_capacity(text.len() / 4);
    let mut at = 0;
    let mut is_glued = false;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() || is_invisible(first) {
            is_glued = false;
            at += first.len_utf8();
            continue;
        }
        let end = at + run_length(&text[at..], first);
        let word = &text[at..end];
        let before = found.last().filter(|_| is_glued).map(|p| p.kind);
        let kind = kind(word, first);
        match (before, kind) {
            // An ordinal ending belongs to its number; `T` parts the day from the time.
            (Some(Kind::Number { .. }), Kind::Word | Kind::Filler) if is_ordinal(word) => {}
            (Some(Kind::Number { .. }), Kind::Word) if word == "T" => {
                found.push(Piece {
                    kind: Kind::Mark('T'),
                    span: at..end,
                    is_glued,
                });
            }
            (Some(Kind::Number { .. }), Kind::Word) => {
                if let Some(number) = found.last_mut() {
                    number.kind = Kind::Word;
                }
            }
            (Some(Kind::Word), Kind::Number { .. }) => {
                found.push(Piece {
                    kind: Kind::Word,
                    span: at..end,
                    is_glued,
                });
            }
            _ => found.push(Piece {
                kind,
                span: at..end,
                is_glued,
            }),
        }
        join_name(&mut found, text);
        at = end;
        is_glued = true;
    }
    found
}

/// Months of two words, which only Arabic of the Levant has: `تشرين الأول`.
fn join_name(found: &mut Vec<Piece>, text: &str) {
    let [.., first, second] = found.as_slice() else {
        return;
    };
    if (first.kind, second.kind) != (Kind::Word, Kind::Word) || second.is_glued {
        return;
    }
    let words = &text[first.span.start..second.span.end];
    if !words.starts_with(is_arabic) {
        return;
    }
    let joined = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(Name::Month { number, .. }) = name(&joined) {
        let span = first.span.start..second.span.end;
        let is_glued = first.is_glued;
        found.truncate(found.len() - 2);
        found.push(Piece {
            kind: Kind::Month {
                number,
                is_sure: true,
            },
            span,
            is_glued,
        });
    }
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}')
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
    )
}

/// Length in bytes of the run that `first` opens: digits, letters, or one mark.
fn run_length(text: &str, first: char) -> usize {
    let same: fn(char) -> bool = if digit(first).is_some() {
        |c| digit(c).is_some()
    } else if is_letter(first) {
        is_letter
    } else {
        return first.len_utf8();
    };
    text.find(|c| !same(c)).unwrap_or(text.len())
}

/// A letter of a word; Chinese characters stand for themselves.
fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    (c.is_alphabetic() && !is_east_asian(c)) || unicode_normalization::char::is_combining_mark(c)
}

fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        '٠'..='٩' => Some(u32::from(c) - u32::from('٠')),
        '۰'..='۹' => Some(u32::from(c) - u32::from('۰')),
        _ => None,
    }
}

fn is_ordinal(word: &str) -> bool {
    ORDINALS.iter().any(|o| o.eq_ignore_ascii_case(word))
}

fn kind(word: &str, first: char) -> Kind {
    if digit(first).is_some() {
        let digits = word.chars().filter_map(digit);
        let value = digits.fold(0u32, |n, d| n.saturating_mul(10).saturating_add(d));
        let num_digits = u8::try_from(word.chars().count()).unwrap_or(u8::MAX);
        return Kind::Number { value, num_digits };
    }
    if !is_letter(first) {
        return match first {
            '年' | '년' => Kind::Unit(Unit::Year),
            '月' | '월' => Kind::Unit(Unit::Month),
            '日' | '号' | '號' | '일' => Kind::Unit(Unit::Day),
            mark => Kind::Mark(mark),
        };
    }
    match name(word).or_else(|| month_behind_name(word)) {
        Some(Name::Month {
            number,
            is_common_word,
        }) => Kind::Month {
            number,
            is_sure: !is_common_word || first.is_uppercase(),
        },
        Some(Name::Weekday(day)) => Kind::Weekday(day),
        Some(Name::Filler) => Kind::Filler,
        Some(Name::YearWord) => Kind::YearWord,
        None => Kind::Word,
    }
}

/// The month that a name ran into where the page set them apart by style alone: `BrandmeierMarch`.
fn month_behind_name(word: &str) -> Option<Name> {
    let at = word.rfind(char::is_uppercase)?;
    word[..at].ends_with(char::is_lowercase).then_some(())?;
    name(&word[at..]).filter(|name| matches!(name, Name::Month { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[Kind]) {
        let found: Vec<_> = pieces(text).into_iter().map(|p| p.kind).collect();
        assert_eq!(found, expected, "{text}");
    }

    fn number(value: u32, num_digits: u8) -> Kind {
        Kind::Number { value, num_digits }
    }

    #[test]
    fn ordinals_and_fillers_go_with_the_number() {
        let may = Kind::Month {
            number: 5,
            is_sure: true,
        };
        check("3rd of May", &[number(3, 1), Kind::Filler, may]);
        check("1er May", &[number(1, 1), may]);
    }

    #[test]
    fn numbers_glued_to_letters_are_words() {
        check("A380 5G", &[Kind::Word, Kind::Word, Kind::Word]);
    }

    #[test]
    fn chinese_signs_are_units() {
        check(
            "２０２１年8月",
            &[
                number(2021, 4),
                Kind::Unit(Unit::Year),
                number(8, 1),
                Kind::Unit(Unit::Month),
            ],
        );
    }
}
