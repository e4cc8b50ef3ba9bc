//! Names of the archive that are likely one person, for the authority file. Suggestions only.

use std::collections::{BTreeMap, HashMap};

use crate::config::Config;
use crate::index::{IndexError, PersonRows, Searcher};
use crate::text::skeleton::skeleton;

/// Why two names are likely one person. Nothing is suggested on a surname alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Likeness {
    /// The same words in another order.
    Order,
    /// Another spelling of the same sounds.
    Spelling,
    /// Another alphabet.
    Script,
    /// A given name cut to its initial, with one full name alone that it can stand for.
    Initials,
    /// A middle name left out, with one longer name alone that it can stand for.
    Middle,
}

/// A name that likely belongs to a person.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LikelyForm {
    /// The name as the index has it.
    pub name: String,
    /// The releases that have it.
    pub count: u64,
    /// Why.
    pub likeness: Likeness,
}

/// Names that are likely one person.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct LikelyMerge {
    /// The name to keep: that of the authority file, else the most frequent of the fullest.
    pub name: String,
    /// The releases that have it.
    pub count: u64,
    /// Whether the authority file has it already, so that the forms go to its entry.
    pub is_known: bool,
    /// The other names, the most frequent first.
    pub forms: Vec<LikelyForm>,
}

/// The likely merges among the persons of an index, the most frequent first.
///
/// Two names that one release has as two persons are two persons, and never suggested.
pub fn likely_merges(searcher: &Searcher, config: &Config) -> Result<Vec<LikelyMerge>, IndexError> {
    let rows = searcher.person_rows()?;
    Ok(merges(&rows, |name| {
        config.persons.canonical(name).is_some()
    }))
}

fn merges(rows: &PersonRows, is_known: impl Fn(&str) -> bool) -> Vec<LikelyMerge> {
    let archive = Archive {
        rows,
        parts: rows.names().map(Parts::of).collect(),
        is_known: rows.names().map(is_known).collect(),
    };
    let mut merges: Vec<_> = archive
        .groups()
        .into_iter()
        .map(|(head, forms)| archive.merge(head, forms))
        .collect();
    merges.sort_by(|a, b| total(b).cmp(&total(a)).then_with(|| a.name.cmp(&b.name)));
    merges
}

fn total(merge: &LikelyMerge) -> u64 {
    merge.count + merge.forms.iter().map(|form| form.count).sum::<u64>()
}

/// A name as the skeletons of its words, in the order in which they are written.
struct Parts {
    words: Vec<String>,
    script: Script,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Other,
}

impl Parts {
    fn of(name: &str) -> Self {
        let words = name.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
        Self {
            words: words
                .map(skeleton)
                .filter(|word| !word.is_empty())
                .collect(),
            script: match name.chars().find(|c| c.is_alphabetic()) {
                Some(c) if c < '\u{370}' => Script::Latin,
                _ => Script::Other,
            },
        }
    }

    fn is_spelt_out(&self) -> bool {
        self.words.len() > 1 && self.words.iter().all(|word| word.chars().count() > 1)
    }

    /// The surname and the words before it, of a name of two words and more.
    fn surname(&self) -> Option<(&str, &[String])> {
        match self.words.split_last() {
            Some((last, given)) if !given.is_empty() && last.chars().count() > 1 => {
                Some((last, given))
            }
            _ => None,
        }
    }

    fn has_initials(&self) -> bool {
        let is_initial = |word: &String| word.chars().count() == 1;
        self.surname()
            .is_some_and(|(_, given)| given.iter().any(is_initial))
    }

    /// Whether this cut name can stand for that full one: `K. Tokayev`, `K.-J. Tokayev`.
    fn stands_for(&self, full: &Self) -> Option<Likeness> {
        let (surname, given) = self.surname()?;
        let (full_surname, full_given) = full.surname()?;
        if surname != full_surname || given.len() > full_given.len() {
            return None;
        }
        if self.has_initials() {
            let fits = given.iter().zip(full_given).all(|(cut, whole)| {
                cut == whole || cut.chars().count() == 1 && whole.starts_with(cut.as_str())
            });
            return fits.then_some(Likeness::Initials);
        }
        let is_shorter = given.len() < full_given.len();
        (is_shorter && given.len() == 1 && given[0] == full_given[0]).then_some(Likeness::Middle)
    }
}

struct Archive<'r> {
    rows: &'r PersonRows,
    parts: Vec<Parts>,
    is_known: Vec<bool>,
}

/// A name that another one stands in for, with the reason.
type Link = Option<(usize, Likeness)>;

