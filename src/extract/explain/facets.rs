//! The facets of a release explained: what speaks for each value.

use crate::extract::{Reading, person, place, topic};
use crate::release::{CountryRole, Person, TopicBasis};
use crate::report::{Choice, Field};

pub(super) fn countries(reading: &Reading<'_>) -> Field {
    let mut field = Field::new("countries");
    let config = reading.input.config;
    let least = config.salience.about.least;
    for weighed in place::weighed(reading.article, &reading.tags.persons, config) {
        let tally = weighed.tally;
        let counts: Vec<String> = [
            ("headline", tally.headline),
            ("subhead", tally.subhead),
            ("lead", tally.lead),
            ("body", tally.body),
            ("names of organisations", tally.in_other_names),
        ]
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(part, count)| format!("{part} {count}"))
        .collect();
        let filed = weighed.with_dateline.map_or_else(String::new, |score| {
            format!(", {score:.2} as filed from there")
        });
        let note = format!(
            "score {:.2}{filed}; {least:.2} is asked; named in {}",
            weighed.score,
            counts.join(", ")
        );
        let label = config.countries.label(&weighed.code);
        let value = format!("{} {label}", weighed.code);
        let role = reading
            .tags
            .countries
            .iter()
            .find(|c| c.code == weighed.code);
        match role.map(|country| country.role) {
            Some(CountryRole::About) => field.chosen.push(Choice::new(value, "about").noted(note)),
            Some(CountryRole::Mentioned) => {
                field
                    .chosen
                    .push(Choice::new(value, "mentioned").noted(note));
            }
            None => field
                .passed_over
                .push(Choice::new(value, "named").noted(note)),
        }
    }
    field
}

pub(super) fn persons(reading: &Reading<'_>) -> Field {
    let choice = |person: &Person, basis: &str| {
        let title = person.title.as_ref();
        let title = title.map_or_else(String::new, |title| format!("{title}; "));
        let num_mentions = person.mentions.len();
        let forms = person.forms.join(", ");
        Choice::new(&person.name, basis)
            .noted(format!("{title}{num_mentions} in the body; forms: {forms}"))
    };
    let doubted = person::doubted(reading.article, reading.input.config);
    Field {
        name: "persons",
        chosen: reading
            .tags
            .persons
            .iter()
            .map(|p| choice(p, "named"))
            .collect(),
        passed_over: doubted
            .iter()
            .map(|p| choice(p, "words of a capitalised headline"))
            .collect(),
        removed: Vec::new(),
    }
}

pub(super) fn topics(reading: &Reading<'_>) -> Field {
    let mut spoken = topic::spoken(reading.article, reading.input.config);
    let mut field = Field::new("topics");
    for found in &reading.tags.topics {
        let is_part = |path: &str| {
            path == found.path
                || path
                    .strip_prefix(&found.path)
                    .is_some_and(|rest| rest.starts_with('/'))
        };
        let (own, rest): (Vec<_>, Vec<_>) = spoken.into_iter().partition(|s| is_part(&s.path));
        spoken = rest;
        let is_learnt = topic::is_learnt(found, reading.input.config);
        let basis = match found.basis {
            TopicBasis::Issuer => "keyword of the issuer",
            TopicBasis::Inferred if is_learnt => "model of labels",
            TopicBasis::Inferred => "terms",
        };
        let learnt = if is_learnt {
            topic::learnt_words(reading.article, &found.path, reading.input.config)
        } else {
            Vec::new()
        };
        let terms: Vec<&(String, f32)> = if is_learnt {
            learnt.iter().collect()
        } else {
            own.iter().flat_map(|s| &s.terms).collect()
        };
        let note = format!("score {:.2}{}", found.score, listed(&terms));
        field
            .chosen
            .push(Choice::new(&found.path, basis).noted(note));
    }
    field.passed_over = spoken
        .iter()
        .map(|s| {
            let terms: Vec<&(String, f32)> = s.terms.iter().collect();
            let note = format!("evidence {:.1}{}", s.evidence, listed(&terms));
            Choice::new(&s.path, "terms").noted(note)
        })
        .collect();
    field
}

/// The terms with what each gives.
fn listed(terms: &[&(String, f32)]) -> String {
    let terms: Vec<String> = terms
        .iter()
        .map(|(term, weight)| format!("{term} {weight:.1}"))
        .collect();
    if terms.is_empty() {
        String::new()
    } else {
        format!("; {}", terms.join(", "))
    }
}

pub(super) fn quotes(reading: &Reading<'_>) -> Field {
    let mut field = Field::new("quotes");
    field.chosen = reading
        .tags
        .quotes
        .iter()
        .map(|quote| {
            let speaker = quote.speaker.as_deref().unwrap_or("nobody named");
            Choice::new(&quote.text, "quotation marks").noted(format!("said by {speaker}"))
        })
        .collect();
    field
}
