//! `sites/<host>.toml`: selectors for a known site, which override the general way.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::file::{ConfigFile, ConfigFiles};
use super::problem::Problems;
use super::selector::Selector;

/// The rules of `sites/`, by host.
#[derive(Debug, Clone, Default)]
pub struct SiteRules {
    by_host: BTreeMap<String, SiteRule>,
}

/// Where a site keeps what. What is left out, or finds nothing, is left to the general way.
///
/// Selectors can name the attributes `class`, `content`, `datetime`, `href`, `id`, `itemprop`,
/// `itemtype`, `lang`, `name`, `property`, `rel` and `role`; no other outlives the pruning of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteRule {
    /// The file, below the config folder: `sites/larnwick.example.toml`.
    pub file: String,
    /// The headline; the first that is found.
    pub headline: Vec<Selector>,
    /// The line below the headline; the first that is found.
    pub subhead: Vec<Selector>,
    /// The element that holds the text; the first that is found.
    pub body: Vec<Selector>,
    /// The day of publication; the first that is found.
    pub date: Vec<Selector>,
    /// Who publishes; the first that is found.
    pub issuer: Vec<Selector>,
    /// Who publishes, on a site where it is always the same.
    pub issuer_name: Option<String>,
    /// What is taken out of the page before it is read.
    pub remove: Vec<Selector>,
    /// What belongs to the text whatever it looks like, and outside of the body too.
    pub keep: Vec<Selector>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RuleFile {
    headline: Vec<Spanned<String>>,
    subhead: Vec<Spanned<String>>,
    body: Vec<Spanned<String>>,
    date: Vec<Spanned<String>>,
    issuer: Vec<Spanned<String>>,
    issuer_name: Option<String>,
    remove: Vec<Spanned<String>>,
    keep: Vec<Spanned<String>>,
}

impl SiteRules {
    pub(super) fn read(files: &ConfigFiles, problems: &mut Problems) -> Self {
        let mut by_host = BTreeMap::new();
        for file in files.iter() {
            let host = file
                .name
                .strip_prefix("sites/")
                .and_then(|n| n.strip_suffix(".toml"));
            let (Some(host), Some(rule)) = (host, host.and_then(|_| read_rule(file, problems)))
            else {
                continue;
            };
            by_host.insert(host.to_ascii_lowercase(), rule);
        }
        Self { by_host }
    }

    /// The rule of one site.
    #[cfg(test)]
    pub(crate) fn of_text(host: &str, text: &str) -> Self {
        let name = format!("sites/{host}.toml");
        let file = ConfigFile {
            shown: name.clone(),
            name,
            text: text.to_owned().into(),
        };
        let mut problems = Problems::default();
        let rules = Self::read(&ConfigFiles::default().with(file), &mut problems);
        assert_eq!(problems.into_sorted(), []);
        rules
    }

    /// Whether there is no rule at all.
    pub fn is_empty(&self) -> bool {
        self.by_host.is_empty()
    }

    /// The rule for a host, with `www.` or without, or for a domain above it:
    /// `news.larnwick.example`, then `larnwick.example`.
    pub fn of_host(&self, host: &str) -> Option<&SiteRule> {
        let host = host.to_ascii_lowercase();
        let with_www = || self.by_host.get(&format!("www.{host}"));
        let mut domains = std::iter::successors(Some(host.as_str()), |domain| {
            domain.split_once('.').map(|(_, above)| above)
        });
        let own = domains.next().and_then(|own| self.by_host.get(own));
        own.or_else(with_www)
            .or_else(|| domains.find_map(|domain| self.by_host.get(domain)))
    }
}

fn read_rule(file: &ConfigFile, problems: &mut Problems) -> Option<SiteRule> {
    let found: RuleFile = file.read(problems)?;
    let mut selectors = |list: Vec<Spanned<String>>| -> Vec<Selector> {
        let mut parsed = Vec::new();
        for selector in list {
            match selector.get_ref().parse() {
                Ok(selector) => parsed.push(selector),
                Err(error) => {
                    let line = file.line_at(selector.span().start);
                    let message = format!("wrong selector `{}`: {error}", selector.get_ref());
                    problems.push(file.problem(line, message, None));
                }
            }
        }
        parsed
    };
    Some(SiteRule {
        file: file.name.clone(),
        headline: selectors(found.headline),
        subhead: selectors(found.subhead),
        body: selectors(found.body),
        date: selectors(found.date),
        issuer: selectors(found.issuer),
        issuer_name: found.issuer_name,
        remove: selectors(found.remove),
        keep: selectors(found.keep),
    })
}

#[cfg(test)]
mod tests {
    use super::super::Config;
    use super::*;

    fn read(text: &str) -> (SiteRules, Vec<String>) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("sites")).expect("a folder");
        std::fs::write(folder.path().join("sites/larnwick.example.toml"), text).expect("a file");
        let files = ConfigFiles::from_folder(folder.path()).expect("readable");
        let mut problems = Problems::default();
        let rules = SiteRules::read(&files, &mut problems);
        let shown = problems.into_sorted();
        (
            rules,
            shown
                .iter()
                .map(|p| format!("{}: {}", p.line.unwrap_or(0), p.message))
                .collect(),
        )
    }

    #[test]
    fn a_rule_serves_its_host_and_those_below() {
        let (rules, problems) = read("body = [\"div.news\"]\n");
        assert!(problems.is_empty());
        assert!(rules.of_host("press.Larnwick.example").is_some());
        assert!(rules.of_host("www.larnwick.example").is_some());
        assert!(rules.of_host("larnwick.example").is_some());
        assert!(rules.of_host("example").is_none());
    }

    #[test]
    fn a_rule_named_with_www_serves_the_host_without() {
        let rule = SiteRule::default();
        let rules = SiteRules {
            by_host: [("www.larnwick.example".to_owned(), rule)].into(),
        };
        assert!(rules.of_host("larnwick.example").is_some());
        assert!(rules.of_host("www.larnwick.example").is_some());
        assert!(rules.of_host("press.larnwick.example").is_none());
    }

    #[test]
    fn an_unknown_key_is_told_with_the_one_that_was_meant() {
        let (_, problems) = read("boddy = [\"div\"]\n");
        assert!(
            problems[0].starts_with("1: unknown field `boddy`"),
            "{problems:?}"
        );
    }

    #[test]
    fn every_wrong_selector_is_reported_with_its_line() {
        let (_, problems) = read("body = [\"div.news\"]\nremove = [\n  \"p + a\",\n  \"\",\n]\n");
        assert_eq!(
            problems,
            [
                "3: wrong selector `p + a`: `+` is not understood in a selector",
                "4: wrong selector ``: the selector is empty",
            ]
        );
    }

    #[test]
    fn the_shipped_config_is_valid_with_its_sites() {
        assert!(Config::builtin().is_ok());
    }
}
