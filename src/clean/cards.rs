//! Teasers of other pages behind the text, told by their shape.

use std::collections::HashMap;

use super::page::Page;
use super::piece::Piece;
use super::tag::Tag;

/// Drops what comes behind the text as cards: linked headings, each with a paragraph at most. The
/// text ends with the last paragraph that has another beside it.
pub(super) fn drop_cards(page: &Page<'_>, pieces: &mut Vec<&Piece>) {
    const MIN_CARDS: usize = 2;
    let mut num_prose: HashMap<usize, usize> = HashMap::new();
    for piece in pieces.iter().filter(|p| p.is_prose()) {
        *num_prose.entry(container(page, piece)).or_default() += 1;
    }
    let is_text = |p: &&Piece| p.is_prose() && num_prose[&container(page, p)] > 1;
    let Some(last) = pieces.iter().rposition(is_text) else {
        return;
    };
    let (text, behind) = pieces.split_at(last + 1);
    let num_headings = behind.iter().filter(|p| p.is_heading()).count();
    let num_cards = behind.iter().filter(|p| is_card_head(p)).count();
    let are_cards = num_cards >= MIN_CARDS && 2 * num_cards >= num_headings;
    // A text that is all cards is a list of its own.
    if !are_cards || prose_chars(behind) > 2 * prose_chars(text) {
        return;
    }
    let first = behind.iter().position(|p| is_card_head(p)).unwrap_or(0);
    let labels = behind[..first].iter().rev().take_while(|p| p.is_heading());
    let end = last + 1 + first - labels.count();
    pieces.truncate(end);
}

/// The element that holds a paragraph with the ones beside it.
fn container(page: &Page<'_>, piece: &Piece) -> usize {
    let own = &page.nodes[piece.node];
    match own.tag {
        Tag::P | Tag::Quote | Tag::Pre | Tag::Item => own.parent,
        _ => piece.node,
    }
}

fn is_card_head(piece: &Piece) -> bool {
    piece.is_heading() && 10 * piece.num_link_chars > 9 * piece.num_chars
}

fn prose_chars(pieces: &[&Piece]) -> usize {
    let prose = pieces.iter().filter(|p| p.is_prose());
    prose.map(|p| p.num_chars).sum()
}

#[cfg(test)]
mod tests {
    use crate::clean::clean_html;
    use crate::config::Config;

    fn check(page: &str, expected: &[&str]) {
        let config = Config::builtin().expect("the built-in config is valid");
        let document = clean_html(page, "", &config);
        let texts: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, expected, "{page}");
    }

    const LEAD: &str = "The harbour office of Larnwick said on Monday that the bridge would open to lorries in June, a month before the date it had given.";
    const NEXT: &str = "“We tested every bearing twice,” said Ilse Brandmeier, who runs the office. “The bridge is ready for the next sixty years.”";
    const OTHER: &str = "The ferry to Skarv stops in May after ninety years; its last captain tells how the sound was crossed in the winters of old.";

    fn card(heading: &str) -> String {
        format!("<div class=item><h3>{heading}</h3><p>{OTHER}</p></div>")
    }

    #[test]
    fn linked_headings_behind_the_text_are_teasers() {
        let cards = card("<a href=/1>The ferry stops</a>") + &card("<a href=/2>A new quay</a>");
        check(
            &format!("<main><div><p>{LEAD}</p><p>{NEXT}</p></div><h2>Onward</h2>{cards}</main>"),
            &[LEAD, NEXT],
        );
    }

    #[test]
    fn one_linked_heading_or_headings_of_the_text_are_none() {
        let one = card("<a href=/1>The ferry stops</a>");
        let page = |tail: &str| format!("<main><div><p>{LEAD}</p><p>{NEXT}</p></div>{tail}</main>");
        check(&page(&one), &[LEAD, NEXT, "The ferry stops", OTHER]);
        let mixed = format!(
            "<div><h3>The old crossing</h3><p>{OTHER}</p></div><div><h3>Costs</h3><p>Some 14 million.</p></div><div><h3>Thanks</h3></div><h3><a href=/1>Bearings</a></h3><h3><a href=/2>Lorries</a></h3><p>To come.</p>"
        );
        check(
            &page(&mixed),
            &[
                LEAD,
                NEXT,
                "The old crossing",
                OTHER,
                "Costs",
                "Some 14 million.",
                "Thanks",
                "To come.",
            ],
        );
    }

    #[test]
    fn a_page_that_is_a_list_of_items_keeps_them() {
        let items: String = (0..8)
            .map(|i| {
                card(&format!("<a href=/{i}>Quay {i}</a>")).replace("ninety", &format!("{i}0"))
            })
            .collect();
        let page = format!("<main><div><p>{LEAD}</p><p>{NEXT}</p></div>{items}</main>");
        let config = Config::builtin().expect("the built-in config is valid");
        assert_eq!(clean_html(&page, "", &config).blocks.len(), 2 + 16);
    }
}
