//! What spellings of one name share, whatever the alphabet and the system of transliteration.

use super::fold::fold;

/// The skeleton of one word of a name, in Latin letters: `Zelenskyy`, `Zelenskiy` and `Зеленський`
/// have the same. Words of other alphabets than Latin and Cyrillic are only folded.
///
/// Russian, Ukrainian and Kazakh letters are written as the systems of ISO 9, BGN/PCGN and the
/// German and French press write them, and what these systems differ in is taken away.
///
/// ```
/// use dateline::text::skeleton::skeleton;
/// assert_eq!(skeleton("Gorbatschow"), skeleton("Горбачёв"));
/// assert_ne!(skeleton("Ivanov"), skeleton("Ivanova"));
/// ```
pub fn skeleton(word: &str) -> String {
    let latin = in_latin(&word.to_lowercase());
    let folded = fold(&latin);
    let letters: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    without_doubles(&joined(&letters))
}

fn in_latin(word: &str) -> String {
    let mut latin = String::with_capacity(word.len());
    for letter in word.chars() {
        match CYRILLIC.iter().find(|(cyrillic, _)| *cyrillic == letter) {
            Some((_, letters)) => latin.push_str(letters),
            None => latin.push(letter),
        }
    }
    latin
}

const CYRILLIC: &[(char, &str)] = &[
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('ґ', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ё', "e"),
    ('є', "e"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('і', "i"),
    ('ї', "i"),
    ('й', "y"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ў', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "sh"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
    ('ә', "a"),
    ('ғ', "g"),
    ('қ', "k"),
    ('ң', "n"),
    ('ө', "o"),
    ('ұ', "u"),
    ('ү', "u"),
    ('һ', "h"),
];

/// Groups of letters that one sound is written with, the longest first, and the sign for it.
const GROUPS: &[(&str, &str)] = &[
    ("shch", "S"),
    ("tsch", "C"),
    ("tch", "C"),
    ("sch", "S"),
    ("dzh", "J"),
    ("ch", "C"),
    ("sh", "S"),
    ("zh", "J"),
    ("dj", "J"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("cz", "C"),
    ("tz", "ts"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ae", "ae"),
    ("x", "ks"),
    ("q", "k"),
    ("w", "v"),
    ("y", "i"),
];

/// The letters with each group as one sign.
fn joined(letters: &str) -> String {
    let mut signs = String::with_capacity(letters.len());
    let mut rest = letters;
    while let Some(letter) = rest.chars().next() {
        let after_vowel = signs.ends_with(is_vowel);
        let group = GROUPS.iter().find(|(group, _)| rest.starts_with(group));
        let (taken, sign) = match (group, letter) {
            (Some((group, sign)), _) => (group.len(), (*sign).to_owned()),
            // `Sergej` against `Jomart`, which Russian writes with `Zh`.
            (None, 'j') if after_vowel => (1, "i".to_owned()),
            (None, 'j') => (1, "J".to_owned()),
            (None, 'c') if rest[1..].starts_with(['e', 'i', 'y']) => (1, "s".to_owned()),
            (None, 'c') => (1, "k".to_owned()),
            _ => (letter.len_utf8(), letter.to_string()),
        };
        signs.push_str(&sign);
        rest = &rest[taken..];
    }
    signs
}

/// Doubled signs once, glides between vowels gone, the endings `-ev`, `-ov`, `-eff`, `-off` alike.
fn without_doubles(signs: &str) -> String {
    let mut kept: Vec<char> = Vec::with_capacity(signs.len());
    for sign in signs.chars() {
        // `Nazarbayev` and `Nazarbaev`, `Yevgeny` and `Evgeny`.
        let is_glide = kept.last() == Some(&'i')
            && kept.iter().rev().nth(1).is_none_or(|c| is_vowel(*c))
            && sign == 'e';
        if is_glide {
            kept.pop();
        }
        if kept.last() != Some(&sign) {
            kept.push(sign);
        }
    }
    let word: String = kept.into_iter().collect();
    let ending = ["ov", "ev", "of", "ef"]
        .iter()
        .find(|e| word.ends_with(**e));
    match ending {
        Some(ending) if word.len() > 4 => format!("{}V", &word[..word.len() - ending.len()]),
        _ => word
            .strip_suffix("er")
            .filter(|s| s.len() > 3)
            .map_or_else(|| word.clone(), |stem| format!("{stem}r")),
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_same(words: &[&str]) {
        for word in words {
            assert_eq!(
                skeleton(word),
                skeleton(words[0]),
                "{word} and {}",
                words[0]
            );
        }
    }

    #[test]
    fn spellings_of_one_name_have_one_skeleton() {
        check_same(&[
            "Zelenskyy",
            "Zelensky",
            "Zelenskiy",
            "Зеленский",
            "Зеленський",
        ]);
        check_same(&[
            "Gorbachev",
            "Gorbatschow",
            "Gorbachov",
            "Gorbatchev",
            "Горбачёв",
        ]);
        check_same(&["Tokayev", "Tokaev", "Toqayev", "Токаев", "Тоқаев"]);
        check_same(&["Jomart", "Zhomart", "Жомарт"]);
        check_same(&["Sergey", "Sergei", "Sergej", "Сергей"]);
        check_same(&["Alexander", "Aleksandr", "Александр"]);
        check_same(&["Yevgeny", "Evgeny", "Евгений"]);
        check_same(&["Müller", "Muller"]);
    }

    #[test]
    fn other_names_have_another() {
        for (one, other) in [
            ("Ivanov", "Ivanova"),
            ("Peters", "Petersen"),
            ("Maria", "Mario"),
            ("Li", "Lu"),
            ("Kim", "Tim"),
        ] {
            assert_ne!(skeleton(one), skeleton(other), "{one} {other}");
        }
    }

    #[test]
    fn any_word_has_a_skeleton() {
        for word in ["", "習近平", "محمد", "Ǆ", "ß", "-", "e", "j"] {
            let _ = skeleton(word);
        }
    }
}
