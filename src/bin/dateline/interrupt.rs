//! Ctrl-C and SIGTERM: the first asks for a clean end, the second ends at once.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::exit::Failure;

/// Sets `stop` at the first signal.
pub fn stop_on_ctrl_c(stop: &'static AtomicBool) -> Result<(), Failure> {
    let on_signal = move || {
        if stop.swap(true, Ordering::Relaxed) {
            std::process::exit(2);
        }
    };
    ctrlc::set_handler(on_signal)
        .map_err(|error| Failure::new(format!("cannot catch Ctrl-C: {error}")))
}
