//! `places.tsv`: cities and regions that point to a country, and phrases that are no place.

use super::CountryTable;
use super::file::{ConfigFile, ConfigFiles};
use super::lazy::Lazy;
use super::problem::{Problem, Problems, did_you_mean};
use crate::release::PartialDate;

/// What a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PlaceKind {
    /// A country, by any of its names.
    Country,
    /// The people or the adjective of a country.
    Demonym,
    /// A capital or seat of government.
    Capital,
    /// A state, province or other region.
    Region,
    /// A city.
    City,
    /// An abbreviated region, which follows a city: `N.Y.`, `Tex.`
    Abbreviation,
    /// A postal code of a region, which follows a city: `TX`.
    Postal,
    /// A phrase that names no place though its words do: `Latin America`.
    NotAPlace,
}

/// What else a name may mean.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Note {
    /// Nothing.
    #[default]
    Plain,
    /// A common word.
    Word,
    /// A given name or a surname.
    Given,
}

/// One row of `places.tsv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The name.
    pub name: String,
    /// What it is; never a country or a demonym.
    pub kind: PlaceKind,
    /// The code of its country; empty for [`PlaceKind::NotAPlace`].
    pub code: String,
    /// Its people in thousands, 0 when not said; tells cities of one name apart.
    pub thousands: u32,
    /// What else the name may mean.
    pub note: Note,
    /// The language to which the name is confined.
    pub language: Option<String>,
    /// The first month of the name.
    pub since: Option<PartialDate>,
    /// The last month of the name.
    pub until: Option<PartialDate>,
}

const COLUMNS: &str = "name\tkind\tcode\tpeople\tnote\tlanguage\tsince\tuntil";
const KINDS: [(&str, PlaceKind); 6] = [
    ("not", PlaceKind::NotAPlace),
    ("capital", PlaceKind::Capital),
    ("region", PlaceKind::Region),
    ("abbreviation", PlaceKind::Abbreviation),
    ("postal", PlaceKind::Postal),
    ("city", PlaceKind::City),
];

/// What `places.tsv` says.
#[derive(Debug, Clone, Default)]
pub struct PlaceTable {
    places: Vec<Place>,
}

impl PlaceTable {
    pub(super) fn lazy(
        files: &ConfigFiles,
        countries: Option<&Lazy<CountryTable>>,
        problems: &mut Problems,
    ) -> Option<Lazy<Self>> {
        if files.are_shipped(&["countries.toml", "places.tsv"]) {
            return Some(Lazy::of_shipped(|files, problems| {
                Self::read(files, None, problems)
            }));
        }
        let countries = countries.map(|countries| &**countries);
        Self::read(files, countries, problems).map(Lazy::of)
    }

    fn read(
        files: &ConfigFiles,
        countries: Option<&CountryTable>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let file = files.require("places.tsv", problems)?;
        let mut table = Self::default();
        let lines = file.text.lines().zip(1..);
        let mut rows = lines.filter(|(text, _)| !text.is_empty() && !text.starts_with('#'));
        match rows.next() {
            Some((COLUMNS, _)) => {}
            other => {
                let message = "the first row must name the columns".to_owned();
                let help = Some(format!("write `{}`", COLUMNS.replace('\t', " ⇥ ")));
                problems.push(file.problem(other.map_or(1, |(_, line)| line), message, help));
                return None;
            }
        }
        for (text, line) in rows {
            let place = parse(text)
                .and_then(|place| check_code(place, countries))
                .map_err(|fault| fault.at(file, line));
            match place {
                Ok(place) => table.places.push(place),
                Err(problem) => problems.push(problem),
            }
        }
        Some(table)
    }

    /// Every row in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Place> {
        self.places.iter()
    }
}

/// What is wrong with a row: the message and the help.
struct Fault(String, Option<String>);

impl Fault {
    fn at(self, file: &ConfigFile, line: usize) -> Problem {
        file.problem(line, self.0, self.1)
    }
}

fn parse(text: &str) -> Result<Place, Fault> {
    let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
    let num_columns = COLUMNS.split('\t').count();
    if cells.len() > num_columns {
        let message = format!("{} columns where {num_columns} are known", cells.len());
        return Err(Fault(message, None));
    }
    let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
    if cell(0).is_empty() {
        return Err(Fault("the name is empty".to_owned(), None));
    }
    Ok(Place {
        name: cell(0).to_owned(),
        kind: kind(cell(1))?,
        code: cell(2).to_owned(),
        thousands: people(cell(3))?,
        note: note(cell(4))?,
        language: Some(cell(5).to_owned()).filter(|l| !l.is_empty()),
        since: month(cell(6))?,
        until: month(cell(7))?,
    })
}

fn kind(cell: &str) -> Result<PlaceKind, Fault> {
    let known = KINDS.iter().find(|(name, _)| *name == cell);
    known.map(|(_, kind)| *kind).ok_or_else(|| {
        let near = did_you_mean(cell, KINDS.iter().map(|(name, _)| *name));
        let help = near.map(|near| format!("did you mean `{near}`?"));
        Fault(format!("unknown kind `{cell}`"), help)
    })
}

fn people(cell: &str) -> Result<u32, Fault> {
    if cell.is_empty() {
        return Ok(0);
    }
    cell.parse()
        .map_err(|_| Fault(format!("`{cell}` is not a number of thousands"), None))
}

fn note(cell: &str) -> Result<Note, Fault> {
    match cell {
        "" => Ok(Note::Plain),
        "word" => Ok(Note::Word),
        "given" => Ok(Note::Given),
        other => Err(Fault(
            format!("unknown note `{other}`"),
            Some("write `word`, `given` or nothing".to_owned()),
        )),
    }
}

fn month(cell: &str) -> Result<Option<PartialDate>, Fault> {
    if cell.is_empty() {
        return Ok(None);
    }
    cell.parse()
        .map(Some)
        .map_err(|error| Fault(format!("{error}"), None))
}

fn check_code(place: Place, countries: Option<&CountryTable>) -> Result<Place, Fault> {
    if place.kind == PlaceKind::NotAPlace {
        return Ok(place);
    }
    let unknown = countries.is_some_and(|table| table.get(&place.code).is_none());
    if unknown {
        let message = format!("the country `{}` is not in `countries.toml`", place.code);
        return Err(Fault(message, None));
    }
    Ok(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(rows: &str) -> Vec<String> {
        let mut found = Problems::default();
        let mut files = ConfigFiles::builtin();
        let countries = CountryTable::read(&files, &mut found);
        files.replace("places.tsv", rows);
        PlaceTable::read(&files, countries.as_ref(), &mut found);
        found.into_sorted().iter().map(Problem::to_string).collect()
    }

    #[test]
    fn rows_are_read_and_wrong_ones_named_with_their_line() {
        let rows = format!(
            "# note\n{COLUMNS}\nOslo\tcapital\tNO\nOslo\tcty\tNO\nX\tcity\tQQ\nY\tcity\tNO\tmany\n"
        );
        assert_eq!(
            problems(&rows),
            [
                "index-config/places.tsv:4: unknown kind `cty`\n  help: did you mean `city`?",
                "index-config/places.tsv:5: the country `QQ` is not in `countries.toml`",
                "index-config/places.tsv:6: `many` is not a number of thousands",
            ]
        );
    }

    #[test]
    fn the_header_is_required() {
        assert!(problems("Oslo\tcapital\tNO\n")[0].contains("the first row must name the columns"));
    }
}
