//! What a release says of its own standing: release line, embargo, correction, hold, kill.

use crate::clean::Metadata;
use crate::release::Notices;
use crate::text::fold::fold;
use crate::text::prefix::prefix;

use super::date::DayMonthOrder;
use super::embargo::embargo_end;

/// The statuses with the beginnings of the lines that give them, the gravest first; folded.
const STATUSES: &[(&str, &[&str])] = &[
    (
        "kill",
        &[
            "kill kill",
            "bulletin kill",
            "mandatory kill",
            "kill:",
            "news kill",
            "advisory kill",
        ],
    ),
    (
        "withdrawn",
        &[
            "story withdrawn",
            "withdrawn",
            "withdrawal",
            "retraction",
            "release withdrawn",
            "notice of withdrawal",
            "отозвано",
        ],
    ),
    ("hold", &["hold hold", "hold:", "hold for release hold"]),
    (
        "correction",
        &[
            "correcting and replacing",
            "correction",
            "corrected",
            "/correction",
            "correcting",
            "/c o r r e c t i o n",
            "c o r r e c t i o n",
            "corrective",
            "erratum",
            "rectificatif",
            "berichtigung",
            "korrektur",
            "korrigierte fassung",
            "correccion",
            "исправление",
            "更正",
        ],
    ),
    (
        "refile",
        &["refile", "refiling", "resend", "re-issue", "reissue"],
    ),
    ("repeat", &["repeat", "rpt-", "rpt:", "/repeat"]),
    (
        "embargoed",
        &[
            "embargo",
            "under embargo",
            "strictly embargoed",
            "news embargo",
            "hold for release",
            "not for release before",
            "not for publication before",
            "sperrfrist",
            "sous embargo",
            "bajo embargo",
            "эмбарго",
            "не публиковать до",
            "禁发",
            "strict embargo",
            "for release on or after",
        ],
    ),
    (
        "immediate",
        &[
            "for immediate release",
            "for immediate distribution",
            "for release on receipt",
            "for release upon receipt",
            "immediate release",
            "for immediate publication",
            "pour diffusion immediate",
            "a diffuser immediatement",
            "diffusion immediate",
            "zur sofortigen veroffentlichung",
            "sofortige veroffentlichung",
            "para publicacion inmediata",
            "para su publicacion inmediata",
            "para divulgacao imediata",
            "per pubblicazione immediata",
            "для немедленной публикации",
            "к немедленной публикации",
            "для немедленного распространения",
            "дереу жариялау үшін",
            "即时发布",
            "即時發布",
            "立即发布",
        ],
    ),
];

/// Beginnings of a release line that gives a time and no status.
const TIMED: &[&str] = &[
    "for release",
    "release at will",
    "release on",
    "a publier le",
    "zur veroffentlichung am",
    "к публикации",
];

/// A release line is at most this long, in characters.
const MAX_CHARS: usize = 160;

/// Whether a line speaks of the release's own standing.
pub(super) fn is_release_line(text: &str) -> bool {
    if text.chars().count() > MAX_CHARS {
        return false;
    }
    let folded = opening(text);
    let is_timed = TIMED.iter().any(|t| folded.starts_with(t)) && text.len() < 100;
    (is_timed || status_of(&folded).is_some_and(|s| is_set_apart(s, text, &folded)))
        && !text.ends_with('.')
}

/// Words such as `Correction` also open headlines; they count when they shout, stand alone or carry a sign.
fn is_set_apart(status: &str, text: &str, folded: &str) -> bool {
    let first = text
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .split_whitespace()
        .next()
        .unwrap_or_default();
    let shouts = first.chars().any(char::is_uppercase) && !first.chars().any(char::is_lowercase);
    match status {
        "immediate" | "embargoed" => true,
        "correction"
            if folded
                .trim_start_matches('/')
                .starts_with("c o r r e c t i o n") =>
        {
            true
        }
        "correction" if folded.starts_with("correcting and replacing") => false,
        _ => {
            (shouts && folded.split_whitespace().count() <= 12 && !has_headline_behind(text))
                || folded.split_whitespace().count() <= 2
        }
    }
}

