use encoding_rs::Encoding;

use super::{decode, name};

const RUSSIAN: &str = "Министерство сообщило сегодня, что переговоры завершены. Ёлка — «новая».";
const CHINESE: &str = "外交部发言人今天在北京举行例行记者会,回答了有关合作的问题。";
const TAIWANESE: &str = "外交部發言人今天在臺北舉行例行記者會,回答了有關合作的問題。";
const JAPANESE: &str = "外務省は本日、報道発表を行い、両国の協力についての合意をお知らせします。";
const KOREAN: &str = "외교부는 오늘 서울에서 기자회견을 열고 양국 협력에 대한 합의를 발표했습니다.";
const FRENCH: &str = "Le ministre a déclaré : « L’accord est signé, à l’été prochain. »";
const POLISH: &str =
    "Spółka ogłosiła dziś, że zakończyła budowę nowej fabryki w Łodzi. Źródło: zarząd.";
const GREEK: &str = "Το υπουργείο ανακοίνωσε σήμερα ότι οι συνομιλίες ολοκληρώθηκαν με επιτυχία.";
const TURKISH: &str =
    "Şirket bugün İstanbul’da yaptığı açıklamada yeni fabrikanın açıldığını duyurdu.";

fn encoded(text: &str, label: &str) -> Vec<u8> {
    let encoding = Encoding::for_label(label.as_bytes()).expect("label");
    let (bytes, _, has_errors) = encoding.encode(text);
    assert!(!has_errors, "{text} in {label}");
    bytes.into_owned()
}

#[track_caller]
fn check(bytes: &[u8], text: &str, encoding: &str) {
    let decoded = decode(bytes, None);
    assert_eq!(
        (decoded.text.as_str(), name(decoded.encoding)),
        (text, encoding)
    );
}

#[test]
fn undeclared_text_is_detected() {
    for (text, label, found) in [
        (RUSSIAN, "windows-1251", "windows-1251"),
        (
            "Министерство сообщило сегодня, что переговоры завершены.",
            "koi8-r",
            "koi8-u",
        ),
        (
            "Министерство сообщило сегодня, что переговоры завершены.",
            "iso-8859-5",
            "iso-8859-5",
        ),
        (
            "Министерство сообщило сегодня, что переговоры завершены.",
            "ibm866",
            "ibm866",
        ),
        (CHINESE, "gb18030", "gbk"),
        (TAIWANESE, "big5", "big5"),
        (JAPANESE, "shift_jis", "shift_jis"),
        (JAPANESE, "euc-jp", "euc-jp"),
        (JAPANESE, "iso-2022-jp", "iso-2022-jp"),
        (KOREAN, "euc-kr", "euc-kr"),
        (FRENCH, "windows-1252", "windows-1252"),
        (POLISH, "windows-1250", "windows-1250"),
        (POLISH, "iso-8859-2", "iso-8859-2"),
        (GREEK, "windows-1253", "windows-1253"),
        (TURKISH, "windows-1254", "windows-1254"),
    ] {
        check(&encoded(text, label), text, found);
    }
}

#[test]
fn short_undeclared_text_reads_sensibly() {
    for (text, label) in [
        ("Café Zürich", "windows-1252"),
        ("Señor Muñoz", "windows-1252"),
        ("Привет, мир", "windows-1251"),
        ("Москва", "windows-1251"),
        ("“Quoted” – it’s", "windows-1252"),
        ("© 2021 Acme® Ltd", "windows-1252"),
        ("北京", "gbk"),
        ("東京のニュース", "shift_jis"),
        ("서울시는 오늘", "euc-kr"),
    ] {
        check(&encoded(text, label), text, label);
    }
}

#[test]
fn a_declared_charset_is_believed_when_the_bytes_agree() {
    for (text, label, found) in [
        (RUSSIAN, "windows-1251", "windows-1251"),
        ("Пресс-релиз", "koi8-r", "koi8-r"),
        ("Пресс-релиз", "iso-8859-5", "iso-8859-5"),
        ("Źródło: Łódź", "iso-8859-2", "iso-8859-2"),
        ("100 € – naïve", "iso-8859-1", "windows-1252"),
        ("北京", "gb18030", "gb18030"),
        ("臺北", "big5", "big5"),
    ] {
        let page = format!("<meta charset={label}><p>{text}</p>");
        check(&encoded(&page, label), &page, found);
        let message = format!("Content-Type: text/plain; charset={label}\n\n{text}");
        check(&encoded(&message, label), &message, found);
    }
}

