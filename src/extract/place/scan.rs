//! Matching: one pass over the words of each part, the longest name first.

use crate::config::{Gazetteer, PlaceKind, Sense, is_unspaced};
use crate::extract::{Article, Words};
use crate::text::atom::{Atom, Gap, atoms};
use crate::text::inflect::{arabic_stems, cyrillic_stem, kazakh_stems, latin_stem};

use super::hit::{Hit, Hits, Lead, Part, Standing};
use super::standing::standing;

/// A part with what matching needs to know of it.
pub(super) struct Scanned<'s> {
    /// The words, taken apart.
    pub(super) atoms: Vec<Atom<'s>>,
    /// The text.
    pub(super) text: &'s str,
    /// Whether nearly all of it is in capitals, so that capitals tell nothing.
    pub(super) is_shouted: bool,
    /// The language of the article.
    pub(super) language: &'s str,
}

/// Finds the names of countries and places in headline, subhead and body.
pub(super) fn scan<'g>(article: &'g Article<'_>, gazetteer: &'g Gazetteer) -> Hits<'g> {
    let parts = [
        (Part::Headline, &article.headline),
        (Part::Subhead, &article.subhead),
        (Part::Body, &article.body),
    ];
    let mut found = Hits::default();
    for ((part, words), num_atoms) in parts.into_iter().zip(0..) {
        let scanned = Scanned::of(words, article.language);
        found.num_atoms[num_atoms] = scanned.atoms.len();
        scanned.scan(part, gazetteer, &mut found.hits);
    }
    found
}

/// A name found at an atom.
struct Match<'g> {
    num_atoms: usize,
    senses: Vec<&'g Sense>,
}

/// The form in which the words of a text are looked up.
#[derive(Clone, Copy)]
enum Form<'l> {
    AsWritten,
    Cyrillic,
    /// A language with Latin letters.
    Latin(&'l str),
}

impl Form<'_> {
    fn of(self, key: &str) -> &str {
        match self {
            Self::AsWritten => key,
            Self::Cyrillic => cyrillic_stem(key),
            Self::Latin(language) => latin_stem(key, language),
        }
    }

    fn senses<'g>(self, key: &str, gazetteer: &'g Gazetteer) -> &'g [Sense] {
        match self {
            Self::AsWritten => gazetteer.exact(key),
            Self::Cyrillic | Self::Latin(_) => gazetteer.stemmed(key),
        }
    }
}

impl<'s> Scanned<'s> {
    fn of(words: &'s Words<'_>, language: &'s str) -> Self {
        let atoms = atoms(words.text, &words.tokens);
        let is_word = |key: &str| {
            let is_ascii = key.bytes().all(|b| b.is_ascii_alphabetic());
            is_ascii || (!key.is_ascii() && key.chars().all(char::is_alphabetic))
        };
        let long = |a: &&Atom<'_>| a.end - a.start > 1 && is_word(&a.key);
        let (mut num_long, mut num_caps) = (0, 0);
        for atom in atoms.iter().filter(long) {
            num_long += 1;
            num_caps += usize::from(atom.is_caps);
        }
        Self {
            atoms,
            text: words.text,
            is_shouted: num_caps * 10 > num_long * 7,
            language,
        }
    }

