//! Where the page says what of itself: the one table of precedence. Data only.
//!
//! Names of `<meta>` elements are in lower case; what stands elsewhere is named in words.

use super::document::DateKind;

/// What a rule of `sites/<host>.toml` finds; it overrides all else.
pub const SITE_RULE: &str = "site rule";

/// Where a headline may stand, the most trusted first.
pub(super) const TITLE_ORIGINS: &[&str] = &[
    SITE_RULE,
    "content heading",
    "json-ld headline",
    "h1",
    "bold line",
    "itemprop headline",
    "og:title",
    "twitter:title",
    "citation_title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "title meta",
    "h2",
    "title",
];

/// Where a date may stand, the most trusted first, with the kind of date it is.
pub(super) const DATE_ORIGINS: &[(&str, DateKind)] = &[
    (SITE_RULE, DateKind::Published),
    ("json-ld datePublished", DateKind::Published),
    ("article:published_time", DateKind::Published),
    ("og:published_time", DateKind::Published),
    ("og:article:published_time", DateKind::Published),
    ("itemprop datePublished", DateKind::Published),
    ("dcterms.issued", DateKind::Published),
    ("dc.date.issued", DateKind::Published),
    ("dc.date.created", DateKind::Published),
    ("dcterms.created", DateKind::Published),
    ("dcterms.date", DateKind::Published),
    ("dc.date", DateKind::Published),
    ("citation_publication_date", DateKind::Published),
    ("citation_date", DateKind::Published),
    ("citation_online_date", DateKind::Published),
    ("parsely-pub-date", DateKind::Published),
    ("sailthru.date", DateKind::Published),
    ("publishdate", DateKind::Published),
    ("publish-date", DateKind::Published),
    ("publish_date", DateKind::Published),
    ("publication_date", DateKind::Published),
    ("publicationdate", DateKind::Published),
    ("pubdate", DateKind::Published),
    ("published", DateKind::Published),
    ("article.published", DateKind::Published),
    ("article.created", DateKind::Published),
    ("datepublished", DateKind::Published),
    ("datecreated", DateKind::Published),
    ("created", DateKind::Published),
    ("rnews:datepublished", DateKind::Published),
    ("cxenseparse:recs:publishtime", DateKind::Published),
    ("displaydate", DateKind::Published),
    ("originalpublicationdate", DateKind::Published),
    ("json-ld dateCreated", DateKind::Published),
    ("itemprop dateCreated", DateKind::Published),
    ("time pubdate", DateKind::Published),
    ("script data", DateKind::Published),
    ("date", DateKind::Unknown),
    ("time", DateKind::Unknown),
    ("dated element", DateKind::Unknown),
    ("visible", DateKind::Unknown),
    ("dated meta", DateKind::Unknown),
    ("url", DateKind::Unknown),
    ("json-ld dateModified", DateKind::Modified),
    ("article:modified_time", DateKind::Modified),
    ("og:updated_time", DateKind::Modified),
    ("itemprop dateModified", DateKind::Modified),
    ("dcterms.modified", DateKind::Modified),
    ("dc.date.modified", DateKind::Modified),
    ("last-modified", DateKind::Modified),
    ("lastmod", DateKind::Modified),
    ("modified", DateKind::Modified),
    ("picture address", DateKind::Unknown),
];

/// The place of a name among [`DATE_ORIGINS`].
pub(super) fn date_rank(name: &str) -> Option<usize> {
    DATE_ORIGINS
        .iter()
        .position(|(origin, _)| origin.eq_ignore_ascii_case(name))
}

/// Where the name of the publisher may stand.
pub(super) const PUBLISHER_ORIGINS: &[&str] = &[
    SITE_RULE,
    "json-ld publisher",
    "og:site_name",
    "article:publisher",
    "dc.publisher",
    "dcterms.publisher",
    "citation_publisher",
    "publisher",
    "application-name",
    "apple-mobile-web-app-title",
    "copyright",
];

/// Where keywords, sections and tags may stand.
pub(super) const KEYWORD_ORIGINS: &[&str] = &[
    "json-ld keywords",
    "json-ld articleSection",
    "article:section",
    "article:tag",
    "keywords",
    "news_keywords",
    "parsely-section",
    "parsely-tags",
    "sailthru.tags",
    "dc.subject",
    "dcterms.subject",
    "subject",
];

/// Where the description may stand.
pub(super) const DESCRIPTION_ORIGINS: &[&str] = &[
    "og:description",
    "description",
    "dc.description",
    "dcterms.description",
    "dcterms.abstract",
    "twitter:description",
];

/// Where the language may be declared, after `<html lang>`.
pub(super) const LANGUAGE_ORIGINS: &[&str] = &[
    "dc.language",
    "dcterms.language",
    "content-language",
    "language",
    "og:locale",
];
