//! Word endings: brings the inflected forms of a name to one stem, without a dictionary.
//!
//! The rules are light and only serve to compare a word with the names of a table, so a stem need
//! not be a word. All input is folded (see [`fold`](super::fold::fold)).

/// Endings of Russian nouns, and those of adjectives that no noun shares; the longest first.
const CYRILLIC: &[&str] = &[
    "ыми", "ими", "ого", "ому", "ами", "ями", "ях", "ах", "ов", "ев", "ый", "ой", "ых", "их", "ым",
    "им", "ом", "ем", "ам", "ям", "ей", "ые", "а", "я", "о", "е", "и", "ы", "у", "ю", "ь", "й",
];

/// Endings of adjectives that are also the end of a noun's stem and its ending: южн-ая, кита-я.
const ADJECTIVAL: &[&str] = &["его", "ему", "ая", "яя", "ое", "ее", "ие", "ую", "юю", "ий"];

/// Case, possessive, plural and adjectival endings of Kazakh, by their last layer.
const KAZAKH: &[&str] = &[
    "ның", "нің", "дың", "дің", "тың", "тің", "лар", "лер", "дар", "дер", "тар", "тер", "дық",
    "дік", "тық", "тік", "лық", "лік", "дан", "ден", "тан", "тен", "нан", "нен", "мен", "бен",
    "пен", "дағы", "дегі", "тағы", "тегі", "ға", "ге", "қа", "ке", "да", "де", "та", "те", "ды",
    "ді", "ты", "ті", "ны", "ні", "на", "не", "ша", "ше", "сы", "сі", "ы", "і",
];

/// The stem of a Russian word: its longest known ending off, at least three letters left.
///
/// ```
/// use dateline::text::inflect::cyrillic_stem;
/// assert_eq!(cyrillic_stem("россией"), cyrillic_stem("россия"));
/// ```
pub fn cyrillic_stem(word: &str) -> &str {
    let adjective = ADJECTIVAL
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|stem| has_letters(stem, 3) && stem.ends_with(['н', 'к', 'с', 'ж', 'ш', 'щ', 'ч']));
    if let Some(stem) = adjective {
        return stem;
    }
    CYRILLIC
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|stem| has_letters(stem, 3))
        .unwrap_or(word)
}

/// A Kazakh word with one, two and three layers of endings taken off, as far as they go.
pub fn kazakh_stems(word: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(strip_kazakh(word), |stem| strip_kazakh(stem)).take(3)
}

fn strip_kazakh(word: &str) -> Option<&str> {
    KAZAKH
        .iter()
        .filter_map(|ending| word.strip_suffix(ending))
        .find(|stem| has_letters(stem, 3))
}

/// The stem of an adjective or noun in German, French or Spanish; any other language keeps the word.
pub fn latin_stem<'w>(word: &'w str, language: &str) -> &'w str {
    let stem = match language {
        "de" => ["en", "em", "es", "er", "e", "n", "s"]
            .iter()
            .find_map(|ending| word.strip_suffix(ending))
            .unwrap_or(word),
        "fr" => french(word),
        "es" => {
            let singular = word.strip_suffix('s').unwrap_or(word);
            singular.strip_suffix(['o', 'a', 'e']).unwrap_or(singular)
        }
        _ => word,
    };
    if has_letters(stem, 3) { stem } else { word }
}

fn french(word: &str) -> &str {
    let singular = word.strip_suffix('s').unwrap_or(word);
    let masculine = singular.strip_suffix('e').unwrap_or(singular);
    if masculine.ends_with("nn") || (masculine.ends_with('s') && !masculine.ends_with("ss")) {
        &masculine[..masculine.len() - 1]
    } else {
        masculine
    }
}

/// An Arabic word without the particles written in front of it, one reading after the other.
pub fn arabic_stems(word: &str) -> impl Iterator<Item = &str> {
    const PARTICLES: &[&str] = &[
        "وال", "بال", "فال", "كال", "لل", "ال", "و", "ب", "ل", "ف", "ك",
    ];
    PARTICLES
        .iter()
        .filter_map(move |particle| word.strip_prefix(particle))
        .filter(|stem| has_letters(stem, 3))
}

fn has_letters(word: &str, least: usize) -> bool {
    word.chars().nth(least - 1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(forms: &[&str], stem: impl Fn(&str) -> String) {
        for form in forms {
            assert_eq!(stem(form), stem(forms[0]), "{form}");
        }
    }

    #[test]
    fn russian_cases_share_a_stem() {
        let stem = |w: &str| cyrillic_stem(w).to_owned();
        same(&["россия", "россии", "россию", "россией"], stem);
        same(&["китай", "китая", "китаю", "китаем", "китае"], stem);
        same(&["уругвай", "уругвая"], stem);
        same(&["корея", "корее", "кореей", "корею"], stem);
        same(&["южная", "южной", "южную"], stem);
        same(
            &["российский", "российского", "российских", "российской"],
            stem,
        );
        assert_eq!(stem("сша"), "сша");
    }

    #[test]
    fn kazakh_layers_come_off_one_by_one() {
        let stems: Vec<_> = kazakh_stems("қазақстандықтарға").collect();
        assert_eq!(stems, ["қазақстандықтар", "қазақстандық", "қазақстан"]);
        assert_eq!(kazakh_stems("ел").count(), 0);
    }

    #[test]
    fn latin_gender_and_number_share_a_stem() {
        same(&["francais", "francaise", "francaises"], |w| {
            latin_stem(w, "fr").to_owned()
        });
        same(&["italien", "italienne", "italiennes", "italiens"], |w| {
            latin_stem(w, "fr").to_owned()
        });
        same(&["russisch", "russischen", "russische"], |w| {
            latin_stem(w, "de").to_owned()
        });
        same(&["ruso", "rusa", "rusos", "rusas"], |w| {
            latin_stem(w, "es").to_owned()
        });
        assert_eq!(latin_stem("rus", "en"), "rus");
    }
}