#[test]
fn valid_utf_8_beats_a_wrong_label() {
    let page = format!("<meta charset=windows-1251>{RUSSIAN}");
    check(page.as_bytes(), &page, "utf-8");
    assert_eq!(
        decode(page.as_bytes(), None).warnings,
        ["`windows-1251` is declared, but the bytes are `utf-8`"]
    );
}

#[test]
fn a_label_that_the_bytes_contradict_is_not_believed() {
    for (text, label, declared) in [
        (RUSSIAN, "windows-1251", "iso-8859-1"),
        (RUSSIAN, "windows-1251", "utf-8"),
        (CHINESE, "gbk", "iso-8859-1"),
        (JAPANESE, "shift_jis", "euc-jp"),
        (FRENCH, "windows-1252", "utf-8"),
        (KOREAN, "euc-kr", "windows-1252"),
        ("It’s the ministry’s plan", "windows-1252", "gb2312"),
    ] {
        let page = format!("<meta charset={declared}><p>{text}</p>");
        check(&encoded(&page, label), &page, label);
    }
}

#[test]
fn byte_order_marks_win_and_go() {
    check(
        b"\xef\xbb\xbf<meta charset=koi8-r>\xd0\x9f",
        "<meta charset=koi8-r>П",
        "utf-8",
    );
    check(b"\xff\xfeA\0\x1f\x04", "AП", "utf-16le");
    check(b"\xfe\xff\0A\x04\x1f", "AП", "utf-16be");
}

#[test]
fn utf_16_without_a_mark() {
    for text in ["Acme opens a plant.\n", RUSSIAN, CHINESE, JAPANESE] {
        let text = format!("{text}\n");
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&little, &text, "utf-16le");
        check(&big, &text, "utf-16be");
    }
}

#[test]
fn a_stray_nul_does_not_make_it_utf_16() {
    for (text, label) in [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "utf-8"),
        (CHINESE, "gbk"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (FRENCH, "windows-1252"),
        (KOREAN, "euc-kr"),
    ] {
        let bytes = encoded(&text.repeat(3), label);
        let middle = bytes.len() / 6;
        for at in 2 * middle..2 * middle + 4 {
            let mut damaged = bytes.clone();
            damaged.insert(at, 0);
            damaged.resize(damaged.len().next_multiple_of(2), b'.');
            let found = name(decode(&damaged, None).encoding);
            assert!(!found.starts_with("utf-16"), "{text} in {label}: {found}");
        }
    }
}

#[test]
fn ascii_is_utf_8_whatever_is_declared() {
    check(
        b"<meta charset=koi8-r>plain",
        "<meta charset=koi8-r>plain",
        "utf-8",
    );
    assert_eq!(decode(b"plain", None).warnings, [""; 0]);
}

#[test]
fn a_few_broken_bytes_leave_it_utf_8_and_are_counted() {
    let mut bytes = RUSSIAN.as_bytes().to_vec();
    bytes.extend(b" \xe9 and \xff");
    let decoded = decode(&bytes, None);
    assert_eq!(name(decoded.encoding), "utf-8");
    assert_eq!(
        decoded.warnings,
        ["lost 2 of the characters: their bytes are not `utf-8`"]
    );
    // A file that was cut inside its last character.
    check(
        b"caf\xc3\xa9, na\xc3\xafve \xe2\x80",
        "café, naïve \u{fffd}",
        "utf-8",
    );
}

#[test]
fn replacement_characters_of_the_text_itself_are_no_loss() {
    assert_eq!(
        decode("was \u{fffd} before".as_bytes(), None).warnings,
        [""; 0]
    );
}

#[test]
fn a_declared_charset_survives_a_broken_byte() {
    let page = format!("<meta charset=gbk>{}", CHINESE.repeat(4));
    let mut bytes = encoded(&page, "gbk");
    bytes.push(0xff);
    assert_eq!(name(decode(&bytes, None).encoding), "gbk");
}
