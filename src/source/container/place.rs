//! Where in a file a stream lies.

use super::kind::Kind;
use super::{Flow, Opener, name};
use crate::source::found::Envelope;

/// A file, or a stream in it.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The name of the member, `!` between containers within each other; none for the file itself.
    pub(super) label: Option<String>,
    /// The name of what a compressed stream holds; it counts when that is a document, and falls
    /// away when it is an archive.
    unpacked: Option<String>,
    /// What the name of an unpacked stream is made of.
    name: String,
    /// Containers around it, compression counted.
    pub(super) depth: usize,
    /// What the container says of a document that lies here.
    pub(super) envelope: Envelope,
}

impl Place {
    /// The file as a whole.
    pub(super) fn of_file(path: &str) -> Self {
        Self {
            label: None,
            unpacked: None,
            name: path.to_owned(),
            depth: 0,
            envelope: Envelope::default(),
        }
    }

    /// The path of the file, or the name of the member in its archive.
    pub(super) fn file_name(&self) -> &str {
        &self.name
    }

    /// A member of this; when its name is dangerous it is skipped at once.
    pub(super) fn member(&self, opener: &mut Opener<'_>, name: &str) -> Result<Self, Flow> {
        let place = self.labelled(opener, name);
        match name::danger(name) {
            Some(reason) => Err(opener.skip(&place, reason)),
            None => Ok(place),
        }
    }

    /// A member whose name is no path: an address, an id, a number.
    pub(super) fn labelled(&self, opener: &mut Opener<'_>, name: &str) -> Self {
        let name = name::shown(name.as_bytes());
        let label = opener.labels.give(joined(self.label.as_deref(), &name));
        Self {
            label: Some(label),
            unpacked: None,
            name,
            depth: self.depth,
            envelope: Envelope::default(),
        }
    }

    /// The same, within one container more.
    pub(super) fn deeper(mut self) -> Self {
        self.depth += 1;
        self
    }

    /// The same, known to hold this.
    pub(super) fn entered(&self, kind: Kind) -> Self {
        let mut place = self.clone();
        if kind.is_archive() {
            place.depth += 1;
        }
        if matches!(kind, Kind::Compressed(_)) {
            let name = name::unpacked(place.unpacked.as_deref().unwrap_or(&place.name));
            place.unpacked = Some(name);
        }
        place
    }

    /// The name of a document that lies here.
    pub(super) fn document_label(&self) -> Option<String> {
        match &self.unpacked {
            Some(name) => Some(joined(self.label.as_deref(), name)),
            None => self.label.clone(),
        }
    }
}

fn joined(outer: Option<&str>, name: &str) -> String {
    match outer {
        Some(outer) => format!("{outer}!{name}"),
        None => name.to_owned(),
    }
}
