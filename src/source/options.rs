//! How far files are opened.

/// Limits on what a file may hold. All sizes are in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOptions {
    /// The largest document: a file, a member of an archive, a message, an item of a feed.
    pub max_document_bytes: u64,
    /// The most that one file may unpack to.
    pub max_unpacked_bytes: u64,
    /// The most that one file may unpack to, as a multiple of its size; see [`RATIO_FLOOR`].
    pub max_unpacked_ratio: u64,
    /// The most containers within each other, compression counted.
    pub max_nesting: usize,
    /// Endings of names, without the dot, that are no releases; members are not read either.
    pub pass_over: Vec<String>,
}

impl ReadOptions {
    /// The ending by which a file or a member is passed over.
    pub(super) fn passed_over(&self, name: &str) -> Option<&str> {
        let (_, ending) = name.rsplit_once('.')?;
        let known = self.pass_over.iter().map(String::as_str);
        known
            .into_iter()
            .find(|known| known.eq_ignore_ascii_case(ending))
    }
}

/// What a file may unpack to whatever its size, in bytes: a small file of blanks is no bomb.
pub const RATIO_FLOOR: u64 = 16 << 20;
