use super::*;
use crate::clean::BlockKind;

fn blocks(texts: &[&str]) -> Vec<Block> {
    let kind = |text: &str| match text.strip_prefix("# ") {
        Some(_) => BlockKind::Heading(2),
        None => BlockKind::Paragraph,
    };
    texts
        .iter()
        .map(|t| Block {
            kind: kind(t),
            text: t.trim_start_matches("# ").to_owned(),
        })
        .collect()
}

fn text(texts: &[&str]) -> Sections {
    let document = CleanDocument {
        blocks: blocks(texts),
        ..CleanDocument::default()
    };
    divide(&document, None, DayMonthOrder::Month)
}

fn page(headline: &str, texts: &[&str]) -> Sections {
    let document = CleanDocument {
        blocks: blocks(texts),
        step: ContentStep::Semantic,
        ..CleanDocument::default()
    };
    divide(&document, Some(headline), DayMonthOrder::Month)
}

const LEAD: &str = "Orvane Ltd. today opened a kiln in Delmont that fires nine thousand tiles an hour, the largest of its kind.";
const MORE: &str = "The kiln cost nine million and took two years to build, the company said. It gives work to ninety people.";

#[test]
fn a_wire_release_comes_apart() {
    let lead = format!("DELMONT, Pa., Aug. 19, 2021 /PRNewswire/ -- {LEAD}");
    let found = text(&[
        "FOR IMMEDIATE RELEASE",
        "Media Contact:",
        "Jo Marsh",
        "jo.marsh@orvane.test",
        "Orvane Opens Kiln in Delmont",
        "Ninety people find work",
        &lead,
        MORE,
        "(MORE)",
        "About Orvane",
        "Orvane makes kilns in nine countries.",
        "Forward-Looking Statements",
        "This text speaks of the future.",
        "Contact: Al Reed, +1 555 0100 200",
        "###",
        "SOURCE Orvane Ltd.",
    ]);
    assert_eq!(
        found.headline.as_deref(),
        Some("Orvane Opens Kiln in Delmont")
    );
    assert_eq!(found.subhead.as_deref(), Some("Ninety people find work"));
    assert_eq!(found.head_lines, ["FOR IMMEDIATE RELEASE"]);
    assert_eq!(found.body, format!("{LEAD}\n\n{MORE}"));
    assert_eq!(
        found.contacts,
        [
            "Media Contact:\nJo Marsh\njo.marsh@orvane.test",
            "Contact: Al Reed, +1 555 0100 200"
        ]
    );
    assert_eq!(
        found.boilerplate,
        [
            "About Orvane\nOrvane makes kilns in nine countries.",
            "Forward-Looking Statements\nThis text speaks of the future.",
            "SOURCE Orvane Ltd.",
        ]
    );
    assert_eq!(found.about.as_deref(), Some("Orvane"));
}

#[test]
fn a_text_that_begins_with_its_lead_has_no_headline() {
    let lead = format!("DELMONT – {LEAD}");
    let found = text(&[&lead, MORE]);
    assert_eq!(found.headline, None);
    assert_eq!(found.body, format!("{LEAD}\n\n{MORE}"));
    assert_eq!(text(&[LEAD, MORE]).headline, None);
}

#[test]
fn weak_signals_do_not_cut_the_body() {
    let texts = [
        LEAD,
        "END",
        MORE,
        "# About the project",
        MORE,
        "# Results",
        MORE,
        LEAD,
        MORE,
    ];
    let found = text(&texts);
    let expected: Vec<_> = texts.iter().map(|t| t.trim_start_matches("# ")).collect();
    assert_eq!(found.body, expected.join("\n\n"));
    assert!(found.boilerplate.is_empty());
}

#[test]
fn a_page_repeats_its_headline_once() {
    let found = page(
        "Orvane opens kiln",
        &[
            "# ORVANE OPENS KILN",
            "# Ninety people find work",
            "By Jo Marsh",
            "August 19, 2021",
            LEAD,
            MORE,
        ],
    );
    assert_eq!(found.subhead.as_deref(), Some("Ninety people find work"));
    assert_eq!(found.date_lines, ["August 19, 2021"]);
    assert_eq!(found.body, format!("{LEAD}\n\n{MORE}"));
}

#[test]
fn a_dateline_may_stand_on_its_own_line() {
    let found = text(&["Talks End Well", "Brussels, 16 July 2021", LEAD]);
    assert_eq!(found.headline.as_deref(), Some("Talks End Well"));
    assert_eq!(found.body, LEAD);
    let place = found.filed_from.and_then(|f| f.dateline.place);
    assert_eq!(place.as_deref(), Some("Brussels"));
}

#[test]
fn notes_and_contacts_of_other_languages_part() {
    let found = text(&[
        LEAD,
        MORE,
        LEAD,
        MORE,
        "Über Orvane",
        "Orvane baut Öfen.",
        "Pressekontakt:",
        "Jo Marsh",
        "Tel. +49 30 555 0100",
        "Hinweis an die Redaktion: Bilder auf Anfrage.",
    ]);
    assert_eq!(
        found.boilerplate,
        [
            "Über Orvane\nOrvane baut Öfen.",
            "Hinweis an die Redaktion: Bilder auf Anfrage."
        ]
    );
    assert_eq!(
        found.contacts,
        ["Pressekontakt:\nJo Marsh\nTel. +49 30 555 0100"]
    );
}

#[test]
fn place_and_day_may_stand_above_the_headline() {
    let found = text(&[
        "PRESS RELEASE",
        "Tbilisi, 4 October 2017",
        "ORVANE OPENS KILN",
        LEAD,
    ]);
    assert_eq!(found.headline.as_deref(), Some("ORVANE OPENS KILN"));
    assert_eq!(found.body, LEAD);
    let place = found.filed_from.and_then(|f| f.dateline.place);
    assert_eq!(place.as_deref(), Some("Tbilisi"));
}

#[test]
fn corrections_are_marked_and_the_headline_kept() {
    let found = text(&["CORRECTING and REPLACING Orvane Opens Kiln", LEAD]);
    assert_eq!(found.headline.as_deref(), Some("Orvane Opens Kiln"));
    assert_eq!(found.headline_mark, Some("correction"));
}
