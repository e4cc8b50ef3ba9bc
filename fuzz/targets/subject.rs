//! What the targets share.

use std::sync::LazyLock;

use dateline::config::Config;

static CONFIG: LazyLock<Config> =
    LazyLock::new(|| Config::builtin().expect("the built-in config is valid"));

/// The built-in config, read once.
pub fn config() -> &'static Config {
    &CONFIG
}
