//! Why a release reads as it does: what each field has, by which step, and what was passed over.
//!
//! Nothing is decided here. The steps that decide are asked for their candidates.

mod anatomy;
mod draft;
mod facets;

use crate::clean::CleanDocument;
use crate::config::Config;
use crate::release::{Release, ReleaseId, Source};
use crate::report::{Choice, Explanation, Field, PageNotes, Site};

use super::{Input, Reading, read};

/// Reads one release as [`extract`](super::extract) does and says how; `notes` are those of its
/// cleaning.
pub fn explain(
    id: ReleaseId,
    source: Source,
    (document, notes): (&CleanDocument, &PageNotes),
    config: &Config,
) -> (Release, Explanation) {
    let path = source.path.clone();
    let input = Input { document, config };
    let (release, fields) = read(id, source, input, |reading| fields(reading, notes));
    let draft = draft::draft(&notes.site, &fields);
    let site = Site {
        draft,
        ..notes.site.clone()
    };
    let explanation = Explanation {
        path,
        site,
        fields,
        warnings: release.warnings.clone(),
    };
    (release, explanation)
}

/// The fields in the order of the record.
fn fields(reading: &Reading<'_>, notes: &PageNotes) -> Vec<Field> {
    vec![
        anatomy::headline(reading, notes),
        anatomy::subhead(reading, notes),
        anatomy::body(reading, notes),
        anatomy::dateline(reading),
        anatomy::date(reading, notes),
        anatomy::language(reading),
        facets::countries(reading),
        facets::persons(reading),
        facets::topics(reading),
        facets::quotes(reading),
        anatomy::parts("contacts", &reading.parts.contacts),
        anatomy::parts("boilerplate", &reading.parts.boilerplate),
        anatomy::notices(reading),
        anatomy::release_number(reading),
        anatomy::issuer(reading, notes),
    ]
}

/// A field whose first candidate is the value and whose others were passed over.
fn ranked(name: &'static str, candidates: impl IntoIterator<Item = Choice>) -> Field {
    let mut candidates = candidates.into_iter();
    Field {
        name,
        chosen: candidates.next().into_iter().collect(),
        passed_over: candidates.collect(),
        removed: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
