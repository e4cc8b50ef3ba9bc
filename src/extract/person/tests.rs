//! The finder as a whole, on texts of our own.

use super::*;

fn found(headline: &str, body: &str) -> Vec<Person> {
    let config = Config::builtin().expect("the shipped config is valid");
    let article = Article::new(Some(headline), None, body, None, "en", &[]);
    persons(&article, &config)
}

fn check(headline: &str, body: &str, expected: &[&str]) {
    let names: Vec<_> = found(headline, body).into_iter().map(|p| p.name).collect();
    assert_eq!(names, expected, "{body}");
}

#[test]
fn a_surname_joins_the_full_name() {
    let persons = found(
        "Harbour plan grows",
        "Minister Helena Brandt opened the talks on Monday. \"We agree,\" Brandt said. Ms. Brandt left at noon.",
    );
    assert_eq!(persons.len(), 1, "{persons:?}");
    assert_eq!(persons[0].name, "Helena Brandt");
    assert_eq!(persons[0].title.as_deref(), Some("Minister"));
    assert_eq!(persons[0].forms, ["Helena Brandt", "Brandt"]);
    assert_eq!(persons[0].mentions.len(), 3);
}

#[test]
fn mentions_point_into_the_body() {
    let body =
        "President Emmanuel Macron met Angela Merkel in Paris.\n\n\"Fine,\" Macron’s aide said.";
    for person in found("Macron meets Merkel", body) {
        for mention in person.mentions {
            assert_eq!(&body[mention.start..mention.end], mention.text);
        }
    }
}

#[test]
fn titles_are_no_part_of_the_name_and_persons_come_in_order() {
    check(
        "",
        "Prime Minister Askar Mamin met Foreign Minister Sergey Lavrov. Dr. Maria Duarte and Professor John Keller came too.",
        &[
            "Askar Mamin",
            "Sergey Lavrov",
            "Maria Duarte",
            "John Keller",
        ],
    );
}

#[test]
fn a_lone_name_counts_with_a_title_only() {
    check("", "President Tokayev opened the hall.", &["Tokayev"]);
    check("", "The talks on Keller resumed.", &[]);
}

#[test]
fn spellings_of_the_authority_file_become_one() {
    check(
        "",
        "President Volodymyr Zelensky spoke. Later Volodymyr Zelenskiy, the president, left.",
        &["Volodymyr Zelenskyy"],
    );
}

#[test]
fn a_shouted_headline_gives_forms_but_no_names_of_its_own() {
    check(
        "BRANDT OPENS NEW HARBOUR HALL",
        "Minister Helena Brandt opened the hall.",
        &["Helena Brandt"],
    );
}

#[test]
fn no_text_breaks_it() {
    for body in [
        "",
        "\u{2019}s",
        "' s",
        "A",
        "- -",
        "J. ".repeat(2000).as_str(),
        "Al-",
        "’’’",
    ] {
        assert!(found("", body).len() < 3, "{body:.20}");
    }
}

#[test]
fn declined_names_are_one_person_in_the_nominative() {
    check(
        "",
        "Директор завода Елена Вишневская открыла цех. Встреча с Еленой Вишневской прошла утром.",
        &["Елена Вишневская"],
    );
}

#[test]
fn a_title_stops_at_the_name_before() {
    let persons = found(
        "",
        "Minister Helena Brandt and Ambassador John Keller signed the accord.",
    );
    let titles: Vec<_> = persons.iter().map(|p| p.title.as_deref()).collect();
    assert_eq!(titles, [Some("Minister"), Some("Ambassador")]);
}

#[test]
fn words_of_a_capitalised_headline_are_no_names_unless_the_body_bears_them_out() {
    let body =
        "A banker was sentenced on Monday. Judge Helena Brandt read the sentence to Mr. Orvane.";
    check(
        "Former Bank Manager Pleads Guilty After Recruiter Sentenced in Fraud Case",
        body,
        &["Helena Brandt", "Orvane"],
    );
    let names: Vec<_> = found(
        "Banker Lars Orvane, 40, Is Sentenced in Large Fraud Case",
        body,
    )
    .into_iter()
    .map(|p| p.name)
    .collect();
    assert!(names.iter().any(|name| name == "Lars Orvane"), "{names:?}");
}
