//! The words that a dateline is made of: wires, states, cities that stand alone, words that are no place.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Wires by a folded form and the name to show. Punctuation inside a mark is dropped before the look-up.
const WIRES: &[(&str, &str)] = &[
    ("business wire", "Business Wire"),
    ("businesswire", "Business Wire"),
    ("美國商業資訊", "Business Wire"),
    ("美国商业资讯", "Business Wire"),
    ("prnewswire", "PRNewswire"),
    ("pr newswire", "PRNewswire"),
    ("prnewswire firstcall", "PRNewswire"),
    ("prnewswire usnewswire", "PRNewswire"),
    ("美通社", "PRNewswire"),
    ("globe newswire", "GlobeNewswire"),
    ("globenewswire", "GlobeNewswire"),
    ("primenewswire", "PrimeNewswire"),
    ("prime newswire", "PrimeNewswire"),
    ("marketwire", "Marketwire"),
    ("market wire", "Marketwire"),
    ("marketwired", "Marketwired"),
    ("accesswire", "ACCESSWIRE"),
    ("newsfile corp", "Newsfile"),
    ("newsfile", "Newsfile"),
    ("cnw", "CNW"),
    ("cnw telbec", "CNW"),
    ("ccnmatthews", "CCNMatthews"),
    ("usnewswire", "U.S. Newswire"),
    ("u s newswire", "U.S. Newswire"),
    ("prweb", "PRWeb"),
    ("ein presswire", "EIN Presswire"),
    ("einpresswire com", "EIN Presswire"),
    ("m2 presswire", "M2 PressWire"),
    ("acn newswire", "ACN Newswire"),
    ("media outreach", "Media OutReach"),
    ("newswire", "Newswire"),
    ("newswire com", "Newswire"),
    ("send2press", "Send2Press"),
    ("ots", "ots"),
    ("ap", "AP"),
    ("associated press", "AP"),
    ("reuters", "Reuters"),
    ("reuter", "Reuters"),
    ("afp", "AFP"),
    ("upi", "UPI"),
    ("dpa", "dpa"),
    ("cp", "CP"),
    ("canadian press", "CP"),
    ("xinhua", "Xinhua"),
    ("新华社", "Xinhua"),
    ("新華社", "Xinhua"),
    ("中新社", "China News Service"),
    ("中央社", "CNA"),
    ("tass", "TASS"),
    ("itar tass", "ITAR-TASS"),
    ("тасс", "TASS"),
    ("итар тасс", "ITAR-TASS"),
    ("interfax", "Interfax"),
    ("интерфакс", "Interfax"),
    ("ria novosti", "RIA Novosti"),
    ("риа новости", "RIA Novosti"),
    ("kazinform", "Kazinform"),
    ("казинформ", "Kazinform"),
    ("қазақпарат", "Kazinform"),
    ("ukrinform", "Ukrinform"),
    ("укринформ", "Ukrinform"),
    ("belta", "BelTA"),
    ("белта", "BelTA"),
    ("trend", "Trend"),
    ("apa", "APA"),
    ("azertac", "AZERTAC"),
    ("kyodo", "Kyodo"),
    ("yonhap", "Yonhap"),
    ("jiji", "Jiji"),
    ("efe", "EFE"),
    ("ansa", "ANSA"),
    ("pti", "PTI"),
    ("ians", "IANS"),
    ("ani", "ANI"),
    ("bernama", "Bernama"),
    ("antara", "Antara"),
    ("anadolu", "Anadolu"),
    ("aa", "Anadolu"),
    ("irna", "IRNA"),
    ("kuna", "KUNA"),
    ("wam", "WAM"),
    ("spa", "SPA"),
    ("mena", "MENA"),
    ("ips", "IPS"),
    ("irin", "IRIN"),
    ("pap", "PAP"),
    ("mti", "MTI"),
    ("ctk", "CTK"),
    ("dow jones", "Dow Jones"),
    ("bloomberg", "Bloomberg"),
    ("cnn", "CNN"),
    ("un news", "UN News"),
];

/// The name of a wire, from its folded words.
pub(super) fn wire(folded: &str) -> Option<&'static str> {
    WIRES
        .iter()
        .find(|(key, _)| *key == folded)
        .map(|(_, name)| *name)
}

