//! A page → [`CleanDocument`]: pruned, parsed once, laid flat, its content found and trimmed.

use ego_tree::NodeId;

use super::beside::{lines_above, lines_below};
use super::content::{Content, content_in, find_content};
use super::document::{CleanDocument, Metadata};
use super::escapes::escape_once;
use super::headline::{headline_of, is_empty_frame};
use super::jsonld::JsonLd;
use super::metadata::{Outside, page_url, read_metadata};
use super::page::Page;
use super::plain::unfolded;
use super::site::{all_matches, first_match, rule_for};
use super::tree::parse;
use super::trim::content_blocks;
use crate::config::{Config, SiteRule};

/// Cleans a page; `path` may name its site by a folder.
pub fn clean_html(text: &str, path: &str, config: &Config) -> CleanDocument {
    read_page(text, path, config, |_| ()).0
}

/// What is known of a page once its content is found.
pub(super) struct Seen<'s> {
    /// The page.
    pub page: &'s Page<'s>,
    /// Its content.
    pub content: &'s Content,
    /// What it says of itself.
    pub metadata: &'s Metadata,
    /// The text that JSON-LD gives as that of the article.
    pub claim: Option<&'s str>,
    /// The rule of its site.
    pub rule: Option<&'s SiteRule>,
    /// The path of the file.
    pub path: &'s str,
    /// The texts of what the rule took out.
    pub removed: &'s [String],
}

