#!/usr/bin/env python3
"""Holds `dateline train-topics` against a TF-IDF linear SVM on the same split of labelled texts.

usage:  pip install scikit-learn
        topics_svm.py --bin target/debug/dateline --labels gold.jsonl --files files [--seeds 8]

`gold.jsonl` has one object a line with `id`, the stem of a file's name, and `topics`, or `subjects` of which the first
counts. Each seed draws a fifth of the texts to be held out. Both learn from the rest, each text with its one topic, and
both are asked for the one topic of each text held out; a text without a topic is wrong. The SVM is scikit-learn's
`LinearSVC` over sublinear TF-IDF of words and pairs of words.
"""
import argparse, json, pathlib, random, shutil, subprocess, tempfile

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC


def read(args):
    topic = {}
    for line in args.labels.read_text(encoding="utf8").splitlines():
        row = json.loads(line)
        topic[row["id"]] = (row.get("topics") or row["subjects"])[0]
    paths = {path.stem: path for path in args.files.iterdir()}
    return [(paths[id], label) for id, label in sorted(topic.items()) if id in paths]


def with_svm(train, test):
    text = lambda items: [path.read_text(encoding="utf8", errors="replace") for path, _ in items]
    model = make_pipeline(TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2)), LinearSVC())
    model.fit(text(train), [label for _, label in train])
    found = model.predict(text(test))
    return sum(got == want for got, (_, want) in zip(found, test)) / len(test)


def with_dateline(program, train, test):
    run = lambda *words: subprocess.run([program, *map(str, words)], check=True, capture_output=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for name, items in (("train", train), ("test", test)):
            (folder / name).mkdir()
            for path, _ in items:
                shutil.copy(path, folder / name)
        config, index = ("--config", folder / "config"), ("--index", folder / "index")
        run("init", folder / "config")
        run("index", folder / "train", *config, *index)
        labels = folder / "labels.jsonl"
        rows = [{"path": str(folder / "train" / path.name), "topics": [label]} for path, label in train]
        labels.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf8")
        run("train-topics", labels, "--holdout", 0, *config, *index)
        learnt = {label for _, label in train}
        found = {}
        for line in run("extract", folder / "test", *config).decode().splitlines():
            record = json.loads(line)
            # The topics that nobody gave labels for are still those of the terms.
            topics = [t for t in record["topics"] if t["path"] in learnt]
            best = max(topics, key=lambda t: t["score"], default={"path": None})
            found[pathlib.Path(record["source"]["path"]).name] = best["path"]
    return sum(found.get(path.name) == want for path, want in test) / len(test)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--labels", required=True, type=pathlib.Path)
    parser.add_argument("--files", required=True, type=pathlib.Path)
    parser.add_argument("--seeds", type=int, default=8)
    args = parser.parse_args()
    items, sums = read(args), [0.0, 0.0]
    for seed in range(args.seeds):
        drawn = items[:]
        random.Random(seed).shuffle(drawn)
        held_out = len(drawn) // 5
        test, train = drawn[:held_out], drawn[held_out:]
        figures = with_dateline(args.bin, train, test), with_svm(train, test)
        sums = [total + figure for total, figure in zip(sums, figures)]
        print(f"seed {seed}: dateline {figures[0]:.4f}, svm {figures[1]:.4f}", flush=True)
    print(f"mean: dateline {sums[0] / args.seeds:.4f}, svm {sums[1] / args.seeds:.4f}")


main()
