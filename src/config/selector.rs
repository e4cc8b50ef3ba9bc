//! The part of CSS selectors that rules for sites are written in: tags, `#id`, `.class`,
//! `[attribute]`, `[attribute=value]`, and descendants (`div.news .text`).

use std::str::FromStr;

/// A chain of descendants: each part stands somewhere inside the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// The parts, the outermost first; never empty.
    pub parts: Vec<Compound>,
}

/// What one element must be, all of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compound {
    /// The tag, lower case; any tag when `None`.
    pub tag: Option<String>,
    /// Names among the classes.
    pub classes: Vec<String>,
    /// Attributes with the value that they must have, or any value. An `#id` is one of them.
    pub attributes: Vec<(String, Option<String>)>,
}

/// Why a selector cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SelectorError {
    /// There is nothing in it.
    #[error("the selector is empty")]
    Empty,
    /// A character that this part of CSS does not have.
    #[error("`{0}` is not understood in a selector")]
    Unknown(String),
}

impl FromStr for Selector {
    type Err = SelectorError;

    fn from_str(text: &str) -> Result<Self, SelectorError> {
        let parts: Vec<Compound> = text
            .split_whitespace()
            .map(compound)
            .collect::<Result<_, _>>()?;
        if parts.is_empty() {
            Err(SelectorError::Empty)
        } else {
            Ok(Self { parts })
        }
    }
}

/// Reads `tag.class#id[attribute=value]`.
fn compound(text: &str) -> Result<Compound, SelectorError> {
    let mut found = Compound::default();
    let (tag, mut rest) = name(text);
    if !tag.is_empty() {
        found.tag = Some(tag.to_ascii_lowercase());
    } else if let Some(after) = rest.strip_prefix('*') {
        rest = after;
    }
    while let Some(mark) = rest.chars().next() {
        let after = &rest[mark.len_utf8()..];
        let (value, next) = name(after);
        match mark {
            '.' if !value.is_empty() => found.classes.push(value.to_owned()),
            '#' if !value.is_empty() => found
                .attributes
                .push(("id".to_owned(), Some(value.to_owned()))),
            '[' if !value.is_empty() => {
                let (inside, behind) = after
                    .split_once(']')
                    .ok_or_else(|| SelectorError::Unknown(rest.to_owned()))?;
                found.attributes.push(attribute(inside)?);
                rest = behind;
                continue;
            }
            _ => return Err(SelectorError::Unknown(rest.to_owned())),
        }
        rest = next;
    }
    Ok(found)
}

fn attribute(inside: &str) -> Result<(String, Option<String>), SelectorError> {
    let (key, value) = inside
        .split_once('=')
        .map_or((inside, None), |(key, value)| (key, Some(value)));
    if !name(key).1.is_empty() {
        return Err(SelectorError::Unknown(inside.to_owned()));
    }
    Ok((
        key.to_ascii_lowercase(),
        value.map(|v| v.trim_matches(['"', '\'']).to_owned()),
    ))
}

/// Splits off a leading name.
fn name(text: &str) -> (&str, &str) {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    text.split_at(text.find(|c| !is_name(c)).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_selector() {
        let selector: Selector = "main div.news.wide#top [itemprop=\"text\"]"
            .parse()
            .expect("valid");
        assert_eq!(selector.parts.len(), 3);
        assert_eq!(selector.parts[1].tag.as_deref(), Some("div"));
        assert_eq!(selector.parts[1].classes, ["news", "wide"]);
        assert_eq!(
            selector.parts[1].attributes,
            [("id".to_owned(), Some("top".to_owned()))]
        );
        assert_eq!(
            selector.parts[2].attributes,
            [("itemprop".to_owned(), Some("text".to_owned()))]
        );
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        let check = |text: &str, message: &str| {
            let error = text.parse::<Selector>().expect_err(text);
            assert_eq!(error.to_string(), message);
        };
        check("  ", "the selector is empty");
        check("div > p", "`>` is not understood in a selector");
        check(
            "p:first-child",
            "`:first-child` is not understood in a selector",
        );
        check("a[href", "`[href` is not understood in a selector");
    }
}
