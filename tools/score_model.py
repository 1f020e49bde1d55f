#!/usr/bin/env python3
"""Scores the program's tags, lemmas, trees and names on the words of annotated corpora, in the terms of train/train.py's own report.

usage: tools/score_model.py PROGRAM DATA [--model FILE] [--cpu LEVEL]
DATA holds ud/en_ewt-ud-dev.conllu.xz, ner/uner-ewt-dev.bio.xz and ner/worldwide-newswire-dev.bio.xz; what is missing is left out.
Words are given, so this measures the model and the decoding of its scores, not the cutting of text.  Only the standard library.
"""
import argparse
import lzma
import os
import subprocess
import sys
import tempfile

KINDS = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "Person": "PER", "Location": "LOC", "Organization": "ORG"}
LONGEST = 110                                  # words; train.py leaves longer sentences out


def blocks(path):
    with lzma.open(path, "rt", encoding="utf8") as f:
        rows = []
        for line in f:
            line = line.rstrip("\n")
            if line and not line.startswith("# "):
                rows.append(line.split("\t"))
            elif not line and rows:
                yield rows
                rows = []
        if rows:
            yield rows


def treebank(path):
    for rows in blocks(path):
        rows = [r for r in rows if r[0].isdigit()]
        if len(rows) <= LONGEST:
            yield rows


def bio(path, most=None):
    """(words, labels) in BIO2, of the three kinds that the model knows."""
    n = 0
    for rows in blocks(path):
        n += 1
        if most and n > most:
            return
        labels, before = [], "O"
        for r in rows:
            kind = KINDS.get(r[-1][2:])
            labels.append(("I-" if r[-1][0] == "I" and before[2:] == r[-1][2:] else "B-") + kind if kind else "O")
            before = r[-1]
        if len(rows) <= LONGEST:
            yield [r[0] for r in rows], labels


def parse(o, sentences):
    """Rows of the program's CoNLL-U, a list a sentence, for sentences given as lists of words."""
    with tempfile.NamedTemporaryFile("w", suffix=".conllu", encoding="utf8") as f:
        for words in sentences:
            f.write("".join(f"{i + 1}\t{w}\t" + "\t".join("_" * 8) + "\n" for i, w in enumerate(words)) + "\n")
        f.flush()
        env = dict(os.environ, **({"ATTACHE_CPU": o.cpu} if o.cpu else {}))
        command = [o.program, "parse", f.name] + (["--model", o.model] if o.model else [])
        out = subprocess.run(command, stdout=subprocess.PIPE, env=env, check=True).stdout.decode("utf8")
    found = [[l.split("\t") for l in block.split("\n") if l and l[0] != "#"] for block in out.split("\n\n") if block.strip()]
    if [len(f) for f in found] != [len(s) for s in sentences]:
        sys.exit("the program changed the words it was given")
    return found


def score_tree(o, path):
    gold = list(treebank(path))
    hits, words = dict.fromkeys(("UPOS", "XPOS", "feats", "lemma", "UAS", "LAS"), 0), 0
    for g, s in zip(gold, parse(o, [[r[1] for r in g] for g in gold])):
        for a, b in zip(g, s):
            words += 1
            for name, column in (("UPOS", 3), ("XPOS", 4), ("feats", 5), ("lemma", 2)):
                hits[name] += a[column] == b[column]
            hits["UAS"] += a[6] == b[6]
            hits["LAS"] += a[6:8] == b[6:8]
    return "  ".join(f"{k} {100 * v / words:.2f}" for k, v in hits.items()) + f"  ({words} words)"


def spans(labels):
    out, i = set(), 0
    while i < len(labels):
        j = i + 1
        if labels[i] != "O":
            while j < len(labels) and labels[j] == "I-" + labels[i][2:]:
                j += 1
            out.add((i, j, labels[i][2:]))
        i = j
    return out


def score_names(o, path, most=None):
    gold = list(bio(path, most))
    right = found = there = 0
    for (_, labels), s in zip(gold, parse(o, [w for w, _ in gold])):
        ours = spans([next((m[3:] for m in r[9].split("|") if m.startswith("NE=")), "O") for r in s])
        theirs = spans(labels)
        right, found, there = right + len(ours & theirs), found + len(ours), there + len(theirs)
    return f"F1 {200 * right / max(1, found + there):.2f}  precision {100 * right / max(1, found):.2f}  recall {100 * right / max(1, there):.2f}  ({there} names)"


def main():
    a = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    a.add_argument("program")
    a.add_argument("data")
    a.add_argument("--model")
    a.add_argument("--cpu", help="the kernel level to force")
    o = a.parse_args()
    for title, file, score in (("EWT dev, gold words", "ud/en_ewt-ud-dev.conllu.xz", score_tree), ("UNER EWT dev, names", "ner/uner-ewt-dev.bio.xz", score_names),
                               ("newswire dev, names", "ner/worldwide-newswire-dev.bio.xz", lambda o, p: score_names(o, p, 3000))):
        path = os.path.join(o.data, file)
        print(f"{title}: " + (score(o, path) if os.path.exists(path) else f"skipped, no {path}"), flush=True)


if __name__ == "__main__":
    main()
