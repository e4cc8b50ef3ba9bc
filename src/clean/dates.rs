//! The dates of a page, in one visible order of precedence, each with its distance from the headline.

use super::candidates::{fold_space, without_repeats};
use super::days::{date_of_url, shown_days, upload_day};
use super::document::MetadataDate;
use super::jsonld::JsonLd;
use super::metadata::{has_itemprop, item_value, meta_names};
use super::origins::{DATE_ORIGINS, SITE_RULE, date_rank};
use super::page::{Node, Page};
use super::piece::Piece;
use super::site::first_value;
use super::tag::Tag;
use crate::config::SiteRule;

/// The longest date text, in bytes.
const MAX_DATE_BYTES: usize = 160;
/// Pieces by which a date above the headline counts as farther: it more often belongs to something
/// else.
const ABOVE_HEADLINE: usize = 3;
/// Dates kept of one origin, the nearest to the headline first.
const MAX_DATES: usize = 12;

/// What dates a page beside its elements.
pub(super) struct DateSources<'o> {
    /// Its JSON-LD.
    pub json_ld: &'o JsonLd,
    /// Days of publication in the data of its scripts.
    pub script_days: &'o [&'o str],
    /// Index of the piece that is its headline.
    pub headline: Option<usize>,
    /// The rule of its site.
    pub rule: Option<&'o SiteRule>,
    /// Its canonical address.
    pub url: Option<&'o str>,
}

/// The dates of a page, the most trusted first, of one origin the nearest to the headline first.
pub(super) fn read_dates(page: &Page<'_>, sources: &DateSources<'_>) -> Vec<MetadataDate> {
    let mut dates = Dates::default();
    let mut foreign_end = 0;
    for (index, node) in page.nodes.iter().enumerate() {
        if index >= foreign_end && is_foreign(node, sources.headline) {
            foreign_end = node.end;
        }
        if node.tag == Tag::Meta || index >= foreign_end {
            dates.read_node(page, index, node);
        }
    }
    for (name, value) in &sources.json_ld.values {
        dates.push(name, value, None);
    }
    let ruled = |rule: &SiteRule| first_value(page, &rule.date, MAX_DATE_BYTES / 2);
    let ruled = sources.rule.and_then(ruled).unwrap_or_default();
    dates.push(SITE_RULE, &ruled, None);
    for day in sources.script_days {
        dates.push("script data", day, None);
    }
    for piece in shown_days(page, sources.headline.unwrap_or(0)) {
        let place = Place { piece, node: None };
        dates.push("visible", &page.pieces[piece].text, Some(place));
    }
    if let Some(date) = sources.url.and_then(date_of_url) {
        dates.push("url", &date, None);
    }
    dates.finish(page, sources.headline)
}

/// Whether an element holds what others wrote at another time: an embedded post, the comments.
fn is_foreign(node: &Node<'_>, headline: Option<usize>) -> bool {
    // Comments stand well below the headline; a name such as `kommentar` above is a section's.
    const MIN_DISTANCE: usize = 8;
    let headline = headline.unwrap_or(0);
    let holds_headline = (node.first_piece..node.end_piece).contains(&headline);
    match node.tag {
        Tag::Quote => !holds_headline,
        _ => node.sense.is_comments && node.first_piece > headline + MIN_DISTANCE,
    }
}

#[derive(Default)]
struct Dates {
    found: Vec<Found>,
}

struct Found {
    rank: usize,
    /// Where it is shown, if it is.
    place: Option<Place>,
    date: MetadataDate,
}

/// Where a date is shown.
#[derive(Clone, Copy)]
struct Place {
    /// Index of its piece.
    piece: usize,
    /// Index of its element; none for a whole piece.
    node: Option<usize>,
}

impl Dates {
    fn read_node(&mut self, page: &Page<'_>, index: usize, node: &Node<'_>) {
        let place = Some(Place {
            piece: node.first_piece,
            node: Some(index),
        });
        if node.tag == Tag::Meta {
            let Some(content) = node.element.attr("content") else {
                return;
            };
            for name in meta_names(node) {
                match name.as_str() {
                    "og:image" => self.push_picture(content),
                    name if date_rank(name).is_some() => self.push(name, content, None),
                    name if names_a_day(name) && is_stamp(content) => {
                        self.push("dated meta", content, None);
                    }
                    _ => {}
                }
            }
            self.push_item(node, content, None);
            return;
        }
        if node.tag == Tag::Time {
            let origin = match node.element.attr("pubdate") {
                Some(_) => "time pubdate",
                None => "time",
            };
            match node.element.attr("datetime") {
                Some(value) if !value.trim().is_empty() => self.push(origin, value, place),
                _ => self.push(origin, &page.text_of(index, MAX_DATE_BYTES), place),
            }
        }
        if node.element.attr("itemprop").is_some() {
            if ITEM_DATES.iter().any(|(name, _)| has_itemprop(node, name)) {
                self.push_item(node, &item_value(page, index), place);
            }
        } else if node.sense.is_date {
            let text = page.text_of(index, MAX_DATE_BYTES);
            if text.bytes().any(|b| b.is_ascii_digit()) {
                self.push("dated element", &text, place);
            }
        }
    }

