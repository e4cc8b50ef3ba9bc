//! Seconds of CPU that this thread has used: what else runs on the machine does not count.

use std::time::Instant;

/// A running measurement.
pub struct Clock {
    cpu_ns: Option<u64>,
    start: Instant,
}

impl Clock {
    pub fn start() -> Self {
        Self {
            cpu_ns: cpu_ns(),
            start: Instant::now(),
        }
    }

    /// CPU seconds since the start; where the system does not tell them, seconds.
    pub fn seconds(&self) -> f64 {
        match (self.cpu_ns, cpu_ns()) {
            (Some(start), Some(end)) => (end - start) as f64 / 1e9,
            _ => self.start.elapsed().as_secs_f64(),
        }
    }
}

/// CPU seconds that a piece of work takes, with its result.
pub fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let clock = Clock::start();
    let result = work();
    (clock.seconds(), result)
}

/// Linux: the first number of `schedstat` is the time on the CPU in nanoseconds.
fn cpu_ns() -> Option<u64> {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split_ascii_whitespace().next()?.parse().ok()
}
