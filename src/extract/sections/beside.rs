//! What the small lines beside the content of a page say of the release.

use crate::clean::Block;
use crate::extract::date::DayMonthOrder;
use crate::extract::dateline::filed_from;
use crate::extract::number::number_in;

use super::head::{Head, num_contact_lines};
use super::line::{LineForm, line_form};
use super::phrases::names_press;

impl Head {
    /// Takes what the lines between the headline and the content say of the release: its standing,
    /// its number, its contacts. A line of place and day goes before the lead.
    pub(super) fn take_above(&mut self, above: &[Block], order: DayMonthOrder) {
        let mut taken = Self::default();
        let mut at = 0;
        while let Some(block) = above.get(at) {
            if is_filing_line(&block.text, order) && taken.rest.is_empty() {
                taken.rest.push(block.clone());
                at += 1;
            } else {
                at += taken.take_line(&above[at..], order).unwrap_or(1);
            }
        }
        self.lines.splice(0..0, taken.lines);
        self.contacts.splice(0..0, taken.contacts);
        self.rest.splice(0..0, taken.rest);
    }
}

/// What the lines behind the content of a page say of the release: its number, under its label, and
/// how its press office is reached.
pub(super) fn below(lines: &[Block]) -> (Vec<String>, Option<String>) {
    let is_number = |b: &&Block| number_in(&b.text).is_some_and(|n| n.len() < b.text.len());
    let number = lines.iter().find(is_number).map(|b| b.text.clone());
    let contact = lines.iter().enumerate().find_map(|(at, block)| {
        let is_heading = line_form(&block.text) == Some(LineForm::ContactHeading);
        (is_heading && names_press(&block.text)).then_some(())?;
        let num_lines = num_contact_lines(&lines[at + 1..]);
        let texts = lines[at..=at + num_lines].iter().map(|b| b.text.as_str());
        (num_lines > 0).then(|| texts.collect::<Vec<_>>().join("\n"))
    });
    (number.into_iter().collect(), contact)
}

/// Nothing but a place that needs no state or country, or has one, and a whole date.
fn is_filing_line(text: &str, order: DayMonthOrder) -> bool {
    filed_from(text, order).is_some_and(|filed| {
        let has_year = filed.dateline.date.is_some_and(|d| d.year.is_some());
        filed.lead_start == text.len() && has_year && filed.is_sure
    })
}
