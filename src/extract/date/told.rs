//! The evidence for the date laid open, for an explanation.

use crate::release::PartialDate;

use super::evidence::{Clues, gather};
use super::value::value_date;

/// A text that may say the day of publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::extract) struct Told<'d> {
    /// The day that is read from it, if any is.
    pub(in crate::extract) date: Option<PartialDate>,
    /// Where it stood, in words.
    pub(in crate::extract) basis: String,
    /// The text, where the page gives it.
    pub(in crate::extract) text: Option<&'d str>,
}

/// All that may date a release, the most trusted first, then what says no day.
pub(in crate::extract) fn told<'d>(clues: &Clues<'d>) -> Vec<Told<'d>> {
    let metadata = clues.metadata;
    let read = |text: &str| value_date(text, clues.order).map(|mention| mention.date);
    let days = gather(clues).into_iter().map(|candidate| {
        let is_source = |value: &str, origin: &str| {
            origin == candidate.basis && read(value) == Some(candidate.date())
        };
        let source = metadata
            .dates
            .iter()
            .find(|d| is_source(&d.value, d.origin));
        Told {
            date: Some(candidate.date()),
            text: source.map(|d| d.value.as_str()),
            basis: candidate.basis,
        }
    });
    let unread = metadata.dates.iter().filter(|d| read(&d.value).is_none());
    let unread = unread.map(|d| Told {
        date: None,
        basis: d.origin.to_owned(),
        text: Some(&d.value),
    });
    days.chain(unread).collect()
}
