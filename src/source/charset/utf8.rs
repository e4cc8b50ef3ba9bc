//! Whether bytes are UTF-8, or nearly.

use memchr::memmem;

/// Nearly UTF-8: for one broken byte there are this many sound sequences.
const SEQUENCES_PER_ERROR: usize = 4;

/// Dashes and curly quotes (U+2000–U+203F) are E2 80 and one more in UTF-8, which no other charset
/// writes in any language: each counts as so many sequences.
const SEQUENCES_PER_MARK: usize = 6;

/// How much of the bytes is UTF-8.
#[derive(Debug, Default)]
pub(super) struct Utf8Tally {
    num_sequences: usize,
    num_errors: usize,
    /// The last character is cut off, and nothing else is wrong with the text.
    is_only_cut: bool,
}

impl Utf8Tally {
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut tally = Self::default();
        // The check of a whole text goes many bytes at a time; a sound one needs no count.
        if let Err(error) = std::str::from_utf8(bytes) {
            for chunk in bytes.utf8_chunks() {
                tally.count(chunk.valid());
                tally.num_errors += usize::from(!chunk.invalid().is_empty());
            }
            tally.is_only_cut = error.error_len().is_none();
        }
        tally
    }

    fn count(&mut self, valid: &str) {
        let wide = valid.bytes().filter(|byte| *byte >= 0xc0).count();
        let num_marks = memmem::find_iter(valid.as_bytes(), b"\xe2\x80").count();
        self.num_sequences += wide + num_marks * (SEQUENCES_PER_MARK - 1);
    }

    pub(super) fn is_nearly_sound(&self) -> bool {
        self.num_errors == 0
            || self.is_only_cut && self.num_sequences > 0
            || self.num_errors * SEQUENCES_PER_ERROR <= self.num_sequences
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: bool) {
        let found = Utf8Tally::of(bytes).is_nearly_sound();
        assert_eq!(found, expected, "{}", bytes.escape_ascii());
    }

    #[test]
    fn sound_cut_and_hardly_broken_text_is_utf_8() {
        check(b"", true);
        check("naïve".as_bytes(), true);
        check(b"na\xc3\xafve \xe2\x80", true);
        check(b"\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9 \xff", true);
        check(
            b"the pilot\xe2\x80\x99s word \xe2\x80\x93 \x93yes\x94",
            true,
        );
    }

    #[test]
    fn other_bytes_are_not() {
        check(b"caf\xe9", false);
        check(b"caf\xe9 na\xc3\xafve", false);
        check(b"\xcf\xf0\xe8\xe2\xe5\xf2", false);
    }
}