/// States of the US: name, AP form, postal form. Source: AP Stylebook, USPS Publication 28.
const STATES: &str = "alabama ala al;alaska ak;arizona ariz az;arkansas ark ar;california calif ca cal;colorado colo co;\
connecticut conn ct;delaware del de;florida fla fl;georgia ga;hawaii hi;idaho id;illinois ill il;indiana ind in;iowa ia;\
kansas kan ks kans;kentucky ky;louisiana la;maine me;maryland md;massachusetts mass ma;michigan mich mi;minnesota minn mn;\
mississippi miss ms;missouri mo;montana mont mt;nebraska neb ne nebr;nevada nev nv;newhampshire nh;newjersey nj;newmexico nm;\
newyork ny;northcarolina nc;northdakota nd;ohio oh;oklahoma okla ok;oregon ore or;pennsylvania pa penn;rhodeisland ri;\
southcarolina sc;southdakota sd;tennessee tenn tn;texas tex tx;utah ut;vermont vt;virginia va;washington wash wa;\
westvirginia wva wv;wisconsin wis wi;wyoming wyo wy;districtofcolumbia dc;puertorico pr;guam;usa us unitedstates";

/// Provinces of Canada. Source: The Canadian Press Stylebook, Canada Post.
const PROVINCES: &str = "alberta alta ab;britishcolumbia bc;manitoba man mb;newbrunswick nb;newfoundland nl nfld;novascotia ns;\
ontario ont on;princeedwardisland pei pe;quebec que qc pq;saskatchewan sask sk;yukon yt;nunavut nu;canada";

/// Whether the letters in lower case are those of a state or province that follows a city.
///
/// Which country it lies in is for the places of the config to say.
pub(super) fn is_region(letters: &str) -> bool {
    static REGIONS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let tables = [STATES, PROVINCES].into_iter();
        tables.flat_map(|table| table.split([';', ' '])).collect()
    });
    REGIONS.contains(letters)
}

/// Cities that stand without a state or country in the style guides, and the capitals that wires
/// file from; folded. Source: AP Stylebook, `datelines`; ISO 3166 capitals.
const CITIES: &str = "atlanta;baltimore;boston;chicago;cincinnati;cleveland;dallas;denver;detroit;honolulu;houston;indianapolis;\
las vegas;los angeles;miami;milwaukee;minneapolis;new orleans;new york;oklahoma city;philadelphia;phoenix;pittsburgh;st. louis;\
salt lake city;san antonio;san diego;san francisco;seattle;washington;amsterdam;athens;baghdad;bangkok;beijing;beirut;berlin;\
brussels;cairo;djibouti;dublin;geneva;gibraltar;guatemala city;havana;helsinki;hong kong;islamabad;istanbul;jerusalem;johannesburg;\
kuwait city;london;luxembourg;macau;madrid;mexico city;milan;monaco;montreal;moscow;mumbai;munich;new delhi;panama city;paris;prague;\
quebec city;rio de janeiro;rome;san marino;sao paulo;shanghai;singapore;stockholm;sydney;tokyo;toronto;vatican city;vienna;zurich;\
nur-sultan;astana;almaty;tashkent;bishkek;dushanbe;ashgabat;baku;tbilisi;yerevan;ankara;kyiv;kiev;minsk;warsaw;budapest;bucharest;sofia;\
belgrade;zagreb;ljubljana;skopje;sarajevo;tirana;podgorica;pristina;lisbon;oslo;copenhagen;reykjavik;tallinn;riga;vilnius;bern;the hague;\
strasbourg;frankfurt;nairobi;addis ababa;lagos;abuja;accra;dakar;pretoria;cape town;harare;lusaka;kampala;kigali;khartoum;tripoli;tunis;\
algiers;rabat;riyadh;doha;abu dhabi;dubai;muscat;manama;sanaa;tehran;kabul;dhaka;kathmandu;colombo;hanoi;jakarta;manila;kuala lumpur;\
seoul;pyongyang;taipei;ottawa;vancouver;canberra;melbourne;wellington;auckland;lima;bogota;quito;caracas;santiago;buenos aires;montevideo;\
asuncion;la paz;brasilia;san jose;kingston;port-au-prince;santo domingo;bonn;nicosia;valletta;damascus;amman;tel aviv;gaza;\
москва;санкт-петербург;астана;алматы;нур-султан;нұр-сұлтан;ташкент;бишкек;душанбе;баку;минск;киев;київ;брюссель;женева;\
нью-йорк;вашингтон;лондон;париж;пекин;анкара;wien;bruxelles;geneve;roma;lisboa;la haye;den haag;koln;hamburg;munchen;dusseldorf;stuttgart;leipzig;dresden;\
lyon;marseille;lille;bordeaux;barcelona;sevilla;milano;torino;napoli;warszawa;krakow;praha;kobenhavn;ciudad de mexico;bogota d.c.;rotterdam";

