//! Roots → files, in an order that depends on the names alone.
//!
//! A folder is listed once, whatever links lead to it: that ends loops, keeps a farm of links
//! linear, and makes the memory a matter of the number of folders, not of files.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

use super::entry::{FileEntry, WalkItem};
use super::folder::{Child, Kind, children, is_hidden, is_index, join};
use super::root::{Found, SourceError};
use crate::report::{SkipReason, Skipped};

/// Lists the files of the roots and below them.
///
/// Hidden files and folders are left out unless they are roots themselves, and so are folders that
/// hold an index. Links are followed. A file that is reached twice comes once. Roots come in the
/// order of the bytes of their paths, and so do the files below each.
pub fn walk(roots: &[PathBuf]) -> Result<Walk, SourceError> {
    let mut found = roots
        .iter()
        .map(|root| Found::root(root))
        .collect::<Result<Vec<_>, _>>()?;
    found.sort_by(|a, b| b.order().cmp(a.order()));
    Ok(Walk {
        roots: found,
        open: Vec::new(),
        listed: HashSet::new(),
        singles: HashSet::new(),
    })
}

/// The iterator of [`walk`]. It lists a folder when it comes to it.
#[derive(Debug)]
pub struct Walk {
    /// Roots to come, the next one last.
    roots: Vec<Found>,
    /// The folder being listed and those it lies in, the innermost last.
    open: Vec<Open>,
    /// Every folder listed so far, by absolute path.
    listed: HashSet<PathBuf>,
    /// Every file reached as a root or through a link, by absolute path.
    singles: HashSet<PathBuf>,
}

#[derive(Debug)]
struct Open {
    shown: String,
    absolute: PathBuf,
    /// The children to come, the next one last.
    children: Vec<Child>,
}

impl Iterator for Walk {
    type Item = WalkItem;

    fn next(&mut self) -> Option<WalkItem> {
        loop {
            let step = match self.open.last_mut() {
                None => {
                    let root = self.roots.pop()?;
                    self.visit(root)
                }
                Some(folder) => match folder.children.pop() {
                    None => {
                        self.open.pop();
                        None
                    }
                    Some(child) => match resolve(folder, child) {
                        Ok(found) => self.visit(found),
                        Err(skip) => Some(WalkItem::Skip(skip)),
                    },
                },
            };
            if step.is_some() {
                return step;
            }
        }
    }
}

impl Walk {
    fn visit(&mut self, found: Found) -> Option<WalkItem> {
        match found.kind {
            Kind::Folder => self.enter(found),
            Kind::File => self.file(found),
            Kind::Unreadable(cause) => Some(skip(found.shown, cause)),
        }
    }

    /// Lists a folder, unless that was done before or it holds an index.
    fn enter(&mut self, found: Found) -> Option<WalkItem> {
        if self.listed.contains(&found.absolute) || is_index(&found.absolute) {
            return None;
        }
        let mut children = match children(&found.absolute) {
            Ok(children) => children,
            Err(cause) => return Some(skip(found.shown, cause.to_string())),
        };
        children.sort_unstable_by(|a, b| b.cmp(a));
        self.listed.insert(found.absolute.clone());
        self.open.push(Open {
            shown: found.shown,
            absolute: found.absolute,
            children,
        });
        None
    }

    fn file(&mut self, found: Found) -> Option<WalkItem> {
        if self.is_known(&found) {
            return None;
        }
        let metadata = match fs::metadata(&found.absolute) {
            Ok(metadata) => metadata,
            Err(cause) => return Some(skip(found.shown, cause.to_string())),
        };
        if found.is_single {
            self.singles.insert(found.absolute.clone());
        }
        let entry = FileEntry::new(found.shown, found.absolute, &metadata);
        Some(WalkItem::File(entry))
    }

    /// Whether the file has come already, or is sure to come from its own folder.
    fn is_known(&self, found: &Found) -> bool {
        self.singles.contains(&found.absolute)
            || found.is_single
                && !is_hidden(found.absolute.file_name().unwrap_or_default())
                && found
                    .absolute
                    .parent()
                    .is_some_and(|folder| self.listed.contains(folder))
    }
}

/// Gives a child its paths. A link back to a folder it lies in is reported, not followed.
fn resolve(folder: &Open, child: Child) -> Result<Found, Skipped> {
    let shown = join(&folder.shown, &child.name);
    let mut absolute = folder.absolute.join(&child.name);
    if child.is_link && !matches!(child.kind, Kind::Unreadable(_)) {
        absolute = match fs::canonicalize(&absolute) {
            Ok(target) => target,
            Err(cause) => return Err(unreadable(shown, cause.to_string())),
        };
        if folder.absolute.starts_with(&absolute) {
            let cause = "the link leads back to a folder that it lies in".to_owned();
            return Err(unreadable(shown, cause));
        }
    }
    Ok(Found {
        shown,
        absolute,
        kind: child.kind,
        is_single: child.is_link,
    })
}

fn unreadable(path: String, cause: String) -> Skipped {
    let reason = SkipReason::Unreadable(cause);
    Skipped { path, reason }
}

fn skip(path: String, cause: String) -> WalkItem {
    WalkItem::Skip(unreadable(path, cause))
}

#[cfg(test)]
mod tests;
