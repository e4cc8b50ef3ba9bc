//! How the cost of hostile documents grows when they double.

use std::hint::black_box;

use dateline::clean::clean;
use dateline::config::Config;
use dateline::extract::extract;
use dateline::release::{ReleaseId, Source};
use dateline::source::decode;

use crate::cases::CASES;
use crate::clock::timed;

/// Prints for each case the CPU seconds at n and at 2n, decoding, cleaning and extracting, and how
/// much the whole grew; only the cases of these names, if there are any.
pub fn print(config: &Config, names: &[String]) {
    println!(
        "{:<36}{:>9}  {:^26}  {:^26}  growth",
        "", "n", "n: decode clean extract", "2n"
    );
    for case in CASES {
        if !names.is_empty() && !names.iter().any(|name| case.name == name) {
            continue;
        }
        print!("{:<36}{:>9}", case.name, case.num);
        let one = seconds(&case.document(case.num), config);
        print_seconds(one);
        let two = seconds(&case.document(2 * case.num), config);
        print_seconds(two);
        let growth = two.iter().sum::<f64>() / one.iter().sum::<f64>();
        println!("  {growth:.2}");
    }
}

fn print_seconds([decode, clean, extract]: [f64; 3]) {
    use std::io::Write as _;
    print!("  {decode:8.3} {clean:8.3} {extract:8.3}");
    std::io::stdout().flush().expect("standard output");
}

fn seconds(text: &str, config: &Config) -> [f64; 3] {
    let (decoding, raw) = timed(|| decode("hostile", text.as_bytes()));
    let Ok(raw) = raw else {
        return [decoding, 0.0, 0.0];
    };
    let (cleaning, document) = timed(|| clean(&raw, config));
    let id = ReleaseId::of_hash(&raw.hash);
    let (extracting, _) = timed(|| black_box(extract(id, Source::default(), &document, config)));
    [decoding, cleaning, extracting]
}