/// Cleans a page and lets `look` see how.
pub(super) fn read_page<T>(
    text: &str,
    path: &str,
    config: &Config,
    look: impl FnOnce(&Seen<'_>) -> T,
) -> (CleanDocument, T) {
    let text = escape_once(text);
    let (mut html, data) = parse(&text);
    let json_ld = JsonLd::of(&data.json_ld);
    let mut page = Page::of(&html);
    let url = page_url(&page);
    let rule = rule_for(&config.sites, url.as_deref(), path);
    let removed = rule.map_or_else(Vec::new, |rule| unwanted(&page, rule));
    let (removed, removed_texts): (Vec<_>, Vec<_>) = removed.into_iter().unzip();
    if !removed.is_empty() {
        for source in removed {
            if let Some(mut node) = html.tree.get_mut(source) {
                node.detach();
            }
        }
        page = Page::of(&html);
    }
    let claim = json_ld.article_body.as_deref();
    if let Some(rule) = rule {
        page.keep(&all_matches(&page, &rule.keep));
    }
    let ruled = rule.and_then(|rule| first_match(&page, &rule.body));
    let content = ruled.map_or_else(
        || find_content(&page, claim),
        |node| content_in(&page, node, claim),
    );
    let heading = headline_of(&page, &content);
    let outside = Outside {
        json_ld: &json_ld,
        script_days: &data.days,
        heading,
        rule,
        url,
    };
    let metadata = read_metadata(&page, outside);
    let seen = look(&Seen {
        page: &page,
        content: &content,
        metadata: &metadata,
        claim,
        rule,
        path,
        removed: &removed_texts,
    });
    let mut document = CleanDocument {
        step: content.step,
        ..CleanDocument::default()
    };
    if ruled.is_some() || !is_empty_frame(&page, &content, &metadata) {
        document.above = lines_above(&page, &content, heading);
        document.below = lines_below(&page, &content);
        document.blocks = unfolded(content_blocks(&page, &content, &metadata));
        document
            .blocks
            .retain(|block| metadata.subhead.as_ref() != Some(&block.text));
        document.warnings = rule.map_or_else(Vec::new, |rule| warnings(&page, rule));
        document.metadata = metadata;
    }
    (document, seen)
}

/// What the rule of the site takes out of the page, each with its text.
fn unwanted(page: &Page<'_>, rule: &SiteRule) -> Vec<(NodeId, String)> {
    let nodes = all_matches(page, &rule.remove).into_iter();
    nodes
        .map(|node| (page.nodes[node].source.id(), page.whole_text_of(node)))
        .collect()
}

/// What a rule names and the page has not.
fn warnings(page: &Page<'_>, rule: &SiteRule) -> Vec<String> {
    let keys = [
        ("headline", &rule.headline),
        ("subhead", &rule.subhead),
        ("body", &rule.body),
        ("date", &rule.date),
        ("issuer", &rule.issuer),
    ];
    let missed = keys
        .iter()
        .filter(|(_, selectors)| !selectors.is_empty() && first_match(page, selectors).is_none());
    missed
        .map(|(key, _)| {
            let file = &rule.file;
            format!("`{key}` of `{file}` finds nothing on this page; the general way is used")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::*;
    use crate::clean::{BlockKind, ContentStep};

    static CONFIG: LazyLock<Config> =
        LazyLock::new(|| Config::builtin().expect("the built-in config is valid"));

    fn cleaned(page: &str) -> CleanDocument {
        clean_html(page, "", &CONFIG)
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
    fn the_headline_and_what_stands_above_it_are_no_blocks() {
        check(
            &format!(
                "<title>Bridge opens in June</title><main><p>News</p><p>5 April 2018</p><h1>Bridge opens in June</h1><p>Bridge opens in June</p><p>{LEAD}</p></main>"
            ),
            &[LEAD],
        );
    }

    #[test]
    fn the_standfirst_above_the_body_is_kept() {
        check(
            &format!(
                "<title>Bridge opens</title><h1>Bridge opens</h1><p class=lead>Lorries may cross a month early.</p><div class=article-body><p>{LEAD}</p><p>{NEXT}</p></div>"
            ),
            &["Lorries may cross a month early.", LEAD, NEXT],
        );
    }

    #[test]
    fn links_under_a_related_heading_and_comments_go() {
        check(
            &format!(
                "<main><p>{LEAD}</p><h2>Bearings</h2><p>{NEXT}</p><h3>Related news</h3><p><a href=1>The ferry stops</a></p><p><a href=2>A new quay</a></p>
                <h3>Comments</h3><p>First! I have waited for this bridge for a long time, and I say so here.</p></main>"
            ),
            &[LEAD, "Bearings", NEXT],
        );
    }

    #[test]
    fn chrome_by_name_is_not_believed_where_it_holds_the_text() {
        check(
            &format!(
                "<div class=sidebar-wrap><div class=text><p>{LEAD}</p><p>{NEXT}</p></div></div>"
            ),
            &[LEAD, NEXT],
        );
    }

    #[test]
    fn the_text_that_json_ld_claims_is_found() {
        let claim = format!("{LEAD} {NEXT} {LEAD}");
        let page = format!(
            "<script type=application/ld+json>{{\"@type\": \"NewsArticle\", \"articleBody\": \"{claim}\"}}</script>
            <div><p>{LEAD}</p><p class=promo>{NEXT}</p></div><div><p>Our office is open from nine to five on every day of the week but Sunday.</p></div>"
        );
        let document = cleaned(&page);
        let texts: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, [LEAD, NEXT]);
        assert_eq!(document.step, ContentStep::JsonLdBody);
    }

    #[test]
    fn preformatted_text_keeps_its_lines_and_data_goes() {
        check(
            &format!(
                "<main><p>{LEAD}</p><div>{{\"a\": 1}}</div><pre>Larnwick\n  12 quays</pre><p>{NEXT}</p></main>"
            ),
            &[LEAD, "Larnwick\n  12 quays", NEXT],
        );
    }

    #[test]
    fn a_text_that_is_all_preformatted_is_read_by_its_lines() {
        check(
            "<title>Bridge opens</title><body><pre>\n    LARNWICK, March 4, 1996 -- The bridge of Larnwick opens to lorries\nin June, the harbour office said on Monday, and not in July.\n\n    Lorries wait on both banks since the winter, and the ferry can\ntake but two.\n</pre></body>",
            &[
                "LARNWICK, March 4, 1996 -- The bridge of Larnwick opens to lorries in June, the harbour office said on Monday, and not in July.",
                "Lorries wait on both banks since the winter, and the ferry can take but two.",
            ],
        );
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
    fn the_rule_of_a_site_overrides_the_general_way() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("sites")).expect("a folder");
        let rules = "body = [\"#text\"]\nheadline = [\".top b\", \".top\"]\ndate = [\"[name=day]\"]\nremove = [\".aside-note\"]\n";
        for file in crate::config::ConfigFiles::builtin().iter() {
            std::fs::write(folder.path().join(&file.name), file.text.as_bytes()).expect("a file");
        }
        std::fs::write(folder.path().join("sites/larnwick.example.toml"), rules).expect("a file");
        let config = Config::from_folder(folder.path()).expect("a valid config");
        let page = format!(
            "<link rel=canonical href='https://press.larnwick.example/1'><div class=top>Bridge opens</div><span name=day>5.4.2018</span>
            <article><p>{NEXT}</article><div id=text><p>{LEAD}<p class=aside-note>{NEXT}</div>"
        );
        let document = clean_html(&page, "", &config);
        let texts: Vec<&str> = document.blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, [LEAD]);
        assert_eq!(document.step, ContentStep::SiteRule);
        assert_eq!(document.metadata.titles[0].value, "Bridge opens");
        assert_eq!(document.metadata.dates[0].value, "5.4.2018");
    }

    fn check_title(page: &str, expected: &str) {
        let titles = cleaned(page).metadata.titles;
        let found = titles.iter().find(|t| t.origin == "bold line");
        assert_eq!(found.map_or("", |t| t.value.as_str()), expected);
    }

    #[test]
    fn the_bold_line_above_the_text_is_a_title_where_no_heading_is() {
        let line = "<b>Tuesday, 5 June 2018</b><br><font size=4><b>Larnwick bridge opens to lorries</b></font>";
        let text = format!("<br><br>{LEAD}<br><br>{NEXT}");
        let headline = "Larnwick bridge opens to lorries";
        check_title(
            &format!("<table><tr><td>{line}{text}</td></tr></table>"),
            headline,
        );
        check_title(
            &format!("<p class=MsoTitle><b><span>{headline}</span></b><p>{LEAD}<p>{NEXT}"),
            headline,
        );
        let broken = "<b>1 June 2018</b><br><b>LARNWICK BRIDGE OPENS<br>TO LORRIES</b>";
        check_title(
            &format!("<td>{broken}{text}"),
            "LARNWICK BRIDGE OPENS TO LORRIES",
        );
        check_title(&format!("<h1>Bridge</h1><div>{line}{text}</div>"), "");
        check_title(
            &format!("<b>{headline}<br><br>{LEAD}<br><br>{NEXT}</b>"),
            "",
        );
    }

    #[test]
    fn entities_escaped_twice_are_read() {
        check(
            &format!("<p>Quay &amp;amp; Sons</p><p>{LEAD} It&amp;#8217;s open.</p>"),
            &["Quay & Sons", &format!("{LEAD} It’s open.")],
        );
    }

    #[test]
    fn a_frame_without_a_text_has_neither_block_nor_title() {
        let menu = "<ul><li><a href=/a>About us<li><a href=/b>Press</ul><h3>Our letter</h3><p>One letter a month, on paper only.</p>";
        let site = "<meta property=og:site_name content=Larnwick>";
        let frame = cleaned(&format!("<title>Larnwick</title>{site}{menu}"));
        assert!(frame.blocks.is_empty() && frame.metadata.titles.is_empty());
        let named = cleaned(&format!("<title>Bridge opens</title>{site}{menu}"));
        assert_eq!(named.metadata.titles.len(), 1);
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
        let attributes = " class=x a=1 b".repeat(100_000);
        check(&format!("<p{attributes}>{LEAD}</p>"), &[LEAD]);
        let signs = "<".repeat(100_000);
        check(&signs, &[&signs]);
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
