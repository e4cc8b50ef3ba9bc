//! Where the page says what of itself: the one table of precedence. Data only.
//!
//! Names of `<meta>` elements are in lower case; what stands elsewhere is named in words.

use super::document::DateKind;

/// What a rule of `sites/<host>.toml` finds; it overrides all else.
pub const SITE_RULE: &str = "site rule";

/// Fields of structured data that hold the headline and nothing else.
pub const HEADLINE_FIELDS: &[&str] = &[
    "newsml-g2 headline",
    "newsml HeadLine",
    "nitf hl1",
    "ninjs headline",
    "record headline",
    "rss title",
    "atom title",
];

/// Where a headline may stand, the most trusted first.
pub(super) const TITLE_ORIGINS: &[&str] = &[
    SITE_RULE,
    "newsml-g2 headline",
    "newsml HeadLine",
    "nitf hl1",
    "ninjs headline",
    "record headline",
    "rss title",
    "atom title",
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
    "mail subject",
    "newsml-g2 title",
    "nitf title",
    "h2",
    "title",
];

/// Where the line below the headline may stand in structured data.
pub(super) const SUBHEAD_ORIGINS: &[&str] = &[
    "newsml SubHeadLine",
    "nitf hl2",
    "ninjs subhead",
    "record subhead",
];

/// Where structured data names the address that a release was published at.
pub(super) const ADDRESS_ORIGINS: &[&str] = &[
    "warc target uri",
    "rss link",
    "atom link",
    "ninjs url",
    "record url",
];

/// Where structured data says what a release's standing is.
pub(super) const STATUS_ORIGINS: &[&str] = &[
    "newsml-g2 pubStatus",
    "newsml-g2 signal",
    "newsml Status",
    "newsml Instruction",
    "nitf status",
    "ninjs status",
    "record status",
];

/// Where structured data says when an embargo ends.
pub(super) const EMBARGO_ORIGINS: &[&str] = &[
    "newsml-g2 embargoed",
    "newsml embargo",
    "nitf embargo",
    "ninjs embargo",
    "record embargo",
];

/// Where structured data numbers the versions of a release.
pub(super) const REVISION_ORIGINS: &[&str] = &[
    "newsml-g2 version",
    "newsml RevisionId",
    "nitf revision",
    "ninjs revision",
    "record revision",
];

/// Where a date may stand, the most trusted first, with the kind of date it is.
pub(super) const DATE_ORIGINS: &[(&str, DateKind)] = &[
    (SITE_RULE, DateKind::Published),
    ("newsml-g2 contentCreated", DateKind::Published),
    ("newsml-g2 firstCreated", DateKind::Published),
    ("newsml-g2 versionCreated", DateKind::Published),
    ("newsml FirstCreated", DateKind::Published),
    ("newsml DateId", DateKind::Published),
    ("nitf date.release", DateKind::Published),
    ("nitf date.issue", DateKind::Published),
    ("nitf date.publication", DateKind::Published),
    ("ninjs date", DateKind::Published),
    ("record date", DateKind::Published),
    ("rss pubDate", DateKind::Published),
    ("rss dc:date", DateKind::Published),
    ("atom published", DateKind::Published),
    ("mail date", DateKind::Published),
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
    ("newsml-g2 contentModified", DateKind::Modified),
    ("newsml-g2 later version", DateKind::Modified),
    ("newsml ThisRevisionCreated", DateKind::Modified),
    ("ninjs modified", DateKind::Modified),
    ("record modified", DateKind::Modified),
    ("atom updated", DateKind::Modified),
    ("json-ld dateModified", DateKind::Modified),
    ("article:modified_time", DateKind::Modified),
    ("og:updated_time", DateKind::Modified),
    ("itemprop dateModified", DateKind::Modified),
    ("dcterms.modified", DateKind::Modified),
    ("dc.date.modified", DateKind::Modified),
    ("last-modified", DateKind::Modified),
    ("lastmod", DateKind::Modified),
    ("modified", DateKind::Modified),
    ("http last-modified", DateKind::Modified),
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
    // Who a release is from comes before who passes it on.
    "newsml-g2 infoSource",
    "newsml Source",
    "nitf doc.copyright",
    "newsml-g2 copyrightHolder",
    "nitf distributor",
    "newsml-g2 provider",
    "newsml Provider",
    "nitf pubdata",
    "ninjs issuer",
    "record issuer",
    "rss publisher",
    "mail organization",
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
    "newsml-g2 creditline",
    "rss channel title",
    "atom feed title",
];

/// Where keywords, sections and tags may stand.
pub(super) const KEYWORD_ORIGINS: &[&str] = &[
    "newsml-g2 subject",
    "newsml SubjectCode",
    "nitf subject",
    "ninjs keywords",
    "newsml-g2 keyword",
    "newsml KeywordLine",
    "nitf keyword",
    "record keywords",
    "rss category",
    "atom category",
    "mail keywords",
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
    "rss description",
    "atom summary",
    "newsml-g2 description",
];

/// Where the language may be declared, after `<html lang>`.
pub(super) const LANGUAGE_ORIGINS: &[&str] = &[
    "newsml-g2 language",
    "newsml-g2 lang",
    "newsml Language",
    "nitf language",
    "ninjs language",
    "record language",
    "rss language",
    "atom language",
    "mail language",
    "dc.language",
    "dcterms.language",
    "content-language",
    "language",
    "og:locale",
];
