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
/// An item without weight is not worth a worker: the calling thread does its work. A panic in
/// `work` becomes that item's result. After `take` breaks, no further item is drawn.
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
    let work = &|(weight, item): (u64, T)| {
        let result = catch_unwind(AssertUnwindSafe(|| work(&item)));
        let result = result.map_err(|payload| panic_message(&*payload));
        Done {
            weight,
            item,
            result,
        }
    };
    pool.in_place_scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        let mut line = Line::new(limit);
        // Two threads wait for each other once a batch and not once an item.
        let max_batch = (limit.max_items / BATCHES).clamp(1, MAX_BATCH);
        let mut flow = ControlFlow::Continue(());
        loop {
            // Nothing is drawn before a whole batch fits, so that batches stay whole.
            while flow.is_continue() && line.has_room(max_batch) {
                let (number, mut batch, mut batch_weight) = (line.num_drawn, Vec::new(), 0);
                while batch.len() < max_batch && batch_weight < MAX_BATCH_WEIGHT && line.has_room(1)
                {
                    let Some(item) = items.next() else {
                        break;
                    };
                    line.draw(item.0);
                    batch_weight += item.0;
                    batch.push(item);
                    if batch_weight == 0 {
                        break;
                    }
                }
                if batch.is_empty() {
                    break;
                }
                if batch_weight == 0 {
                    line.arrive(number, batch.into_iter().map(work).collect());
                    flow = line.hand_on(&mut take);
                    continue;
                }
                let sender = sender.clone();
                scope.spawn(move |_| {
                    // The receiver lives until every item has been received.
                    let _ = sender.send((number, batch.into_iter().map(work).collect()));
                });
            }
            if line.is_empty() {
                return;
            }
            let Ok((number, done)) = receiver.recv() else {
                return;
            };
            line.arrive(number, done);
            if flow.is_continue() {
                flow = line.hand_on(&mut take);
            } else {
                let _ = line.hand_on(|_, _| ControlFlow::Continue(()));
            }
        }
    });
}

/// An item that was worked on.
struct Done<T, R> {
    weight: u64,
    item: T,
    result: Result<R, Panicked>,
}

/// What was drawn and is not yet taken.
struct Line<T, R> {
    limit: InFlight,
    /// What is done, in batches, by the number of the first item.
    waiting: BTreeMap<usize, Vec<Done<T, R>>>,
    num_drawn: usize,
    num_taken: usize,
    weight: u64,
}

impl<T, R> Line<T, R> {
    fn new(limit: InFlight) -> Self {
        Self {
            limit,
            waiting: BTreeMap::new(),
            num_drawn: 0,
            num_taken: 0,
            weight: 0,
        }
    }

    fn is_empty(&self) -> bool {
        self.num_drawn == self.num_taken
    }

    /// Whether so many items may be drawn.
    fn has_room(&self, num_items: usize) -> bool {
        let num_under_way = self.num_drawn - self.num_taken;
        self.is_empty()
            || num_under_way + num_items <= self.limit.max_items
                && self.weight < self.limit.max_weight
    }

    fn draw(&mut self, weight: u64) {
        self.num_drawn += 1;
        self.weight += weight;
    }

    fn arrive(&mut self, number: usize, done: Vec<Done<T, R>>) {
        self.waiting.insert(number, done);
    }

    /// Gives up what is next in order, as far as it is done; what comes after a break is lost.
    fn hand_on(
        &mut self,
        mut take: impl FnMut(T, Result<R, Panicked>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let mut flow = ControlFlow::Continue(());
        while let Some(done) = self.waiting.remove(&self.num_taken) {
            self.num_taken += done.len();
            for Done {
                weight,
                item,
                result,
            } in done
            {
                self.weight -= weight;
                if flow.is_continue() {
                    flow = take(item, result);
                }
            }
        }
        flow
    }
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
    fn items_without_weight_stay_on_the_calling_thread_and_in_order() {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(2)
            .build()
            .expect("pool");
        let limit = InFlight {
            max_items: 32,
            max_weight: 100,
        };
        let caller = std::thread::current().id();
        let mut numbers = Vec::new();
        // Mostly without weight, with single items and runs of items that have some.
        let weight = |n: u32| u64::from(n % 17 == 3 || (400..420).contains(&n));
        map_ordered(
            &pool,
            limit,
            (0..1000).map(|n| (weight(n), n)),
            |&n| (n, std::thread::current().id() == caller),
            |_, result| {
                let (n, is_here) = result.expect("no panic");
                if weight(n) == 1 {
                    assert!(!is_here, "{n}");
                } else if n == 0 || weight(n - 1) == 0 {
                    assert!(is_here, "{n}");
                }
                numbers.push(n);
                ControlFlow::Continue(())
            },
        );
        assert!(numbers.iter().copied().eq(0..1000));
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
