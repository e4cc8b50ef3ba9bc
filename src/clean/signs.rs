//! Signs that pruning leaves in the text for the walk over the page: noncharacters, which no text
//! holds (Unicode 23.7) and HTML's parser passes on.

/// Text set in bold or large letters begins.
pub(super) const BOLD: char = '\u{FDD0}';
/// Text set in bold or large letters ends.
pub(super) const PLAIN: char = '\u{FDD1}';
/// A `<` that opens no tag. As `&lt;` it would cost the parser far more.
pub(super) const LESS_THAN: char = '\u{FDD2}';

/// The character that a reader sees, if any.
///
/// Soft hyphens and zero-width marks go, since they break words apart for search. Joiners stay:
/// scripts of India and emoji need them.
pub(super) fn visible(c: char) -> Option<char> {
    match c {
        '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\0' => None,
        _ => unsigned(c),
    }
}

/// The character for which a sign stands, if any.
pub(super) fn unsigned(c: char) -> Option<char> {
    match c {
        LESS_THAN => Some('<'),
        BOLD | PLAIN => None,
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let seen: String = text.chars().filter_map(visible).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn signs_are_not_seen() {
        check(
            "\u{FDD0}har\u{AD}bour\u{FDD1} \u{200B}1 \u{FDD2} 2",
            "harbour 1 < 2",
        );
    }

    #[test]
    fn joiners_stay() {
        check("क\u{200D}ष 👩\u{200D}🚒", "क\u{200D}ष 👩\u{200D}🚒");
    }
}
