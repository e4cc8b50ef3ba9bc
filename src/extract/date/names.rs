//! Month and weekday names of some thirty languages, in the form that [`fold`] gives them.
//!
//! Genitives and locatives stand beside the nominative because dates are written in them
//! (`12 марта`, `19 sierpnia`). `_` joins the words of a name. Source: Unicode CLDR month and weekday names.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::sync::LazyLock;

use crate::text::fold::fold;
use crate::text::key::KeyHasher;

/// What a word can mean inside a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    /// A month, 1 to 12.
    Month {
        /// 1 for January.
        number: u8,
        /// It is an ordinary word too (`may`, `out`, `ago`): lower case, it needs a year to count.
        is_common_word: bool,
    },
    /// A day of the week, 0 for Monday.
    Weekday(u8),
    /// A word that stands between the parts of a date: `of`, `de`, `the`, `le`.
    Filler,
    /// The word for year behind its number: `г`, `жылғы`, `r`.
    YearWord,
}

const MONTHS: [&str; 12] = [
    "january jan januar januari janvier janv enero ene gennaio genn janeiro styczen stycznia январь \
     января янв январе січень січня січ қаңтар leden ledna ocak janner januara ianuarie tammikuu tammikuuta \
     ιανουαριου ιανουαριος јануар januar януари siječnja sijecnja gener xaneiro urtarrila \
     يناير كانون_الثاني جانفي ינואר जनवरी jaanuar janvaris sausio sausis januara yanvar",
    "february feb febr februar februari fevrier fevr fev febrero febbraio febb fevereiro luty lutego \
     февраль февраля феврале фев февр лютий лютого ақпан unor unora subat feber februara februarie \
     helmikuu helmikuuta φεβρουαριου φεβρουαριος февруари veljace febrer febreiro \
     فبراير شباط فيفري פברואר फरवरी फ़रवरी veebruar februaris vasario fevral фебруар фебруара",
    "march mar marz maerz maart mars marzo marco marzec marca март марта мартe мар березень березня \
     наурыз brezen brezna mart martie maaliskuu maaliskuuta μαρτιου μαρτιος marcius ozujka maret marc mrz \
     مارس آذار اذار מרץ मार्च marts kovo",
    "april apr avril avr abril abr aprile kwiecien kwietnia апрель апреля апреле апр квітень квітня \
     сәуір duben dubna nisan aprila aprilie huhtikuu huhtikuuta απριλιου απριλιος aprilis априлa travnja \
     أبريل ابريل إبريل نيسان أفريل אפריל अप्रैल aprill aprilis balandzio aprel април",
    "may mai mei mayo maio maggio magg maj maja май мая мае травень травня мамыр kveten kvetna mayis \
     maja toukokuu toukokuuta μαιου μαιος majus svibnja \
     مايو أيار ايار ماي מאי मई maijs geguzes мај маја",
    "june jun juni juin junio giugno giu junho czerwiec czerwca июнь июня июне июн червень червня \
     маусым cerven cervna haziran juna iunie kesakuu kesakuuta ιουνιου ιουνιος junius юни lipnja \
     يونيو يونيه حزيران جوان יוני जून juuni junijs birzelio iyun јун јуна junij",
    "july jul juli juillet juil julio luglio lug julho lipiec lipca июль июля июле июл липень липня \
     шілде cervenec cervence temmuz jula iulie heinakuu heinakuuta ιουλιου ιουλιος julius юли srpnja \
     يوليو يوليه تموز جويلية יולי जुलाई juuli julijs liepos iyul јул јула julij",
    "august aug aout agosto ago agustus augustus augusti sierpien sierpnia август августа августе авг серпень серпня \
     тамыз srpen srpna agustos augusta elokuu elokuuta αυγουστου αυγουστος augusztus kolovoza \
     أغسطس اغسطس آب اب أوت אוגוסט अगस्त agustus augusts rugpjucio agust avqust avgust avgusta",
    "september sept sep septembre septiembre setiembre settembre sett set setembro wrzesien wrzesnia \
     сентябрь сентября сентябре сент сен вересень вересня қыркүйек zari eylul septembra septembrie syyskuu syyskuuta \
     σεπτεμβριου σεπτεμβριος szeptember септември rujna \
     سبتمبر أيلول ايلول ספטמבר सितंबर septembris rugsejo sentyabr sentabr септембар септембра",
    "october oct oktober okt octobre octubre ottobre ott outubro out pazdziernik pazdziernika октябрь \
     октября октябре окт жовтень жовтня қазан rijen rijna ekim oktobra octombrie lokakuu lokakuuta \
     οκτωβριου οκτωβριος октомври \
     أكتوبر اكتوبر تشرين_الأول تشرين_الاول אוקטובר अक्टूबर oktoober oktobris spalio oktyabr oktabr октобар октобра",
    "november nov novembre noviembre novembro listopad listopada ноябрь ноября ноябре нояб ноя листопад \
     листопада қараша listopadu kasim novembra noiembrie marraskuu marraskuuta νοεμβριου νοεμβριος ноември \
     studenoga \
     نوفمبر تشرين_الثاني נובמבר नवंबर novembris lapkricio noyabr новембар новембра",
    "december dec dez dezember decembre diciembre dic dicembre dezembro grudzien grudnia декабрь декабря \
     декабре дек грудень грудня желтоқсан prosinec prosince aralik des desember decembra decembrie \
     joulukuu joulukuuta δεκεμβριου δεκεμβριος декември prosinca \
     ديسمبر كانون_الأول كانون_الاول דצמבר दिसंबर detsember decembris gruodzio dekabr децембар децембра dekabra",
];

