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
    titled(&document, headline, "h1")
}

fn titled(document: &CleanDocument, title: &str, origin: &'static str) -> Sections {
    let title = Evidence {
        value: title.to_owned(),
        origin,
    };
    divide(document, Some(&title), DayMonthOrder::Month)
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
fn the_heading_between_headline_and_text_is_the_subhead() {
    let subhead = |texts: &[&str]| page("Orvane opens kiln", texts).subhead;
    let found = subhead(&["# Ninety people find work", LEAD, MORE]);
    assert_eq!(found.as_deref(), Some("Ninety people find work"));
    // Headings inside the text are short, or stand in rows.
    assert_eq!(subhead(&["# Summary", LEAD, MORE]), None);
    assert_eq!(
        subhead(&["# What it makes in a year", "# Tiles", LEAD]),
        None
    );
    assert_eq!(subhead(&[LEAD, "# Ninety people find work", MORE]), None);
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

#[test]
fn columns_and_mastheads_stand_above_the_headline() {
    let mut columns = blocks(&[
        "NEWS RELEASE\tOrvane Kilns",
        "August 19, 2021",
        "Kilns lit",
        LEAD,
        MORE,
    ]);
    columns[0].kind = BlockKind::TableRow;
    let document = CleanDocument {
        blocks: columns,
        ..CleanDocument::default()
    };
    let parts = divide(&document, None, DayMonthOrder::Month);
    assert_eq!(parts.headline.as_deref(), Some("Kilns lit"));
    assert_eq!(parts.about.as_deref(), Some("Orvane Kilns"));
    assert_eq!(parts.date_lines, ["August 19, 2021"]);

    let parts = text(&["Orvane Ltd", "Subject: Kilns lit", LEAD, MORE]);
    assert_eq!(parts.headline.as_deref(), Some("Kilns lit"));
    assert_eq!(parts.about.as_deref(), Some("Orvane Ltd"));
}

#[test]
fn a_shouted_headline_goes_on_in_the_next_line() {
    let parts = text(&["ORVANE LIGHTS NINE KILNS", "IN DELMONT", LEAD, MORE]);
    let headline = "ORVANE LIGHTS NINE KILNS IN DELMONT";
    assert_eq!(parts.headline.as_deref(), Some(headline));
}

#[test]
fn a_correction_gives_way_to_the_headline_that_it_corrects() {
    let note = "In the news release of yesterday the third sentence of the first paragraph was wrong. The release as corrected:";
    let document = CleanDocument {
        blocks: blocks(&[note, "Kilns lit", LEAD, MORE]),
        step: ContentStep::Semantic,
        ..CleanDocument::default()
    };
    let parts = titled(&document, "/C O R R E C T I O N -- Orvane/", "h1");
    assert_eq!(parts.headline.as_deref(), Some("Kilns lit"));
    assert_eq!(parts.head_lines, ["/C O R R E C T I O N -- Orvane/"]);
    assert_eq!(parts.boilerplate, [note]);
    assert!(parts.body.starts_with("Orvane Ltd. today"));
}

#[test]
fn a_title_that_names_the_page_gives_way_to_the_headline_of_the_text() {
    let document = CleanDocument {
        blocks: blocks(&["Kilns lit in Delmont", LEAD, MORE]),
        step: ContentStep::Semantic,
        ..CleanDocument::default()
    };
    for (title, origin, expected) in [
        ("Orvane - News", "title", "Kilns lit in Delmont"),
        ("PR_kilns_v2", "title", "Kilns lit in Delmont"),
        ("Kilns lit", "h1", "Kilns lit"),
        (
            "Orvane lights nine kilns",
            "title",
            "Orvane lights nine kilns",
        ),
    ] {
        let parts = titled(&document, title, origin);
        assert_eq!(parts.headline.as_deref(), Some(expected), "{title}");
    }
}

#[test]
fn a_number_behind_the_body_is_no_part_of_it() {
    let parts = text(&["Kilns lit", LEAD, MORE, "OK/21/317"]);
    assert_eq!(parts.head_lines, ["OK/21/317"]);
    assert!(!parts.body.contains("317"));
}

#[test]
fn the_dateline_of_the_lead_comes_before_a_line_above_it() {
    let lead = format!("(OSLO) - {LEAD}");
    let parts = text(&["Kiln Weekly, 19 August 2021", "Kilns lit", &lead, MORE]);
    let filed = parts.filed_from.expect("a dateline").dateline;
    assert_eq!(filed.place.as_deref(), Some("Oslo"));
    assert_eq!(
        filed.date.map(|d| d.to_string()).as_deref(),
        Some("2021-08-19")
    );
}

#[test]
fn a_correction_says_what_was_wrong_before_its_lead() {
    let note = "DELMONT--(BUSINESS WIRE)--In the release of yesterday the third sentence of the first paragraph should read nine kilns. The updated release reads:";
    let found = page(
        "CORRECTING and REPLACING Orvane Opens Kiln",
        &[note, "ORVANE OPENS KILN", LEAD, MORE],
    );
    assert_eq!(found.headline.as_deref(), Some("Orvane Opens Kiln"));
    assert_eq!(found.body, format!("{LEAD}\n\n{MORE}"));
    assert_eq!(found.boilerplate.len(), 1);
    assert!(found.boilerplate[0].starts_with("In the release of yesterday"));
}

#[test]
fn lines_above_the_content_give_number_contacts_and_dateline() {
    let document = CleanDocument {
        above: blocks(&[
            "OK/21/317",
            "Brussels, 16 July 2021",
            "Contact:",
            "Jo Marsh",
            "jo.marsh@orvane.test",
            "Jo Marsh, 17 July 2021",
        ]),
        below: blocks(&["Release number: 18-413", "Contact us", "(030) 555-0100"]),
        blocks: blocks(&[LEAD, MORE]),
        step: ContentStep::Semantic,
        ..CleanDocument::default()
    };
    let found = titled(&document, "Orvane opens kiln in Delmont", "h1");
    assert_eq!(found.head_lines, ["OK/21/317", "Release number: 18-413"]);
    assert_eq!(found.contacts, ["Contact:\nJo Marsh\njo.marsh@orvane.test"]);
    let place = found.filed_from.and_then(|f| f.dateline.place);
    assert_eq!(place.as_deref(), Some("Brussels"));
    assert_eq!(found.body, format!("{LEAD}\n\n{MORE}"));
}

#[test]
fn a_table_of_days_is_text() {
    let mut table = blocks(&[
        "Day\tEvent",
        "4 October 2021\tKilns lit",
        "7 October 2021\tTiles",
    ]);
    for row in &mut table {
        row.kind = BlockKind::TableRow;
    }
    let document = CleanDocument {
        blocks: table,
        step: ContentStep::Semantic,
        ..CleanDocument::default()
    };
    let found = titled(&document, "Orvane opens kiln in Delmont", "h1");
    assert_eq!(found.body.lines().filter(|l| !l.is_empty()).count(), 3);
    assert_eq!(found.about, None);
}

#[test]
fn a_contact_may_be_named_before_its_telephone() {
    let found = text(&[
        "Contact: Jo Marsh",
        "(030) 555-0100",
        "Kilns lit in Delmont",
        LEAD,
        MORE,
    ]);
    assert_eq!(found.headline.as_deref(), Some("Kilns lit in Delmont"));
    assert_eq!(found.contacts, ["Contact: Jo Marsh\n(030) 555-0100"]);
}

#[test]
fn names_of_issuers_lose_article_and_whole_marks() {
    for (heading, name) in [
        ("Über das Orvane Institut", "Orvane Institut"),
        ("О компании «Orvane»", "Orvane"),
        ("«Orvane» компаниясы туралы", "«Orvane» компаниясы"),
        ("Orvaneについて", "Orvane"),
    ] {
        let found = text(&["Kilns lit", LEAD, MORE, heading, "Orvane makes kilns."]);
        assert_eq!(found.about.as_deref(), Some(name), "{heading}");
    }
}
