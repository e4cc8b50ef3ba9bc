//! Tables of results, as wires send them: rows of names, places and numbers, drawn from templates
//! of our own with listed names, countries and teams that nobody has.

use crate::Text;
use crate::dice::Dice;
use crate::rename::Names;

const COUNTRIES: &[&str] = &[
    "Argentina",
    "Australia",
    "Austria",
    "Belgium",
    "Brazil",
    "Britain",
    "Bulgaria",
    "Canada",
    "Chile",
    "China",
    "Croatia",
    "Cuba",
    "Denmark",
    "Egypt",
    "England",
    "Ethiopia",
    "Finland",
    "France",
    "Germany",
    "Greece",
    "Hungary",
    "India",
    "Ireland",
    "Italy",
    "Jamaica",
    "Japan",
    "Kazakhstan",
    "Kenya",
    "Mexico",
    "Morocco",
    "Netherlands",
    "New Zealand",
    "Nigeria",
    "Norway",
    "Poland",
    "Portugal",
    "Romania",
    "Russia",
    "Scotland",
    "Slovakia",
    "South Africa",
    "South Korea",
    "Spain",
    "Sri Lanka",
    "Sweden",
    "Switzerland",
    "Turkey",
    "U.S.",
    "Ukraine",
    "Uruguay",
    "Wales",
    "Zimbabwe",
];

const TOWNS: &[&str] = &[
    "Ashford",
    "Belmont",
    "Bristow",
    "Carrick",
    "Dunmore",
    "Eastvale",
    "Fairhaven",
    "Glenwood",
    "Harlow",
    "Kingsbridge",
    "Lakeside",
    "Marlow",
    "Newbridge",
    "Oakmont",
    "Port Lester",
    "Ravensburg",
    "San Tello",
    "Southmoor",
    "St Alban",
    "Tolvik",
    "Valmar",
    "Westcliff",
    "Zarno",
];

const CLUBS: &[&str] = &[
    "Athletic",
    "City",
    "County",
    "Dynamo",
    "Hawks",
    "Lions",
    "Metal",
    "Olympic",
    "Pirates",
    "Racing",
    "Rangers",
    "Real",
    "Rovers",
    "Sporting",
    "Stars",
    "Torpedo",
    "Town",
    "Union",
    "United",
    "Wanderers",
    "Wolves",
];

/// A table of one of the kinds.
pub fn table(names: &Names, dice: &mut Dice) -> Text {
    let mut out = Table {
        text: Text::default(),
        names,
        dice,
    };
    let num_rows = 4 + out.dice.below(14);
    let kind = out.dice.below(9);
    out.heading(kind);
    for row in 1..=num_rows {
        match kind {
            0 => out.placing(row),
            1 => out.innings(),
            2 => out.pairing(),
            3 => out.goals(),
            4 => out.standing(row),
            5 => out.round(),
            6 => out.card(),
            7 => out.scorers(row),
            _ => {
                out.byline();
                break;
            }
        }
        out.text.text.push(' ');
    }
    out.text
}

struct Table<'t> {
    text: Text,
    names: &'t Names,
    dice: &'t mut Dice,
}

