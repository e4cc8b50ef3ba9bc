//! The traps of the field, each a sentence with the countries that it names.

use super::*;
use crate::config::Config;
use crate::release::{Dateline, Mention};
use std::sync::OnceLock;

fn config() -> &'static Config {
    static CONFIG: OnceLock<Config> = OnceLock::new();
    CONFIG.get_or_init(|| Config::builtin().expect("the shipped config is valid"))
}

fn found(headline: &str, body: &str, language: &str) -> Vec<Country> {
    let article = Article::new(Some(headline), None, body, None, language, &[]);
    countries(&article, &[], config())
}

fn codes(list: &[Country]) -> Vec<&str> {
    let mut codes: Vec<&str> = list.iter().map(|c| c.code.as_str()).collect();
    codes.sort_unstable();
    codes
}

/// The codes of the countries that a body names, in alphabetical order.
fn check(body: &str, expected: &[&str]) {
    check_in("en", body, expected);
}

fn check_in(language: &str, body: &str, expected: &[&str]) {
    let article = Article::new(None, None, body, None, language, &[]);
    let named = candidates(&article, &[], config());
    let named = named.iter().filter(|c| c.features[0] > 0.0);
    let mut codes: Vec<&str> = named.map(|c| c.code.as_str()).collect();
    codes.sort_unstable();
    assert_eq!(codes, expected, "{body}");
}

#[test]
fn states_and_provinces_decide_where_a_city_lies() {
    check("The plant in Paris, Texas, will close.", &["US"]);
    check("The mayor of Bangor, Maine, resigned.", &["US"]);
    check("A farm near Lebanon, N.H., was sold.", &["US"]);
    check("The works at London, Ontario, reopened.", &["CA"]);
    check("An office in Springfield, IL 62701 opened.", &["US"]);
    check("The plant in Paris closed.", &["FR"]);
    check(
        "Flights from Iran, Iraq and Jordan resumed.",
        &["IQ", "IR", "JO"],
    );
    check("An outlet in Atlanta, Georgia, opened.", &["US"]);
    check("The envoy arrived in Tbilisi, Georgia, on Monday.", &["GE"]);
    check("The bus ran in Bogotá, D.C., and it paid.", &["CO"]);
}

#[test]
fn the_state_of_georgia_is_told_from_the_country() {
    check(
        "Growers in Florida, Alabama and Georgia lost crops.",
        &["US"],
    );
    check(
        "Parliament in Tbilisi met. Georgia will hold a vote.",
        &["GE"],
    );
    check("The Georgian premier said Georgia would join.", &["GE"]);
}

#[test]
fn persons_and_organisations_lend_no_places() {
    check("The coach praised Michael Jordan and Chad Brenner.", &[]);
    check("Mr. Chad Brenner spoke after Jordan Ames.", &[]);
    check("Talks in Chad and Jordan went on.", &["JO", "TD"]);
    check("He told the China Daily about French fries.", &[]);
    check("The Bank of America and American Express merged.", &[]);
    check("A Boston Widgets Inc plant and Jersey cows.", &[]);
    let person = Person {
        name: "Ana Kingston".to_owned(),
        title: None,
        forms: vec!["Ana Kingston".to_owned()],
        mentions: vec![Mention {
            text: "Ana Kingston".to_owned(),
            start: 0,
            end: 12,
        }],
    };
    let body = "Ana Kingston visited Oslo.";
    let article = Article::new(Some("Ana Kingston in Oslo"), None, body, None, "en", &[]);
    assert_eq!(codes(&countries(&article, &[person], config())), ["NO"]);
}

