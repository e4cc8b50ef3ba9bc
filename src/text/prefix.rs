//! The beginning of a text.

/// At most the first `max_bytes` bytes, cut between characters.
///
/// ```
/// assert_eq!(dateline::text::prefix::prefix("août", 3), "ao");
/// ```
pub fn prefix(text: &str, max_bytes: usize) -> &str {
    let mut end = max_bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
