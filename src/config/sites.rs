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

/// Where a site keeps what. An empty list leaves the matter to the general way.
///
/// Selectors can name the attributes `class`, `content`, `datetime`, `href`, `id`, `itemprop`,
/// `itemtype`, `lang`, `name`, `property`, `rel` and `role`; no other outlives the pruning of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteRule {
    /// The element that holds the text; the first that is found.
    pub content: Vec<Selector>,
    /// The headline; the first that is found.
    pub headline: Vec<Selector>,
    /// The day of publication; the first that is found.
    pub date: Vec<Selector>,
    /// What is not part of the text.
    pub remove: Vec<Selector>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct RuleFile {
    content: Vec<Spanned<String>>,
    headline: Vec<Spanned<String>>,
    date: Vec<Spanned<String>>,
    remove: Vec<Spanned<String>>,
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

    /// Whether there is no rule at all.
    pub fn is_empty(&self) -> bool {
        self.by_host.is_empty()
    }

    /// The rule for a host or for a domain above it: `news.larnwick.example`, then
    /// `larnwick.example`.
    pub fn of_host(&self, host: &str) -> Option<&SiteRule> {
        let host = host.to_ascii_lowercase();
        let mut rest = Some(host.as_str());
        while let Some(domain) = rest {
            if let Some(rule) = self.by_host.get(domain) {
                return Some(rule);
            }
            rest = domain.split_once('.').map(|(_, above)| above);
        }
        None
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
        content: selectors(found.content),
        headline: selectors(found.headline),
        date: selectors(found.date),
        remove: selectors(found.remove),
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
        let (rules, problems) = read("content = [\"div.news\"]\n");
        assert!(problems.is_empty());
        assert!(rules.of_host("press.Larnwick.example").is_some());
        assert!(rules.of_host("larnwick.example").is_some());
        assert!(rules.of_host("example").is_none());
    }

    #[test]
    fn every_wrong_selector_is_reported_with_its_line() {
        let (_, problems) =
            read("content = [\"div.news\"]\nremove = [\n  \"p > a\",\n  \"\",\n]\n");
        assert_eq!(
            problems,
            [
                "3: wrong selector `p > a`: `>` is not understood in a selector",
                "4: wrong selector ``: the selector is empty",
            ]
        );
    }

    #[test]
    fn the_shipped_config_is_valid_with_its_sites() {
        assert!(Config::builtin().is_ok());
    }
}
