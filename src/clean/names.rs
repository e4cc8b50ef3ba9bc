//! Reads the names of an element (class, id, role, itemprop) against the vocabularies of
//! [`chrome`](super::chrome) and [`contents`](super::contents).

use std::cell::RefCell;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::chrome::{CHROME_NAMES, CHROME_PARTS, COMMENT_PARTS, NEGATING_PARTS, WEAK_CHROME_PARTS};
use super::contents::{
    BODY_NAMES, CAPTION_PARTS, CONTENT_NAMES, DATE_PARTS, LEAD_PARTS, META_NAMES,
};

/// What the names of an element say it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)]
pub(super) struct Sense {
    /// Menu, share bar, comments, …
    pub is_chrome: bool,
    /// Perhaps chrome: tools, promotions, tags; not if it reads like prose.
    pub is_weak_chrome: bool,
    /// What readers wrote.
    pub is_comments: bool,
    /// The standfirst.
    pub is_lead: bool,
    /// A line about the text: byline, date, category.
    pub is_meta: bool,
    /// A line that may hold the date.
    pub is_date: bool,
    /// A caption or credit.
    pub is_caption: bool,
    /// The element that holds the text and little else.
    pub is_body: bool,
    /// An element that holds the text with its headline and perhaps more.
    pub is_content: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    as_part: Sense,
    as_name: Sense,
    is_negating: bool,
}

static VOCABULARY: LazyLock<FxHashMap<&'static str, Entry>> = LazyLock::new(|| {
    let mut entries: FxHashMap<&'static str, Entry> = FxHashMap::default();
    for part in CHROME_PARTS {
        entries.entry(part).or_default().as_part.is_chrome = true;
    }
    for part in WEAK_CHROME_PARTS {
        entries.entry(part).or_default().as_part.is_weak_chrome = true;
    }
    for part in COMMENT_PARTS {
        entries.entry(part).or_default().as_part.is_comments = true;
    }
    for part in LEAD_PARTS {
        entries.entry(part).or_default().as_part.is_lead = true;
    }
    for part in CAPTION_PARTS {
        entries.entry(part).or_default().as_part.is_caption = true;
    }
    for part in DATE_PARTS {
        entries.entry(part).or_default().as_part.is_date = true;
    }
    for name in CHROME_NAMES {
        entries.entry(name).or_default().as_name.is_chrome = true;
    }
    for name in META_NAMES {
        entries.entry(name).or_default().as_name.is_meta = true;
    }
    for name in BODY_NAMES {
        entries.entry(name).or_default().as_name.is_body = true;
    }
    for name in CONTENT_NAMES {
        entries.entry(name).or_default().as_name.is_content = true;
    }
    for part in NEGATING_PARTS {
        entries.entry(part).or_default().is_negating = true;
    }
    entries
});

/// Names longer than this are generated and say nothing; bytes.
const MAX_NAME_BYTES: usize = 64;
/// Names of one attribute that are read.
const MAX_NAMES: usize = 16;

/// Names remembered by a thread: the pages of a site have the same; about 3 MB of them at most.
const MAX_REMEMBERED: usize = 1 << 15;

thread_local! {
    static MEMORY: RefCell<Senses> = RefCell::default();
}

/// Reads names, each once a thread: most come again and again.
#[derive(Debug, Default)]
struct Senses {
    known: foldhash::HashMap<String, Sense>,
    parts: String,
}

impl Senses {
    fn of_name(&mut self, name: &str) -> Sense {
        if let Some(sense) = self.known.get(name) {
            return *sense;
        }
        split_name(name, &mut self.parts);
        let sense = name_sense(&self.parts);
        if self.known.len() >= MAX_REMEMBERED {
            self.known.clear();
        }
        self.known.insert(name.to_owned(), sense);
        sense
    }
}

impl Sense {
    /// The sense of one attribute value: names parted by white space.
    pub fn of(attribute: &str) -> Self {
        MEMORY.with_borrow_mut(|senses| {
            let names = attribute.split_ascii_whitespace().take(MAX_NAMES);
            names
                .filter(|name| name.len() <= MAX_NAME_BYTES)
                .fold(Self::default(), |sense, name| {
                    sense.or(senses.of_name(name))
                })
        })
    }

    /// The sense of an `id`. Systems make it of a headline or by lot; such a one says nothing.
    pub fn of_id(id: &str) -> Self {
        const MAX_PARTS: usize = 4;
        let num_parts = 1 + id.matches(['-', '_']).count();
        if num_parts > MAX_PARTS || is_by_lot(id) {
            return Self::default();
        }
        Self::of(id)
    }

    /// The sense of a `role`.
    pub fn of_role(role: &str) -> Self {
        let is = |roles: &[&str]| roles.iter().any(|r| role.trim().eq_ignore_ascii_case(r));
        Self {
            is_chrome: is(&[
                "alert",
                "alertdialog",
                "banner",
                "complementary",
                "contentinfo",
                "dialog",
                "menu",
                "menubar",
                "navigation",
                "search",
                "tablist",
                "toolbar",
                "tooltip",
            ]),
            is_content: is(&["main", "article"]),
            ..Self::default()
        }
    }

    /// The sense of an `itemprop` of schema.org.
    pub fn of_itemprop(property: &str) -> Self {
        let has = |names: &[&str]| {
            property
                .split_ascii_whitespace()
                .any(|p| names.iter().any(|n| p.eq_ignore_ascii_case(n)))
        };
        Self {
            is_chrome: has(&["comment", "breadcrumb", "publisher"]),
            is_meta: has(&[
                "author",
                "datePublished",
                "dateModified",
                "dateCreated",
                "keywords",
                "articleSection",
            ]),
            is_date: false,
            is_lead: has(&["alternativeHeadline", "description", "abstract"]),
            is_weak_chrome: false,
            is_comments: has(&["comment"]),
            is_caption: has(&["caption", "copyrightHolder"]),
            is_body: has(&["articleBody"]),
            is_content: false,
        }
    }

