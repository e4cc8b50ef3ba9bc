#!/usr/bin/env python3
"""What one slip a query costs: nDCG@10 of queries as they are and with one typing mistake each.

usage: typos.py --bin target/release/dateline [--rounds 3] SET…

Each SET is a folder with `files/`, `queries.tsv` (number, text) and `qrels.tsv` (query, document, grade). A slip falls on a
word of four letters or more, drawn by a seeded generator: a letter left out, put in, changed, or swapped with the next.
Printed for each set: clean queries with and without mending (`--exact`), queries with a slip with and without mending.
`--exact` also keeps short queries from being relaxed, so `clean exact` shows that, too. Standard library only.
"""
import argparse, collections, json, math, pathlib, random, re, string, subprocess, tempfile

MIN_LETTERS = 4


def slip(word, draw):
    kind, at = draw.randrange(4), draw.randrange(len(word))
    letter = draw.choice(string.ascii_lowercase)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + letter + word[at:]
    if kind == 2:
        return word[:at] + letter + word[at + 1 :]
    at = draw.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def with_slip(query, draw):
    words = [m for m in re.finditer("[A-Za-z]+", query) if len(m.group()) >= MIN_LETTERS]
    if not words:
        return query
    word = draw.choice(words)
    return query[: word.start()] + slip(word.group().lower(), draw) + query[word.end() :]


def ndcg(grades, found):
    gain = sum(grades.get(doc, 0) / math.log2(at + 2) for at, doc in enumerate(found[:10]))
    best = sum(g / math.log2(at + 2) for at, g in enumerate(sorted(grades.values(), reverse=True)[:10]))
    return gain / best


def run(command, text=None):
    done = subprocess.run(command, input=text, stdout=subprocess.PIPE, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{command[0]} {command[1]}: status {done.returncode}")
    return done.stdout


def answers(args, index, queries, *options):
    command = [args.bin, "search", "--queries", "-", "--limit", "10", "--index", index, *options]
    hits = [json.loads(line).get("hits", []) for line in run(command, "\n".join(queries) + "\n").splitlines()]
    if len(hits) != len(queries):
        raise SystemExit(f"{len(queries)} queries have {len(hits)} answers")
    return [[pathlib.PurePath(hit["source"]).stem for hit in of_query] for of_query in hits]


def figures(args, folder):
    rows = [line.split("\t") for line in (folder / "queries.tsv").read_text("utf8").splitlines()]
    grades = collections.defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text("utf8").splitlines():
        query, doc, grade = line.split("\t")
        grades[query][doc] = max(0, int(grade))
    judged = [(number, text) for number, text, *_ in rows if any(grades[number].values())]
    texts = [text for _, text in judged]
    with tempfile.TemporaryDirectory() as index:
        run([args.bin, "index", folder / "files", "--index", index, "-q"])

        def mean(queries, *options):
            found = answers(args, index, queries, *options)
            return sum(ndcg(grades[n], f) for (n, _), f in zip(judged, found)) / len(judged)

        row = [mean(texts), mean(texts, "--exact")]
        rounds = []
        for seed in range(args.rounds):
            draw = random.Random(seed)
            slipped = [with_slip(text, draw) for text in texts]
            rounds.append((mean(slipped), mean(slipped, "--exact")))
        return row + [sum(column) / len(rounds) for column in zip(*rounds)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("sets", nargs="+", type=pathlib.Path, metavar="SET")
    args = parser.parse_args()
    names = ["clean", "clean exact", "slip", "slip exact"]
    print(f"{'':16}" + "".join(f"{name:>13}" for name in names))
    table = []
    for folder in args.sets:
        table.append(figures(args, folder))
        print(f"{folder.name:16}" + "".join(f"{figure:13.4f}" for figure in table[-1]), flush=True)
    print(f"{'mean':16}" + "".join(f"{sum(column) / len(table):13.4f}" for column in zip(*table)))


if __name__ == "__main__":
    main()
