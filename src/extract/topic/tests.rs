//! Invented releases and what they are about.

use super::*;
use crate::release::TopicBasis;

fn config() -> Config {
    Config::builtin().expect("the shipped config is valid")
}

fn paths(headline: &str, body: &str, language: &str) -> Vec<String> {
    let article = Article::new(Some(headline), None, body, None, language, &[]);
    let found = topics(&article, &config());
    assert!(found.iter().all(|t| t.score > 0.0 && t.score <= 1.0));
    assert!(found.windows(2).all(|w| w[0].score >= w[1].score));
    found.into_iter().map(|t| t.path).collect()
}

fn check(headline: &str, body: &str, expected_first: &str) {
    let found = paths(headline, body, "en");
    let first = found.first().map_or("", String::as_str);
    assert_eq!(first, expected_first, "{headline}: {found:?}");
}

#[test]
fn short_texts_are_told_apart() {
    check(
        "Harrow Mills posts wider quarterly loss",
        "The retailer said revenue fell and cut its full-year forecast, sending shares down 4 percent.",
        "economy-business-finance/company-results",
    );
    check(
        "Late header sends Norvale through",
        "Norvale beat Eastham 2-1 in the cup tie after the striker scored in injury time.",
        "sport/football",
    );
    check(
        "Patch closes security hole in mail program",
        "The software maker released an update after researchers found a security flaw that lets hackers take over a computer.",
        "science-technology/cyber-security",
    );
    check(
        "Mortar fire kills three near border town",
        "Rebels shelled an army checkpoint hours after a ceasefire was to begin, the defence ministry said.",
        "conflict-war-peace/armed-conflict",
    );
    check(
        "Norvale votes in general election",
        "Turnout was high, and the opposition candidate led in the first exit poll.",
        "politics/election",
    );
}

#[test]
fn other_languages_have_their_terms() {
    for (language, text, expected) in [
        (
            "ru",
            "Министр иностранных дел провёл переговоры с послом.",
            "politics/international-relations",
        ),
        (
            "ru",
            "Центробанк сохранил ключевую ставку, инфляция замедлилась.",
            "economy-business-finance/macroeconomics",
        ),
        (
            "kk",
            "Парламент жаңа заң жобасын қабылдады, деді Мәжіліс депутаты.",
            "politics",
        ),
        (
            "kk",
            "Аурухана дәрігерлері науқастарға вакцина салды.",
            "health",
        ),
        (
            "fr",
            "Le parlement a adopté le projet de loi du gouvernement.",
            "politics",
        ),
        (
            "fr",
            "Le gardien de but et le buteur ont brillé en ligue des champions.",
            "sport/football",
        ),
        (
            "es",
            "El banco central subió los tipos de interés por la inflación.",
            "economy-business-finance/macroeconomics",
        ),
        (
            "es",
            "Un terremoto dejó numerosos damnificados y heridos.",
            "disaster-accident",
        ),
        (
            "de",
            "Die Gewerkschaft ruft zum Streik für höhere Löhne auf.",
            "labour",
        ),
        (
            "de",
            "Forscher der Universität stellen einen neuen Satelliten vor.",
            "science-technology",
        ),
        (
            "zh",
            "外交部长与大使举行会谈，讨论两国关系。",
            "politics/international-relations",
        ),
        ("zh", "央行下调利率，股市上涨。", "economy-business-finance"),
    ] {
        let found = paths("", text, language);
        let first = found.first().map_or("", String::as_str);
        assert!(first.starts_with(expected), "{text}: {found:?}");
        assert_eq!(paths("", text, ""), found, "the language is guessed");
    }
}

#[test]
fn several_topics_come_out_the_strongest_first() {
    let found = paths(
        "Ministers discuss trade and transit",
        "The foreign ministers of both countries met in the capital to discuss bilateral cooperation.\n\n\
         Exports grew by a tenth, and a free trade agreement is being prepared, the ministry said. \
         Customs duties on grain will fall.",
        "en",
    );
    assert_eq!(found[0], "politics/international-relations", "{found:?}");
    assert!(
        found.contains(&"economy-business-finance/trade".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_text_that_says_nothing_has_no_topic() {
    for text in ["", "Lorem ipsum dolor sit amet.", "1234 5678", "…"] {
        assert_eq!(paths("", text, "en"), [""; 0], "{text}");
        assert_eq!(paths(text, "", ""), [""; 0], "{text}");
    }
}

#[test]
fn excluded_phrases_are_not_evidence() {
    check(
        "New stock car season opens",
        "The race is run over 200 laps.",
        "sport/motor-sport",
    );
    assert_eq!(
        paths("A flea market in the capital city", "", "en"),
        [""; 0]
    );
}

#[test]
fn keywords_of_the_issuer_lead_and_are_marked() {
    let keywords = ["News; Sport > Tennis, Frobnication".to_owned()];
    let body = "Parliament passed the bill after the prime minister won the vote.";
    let article = Article::new(None, None, body, None, "en", &keywords);
    let found = topics(&article, &config());
    let listed: Vec<_> = found.iter().map(|t| (t.path.as_str(), t.basis)).collect();
    assert_eq!(listed[0].1, TopicBasis::Issuer, "{listed:?}");
    assert!(listed.contains(&("sport/tennis", TopicBasis::Issuer)));
    assert!(
        listed
            .iter()
            .any(|(path, basis)| path.starts_with("politics") && *basis == TopicBasis::Inferred)
    );
}

#[test]
fn any_text_is_survived() {
    let long = "election ".repeat(20_000);
    for text in [
        long.as_str(),
        "-'-'-",
        "央行央行",
        "\u{301}\u{301}",
        "a*^=b",
    ] {
        let article = Article::new(Some(text), Some(text), text, None, "zz", &[]);
        assert!(topics(&article, &config()).len() < 100);
    }
}
