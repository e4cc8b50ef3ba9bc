//! Folding: the form in which names, terms and headlines are compared.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case, without accents, typographic quotes and dashes made plain.
///
/// Compatibility forms are folded (NFKD), combining marks dropped; Cyrillic `й` and `ё` are kept
/// apart from `и` and `е`, because they part words there.
///
/// ```
/// assert_eq!(dateline::text::fold::fold("São Tomé — L’Été"), "sao tome - l'ete");
/// ```
pub fn fold(text: &str) -> Cow<'_, str> {
    if text
        .bytes()
        .all(|b| b.is_ascii() && !b.is_ascii_uppercase())
    {
        return Cow::Borrowed(text);
    }
    if text.is_ascii() {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        push_folded(c, &mut folded);
    }
    Cow::Owned(folded)
}

/// Appends the folded form of one character, which may be empty.
fn push_folded(c: char, out: &mut String) {
    match c {
        '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
        '‘' | '’' | '‚' | '‛' | 'ʼ' | '`' | '´' => out.push('\''),
        '“' | '”' | '„' | '«' | '»' | '‹' | '›' => out.push('"'),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => out.push('-'),
        'й' | 'Й' => out.push('й'),
        'ё' | 'Ё' => out.push('ё'),
        'ß' => out.push_str("ss"),
        'ø' | 'Ø' => out.push('o'),
        'ł' | 'Ł' => out.push('l'),
        'đ' | 'Đ' => out.push('d'),
        'æ' | 'Æ' => out.push_str("ae"),
        'œ' | 'Œ' => out.push_str("oe"),
        'ı' | 'İ' => out.push('i'),
        c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        c => {
            for part in std::iter::once(c).nfkd().filter(|p| !is_combining_mark(*p)) {
                out.extend(part.to_lowercase());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_quotes_and_dashes_fold() {
        assert_eq!(fold("Kassym‑Jomart TOKAYEV’s"), "kassym-jomart tokayev's");
        assert_eq!(fold("Łódź, Straße, Đà Nẵng"), "lodz, strasse, da nang");
        assert_eq!(fold("Тоқаев Йод ёлка"), "тоқаев йод ёлка");
    }

    #[test]
    fn plain_lower_case_is_borrowed() {
        assert!(matches!(fold("plain text"), Cow::Borrowed(_)));
    }
}
