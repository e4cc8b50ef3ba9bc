//! One release: what it says, before any page is made of it.

use super::names::{Person, country, place};
use super::prose::Prose;
use super::random::Random;
use super::words::{MONTHS, SUBJECTS, Subject};

/// A day of the calendar.
#[derive(Debug, Clone, Copy)]
pub struct Day {
    pub year: usize,
    /// 1 to 12.
    pub month: usize,
    /// 1 to 28.
    pub of_month: usize,
}

impl Day {
    fn any(random: &mut Random) -> Self {
        Self {
            year: random.within(2003, 2024),
            month: random.within(1, 12),
            of_month: random.within(1, 28),
        }
    }

    pub fn long(self) -> String {
        format!(
            "{} {}, {}",
            MONTHS[self.month - 1],
            self.of_month,
            self.year
        )
    }

    pub fn iso(self) -> String {
        format!("{}-{:02}-{:02}", self.year, self.month, self.of_month)
    }
}

/// Who publishes, and where.
#[derive(Debug, Clone)]
pub struct Site {
    /// Which of the sites, from 0.
    pub number: usize,
    /// The name of the issuer.
    pub issuer: String,
    /// The host, in `.example`.
    pub host: String,
    /// The town of the issuer.
    pub town: String,
}

const NUM_SITES: usize = 60;

impl Site {
    fn any(random: &mut Random) -> Self {
        let number = random.ranked(NUM_SITES);
        let mut own = Random::of(2, 1, number);
        let town = place(&mut own);
        let subject = own.pick(SUBJECTS);
        let kind = own.pick(subject.issuers);
        Self {
            number,
            issuer: format!("{town} {kind}"),
            host: format!("www.{}-{number}.example", town.to_lowercase()),
            town,
        }
    }
}

/// A release.
#[derive(Debug, Clone)]
pub struct Release {
    pub number: usize,
    pub site: Site,
    pub day: Day,
    pub subject: Subject,
    pub headline: String,
    pub subhead: Option<String>,
    /// `LARNWICK, March 4, 2019`.
    pub dateline: String,
    /// The paragraphs of the body.
    pub paragraphs: Vec<String>,
    pub contact: Person,
    pub boilerplate: String,
}

impl Release {
    /// The release of a number.
    pub fn new(seed: u64, number: usize) -> Self {
        let mut random = Random::of(seed, 3, number);
        let random = &mut random;
        let site = Site::any(random);
        let day = Day::any(random);
        let subject = random.pick_ranked(SUBJECTS);
        let mut prose = Prose::new(random, subject, &site.issuer);
        let headline = prose.headline();
        let subhead = prose.random.chance(40).then(|| prose.subhead());
        let paragraphs = prose.paragraphs();
        let boilerplate = prose.boilerplate();
        let contact = Person::any(random);
        let from = if random.chance(50) {
            site.town.clone()
        } else {
            country(random).1.to_owned()
        };
        Self {
            number,
            day,
            subject,
            headline,
            subhead,
            dateline: format!("{}, {}", from.to_uppercase(), day.long()),
            paragraphs,
            contact,
            boilerplate,
            site,
        }
    }

    /// As a wire sends it.
    pub fn plain(&self) -> String {
        let mut text = format!(
            "{}\n\nFOR IMMEDIATE RELEASE\n\n{}\n\n",
            self.site.issuer, self.headline
        );
        if let Some(subhead) = &self.subhead {
            put!(text, "{subhead}\n\n");
        }
        put!(text, "{} – ", self.dateline);
        for paragraph in &self.paragraphs {
            put!(text, "{paragraph}\n\n");
        }
        put!(
            text,
            "About {}\n\n{}\n\n",
            self.site.issuer,
            self.boilerplate
        );
        put!(
            text,
            "Contact:\n{}\n{}\n\n###\n",
            self.contact.whole(),
            self.mail()
        );
        text
    }

    /// The address of the person to ask.
    pub fn mail(&self) -> String {
        let host = self.site.host.trim_start_matches("www.");
        format!("{}@{host}", self.contact.surname.to_lowercase())
    }

    /// The last part of its address.
    pub fn slug(&self) -> String {
        let words = self.headline.split(|c: char| !c.is_ascii_alphanumeric());
        let words: Vec<_> = words.filter(|w| !w.is_empty()).take(9).collect();
        words.join("-").to_lowercase()
    }
}