/// `CORRECTED: Acme opens plant` is a headline with a mark before it.
fn has_headline_behind(text: &str) -> bool {
    text.split_once([':', '-', '–'])
        .is_some_and(|(_, rest)| rest.split_whitespace().count() > 2)
}

fn opening(text: &str) -> String {
    let head = prefix(text, 200);
    let folded = fold(head.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '/'));
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn status_of(folded: &str) -> Option<&'static str> {
    STATUSES
        .iter()
        .find(|(_, openings)| openings.iter().any(|o| folded.starts_with(o)))
        .map(|(status, _)| *status)
}

/// A headline without the mark of correction that stands before it, and the status of the mark.
pub(super) fn unmarked_headline(headline: &str) -> (&str, Option<&'static str>) {
    let folded = opening(headline);
    let marks = [
        ("correcting and replacing", "correction"),
        ("corrected", "correction"),
        ("correction", "correction"),
        ("refile", "refile"),
        ("repeat", "repeat"),
        ("rpt", "repeat"),
    ];
    let Some((mark, status)) = marks.into_iter().find(|(mark, _)| folded.starts_with(mark)) else {
        return (headline, None);
    };
    let rest = headline.get(mark.len()..).unwrap_or_default();
    let is_shouted = headline.get(..mark.len()).is_some_and(|m| {
        m.starts_with(|c: char| c.is_uppercase())
            && m.chars().skip(1).take(4).all(|c| !c.is_lowercase())
    });
    let is_parted = rest.trim_start().starts_with([':', '-', '–', '—', '/']);
    let bare = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !"\"“«'‘".contains(c));
    if bare.is_empty()
        || !(is_shouted && (is_parted || mark.contains(' ')) || is_parted && mark != "rpt")
    {
        return (headline, None);
    }
    (without_reason(bare), Some(status))
}

/// A marked headline without the bracket that says what was mended or when it was first sent.
fn without_reason(headline: &str) -> &str {
    let bare = headline
        .strip_suffix([')', '）'])
        .and_then(|h| h.rsplit_once(['(', '（']))
        .map(|(bare, _)| bare.trim_end());
    bare.filter(|bare| !bare.is_empty()).unwrap_or(headline)
}

/// Reads the standing from the mark of the headline and the lines of the head; the gravest wins.
pub(super) fn notices(
    headline_mark: Option<&'static str>,
    lines: &[String],
    order: DayMonthOrder,
) -> Notices {
    let rank = |status: &&str| STATUSES.iter().position(|(s, _)| s == status);
    let told = lines.iter().filter_map(|line| status_of(&opening(line)));
    let status = told.chain(headline_mark).min_by_key(rank);
    let embargo_until = lines
        .iter()
        .filter(|line| status_of(&opening(line)) == Some("embargoed"))
        .find_map(|line| embargo_end(line, order));
    Notices {
        status: status.map(str::to_owned),
        embargo_until,
        revision: None,
    }
}

/// What structured data calls a standing, folded, with the status that it is (IPTC `stat` and `sig`
/// of `NewsML-G2`, Status and Instruction of `NewsML` 1, `pubstatus` of ninjs).
const CLAIMED_STATUSES: &[(&str, &str)] = &[
    ("canceled", "kill"),
    ("cancelled", "kill"),
    ("kill", "kill"),
    ("killed", "kill"),
    ("delete", "withdrawn"),
    ("withdrawn", "withdrawn"),
    ("retracted", "withdrawn"),
    ("withheld", "hold"),
    ("hold", "hold"),
    ("embargoed", "embargoed"),
    ("correction", "correction"),
    ("corrected", "correction"),
    ("rectify", "correction"),
    ("refile", "refile"),
    ("repeat", "repeat"),
];

/// `2021-08-19T09:00` of a stamp of ISO 8601, in the zone as written.
fn stamp_minute(stamp: &str) -> Option<String> {
    let minute = stamp.trim().get(..16)?;
    let is_like = minute
        .bytes()
        .zip(b"0000-00-00T00:00")
        .all(|(byte, form)| match form {
            b'0' => byte.is_ascii_digit(),
            _ => byte == *form,
        });
    is_like.then(|| minute.to_owned())
}

