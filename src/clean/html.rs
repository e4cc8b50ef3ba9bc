//! A page → [`CleanDocument`]: pruned, parsed once, laid flat, its content found and trimmed.

use scraper::Html;

use super::content::{Content, find_content};
use super::document::{BlockKind, CleanDocument, Evidence};
use super::jsonld::JsonLd;
use super::metadata::read_metadata;
use super::page::Page;
use super::prune::prune;
use super::trim::content_blocks;
use crate::config::Config;

/// The heading nearest above the first text of the content, a headline more often than not.
fn content_heading(page: &Page<'_>, content: &Content) -> Option<Evidence> {
    /// Pieces looked at above the first text.
    const WINDOW: usize = 24;
    const MIN_CHARS: usize = 80;
    let node = page.nodes.get(content.node)?;
    let is_text = |index: &usize| {
        let piece = &page.pieces[*index];
        !content.is_chrome[*index]
            && piece.num_chars >= MIN_CHARS
            && 2 * piece.num_link_chars < piece.num_chars
            && !matches!(piece.kind, BlockKind::Heading(_) | BlockKind::Caption)
    };
    let first = (node.first_piece..node.end_piece).find(is_text)?;
    let above = &page.pieces[first.saturating_sub(WINDOW)..first];
    let heading = above
        .iter()
        .rev()
        .find(|p| matches!(p.kind, BlockKind::Heading(1 | 2)))?;
    Some(Evidence {
        value: heading.text.clone(),
        origin: "content heading",
    })
}

/// Cleans a page.
pub fn clean_html(text: &str, _config: &Config) -> CleanDocument {
    let pruned = prune(text);
    let json_ld = JsonLd::of(&pruned.json_ld);
    let html = Html::parse_document(&pruned.html);
    let page = Page::of(&html);
    let mut metadata = read_metadata(&page, &json_ld);
    let content = find_content(&page);
    if let Some(heading) = content_heading(&page, &content) {
        metadata.titles.insert(0, heading);
    }
    let blocks = content_blocks(&page, &content, &metadata);
    CleanDocument {
        metadata,
        blocks,
        step: content.step,
        warnings: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::ContentStep;

    fn cleaned(page: &str) -> CleanDocument {
        let config = Config::builtin().expect("the built-in config is valid");
        clean_html(page, &config)
    }

    fn check(page: &str, expected: &[&str]) {
        let document = cleaned(page);
        let texts: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, expected);
    }

    const LEAD: &str = "The harbour office of Larnwick said on Monday that the bridge would open to lorries in June, a month before the date it had given.";
    const NEXT: &str = "“We tested every bearing twice,” said Ilse Brandmeier, who runs the office. “The bridge is ready for the next sixty years.”";

    #[test]
    fn the_article_is_found_among_chrome() {
        check(
            &format!(
                "<html><head><title>Bridge opens | Larnwick</title></head><body>
                <nav><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul></nav>
                <div class=cookie-banner><p>We use cookies to make this site better for you and for our partners.</p></div>
                <article><h1>Bridge opens</h1><div class=share-buttons><a href=#>Share</a></div>
                <p>{LEAD}</p><h2>Tests</h2><p>{NEXT}</p><ul><li>Length: 214 metres<li>Cost: 14 million</ul>
                <p><a href=/x>Read more: The ferry stops</a></p></article>
                <aside><h3>Related</h3><ul><li><a href=/y>The ferry stops</a></ul></aside>
                <footer><p>© Larnwick harbour office. All rights reserved.</p></footer></body></html>"
            ),
            &[LEAD, "Tests", NEXT, "Length: 214 metres", "Cost: 14 million"],
        );
    }

    #[test]
    fn breaks_and_bare_text_in_cells_make_paragraphs() {
        check(
            &format!(
                "<table><tr><td><font size=1>Home<br>News<br>Contact</font></td>
                <td><b>Bridge opens</b><br><br>{LEAD}<br><br>{NEXT}</td></tr></table>"
            ),
            &["Bridge opens", LEAD, NEXT],
        );
    }

    #[test]
    fn a_row_of_short_cells_is_one_block() {
        let page = format!(
            "<main><p>{LEAD}</p><table><tr><th>Year<th>Lorries</tr><tr><td>2020<td>11</tr></table><p>{NEXT}</p></main>"
        );
        let document = cleaned(&page);
        let rows: Vec<&str> = document
            .blocks
            .iter()
            .filter(|b| b.kind == BlockKind::TableRow)
            .map(|b| b.text.as_str())
            .collect();
        assert_eq!(rows, ["Year\tLorries", "2020\t11"]);
        assert_eq!(document.step, ContentStep::Semantic);
    }

    #[test]
    fn hidden_text_is_not_content() {
        check(
            &format!(
                "<div class=content><p style='display: none'>{NEXT}</p><p>{LEAD}</p><p hidden>{NEXT}</p></div>"
            ),
            &[LEAD],
        );
    }

    #[test]
    fn an_empty_page_has_no_block() {
        check("", &[]);
        check("<html><body></body></html>", &[]);
        check("<!-- never closed <p>text", &[]);
    }

    #[test]
    fn deep_nesting_and_many_attributes_are_cheap() {
        let deep = format!("{}<p>{LEAD}</p>", "<div>".repeat(100_000));
        check(&deep, &[LEAD]);
        let bold = format!(
            "{}<p>{LEAD}</p>",
            "<b id=a><i class=c><span>".repeat(50_000)
        );
        check(&bold, &[LEAD]);
        let attributes: String = (0..100_000).map(|i| format!(" a{i}=1 class=x")).collect();
        check(&format!("<p{attributes}>{LEAD}</p>"), &[LEAD]);
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_a_document(page in "(<|>|/|!|-|\"|'|=|&|;| |[a-z]{1,8}|<div |<p>|</|<!--|class=|é|\n){0,120}") {
            for block in cleaned(&page).blocks {
                proptest::prop_assert!(!block.text.trim().is_empty());
            }
        }
    }
}