    fn push_item(&mut self, node: &Node<'_>, value: &str, place: Option<Place>) {
        for (_, origin) in ITEM_DATES
            .iter()
            .filter(|(name, _)| has_itemprop(node, name))
        {
            self.push(origin, value, place);
        }
    }

    /// The day in the address of the page's picture.
    fn push_picture(&mut self, url: &str) {
        let day = date_of_url(url).filter(|day| day.len() > "2018-04".len());
        if let Some(day) = day.or_else(|| upload_day(url)) {
            self.push("picture address", &day, None);
        }
    }

    /// Adds a date of a known origin; texts too long for a date are none.
    fn push(&mut self, origin: &str, value: &str, place: Option<Place>) {
        let Some(rank) = date_rank(origin) else {
            return;
        };
        if value.len() > 4 * MAX_DATE_BYTES {
            return;
        }
        let value = fold_space(value);
        if value.is_empty() || value.len() > MAX_DATE_BYTES {
            return;
        }
        let (origin, kind) = DATE_ORIGINS[rank];
        let date = MetadataDate {
            value,
            origin,
            kind,
            label: String::new(),
            distance: None,
        };
        self.found.push(Found { rank, place, date });
    }

    fn finish(mut self, page: &Page<'_>, headline: Option<usize>) -> Vec<MetadataDate> {
        for found in &mut self.found {
            found.date.distance = headline
                .zip(found.place)
                .map(|(headline, place)| distance(headline, place.piece));
        }
        self.found
            .sort_by_key(|f| (f.rank, f.date.distance.map(farness)));
        let mut num_of_rank = 0;
        let mut rank = None;
        self.found.retain(|found| {
            num_of_rank = if rank == Some(found.rank) {
                num_of_rank + 1
            } else {
                1
            };
            rank = Some(found.rank);
            num_of_rank <= MAX_DATES
        });
        for found in &mut self.found {
            if let Some(place) = found.place {
                found.date.label = label(page, place);
            }
        }
        without_repeats(self.found.into_iter().map(|found| found.date))
    }
}

/// What is said just before a date: the text before it in its line, or else the short line above.
fn label(page: &Page<'_>, place: Place) -> String {
    const MAX_LINE_CHARS: usize = 200;
    const MAX_LABEL_CHARS: usize = 40;
    let line = page.pieces.get(place.piece);
    let Some(line) = line.filter(|p| p.num_chars <= MAX_LINE_CHARS) else {
        return String::new();
    };
    let start = place.node.map_or(Some(0), |node| {
        let shown = page.text_of(node, MAX_DATE_BYTES);
        line.text.find(&shown)
    });
    let before = line.text[..start.unwrap_or(0)].trim();
    if !before.is_empty() {
        return before.to_owned();
    }
    let above = place.piece.checked_sub(1).map(|above| &page.pieces[above]);
    let is_label =
        |p: &&Piece| p.num_chars <= MAX_LABEL_CHARS && !p.text.bytes().any(|b| b.is_ascii_digit());
    above
        .filter(is_label)
        .map_or_else(String::new, |p| p.text.clone())
}

/// Pieces from the headline down to a piece; less than 0 above it.
fn distance(headline: usize, piece: usize) -> i32 {
    let pieces = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
    match piece.checked_sub(headline) {
        Some(below) => pieces(below),
        None => -pieces(headline - piece),
    }
}

fn farness(distance: i32) -> usize {
    let above = if distance < 0 { ABOVE_HEADLINE } else { 0 };
    distance.unsigned_abs() as usize + above
}

/// Whether the name of a `<meta>` of no known vocabulary says that it holds the day of publication.
fn names_a_day(name: &str) -> bool {
    const SAY_SO: [&str; 6] = ["date", "publish", "upload", "created", "issued", "time"];
    const SAY_OTHERWISE: [&str; 13] = [
        "modif", "updat", "revis", "expir", "valid", "end", "start", "event", "birth", "death",
        "build", "version", "until",
    ];
    let says = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    says(&SAY_SO) && !says(&SAY_OTHERWISE)
}

/// Whether a value begins like a day of ISO 8601.
fn is_stamp(value: &str) -> bool {
    let mut bytes = value.trim().bytes();
    let mut is = |wanted: &[u8]| {
        wanted.iter().all(|w| {
            bytes
                .next()
                .is_some_and(|b| b == *w || (*w == b'0' && b.is_ascii_digit()))
        })
    };
    is(b"0000-00-00")
}

