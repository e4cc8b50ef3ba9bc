//! `Release` → document of the index. Pure, so that workers prepare documents in parallel.

use std::collections::BTreeSet;

use tantivy::TantivyDocument;
use tantivy::schema::{Facet, Field};

use super::LedgerEntry;
use super::analysis::PreparedText;
use super::ledger::{CONTAINER, COPY};
use super::schema::{Fields, WordPart};
use super::words::WordsOfParts;
use crate::config::FieldWeights;
use crate::release::{CountryRole, PartialDate, Release, Source, SourceFile};
use crate::report::SkipReason;
use crate::text::fold::fold;

/// A document on its way to the writer, analysis done.
#[derive(Debug, Clone)]
pub struct PreparedDocument {
    pub(super) source_key: String,
    pub(super) document: TantivyDocument,
}

/// What is known of the file that a release was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceStamp {
    /// Absolute path and, for a member of an archive, `!` and its name.
    pub key: String,
    /// Size of the file in bytes.
    pub size: u64,
    /// Modification time in nanoseconds since 1970.
    pub mtime_ns: i64,
    /// The first 64 bits of the hash, see [`LedgerEntry::short_hash`].
    pub hash: u64,
}

impl SourceStamp {
    /// The stamp of a file whose bytes have this hash.
    pub fn of_file(file: SourceFile, hash: u64) -> Self {
        Self {
            key: file.key,
            size: file.size,
            mtime_ns: file.mtime_ns,
            hash,
        }
    }

    /// What an export says of the file.
    pub fn file(&self) -> SourceFile {
        SourceFile {
            key: self.key.clone(),
            size: self.size,
            mtime_ns: self.mtime_ns,
        }
    }

    /// True when the ledger knows the file with this size and time.
    pub fn is_unchanged(&self, entry: &LedgerEntry) -> bool {
        entry.size == self.size && entry.mtime_ns == self.mtime_ns
    }
}

/// Turns releases into documents of one index.
#[derive(Debug, Clone)]
pub struct DocumentMaker {
    fields: Fields,
    weights: FieldWeights,
}

impl DocumentMaker {
    pub(super) fn new(fields: Fields, weights: FieldWeights) -> Self {
        Self { fields, weights }
    }

    /// The document of a release.
    pub fn prepare(&self, release: &Release, stamp: &SourceStamp) -> PreparedDocument {
        let fields = &self.fields;
        let mut document = self.ledger_document(stamp);
        let id = release.id.as_str();
        document.add_text(fields.id, id);
        document.add_u64(
            fields.id_key,
            u64::from_str_radix(id, 16).unwrap_or_default(),
        );
        document.add_text(fields.record, json(release));
        document.add_text(fields.aside, json(&release.aside));
        if let Some((first, last)) = release.date.value.and_then(PartialDate::day_range) {
            document.add_i64(fields.first_day, day_number(first));
            document.add_i64(fields.last_day, day_number(last));
        }
        self.add_text(release, &mut document);
        self.add_facets(release, stamp, &mut document);
        PreparedDocument {
            source_key: stamp.key.clone(),
            document,
        }
    }

    /// The note that a file was skipped, so that the next run need not read it again.
    pub fn prepare_skipped(&self, reason: &SkipReason, stamp: &SourceStamp) -> PreparedDocument {
        self.prepare_note(&json(reason), stamp)
    }

    /// The note that a file holds the bytes of a release that another file stands for.
    pub fn prepare_copy(&self, source: &Source, stamp: &SourceStamp) -> PreparedDocument {
        let mut prepared = self.prepare_note(COPY, stamp);
        prepared.document.add_text(self.fields.record, json(source));
        prepared
    }

    fn prepare_note(&self, note: &str, stamp: &SourceStamp) -> PreparedDocument {
        let mut document = self.ledger_document(stamp);
        document.add_text(self.fields.note, note);
        PreparedDocument {
            source_key: stamp.key.clone(),
            document,
        }
    }

    /// The note that a container was read to its end; the hash of the stamp is the number of
    /// documents in it, the skipped ones counted.
    pub fn prepare_container(&self, stamp: &SourceStamp) -> PreparedDocument {
        self.prepare_note(CONTAINER, stamp)
    }