/// Adds what structured data says of the standing; the graver of two statuses counts.
pub(super) fn with_claims(notices: &Notices, metadata: &Metadata, order: DayMonthOrder) -> Notices {
    let claimed = metadata.status.iter().filter_map(|said| {
        let said = fold(said.value.trim());
        let known = CLAIMED_STATUSES.iter().find(|(name, _)| *name == said);
        known.map(|(_, status)| *status)
    });
    let embargoed = metadata.embargo.as_ref().map(|_| "embargoed");
    let rank = |status: &&str| STATUSES.iter().position(|(s, _)| s == status);
    let told = notices.status.as_deref();
    let status = told
        .into_iter()
        .chain(claimed)
        .chain(embargoed)
        .min_by_key(rank);
    let embargo = metadata.embargo.as_ref();
    let embargo = embargo.and_then(|embargo| {
        stamp_minute(&embargo.value).or_else(|| embargo_end(&embargo.value, order))
    });
    Notices {
        status: status.map(str::to_owned),
        embargo_until: notices.embargo_until.clone().or(embargo),
        revision: metadata.revision.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], status: Option<&str>, embargo_until: Option<&str>) {
        let owned: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
        let found = notices(None, &owned, DayMonthOrder::Month);
        assert_eq!(
            (found.status.as_deref(), found.embargo_until.as_deref()),
            (status, embargo_until),
            "{lines:?}"
        );
        assert!(lines.iter().all(|l| is_release_line(l)), "{lines:?}");
    }

    #[test]
    fn release_lines_in_many_languages() {
        check(&["FOR IMMEDIATE RELEASE"], Some("immediate"), None);
        check(&["Pour diffusion immédiate"], Some("immediate"), None);
        check(&["即時發布"], Some("immediate"), None);
        check(&["FOR RELEASE August 19, 2021"], None, None);
    }

    #[test]
    fn embargoes_end_at_a_time() {
        check(
            &["EMBARGOED UNTIL 9:00 a.m. ET, August 19, 2021"],
            Some("embargoed"),
            Some("2021-08-19T09:00"),
        );
        check(
            &["Sperrfrist: 19. August 2021, 14 Uhr"],
            Some("embargoed"),
            Some("2021-08-19T14:00"),
        );
        check(
            &["Under embargo until 00:01 GMT 19 August 2021"],
            Some("embargoed"),
            Some("2021-08-19T00:01"),
        );
        check(
            &["EMBARGO: August 19, 2021"],
            Some("embargoed"),
            Some("2021-08-19"),
        );
    }

    #[test]
    fn the_gravest_status_wins() {
        check(
            &["FOR IMMEDIATE RELEASE", "KILL KILL KILL"],
            Some("kill"),
            None,
        );
        check(&["STORY WITHDRAWN"], Some("withdrawn"), None);
        check(&["HOLD HOLD HOLD"], Some("hold"), None);
        check(
            &["/C O R R E C T I O N -- Orvane/"],
            Some("correction"),
            None,
        );
    }

    #[test]
    fn headlines_lose_their_mark() {
        assert_eq!(
            unmarked_headline("CORRECTING and REPLACING Orvane Opens Plant"),
            ("Orvane Opens Plant", Some("correction"))
        );
        assert_eq!(
            unmarked_headline("REFILE-Orvane opens plant"),
            ("Orvane opens plant", Some("refile"))
        );
        assert_eq!(
            unmarked_headline("REPEAT -- Orvane opens plant (first sent on 3 May)"),
            ("Orvane opens plant", Some("repeat"))
        );
        for plain in [
            "Corrected figures show growth",
            "Repeat offenders jailed",
            "Orvane opens plant",
        ] {
            assert_eq!(unmarked_headline(plain), (plain, None));
            assert!(!is_release_line(plain), "{plain}");
        }
    }
}