/// Whether a place stands alone in a dateline.
pub(super) fn stands_alone(folded: &str) -> bool {
    static ALONE: LazyLock<HashSet<&str>> = LazyLock::new(|| CITIES.split(';').collect());
    ALONE.contains(folded)
}

/// Words that open a line in the place of a dateline and are no place; folded.
const NO_PLACES: &[&str] = &[
    "a",
    "about",
    "action",
    "advisory",
    "alert",
    "all",
    "an",
    "and",
    "announcement",
    "as",
    "at",
    "attention",
    "author",
    "background",
    "breaking",
    "briefing",
    "but",
    "by",
    "chart",
    "contact",
    "correct",
    "corrected",
    "correcting",
    "correction",
    "date",
    "der",
    "die",
    "das",
    "editorial",
    "editors",
    "embargo",
    "embargoed",
    "event",
    "exclusive",
    "fact",
    "factbox",
    "file",
    "filed",
    "focus",
    "for",
    "from",
    "he",
    "headline",
    "highlights",
    "hold",
    "how",
    "i",
    "important",
    "in",
    "instant",
    "interview",
    "is",
    "it",
    "kill",
    "la",
    "le",
    "les",
    "live",
    "look",
    "media",
    "memo",
    "memorandum",
    "more",
    "new",
    "news",
    "no",
    "note",
    "notes",
    "notice",
    "on",
    "opinion",
    "our",
    "photo",
    "photos",
    "picture",
    "poll",
    "posted",
    "preview",
    "press",
    "profile",
    "published",
    "question",
    "read",
    "recall",
    "refile",
    "release",
    "released",
    "repeat",
    "report",
    "research",
    "review",
    "rpt",
    "she",
    "since",
    "source",
    "sources",
    "special",
    "speech",
    "statement",
    "story",
    "summary",
    "table",
    "text",
    "that",
    "the",
    "there",
    "these",
    "they",
    "this",
    "those",
    "timeline",
    "to",
    "transcript",
    "update",
    "updated",
    "urgent",
    "video",
    "warning",
    "watch",
    "we",
    "what",
    "when",
    "where",
    "who",
    "why",
    "with",
    "wrapup",
    "you",
    "what's",
    "who:",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "today",
    "yesterday",
    "tomorrow",
    "part",
    "chapter",
    "section",
    "figure",
    "page",
    "question",
    "answer",
    "q",
    "stand",
    "quelle",
    "foto",
    "bild",
    "von",
    "im",
    "am",
    "seit",
    "nach",
    "пресс-релиз",
    "фото",
    "видео",
    "источник",
];

/// Two-word openings that hold a word of [`NO_PLACES`] and are places all the same.
const PLACE_STARTS: &[&str] = &["a", "new", "the", "la", "le", "les"];

/// Whether a first word rules a place out. `a` (`A Coruña`), `new`, `the`, `la` need a word behind them.
pub(super) fn is_no_place(first: &str, num_words: usize) -> bool {
    NO_PLACES.contains(&first) && !(num_words > 1 && PLACE_STARTS.contains(&first))
}

/// Small words inside the name of a place.
const PARTICLES: &[&str] = &[
    "of", "the", "and", "de", "la", "le", "les", "el", "del", "des", "du", "da", "do", "dos", "di",
    "am", "an", "der", "den", "im", "in", "sur", "sous", "en", "upon", "on", "y", "et", "und",
    "al", "bei", "ob", "au", "i", "и", "на", "aux", "lès", "ter", "op",
];

/// Whether a small word may stand inside the name of a place.
pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word)
}
