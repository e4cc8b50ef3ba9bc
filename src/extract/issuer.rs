//! Who publishes a release: its source line, the publisher that the page names, the About part.

use crate::clean::{Metadata, SITE_RULE};
use crate::text::fold::fold;

use super::sections::Sections;

/// Labels of the last line of a release on a commercial wire; folded.
const SOURCE_LABELS: &[&str] = &[
    "source",
    "fuente",
    "quelle",
    "fonte",
    "bron",
    "kaynak",
    "zrodlo",
    "источник",
    "来源",
    "來源",
];

/// Forms of companies that follow a name.
const COMPANY_FORMS: &[&str] = &[
    "AG",
    "GmbH",
    "SE",
    "KG",
    "KGaA",
    "Inc",
    "Ltd",
    "Limited",
    "LLC",
    "Corp",
    "Corporation",
    "plc",
    "PLC",
    "SA",
    "SAS",
    "SARL",
    "SpA",
    "BV",
    "NV",
    "AB",
    "AS",
    "ASA",
    "Oy",
    "Oyj",
    "KK",
];

/// The issuer, by the first evidence there is.
pub(super) fn issuer(metadata: &Metadata, parts: &Sections) -> Option<String> {
    issuers(metadata, parts).next().map(|(name, _)| name)
}

/// The names that may be that of the issuer with what they are told by, the most trusted first.
pub(super) fn issuers<'d>(
    metadata: &'d Metadata,
    parts: &'d Sections,
) -> impl Iterator<Item = (String, &'static str)> + 'd {
    let ruled = metadata.publishers.iter().filter(|p| p.origin == SITE_RULE);
    let ruled = ruled.map(|p| (p.value.clone(), SITE_RULE));
    let lines = parts.boilerplate.iter().flat_map(|part| part.lines());
    let sources = lines
        .filter_map(source_name)
        .map(|name| (name.to_owned(), "source line"));
    let dateline = parts.filed_from.as_ref().map(|filed| &filed.dateline);
    let wire = dateline.and_then(|d| d.wire.as_deref()).map(key);
    let published = metadata
        .publishers
        .iter()
        // A wire carries releases of others.
        .filter(move |p| p.origin != SITE_RULE && wire.as_ref() != Some(&key(p.value.trim())))
        .map(|p| (with_form(p.value.trim(), &parts.boilerplate), p.origin));
    let about = parts.about.iter().map(|name| (name.clone(), "about part"));
    ruled
        .chain(sources)
        .chain(published)
        .chain(about)
        .filter(|(name, _)| !name.trim().is_empty())
}

/// The name in `SOURCE Acme Corp.`, `Quelle: Acme AG`, a line of its own.
pub(super) fn source_name(text: &str) -> Option<&str> {
    const MAX_WORDS: usize = 10;
    let end = text.find(|c: char| !c.is_alphabetic())?;
    let (label, rest) = text.split_at(end);
    let shouts = !label.chars().any(char::is_lowercase) && label.chars().any(char::is_uppercase);
    let is_marked = rest.starts_with([':', '：']) || (shouts && rest.starts_with([' ', '-']));
    if !is_marked {
        return None;
    }
    let name = rest.trim_matches([':', '：', ' ', '-', '\u{a0}']);
    let num_words = name.split_whitespace().take(MAX_WORDS + 1).count();
    ((1..=MAX_WORDS).contains(&num_words) && SOURCE_LABELS.contains(&fold(label).as_ref()))
        .then_some(name)
}

/// The name with the form of the company, when the text about it gives one behind the name.
fn with_form(name: &str, texts: &[String]) -> String {
    let form = texts.iter().find_map(|text| {
        let (_, behind) = text.split_once(name)?;
        let word = behind.strip_prefix(' ')?.split_whitespace().next()?;
        let word = word.trim_end_matches([',', ';', ':', ')']);
        let letters: String = word.chars().filter(|c| *c != '.').collect();
        COMPANY_FORMS.contains(&letters.as_str()).then_some(word)
    });
    form.map_or_else(|| name.to_owned(), |form| format!("{name} {form}"))
}

fn key(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::Evidence;

    fn check(publisher: Option<&str>, part: &str, about: Option<&str>, expected: Option<&str>) {
        let publishers = publisher.map(|p| Evidence {
            value: p.to_owned(),
            origin: "og:site_name",
        });
        let metadata = Metadata {
            publishers: publishers.into_iter().collect(),
            ..Metadata::default()
        };
        let parts = Sections {
            boilerplate: vec![part.to_owned()],
            about: about.map(str::to_owned),
            ..Sections::default()
        };
        assert_eq!(issuer(&metadata, &parts).as_deref(), expected);
    }

    #[test]
    fn the_source_line_comes_before_the_page_and_the_about_part() {
        let belden = Some("Belden Corp.");
        check(
            Some("Orvane"),
            "SOURCE Belden Corp.",
            Some("Carrow"),
            belden,
        );
        check(Some("Orvane"), "A part", Some("Carrow"), Some("Orvane"));
        check(None, "A part", Some("Carrow"), Some("Carrow"));
        check(None, "SOURCE", None, None);
    }

    #[test]
    fn the_form_of_the_company_is_found_in_the_text_about_it() {
        let text = "The Orvane Kilns AG, of Delmont, makes kilns.";
        check(Some("Orvane Kilns"), text, None, Some("Orvane Kilns AG"));
        check(Some("Orvane"), text, None, Some("Orvane"));
    }

    #[test]
    fn source_lines_in_many_languages() {
        for (text, expected) in [
            ("FUENTE Orvane", Some("Orvane")),
            ("Quelle: Orvane AG", Some("Orvane AG")),
            ("ИСТОЧНИК: Орван", Some("Орван")),
            ("Source of the Delmont found", None),
            ("SOURCES SAY KILN WILL OPEN", None),
        ] {
            assert_eq!(source_name(text), expected, "{text}");
        }
    }
}
