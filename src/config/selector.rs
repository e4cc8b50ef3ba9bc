//! The part of CSS selectors that rules for sites are written in: tags, `#id`, `.class`,
//! `[attribute]`, `[attribute=value]`, `:nth-of-type(2)`, descendants (`div.news .text`) and
//! children (`main > p`).

use std::fmt;
use std::str::FromStr;

/// A chain of elements: each part stands inside the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selector {
    /// As it was written.
    text: String,
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
    /// Its place among the elements of its tag below the same parent, counted from 1.
    pub nth_of_type: Option<usize>,
    /// Whether it stands right below the part before it.
    pub is_child: bool,
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

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Selector {
    type Err = SelectorError;

    fn from_str(text: &str) -> Result<Self, SelectorError> {
        let mut parts: Vec<Compound> = Vec::new();
        let mut is_child = false;
        for token in tokens(text) {
            if token == ">" {
                if parts.is_empty() || is_child {
                    return Err(SelectorError::Unknown(token.to_owned()));
                }
                is_child = true;
                continue;
            }
            let part = compound(token)?;
            parts.push(Compound { is_child, ..part });
            is_child = false;
        }
        match (parts.is_empty(), is_child) {
            (true, _) => Err(SelectorError::Empty),
            (false, true) => Err(SelectorError::Unknown(">".to_owned())),
            (false, false) => Ok(Self {
                text: text.trim().to_owned(),
                parts,
            }),
        }
    }
}

/// The parts of a selector and the `>` between them; blanks inside brackets part nothing.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut start, mut is_inside) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            '[' => is_inside = true,
            ']' => is_inside = false,
            _ => {}
        }
        if !is_inside && (c == '>' || c.is_whitespace()) {
            found.push(&text[start..at]);
            start = at + c.len_utf8();
            if c == '>' {
                found.push(&text[at..start]);
            }
        }
    }
    found.push(&text[start..]);
    found.retain(|token| !token.is_empty());
    found
}

/// Reads `tag.class#id[attribute=value]:nth-of-type(2)`.
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
            ':' if value == "nth-of-type" => {
                let (nth, behind) =
                    place(next).ok_or_else(|| SelectorError::Unknown(rest.to_owned()))?;
                found.nth_of_type = Some(nth);
                rest = behind;
                continue;
            }
            _ => return Err(SelectorError::Unknown(rest.to_owned())),
        }
        rest = next;
    }
    Ok(found)
}

/// Reads `(2)`, a place counted from 1, and gives what is behind it.
fn place(text: &str) -> Option<(usize, &str)> {
    let (number, behind) = text.strip_prefix('(')?.split_once(')')?;
    let number = number.trim().parse().ok().filter(|n| *n > 0)?;
    Some((number, behind))
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
    fn children_places_and_blanks_in_values() {
        let selector: Selector = "main>div:nth-of-type(2) > [name='release text']"
            .parse()
            .expect("valid");
        let is_child: Vec<bool> = selector.parts.iter().map(|p| p.is_child).collect();
        assert_eq!(is_child, [false, true, true]);
        assert_eq!(selector.parts[1].nth_of_type, Some(2));
        let name = ("name".to_owned(), Some("release text".to_owned()));
        assert_eq!(selector.parts[2].attributes, [name]);
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        let check = |text: &str, message: &str| {
            let error = text.parse::<Selector>().expect_err(text);
            assert_eq!(error.to_string(), message);
        };
        check("  ", "the selector is empty");
        check("div + p", "`+` is not understood in a selector");
        check("> p", "`>` is not understood in a selector");
        check("div >", "`>` is not understood in a selector");
        check(
            "p:nth-of-type(0)",
            "`:nth-of-type(0)` is not understood in a selector",
        );
        check(
            "p:first-child",
            "`:first-child` is not understood in a selector",
        );
        check("a[href", "`[href` is not understood in a selector");
    }
}
