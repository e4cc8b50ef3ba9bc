//! Facets found anew in the stored texts, as after a change of the config.

use std::ops::ControlFlow;

use super::ordered::map_ordered;
use super::{IngestError, MEMORY_PER_BYTE, MEMORY_PER_DOCUMENT, Run, engine_memory};
use crate::config::Config;
use crate::extract;
use crate::index::{Index, IndexError, PreparedDocument};
use crate::report::RetagReport;

/// Finds countries, persons, quotes and topics of every release anew, in one commit. The files that
/// they were read from need not be there; what was read from them stays.
///
/// A run that is stopped, or fails, leaves the index as it was. A release on which the work panics
/// keeps its facets and is counted.
pub fn retag(
    run: Run<'_>,
    index: &Index,
    config: &Config,
    mut on_progress: impl FnMut(&RetagReport),
) -> Result<RetagReport, IngestError> {
    let writer = index.writer(engine_memory(run))?;
    let searcher = index.searcher()?;
    let maker = index.document_maker(config);
    let addresses = searcher.stored_releases()?;
    let mut report = RetagReport {
        num_releases: addresses.len() as u64,
        ..RetagReport::default()
    };
    // The size of a text is not known before it is read; most are of this order.
    let weight = (8 << 10) * MEMORY_PER_BYTE + MEMORY_PER_DOCUMENT;
    let items = addresses
        .into_iter()
        .take_while(|_| !run.is_stopped())
        .map(|address| (weight, address));
    let work = |address: &_| -> Result<(PreparedDocument, bool), IndexError> {
        let mut stored = searcher.stored_release(*address)?;
        let before = stored.release.clone();
        extract::retag(&mut stored.release, config);
        let is_changed = stored.release != before;
        Ok((maker.prepare(&stored.release, &stored.stamp), is_changed))
    };
    let mut failure = None;
    map_ordered(&run.pool()?, run.in_flight(), items, work, |_, result| {
        let kept = match result {
            Ok(Ok((document, is_changed))) => {
                report.num_changed += u64::from(is_changed);
                writer.put(document)
            }
            Ok(Err(error)) => Err(error),
            Err(_) => {
                report.num_failed += 1;
                Ok(())
            }
        };
        report.num_done += 1;
        on_progress(&report);
        match kept {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    if let Some(error) = failure {
        return Err(error.into());
    }
    if run.is_stopped() {
        report.interrupted = true;
        return Ok(report);
    }
    writer.finish()?;
    index.set_config(config)?;
    Ok(report)
}