    /// What either says.
    pub fn or(self, other: Self) -> Self {
        Self {
            is_chrome: self.is_chrome || other.is_chrome,
            is_weak_chrome: self.is_weak_chrome || other.is_weak_chrome,
            is_lead: self.is_lead || other.is_lead,
            is_comments: self.is_comments || other.is_comments,
            is_meta: self.is_meta || other.is_meta,
            is_date: self.is_date || other.is_date,
            is_caption: self.is_caption || other.is_caption,
            is_body: self.is_body || other.is_body,
            is_content: self.is_content || other.is_content,
        }
    }
}

/// The sense of one name, split into parts by `-`.
fn name_sense(name: &str) -> Sense {
    if name.is_empty() {
        return Sense::default();
    }
    let whole = VOCABULARY.get(name).copied().unwrap_or_default();
    let mut sense = whole.as_name.or(whole.as_part);
    if !name.contains('-') {
        return sense;
    }
    // What a post is filed under is no part of the page: `category-comments`, `tag-newsletter`.
    if ["category-", "tag-", "cat-", "term-"]
        .iter()
        .any(|filed| name.starts_with(filed))
    {
        return whole.as_name;
    }
    for part in name.split('-') {
        let entry = VOCABULARY.get(part).copied().unwrap_or_default();
        if entry.is_negating {
            return whole.as_name;
        }
        sense.is_chrome |= entry.as_part.is_chrome;
        sense.is_weak_chrome |= entry.as_part.is_weak_chrome;
        sense.is_lead |= entry.as_part.is_lead;
        sense.is_comments |= entry.as_part.is_comments;
        sense.is_caption |= entry.as_part.is_caption;
        sense.is_date |= entry.as_part.is_date;
    }
    // `release-date`, `pages-date`: what closes a name is what the element is.
    sense.is_meta |= name
        .rsplit('-')
        .next()
        .is_some_and(|last| matches!(last, "byline" | "date" | "datum" | "fecha" | "timestamp"));
    sense.is_body |= with_suffix_dropped(name)
        .is_some_and(|n| VOCABULARY.get(n).is_some_and(|entry| entry.as_name.is_body));
    sense
}

/// `article-body-wrapper` → `article-body`; `c-article-body` and `block-entry-content` lose their
/// prefix likewise.
fn with_suffix_dropped(name: &str) -> Option<&str> {
    const AFFIXES: &[&str] = &[
        "wrapper",
        "container",
        "inner",
        "block",
        "main",
        "component",
        "c",
        "node",
        "module",
        "page",
        "single",
        "field",
    ];
    let (head, tail) = name.rsplit_once('-')?;
    if AFFIXES.contains(&tail) {
        return Some(head);
    }
    let (head, tail) = name.split_once('-')?;
    AFFIXES.contains(&head).then_some(tail)
}

/// Whether digits stand among the letters of a name as they do in a number to the base of 16.
fn is_by_lot(name: &str) -> bool {
    const MIN_TURNS: usize = 3;
    let is_turn = |pair: &[u8]| pair[0].is_ascii_alphabetic() && pair[1].is_ascii_digit();
    name.as_bytes()
        .windows(2)
        .filter(|pair| is_turn(pair))
        .count()
        >= MIN_TURNS
}

/// Writes the parts of a name in lower case, joined by `-`.
fn split_name(name: &str, out: &mut String) {
    out.clear();
    let mut previous_is_lower = false;
    for c in name.chars() {
        if c.is_alphabetic() {
            if c.is_uppercase() && previous_is_lower {
                out.push('-');
            }
            previous_is_lower = c.is_lowercase();
            out.push(c.to_ascii_lowercase());
        } else {
            previous_is_lower = false;
            if !out.is_empty() && !out.ends_with('-') {
                out.push('-');
            }
        }
    }
    while out.ends_with('-') {
        out.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &str, expected: &str) {
        let sense = Sense::of(names);
        let mut found = String::new();
        for (flag, word) in [
            (sense.is_chrome, "chrome "),
            (sense.is_meta, "meta "),
            (sense.is_caption, "caption "),
            (sense.is_body, "body "),
            (sense.is_content, "content "),
        ] {
            if flag {
                found.push_str(word);
            }
        }
        assert_eq!(found.trim_end(), expected, "{names}");
    }

    #[test]
    fn parts_and_whole_names_are_read() {
        check("social-share_buttons", "chrome");
        check("relatedPosts", "chrome");
        check("articleBody", "body");
        check("c-article-body", "body");
        check("entry-meta", "meta");
        check("c-teaser_date", "meta");
        check("date-picker", "");
        check("wp-caption-text", "");
        check("image-caption", "caption");
        check("story", "content");
        check("shareholder-report", "");
    }

    #[test]
    fn a_negated_name_says_nothing() {
        check("has-sidebar no-comments", "");
        check("page-with-sidebar", "");
    }

    #[test]
    fn ids_made_of_headlines_or_by_lot_say_nothing() {
        let is_chrome = |id: &str| {
            let sense = Sense::of_id(id);
            sense.is_chrome || sense.is_weak_chrome
        };
        assert!(is_chrome("related-posts") && is_chrome("ad_2"));
        assert!(!is_chrome("more-on-related-bridges-and-quays"));
        assert!(!is_chrome("b4d8-12ad-9f3c2b-ad"));
    }

    #[test]
    fn long_and_empty_names_say_nothing() {
        check("", "");
        check(&"nav-".repeat(40), "");
    }
}
