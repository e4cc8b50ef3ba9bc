//! What a user means by a facet value: the values of the index that a typed one stands for.

use std::collections::BTreeSet;

use tantivy::Term;
use tantivy::schema::{Facet, Field};

use super::clause::Clause;
use crate::config::{Config, CountryTable, did_you_mean};
use crate::index::{IndexError, Searcher, day_number, name_form, segment_values};
use crate::query::field::NO_VALUE;
use crate::query::{FacetField, QueryError};
use crate::release::PartialDate;
use crate::text::fold::fold;

/// The clause of a facet value as typed.
pub fn facet_clause(
    searcher: &Searcher,
    config: &Config,
    field: FacetField,
    typed: &str,
) -> Result<Clause, QueryError> {
    let facets = &searcher.fields().facets;
    let unknown = |near: Option<String>| QueryError::UnknownValue {
        field,
        typed: typed.to_owned(),
        near,
    };
    if typed == NO_VALUE {
        return Ok(Clause::Without(field));
    }
    match field {
        FacetField::Country => {
            let codes = resolve_country(&config.countries, typed).map_err(unknown)?;
            let term = |code: &&str| facet_term(facets.country, &[code]);
            Ok(Clause::AnyTerm(codes.iter().map(term).collect()))
        }
        FacetField::Person => {
            let fields = searcher.fields();
            // A form that the authority file merges means the person, in whatever spelling.
            let typed = config.persons.canonical(typed).unwrap_or(typed);
            person_clause(searcher, (fields.facets.person, fields.person_form), typed)
        }
        FacetField::PersonAsWritten => {
            let fields = searcher.fields();
            let written = (fields.facets.person_as_written, fields.written_form);
            person_clause(searcher, written, typed)
        }
        FacetField::Topic => {
            let path = path_meant(searcher, config, field, typed)?;
            Ok(one_facet(facets.topic, path.split('/')))
        }
        FacetField::Language => {
            let code = typed.trim().to_ascii_lowercase();
            Ok(one_facet(facets.language, [code.as_str()]))
        }
        FacetField::Source => {
            let folders = folders_meant(searcher, typed)?;
            let term =
                |path: &String| facet_term(facets.folder, &path.split('/').collect::<Vec<_>>());
            Ok(Clause::AnyTerm(folders.iter().map(term).collect()))
        }
        FacetField::Issuer => issuer_clause(searcher, typed),
        FacetField::Year | FacetField::Month | FacetField::Day => {
            let date: PartialDate = typed.trim().parse().map_err(|_| unknown(None))?;
            Ok(date_clause(date))
        }
    }
}

/// The documents whose date lies within that one.
pub fn date_clause(date: PartialDate) -> Clause {
    match date.day_range() {
        Some((first, last)) => Clause::Days(Some(day_number(first)), Some(day_number(last))),
        None => Clause::Or(Vec::new()),
    }
}

/// Behind a country it asks for the former states that it followed, too: `RU+former`.
const WITH_FORMER: &str = "+former";

/// The code of the country that is meant, with those of its former states where they are asked for,
/// or the nearest name.
fn resolve_country<'c>(
    countries: &'c CountryTable,
    typed: &str,
) -> Result<Vec<&'c str>, Option<String>> {
    let with_former = typed.trim().strip_suffix(WITH_FORMER);
    let name = with_former.unwrap_or(typed);
    let Some(country) = countries.find(name) else {
        return Err(countries.suggest(name).map(str::to_owned));
    };
    let mut codes = vec![country.code.as_str()];
    if with_former.is_some() {
        let former = countries.iter();
        let former = former.filter(|f| f.successors.contains(&country.code));
        codes.extend(former.map(|f| f.code.as_str()));
    }
    Ok(codes)
}

fn one_facet<'p>(field: Field, path: impl IntoIterator<Item = &'p str>) -> Clause {
    let parts: Vec<_> = path.into_iter().collect();
    Clause::AnyTerm(vec![facet_term(field, &parts)])
}

fn facet_term(field: Field, parts: &[&str]) -> Term {
    Term::from_facet(field, &Facet::from_path(parts))
}