#[test]
fn near_names_are_kept_apart() {
    check("New Mexico and New Jersey signed.", &["US"]);
    check("Niger and Nigeria share a border.", &["NE", "NG"]);
    check("The Niger Delta flooded.", &["NG"]);
    check(
        "Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea met.",
        &["GN", "GQ", "GW", "PG"],
    );
    check(
        "The Republic of the Congo and the Democratic Republic of the Congo met.",
        &["CD", "CG"],
    );
    check("North Korea and South Korea met.", &["KP", "KR"]);
    check("Dominica and the Dominican Republic met.", &["DM", "DO"]);
    check("Latin America and the South American bloc grew.", &[]);
}

#[test]
fn big_words_are_no_small_places() {
    check("European leaders from across Africa and Asia met.", &[]);
    check("Oil prices in Oklahoma fell.", &["US"]);
    check("The Gulf of Mexico and the Indian Ocean are warm.", &[]);
}

#[test]
fn common_words_are_no_places() {
    check("Turkey is on the menu. We like turkey and china.", &[]);
    check("Officials in Turkey replied. Turkey will wait.", &["TR"]);
    check("Reading is fun. Nice people split the bill.", &[]);
    check("Join us. They told us so.", &[]);
    check("A US envoy and the U.S.-led force left.", &["US"]);
    assert_eq!(
        codes(&found("CONTACT US TODAY", "Write soon.", "en")),
        [""; 0]
    );
}

#[test]
fn former_states_are_values_of_their_own() {
    check("The Soviet Union sent wheat from Moscow.", &["SU"]);
    check("Russia recalled the Soviet era.", &["RU", "SU"]);
    check("East Germany and West Germany signed.", &["DD", "DE"]);
    check(
        "Yugoslavia, Czechoslovakia and Zaire voted.",
        &["CS", "YU", "ZR"],
    );
    check("Burma, Swaziland and Holland voted.", &["MM", "NL", "SZ"]);
    check_in("de", "Die DDR baute in Magdeburg ein Werk.", &["DD"]);
    check("Czechoslovakia built a plant in Prague.", &["CS"]);
}

#[test]
fn other_languages_and_their_endings_are_known() {
    check_in("ru", "Президент России прибыл в Казахстан.", &["KZ", "RU"]);
    check_in(
        "ru",
        "В США и Великобритании российских и китайскими товарами",
        &["CN", "GB", "RU", "US"],
    );
    check_in(
        "ru",
        "Встреча в Южной Корее с премьером Грузии.",
        &["GE", "KR"],
    );
    check_in(
        "kk",
        "Қазақстанның Ресеймен және Қытаймен келісімі",
        &["CN", "KZ", "RU"],
    );
    check_in(
        "de",
        "Die deutsche Regierung und das kasachische Volk in Österreich",
        &["AT", "DE", "KZ"],
    );
    check_in(
        "fr",
        "Les entreprises françaises en Allemagne et la société italienne",
        &["DE", "FR", "IT"],
    );
    check_in(
        "es",
        "Las empresas españolas en Alemania y los rusos",
        &["DE", "ES", "RU"],
    );
    check_in(
        "zh",
        "中国和哈萨克斯坦在北京签署协议，美国表示欢迎。",
        &["CN", "KZ", "US"],
    );
    check_in(
        "ja",
        "日本とフランスの大使が新しいタイトルを語った。タイは欠席した。",
        &["FR", "JP", "TH"],
    );
    check_in("ar", "زار الرئيس روسيا والصين", &["CN", "RU"]);
}

#[test]
fn an_adjective_in_passing_is_no_mention() {
    let body = "Kazakhstan opened a port. Kazakhstan will run it with Iran.\n\n\
                Visitors were served tea.\n\nA band played Norwegian songs.";
    let list = found("Kazakhstan opens port", body, "en");
    assert_eq!(codes(&list), ["IR", "KZ"]);
}

#[test]
fn the_dateline_tells_where_a_city_lies() {
    let dateline = Dateline {
        country: Some("GB".to_owned()),
        ..Dateline::default()
    };
    let body = "Birmingham opened a tram line.";
    let article = Article::new(None, None, body, Some(&dateline), "en", &[]);
    assert_eq!(codes(&countries(&article, &[], config())), ["GB"]);
}