    fn scan<'g>(&self, part: Part, gazetteer: &'g Gazetteer, hits: &mut Vec<Hit<'g>>) {
        let mut at = 0;
        while at < self.atoms.len() {
            let atom = &self.atoms[at];
            if !atom.key.is_ascii() && atom.key.chars().any(is_unspaced) {
                self.scan_unspaced(part, at, gazetteer, hits);
                at += 1;
                continue;
            }
            let Some(found) = self.match_at(at, gazetteer) else {
                at += 1;
                continue;
            };
            let end_atom = at + found.num_atoms;
            if let Some(standing) = standing(self, at..end_atom, &found.senses) {
                hits.push(Hit {
                    part,
                    start: atom.start,
                    end: self.atoms[end_atom - 1].end,
                    first_atom: at,
                    end_atom,
                    lead: self.lead(at),
                    key: self.key(at..end_atom),
                    senses: found.senses,
                    standing,
                });
            }
            at = end_atom;
        }
    }

    fn scan_unspaced<'g>(
        &self,
        part: Part,
        at: usize,
        gazetteer: &'g Gazetteer,
        hits: &mut Vec<Hit<'g>>,
    ) {
        let atom = &self.atoms[at];
        let word = &self.text[atom.start..atom.end];
        for (start, end, senses) in gazetteer.unspaced(word) {
            if is_in_katakana(self.text, atom.start + start..atom.start + end) {
                continue;
            }
            hits.push(Hit {
                part,
                start: atom.start + start,
                end: atom.start + end,
                first_atom: at,
                end_atom: at + 1,
                lead: Lead::Other,
                key: word[start..end].to_owned(),
                senses: senses.iter().collect(),
                standing: Standing::Sure,
            });
        }
    }

    fn match_at<'g>(&self, at: usize, gazetteer: &'g Gazetteer) -> Option<Match<'g>> {
        let key = self.atoms[at].key.as_ref();
        let found = self.longest(at, Form::AsWritten, gazetteer);
        if found.is_some() || key.is_ascii() && self.language == "en" {
            return found;
        }
        match key.chars().next() {
            Some('а'..='ӿ') => self.longest(at, Form::Cyrillic, gazetteer).or_else(|| {
                let mut stems = kazakh_stems(key);
                stems.find_map(|stem| self.single(at, stem, gazetteer))
            }),
            Some('\u{0600}'..='\u{06FF}') => {
                arabic_stems(key).find_map(|stem| self.single(at, stem, gazetteer))
            }
            _ if matches!(self.language, "de" | "fr" | "es") => {
                self.longest(at, Form::Latin(self.language), gazetteer)
            }
            _ => None,
        }
    }

    /// The longest name that begins at an atom, every atom brought to a form first.
    fn longest<'g>(
        &self,
        at: usize,
        form: Form<'_>,
        gazetteer: &'g Gazetteer,
    ) -> Option<Match<'g>> {
        let atom = &self.atoms[at];
        let first = form.of(&atom.key);
        let most = match form {
            Form::AsWritten if !atom.is_upper => gazetteer.longest_lower_from(first),
            _ => gazetteer.longest_from(first),
        };
        let mut num_atoms = self.num_joined(at, most);
        if num_atoms == 0 {
            return None;
        }
        let mut key = String::from(first);
        let mut ends = vec![key.len()];
        for atom in &self.atoms[at + 1..at + num_atoms] {
            key.push(' ');
            key.push_str(form.of(&atom.key));
            ends.push(key.len());
        }
        while num_atoms > 0 {
            let senses: Vec<&Sense> = form
                .senses(&key[..ends[num_atoms - 1]], gazetteer)
                .iter()
                .filter(|sense| self.fits(at..at + num_atoms, sense))
                .collect();
            if !senses.is_empty() {
                return Some(Match { num_atoms, senses });
            }
            num_atoms -= 1;
        }
        None
    }

    fn single<'g>(&self, at: usize, stem: &str, gazetteer: &'g Gazetteer) -> Option<Match<'g>> {
        let senses = gazetteer.exact(stem).iter();
        let senses: Vec<_> = senses.filter(|s| self.fits(at..at + 1, s)).collect();
        (!senses.is_empty()).then_some(Match {
            num_atoms: 1,
            senses,
        })
    }

    /// How many atoms from this one on stand close enough to be one name.
    fn num_joined(&self, at: usize, most: usize) -> usize {
        let rest = self.atoms.iter().skip(at + 1).take(most.saturating_sub(1));
        let mut num = most.min(1);
        for atom in rest {
            let before = &self.atoms[at + num - 1];
            let is_abbreviated = before.key.chars().count() <= 2;
            let is_joined = match atom.gap {
                Gap::Space | Gap::Joint | Gap::Point => true,
                Gap::PointSpace => is_abbreviated,
                Gap::Start | Gap::Comma | Gap::Other => false,
            };
            if !is_joined {
                break;
            }
            num += 1;
        }
        num
    }

    /// Whether the case, the language and the neighbours allow a sense.
    fn fits(&self, range: std::ops::Range<usize>, sense: &Sense) -> bool {
        let Some(matched) = self.atoms.get(range.clone()) else {
            return false;
        };
        let Some(first) = matched.first() else {
            return false;
        };
        let has_case = first.is_upper || sense.may_be_lower();
        let is_language = match sense.language.as_deref() {
            Some(language @ ("de" | "es" | "fr")) => language == self.language,
            Some(_) | None => true,
        };
        let is_acronym =
            !sense.in_capitals || matched.iter().all(|a| a.is_caps) && !self.is_currency(&range);
        let is_placed = match sense.kind {
            PlaceKind::Abbreviation => self.is_abbreviation(&range),
            PlaceKind::Postal => first.gap == Gap::Comma && !self.is_shouted,
            _ => true,
        };
        has_case && is_language && is_acronym && is_placed
    }

    fn key(&self, range: std::ops::Range<usize>) -> String {
        let keys: Vec<&str> = self.atoms[range].iter().map(|a| a.key.as_ref()).collect();
        keys.join(" ")
    }

    /// What stands before the name at an atom; one article is passed over.
    fn lead(&self, at: usize) -> Lead {
        let is_article = |at: &usize| self.atoms[*at].key == "the";
        let has_article = self.atoms[at].gap == Gap::Space;
        let article = at.checked_sub(1).filter(|_| has_article).filter(is_article);
        let first = article.unwrap_or(at);
        match (self.atoms[first].gap, first.checked_sub(1)) {
            (Gap::Start | Gap::PointSpace | Gap::Other, _) | (_, None) => Lead::Opening,
            (Gap::Comma, _) => Lead::Comma,
            (Gap::Joint | Gap::Point, _) => Lead::Other,
            (Gap::Space, Some(before)) => match self.atoms[before].key.as_ref() {
                "and" | "or" => Lead::And,
                "of" => Lead::Of,
                "in" | "at" | "near" => Lead::In,
                "to" | "from" | "with" | "against" | "for" => Lead::Toward,
                _ => Lead::Other,
            },
        }
    }

    /// `US$42 million` is a sum, not a country.
    fn is_currency(&self, range: &std::ops::Range<usize>) -> bool {
        let end = self.atoms[range.end - 1].end;
        self.text[end..].starts_with('$')
    }

    /// `Tex.` counts after a comma and with its point, `N.Y.` anywhere.
    fn is_abbreviation(&self, range: &std::ops::Range<usize>) -> bool {
        let matched = &self.atoms[range.clone()];
        if matched.len() > 1 {
            return matched[1..].iter().all(|a| a.gap != Gap::Space);
        }
        let has_point = self.text[matched[0].end..].starts_with('.');
        matched[0].gap == Gap::Comma && has_point
    }
}

/// Whether a name in katakana is part of a longer word in katakana: タイ in タイトル.
fn is_in_katakana(text: &str, name: std::ops::Range<usize>) -> bool {
    let is_katakana =
        |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{30A1}'..='\u{30FA}' | 'ー'));
    let (before, matched, after) = (&text[..name.start], &text[name.clone()], &text[name.end..]);
    let is_begun = is_katakana(before.chars().next_back()) && is_katakana(matched.chars().next());
    let is_carried_on =
        is_katakana(matched.chars().next_back()) && is_katakana(after.chars().next());
    is_begun || is_carried_on
}
