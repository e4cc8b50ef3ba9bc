#!/usr/bin/env python3
"""Writes index-config/names.tsv: words that are given names (`g`), surnames (`s`) or both (`gs`).

usage:  pip download faker==40.54.0 --no-deps && unzip faker-*.whl -d faker
        npm pack @faker-js/faker@10.6.0 && tar xzf faker-js-faker-*.tgz
        names.py faker package > ../names.tsv

Sources: Faker (MIT), @faker-js/faker (MIT), names-own.txt (ours). Only Latin and Cyrillic words are kept, folded as
the program folds them (lower case, no accents); Cyrillic and Greek names are also written in Latin letters.
"""
import ast, json, pathlib, re, subprocess, sys, unicodedata

HERE = pathlib.Path(__file__).resolve().parent
CYRILLIC = dict(zip("абвгдезиклмнопрстуфыэіґї", "abvgdezyklmnoprstufyeigi")) | {
    "ж": "zh", "й": "y", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya",
    "ё": "yo", "є": "ye", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz", "ќ": "k", "ѓ": "g", "и": "i"}
GREEK = dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo")) | {"θ": "th", "χ": "ch", "ψ": "ps"}

SPECIAL = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "ʼ": "'", "‑": "-"}

def fold(word):
    out = []
    for c in word.lower():
        if c in "йё": out.append(c); continue
        c = SPECIAL.get(c, c)
        out.append("".join(p for p in unicodedata.normalize("NFKD", c) if not unicodedata.combining(p)).lower())
    return "".join(out)

def latin(word):
    table = CYRILLIC if re.search("[а-яёіїєґ]", word) else GREEK
    plain = "".join(table.get(c, c) for c in word)
    yield plain
    if table is CYRILLIC:
        for a, b in (("iy", "y"), ("ey", "ei"), ("ay", "ai"), ("ks", "x"), ("yo", "e"), ("ii", "iy")):
            if a in plain: yield plain.replace(a, b)

def python_lists(root):
    """Assignments `first_names…`/`last_names…` of every locale, read without running them."""
    for path in sorted(root.glob("faker/providers/person/*_*/__init__.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
            if not isinstance(node, (ast.Assign, ast.AnnAssign)): continue
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            name = getattr(target, "id", "")
            if "name" not in name or not ("first" in name or "last" in name): continue
            kind = "g" if "first" in name else "s"
            for item in ast.walk(node):
                if isinstance(item, ast.Constant) and isinstance(item.value, str): yield kind, item.value

def javascript_lists(root):
    script = f"""import({json.dumps(str((root / 'dist/index.js').resolve()))}).then(m => {{ const out = [];
      const walk = (kind, v) => Array.isArray(v) ? v.forEach(x => typeof x === 'string' && out.push([kind, x]))
        : v && Object.values(v).forEach(x => walk(kind, x));
      for (const l of Object.keys(m.allLocales).sort()) {{ if (l === 'eo' || l === 'en_AU_ocker') continue;
        const p = m.allLocales[l].person || {{}}; walk('g', p.first_name); walk('s', p.last_name); }}
      console.log(JSON.stringify(out)); }})"""
    yield from json.loads(subprocess.run(["node", "-e", script], capture_output=True, check=True).stdout)

def own_lists():
    for line in (HERE / "names-own.txt").read_text(encoding="utf8").splitlines():
        if line.startswith(("given:", "surname:")):
            kind, _, words = line.partition(":")
            for word in words.split(): yield kind[0], word

def main():
    found = {}
    for kind, name in [*python_lists(pathlib.Path(sys.argv[1])), *javascript_lists(pathlib.Path(sys.argv[2])), *own_lists()]:
        for word in re.split(r"[\s,]+", name):
            word = fold(word).strip("'-.")
            forms = [word]
            if re.fullmatch(r"[а-яёіїєґјљњћђџќѓα-ω'-]+", word): forms = [*(forms if re.search("[а-я]", word) else []), *latin(word)]
            for form in forms:
                if len(form) > 1 and re.fullmatch(r"[a-z'а-яёіїєґәғқңөұүһ-]+", form): found.setdefault(form, set()).add(kind)
    print("# word\tg given name, s surname. Written by train/names.py; sources and licences in README.md.")
    for word in sorted(found): print(f"{word}\t{''.join(sorted(found[word]))}")

main()
