use super::*;
use proptest::prelude::*;

struct Expected<'a> {
    place: &'a str,
    date: &'a str,
    wire: &'a str,
    lead: &'a str,
}

/// An empty text stands for nothing.
const NONE: Expected<'_> = Expected {
    place: "",
    date: "",
    wire: "",
    lead: "",
};

fn check(paragraph: &str, expected: &Expected<'_>) {
    let found = filed_from(paragraph, DayMonthOrder::Day)
        .unwrap_or_else(|| panic!("no dateline: {paragraph}"));
    let dateline = found.dateline;
    assert_eq!(
        dateline.place.unwrap_or_default(),
        expected.place,
        "{paragraph}"
    );
    assert_eq!(
        dateline.date.map(|d| d.to_string()).unwrap_or_default(),
        expected.date,
        "{paragraph}"
    );
    assert_eq!(
        dateline.wire.unwrap_or_default(),
        expected.wire,
        "{paragraph}"
    );
    assert_eq!(&paragraph[found.lead_start..], expected.lead, "{paragraph}");
}

fn check_none(paragraph: &str) {
    assert_eq!(
        filed_from(paragraph, DayMonthOrder::Day),
        None,
        "{paragraph}"
    );
}

#[test]
fn a_month_may_be_written_small() {
    let lead = "Orvane opened a kiln today.";
    check(
        &format!("Caracas, march 11 - {lead}"),
        &Expected {
            place: "Caracas",
            date: "--03-11",
            lead,
            ..NONE
        },
    );
}

#[test]
fn shouted_headlines_are_no_datelines() {
    check_none("JAPAN CUTTING KILNS - Orvane says more to come");
    check_none("A TALE OF KILNS - Orvane tells how it came to own the last of them in the valley.");
}

#[test]
fn commercial_wires() {
    let lead = "Orvane today";
    let wire = "Business Wire";
    check(
        "CLEVELAND–(BUSINESS WIRE)–Orvane today",
        &Expected {
            place: "Cleveland",
            wire,
            lead,
            ..NONE
        },
    );
    check(
        "KANSAS CITY, Mo.--(BUSINESS WIRE)--Orvane today",
        &Expected {
            place: "Kansas City",
            wire,
            lead,
            ..NONE
        },
    );
    check(
        "OCALA, Fla., Aug. 02, 2019 (GLOBE NEWSWIRE) -- Orvane today",
        &Expected {
            place: "Ocala",
            date: "2019-08-02",
            wire: "GlobeNewswire",
            lead,
        },
    );
    check(
        "MADISON, N.J., Oct. 16 /PRNewswire-FirstCall/ -- Orvane today",
        &Expected {
            place: "Madison",
            date: "--10-16",
            wire: "PRNewswire",
            lead,
        },
    );
    check(
        "LONDON, Jan. 14 /CNW/ - Orvane today",
        &Expected {
            place: "London",
            date: "--01-14",
            wire: "CNW",
            lead,
        },
    );
    check(
        "加州桑尼維爾--(美國商業資訊)--奧凡公司今天宣布，新廠開工",
        &Expected {
            place: "加州桑尼維爾",
            wire,
            lead: "奧凡公司今天宣布，新廠開工",
            ..NONE
        },
    );
    check(
        "北京2021年8月19日 /美通社/ -- 奥凡公司今天宣布，新厂开工",
        &Expected {
            place: "北京",
            date: "2021-08-19",
            wire: "PRNewswire",
            lead: "奥凡公司今天宣布，新厂开工",
        },
    );
}

#[test]
fn news_agencies() {
    let lead = "Officials said";
    check(
        "TROY, N.C. (AP) -- Officials said",
        &Expected {
            place: "Troy",
            wire: "AP",
            lead,
            ..NONE
        },
    );
    check(
        "NEW YORK (Reuters) - Officials said",
        &Expected {
            place: "New York",
            wire: "Reuters",
            lead,
            ..NONE
        },
    );
    check(
        "MOSCOW, August 19. /TASS/. Officials said",
        &Expected {
            place: "Moscow",
            date: "--08-19",
            wire: "TASS",
            lead,
        },
    );
    check(
        "MOSCOW. Aug 19 (Interfax) - Officials said",
        &Expected {
            place: "Moscow",
            date: "--08-19",
            wire: "Interfax",
            lead,
        },
    );
    check(
        "АСТАНА. 19 августа. КАЗИНФОРМ – Министр сказал",
        &Expected {
            place: "Астана",
            date: "--08-19",
            wire: "Kazinform",
            lead: "Министр сказал",
        },
    );
    check(
        "新华社北京8月19日电 部长说，会谈很好",
        &Expected {
            place: "北京",
            date: "--08-19",
            wire: "Xinhua",
            lead: "部长说，会谈很好",
        },
    );
    check(
        "PARIS, Texas (AP) _ Officials said",
        &Expected {
            place: "Paris",
            wire: "AP",
            lead,
            ..NONE
        },
    );
}

