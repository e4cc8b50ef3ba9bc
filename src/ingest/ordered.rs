//! Work in parallel, results in order, a bounded amount under way.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;

/// How much may be under way at once: taken from the source and not yet handed on.
#[derive(Debug, Clone, Copy)]
pub struct InFlight {
    /// The most items.
    pub max_items: usize,
    /// The most weight, in the unit of the items; one heavier item may pass alone.
    pub max_weight: u64,
}

/// The most items that a worker takes at once.
const MAX_BATCH: usize = 8;
/// A worker takes no further item when it has so much weight.
const MAX_BATCH_WEIGHT: u64 = 4 << 20;
/// Batches under way at the least, for all workers to have some.
const BATCHES: usize = 16;

/// The message of a panic that was caught.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panicked(pub String);

/// Runs `work` on the pool for each item, which comes with its weight, and calls `take` with item
/// and result in the order of the items, on the calling thread, which also draws the items.
///
/// A panic in `work` becomes that item's result. After `take` breaks, no further item is drawn.
pub fn map_ordered<T, R>(
    pool: &rayon::ThreadPool,
    limit: InFlight,
    items: impl Iterator<Item = (u64, T)>,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(T, Result<R, Panicked>) -> ControlFlow<()>,
) where
    T: Send,
    R: Send,
{
    let mut items = items.fuse();
    let work = &work;
    pool.in_place_scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        let mut waiting = BTreeMap::new();
        let (mut num_drawn, mut num_taken, mut weight) = (0_usize, 0_usize, 0_u64);
        let mut stopped = false;
        // Two threads wait for each other once a batch and not once an item.
        let max_batch = (limit.max_items / BATCHES).clamp(1, MAX_BATCH);
        loop {
            // What may be drawn: nothing before a whole batch fits, so that batches stay whole.
            let open = |room: usize, drawn: usize, weight: u64| {
                drawn == num_taken
                    || (drawn - num_taken + room <= limit.max_items && weight < limit.max_weight)
            };
            while !stopped && open(max_batch, num_drawn, weight) {
                let (first, mut batch, mut batch_weight) = (num_drawn, Vec::new(), 0);
                while batch.len() < max_batch
                    && batch_weight < MAX_BATCH_WEIGHT
                    && open(1, num_drawn, weight)
                {
                    let Some((item_weight, item)) = items.next() else {
                        break;
                    };
                    batch.push((item_weight, item));
                    batch_weight += item_weight;
                    num_drawn += 1;
                    weight += item_weight;
                }
                if batch.is_empty() {
                    break;
                }
                let sender = sender.clone();
                scope.spawn(move |_| {
                    let done = batch.into_iter().map(|(item_weight, item)| {
                        let result = catch_unwind(AssertUnwindSafe(|| work(&item)));
                        let result = result.map_err(|payload| panic_message(&*payload));
                        (item_weight, item, result)
                    });
                    // The receiver lives until every item has been received.
                    let _ = sender.send((first, done.collect::<Vec<_>>()));
                });
            }
            if num_drawn == num_taken {
                return;
            }
            let Ok((number, done)) = receiver.recv() else {
                return;
            };
            waiting.insert(number, done);
            while let Some(done) = waiting.remove(&num_taken) {
                num_taken += done.len();
                for (item_weight, item, result) in done {
                    weight -= item_weight;
                    if !stopped {
                        stopped = take(item, result).is_break();
                    }
                }
            }
        }
    });
}

/// What a panic said.
pub fn panic_message(payload: &(dyn std::any::Any + Send)) -> Panicked {
    let text = payload
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| payload.downcast_ref::<&str>().map(|s| (*s).to_owned()));
    Panicked(text.unwrap_or_else(|| "no message".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(threads: usize, max_items: usize) -> Vec<u64> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("pool");
        let limit = InFlight {
            max_items,
            max_weight: 50,
        };
        let mut found = Vec::new();
        map_ordered(
            &pool,
            limit,
            (0..500_u64).map(|n| (n % 70, n)),
            |&n| {
                assert!(n != 123, "bad item");
                // Uneven work, so that results arrive out of order.
                (0..(n * 7919) % 3000).fold(n, |a, b| std::hint::black_box(a ^ b ^ b))
            },
            |_, result| {
                found.push(result.unwrap_or(9999));
                ControlFlow::Continue(())
            },
        );
        found
    }

    #[test]
    fn results_come_in_order_and_a_panic_is_one_result() {
        let expected: Vec<u64> = (0..500).map(|n| if n == 123 { 9999 } else { n }).collect();
        for (threads, max_items) in [(1, 1), (1, 64), (4, 2), (4, 64)] {
            assert_eq!(run(threads, max_items), expected, "{threads} threads");
        }
    }

    #[test]
    fn after_a_break_nothing_more_is_drawn_or_taken() {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(2)
            .build()
            .expect("pool");
        let limit = InFlight {
            max_items: 4,
            max_weight: 100,
        };
        let (mut drawn, mut taken) = (0, 0);
        map_ordered(
            &pool,
            limit,
            (0..1000).map(|n| (1, n)).inspect(|_| drawn += 1),
            |&n| n,
            |_, _| {
                taken += 1;
                if taken == 10 {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        assert_eq!(taken, 10);
        assert!(drawn <= 14, "{drawn} drawn");
    }
}
