//! What one process has cost: Linux tells it in `/proc`.

use std::fs;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// Between two looks at the memory of a running process; its own high-water mark is read, so only
/// the last of them can be missed.
const LOOK_EVERY: Duration = Duration::from_millis(4);

/// What a process with its descendants has cost.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// User and system time of all threads, in seconds; the clock ticks a hundred times a second.
    pub cpu: f64,
    /// Seconds.
    pub wall: f64,
    /// The most memory resident at once in the process itself, in MB of a million bytes.
    pub peak: f64,
}

/// Runs a command to its end.
///
/// # Errors
///
/// What it said, when it fails or cannot be started.
pub fn run(command: &mut Command) -> Result<Cost, String> {
    let shown = format!("{command:?}");
    let failed = |why: &dyn std::fmt::Display| format!("{shown}: {why}");
    let before = ticks_of_children().ok_or_else(|| failed(&"`/proc` tells no times here"))?;
    let start = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .spawn()
        .map_err(|error| failed(&error))?;
    let mut peak = 0;
    let status = loop {
        peak = peak.max(high_water_mark(child.id()).unwrap_or(0));
        if let Some(status) = child.try_wait().map_err(|error| failed(&error))? {
            break status;
        }
        sleep(LOOK_EVERY);
    };
    let wall = start.elapsed().as_secs_f64();
    if !status.success() {
        return Err(failed(&status));
    }
    let after = ticks_of_children().unwrap_or(before);
    Ok(Cost {
        cpu: (after - before) as f64 / TICKS_A_SECOND,
        wall,
        peak: (peak * 1024) as f64 / 1e6,
    })
}

/// `USER_HZ` of every Linux.
const TICKS_A_SECOND: f64 = 100.0;

/// Fields 16 and 17 of `stat`: user and system time of the children that were waited for.
fn ticks_of_children() -> Option<u64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in brackets, may hold spaces; field 3 is behind it.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_ascii_whitespace().skip(16 - 3);
    let (user, system): (u64, u64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some(user + system)
}

/// In kB of 1024 bytes.
fn high_water_mark(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