/// Properties of an item that date it, with the origin that each is.
const ITEM_DATES: &[(&str, &str)] = &[
    ("datePublished", "itemprop datePublished"),
    ("dateCreated", "itemprop dateCreated"),
    ("dateModified", "itemprop dateModified"),
];

#[cfg(test)]
mod tests {
    use crate::clean::{DateKind, Metadata, clean_html};
    use crate::config::Config;

    const TEXT: &str = "The harbour office of Larnwick said that the bridge would open to lorries in the month of June.";

    fn metadata(page: &str) -> Metadata {
        let config = Config::builtin().expect("the built-in config is valid");
        clean_html(page, "", &config).metadata
    }

    fn check_dates(page: &str, expected: &[(&str, &str)]) {
        let found = metadata(page);
        let dates: Vec<_> = found
            .dates
            .iter()
            .map(|d| (d.origin, d.value.as_str()))
            .collect();
        assert_eq!(dates, expected);
    }

    #[test]
    fn dates_stand_in_the_order_of_precedence() {
        check_dates(
            "<meta name=DC.date content=2018-04-07><meta property=article:modified_time content=2018-04-09>
            <script type=application/ld+json>{\"@type\": [\"NewsArticle\"], \"datePublished\": \"2018-04-05\"}</script>
            <h1>Bridge opens</h1><time datetime=2018-04-06>Friday</time><p class=posted-on>5.4.2018</p>",
            &[
                ("json-ld datePublished", "2018-04-05"),
                ("dc.date", "2018-04-07"),
                ("time", "2018-04-06"),
                ("dated element", "5.4.2018"),
                ("visible", "5.4.2018"),
                ("article:modified_time", "2018-04-09"),
            ],
        );
    }

    #[test]
    fn the_date_below_the_headline_comes_before_the_one_above() {
        let text = "The harbour office of Larnwick said that the bridge would open to lorries in the month of June.";
        check_dates(
            &format!(
                "<p><time>1 May 2019</time></p><h1>Bridge opens</h1><p>By us</p><p><time>5 April 2018</time></p><p>{text}</p>"
            ),
            &[
                ("time", "5 April 2018"),
                ("time", "1 May 2019"),
                ("visible", "5 April 2018"),
                ("visible", "1 May 2019"),
            ],
        );
    }

    #[test]
    fn a_changed_date_is_known_as_such() {
        let found = metadata("<span itemprop=dateModified content=2018-04-05>x</span>");
        assert_eq!(found.dates[0].kind, DateKind::Modified);
    }

    fn check_places(page: &str, expected: &[(&str, &str, Option<i32>)]) {
        let found = metadata(&format!("<title>Bridge opens in June</title>{page}"));
        let places: Vec<_> = found
            .dates
            .iter()
            .filter(|d| d.origin != "visible")
            .map(|d| (d.value.as_str(), d.label.as_str(), d.distance))
            .collect();
        assert_eq!(places, expected);
    }

    #[test]
    fn a_date_knows_its_label_and_its_distance() {
        check_places(
            &format!(
                "<h2>News</h2><time>1.5.2018</time><h1>Bridge opens in June</h1><div>Last updated:</div>
                <div><time datetime=2018-04-05>Thursday</time></div><p>Posted <time>6.4.2018</time> by us</p><p>{TEXT}</p>"
            ),
            &[
                ("2018-04-05", "Last updated:", Some(2)),
                ("6.4.2018", "Posted", Some(3)),
                ("1.5.2018", "News", Some(-1)),
            ],
        );
    }

    #[test]
    fn dates_of_comments_and_embedded_posts_are_not_the_pages() {
        let comments = "<p>One</p><p>Two</p>".repeat(5) + "<time>9.9.2018</time>";
        let text = format!("<p>{TEXT}</p>").repeat(10);
        check_places(
            &format!(
                "<h1>Bridge opens in June</h1><blockquote><time>1.1.2018</time></blockquote>
                {text}<div class=comments>{comments}</div>"
            ),
            &[],
        );
    }

    #[test]
    fn many_dates_far_away_do_not_crowd_out_the_one_beside_the_headline() {
        let far = "<li><time>1.1.2018</time></li>".repeat(100);
        let found = metadata(&format!(
            "<title>Bridge opens in June</title><ul>{far}</ul><h1>Bridge opens in June</h1><p><time>5.4.2018</time></p><p>{TEXT}</p>"
        ));
        assert_eq!(found.dates[0].value, "5.4.2018");
    }

    #[test]
    fn names_of_no_vocabulary_and_the_picture_date_a_page_too() {
        check_places(
            "<meta property=quay:uploaded_time content=2018-04-05T10:00:00Z><meta name=quay:updated content=2018-04-06>
            <meta property=og:image content=https://larnwick.example/2018/04/04/bridge.jpg>",
            &[("2018-04-05T10:00:00Z", "", None), ("2018-04-04", "", None)],
        );
    }
}
