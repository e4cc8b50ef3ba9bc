//! The grammar: sentences with places to fill.

use super::names::{Person, capitalised, country, place, programme};
use super::random::Random;
use super::words::{ADJECTIVES, MONTHS, NOUNS, OFFICES, SAID, Subject, VERBS, WEEKDAYS};

const HEADLINES: &[&str] = &[
    "{issuer} opens {adjective} {thing} in {place}",
    "{Country} and {country} agree on {adjective} {thing}",
    "{Adjective} {thing} for {place}: {number} {people} to benefit",
    "{person} named {office} of {issuer}",
    "{Thing} in {place} {verb} after {adjective} {noun}",
    "{Programme} {noun}: {issuer} {did} {adjective} {thing}",
    "{percent} per cent more {people} use the {thing} at {place}",
    "{Country} {did} {adjective} {thing} worth {money}",
];

const SUBHEADS: &[&str] = &[
    "The {adjective} {noun} is to end in {month} {year}",
    "{money} for {number} {people} in {place} and {country}",
    "{Adjective} {noun} of the {thing} remains open",
    "{office} {surname}: “The {noun} is {adjective}”",
];

const LEADS: &[&str] = &[
    "{issuer} {verb} a {adjective} {thing} in {place} on {weekday}, {number} months after the {noun} was {verb}. The {thing} will serve {number} {people} from {place} and {country}.",
    "A {adjective} {thing} worth {money} has been {verb} by {issuer}, {office} {person} said on {weekday}. The {noun} follows a {adjective} {noun} in {country}.",
    "{country} and {country} {verb} a {adjective} {noun} on the {programme} {thing} today, {issuer} reported. It covers {number} {people} and runs until {month} {year}.",
    "The {people} of {place} will have a {adjective} {thing} by {month} {year}. {issuer} {verb} the {noun} on {weekday} at a cost of {money}.",
];

const SENTENCES: &[&str] = &[
    "The {thing} was {did} in {month} {year} and has {verb} the {noun} of {number} {people}.",
    "{issuer} {verb} {number} {adjective} {noun} requests from {place}, {percent} per cent more than in {year}.",
    "In {country}, where the {adjective} {thing} is {verb} each {noun}, {people} expect a {adjective} {noun}.",
    "According to the {noun}, the {programme} {thing} costs {money} and lasts until {month} {year}.",
    "The {adjective} {noun} of {place} and the {country} government {verb} the {thing} together.",
    "{people} from {place}, {place} and {country} {verb} the {adjective} {noun} last {weekday}.",
    "Work on the {thing} began in {year}; the {adjective} {noun} was {verb} by {capital} in {month}.",
    "Of the {number} {people} asked, {percent} per cent called the {noun} {adjective} and the {thing} {adjective}.",
    "A {demonym} {noun} with {programme} brings {money} to the {thing} over {number} years.",
    "The {noun} does not change the {adjective} {noun} that {issuer} {verb} in {month} {year}.",
    "{person}, {office} of the {programme} {noun} in {capital}, {verb} the {adjective} {thing}.",
    "For {adjective} {people} the {noun} of the {thing} remains as it was {verb} in {year}.",
    "Under the {adjective} {noun}, each {thing} is {verb} within {number} days and {did} within {number} weeks.",
    "The {thing} at {place} is the {adjective} of {number} that the {programme} {noun} has {verb} since {year}.",
    "Both the {noun} and the {adjective} {noun} were {verb} by {demonym} {people} in the {noun} of {month}.",
    "No {thing} will be {did} before the {adjective} {noun} is {verb}, and none without the {noun} of {people}.",
];

const QUOTES: &[&str] = &[
    "“The {thing} gives {people} what they asked for: a {adjective} {noun} and {adjective} {noun},” {said} {person}, {office} of {issuer}.",
    "“We {verb} every {noun} twice,” {said} {person}. “The {adjective} {thing} is ready for the next {number} years.”",
    "{person}, {office} in {place}, {said}: “Without the {noun} from {country} the {thing} would not have been {did}.”",
    "“{number} {people} now depend on the {thing},” {said} {office} {person}. “That is why the {noun} has to be {adjective}.”",
    "“I thank the {people} of {place} for their {adjective} {noun},” {surname} {said}.",
];

