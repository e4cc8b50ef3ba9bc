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
    if text.contains(['\u{306}', '\u{308}']) {
        // `й` and `ё` in two parts are the same letters.
        text.nfc().for_each(|c| push_folded(c, &mut folded));
    } else {
        push_folded_text(text, &mut folded);
    }
    Cow::Owned(folded)
}

/// Appends the folded form of a text; its ASCII parts are taken as a whole.
fn push_folded_text(text: &str, out: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let is_plain = |b: u8| b.is_ascii() && b != b'`';
        let num_plain = rest.bytes().position(|b| !is_plain(b));
        let (plain, others) = rest.split_at(num_plain.unwrap_or(rest.len()));
        let start = out.len();
        out.push_str(plain);
        out[start..].make_ascii_lowercase();
        let mut others = others.chars();
        if let Some(c) = others.next() {
            push_folded(c, out);
        }
        rest = others.as_str();
    }
}

/// Appends the folded form of one character, which may be empty.
fn push_folded(c: char, out: &mut String) {
    match c {
        // Invisible, or the Arabic stroke that only lengthens a word.
        '\u{00AD}' | '\u{0640}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
        // One letter, two keyboards: Persian and Arabic.
        'ی' => out.push('ي'),
        'ک' => out.push('ك'),
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
            for part in std::iter::once(c).nfkd().filter(|p| !is_accent(*p)) {
                out.extend(part.to_lowercase());
            }
        }
    }
}

/// A mark that is written or left out at will. The vowel signs of Indic scripts and the voicing
/// marks of kana are letters as good as others: パリ is no バリ.
fn is_accent(c: char) -> bool {
    is_combining_mark(c)
        && matches!(c,
            '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05C7}'
            | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}'
            | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}'
            | '\u{FE20}'..='\u{FE2F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_quotes_and_dashes_fold() {
        assert_eq!(fold("Kassym‑Jomart TOKAYEV’s"), "kassym-jomart tokayev's");
        assert_eq!(fold("Łódź, Straße, Đà Nẵng"), "lodz, strasse, da nang");
        assert_eq!(fold("Тоқаев Йод ёлка"), "тоқаев йод ёлка");
        assert_eq!(fold("И\u{306}од е\u{308}лка"), "йод ёлка");
    }

    #[test]
    fn marks_fold_where_they_are_accents_and_stay_where_they_are_letters() {
        assert_eq!(fold("العَرَبِيَّة"), fold("العـربية"));
        assert_eq!(fold("Ἀθῆναι"), "αθηναι");
        assert_ne!(fold("パリ"), fold("バリ"));
        assert_ne!(fold("कि"), fold("का"));
    }

    #[test]
    fn plain_lower_case_is_borrowed() {
        assert!(matches!(fold("plain text"), Cow::Borrowed(_)));
    }
}