#[test]
fn issuers_of_many_lands() {
    let lead = "The talks";
    check(
        "NUR-SULTAN – The talks",
        &Expected {
            place: "Nur-Sultan",
            lead,
            ..NONE
        },
    );
    check(
        "WASHINGTON, Jan 5 - The talks",
        &Expected {
            place: "Washington",
            date: "--01-05",
            lead,
            ..NONE
        },
    );
    check(
        "WASHINGTON – Today, The talks",
        &Expected {
            place: "Washington",
            lead: "Today, The talks",
            ..NONE
        },
    );
    check(
        "KINGSTOWN, Saint Vincent and the Grenadines, 18 May — The talks",
        &Expected {
            place: "Kingstown",
            date: "--05-18",
            lead,
            ..NONE
        },
    );
    check(
        "Brussels, 16 July 2021",
        &Expected {
            place: "Brussels",
            date: "2021-07-16",
            ..NONE
        },
    );
    check(
        "MOSCOW 1996-08-30",
        &Expected {
            place: "Moscow",
            date: "1996-08-30",
            ..NONE
        },
    );
    check(
        "Geneva, 19 August 2021. The talks",
        &Expected {
            place: "Geneva",
            date: "2021-08-19",
            lead,
            ..NONE
        },
    );
    check(
        "GENEVA (19 August 2021) – The talks",
        &Expected {
            place: "Geneva",
            date: "2021-08-19",
            lead,
            ..NONE
        },
    );
}

#[test]
fn other_orders_and_languages() {
    let lead = "The talks";
    check(
        "(New York, May 5, 2021) – The talks",
        &Expected {
            place: "New York",
            date: "2021-05-05",
            lead,
            ..NONE
        },
    );
    check(
        "г. Москва, 12 марта 2021 г. – Компания объявила",
        &Expected {
            place: "Москва",
            date: "2021-03-12",
            lead: "Компания объявила",
            ..NONE
        },
    );
    check(
        "PARIS, le 3 mars 2021 – Le groupe",
        &Expected {
            place: "Paris",
            date: "2021-03-03",
            lead: "Le groupe",
            ..NONE
        },
    );
    check(
        "Berlin, 3. März 2021 – Der Konzern",
        &Expected {
            place: "Berlin",
            date: "2021-03-03",
            lead: "Der Konzern",
            ..NONE
        },
    );
    check(
        "Delmont, Orland – August 19, 2021 – The talks",
        &Expected {
            place: "Delmont",
            date: "2021-08-19",
            lead,
            ..NONE
        },
    );
    check(
        "August 19, 2021 – The talks",
        &Expected {
            date: "2021-08-19",
            lead,
            ..NONE
        },
    );
}

#[test]
fn prose_has_no_dateline() {
    for text in [
        "Apple – the fruit – is red.",
        "The minister – who came late – left.",
        "NASA – which flies – said so.",
        "NATO – Secretary General Arn Holt spoke.",
        "BREAKING NEWS – Talks end in Oslo",
        "MINISTER MEETS GUEST – TALKS END WELL",
        "In Paris, 16 July 2021 was a day of rest. We slept.",
        "Orvane Ltd. announced results. They rose.",
        "Note: Prices rose in May 2021.",
        "Jane Doe, 555-0100 - Office",
        "On 5 May 2021 – A day to recall – we met.",
        "",
        "–",
    ] {
        check_none(text);
    }
}

proptest! {
    #[test]
    fn any_paragraph_is_read(text in "\\PC{0,300}") {
        if let Some(found) = filed_from(&text, DayMonthOrder::Month) {
            prop_assert!(text.is_char_boundary(found.lead_start));
        }
    }

    #[test]
    fn a_written_dateline_is_read_back(place in "[A-Z]{5,12}", day in 1u8..=28, month in 1usize..=12) {
        let names = ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
        let text = format!("{place}, {} {day}, 2021 (AP) -- The lead", names[month - 1]);
        let found = filed_from(&text, DayMonthOrder::Month);
        prop_assume!(!tables::is_no_place(&place.to_lowercase(), 1));
        let found = found.expect("a dateline");
        prop_assert_eq!(found.dateline.date.expect("a date").to_string(), format!("2021-{month:02}-{day:02}"));
        prop_assert_eq!(&text[found.lead_start..], "The lead");
    }
}
