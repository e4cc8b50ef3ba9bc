//! Sentences of our own with names put in: other languages than the training sets, and the
//! wording of press releases.

use crate::Text;
use crate::dice::Dice;
use crate::rename::Names;

/// The texts of the file, comments left out.
pub fn templates() -> Vec<&'static str> {
    let lines = include_str!("../templates.txt").lines();
    lines.filter(|line| !line.starts_with('#')).collect()
}

/// One template with names drawn for its places. A surname alone is that of the last full name.
pub fn filled(template: &str, names: &Names, dice: &mut Dice) -> Text {
    let cyrillic = template.chars().any(|c| ('а'..='я').contains(&c));
    let mut out = Text::default();
    let mut surname = draw_surname(names, cyrillic, dice);
    for (index, piece) in template.split(['{', '}']).enumerate() {
        if index % 2 == 0 {
            out.text.push_str(piece);
            continue;
        }
        let name = match piece {
            "p" => {
                out.text.push_str(names.place(dice));
                continue;
            }
            // A firm or a thing called after somebody is no person.
            "o" => {
                out.text.push_str(&draw_surname(names, cyrillic, dice));
                continue;
            }
            "s" => surname.clone(),
            "sg" => inflected(&surname, Case::Genitive),
            _ if cyrillic => {
                let given = names.cyrillic_given(dice);
                surname = draw_surname(names, cyrillic, dice);
                in_case(&given, &mut surname, piece)
            }
            _ => {
                surname = draw_surname(names, cyrillic, dice);
                names.full(&surname, dice)
            }
        };
        let start = out.text.len();
        out.text.push_str(&name);
        out.persons.push((start, out.text.len()));
    }
    out
}

fn draw_surname(names: &Names, cyrillic: bool, dice: &mut Dice) -> String {
    if cyrillic {
        names.cyrillic_surname(dice)
    } else {
        names.surname(dice)
    }
}

/// A case of Russian.
#[derive(Clone, Copy)]
enum Case {
    Genitive,
    Dative,
    Instrumental,
}

fn in_case(given: &str, surname: &mut String, piece: &str) -> String {
    let case = match piece {
        "fg" => Case::Genitive,
        "fd" => Case::Dative,
        "fi" => Case::Instrumental,
        "fk" => return format!("{given} {surname}{}", kazakh_ending(surname)),
        _ => return format!("{given} {surname}"),
    };
    format!("{} {}", inflected(given, case), inflected(surname, case))
}

/// The usual ending by the last letters; enough for the model to see cases.
fn inflected(word: &str, case: Case) -> String {
    let (stem, endings) = if let Some(stem) = word.strip_suffix("ский") {
        return match case {
            Case::Genitive => format!("{stem}ского"),
            Case::Dative => format!("{stem}скому"),
            Case::Instrumental => format!("{stem}ским"),
        };
    } else if let Some(stem) = word.strip_suffix(['й', 'ь']) {
        (stem, ["я", "ю", "ем"])
    } else if let Some(stem) = word.strip_suffix("ова").or(word.strip_suffix("ева")) {
        let kept = &word[..stem.len() + 4];
        (kept, ["ой", "ой", "ой"])
    } else if let Some(stem) = word.strip_suffix('а') {
        (stem, ["ы", "е", "ой"])
    } else if let Some(stem) = word.strip_suffix('я') {
        (stem, ["и", "и", "ей"])
    } else if word.ends_with(['о', 'е', 'и', 'у', 'э', 'ы', 'ю', 'ё', 'і']) {
        (word, ["", "", ""])
    } else if word.ends_with("ов") || word.ends_with("ев") || word.ends_with("ин") {
        (word, ["а", "у", "ым"])
    } else {
        (word, ["а", "у", "ом"])
    };
    format!("{stem}{}", endings[case as usize])
}

/// The accusative or genitive ending after soft or hard letters, roughly.
fn kazakh_ending(word: &str) -> &'static str {
    match word.len() % 4 {
        0 => "тың",
        1 => "ді",
        2 => "ның",
        _ => "ты",
    }
}
