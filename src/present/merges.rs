//! Likely merges of persons as lines for `persons.toml`.

use std::io;

use super::plain::is_dangerous;
use super::search::counted;
use crate::query::{LikelyMerge, Likeness};

/// Writes the suggestions as tables that can go into `persons.toml` as they stand. Forms of a person
/// that the file has already are written as comments, since its entry is the place for them.
pub fn write_merges(out: &mut dyn io::Write, merges: &[LikelyMerge]) -> io::Result<()> {
    for (at, merge) in merges.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        let name = toml_string(&merge.name);
        let releases = counted(merge.count, "release");
        let mark = if merge.is_known { "# " } else { "" };
        if merge.is_known {
            writeln!(out, "# add to the forms of name = {name} ({releases}):")?;
        } else {
            writeln!(out, "[[person]]\nname = {name} # {releases}\nforms = [")?;
        }
        for form in &merge.forms {
            let why = reason(form.likeness);
            let releases = counted(form.count, "release");
            let form = toml_string(&form.name);
            writeln!(out, "{mark}    {form}, # {releases}, {why}")?;
        }
        if !merge.is_known {
            writeln!(out, "]")?;
        }
    }
    Ok(())
}

fn reason(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Order => "other order",
        Likeness::Spelling => "other spelling",
        Likeness::Script => "other alphabet",
        Likeness::Initials => "initials",
        Likeness::Middle => "no middle name",
    }
}

/// A basic string of TOML; what a terminal would obey is written by its number.
fn toml_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if is_dangerous(c) => quoted.extend(format!("\\U{:08X}", u32::from(c)).chars()),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::LikelyForm;

    fn merge(is_known: bool) -> LikelyMerge {
        LikelyMerge {
            name: "Kairat \"K\" Kelimbetov".to_owned(),
            count: 2,
            is_known,
            forms: vec![LikelyForm {
                name: "Kelimbetov\u{1b}[2J Kairat".to_owned(),
                count: 1,
                likeness: Likeness::Order,
            }],
        }
    }

    fn written(is_known: bool) -> String {
        let mut out = Vec::new();
        write_merges(&mut out, &[merge(is_known)]).expect("memory takes all");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_new_person_is_an_entry_of_the_file() {
        let text = written(false);
        let entry: toml::Table = text.parse().expect("TOML");
        let person = &entry["person"][0];
        assert_eq!(person["name"].as_str(), Some("Kairat \"K\" Kelimbetov"));
        assert_eq!(
            person["forms"][0].as_str(),
            Some("Kelimbetov\u{1b}[2J Kairat")
        );
        assert!(!text.contains('\u{1b}'));
    }

    #[test]
    fn forms_of_a_known_person_are_comments() {
        assert!(written(true).lines().all(|line| line.starts_with('#')));
    }
}