/// A full name as the index has it means that person; anything else is a form of a name.
fn person_clause(
    searcher: &Searcher,
    (names, forms): (Field, Field),
    typed: &str,
) -> Result<Clause, QueryError> {
    let exact = facet_term(names, &[typed]);
    let num_exact = searcher
        .engine()
        .doc_freq(&exact)
        .map_err(|error| IndexError::engine(searcher.folder(), error))?;
    if num_exact > 0 {
        return Ok(Clause::AnyTerm(vec![exact]));
    }
    let form = Term::from_field_text(forms, &name_form(typed));
    Ok(Clause::AnyTerm(vec![form]))
}

/// The path of a tree that is meant: a topic of the config by path, last part or label, or a path
/// of the index; a folder by its path.
pub fn path_meant(
    searcher: &Searcher,
    config: &Config,
    field: FacetField,
    typed: &str,
) -> Result<String, QueryError> {
    if field == FacetField::Source {
        let folders = folders_meant(searcher, typed)?;
        return Ok(folders.into_iter().next().unwrap_or_default());
    }
    if let Some(topic) = config.topics.find(typed) {
        return Ok(topic.path.clone());
    }
    let wanted = fold(typed.trim().trim_matches('/')).into_owned();
    let paths = paths(searcher, "topic")?;
    if paths.contains(&wanted) {
        return Ok(wanted);
    }
    let known = config.topics.topics().iter();
    let known = known.flat_map(|topic| [topic.path.as_str(), topic.label.as_str()]);
    let parts = paths.iter().filter_map(|path| path.rsplit('/').next());
    Err(QueryError::UnknownValue {
        field: FacetField::Topic,
        typed: typed.to_owned(),
        near: did_you_mean(&wanted, known.chain(parts)).map(str::to_owned),
    })
}

/// The folders that are meant: that of the path, or all whose paths end so. A folder that the index
/// does not have stands for itself.
fn folders_meant(searcher: &Searcher, typed: &str) -> Result<Vec<String>, IndexError> {
    let parts = typed
        .split('/')
        .filter(|part| !part.is_empty() && *part != ".");
    let wanted = parts.collect::<Vec<_>>().join("/");
    let folders = paths(searcher, "folder")?;
    if typed.starts_with('/') || folders.contains(&wanted) {
        return Ok(vec![wanted]);
    }
    let ending = format!("/{wanted}");
    let meant: Vec<_> = folders
        .into_iter()
        .filter(|path| path.ends_with(&ending))
        .collect();
    Ok(if meant.is_empty() {
        vec![wanted]
    } else {
        meant
    })
}

/// The paths of a tree in the index with all above them.
fn paths(searcher: &Searcher, field: &str) -> Result<BTreeSet<String>, IndexError> {
    let mut paths = BTreeSet::new();
    for value in values(searcher, field)? {
        let ends = value.match_indices('/').map(|(at, _)| at);
        for end in ends.chain([value.len()]) {
            if !paths.contains(&value[..end]) {
                paths.insert(value[..end].to_owned());
            }
        }
    }
    Ok(paths)
}

/// An issuer as the index has it, or those whose names differ in case and accents only.
fn issuer_clause(searcher: &Searcher, typed: &str) -> Result<Clause, QueryError> {
    let field = searcher.fields().facets.issuer;
    let all = values(searcher, "issuer_name")?;
    if all.contains(typed) {
        return Ok(one_facet(field, [typed]));
    }
    let wanted = name_form(typed);
    let meant = all.iter().filter(|name| name_form(name) == wanted);
    let terms: Vec<_> = meant.map(|name| facet_term(field, &[name])).collect();
    if terms.is_empty() {
        let near = did_you_mean(typed, all.iter().map(String::as_str));
        return Err(QueryError::UnknownValue {
            field: FacetField::Issuer,
            typed: typed.to_owned(),
            near: near.map(str::to_owned),
        });
    }
    Ok(Clause::AnyTerm(terms))
}

fn values(searcher: &Searcher, field: &str) -> Result<BTreeSet<String>, IndexError> {
    let mut values = BTreeSet::new();
    for segment in searcher.engine().segment_readers() {
        let found = segment_values(segment, field);
        values.extend(found.map_err(|error| IndexError::engine(searcher.folder(), error))?);
    }
    Ok(values)
}
