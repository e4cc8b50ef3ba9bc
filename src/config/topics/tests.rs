//! The shipped tree, and what is said of a wrong one.

use super::*;
use crate::config::ConfigFile;

const TOP: [&str; 17] = [
    "arts-culture-entertainment",
    "conflict-war-peace",
    "crime-law-justice",
    "disaster-accident",
    "economy-business-finance",
    "education",
    "environment",
    "health",
    "human-interest",
    "labour",
    "lifestyle-leisure",
    "politics",
    "religion",
    "science-technology",
    "society",
    "sport",
    "weather",
];

fn shipped() -> TopicTree {
    let mut problems = Problems::default();
    let files = ConfigFiles::builtin();
    let file = files.get("topics.toml").expect("topics.toml is shipped");
    let tree = read::tree(file, &mut problems);
    read::check_terms(&tree, file, &mut problems);
    assert_eq!(problems.into_sorted(), []);
    tree
}

#[test]
fn the_build_has_read_what_the_file_says() {
    assert_eq!(TopicTree::shipped().topics, shipped().topics);
    assert_eq!(TopicTree::shipped().by_path, shipped().by_path);
}

fn problems(text: &str) -> Vec<String> {
    let file = ConfigFile {
        name: "topics.toml".to_owned(),
        shown: "topics.toml".to_owned(),
        text: text.to_owned().into(),
    };
    let mut problems = Problems::default();
    let tree = read::tree(&file, &mut problems);
    read::check_terms(&tree, &file, &mut problems);
    let sorted = problems.into_sorted();
    sorted.iter().map(ToString::to_string).collect()
}

#[test]
fn the_top_level_is_that_of_the_media_topics() {
    let tree = shipped();
    let top = tree.topics().iter().filter(|t| t.parent.is_none());
    let paths: Vec<_> = top.map(|t| t.path.as_str()).collect();
    assert_eq!(paths, TOP);
}

#[test]
fn every_subject_has_english_terms_and_every_path_its_parent() {
    let tree = shipped();
    for (at, topic) in tree.topics().iter().enumerate() {
        let above = topic.path.rsplit_once('/').map(|(above, _)| above);
        let parent = topic.parent.map(|p| tree.topics()[p].path.as_str());
        assert_eq!(parent, above, "{}", topic.path);
        assert!(topic.parent.is_none_or(|p| p < at));
    }
    assert!(tree.lexicon("en").is_some());
    assert!(tree.lexicon("xx").is_none());
}

#[test]
fn a_topic_is_found_by_path_last_part_or_label() {
    let tree = shipped();
    for (typed, expected) in [
        ("politics/election", Some("politics/election")),
        ("/Politics/Election/", Some("politics/election")),
        ("ELECTION", Some("politics/election")),
        ("climate change", Some("environment/climate-change")),
        ("Football (soccer)", Some("sport/football")),
        ("sport", Some("sport")),
        ("juggling", None),
        ("", None),
    ] {
        let found = tree.find(typed).map(|t| t.path.as_str());
        assert_eq!(found, expected, "{typed}");
    }
}

#[test]
fn children_are_those_right_below() {
    let tree = shipped();
    assert!(tree.children("sport").any(|t| t.path == "sport/tennis"));
    assert!(tree.children("sport").all(|t| t.path.starts_with("sport/")));
    assert_eq!(tree.children("no-such").count(), 0);
    assert_eq!(tree.label("sport"), Some("Sport"));
}

#[test]
fn keywords_of_issuers_are_compared_without_case_and_marks() {
    let tree = shipped();
    let path = |keyword: &str| {
        let first = tree.of_keyword(keyword).first()?;
        tree.topics().get(*first).map(|t| t.path.clone())
    };
    let mergers = Some("economy-business-finance/mergers-acquisitions".to_owned());
    assert_eq!(path("Mergers & Acquisitions"), mergers);
    assert_eq!(
        path("Health-care FRAUD"),
        Some("crime-law-justice/fraud".into())
    );
    assert_eq!(path("frobnication"), None);
}

#[test]
fn faults_are_reported_with_their_line() {
    let text = r#"
[[topic]]
path = "politics"
label = "Politics"
iptc = "11000000"
[topic.terms.en]
strong = """
minister, elect*^12,
minister"""
excludes = "minister"
[topic.terms.english]
weak = "word"

[[topic]]
path = "politic/election"
label = "Elections"

[[topic]]
path = "politics"
lable = "Again"

[[topic]]
path = "Sport"
label = "Sport"

[[topic]]
path = "weather"
label = "Weather"
factor = 0.0

[[topic]]
path = "politics"
label = "Twice"
"#;
    let expected = [
        "topics.toml:2: `11000000` is not a code of the IPTC Media Topics\n  help: write `medtop:` and eight digits",
        "topics.toml:8: the weight `12` is not a number above 0 and up to 10",
        "topics.toml:9: the term `minister` is given twice for this topic",
        "topics.toml:10: `minister` is both a term and excluded",
        "topics.toml:11: `english` is not a language\n  help: use a code of two letters: `en`, `ru`, `kk`",
        "topics.toml:14: the topic `politic/election` is below `politic`, which is not a topic\n  help: did you mean `politics`?",
        "topics.toml:20: unknown field `lable`, expected one of `path`, `label`, `iptc`, `factor`, `keywords`, `terms`\n  help: did you mean `label`?",
        "topics.toml:22: `Sport` is not a topic path\n  help: lower-case words joined by `-`, levels by `/`: `politics/election`",
        "topics.toml:26: the factor `0` is not between 0.1 and 10",
        "topics.toml:31: the topic `politics` is given twice",
    ];
    assert_eq!(problems(text), expected);
}