    fn ledger_document(&self, stamp: &SourceStamp) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.fields.source, &stamp.key);
        let source_key = LedgerEntry::short_hash(&blake3::hash(stamp.key.as_bytes()));
        document.add_u64(self.fields.source_key, source_key);
        document.add_u64(self.fields.size, stamp.size);
        document.add_i64(self.fields.mtime, stamp.mtime_ns);
        document.add_u64(self.fields.hash, stamp.hash);
        document
    }

    fn add_text(&self, release: &Release, document: &mut TantivyDocument) {
        let language = release.language.as_deref();
        let fields = &self.fields;
        let weights = &self.weights;
        let parts = WordsOfParts::of(release);
        let (lead, rest) = parts.lead_and_rest();
        let mut text = PreparedText::default();
        text.push(lead, language, whole(weights.lead));
        text.push(rest, language, whole(weights.body));
        document.add_u64(fields.body_end, text.num_positions());
        for (part, weight) in [
            (WordPart::Headline, weights.headline),
            (WordPart::Subhead, weights.subhead),
        ] {
            text.push_gap();
            for words in parts.texts(part) {
                text.push(words, language, whole(weight));
            }
        }
        for words in parts.texts(WordPart::Margin) {
            text.push_gap();
            text.push(words, language, 1);
        }
        document.add_text(fields.text, text.into_marked());
        self.add_parts(release, &parts, document);
        document.add_text(fields.words, parts.set().into_marked());
    }

    fn add_parts(
        &self,
        release: &Release,
        parts: &WordsOfParts<'_>,
        document: &mut TantivyDocument,
    ) {
        let language = release.language.as_deref();
        for (part, _) in &parts.parts {
            let Some(field) = self.part_field(*part) else {
                continue;
            };
            let mut prepared = PreparedText::default();
            for text in parts.texts(*part) {
                prepared.push_gap();
                prepared.push(text, language, 1);
            }
            if !prepared.is_empty() {
                document.add_text(field, prepared.into_marked());
            }
        }
        if let Some(number) = &release.release_number {
            document.add_text(self.fields.parts.number, number_form(number));
        }
    }

    fn part_field(&self, part: WordPart) -> Option<Field> {
        let parts = &self.fields.parts;
        match part {
            WordPart::Headline => Some(parts.headline),
            WordPart::Subhead => Some(parts.subhead),
            WordPart::Lead => Some(parts.lead),
            WordPart::Quote => Some(parts.quote),
            WordPart::Speaker => Some(parts.speaker),
            WordPart::Boilerplate => Some(parts.boilerplate),
            WordPart::Contacts => Some(parts.contacts),
            WordPart::Issuer => Some(parts.issuer),
            WordPart::Dateline => Some(parts.dateline),
            WordPart::Body | WordPart::Margin => None,
        }
    }

    fn add_facets(&self, release: &Release, stamp: &SourceStamp, document: &mut TantivyDocument) {
        let facets = &self.fields.facets;
        for country in &release.countries {
            let field = match country.role {
                CountryRole::About => facets.country,
                CountryRole::Mentioned => facets.country_mentioned,
            };
            add_facet(document, field, [country.code.as_str()]);
        }
        self.add_persons(release, document);
        for topic in &release.topics {
            add_facet(document, facets.topic, topic.path.split('/'));
        }
        if let Some(language) = &release.language {
            add_facet(document, facets.language, [language.as_str()]);
        }
        if let Some(issuer) = &release.issuer {
            add_facet(document, facets.issuer, [issuer.as_str()]);
        }
        let path = stamp.key.split('!').next().unwrap_or_default();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        add_facet(document, facets.folder, folder.split('/'));
    }

    fn add_persons(&self, release: &Release, document: &mut TantivyDocument) {
        let fields = &self.fields;
        let mut written = BTreeSet::new();
        for person in &release.persons {
            add_facet(document, fields.facets.person, [person.name.as_str()]);
            let fullest = person.forms.first().unwrap_or(&person.name);
            add_facet(
                document,
                fields.facets.person_as_written,
                [fullest.as_str()],
            );
            written.extend(person.forms.iter().map(|form| name_form(form)));
        }
        let names = release.persons.iter().map(|person| name_form(&person.name));
        let forms: BTreeSet<_> = names.chain(written.iter().cloned()).collect();
        for form in forms {
            document.add_text(fields.person_form, form);
        }
        for form in written {
            document.add_text(fields.written_form, form);
        }
    }
}

/// The form in which names of persons are compared: folded, single spaces.
pub fn name_form(name: &str) -> String {
    let folded = fold(name);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The form in which release numbers are compared: folded, no spaces.
pub fn number_form(number: &str) -> String {
    fold(number).split_whitespace().collect()
}

/// Days since 1970.
pub fn day_number(day: time::Date) -> i64 {
    i64::from(day.to_julian_day()) - i64::from(time::OffsetDateTime::UNIX_EPOCH.to_julian_day())
}

/// The first paragraph of a body, and what follows it.
pub fn lead_and_rest(body: &str) -> (&str, &str) {
    let end = body.find("\n\n").unwrap_or(body.len());
    body.split_at(end)
}

/// A weight as the number of times that a word is counted, at least once.
fn whole(weight: f32) -> usize {
    // Rounded and clamped to a small positive number first.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let times = weight.round().clamp(1.0, 100.0) as usize;
    times
}

/// The longest part of a facet value in bytes; longer ones are no names but accidents.
const MAX_FACET_BYTES: usize = 1000;

fn add_facet<'p>(
    document: &mut TantivyDocument,
    field: Field,
    path: impl IntoIterator<Item = &'p str>,
) {
    let parts: Vec<_> = path
        .into_iter()
        .filter(|part| !part.is_empty() && part.len() <= MAX_FACET_BYTES && !part.contains('\0'))
        .collect();
    if !parts.is_empty() {
        document.add_facet(field, Facet::from_path(parts));
    }
}

fn json(data: &impl serde::Serialize) -> String {
    serde_json::to_string(data).expect("plain data with string keys")
}
