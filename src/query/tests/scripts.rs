//! Query and index analyse the words of every language alike.

use super::{ask, in_language, query, sources};
use crate::index::sample::{index_of, release};

/// A language, a text in it, and queries that find the text: other case, other forms, other marks.
const TEXTS: &[(&str, &str, &[&str])] = &[
    (
        "en",
        "Ministers signed the agreements.",
        &["MINISTER", "agreement", "sign*", "\"signed the agreement\""],
    ),
    (
        "fr",
        "Le Général a décidé à Orléans.",
        &["general", "ORLEANS", "décider", "orlé*"],
    ),
    (
        "de",
        "Die Straßen der Städte, Übergänge.",
        &["STRASSE", "städte", "stadte", "ubergange"],
    ),
    (
        "es",
        "La Asociación de Peñíscola.",
        &["asociacion", "peniscola", "ASOCIACIONES"],
    ),
    (
        "pt",
        "As eleições em São Tomé.",
        &["eleicoes", "sao", "ELEIÇÕES"],
    ),
    ("it", "La città è così.", &["citta", "COSÌ"]),
    ("pl", "Łódź i Kraków.", &["lodz", "KRAKÓW", "krakow"]),
    (
        "tr",
        "İstanbul ve Iğdır.",
        &["istanbul", "ISTANBUL", "ığdır", "IĞDIR"],
    ),
    (
        "ru",
        "Министерства ввели новые санкции в Йошкар-Оле. Ёлка.",
        &[
            "САНКЦИЙ",
            "министерство",
            "елка",
            "ёлка",
            "Йошкар",
            "И\u{306}ошкар",
        ],
    ),
    ("uk", "Її міністри у Києві.", &["МІНІСТРИ", "києві", "киє*"]),
    (
        "kk",
        "Үкімет Қазақстанның темір жолдарын жаңартады.",
        &["ҚАЗАҚСТАН", "темір жол", "жолдар", "үкімет*"],
    ),
    (
        "el",
        "Οι υπουργοί στην Αθήνα.",
        &["ΥΠΟΥΡΓΟΣ", "αθηνα", "ΑΘΗΝΑ"],
    ),
    ("ar", "العَرَبِيَّة في أبو ظبي", &["العربية", "العـربية", "ابو"]),
    ("fa", "وزیر کار", &["وزير", "كار"]),
    ("he", "שָׁלוֹם בירושלים", &["שלום"]),
    ("hi", "मंत्री ने कहा।", &["मंत्री", "मंत्*"]),
    (
        "zh",
        "北京市政府发布公告。",
        &["北京", "政府", "\"市政府\"", "公", "发布*"],
    ),
    (
        "ja",
        "東京都は港を広げる。パリ",
        &["東京都", "港", "パリ", "広げ"],
    ),
    ("ko", "서울특별시 발표", &["서울", "발표"]),
    ("th", "กรุงเทพมหานคร", &["กรุงเทพ"]),
];

#[test]
fn a_text_is_found_by_its_words_in_other_forms() {
    let releases: Vec<_> = TEXTS
        .iter()
        .map(|(language, text, _)| in_language(release(language, "", text), language))
        .collect();
    let (_folder, searcher) = index_of(&releases, 7);
    let mut missed = Vec::new();
    for (language, text, queries) in TEXTS {
        // Every word of a text finds it as it is written, small and great.
        let words = text.split_whitespace().flat_map(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            [word.to_owned(), word.to_lowercase(), word.to_uppercase()]
        });
        for typed in queries.iter().map(|q| (*q).to_owned()).chain(words) {
            if typed.is_empty() || typed == "OR" {
                continue;
            }
            let response = ask(&searcher, &query(&typed));
            if !sources(&response).contains(language) || !response.warnings.is_empty() {
                missed.push((*language, typed));
            }
        }
    }
    assert_eq!(missed, []);
}

#[test]
fn letters_that_part_words_are_no_accents() {
    let releases = [
        in_language(release("paris", "", "パリの発表"), "ja"),
        in_language(release("bali", "", "バリの発表"), "ja"),
    ];
    let (_folder, searcher) = index_of(&releases, 7);
    let response = ask(&searcher, &query("パリ"));
    assert_eq!(sources(&response), ["paris"]);
}