const BOILERPLATES: &[&str] = &[
    "{issuer} was founded in {year} and has {number} members of staff in {place}. It {verb} {number} {thing} projects in {country} and {country} and works with {people} of all regions.",
    "{issuer} is a {adjective} body with its seat in {place}. Since {year} it has {verb} the {noun} of {people}; its {adjective} {noun} was {money} in the last year.",
];

/// The writer of one release.
pub struct Prose<'r> {
    pub random: &'r mut Random,
    subject: Subject,
    issuer: &'r str,
    /// Those who speak in it; the last is named again by surname.
    speakers: Vec<Person>,
}

impl<'r> Prose<'r> {
    pub fn new(random: &'r mut Random, subject: Subject, issuer: &'r str) -> Self {
        let num = random.within(2, 4);
        let speakers = (0..num).map(|_| Person::any(random)).collect();
        Self {
            random,
            subject,
            issuer,
            speakers,
        }
    }

    pub fn headline(&mut self) -> String {
        self.one_of(HEADLINES)
    }

    pub fn subhead(&mut self) -> String {
        self.one_of(SUBHEADS)
    }

    pub fn boilerplate(&mut self) -> String {
        self.one_of(BOILERPLATES)
    }

    /// A lead, then paragraphs of one to four sentences, some of them quotes.
    pub fn paragraphs(&mut self) -> Vec<String> {
        let num = 4 + self.random.ranked(14) + self.random.below(4);
        let mut paragraphs = vec![self.one_of(LEADS)];
        for _ in 0..num {
            let num_sentences = self.random.within(2, 4);
            let mut sentences: Vec<_> =
                (0..num_sentences).map(|_| self.one_of(SENTENCES)).collect();
            if self.random.chance(30) {
                sentences[0] = self.one_of(QUOTES);
                sentences.truncate(2);
            }
            paragraphs.push(sentences.join(" "));
        }
        paragraphs
    }

    fn one_of(&mut self, forms: &[&str]) -> String {
        let form = self.random.pick(forms);
        let mut text = String::with_capacity(200);
        let mut rest = form;
        while let Some((before, behind)) = rest.split_once('{') {
            let (slot, behind) = behind.split_once('}').expect("braces come in pairs");
            text.push_str(before);
            let word = self.word(&slot.to_ascii_lowercase());
            let opens = text.is_empty() || slot.starts_with(|c: char| c.is_ascii_uppercase());
            text.push_str(&if opens { capitalised(&word) } else { word });
            rest = behind;
        }
        text + rest
    }

    fn word(&mut self, slot: &str) -> String {
        let random = &mut *self.random;
        let subject = self.subject;
        match slot {
            "thing" => random.pick_ranked(subject.things).to_owned(),
            "did" => random.pick(subject.verbs).to_owned(),
            "people" => random.pick(subject.people).to_owned(),
            "noun" => random.pick_ranked(NOUNS).to_owned(),
            "verb" => random.pick(VERBS).to_owned(),
            "adjective" => random.pick_ranked(ADJECTIVES).to_owned(),
            "said" => random.pick(SAID).to_owned(),
            "office" => random.pick(OFFICES).to_owned(),
            "month" => random.pick(MONTHS).to_owned(),
            "weekday" => random.pick(WEEKDAYS).to_owned(),
            "issuer" => self.issuer.to_owned(),
            "place" => place(random),
            "programme" => programme(random),
            "country" => country(random).0.to_owned(),
            "capital" => country(random).1.to_owned(),
            "demonym" => country(random).2.to_owned(),
            "person" => self.speakers[random.below(self.speakers.len())].whole(),
            "surname" => self
                .speakers
                .last()
                .expect("there are speakers")
                .surname
                .clone(),
            "number" => number(random),
            "percent" => random.within(2, 96).to_string(),
            "year" => random.within(1994, 2026).to_string(),
            "money" => format!("${} million", number(random)),
            _ => unreachable!("`{slot}` is no slot of the grammar"),
        }
    }
}

fn number(random: &mut Random) -> String {
    let number = random.ranked(1_000_000) + 2;
    if number < 1000 {
        number.to_string()
    } else {
        format!("{},{:03}", number / 1000, number % 1000)
    }
}
