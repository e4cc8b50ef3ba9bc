//! The stamp of a publishing system against what its page shows.

use std::ops::RangeInclusive;

use super::evidence::{Candidate, Trust};

/// A stamp of publication against what the page shows and what its address says.
///
/// Publishing systems stamp in universal time, stamp copies anew, and file under the day of the
/// newsroom. A page that shows its readers another day beside the headline, and the stamped one
/// nowhere near, means the day that it shows; failing that, the one that its plain `date` states.
pub(super) fn settle_published<'c>(stamp: &'c Candidate, all: &'c [Candidate]) -> &'c Candidate {
    let stands_in = |c: &&Candidate, pieces: RangeInclusive<i32>| {
        c.is_whole() && c.distance.is_some_and(|d| pieces.contains(&d))
    };
    let is_shown = all
        .iter()
        .any(|c| stands_in(&c, -8..=12) && !c.is_of_change() && c.may_be(stamp.date()));
    if is_shown {
        return stamp;
    }
    let shown = all
        .iter()
        .find(|c| matches!(c.trust, Trust::Shown | Trust::Byline) && stands_in(c, -1..=5));
    let stated = || all.iter().find(|c| c.basis == "date" && c.is_whole());
    shown
        .or_else(stated)
        .or_else(|| local_day(stamp, all))
        .unwrap_or(stamp)
}

/// The day of the address when it stands one day beside a time stamp.
fn local_day<'c>(stamp: &Candidate, all: &'c [Candidate]) -> Option<&'c Candidate> {
    let day = |c: &Candidate| c.date().day_range().map(|(first, _)| first.to_julian_day());
    let stamped = day(stamp).filter(|_| !stamp.is_local)?;
    all.iter().find(|other| {
        other.trust == Trust::Address
            && other.is_whole()
            && day(other).is_some_and(|day| (day - stamped).abs() == 1)
    })
}

#[cfg(test)]
mod tests {
    use crate::clean::{DateKind, Metadata, MetadataDate};
    use crate::extract::date::{Clues, DayMonthOrder, choose};

    const STAMP: (&str, &str, Option<i32>) =
        ("json-ld datePublished", "2021-08-19T23:30:00Z", None);

    fn check(dates: &[(&'static str, &str, Option<i32>)], url: &str, expected: &str) {
        let dates = dates.iter().map(|(origin, value, distance)| MetadataDate {
            value: (*value).to_owned(),
            origin,
            kind: match *origin {
                "json-ld datePublished" => DateKind::Published,
                _ => DateKind::Unknown,
            },
            label: String::new(),
            distance: *distance,
        });
        let metadata = Metadata {
            dates: dates.collect(),
            url: Some(url.to_owned()),
            ..Metadata::default()
        };
        let found = choose(&Clues {
            release_line: None,
            dateline: None,
            metadata: &metadata,
            head_lines: &[],
            path: "",
            body: "",
            order: DayMonthOrder::Day,
        });
        assert_eq!(
            found.date.value.map(|d| d.to_string()).as_deref(),
            Some(expected)
        );
    }

    #[test]
    fn another_day_shown_beside_the_headline_outvotes_the_stamp() {
        check(
            &[STAMP, ("visible", "20.08.2021", Some(1))],
            "",
            "2021-08-20",
        );
        check(&[STAMP, ("time", "2021-08-24", Some(-1))], "", "2021-08-24");
    }

    #[test]
    fn a_stamp_that_is_shown_stays() {
        let shown = ("visible", "19.08.2021", Some(3));
        check(
            &[STAMP, ("time", "2021-08-24", Some(1)), shown],
            "",
            "2021-08-19",
        );
        let exchanged = ("visible", "08.09.2021", Some(1));
        let stamp = ("json-ld datePublished", "2021-08-09", None);
        check(&[stamp, exchanged], "", "2021-08-09");
    }

    #[test]
    fn a_change_or_a_far_day_does_not_outvote_the_stamp() {
        check(
            &[STAMP, ("visible", "Updated 24.08.2021", Some(1))],
            "",
            "2021-08-19",
        );
        check(&[STAMP, ("time", "2021-08-24", Some(30))], "", "2021-08-19");
    }

    #[test]
    fn the_day_of_the_address_is_the_local_day_of_a_universal_stamp() {
        check(
            &[STAMP],
            "https://larnwick.example/2021/08/20/bridge",
            "2021-08-20",
        );
        check(
            &[STAMP],
            "https://larnwick.example/2021/08/28/bridge",
            "2021-08-19",
        );
        let local = ("json-ld datePublished", "2021-08-19T23:30:00+02:00", None);
        check(
            &[local],
            "https://larnwick.example/2021/08/20/bridge",
            "2021-08-19",
        );
    }

    #[test]
    fn the_plain_date_of_the_page_outvotes_a_stamp_that_is_not_shown() {
        check(&[STAMP, ("date", "2021-08-24", None)], "", "2021-08-24");
    }
}
