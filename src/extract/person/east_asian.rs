//! Chinese and Japanese names: found by surnames, titles and verbs of speech, as neither spaces
//! nor capitals mark them. What no such word vouches for is left out.

use std::collections::HashMap;
use std::ops::Range;

use crate::config::{EastAsian, PersonTable};
use crate::release::{Mention, Person};

/// The longest part of a foreign name in characters.
const MAX_SOUNDS: usize = 6;

/// The persons of a text in Chinese (`zh`) or Japanese (`ja`), in order; none in other languages.
pub(super) fn persons(text: &str, language: &str, table: &PersonTable) -> Vec<Person> {
    let words = table.east_asian();
    let found = match language {
        "zh" => chinese(text, words),
        "ja" => japanese(text, words),
        _ => return Vec::new(),
    };
    let mut persons: Vec<Person> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for span in found {
        let written = &text[span.clone()];
        let mention = Mention {
            text: written.to_owned(),
            start: span.start,
            end: span.end,
        };
        let name = table.canonical(written).unwrap_or(written);
        let at = *known.entry(name).or_insert_with(|| {
            persons.push(Person {
                name: name.to_owned(),
                title: None,
                forms: vec![written.to_owned()],
                mentions: Vec::new(),
            });
            persons.len() - 1
        });
        persons[at].mentions.push(mention);
    }
    persons
}

fn chinese(text: &str, words: &EastAsian) -> Vec<Range<usize>> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let end_of = |index: usize| chars.get(index).map_or(text.len(), |c| c.0);
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let end = foreign(&chars, at, words).or_else(|| {
            let is_surname = words.surnames.contains(chars[at].1)
                || words
                    .compound_surnames
                    .iter()
                    .any(|s| text[chars[at].0..].starts_with(s));
            is_surname
                .then(|| native(text, &chars, at, words))
                .flatten()
        });
        if let Some(end) = end {
            found.push(chars[at].0..end_of(end));
        }
        at = end.unwrap_or(at + 1);
    }
    found
}

/// The end of the foreign name that begins here: `玛丽·库克`, by the characters that write sounds.
fn foreign(chars: &[(usize, char)], start: usize, words: &EastAsian) -> Option<usize> {
    let is_sound = |index: usize| chars.get(index).is_some_and(|c| words.sounds.contains(c.1));
    let part = |from: usize| {
        from + (from..from + MAX_SOUNDS)
            .take_while(|i| is_sound(*i))
            .count()
    };
    let mut end = part(start);
    let mut num_parts = usize::from(end > start);
    while num_parts > 0 && matches!(chars.get(end), Some((_, '·' | '‧' | '•' | '・'))) {
        let next = part(end + 1);
        if next == end + 1 {
            break;
        }
        end = next;
        num_parts += 1;
    }
    (num_parts > 1).then_some(end)
}

/// The end of the Chinese name whose surname begins here.
fn native(text: &str, chars: &[(usize, char)], start: usize, words: &EastAsian) -> Option<usize> {
    let before = &text[..chars[start].0];
    let rest = &text[chars[start].0..];
    let compound = words.compound_surnames.iter().any(|s| rest.starts_with(s));
    let given = start + 1 + usize::from(compound);
    let titled = words.titles.iter().any(|t| before.ends_with(t));
    let opens = !before.chars().next_back().is_some_and(is_han);
    [2, 1].into_iter().map(|len| given + len).find(|end| {
        let Some(name) = chars.get(given..*end) else {
            return false;
        };
        let behind = chars.get(*end).map_or("", |c| &text[c.0..]);
        let spoken = |name: &str| words.speech.iter().any(|s| name.starts_with(s));
        let speaks = spoken(behind) || words.honorifics.iter().any(|h| behind.starts_with(h));
        // `馆长王建国表示`: between title and speech it is a name, whatever its last character.
        let borne_out = titled && speaks;
        let whole = name
            .iter()
            .all(|(at, c)| is_han(*c) && !spoken(&text[*at..]))
            && name.last().is_some_and(|c| {
                !words.after.contains(c.1) && (borne_out || !words.bodies.contains(c.1))
            });
        let next = behind.chars().next();
        let ends = next.is_none_or(|c| !is_han(c) || words.after.contains(c));
        whole && ((titled && (speaks || ends)) || (opens && speaks))
    })
}

fn japanese(text: &str, words: &EastAsian) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(skipped) = text[rest..].find(is_name_char) {
        let start = rest + skipped;
        let len = text[start..].find(|c| !is_name_char(c));
        let end = len.map_or(text.len(), |len| start + len);
        found.extend(japanese_name(text, start..end, words));
        rest = end;
    }
    found
}

