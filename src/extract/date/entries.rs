//! Days of the entries of an index or a calendar.

use std::collections::HashSet;

use super::evidence::{Candidate, Trust};

/// Takes out the days of the entries of an index or a calendar, none of which is the page's own.
pub(super) fn drop_entries(candidates: &mut Vec<Candidate>) {
    const MIN_ENTRIES: usize = 3;
    let num_days = |trust| {
        let of_trust = candidates
            .iter()
            .filter(|c| c.trust == trust && c.is_whole());
        of_trust.map(Candidate::date).collect::<HashSet<_>>().len()
    };
    if num_days(Trust::Byline) >= MIN_ENTRIES {
        candidates.retain(|c| !matches!(c.trust, Trust::Byline | Trust::Seen));
    } else if num_days(Trust::Seen) >= MIN_ENTRIES {
        candidates.retain(|c| c.trust != Trust::Seen);
    }
}

/// For a day that is only shown, the entry above it when it is the second of a list: days alone on
/// their lines, each older than the one before. An index, newest first, is as new as its first entry.
pub(super) fn newest_entry<'c>(shown: &'c Candidate, all: &'c [Candidate]) -> &'c Candidate {
    const MIN_ENTRIES: usize = 4;
    let is_entry = |c: &&Candidate| c.is_line && c.is_whole() && c.distance.is_some();
    let mut entries: Vec<&Candidate> = all.iter().filter(is_entry).collect();
    entries.sort_by_key(|c| c.distance);
    let is_list = entries.len() >= MIN_ENTRIES
        && entries
            .windows(2)
            .all(|pair| pair[0].first_day() > pair[1].first_day());
    match entries.as_slice() {
        [newest, second, ..] if is_list && second.distance == shown.distance => newest,
        _ => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::date::{DayMonthOrder, dates};

    fn entry(distance: i32, text: &str) -> Candidate {
        Candidate {
            mention: dates(text, DayMonthOrder::Day).remove(0),
            trust: Trust::Shown,
            basis: "visible".to_owned(),
            distance: Some(distance),
            is_local: false,
            is_said_published: false,
            is_line: true,
        }
    }

    fn check(shown: usize, entries: &[(i32, &str)], expected: &str) {
        let all: Vec<_> = entries.iter().map(|(at, text)| entry(*at, text)).collect();
        let found = newest_entry(&all[shown], &all).date().to_string();
        assert_eq!(found, expected, "{entries:?}");
    }

    #[test]
    fn an_index_is_as_new_as_its_first_entry() {
        let index = [
            (9, "3.2.2021"),
            (4, "8.5.2021"),
            (-1, "19.8.2021"),
            (14, "1.2.2021"),
        ];
        check(1, &index, "2021-08-19");
        check(2, &index, "2021-08-19");
        // So far down the page, it is no list that the page opens with.
        check(0, &index, "2021-02-03");
    }

    #[test]
    fn days_that_are_no_list_leave_the_day_beside_the_headline() {
        // Few of them: other releases beside an older one.
        check(
            1,
            &[(-1, "19.8.2021"), (4, "8.5.2021"), (9, "3.2.2021")],
            "2021-05-08",
        );
        // A calendar counts up, and of other releases below some are younger.
        let mixed = [
            (-1, "19.8.2021"),
            (4, "8.5.2021"),
            (9, "9.5.2021"),
            (14, "3.2.2021"),
        ];
        check(1, &mixed, "2021-05-08");
    }
}
