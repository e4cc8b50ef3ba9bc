//! Lines that are links and yet of the text: documents that go with it, things that it names.

use scraper::node::Element;

use super::page::Page;
use super::piece::Piece;
use super::site::host_of;
use super::tag::Tag;

/// Whether a line is a link to a file: a complaint, a table of figures, a form.
pub(super) fn is_attachment(page: &Page<'_>, piece: &Piece) -> bool {
    piece.num_link_chars > 0 && links(page, piece).any(leads_to_file)
}

/// Whether a line links to itself or away from the site, as no teaser of another page does.
pub(super) fn leads_off(page: &Page<'_>, piece: &Piece, site: Option<&str>) -> bool {
    let site = site.map(|site| site.trim_start_matches("www."));
    links(page, piece)
        .filter_map(|link| link.attr("href"))
        .any(|href| match (host_of(href), site) {
            (Some(host), Some(site)) => !host.ends_with(site),
            _ => href.starts_with('#'),
        })
}

/// The first links of a line.
fn links<'p>(page: &'p Page<'_>, piece: &Piece) -> impl Iterator<Item = &'p Element> {
    const MAX_NODES: usize = 8;
    let end = page.nodes[piece.node].end;
    let nodes = page.nodes[piece.node..end].iter().take(MAX_NODES);
    nodes.filter(|n| n.tag == Tag::A).map(|n| n.element)
}

fn leads_to_file(link: &Element) -> bool {
    const FILES: &[&str] = &[
        ".csv",
        ".doc",
        ".docx",
        ".ods",
        ".odt",
        ".pdf",
        ".ppt",
        ".pptx",
        ".rtf",
        ".xls",
        ".xlsx",
        "/download",
    ];
    let kind = link.attr("type").unwrap_or_default();
    let path = link.attr("href").unwrap_or_default();
    let path = path.split(['?', '#']).next().unwrap_or_default();
    kind.starts_with("application/") || FILES.iter().any(|end| ends_with_ignoring_case(path, end))
}

fn ends_with_ignoring_case(text: &str, end: &str) -> bool {
    let start = text.len().wrapping_sub(end.len());
    text.get(start..)
        .is_some_and(|tail| tail.eq_ignore_ascii_case(end))
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

    #[test]
    fn lines_that_link_to_files_stay() {
        let files = "<p><a href=/file/12/download>Plan of the bridge</a></p><p><a href='/x.PDF?v=1'>Table of costs</a></p><p><a type=application/pdf href=/y>Permit</a></p>";
        check(
            &format!("<main><p>{LEAD}</p><p>{NEXT}</p><p>Related documents:</p>{files}</main>"),
            &[LEAD, NEXT, "Plan of the bridge", "Table of costs", "Permit"],
        );
    }

    #[test]
    fn lines_that_link_to_pages_go() {
        check(
            &format!(
                "<main><p>{LEAD}</p><p><a href=/pdf>The ferry stops</a></p><p>{NEXT}</p></main>"
            ),
            &[LEAD, NEXT],
        );
    }

    #[test]
    fn headings_that_link_to_other_sites_or_to_themselves_stay() {
        let head = "<link rel=canonical href=https://www.larnwick.example/bridge>";
        let page = |href: &str| {
            let heading = format!("<h3><a href={href}>The bearings</a></h3>");
            format!("{head}<main><p>{LEAD}</p>{heading}<p>Cast in June.</p><p>{NEXT}</p></main>")
        };
        let kept: &[&str] = &[LEAD, "The bearings", "Cast in June.", NEXT];
        check(&page("https://foundry.example/bearings"), kept);
        check(&page("#bearings"), kept);
        let dropped: &[&str] = &[LEAD, "Cast in June.", NEXT];
        check(&page("/bearings"), dropped);
        check(&page("https://news.larnwick.example/bearings"), dropped);
    }
}
