#!/usr/bin/env python3
"""Scores the C runtime on EWT dev with gold words: tags, lemmas, tree; and names on UNER EWT dev.

usage: score_model.py PROGRAM TESTDATA      (TESTDATA holds data/ud and data/ner; standard library only)
"""
import lzma
import os
import subprocess
import sys
import tempfile

FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, REL = 1, 2, 3, 4, 5, 6, 7


def sentences(lines):
    rows = []
    for line in lines:
        c = line.rstrip("\n").split("\t")
        if len(c) == 10 and c[0].isdigit():
            rows.append(c)
        elif not line.strip() and rows:
            yield rows
            rows = []
    if rows:
        yield rows


def parse(program, rows_of):
    with tempfile.NamedTemporaryFile("w", suffix=".conllu", encoding="utf8", delete=False) as f:
        for rows in rows_of:
            f.write("# newpar\n")
            for i, w in enumerate(rows):
                f.write(f"{i + 1}\t{w}" + "\t_" * 8 + "\n")
            f.write("\n")
    out = subprocess.run([program, "parse", f.name], stdout=subprocess.PIPE, check=True, text=True).stdout
    os.unlink(f.name)
    return list(sentences(out.splitlines(True)))


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


def bio(path):
    words, labels = [], []
    for line in lzma.open(path, "rt", encoding="utf8"):
        line = line.rstrip("\n")
        if line.startswith("# ") and "\t" not in line:
            continue
        if not line:
            if words:
                yield words, labels
            words, labels = [], []
        else:
            w, *_, l = line.split("\t")
            words.append(w)
            labels.append(l)


def main():
    program, data = sys.argv[1], os.path.join(sys.argv[2], "data")
    gold = [g for g in sentences(lzma.open(os.path.join(data, "ud/en_ewt-ud-dev.conllu.xz"), "rt", encoding="utf8")) if len(g) <= 110]
    ours = parse(program, [[c[FORM] for c in g] for g in gold])
    n = sum(map(len, gold))
    hit = lambda test: 100 * sum(test(a, b) for g, o in zip(gold, ours) for a, b in zip(g, o)) / n
    assert [len(g) for g in gold] == [len(o) for o in ours]
    same = lambda k: hit(lambda a, b: a[k] == b[k])
    print(f"EWT dev, gold words, {n} words: UPOS {same(UPOS):.2f} XPOS {same(XPOS):.2f} features {same(FEATS):.2f} lemma {same(LEMMA):.2f} "
          f"UAS {same(HEAD):.2f} LAS {hit(lambda a, b: a[HEAD] == b[HEAD] and a[REL] == b[REL]):.2f}")
    named = [(w, l) for w, l in bio(os.path.join(data, "ner/uner-ewt-dev.bio.xz")) if len(w) <= 110]
    tp = fp = fn = 0
    for (words, labels), o in zip(named, parse(program, [w for w, _ in named])):
        mine = [next((m[3:] for m in c[9].split("|") if m.startswith("NE=")), "O") for c in o]
        p, g = spans(mine), spans(labels)
        tp, fp, fn = tp + len(p & g), fp + len(p - g), fn + len(g - p)
    print(f"UNER EWT dev names: precision {100 * tp / (tp + fp):.2f} recall {100 * tp / (tp + fn):.2f} F1 {200 * tp / (2 * tp + fp + fn):.2f}")


main()
