use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252};
use proptest::prelude::*;

use super::repair;

/// Correct text of many languages, with the signs that are next to damage.
const CORRECT: &[&str] = &[
    "Acme® opens a plant — “the world’s largest” – in Astana…",
    "« À la une », a déclaré le ministre ; l’« Âge » d’or, château, forêt, où, naïve.",
    "LE CAFÉ» ET LE «CAFÉ» : BEYONCÉ’S CAFÉ… CÔTÉ–OUEST, CAFÉ”",
    "« café\u{a0}» à\u{a0}« Paris » : 5\u{a0}000\u{a0}€, Âne",
    "O irmão da irmã disse: «AMANHÃ…» e “IRMÔ MANHÃ",
    "Größe, ÄÖÜ: „TRIÄ“, „Ö“ und „Ü“; Straße, 5 µm², 20 °C",
    "Gå på Å… PÅ” och “GRÅ”; 100 Å² och 3 Å³, Ærø, Øresund",
    "Mariama Bâ… a écrit « Bâ » ; Bâ’s book, Bâ – Dakar",
    "Şirket İstanbul’da açıldı, ŞİRKETİ’NDE",
    "Zażółć gęślą jaźń, ŁÓDŹ",
    "Příliš žluťoučký kůň, ČEŠTINA",
    "Tiếng Việt: Âu Lạc, ĐẠI HỘI, Ðà Nẵng",
    "România, ÎNTÂLNIRE, Ânsfârșit",
    "Ísland: Það, ÞAÐ, ÐÆÖ",
    "Він і вона в Італії: ВІДДІЛ, ПРІЗВИЩЕ, лінії, ВІДІБРАТИ, Гіві, Дія, Її",
    "В\u{a0}2021 году «группа В» и «В»; С\u{a0}мая, Рёбра, РЁВ, № 5 – «новости»",
    "У\u{a0}Рівному та В\u{a0}Ріо: РІТІ, СІРІТІ",
    "СРЈ, Није, љубав, ЉУБАВ, РЈ; Ђурђевдан, Мјесто",
    "Беларусь: Ў, ўсё, ВЎ, ГЎ",
    "Қазақстан, әлем, ғылым, ҰЛТ, Үкімет",
    "Το υπουργείο, ΑΘΗΝΑ",
    "外交部发言人、東京、서울 — 「引用」",
    "العربية עברית हिन्दी ไทย",
    "🎉 emoji 👍🏽, ½ × 2 ÷ 3 ≠ 1",
    "ETAT\u{a0}: É\u{a0}» Ê\u{a0}» Ò\u{a0}»",
];

#[track_caller]
fn check(damaged: &str, expected: &str, num_repairs: usize) {
    let repaired = repair(damaged).map(|repaired| (repaired.text, repaired.num_repairs));
    assert_eq!(
        repaired,
        Some((expected.to_owned(), num_repairs)),
        "{damaged}"
    );
}

fn damage(text: &str, encoding: &'static Encoding) -> String {
    encoding
        .decode_without_bom_handling(text.as_bytes())
        .0
        .into_owned()
}

#[test]
fn single_characters_of_windows_1252() {
    check("the worldâ€™s largest", "the world’s largest", 1);
    check("AcmeÂ® and CafÃ©", "Acme® and Café", 2);
    check("staÅ‚o siÄ™, Å‚atwo", "stało się, łatwo", 3);
    check("100 â‚¬, Acmeâ„¢, 1 âˆ’ 1", "100 €, Acme™, 1 − 1", 3);
    check("ðŸŽ‰ News", "🎉 News", 1);
    check("Ã‰cole", "École", 1);
    check("CORAÃ‡ÃƒO", "CORAÇÃO", 2);
}

#[test]
fn a_closing_quote_is_known_without_its_last_byte() {
    check("â€œHelloâ€ said", "“Hello” said", 2);
    check("â€œHelloâ€\u{fffd} said", "“Hello” said", 2);
    check("â€œHelloâ€", "“Hello”", 2);
    check("auto Ã¢â‚¬â€ generated", "auto — generated", 4);
}

#[test]
fn damage_among_sound_text_is_judged_by_itself() {
    check(
        "Âge d’or, château : lâ€™été",
        "Âge d’or, château : l’été",
        1,
    );
    check("« Café\u{a0}» et cafÃ©", "« Café\u{a0}» et café", 1);
    check("Он сказал: вЂњДаВ».", "Он сказал: “ДаВ».", 1);
    check(
        "Заголовок: РџСЂРёРІРµС‚ и «В»",
        "Заголовок: Привет и «В»",
        6,
    );
}

#[test]
fn whole_texts_of_windows_1251() {
    check("РџСЂРёРІРµС‚, РјРёСЂ", "Привет, мир", 9);
    check("Рё РЅР° РІСЃРµС…", "и на всех", 7);
}

#[test]
fn cyrillic_and_chinese_read_as_latin() {
    check("Ð\u{9f}Ñ€Ð¸Ð²ÐµÑ‚", "Привет", 6);
    check("ä½\u{a0}å¥½", "你好", 2);
}

#[test]
fn damaged_twice() {
    check("worldÃ¢â‚¬â„¢s", "world’s", 4);
    for text in ["Café – “naïve”", "Привет, мир"] {
        let twice = damage(&damage(text, WINDOWS_1252), WINDOWS_1252);
        assert_eq!(
            repair(&twice).map(|repaired| repaired.text).as_deref(),
            Some(text)
        );
    }
}

#[test]
fn correct_text_is_left_alone() {
    for text in CORRECT {
        assert_eq!(repair(text), None, "{text}");
    }
    let all = CORRECT.join("\n");
    assert_eq!(repair(&all), None);
}

#[test]
fn every_language_comes_back_whole() {
    for text in CORRECT {
        for encoding in [WINDOWS_1252, WINDOWS_1251] {
            let repaired = repair(&damage(text, encoding)).map(|repaired| repaired.text);
            assert_eq!(repaired.as_deref(), Some(*text), "{}", encoding.name());
        }
    }
}

#[test]
fn long_runs_cost_linear_time() {
    for unit in ["â", "Ã", "Ð", "â€", "ðŸ", "Ã©", "Р"] {
        let long = unit.repeat(300_000);
        let num_chars = repair(&long).map_or(0, |repaired| repaired.num_repairs);
        assert!(num_chars <= 300_000);
    }
}

proptest! {
    #[test]
    fn correct_sentences_in_any_mix_are_left_alone(
        picks in proptest::collection::vec(0..CORRECT.len(), 1..12)
    ) {
        let text: Vec<&str> = picks.into_iter().map(|at| CORRECT[at]).collect();
        prop_assert_eq!(repair(&text.join(" ")), None);
    }

    #[test]
    fn damaged_sentences_in_any_mix_come_back(
        picks in proptest::collection::vec(0..CORRECT.len(), 1..12),
        is_western in any::<bool>(),
    ) {
        let text: Vec<&str> = picks.into_iter().map(|at| CORRECT[at]).collect();
        let text = text.join(" ");
        let encoding = if is_western { WINDOWS_1252 } else { WINDOWS_1251 };
        let repaired = repair(&damage(&text, encoding)).map(|repaired| repaired.text);
        prop_assert_eq!(repaired, Some(text));
    }

    #[test]
    fn any_text_is_survived(text in "\\PC*|[ÂÃâ€™ÐÑРСВвЂ\u{80}-\u{ff}]*") {
        if let Some(repaired) = repair(&text) {
            prop_assert!(repaired.num_repairs > 0);
            prop_assert!(repaired.text.chars().count() < text.chars().count());
        }
    }
}
