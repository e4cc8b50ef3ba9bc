//! A page → [`CleanDocument`]: pruned, parsed once, laid flat, its content found and trimmed.

use scraper::Html;

use super::content::find_content;
use super::document::CleanDocument;
use super::jsonld::JsonLd;
use super::metadata::read_metadata;
use super::page::Page;
use super::prune::prune;
use super::trim::content_blocks;
use crate::config::Config;

/// Cleans a page.
pub fn clean_html(text: &str, _config: &Config) -> CleanDocument {
    let pruned = prune(text);
    let json_ld = JsonLd::of(&pruned.json_ld);
    let html = Html::parse_document(&pruned.html);
    let page = Page::of(&html);
    let metadata = read_metadata(&page, &json_ld);
    let content = find_content(&page);
    let blocks = content_blocks(&page, &content, &metadata);
    CleanDocument {
        metadata,
        blocks,
        step: content.step,
        warnings: Vec::new(),
    }
}
