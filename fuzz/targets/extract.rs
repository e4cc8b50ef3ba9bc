//! Any bytes → a release: no panic, offsets that hold, dates that print as they parse, the same twice.
#![no_main]

mod subject;

use dateline::clean::clean;
use dateline::extract::extract;
use dateline::release::{PartialDate, Release, ReleaseId, Source};
use dateline::source::decode;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(raw) = decode("archive/2018/page.html", bytes) else {
        return;
    };
    let document = clean(&raw, subject::config());
    let read = || {
        let source = Source {
            path: raw.path.clone(),
            ..Source::default()
        };
        extract(
            ReleaseId::of_hash(&raw.hash),
            source,
            &document,
            subject::config(),
        )
    };
    let release = read();
    assert_eq!(release, read(), "not the same twice");
    check_offsets(&release);
    let dates = [
        release.date.value,
        release.dateline.as_ref().and_then(|d| d.date),
    ];
    for date in dates.into_iter().flatten() {
        assert_eq!(date.to_string().parse::<PartialDate>().as_ref(), Ok(&date));
    }
});

fn check_offsets(release: &Release) {
    let mentions = release.persons.iter().flat_map(|p| &p.mentions);
    let mentions = mentions.chain(release.countries.iter().flat_map(|c| &c.mentions));
    for mention in mentions {
        let written = release.body.get(mention.start..mention.end);
        assert_eq!(written, Some(mention.text.as_str()));
    }
    for quote in &release.quotes {
        let written = release.body.get(quote.start..quote.end);
        assert!(written.is_some_and(|text| text.contains(&quote.text)));
    }
}
