//! A light stemmer for Kazakh, which has none in Snowball.
//!
//! Strips, from the end inwards, case endings, possessive endings and plural endings (Kazakh adds
//! them in the reverse order), each only when three letters stay, until there is none: a word that
//! only looks as if it had one, as the `тан` of Қазақстан, loses it in every form alike.

const CASES: &[&str] = &[
    "ының", "інің", "нда", "нде", "ның", "нің", "дың", "дің", "тың", "тің", "дан", "ден", "тан",
    "тен", "нан", "нен", "мен", "бен", "пен", "ға", "ге", "қа", "ке", "на", "не", "ды", "ді", "ты",
    "ті", "ны", "ні", "да", "де", "та", "те", "ын", "ін",
];
const POSSESSIVES: &[&str] = &["сы", "сі", "ы", "і"];
const PLURALS: &[&str] = &["лар", "лер", "дар", "дер", "тар", "тер"];

/// The stem of a folded word.
pub fn stem(word: &str) -> &str {
    let mut rest = word;
    loop {
        let before = rest;
        for endings in [CASES, POSSESSIVES, PLURALS] {
            rest = strip(rest, endings);
        }
        if rest.len() == before.len() {
            return rest;
        }
    }
}

fn strip<'w>(word: &'w str, endings: &[&str]) -> &'w str {
    endings
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|rest| rest.chars().nth(2).is_some())
        .unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_their_stem() {
        for form in ["елдер", "елдерді", "елдерге", "елдердің"] {
            assert_eq!(stem(form), stem("елдер"), "{form}");
        }
        for form in ["қаланың", "қалада", "қаладан", "қаласы", "қалалар"]
        {
            assert_eq!(stem(form), "қала", "{form}");
        }
    }

    #[test]
    fn a_name_that_looks_inflected_has_one_stem() {
        for form in ["қазақстан", "қазақстанның", "қазақстанда", "қазақстанға"]
        {
            assert_eq!(stem(form), stem("қазақстан"), "{form}");
        }
        for form in ["жол", "жолдар", "жолдарын", "жолының"] {
            assert_eq!(stem(form), "жол", "{form}");
        }
    }

    #[test]
    fn short_words_stay() {
        assert_eq!(stem("су"), "су");
        assert_eq!(stem("ене"), "ене");
    }
}
