//! A rule to begin with, for a site that has none.

use crate::report::{Draft, Field, Site};

/// What a rule may name besides, as lines to be filled in.
const FURTHER_KEYS: &str = "\
# subhead = ['p.standfirst']
# issuer_name = 'Example Ltd'
# remove = ['div.share', 'ul.related']
";

/// The rule that finds what the general way found, where the host is known and has no rule.
pub(super) fn draft(site: &Site, fields: &[Field]) -> Option<Draft> {
    let host = site.host.as_deref().filter(|_| site.rule.is_none())?;
    let host = host.to_ascii_lowercase();
    let file = format!("sites/{}.toml", host.strip_prefix("www.").unwrap_or(&host));
    let line = |name: &str| {
        let field = fields.iter().find(|f| f.name == name);
        match field.and_then(selector) {
            Some(selector) => format!("{name} = ['{selector}']\n"),
            None => format!("# {name} = ['']\n"),
        }
    };
    let found: String = ["headline", "body", "date"].map(line).concat();
    let body = fields.iter().find(|f| f.name == "body");
    let beside = body.map_or(&[][..], |body| &body.chosen).iter().skip(1);
    let beside: Vec<String> = beside
        .filter_map(|choice| Some(format!("'{}'", choice.selector.as_deref()?)))
        .collect();
    let keep = if beside.is_empty() {
        "# keep = ['div.figures']\n".to_owned()
    } else {
        format!("keep = [{}]\n", beside.join(", "))
    };
    let text = format!("{found}{keep}{FURTHER_KEYS}");
    Some(Draft { file, text })
}

/// What finds the value of a field: where it stood, or where the page has the same again.
fn selector(field: &Field) -> Option<&str> {
    let chosen = field.chosen.first()?;
    let same = field
        .passed_over
        .iter()
        .filter(|choice| choice.value == chosen.value);
    std::iter::once(chosen)
        .chain(same)
        .find_map(|choice| choice.selector.as_deref())
}
