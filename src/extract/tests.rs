use super::*;
use crate::clean::clean_text;

/// Reads a plain text at a path.
fn release(path: &str, text: &str) -> Release {
    let source = Source {
        path: path.to_owned(),
        ..Source::default()
    };
    let config = Config::builtin().expect("the shipped config is valid");
    extract(
        ReleaseId::of_bytes(text.as_bytes()),
        source,
        &clean_text(text),
        &config,
    )
}

const LEAD: &str = "Orvane Ltd. opened a kiln that fires nine thousand tiles an hour, the largest of its kind in the land.";

#[test]
fn a_day_of_the_lead_dates_a_release_that_nothing_else_dates() {
    let found = release(
        "in/a.txt",
        &format!("DELMONT – {LEAD} It was lit on Aug. 19 by the mayor."),
    );
    assert_eq!(found.headline, None);
    assert!(
        found.body.starts_with("Orvane Ltd. opened"),
        "{}",
        found.body
    );
    assert_eq!(
        found.date.value.map(|d| d.to_string()).as_deref(),
        Some("--08-19")
    );
    assert_eq!(found.date.basis.as_deref(), Some("lead"));
    assert_eq!(
        found.dateline.and_then(|d| d.place).as_deref(),
        Some("Delmont")
    );
}

#[test]
fn a_country_in_brackets_behind_the_place_is_no_wire() {
    for (opening, country, wire) in [
        ("BOQUETE (Panama), Aug. 19, 2021 – ", Some("PA"), None),
        (
            "LONDON (Quorvane News), Aug. 19, 2021 – ",
            Some("GB"),
            Some("Quorvane News"),
        ),
    ] {
        let found = release("in/a.txt", &format!("Kiln lit\n\n{opening}{LEAD}"));
        let dateline = found.dateline.expect("a dateline");
        assert_eq!(dateline.country.as_deref(), country, "{opening}");
        assert_eq!(dateline.wire.as_deref(), wire, "{opening}");
    }
}

#[test]
fn number_issuer_and_standing_are_read() {
    let text = format!(
        "PRESS RELEASE No. 12/2021\n\nEMBARGOED UNTIL 19 August 2021, 09:00\n\nOrvane Opens Kiln\n\n{LEAD}\n\n{LEAD}\n\nAbout Orvane Ltd.\n\nOrvane makes kilns.\n"
    );
    let found = release("in/b.txt", &text);
    assert_eq!(found.release_number.as_deref(), Some("12/2021"));
    assert_eq!(found.issuer.as_deref(), Some("Orvane Ltd."));
    assert_eq!(found.notices.status.as_deref(), Some("embargoed"));
    assert_eq!(
        found.notices.embargo_until.as_deref(),
        Some("2021-08-19T09:00")
    );
    assert_eq!(found.date.basis.as_deref(), Some("release line"));
}