impl Archive<'_> {
    /// The names to keep, each with those that are likely the same person.
    fn groups(&self) -> BTreeMap<usize, Vec<(usize, Likeness)>> {
        let mut links = self.spellings();
        let by_surname = self.by_surname(&links);
        for (at, link) in links.iter_mut().enumerate() {
            *link = link.or_else(|| self.only_full_name(at, &by_surname));
        }
        let mut groups: BTreeMap<usize, Vec<(usize, Likeness)>> = BTreeMap::new();
        for (at, link) in links.iter().enumerate() {
            let Some((mut head, likeness)) = *link else {
                continue;
            };
            // A spelling of a name that is itself cut goes where that one goes; links never circle,
            // as each leads to a name of more words or to the head of its spellings.
            while let Some((further, _)) = links[head] {
                head = further;
            }
            groups.entry(head).or_default().push((at, likeness));
        }
        groups
    }

    /// Links the names of the same skeletons, in whatever order, to the one to keep.
    fn spellings(&self) -> Vec<Link> {
        let mut alike: HashMap<Vec<&str>, Vec<usize>> = HashMap::new();
        for (at, parts) in self.parts.iter().enumerate() {
            if parts.is_spelt_out() {
                let mut words: Vec<_> = parts.words.iter().map(String::as_str).collect();
                words.sort_unstable();
                alike.entry(words).or_default().push(at);
            }
        }
        let mut links: Vec<Link> = vec![None; self.parts.len()];
        for names in alike.values() {
            let Some(head) = names.iter().copied().min_by_key(|at| self.worth(*at)) else {
                continue;
            };
            for at in names {
                if *at != head && !self.rows.are_together(*at, head) {
                    links[*at] = Some((head, self.likeness(*at, head)));
                }
            }
        }
        links
    }

    /// The order in which names of one person are kept: known, Latin, frequent, first by letters.
    fn worth(&self, at: usize) -> impl Ord {
        let is_other = self.parts[at].script == Script::Other;
        let count = std::cmp::Reverse(self.rows.count(at));
        (
            !self.is_known[at],
            is_other,
            count,
            self.rows.name(at).to_owned(),
        )
    }

    fn likeness(&self, at: usize, head: usize) -> Likeness {
        let (one, other) = (&self.parts[at], &self.parts[head]);
        if one.script != other.script {
            Likeness::Script
        } else if one.words == other.words {
            Likeness::Spelling
        } else {
            Likeness::Order
        }
    }

    /// The names that stand for themselves, by surname.
    fn by_surname(&self, links: &[Link]) -> HashMap<&str, Vec<usize>> {
        let mut by_surname: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, parts) in self.parts.iter().enumerate() {
            if let Some((surname, _)) = parts.surname()
                && links[at].is_none()
                && parts.is_spelt_out()
            {
                by_surname.entry(surname).or_default().push(at);
            }
        }
        by_surname
    }

    /// The full name that a cut one stands for, when there is one alone.
    fn only_full_name(&self, at: usize, by_surname: &HashMap<&str, Vec<usize>>) -> Link {
        let (surname, _) = self.parts[at].surname()?;
        let mut fitting = by_surname
            .get(surname)?
            .iter()
            .filter(|full| **full != at)
            .filter_map(|full| Some((*full, self.parts[at].stands_for(&self.parts[*full])?)));
        let found = fitting.next()?;
        let is_alone = fitting.next().is_none() && !self.rows.are_together(at, found.0);
        is_alone.then_some(found)
    }

    fn merge(&self, head: usize, mut forms: Vec<(usize, Likeness)>) -> LikelyMerge {
        let rows = self.rows;
        forms.sort_by_key(|(at, _)| (std::cmp::Reverse(rows.count(*at)), rows.name(*at)));
        let form = |(at, likeness): (usize, Likeness)| LikelyForm {
            name: rows.name(at).to_owned(),
            count: rows.count(at),
            likeness,
        };
        LikelyMerge {
            name: rows.name(head).to_owned(),
            count: rows.count(head),
            is_known: self.is_known[head],
            forms: forms.into_iter().map(form).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Releases as lists of persons; expected merges as `name count: form count why, …`.
    fn check(releases: &[&[&str]], expected: &[&str]) {
        let rows = PersonRows::of(releases.iter().map(|names| names.iter().copied()));
        let merges = merges(&rows, |name| name == "Volodymyr Zelenskyy");
        let shown: Vec<String> = merges
            .iter()
            .map(|merge| {
                let forms = merge.forms.iter();
                let forms: Vec<_> = forms
                    .map(|f| format!("{} {} {:?}", f.name, f.count, f.likeness))
                    .collect();
                format!("{} {}: {}", merge.name, merge.count, forms.join(", "))
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn spellings_scripts_and_orders_of_a_name_are_likely_one_person() {
        check(
            &[
                &["Kairat Kelimbetov"],
                &["Kairat Kelimbetov"],
                &["Kelimbetov Kairat"],
                &["Кайрат Келимбетов"],
                &["Kayrat Kelimbetov"],
            ],
            &[
                "Kairat Kelimbetov 2: Kayrat Kelimbetov 1 Spelling, Kelimbetov Kairat 1 Order, Кайрат Келимбетов 1 Script",
            ],
        );
    }

    #[test]
    fn the_name_of_the_authority_file_is_kept() {
        check(
            &[
                &["Vladimir Orel"],
                &["Volodymyr Zelenskyy"],
                &["Volodymyr Zelenskiy"],
                &["Volodymyr Zelenskiy"],
            ],
            &["Volodymyr Zelenskyy 1: Volodymyr Zelenskiy 2 Spelling"],
        );
    }

    #[test]
    fn an_initial_stands_for_the_one_name_that_it_fits() {
        check(
            &[
                &["Maria Luisa Orla"],
                &["M. Orla"],
                &["M. L. Orla"],
                &["P. Orla"],
            ],
            &["Maria Luisa Orla 1: M. L. Orla 1 Initials, M. Orla 1 Initials"],
        );
        check(&[&["Maria Orla"], &["Mark Orla"], &["M. Orla"]], &[]);
    }

    #[test]
    fn a_middle_name_may_be_left_out() {
        check(
            &[&["Jane Anne Quill"], &["Jane Quill"], &["Jayne Quill"]],
            &["Jane Anne Quill 1: Jane Quill 1 Middle"],
        );
    }

    #[test]
    fn surnames_alone_and_persons_of_one_release_are_never_merged() {
        check(&[&["Orla"], &["Maria Orla"]], &[]);
        check(&[&["George Quill", "George Walker Quill"]], &[]);
        check(&[&["Sergey Orlov", "Sergei Orlov"]], &[]);
    }
}
