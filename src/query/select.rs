//! Every release that a request asks for, in the order of their ids, without ranking them.

use super::search::Found;
use super::{QueryError, QueryWarning, SearchRequest};
use crate::config::Config;
use crate::index::{Searcher, StoredAddress};

/// What a request selects.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Where the releases are.
    pub addresses: Vec<StoredAddress>,
    /// What the user should know of the query.
    pub warnings: Vec<QueryWarning>,
}

/// Selects what has all that is asked for: a query that nothing matches is not answered with what
/// matches a part of it, as a search does.
///
/// Order, offset and limit of the request play no part. About 24 bytes a release.
pub fn select(
    searcher: &Searcher,
    request: &SearchRequest,
    config: &Config,
) -> Result<Selection, QueryError> {
    let found = Found::exact(searcher, request, config)?;
    Ok(Selection {
        addresses: searcher.in_order_of_id(found.matches.addresses())?,
        warnings: found.warnings,
    })
}
