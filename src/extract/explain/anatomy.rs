//! The anatomy of a release explained: headline, body, dateline, date and the lesser parts.

use super::ranked;
use crate::clean::{Evidence, SITE_RULE};
use crate::extract::date::{Told, told};
use crate::extract::headline::ranked_headlines;
use crate::extract::{Reading, issuer, language, number, opening};
use crate::release::PartialDate;
use crate::report::{Choice, Field, PageNotes};

/// Where a value of plain text stood.
const ABOVE_THE_LEAD: &str = "line above the lead";

pub(super) fn headline(reading: &Reading<'_>, notes: &PageNotes) -> Field {
    let mut field = Field::new("headline");
    let headline = reading.parts.headline.as_deref();
    let is_title = |title: &Evidence| headline.is_some_and(|h| title.value.contains(h));
    let title = reading.title.filter(|title| is_title(title));
    let choice = |score: Option<u32>, e: &Evidence| Choice {
        selector: notes.selector_of(e.origin, &e.value),
        note: score.map(|score| format!("score {:.1}", f64::from(score) / 10.0)),
        ..Choice::new(&e.value, e.origin)
    };
    if let (Some(headline), None) = (headline, title) {
        field.chosen.push(Choice::new(headline, ABOVE_THE_LEAD));
    }
    for (score, evidence) in ranked_headlines(reading.input.document) {
        let choice = choice(Some(score), &evidence);
        if field.chosen.is_empty() && title == Some(&evidence) {
            let value = headline.unwrap_or_default().to_owned();
            field.chosen.push(Choice { value, ..choice });
        } else {
            field.passed_over.push(choice);
        }
    }
    // What says the same tells less than what says something else.
    field
        .passed_over
        .sort_by_key(|choice| headline == Some(choice.value.as_str()));
    field
}

pub(super) fn subhead(reading: &Reading<'_>, notes: &PageNotes) -> Field {
    let metadata = &reading.input.document.metadata;
    let mut field = Field::new("subhead");
    if let Some(subhead) = &reading.parts.subhead {
        let basis = match metadata.subhead {
            Some(_) => SITE_RULE,
            None => "line below the headline",
        };
        let selector = notes.selector_of(basis, subhead);
        field.chosen.push(Choice {
            selector,
            ..Choice::new(subhead, basis)
        });
    }
    if let Some(description) = &metadata.description
        && reading.parts.subhead.as_ref() != Some(description)
    {
        let choice = Choice::new(description, "description of the page");
        field
            .passed_over
            .push(choice.noted("not a line of the head"));
    }
    field
}

pub(super) fn body(reading: &Reading<'_>, notes: &PageNotes) -> Field {
    let mut field = notes.body.clone();
    let body = &reading.parts.body;
    if body.is_empty() {
        let emptied = std::mem::take(&mut field.chosen).into_iter();
        let emptied = emptied.map(|choice| choice.noted("no text of it is left"));
        field.passed_over.splice(0..0, emptied);
        return field;
    }
    let num_paragraphs = body.split("\n\n").filter(|p| !p.is_empty()).count();
    let num_words = reading.article.body.tokens.len();
    let start = body.split("\n\n").next().unwrap_or_default();
    if let Some(chosen) = field.chosen.first_mut() {
        chosen.value = format!("{num_paragraphs} paragraphs, {num_words} words: {start}");
    }
    field
}

pub(super) fn dateline(reading: &Reading<'_>) -> Field {
    let mut field = Field::new("dateline");
    let Some(dateline) = reading.dateline else {
        let lead = reading.parts.body.split("\n\n").next();
        let lead = lead.filter(|lead| !lead.is_empty());
        let lead = lead.map(|lead| Choice::new(lead, "lead").noted("no dateline at its start"));
        field.passed_over.extend(lead);
        return field;
    };
    let date = dateline.date.map(|date| date.to_string());
    let facts = [
        ("place", dateline.place.as_ref()),
        ("country", dateline.country.as_ref()),
        ("date", date.as_ref()),
        ("wire", dateline.wire.as_ref()),
    ];
    let facts = facts
        .iter()
        .filter_map(|(name, value)| Some(format!("{name} {}", value.as_ref()?)));
    let note = facts.collect::<Vec<_>>().join(", ");
    let choice = Choice::new(&dateline.text, "start of the lead");
    field.chosen.push(choice.noted(note));
    field
}

