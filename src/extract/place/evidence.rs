//! What speaks for each country: its mentions by kind and place, as the features of the model.

use std::collections::BTreeMap;

use crate::config::{Config, CountryId, Gazetteer, NUM_FEATURES, Note, PlaceKind};
use crate::extract::Article;
use crate::release::Person;
use crate::text::fold::fold;

use super::hit::{Hit, Hits, Lead, Part, Standing};
use super::scan::scan;
use super::sense::{Meant, as_former_state, tell};

/// The evidence for one country.
#[derive(Debug, Clone)]
pub(super) struct CountryEvidence {
    pub(super) country: CountryId,
    /// Mentions by [`Slot`].
    counts: [usize; NUM_SLOTS],
    in_headline: usize,
    in_headline_name: usize,
    in_subhead: usize,
    in_lead: usize,
    in_lead_name: usize,
    in_lead_region: usize,
    /// Mentions by what stands before them, see [`Lead`].
    leads: [usize; NUM_LEADS],
    listed: usize,
    /// The quarters of the body with a mention.
    quarters: [bool; 4],
    /// The number of the first atom in reading order.
    first: usize,
    /// The people, in thousands, of the largest city named.
    largest_city: u32,
    /// The spans of its mentions in the body.
    pub(super) body_spans: Vec<(usize, usize)>,
}

/// How often the parts of a release name a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) struct Tally {
    pub(in crate::extract) headline: usize,
    pub(in crate::extract) subhead: usize,
    pub(in crate::extract) lead: usize,
    /// The lead among it.
    pub(in crate::extract) body: usize,
    /// In the name of an organisation or a currency, which counts for little.
    pub(in crate::extract) in_other_names: usize,
}

const NUM_LEADS: usize = 7;
const NUM_SLOTS: usize = 6;

/// The kinds of mention that the model tells apart.
#[derive(Clone, Copy)]
enum Slot {
    Name,
    Demonym,
    City,
    Region,
    InName,
    Currency,
}

impl Slot {
    fn of(meant: &Meant<'_>) -> Self {
        match meant.hit.standing {
            Standing::InName => return Self::InName,
            Standing::OfCurrency => return Self::Currency,
            Standing::Sure | Standing::Doubtful => {}
        }
        match meant.kind {
            PlaceKind::Country => Self::Name,
            PlaceKind::Demonym => Self::Demonym,
            PlaceKind::Capital | PlaceKind::City | PlaceKind::NotAPlace => Self::City,
            PlaceKind::Region | PlaceKind::Abbreviation | PlaceKind::Postal => Self::Region,
        }
    }
}

/// The evidence for every country of an article.
#[derive(Debug)]
pub(super) struct AllEvidence {
    /// In order of first mention; the dateline's comes last when the text does not name it.
    pub(super) list: Vec<CountryEvidence>,
    /// The country of the dateline, or else the one that the language tells.
    pub(super) filed_from: Option<CountryId>,
    num_atoms: usize,
}

/// Matches, tells senses apart and gathers by country.
pub(super) fn gather(article: &Article<'_>, persons: &[Person], config: &Config) -> AllEvidence {
    let mut hits = scan(article, &config.gazetteer);
    drop_persons(&mut hits, article, persons);
    let filed_from = article.dateline.and_then(|d| d.country.as_deref());
    let filed_from = filed_from.and_then(|code| config.gazetteer.id(code));
    let place = article.dateline.and_then(|d| d.place.as_deref());
    let place = fold(place.unwrap_or_default()).to_lowercase();
    let meant = tell(&hits, (filed_from, &place), &config.gazetteer);
    let filed_from = filed_from.map(|c| as_former_state(c, &meant, &config.gazetteer));
    let mut by_country = BTreeMap::new();
    for mention in &meant {
        let evidence = by_country
            .entry(mention.country)
            .or_insert_with(|| CountryEvidence::new(mention.country));
        evidence.add(mention, &hits, article);
    }
    if let Some(country) = filed_from {
        by_country
            .entry(country)
            .or_insert_with(|| CountryEvidence::new(country));
    }
    let mut list: Vec<CountryEvidence> = by_country.into_values().collect();
    list.sort_by_key(|e| (e.first, e.country));
    let home = || home(&list, article.language, &config.gazetteer);
    AllEvidence {
        filed_from: filed_from.or_else(home),
        list,
        num_atoms: hits.num_atoms.iter().sum(),
    }
}