/// The name in a run of kanji and katakana, without the titles on both sides of it.
fn japanese_name(text: &str, run: Range<usize>, words: &EastAsian) -> Option<Range<usize>> {
    let written = &text[run.clone()];
    let tail = |list: &[String]| {
        let endings = list.iter().filter(|t| written.ends_with(t.as_str()));
        endings.map(String::len).max()
    };
    let cut = tail(&words.japanese_honorifics).or_else(|| tail(&words.japanese_titles));
    let end = run.end - cut.unwrap_or(0);
    let behind = &text[end..];
    let honored = cut.is_some()
        || words
            .japanese_honorifics
            .iter()
            .any(|h| behind.starts_with(h));
    let head = text[run.start..end].to_owned();
    let inner = words
        .japanese_titles
        .iter()
        .filter_map(|t| head.rfind(t).map(|at| at + t.len()))
        .max();
    let start = run.start + inner.unwrap_or(0);
    let linked = text[..run.start].strip_suffix('の');
    let linked = linked.is_some_and(|b| words.japanese_titles.iter().any(|t| b.ends_with(t)));
    let titled = inner.is_some() || linked;
    let name = &text[start..end];
    let known = words.japanese_surnames.iter().any(|s| name.starts_with(s));
    let likely = match shape(name) {
        Script::Kanji(3..=5) if titled => known,
        Script::Kanji(3..=5) => honored,
        Script::Mixed | Script::Foreign => honored || titled,
        Script::Kanji(_) | Script::Other => false,
    };
    likely.then_some(start..end)
}

/// How a Japanese name may be written.
enum Script {
    /// So many kanji and nothing else.
    Kanji(usize),
    /// A surname in kanji, a given name in katakana.
    Mixed,
    /// Katakana parted by a point.
    Foreign,
    Other,
}

fn shape(name: &str) -> Script {
    let kanji = name.chars().take_while(|c| is_han(*c)).count();
    let kana = name.chars().skip(kanji);
    let points = kana.clone().filter(|c| *c == '・').count();
    match (kanji, kana.clone().count()) {
        (_, 0) => Script::Kanji(kanji),
        (1..=3, 2..=4) if points == 0 && kana.clone().all(is_katakana) => Script::Mixed,
        (0, 4..) if points > 0 && name.split('・').all(|p| p.chars().count() > 1) => {
            Script::Foreign
        }
        _ => Script::Other,
    }
}

fn is_name_char(c: char) -> bool {
    is_han(c) || is_katakana(c) || c == '・'
}

fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '々')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn check(text: &str, language: &str, expected: &[&str]) {
        let config = Config::builtin().expect("the shipped config is valid");
        let found = persons(text, language, &config.persons);
        let names: Vec<_> = found.iter().map(|p| p.name.as_str()).collect();
        assert_eq!(names, expected, "{text}");
        for mention in found.iter().flat_map(|p| &p.mentions) {
            assert_eq!(&text[mention.start..mention.end], mention.text);
        }
    }

    #[test]
    fn chinese_names_behind_titles_and_before_speech() {
        check("市长李德明说，桥已经修好。", "zh", &["李德明"]);
        check("合作社经理周洁告诉记者，产量增加。", "zh", &["周洁"]);
        check("周洁表示，明年再来。", "zh", &["周洁"]);
        check("局长欧阳志强，今天到会。", "zh", &["欧阳志强"]);
        check("王芳女士出席。", "zh", &["王芳"]);
        check("主席习近平说", "zh", &["Xi Jinping"]);
    }

    #[test]
    fn chinese_words_that_begin_as_surnames_do_are_no_names() {
        check("高速公路全长三百公里，马上开工。", "zh", &[]);
        check("公司表示，金额不大。", "zh", &[]);
        check("水利局表示，文化部指出", "zh", &[]);
        check("管理局提醒", "zh", &[]);
        check("市长说", "zh", &[]);
    }

    #[test]
    fn foreign_names_have_a_point() {
        check(
            "大使安娜·科尔曼和卡洛斯·迪亚斯到场",
            "zh",
            &["安娜·科尔曼", "卡洛斯·迪亚斯"],
        );
        check("今天·明天", "zh", &[]);
    }

    #[test]
    fn japanese_names_beside_titles() {
        check("社長の山田太郎は話した", "ja", &["山田太郎"]);
        check("高橋一郎氏と田中花子さん", "ja", &["高橋一郎", "田中花子"]);
        check("会長の石田ハナコは言う", "ja", &["石田ハナコ"]);
        check("研究責任者アンナ・モレルは", "ja", &["アンナ・モレル"]);
        check("会長の基本方針は", "ja", &[]);
        check("コーヒー・ショップを開く", "ja", &[]);
    }

    #[test]
    fn other_languages_and_rubbish_have_none() {
        check("市长李德明说", "en", &[]);
        check("李", "zh", &[]);
        check("・・・", "ja", &[]);
        check("·", "zh", &[]);
    }
}
