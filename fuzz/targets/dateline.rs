//! The dateline of a paragraph: no panic, a lead that begins inside it, the same twice.
#![no_main]

use dateline::extract::probe::dateline_of;
use dateline::release::PartialDate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|paragraph: &str| {
    for language in ["en", "de"] {
        let found = dateline_of(paragraph, language);
        assert_eq!(
            found,
            dateline_of(paragraph, language),
            "not the same twice"
        );
        let Some((dateline, lead_start)) = found else {
            continue;
        };
        let written = paragraph
            .get(..lead_start)
            .expect("a boundary of characters");
        assert!(!dateline.text.is_empty() && written.contains(&dateline.text));
        assert!(dateline.place.is_none_or(|place| !place.trim().is_empty()));
        if let Some(date) = dateline.date {
            assert_eq!(date.to_string().parse::<PartialDate>().as_ref(), Ok(&date));
        }
    }
});
