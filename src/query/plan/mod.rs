//! From the tree of a query to hits and counts: the only place that knows the engine's types.
//!
//! Matching and ranking are apart. What matches is a set of documents for each segment, made by
//! set operations, exact and independent of order. Ranking adds up, term by term in the order of
//! the query, what each term is worth in each matching document, so that scores do not depend on
//! how the index is cut into segments.

mod bits;
mod clause;
mod count;
mod days;
mod feedback;
mod filter;
mod matching;
mod meaning;
mod phrase;
mod place;
mod places;
mod planner;
mod rank;
mod resolve;
mod spelling;
mod statistics;
mod together;
mod top;

pub use clause::{Clause, PlacesRule};
pub use count::count_facet;
pub use filter::FilterPlan;
pub use matching::Matches;
pub use meaning::{Meant, WordMeaning};
pub use phrase::windows;
pub use place::{Place, chosen};
pub use places::WindowPlaces;
pub use planner::{Plan, Scene, Strictness, plan_query, word_parts};
pub use rank::{Ranker, Scored};
pub use spelling::Speller;
pub use together::Together;
pub use top::{Order, Ranked, top};
