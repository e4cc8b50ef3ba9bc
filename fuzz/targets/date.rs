//! The dates of a text: no panic, spans in order, dates that print as they parse, the same twice;
//! and any text that parses as a date prints as it was.
#![no_main]

use dateline::extract::probe::dates_in;
use dateline::release::PartialDate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for language in ["en", "de"] {
        let found = dates_in(text, language);
        assert_eq!(found, dates_in(text, language), "not the same twice");
        let mut end = 0;
        for (date, span) in found {
            assert!(
                end <= span.start && span.start < span.end,
                "{span:?} after {end}"
            );
            assert!(
                text.get(span.clone()).is_some(),
                "{span:?} parts a character"
            );
            assert_eq!(date.to_string().parse::<PartialDate>().as_ref(), Ok(&date));
            end = span.end;
        }
    }
    if let Ok(date) = text.parse::<PartialDate>() {
        assert_eq!(date.to_string(), text);
    }
});