impl Table<'_> {
    fn put(&mut self, text: &str) {
        self.text.text.push_str(text);
    }

    fn number(&mut self, limit: usize) -> String {
        self.dice.below(limit).to_string()
    }

    fn country(&mut self) -> String {
        (*self.dice.pick(COUNTRIES)).to_owned()
    }

    fn team(&mut self) -> String {
        let town = *self.dice.pick(TOWNS);
        match self.dice.below(4) {
            0 => town.to_owned(),
            1 => format!("{} {town}", self.dice.pick(CLUBS)),
            _ => format!("{town} {}", self.dice.pick(CLUBS)),
        }
    }

    fn person(&mut self, name: &str) {
        let start = self.text.text.len();
        self.put(name);
        self.text.persons.push((start, start + name.len()));
    }

    fn full(&mut self) {
        let name = format!(
            "{} {}",
            self.names.given(self.dice),
            self.names.surname(self.dice)
        );
        self.person(&name);
    }

    fn initialled(&mut self) {
        let given = self.names.given(self.dice);
        let name = format!("{}. {}", &given[..1], self.names.surname(self.dice));
        self.person(&name);
    }

    fn surname(&mut self) {
        let name = self.names.surname(self.dice);
        self.person(&name);
    }

    fn heading(&mut self, kind: usize) {
        let town = *self.dice.pick(TOWNS);
        let kinds = [
            "Leading results of the meeting at",
            "Close of play scores at",
            "Results of second round matches at the open of",
            "Summaries of league matches around",
            "League standings after matches at",
            "Scores after the third round at",
            "Scoreboard of the one-day international at",
            "Leading goalscorers of the league of",
            "Ministers meet in",
        ];
        self.put(&format!("{} {town} on Saturday: ", kinds[kind]));
    }

    /// `1. Name (Country) 12.34`
    fn placing(&mut self, row: usize) {
        self.put(&format!("{row}. "));
        self.full();
        let (place, whole, part) = (self.country(), self.number(60), self.number(100));
        self.put(&format!(" ({place}) {whole}.{part}"));
    }

    /// `Team 259 and 207 (A. Name 69, B. Name 4-43)`
    fn innings(&mut self) {
        let (team, first, second) = (self.team(), self.number(500), self.number(400));
        self.put(&format!("{team} {first} and {second} ("));
        for turn in 0..=self.dice.below(4) {
            if turn > 0 {
                let parting = *self.dice.pick(&[", ", "; "]);
                self.put(parting);
            }
            self.initialled();
            let (runs, wickets) = (self.number(150), self.number(10));
            let figure = *self.dice.pick(&["", " not out"]);
            if self.dice.below(2) == 0 {
                self.put(&format!(" {runs}{figure}"));
            } else {
                self.put(&format!(" {wickets}-{runs}"));
            }
        }
        self.put("),");
    }

    /// `4-Name (Country) beat Name (Country) 6-4 6-2`
    fn pairing(&mut self) {
        let seeded = self.dice.below(3) == 0;
        if seeded {
            let seed = self.number(16);
            self.put(&format!("{seed} - "));
        }
        self.full();
        let (place, verb) = (
            self.country(),
            *self.dice.pick(&["beat", "bt", "vs.", "lost to"]),
        );
        self.put(&format!(" ({place}) {verb} "));
        self.full();
        let (place, one, two) = (self.country(), self.number(7), self.number(7));
        self.put(&format!(" ({place}) 6-{one} {two}-6 6-3"));
    }

    /// `Team 2 (Name 12, Name 45) Team 0`
    fn goals(&mut self) {
        let (team, goals) = (self.team(), self.number(5));
        self.put(&format!("{team} {goals} ("));
        if self.dice.below(2) == 0 {
            self.surname();
        } else {
            self.full();
        }
        let minute = self.number(90);
        self.put(&format!(" {minute}, "));
        self.surname();
        let (minute, other, attendance) = (self.number(90), self.team(), self.number(60));
        self.put(&format!(
            " {minute} penalty) {other} 0. Attendance: {attendance},000."
        ));
    }

    /// `1. Team 3 2 1 0 7 4 7`: nobody is named.
    fn standing(&mut self, row: usize) {
        let team = if self.dice.below(3) == 0 {
            self.country()
        } else {
            self.team()
        };
        let numbers: Vec<String> = (0..7).map(|_| self.number(30)).collect();
        let rank = if self.dice.below(2) == 0 {
            format!("{row}. ")
        } else {
            String::new()
        };
        self.put(&format!("{rank}{team} {}", numbers.join(" ")));
    }

    /// `205 Name (Country) 68 67 70`
    fn round(&mut self) {
        let total = 195 + self.dice.below(20);
        self.put(&format!("{total} "));
        self.full();
        if self.dice.below(2) == 0 {
            let place = self.country();
            self.put(&format!(" ({place})"));
        }
        let numbers: Vec<String> = (0..3)
            .map(|_| (64 + self.dice.below(12)).to_string())
            .collect();
        self.put(&format!(" {},", numbers.join(" ")));
    }

    /// `A. Name c Name b Name 12`
    fn card(&mut self) {
        if self.dice.below(2) == 0 {
            self.initialled();
        } else {
            self.full();
        }
        if self.dice.below(4) == 0 {
            self.put(" run out");
        } else {
            self.put(" c ");
            self.surname();
            self.put(" b ");
            self.surname();
        }
        let runs = self.number(120);
        self.put(&format!(" {runs}"));
    }

    /// `12 - Name (Team)`
    fn scorers(&mut self, row: usize) {
        let goals = 40 - row;
        self.put(&format!("{goals} - "));
        self.full();
        let team = self.team();
        self.put(&format!(" ({team})"));
    }

    /// `Name TOWN 1997-03-12 Country said on Friday`
    fn byline(&mut self) {
        self.text = Text::default();
        self.full();
        let (town, country) = (self.dice.pick(TOWNS).to_uppercase(), self.country());
        let (year, day) = (1990 + self.dice.below(20), 10 + self.dice.below(19));
        self.put(&format!(
            " {town} {year}-03-{day} {country} said on Friday that talks with "
        ));
        self.full();
        let town = *self.dice.pick(TOWNS);
        self.put(&format!(" would go on in {town}."));
    }
}