const WEEKDAYS: [&str; 7] = [
    "monday mon montag lundi lunes lunedi maandag poniedzialek понедельник понедельника понеділок дүйсенбі pondeli pazartesi \
     mandag \
     الاثنين الإثنين",
    "tuesday tue tues dienstag mardi martes martedi dinsdag wtorek вторник вівторок сейсенбі utery sali tisdag tirsdag \
     الثلاثاء",
    "wednesday wed weds mittwoch mercredi miercoles mercoledi woensdag sroda среда среду середа сәрсенбі streda carsamba onsdag \
     الأربعاء الاربعاء",
    "thursday thu thur thurs donnerstag jeudi jueves giovedi donderdag czwartek четверг четвер бейсенбі ctvrtek persembe \
     torsdag \
     الخميس",
    "friday fri freitag vendredi viernes venerdi vrijdag piatek пятница пятницу п'ятниця жұма patek cuma fredag \
     الجمعة",
    "saturday sat samstag sonnabend samedi sabado sabato zaterdag sobota суббота субботу субота сенбі cumartesi lordag \
     السبت",
    "sunday sun sonntag dimanche domingo domenica zondag niedziela воскресенье неділя жексенбі nedele pazar sondag \
     الأحد الاحد",
];

/// Months that are ordinary words of some language when written small.
const COMMON_WORDS: &[&str] = &[
    "may", "march", "mar", "out", "ago", "set", "sep", "dec", "mart", "maj", "mai", "ene", "lug",
    "nisan", "ocak", "des", "mars", "ott", "jan", "zari", "mei", "aralik", "آب", "اب", "جوان",
    "ماي",
];

const FILLERS: &[&str] = &[
    "of", "de", "del", "the", "le", "la", "el", "il", "den", "der", "am", "di", "do", "dos", "d",
    "day", "on", "du",
];

const YEAR_WORDS: &[&str] = &[
    "г",
    "года",
    "год",
    "році",
    "року",
    "р",
    "жыл",
    "жылы",
    "жылғы",
    "ж",
    "r",
    "roku",
    "m",
];

/// Nothing but what stands above is in it, so that no text can make its keys collide.
type NameMap = HashMap<String, Name, BuildHasherDefault<KeyHasher>>;

static NAMES: LazyLock<NameMap> = LazyLock::new(|| {
    let mut names = NameMap::default();
    for (number, words) in (1u8..).zip(MONTHS) {
        for word in words.split_whitespace() {
            let is_common_word = COMMON_WORDS.contains(&word);
            let word = word.replace('_', " ");
            names.insert(
                fold(&word).into_owned(),
                Name::Month {
                    number,
                    is_common_word,
                },
            );
        }
    }
    for (number, words) in (0u8..).zip(WEEKDAYS) {
        names.extend(
            words
                .split_whitespace()
                .map(|w| (fold(w).into_owned(), Name::Weekday(number))),
        );
    }
    names.extend(FILLERS.iter().map(|w| ((*w).to_owned(), Name::Filler)));
    names.extend(YEAR_WORDS.iter().map(|w| ((*w).to_owned(), Name::YearWord)));
    names
});

/// Endings that Kazakh puts on a month: `19 тамызда`, `19 тамыздағы`.
const KAZAKH_ENDINGS: &[&str] = &["дағы", "дегі", "тағы", "тегі", "да", "де", "та", "те"];

/// The longest name in the table, in bytes, with room for an ending.
const MAX_NAME_BYTES: usize = 40;

/// What a word means inside a date, if anything.
pub(super) fn name(word: &str) -> Option<Name> {
    if word.len() > MAX_NAME_BYTES {
        return None;
    }
    let folded = fold(word);
    if let Some(name) = NAMES.get(folded.as_ref()) {
        return Some(*name);
    }
    if folded.is_ascii() {
        return None;
    }
    // Hebrew joins its `in` to the month.
    if let Some(name) = folded.strip_prefix('ב').and_then(|stem| NAMES.get(stem)) {
        return Some(*name);
    }
    KAZAKH_ENDINGS
        .iter()
        .filter_map(|ending| folded.strip_suffix(ending))
        .find_map(|stem| NAMES.get(stem).copied())
        .filter(|name| matches!(name, Name::Month { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, month: u8) {
        match name(word) {
            Some(Name::Month { number, .. }) => assert_eq!(number, month, "{word}"),
            other => panic!("{word}: {other:?}"),
        }
    }

    #[test]
    fn months_are_known_in_many_languages() {
        check("أكتوبر", 10);
        check("تشرين الأول", 10);
        check("באוגוסט", 8);
        for (word, month) in [
            ("AUGUST", 8),
            ("Août", 8),
            ("März", 3),
            ("февраля", 2),
            ("тамызда", 8),
            ("października", 10),
            ("Şubat", 2),
            ("září", 9),
            ("березня", 3),
            ("diciembre", 12),
            ("março", 3),
            ("mei", 5),
        ] {
            check(word, month);
        }
    }

    #[test]
    fn no_name_means_two_months() {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for (number, words) in MONTHS.iter().enumerate() {
            for word in words.split_whitespace() {
                let before = seen.insert(fold(word).into_owned(), number);
                assert!(before.is_none_or(|n| n == number), "{word}");
            }
        }
    }

    #[test]
    fn other_words_are_no_names() {
        for word in ["Marchetti", "сада", "", "x".repeat(500).as_str()] {
            assert_eq!(name(word), None, "{word}");
        }
    }
}
