//! What a run would do, told from the ledger and the folders alone: no file is opened.

use std::collections::HashSet;

use super::task::{Task, resolved_key, source_key};
use super::{IngestError, Run};
use crate::index::{Ledger, LedgerEntry, Outcome};
use crate::report::Preview;
use crate::source::walk;

/// Looks at the files of the roots and at what the ledger knows of them.
pub fn preview(run: Run<'_>, ledger: &Ledger) -> Result<Preview, IngestError> {
    let mut preview = Preview::default();
    let mut met = HashSet::new();
    for item in walk(run.roots)? {
        match Task::of(item, ledger, run.upkeep) {
            Task::Read { entry, is_known } => {
                met.insert(source_key(&entry.absolute));
                if is_known {
                    preview.changed.push(entry.path);
                } else {
                    preview.new.push(entry.path);
                }
            }
            Task::Unchanged { key } | Task::UnchangedContainer { key, .. } => {
                preview.num_unchanged += 1;
                met.insert(key);
            }
            Task::StillSkipped { key, .. } => {
                preview.num_skipped += 1;
                met.insert(key);
            }
            Task::Older { key } => {
                preview.num_older += 1;
                met.insert(key);
            }
            Task::Skip(skipped) => preview.closed.push(skipped.path),
        }
    }
    let closed: Vec<_> = preview
        .closed
        .iter()
        .map(|p| resolved_key(p.as_ref()))
        .collect();
    for root in run.roots {
        for key in ledger.keys_below(&resolved_key(root)) {
            let is_closed = closed.iter().any(|place| key.starts_with(place.as_str()));
            let mut ends = key.match_indices('!').map(|(at, _)| &key[..at]);
            let is_met = ends.any(|archive| met.contains(archive));
            let is_document = ledger.get(key).is_some_and(is_document);
            if is_document && !is_closed && !is_met && met.insert(key.to_owned()) {
                preview.gone.push(key.to_owned());
            }
        }
    }
    preview.gone.sort_unstable();
    Ok(preview)
}

fn is_document(entry: &LedgerEntry) -> bool {
    matches!(entry.outcome, Outcome::Indexed(_) | Outcome::Copy)
}