pub(super) fn date(reading: &Reading<'_>, notes: &PageNotes) -> Field {
    let mut field = Field::new("date");
    let chosen = (reading.date.value, reading.date.basis.as_deref());
    for told in told(reading.clues) {
        let is_chosen = is_chosen(&told, chosen) && field.chosen.is_empty();
        let text = told.text.unwrap_or_default();
        let choice = Choice {
            value: told
                .date
                .map_or_else(|| text.to_owned(), |date| date.to_string()),
            selector: notes.selector_of(&told.basis, text),
            note: note(&told, is_chosen, chosen.0),
            basis: told.basis,
        };
        if is_chosen {
            let value = chosen.0.map(|date| date.to_string()).unwrap_or_default();
            let basis = chosen.1.unwrap_or_default().to_owned();
            field.chosen.push(Choice {
                value,
                basis,
                ..choice
            });
        } else {
            field.passed_over.push(choice);
        }
    }
    field
}

/// Whether the date of the record came from a piece of evidence; it may have been given its year
/// or had day and month put right.
fn is_chosen(told: &Told<'_>, chosen: (Option<PartialDate>, Option<&str>)) -> bool {
    let (Some(date), Some(found)) = (chosen.0, told.date) else {
        return false;
    };
    let has_basis = chosen.1.is_some_and(|basis| basis.starts_with(&told.basis));
    let is_same = found == date || found.year.is_none() || date.year == found.year;
    has_basis && is_same
}

fn note(told: &Told<'_>, is_chosen: bool, chosen: Option<PartialDate>) -> Option<String> {
    let text = told.text.map(|text| format!("`{text}`"));
    if is_chosen {
        return text;
    }
    let why = match told.date {
        None => return Some("it says no day".to_owned()),
        date if date == chosen => "the same day",
        Some(date) if date.year.is_none() || date.day.is_none() => "not a whole day",
        Some(_) => "less trusted",
    };
    let text = text.map_or_else(String::new, |text| format!("; {text}"));
    Some(format!("{why}{text}"))
}

pub(super) fn language(reading: &Reading<'_>) -> Field {
    let document = reading.input.document;
    let declared = document.metadata.language.as_deref();
    let told = language::told(&opening(document), declared);
    let basis = told.as_ref().map(|(_, basis)| *basis);
    let told = told.map(|(code, basis)| Choice::new(code, basis));
    let declared = declared
        .filter(|_| basis != Some(language::DECLARED))
        .map(|code| Choice::new(code, language::DECLARED).noted("the text tells its language"));
    let mut field = ranked("language", told);
    field.passed_over.extend(declared);
    field
}

/// Parts that are found by their form.
pub(super) fn parts(name: &'static str, texts: &[String]) -> Field {
    let mut field = Field::new(name);
    let choices = texts
        .iter()
        .map(|text| Choice::new(text, "form and place of the block"));
    field.chosen.extend(choices);
    field
}

pub(super) fn notices(reading: &Reading<'_>) -> Field {
    let mut field = Field::new("notices");
    let mark = reading.parts.headline_mark;
    if let Some(status) = &reading.notices.status {
        let basis = match mark {
            Some(mark) if mark == status => "mark of the headline",
            _ => ABOVE_THE_LEAD,
        };
        let choice = Choice::new(status, basis);
        let until = reading.notices.embargo_until.as_ref();
        let until = until.map(|until| format!("until {until}"));
        field.chosen.push(Choice {
            note: until,
            ..choice
        });
    }
    let lines = reading.parts.head_lines.iter();
    let lines = lines.map(|line| Choice::new(line, ABOVE_THE_LEAD));
    field.passed_over.extend(lines);
    field
}

pub(super) fn release_number(reading: &Reading<'_>) -> Field {
    let metadata = &reading.input.document.metadata;
    let numbers = number::numbers(metadata, reading.parts);
    let numbers = numbers.map(|(number, basis)| Choice::new(number, basis));
    ranked("release_number", numbers)
}

pub(super) fn issuer(reading: &Reading<'_>, notes: &PageNotes) -> Field {
    let metadata = &reading.input.document.metadata;
    let issuers = issuer::issuers(metadata, reading.parts).map(|(name, basis)| Choice {
        selector: notes.selector_of(basis, &name),
        ..Choice::new(name, basis)
    });
    ranked("issuer", issuers)
}
