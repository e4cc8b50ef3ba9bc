//! Press releases that never were: seeded, of any number, as web pages of several sites or as plain text.
//!
//! The text comes of our own grammar, the names are invented. The same seed and number give the same
//! bytes on every machine. A release is about 3 kB of text with a headline, a dateline, quotes, contacts
//! and boilerplate; its page is about 31 kB, menus, scripts, styles and drawings included.
//!
//! A benchmark takes the module in by `#[path = "../releases/mod.rs"] mod releases;`.

/// Appends formatted text.
macro_rules! put {
    ($to:expr, $($text:tt)*) => {{
        use std::fmt::Write as _;
        write!($to, $($text)*).expect("a string takes all")
    }};
}

mod chrome;
mod names;
mod prose;
mod random;
mod release;
mod sites;
mod words;

use std::fs;
use std::io;
use std::ops::Range;
use std::path::Path;

use release::Release;

/// What is made of a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// The web page of one of the sites.
    Page,
    /// The text alone, as a wire would send it.
    Plain,
}

/// The releases of these numbers of a seed: each with the path that it is kept under, two folders
/// deep.
///
/// The release of a number does not depend on which others are asked for.
pub fn generate(
    form: Form,
    seed: u64,
    numbers: Range<usize>,
) -> impl Iterator<Item = (String, Vec<u8>)> {
    numbers.map(move |number| one(form, seed, number))
}

/// Writes the releases of these numbers below a folder, which is made; gives their bytes in all.
pub fn write_to(folder: &Path, form: Form, seed: u64, numbers: Range<usize>) -> io::Result<u64> {
    let mut num_bytes = 0;
    for (path, bytes) in generate(form, seed, numbers) {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        num_bytes += bytes.len() as u64;
        fs::write(path, bytes)?;
    }
    Ok(num_bytes)
}

fn one(form: Form, seed: u64, number: usize) -> (String, Vec<u8>) {
    let release = Release::new(seed, number);
    let (ending, text) = match form {
        Form::Page => ("html", sites::page(&release)),
        Form::Plain => ("txt", release.plain()),
    };
    let (host, year) = (&release.site.host, release.day.year);
    let path = format!("{host}/{year}/{number:06}.{ending}");
    (path, text.into_bytes())
}
