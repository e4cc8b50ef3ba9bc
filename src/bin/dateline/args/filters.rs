//! The filters that `search` and `facets` share.

use clap::Args;
use dateline::query::{FacetField, Filters};
use dateline::release::PartialDate;

/// Filters as typed. The same option twice means OR, different options mean AND.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Filters (the same one twice: either; different ones: all)")]
pub struct FilterArgs {
    /// About this country: a code, a name or a demonym; `RU+former` finds the USSR, too
    #[arg(long, value_name = "COUNTRY")]
    pub country: Vec<String>,
    /// Not about this country
    #[arg(long, value_name = "COUNTRY")]
    pub not_country: Vec<String>,
    /// Naming this person
    #[arg(long, value_name = "NAME")]
    pub person: Vec<String>,
    /// Take names of persons as each release writes them: no spellings are merged
    #[arg(long)]
    pub exact_names: bool,
    /// Not naming this person
    #[arg(long, value_name = "NAME")]
    pub not_person: Vec<String>,
    /// On this topic and all below it: `politics`, `politics/election`
    #[arg(long, value_name = "PATH")]
    pub topic: Vec<String>,
    /// Not on this topic
    #[arg(long, value_name = "PATH")]
    pub not_topic: Vec<String>,
    /// In this language, by its ISO 639-1 code
    #[arg(long, value_name = "CODE")]
    pub language: Vec<String>,
    /// Not in this language
    #[arg(long, value_name = "CODE")]
    pub not_language: Vec<String>,
    /// From this folder and all below it
    #[arg(long, value_name = "FOLDER")]
    pub source: Vec<String>,
    /// Not from this folder
    #[arg(long, value_name = "FOLDER")]
    pub not_source: Vec<String>,
    /// Published by this issuer
    #[arg(long, value_name = "NAME")]
    pub issuer: Vec<String>,
    /// Not published by this issuer
    #[arg(long, value_name = "NAME")]
    pub not_issuer: Vec<String>,
    /// Published on or after: `2021`, `2021-08`, `2021-08-19`
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub since: Option<PartialDate>,
    /// Published on or before
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub until: Option<PartialDate>,
    /// Published in this year, month or day
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub date: Vec<PartialDate>,
    /// Not published then
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub not_date: Vec<PartialDate>,
    /// Only releases whose date is not known
    #[arg(long, conflicts_with = "not_undated")]
    pub undated: bool,
    /// Only releases whose date is known
    #[arg(long)]
    pub not_undated: bool,
}

impl FilterArgs {
    /// The filters in the form of the library.
    pub fn filters(&self) -> Filters {
        let with = [
            (FacetField::Country, &self.country),
            (FacetField::Person, &self.person),
            (FacetField::Topic, &self.topic),
            (FacetField::Language, &self.language),
            (FacetField::Source, &self.source),
            (FacetField::Issuer, &self.issuer),
        ];
        let without = [
            (FacetField::Country, &self.not_country),
            (FacetField::Person, &self.not_person),
            (FacetField::Topic, &self.not_topic),
            (FacetField::Language, &self.not_language),
            (FacetField::Source, &self.not_source),
            (FacetField::Issuer, &self.not_issuer),
        ];
        Filters {
            with: pairs(&with),
            without: pairs(&without),
            since: self.since,
            until: self.until,
            dates: self.date.clone(),
            not_dates: self.not_date.clone(),
            undated: self.undated,
            dated: self.not_undated,
        }
    }
}

fn pairs(typed: &[(FacetField, &Vec<String>)]) -> Vec<(FacetField, String)> {
    typed
        .iter()
        .flat_map(|(field, values)| values.iter().map(|v| (*field, v.clone())))
        .collect()
}

/// A date that lies in time: a year, a month of a year, a day of a month of a year.
fn parse_date(text: &str) -> Result<PartialDate, String> {
    let date: PartialDate = text.parse().map_err(|e| format!("{e}"))?;
    if date.year.is_none() {
        return Err(format!(
            "`{text}` has no year; write 2021, 2021-08 or 2021-08-19"
        ));
    }
    Ok(date)
}