/// The one country of those named that speaks the language of the text: a text in Japanese that
/// names Japan comes from there. English is written everywhere and tells nothing.
fn home(list: &[CountryEvidence], language: &str, gazetteer: &Gazetteer) -> Option<CountryId> {
    let is_home = |e: &&CountryEvidence| {
        // An adjective may name the language: « la versión en español ».
        e.count() > e.counts[Slot::Demonym as usize] && gazetteer.speaks(e.country, language)
    };
    let mut at_home = list.iter().filter(is_home).filter(|_| language != "en");
    let first = at_home.next()?;
    at_home.next().is_none().then_some(first.country)
}

/// Leaves out names inside the name of a person, and the given name of a person standing alone.
fn drop_persons(hits: &mut Hits<'_>, article: &Article<'_>, persons: &[Person]) {
    let mut spans: Vec<(usize, usize)> = persons
        .iter()
        .flat_map(|p| p.mentions.iter().map(|m| (m.start, m.end)))
        .collect();
    spans.sort_unstable();
    let forms: Vec<&str> = persons
        .iter()
        .flat_map(|p| p.forms.iter().map(String::as_str))
        .filter(|form| form.contains(' '))
        .collect();
    let given: Vec<&str> = forms
        .iter()
        .filter_map(|form| form.split(' ').next())
        .collect();
    let is_namesake = |hit: &Hit<'_>| {
        let text = match hit.part {
            Part::Body => article.body.text,
            Part::Headline => article.headline.text,
            Part::Subhead => article.subhead.text,
        };
        let is_given = hit.senses.iter().any(|sense| sense.note == Note::Given);
        is_given
            && text
                .get(hit.start..hit.end)
                .is_some_and(|name| given.contains(&name))
    };
    hits.hits.retain(|hit| !is_namesake(hit));
    hits.hits.retain(|hit| match hit.part {
        Part::Body => {
            let next = spans.partition_point(|span| span.0 <= hit.start);
            let before = next.checked_sub(1).and_then(|at| spans.get(at));
            before.is_none_or(|span| span.1 < hit.end)
        }
        Part::Headline => !within_form(article.headline.text, hit.start, &forms),
        Part::Subhead => !within_form(article.subhead.text, hit.start, &forms),
    });
}

fn within_form(text: &str, at: usize, forms: &[&str]) -> bool {
    forms.iter().any(|form| {
        text.find(form)
            .is_some_and(|start| (start..start + form.len()).contains(&at))
    })
}

impl CountryEvidence {
    fn new(country: CountryId) -> Self {
        Self {
            country,
            counts: [0; NUM_SLOTS],
            in_headline: 0,
            in_headline_name: 0,
            in_subhead: 0,
            in_lead: 0,
            in_lead_name: 0,
            in_lead_region: 0,
            leads: [0; NUM_LEADS],
            listed: 0,
            quarters: [false; 4],
            first: usize::MAX,
            largest_city: 0,
            body_spans: Vec::new(),
        }
    }

    fn add(&mut self, mention: &Meant<'_>, hits: &Hits<'_>, article: &Article<'_>) {
        let hit = &mention.hit;
        self.counts[Slot::of(mention) as usize] += 1;
        if matches!(hit.standing, Standing::InName | Standing::OfCurrency) {
            return;
        }
        let is_name = matches!(mention.kind, PlaceKind::Country | PlaceKind::Demonym);
        let is_region = Slot::of(mention) as usize == Slot::Region as usize;
        let [headline, subhead, body] = hits.num_atoms;
        let before = match hit.part {
            Part::Headline => 0,
            Part::Subhead => headline,
            Part::Body => headline + subhead,
        };
        self.first = self.first.min(before + hit.first_atom);
        self.largest_city = self.largest_city.max(mention.thousands);
        self.leads[hit.lead as usize] += 1;
        self.listed += usize::from(mention.is_listed);
        match hit.part {
            Part::Headline => {
                self.in_headline += 1;
                self.in_headline_name += usize::from(is_name);
            }
            Part::Subhead => self.in_subhead += 1,
            Part::Body => {
                self.quarters[(hit.first_atom * 4 / body.max(1)).min(3)] = true;
                if hit.start < article.lead_end {
                    self.in_lead += 1;
                    self.in_lead_name += usize::from(is_name);
                    self.in_lead_region += usize::from(is_region);
                }
                self.body_spans.push((hit.start, hit.end));
            }
        }
    }