#[test]
fn a_country_named_in_its_own_language_is_what_the_text_is_about() {
    let body = "組合は本日、新しい紙を発表しました。\n\n日本では職人が減りました。";
    let roles: Vec<_> = found("和紙の発表", body, "ja")
        .iter()
        .map(|c| (c.code.clone(), c.role))
        .collect();
    assert_eq!(roles, [("JP".to_owned(), CountryRole::About)]);
}

#[test]
fn one_mention_with_its_state_tells_the_others() {
    check(
        "Paris, Texas, has a new mayor. Paris voted on Tuesday.",
        &["US"],
    );
}

#[test]
fn currencies_are_no_countries() {
    check(
        "The bond is worth 75 million Canadian dollars, or US$42 million.",
        &[],
    );
}

#[test]
fn spans_point_into_the_body() {
    let body = "Talks with Kazakhstan’s premier. Қазақстан.";
    for country in found("", body, "en") {
        for mention in &country.mentions {
            assert_eq!(&body[mention.start..mention.end], mention.text);
        }
    }
}

#[test]
fn the_country_of_the_headline_and_lead_is_what_it_is_about() {
    let body = "Kazakhstan will build a railway, the Kazakh ministry said.\n\nThe line will carry \
                grain.\n\nTrains also run in Peru.";
    let list = found("Kazakhstan plans railway", body, "en");
    let roles: Vec<_> = list.iter().map(|c| (c.code.as_str(), c.role)).collect();
    let expected = [("KZ", CountryRole::About), ("PE", CountryRole::Mentioned)];
    assert_eq!(roles, expected);
}

#[test]
fn a_dateline_alone_is_evidence() {
    let dateline = Dateline {
        country: Some("NO".to_owned()),
        ..Dateline::default()
    };
    let body = "The fund grew by a tenth, its board said.";
    let article = Article::new(Some("Fund grows"), None, body, Some(&dateline), "en", &[]);
    let list = countries(&article, &[], config());
    assert_eq!(codes(&list), ["NO"]);
    assert!(list[0].mentions.is_empty());
}

#[test]
fn datelines_are_resolved_by_place_region_and_date() {
    let check = |place, region, date: Option<&str>, expected: Option<&str>| {
        let date = date.map(|d| d.parse().expect(d));
        let filed = FiledFrom {
            place,
            region,
            date,
        };
        assert_eq!(resolve(&filed, config()).as_deref(), expected, "{place}");
    };
    check("Nur-Sultan", None, Some("2021-08-19"), Some("KZ"));
    check("PARIS", None, None, Some("FR"));
    check("PARIS", Some("Texas"), None, Some("US"));
    check("PARIS, Texas", None, None, Some("US"));
    check("Bogotá", Some("D.C."), None, Some("CO"));
    check("WASHINGTON", Some("D.C."), None, Some("US"));
    check("LEBANON", Some("N.H."), None, Some("US"));
    check("TBILISI", Some("Georgia"), None, Some("GE"));
    check("ATLANTA", Some("Georgia"), None, Some("US"));
    check("SALT LAKE CITY", None, None, Some("US"));
    check(
        "KINGSTOWN",
        Some("Saint Vincent and the Grenadines"),
        None,
        Some("VC"),
    );
    check("Москва", None, None, Some("RU"));
    check("北京", None, None, Some("CN"));
    check("MOSCOW", None, Some("1985-06-01"), Some("SU"));
    check("MOSCOW", None, Some("1995"), Some("RU"));
    check("PRAGUE", None, Some("1987"), Some("CS"));
    check("Little Hollow", None, None, None);
}

#[test]
fn long_texts_without_end_are_read_in_linear_time() {
    for part in ["United Arab New York Saint ", "the ", "Turkey. ", "Paris, "] {
        let body = part.repeat(20_000);
        assert!(found(part, &body, "en").len() < 5, "{part}");
    }
}
