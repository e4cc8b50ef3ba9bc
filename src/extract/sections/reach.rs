//! How someone can be reached: telephone numbers, addresses of mail and web.

/// A telephone number, an address of mail or web.
pub(super) fn has_reach(text: &str) -> bool {
    has_mail(text) || has_address(text) || has_telephone(text)
}

pub(super) fn has_mail(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        word.split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    })
}

pub(super) fn has_address(text: &str) -> bool {
    let folded = text.to_ascii_lowercase();
    folded.contains("http://") || folded.contains("https://") || folded.contains("www.")
}

/// At least seven digits in a row of digits and the signs of telephone numbers.
pub(super) fn has_telephone(text: &str) -> bool {
    let mut num_digits = 0;
    let mut has_sign = false;
    for c in text.chars() {
        match c {
            '0'..='9' => num_digits += 1,
            '+' | '(' | ')' | '-' | '.' | '/' | ' ' | '\u{a0}' | '–' => {
                has_sign |= num_digits > 0 || c == '+';
            }
            _ => {
                num_digits = 0;
                has_sign = false;
            }
        }
        if num_digits >= 7 && has_sign {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_told_from_other_numbers() {
        for (text, expected) in [
            ("+1 555 0100 200", true),
            ("(030) 555-0100", true),
            ("9000 tiles in 2021", false),
            ("20210819", false),
        ] {
            assert_eq!(has_telephone(text), expected, "{text}");
        }
    }

    #[test]
    fn mail_and_web_reach_too() {
        assert!(has_reach("jo@orvane.test") && has_reach("see www.orvane.test"));
        assert!(!has_reach("@ the fair. No more"));
    }
}
