//! Seats of international bodies: a release of the European Commission is filed from Brussels and
//! is not about Belgium for that.

use crate::release::Dateline;
use crate::text::fold::fold;

/// Who published a release, as far as it is known.
#[derive(Debug, Clone, Copy, Default)]
pub struct Published<'r> {
    /// The issuer.
    pub issuer: Option<&'r str>,
    /// The number that its issuer gave it.
    pub number: Option<&'r str>,
    /// The body, dateline taken off.
    pub body: &'r str,
}

/// Cities in which international bodies sit, folded.
const SEATS: &[&str] = &[
    "addis ababa",
    "bonn",
    "bruessel",
    "brussel",
    "brussels",
    "bruxelles",
    "den haag",
    "geneva",
    "geneve",
    "genf",
    "ginebra",
    "la haye",
    "lausanne",
    "luxembourg",
    "luxemburg",
    "montreal",
    "nairobi",
    "new york",
    "nueva york",
    "paris",
    "rome",
    "strasbourg",
    "strassburg",
    "the hague",
    "vienna",
    "vienne",
    "washington",
    "wien",
    "брюссель",
    "вена",
    "гаага",
    "женева",
    "люксембург",
    "нью-йорк",
    "страсбург",
    "布鲁塞尔",
    "日内瓦",
    "纽约",
    "维也纳",
    "海牙",
    "بروكسل",
    "جنيف",
    "نيويورك",
    "فيينا",
    "لاهاي",
];

/// Names of international bodies, folded.
const BODIES: &[&str] = &[
    "united nations",
    "nations unies",
    "naciones unidas",
    "vereinte nationen",
    "vereinten nationen",
    "commission europeenne",
    "comision europea",
    "europaische kommission",
    "европейская комиссия",
    "организация объединенных наций",
    "联合国",
    "欧盟委员会",
    "الأمم المتحدة",
    "المفوضية الأوروبية",
];

/// Words that open the name of an international body.
const WORLDWIDE: &[&str] = &["European", "International", "Intergovernmental", "World"];

/// Words that end the name of a body which states have set up.
const ORGANS: &[&str] = &[
    "Agency",
    "Authority",
    "Commission",
    "Council",
    "Court",
    "Directorate",
    "Organisation",
    "Organization",
    "Parliament",
    "Secretariat",
    "Union",
];

/// How many words of a name may stand between the first and the last.
const NAME_REACH: usize = 4;

/// The dateline where it speaks for a country: not when an international body filed from its seat.
///
/// Only a body that publishes by itself is told: a newspaper that writes from Brussels about the
/// Commission is read in the usual way.
pub fn telling<'d>(
    dateline: Option<&'d Dateline>,
    published: Published<'_>,
) -> Option<&'d Dateline> {
    dateline.filter(|dateline| !(is_seat(dateline) && is_of_body(published)))
}

fn is_seat(dateline: &Dateline) -> bool {
    let place = dateline.place.as_deref().map(|p| fold(p).to_lowercase());
    dateline.wire.is_none() && place.is_some_and(|place| SEATS.contains(&place.as_str()))
}

fn is_of_body(published: Published<'_>) -> bool {
    let lead = published.body.split("\n\n").next().unwrap_or_default();
    match published.issuer {
        Some(issuer) if names_body(issuer) => true,
        issuer => (issuer.is_some() || published.number.is_some()) && names_body(lead),
    }
}

fn names_body(text: &str) -> bool {
    let folded = fold(text).to_lowercase();
    if BODIES.iter().any(|body| folded.contains(body)) {
        return true;
    }
    let words: Vec<&str> = text.split([' ', '\n', ',', '.', '’', '\'']).collect();
    let openings = words.iter().zip(1..).filter(|(w, _)| WORLDWIDE.contains(w));
    openings.into_iter().any(|(_, next)| {
        let rest = words[next..].iter().take(NAME_REACH);
        let is_part = |w: &&&str| {
            w.starts_with(char::is_uppercase) || matches!(**w, "for" | "of" | "on" | "and")
        };
        rest.take_while(is_part).any(|w| ORGANS.contains(w))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(place: &str, issuer: Option<&str>, body: &str, expected: bool) {
        let dateline = Dateline {
            place: Some(place.to_owned()),
            ..Dateline::default()
        };
        let published = Published {
            issuer,
            number: None,
            body,
        };
        let is_telling = telling(Some(&dateline), published).is_some();
        assert_eq!(is_telling, expected, "{place}, {issuer:?}: {body}");
    }

    #[test]
    fn bodies_file_from_their_seats() {
        check("Brussels", Some("European Commission"), "", false);
        check("GENEVA", Some("World Salt Organization"), "", false);
        check("Genève", Some("Nations Unies"), "", false);
        let lead = "The European Inland Canals Directorate opened a call.";
        check("Brussels", Some("Canals"), lead, false);
    }

    #[test]
    fn others_are_where_they_file_from() {
        check("Brussels", Some("Brewers of Belgium"), "Beer sells.", true);
        check("Gouda", Some("European Commission"), "", true);
        check("Brussels", None, "The European Commission met.", true);
        check("Vienna", Some("World of Cakes"), "", true);
    }
}
