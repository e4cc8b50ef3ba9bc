//! Why a release reads as it does: what each field has, by which step, and what was passed over.
//!
//! Nothing is decided here. The steps that decide are asked for their candidates.

mod anatomy;
mod draft;
mod facets;

use crate::clean::CleanDocument;
use crate::config::Config;
use crate::release::{Release, ReleaseId, Source};
use crate::report::{Choice, Explanation, Field, PageNotes, Site};

use super::{Input, Reading, read};

/// Reads one release as [`extract`](super::extract) does and says how; `notes` are those of its
/// cleaning.
pub fn explain(
    id: ReleaseId,
    source: Source,
    (document, notes): (&CleanDocument, &PageNotes),
    config: &Config,
) -> (Release, Explanation) {
    let path = source.path.clone();
    let input = Input { document, config };
    let (release, fields) = read(id, source, input, |reading| fields(reading, notes));
    let draft = draft::draft(&notes.site, &fields);
    let site = Site {
        draft,
        ..notes.site.clone()
    };
    let explanation = Explanation {
        path,
        site,
        fields,
        warnings: release.warnings.clone(),
    };
    (release, explanation)
}

/// The fields in the order of the record.
fn fields(reading: &Reading<'_>, notes: &PageNotes) -> Vec<Field> {
    vec![
        anatomy::headline(reading, notes),
        anatomy::subhead(reading, notes),
        anatomy::body(reading, notes),
        anatomy::dateline(reading),
        anatomy::date(reading, notes),
        anatomy::language(reading),
        facets::countries(reading),
        facets::persons(reading),
        facets::topics(reading),
        facets::quotes(reading),
        anatomy::parts("contacts", &reading.parts.contacts),
        anatomy::parts("boilerplate", &reading.parts.boilerplate),
        anatomy::notices(reading),
        anatomy::release_number(reading),
        anatomy::issuer(reading, notes),
    ]
}

/// A field whose first candidate is the value and whose others were passed over.
fn ranked(name: &'static str, candidates: impl IntoIterator<Item = Choice>) -> Field {
    let mut candidates = candidates.into_iter();
    Field {
        name,
        chosen: candidates.next().into_iter().collect(),
        passed_over: candidates.collect(),
        removed: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};
    use std::sync::LazyLock;

    use super::explain;
    use crate::clean;
    use crate::config::{Config, SiteRules};
    use crate::release::{Release, ReleaseId, Source};
    use crate::report::{Explanation, Field};
    use crate::source::{RawDocument, decode};

    static CONFIG: LazyLock<Config> =
        LazyLock::new(|| Config::builtin().expect("the built-in config is valid"));

    fn explained(raw: &RawDocument, config: &Config) -> (Release, Explanation) {
        let (document, notes) = clean::explain(raw, config);
        let source = Source {
            path: raw.path.clone(),
            ..Source::default()
        };
        let id = ReleaseId::of_hash(&raw.hash);
        explain(id, source, (&document, &notes), config)
    }

    fn field<'e>(explanation: &'e Explanation, name: &str) -> &'e Field {
        let found = explanation.fields.iter().find(|f| f.name == name);
        found.expect("every field is explained")
    }

    /// The pages of the sample archive.
    fn pages(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                pages(&path, found);
            } else if path.extension().is_some_and(|e| e == "html" || e == "htm") {
                found.push(path);
            }
        }
    }

    #[test]
    fn the_drafted_rule_finds_again_what_was_found() {
        let mut paths = Vec::new();
        pages(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus-sample"),
            &mut paths,
        );
        let mut num_ruled = 0;
        let mut config = CONFIG.clone();
        for path in paths {
            let bytes = std::fs::read(&path).expect("readable");
            let Ok(raw) = decode("in/pages.larnwick.example/a.html", &bytes) else {
                continue;
            };
            let (release, explanation) = explained(&raw, &CONFIG);
            let Some(draft) = &explanation.site.draft else {
                continue;
            };
            let host = draft.file.strip_prefix("sites/").expect("a folder");
            let host = host.strip_suffix(".toml").expect("an ending");
            config.sites = SiteRules::of_text(host, &draft.text);
            let (ruled, explanation) = explained(&raw, &config);
            let shown = format!("{}\n{}", path.display(), draft.text);
            assert_eq!(explanation.site.rule.as_ref(), Some(&draft.file), "{shown}");
            let is_ruled = ruled.body_basis == "site rule";
            assert_eq!(is_ruled, !release.body.is_empty(), "{shown}");
            assert_eq!(ruled.body, release.body, "{shown}");
            assert_eq!(ruled.headline, release.headline, "{shown}");
            assert_eq!(ruled.date.value, release.date.value, "{shown}");
            assert_eq!(ruled.warnings, release.warnings, "{shown}");
            num_ruled += 1;
        }
        assert!(num_ruled > 40, "{num_ruled} pages");
    }

    #[test]
    fn a_plain_text_is_explained_without_a_page() {
        let text = "Harbour Bridge Opens\n\nLARNWICK, Norway, 5 April 2018 – The bridge of Larnwick in Norway opened on \
            Thursday, said Ilse Brandmeier, who runs the harbour office. She thanked the engineers.\n";
        let raw = decode("in/a.txt", text.as_bytes()).expect("text");
        let (release, explanation) = explained(&raw, &CONFIG);
        assert_eq!(explanation.site.draft, None);
        assert_eq!(release.body_basis, "plain text");
        let headline = field(&explanation, "headline");
        assert_eq!(headline.chosen[0].value, "Harbour Bridge Opens");
        let date = field(&explanation, "date");
        assert_eq!(
            (date.chosen[0].value.as_str(), date.chosen[0].basis.as_str()),
            ("2018-04-05", "dateline")
        );
        let country = &field(&explanation, "countries").chosen[0];
        assert_eq!(country.value, "NO Norway");
    }

    #[test]
    fn what_is_explained_is_what_is_extracted() {
        let page = "<title>Bridge opens | Larnwick</title><h1>Bridge opens in June</h1><time>5 April 2018</time>\
            <main><p>The bridge of Larnwick opens to lorries in June, the harbour office said in a note on Thursday.</main>";
        let raw = decode("in/a.html", page.as_bytes()).expect("text");
        let (release, explanation) = explained(&raw, &CONFIG);
        let document = clean::clean(&raw, &CONFIG);
        let source = Source {
            path: raw.path.clone(),
            ..Source::default()
        };
        let id = ReleaseId::of_hash(&raw.hash);
        assert_eq!(
            super::super::extract(id, source, &document, &CONFIG),
            release
        );
        let headline = field(&explanation, "headline");
        let chosen = &headline.chosen[0];
        assert_eq!(
            (chosen.value.as_str(), chosen.selector.as_deref()),
            ("Bridge opens in June", Some("h1"))
        );
        let others: Vec<&str> = headline
            .passed_over
            .iter()
            .map(|c| c.value.as_str())
            .collect();
        assert_eq!(others, ["Bridge opens", "Bridge opens in June"]);
    }
}
