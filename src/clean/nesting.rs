//! How deep the parser nests elements, so that pruning can cap it.
//!
//! Two counts. The depth of tags, start tags less end tags, is what a page of well-nested markup
//! has; end tags without an element fool it. So elements count as open, too, until an end tag comes
//! that is sure to close them: never less than the parser has open, but for the few that close by
//! themselves. Both are capped, for the time that tree construction takes grows with the depth.

use super::markup::Role;

/// Tags nested deeper than this are flattened; the text stays.
pub(super) const MAX_DEPTH: usize = 256;
/// Elements that no end tag is sure to have closed: more than sound pages leave open.
const MAX_OPEN: usize = 1024;

/// Whether a tag is kept or makes way for a blank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Kept,
    Flattened,
}

/// The elements that are open at a place of the page.
#[derive(Debug, Default)]
pub(super) struct Nesting<'p> {
    depth: usize,
    open: Vec<(&'p str, Role)>,
    /// Of the open elements, those that do not close by themselves.
    num_open: usize,
}

impl<'p> Nesting<'p> {
    /// Goes into an element; void elements and the like have no inside.
    pub fn enter(&mut self, name: &'p str, role: Role) -> Fate {
        match role {
            Role::Void | Role::Page => return Fate::Kept,
            Role::Implied => {
                self.close_before(name);
                self.open.push((name, role));
                return Fate::Kept;
            }
            _ => {}
        }
        self.depth += 1;
        if self.depth > MAX_DEPTH || self.num_open == MAX_OPEN {
            return Fate::Flattened;
        }
        self.num_open += 1;
        // The parser may pass over the end tag of a form, so none is sure to close it.
        if role != Role::Form {
            self.open.push((name, role));
        }
        Fate::Kept
    }

    /// Comes to an end tag.
    pub fn leave(&mut self, name: &str, role: Role) -> Fate {
        if !matches!(role, Role::Void | Role::Page | Role::Implied | Role::Title) {
            let was_flattened = self.depth > MAX_DEPTH;
            self.depth = self.depth.saturating_sub(1);
            if was_flattened {
                return Fate::Flattened;
            }
        }
        self.close(name, role);
        Fate::Kept
    }

    /// Closes the last element, if the end tag is sure to do so.
    fn close(&mut self, name: &str, role: Role) {
        let is_closed = |open: &(&str, Role)| {
            let are_headings = role == Role::Heading && open.1 == Role::Heading;
            open.0.eq_ignore_ascii_case(name) || are_headings
        };
        let num_implied = match role {
            // Blocks close what closes by itself inside them.
            Role::Block | Role::Heading => self.num_implied(),
            _ => 0,
        };
        let last = self.open.len().checked_sub(num_implied + 1);
        if let Some(last) = last.filter(|last| is_closed(&self.open[*last])) {
            self.num_open -= usize::from(self.open[last].1 != Role::Implied);
            self.open.truncate(last);
        }
    }

    /// Closes what the start of an element that closes by itself is sure to close: a paragraph, one
    /// of its kind, and in a table all that closes by itself.
    fn close_before(&mut self, name: &str) {
        let is_last = |open: &[(&str, Role)], names: &[&str]| {
            let last = open.last();
            last.is_some_and(|(last, _)| names.iter().any(|n| n.eq_ignore_ascii_case(last)))
        };
        let is_part = |name: &str| {
            let parts = ["td", "th", "tr", "tbody", "thead", "tfoot"];
            parts.iter().any(|part| part.eq_ignore_ascii_case(name))
        };
        if is_part(name) {
            let table = self.open.len() - self.num_implied();
            if is_last(&self.open[..table], &["table"]) {
                self.open.truncate(table);
            }
            return;
        }
        let closes = |kind: &[&str]| kind.iter().any(|n| n.eq_ignore_ascii_case(name));
        if closes(&["p", "li", "dd", "dt"]) && is_last(&self.open, &["p"]) {
            self.open.pop();
        }
        for kind in [&["li"][..], &["dd", "dt"], &["option"]] {
            if closes(kind) && is_last(&self.open, kind) {
                self.open.pop();
            }
        }
    }

    /// How many of the last open elements close by themselves.
    fn num_implied(&self) -> usize {
        let implied = |(_, role): &&(&str, Role)| *role == Role::Implied;
        self.open.iter().rev().take_while(implied).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::markup::role;

    /// The elements that count as open behind these tags.
    fn check(tags: &str, expected: &[&str]) {
        let mut nesting = Nesting::default();
        for tag in tags.split_ascii_whitespace() {
            match tag.strip_prefix('/') {
                Some(name) => nesting.leave(name, role(name)),
                None => nesting.enter(tag, role(tag)),
            };
        }
        let open: Vec<&str> = nesting.open.iter().map(|(name, _)| *name).collect();
        assert_eq!(open, expected, "{tags}");
    }

    #[test]
    fn end_tags_close_what_they_are_sure_to_close() {
        check("div span /span p /div", &[]);
        check("ul li p li a /a /ul", &[]);
        check("table tr td p tr th /table", &[]);
        check("h2 p /h3", &[]);
        check("dl dt dd p br /p dt", &["dl", "dt"]);
    }

    #[test]
    fn others_close_nothing() {
        check("div /x", &["div"]);
        check("span p /span", &["span", "p"]);
        check("div table /div", &["div", "table"]);
        check("a div /a", &["a", "div"]);
        check("span p option /option /span", &["span", "p"]);
    }

    #[test]
    fn what_is_never_closed_is_capped() {
        let mut nesting = Nesting::default();
        let mut num_kept = 0;
        for _ in 0..10 * MAX_OPEN {
            num_kept += usize::from(nesting.enter("div", Role::Block) == Fate::Kept);
            nesting.leave("x", Role::Other);
            nesting.enter("form", Role::Form);
            nesting.leave("form", Role::Form);
        }
        assert!(num_kept <= MAX_OPEN, "{num_kept}");
        assert_eq!(nesting.num_open, MAX_OPEN);
    }
}
