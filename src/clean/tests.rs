//! Which parts of a page are its text, on whole pages.

use super::{CleanDocument, clean_html};
use crate::config::Config;

const LEAD: &str = "The harbour office of Larnwick said on Monday that the bridge would open to lorries in June, a month before the date it had given.";
const NEXT: &str = "“We tested every bearing twice,” said Ilse Brandmeier, who runs the office. “The bridge is ready for the next sixty years.”";

fn cleaned(page: &str) -> CleanDocument {
    let config = Config::builtin().expect("the built-in config is valid");
    clean_html(page, "", &config)
}

fn check(page: &str, expected: &[&str]) {
    let document = cleaned(page);
    let texts: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(texts, expected);
}

#[test]
fn an_introduction_set_apart_is_a_part_of_the_text() {
    let text = format!("<p>{NEXT}</p>").replace("sixty", "6")
        + &format!("<p>{NEXT}</p><p>{LEAD} {LEAD}</p>").repeat(9);
    let page = format!(
        "<main><div class='article-text intro'><p>{LEAD}</p></div><div class=rating>4 of 5</div><div class=article-text>{text}</div></main>"
    );
    assert_eq!(cleaned(&page).blocks[0].text, LEAD);
}

#[test]
fn promotions_above_the_headline_are_chrome_though_they_read_like_prose() {
    let page = |above: &str, below: &str| {
        format!(
            "<title>Bridge opens</title><main>{above}<h1>Bridge opens</h1><p>{LEAD}</p>{below}<p>{NEXT} {LEAD}</p></main>"
        )
    };
    let promo = "<div class=promo-bar><p>Cross the bridge by bus for three crowns on any day of the week, with a dog or a bicycle, at any hour of the night, and sit by a window on the side of the sea.</p></div>";
    let blocks = |page: &str| cleaned(page).blocks.len();
    assert_eq!(blocks(&page(promo, "")), 2);
    assert_eq!(blocks(&page("", promo)), 3);
}

#[test]
fn the_id_of_a_heading_says_nothing_of_it() {
    check(
        &format!(
            "<main><p>{LEAD}</p><h2 id=related-tools>Related tools of the trade</h2><p>{NEXT}</p></main>"
        ),
        &[LEAD, "Related tools of the trade", NEXT],
    );
}

#[test]
fn text_above_a_second_heading_like_the_title_is_kept() {
    check(
        &format!(
            "<title>Bridge opens in June</title><div class=article-body><p>{LEAD}</p><h2>Bridge opens in June</h2><p>{NEXT}</p></div>"
        ),
        &[LEAD, NEXT],
    );
}
