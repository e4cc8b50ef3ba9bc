//! What is in an index, in numbers.

use std::collections::BTreeMap;
use std::fs;

use serde::Serialize;

use super::ledger::outcome_of;
use super::schema::NOTE;
use super::{IndexError, Outcome, Searcher, facet_values};

/// What is in an index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct IndexStats {
    /// Releases.
    pub num_releases: u64,
    /// Releases without a known day in time.
    pub num_undated: u64,
    /// Archives and other files whose members are in the index.
    pub num_containers: u64,
    /// Files with the bytes of a release that another file stands for.
    pub num_copies: u64,
    /// Files that were skipped, by the name of the reason.
    pub num_skipped: BTreeMap<String, u64>,
    /// Releases by ISO 639-1 code.
    pub languages: BTreeMap<String, u64>,
    /// Releases by year.
    pub years: BTreeMap<i32, u64>,
    /// The first and the last day of publication, `2021-08-19`.
    pub days: Option<(String, String)>,
    /// Size on disk in bytes.
    pub num_bytes: u64,
    /// Separately searched parts of the index.
    pub num_segments: usize,
}

impl Searcher {
    /// Counts what is in the index.
    pub fn stats(&self) -> Result<IndexStats, IndexError> {
        let failed = |error| IndexError::engine(self.folder(), error);
        let mut stats = IndexStats {
            languages: facet_values(self.engine(), "language").map_err(failed)?,
            num_segments: self.engine().segment_readers().len(),
            num_bytes: size_on_disk(self)?,
            ..IndexStats::default()
        };
        let notes = facet_values(self.engine(), NOTE).map_err(failed)?;
        let num_notes: u64 = notes.values().sum();
        stats.num_releases = self.engine().num_docs() - num_notes;
        for (note, count) in notes {
            match outcome_of(&note) {
                Outcome::Skipped(reason) => {
                    let name = reason.name().to_owned();
                    *stats.num_skipped.entry(name).or_default() += count;
                }
                Outcome::Container(_) => stats.num_containers += count,
                Outcome::Copy | Outcome::Indexed(_) => stats.num_copies += count,
            }
        }
        let mut num_dated = 0;
        let mut range: Option<(i64, i64)> = None;
        for segment in self.engine().segment_readers() {
            let fast = segment.fast_fields();
            let first_day = fast.i64("first_day").map_err(failed)?;
            let last_day = fast.i64("last_day").map_err(failed)?;
            for doc in segment.doc_ids_alive() {
                let (Some(first), Some(last)) = (first_day.first(doc), last_day.first(doc)) else {
                    continue;
                };
                num_dated += 1;
                let (lowest, highest) = range.unwrap_or((first, last));
                range = Some((lowest.min(first), highest.max(last)));
                if let Some(day) = date_of_day(first) {
                    *stats.years.entry(day.year()).or_default() += 1;
                }
            }
        }
        stats.num_undated = stats.num_releases - num_dated;
        stats.days = range
            .and_then(|(first, last)| Some((date_of_day(first)?, date_of_day(last)?)))
            .map(|(first, last)| (first.to_string(), last.to_string()));
        Ok(stats)
    }
}

/// The date of a day counted from 1970.
pub fn date_of_day(day: i64) -> Option<time::Date> {
    let epoch = time::OffsetDateTime::UNIX_EPOCH.to_julian_day();
    let day = i32::try_from(day).ok()?.checked_add(epoch)?;
    time::Date::from_julian_day(day).ok()
}

fn size_on_disk(searcher: &Searcher) -> Result<u64, IndexError> {
    let failed = |error| IndexError::io(searcher.folder(), error);
    let mut num_bytes = 0;
    for entry in fs::read_dir(searcher.folder()).map_err(failed)? {
        // A writer may take a file away meanwhile.
        if let Ok(metadata) = entry.map_err(failed)?.metadata() {
            num_bytes += metadata.len();
        }
    }
    Ok(num_bytes)
}