    /// The number of mentions, those in the name of an organisation or a currency left out.
    pub(super) fn count(&self) -> usize {
        let slots = [Slot::Name, Slot::Demonym, Slot::City, Slot::Region];
        slots.iter().map(|slot| self.counts[*slot as usize]).sum()
    }

    /// Where the country is named.
    pub(super) fn tally(&self) -> Tally {
        Tally {
            headline: self.in_headline,
            subhead: self.in_subhead,
            lead: self.in_lead,
            body: self.body_spans.len(),
            in_other_names: self.counts[Slot::InName as usize]
                + self.counts[Slot::Currency as usize],
        }
    }

    fn ln(&self, slot: Slot) -> f64 {
        (self.counts[slot as usize] as f64).ln_1p()
    }
}

fn flag(is: bool) -> f64 {
    if is { 1.0 } else { 0.0 }
}

impl AllEvidence {
    /// The features of a country, in the order of [`FEATURES`](crate::config::FEATURES).
    /// `filed_from` is the country of the dateline, or `None` to leave the dateline out of account.
    pub(super) fn features(
        &self,
        of: &CountryEvidence,
        filed_from: Option<CountryId>,
    ) -> [f64; NUM_FEATURES] {
        let is_dateline = filed_from == Some(of.country);
        let count = of.count();
        let total: usize = self.list.iter().map(CountryEvidence::count).sum();
        let most = self.list.iter().map(CountryEvidence::count).max();
        let others = || self.list.iter().filter(|e| e.country != of.country);
        let num_named = self.list.iter().filter(|e| e.count() > 0).count() as f64;
        let is_first = count > 0 && others().all(|e| e.first > of.first);
        let length = self.num_atoms.max(1) as f64;
        let per_mention = |n: usize| n as f64 / count.max(1) as f64;
        [
            (count as f64).ln_1p(),
            count as f64 / total.max(1) as f64,
            flag(count > 0 && most == Some(count)),
            flag(is_first),
            if count > 0 {
                1.0 - of.first as f64 / length
            } else {
                0.0
            },
            flag(of.in_headline > 0),
            flag(of.in_headline_name > 0),
            flag(of.in_subhead > 0),
            flag(of.in_lead > 0),
            flag(of.in_lead_name > 0),
            flag(is_dateline),
            flag(is_dateline && count == 0),
            flag(is_dateline && others().all(|e| e.count() == 0)),
            of.ln(Slot::Name),
            of.ln(Slot::Demonym),
            of.ln(Slot::City),
            of.ln(Slot::Region),
            per_mention(of.leads[Lead::Comma as usize]),
            of.ln(Slot::InName),
            of.quarters.iter().filter(|q| **q).count() as f64 / 4.0,
            flag(of.in_headline > 0 && others().all(|e| e.in_headline == 0)),
            num_named.ln_1p(),
            flag(of.in_lead > 0) * num_named.ln_1p(),
            length.ln(),
            flag(count > 0 && count == of.counts[Slot::City as usize]),
            flag(count > 0 && count == of.counts[Slot::Demonym as usize]),
            f64::from(of.largest_city).ln_1p(),
            of.ln(Slot::Currency),
            per_mention(of.listed),
            per_mention(of.leads[Lead::Of as usize]),
            per_mention(of.leads[Lead::In as usize]),
            per_mention(of.leads[Lead::Toward as usize]),
            per_mention(of.leads[Lead::Opening as usize]),
            flag(count > 0 && count == total),
            flag(of.in_lead_region > 0),
        ]
    }
}
