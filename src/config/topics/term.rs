//! The notation of terms: `interest rate`, `elect*`, `=shares`, `Labour`, `NATO`, `profit^3`.

/// The heaviest a term may be.
pub(super) const MAX_WEIGHT: f32 = 10.0;
/// The longest phrase, in words.
pub(super) const MAX_WORDS: usize = 6;
/// The longest beginning of a word that `*` may follow, in bytes of its folded form.
pub(super) const MAX_PREFIX: usize = 63;

/// A term as written, its weight taken off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Term<'t> {
    /// The words, still in their notation.
    pub words: &'t str,
    /// The weight after `^`, or that of the list it stands in.
    pub weight: f32,
}

/// Why a term cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum TermError {
    #[error("the weight `{0}` is not a number above 0 and up to 10")]
    Weight(String),
    #[error("the term `{0}` has no word")]
    NoWord(String),
    #[error("the term `{0}` has more than six words")]
    TooLong(String),
    #[error("in the term `{0}` a `*` does not end a word or a `=` does not begin one")]
    Misplaced(String),
    #[error("a word of the term `{0}` is longer than `*` allows")]
    PrefixTooLong(String),
}

/// Parts the weight from the words.
pub(super) fn parse(written: &str, usual: f32) -> Result<Term<'_>, TermError> {
    let Some((words, weight)) = written.rsplit_once('^') else {
        return Ok(Term {
            words: written,
            weight: usual,
        });
    };
    let number = weight.trim().parse::<f32>().ok();
    number
        .filter(|w| *w > 0.0 && *w <= MAX_WEIGHT)
        .map(|weight| Term {
            words: words.trim(),
            weight,
        })
        .ok_or_else(|| TermError::Weight(weight.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, expected: Result<(&str, f32), &str>) {
        let found = parse(written, 2.0);
        match expected {
            Ok((words, weight)) => assert_eq!(found, Ok(Term { words, weight })),
            Err(message) => assert_eq!(found.map_err(|e| e.to_string()), Err(message.to_owned())),
        }
    }

    #[test]
    fn a_weight_follows_a_caret_and_the_list_gives_the_usual_one() {
        check("interest rate", Ok(("interest rate", 2.0)));
        check("elect*^4", Ok(("elect*", 4.0)));
        check("profit ^ 0.5", Ok(("profit", 0.5)));
    }

    #[test]
    fn a_weight_out_of_range_is_refused() {
        let message = |w: &str| format!("the weight `{w}` is not a number above 0 and up to 10");
        for weight in ["0", "-1", "11", "much", "NaN", ""] {
            check(&format!("profit^{weight}"), Err(&message(weight)));
        }
    }
}
