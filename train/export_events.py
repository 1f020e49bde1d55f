"""Puts the part that tells the types of events into a model file: checkpoints of events.py and event_words.py beside what the file holds already.

usage: export_events.py PAIRS.pt WORDS.pt IN.attm OUT.attm [--scores "text"] [--reference test/unit/model-events.tsv]

What an earlier run put there is replaced.  --reference also writes what the unrounded network makes of some sentences: the C program is
tested against it.
"""
import argparse
import re
import struct

import numpy as np
import torch
import torch.nn.functional as F

from event_network import SOURCE, TARGET, Lower, Types
from event_words import vectors
from events import cut, tensors
from export import File
from network import Pieces

TAUGHT = (" Types of events: layers started from the same encoder, trained on the lexicon's examples, the sentences of test/own that are not its test part, the "
          "development articles, phrases of train/phrases-*.tsv and train/sentences.tsv (all written for attache, CC BY 4.0), and English Wikinews of 2019 and 2020 (CC BY 2.5).")


def sections(path):
    raw = open(path, "rb").read()
    for i in range(struct.unpack_from("<I", raw, 8)[0]):
        name, kind, a, b, c, d, at, length = struct.unpack_from("<24sI4IQQ", raw, 64 + 80 * i)
        yield name.rstrip(b"\0").decode(), kind, (a, b, c, d), raw[at:at + length]


def said(raw, more):
    """A text section of one line with a sentence more; that sentence of an earlier run goes."""
    line = raw.decode("utf8").strip().split(" Types of events:")[0] + more + "\n"
    return line.encode("utf8")


def export(c, words, old, out, scores):
    p, f = {k: v.float().numpy() for k, v in c["net"].items()}, File()
    for name, kind, shape, raw in sections(old):
        if name.startswith("event.") or name == "labels.event":
            continue
        if name in ("licence", "scores"):
            raw = said(raw, TAUGHT if name == "licence" else f" Types of events: {scores}")
            shape = (1, len(raw), 0, 0)
        f.sections.append((name, kind, shape, raw))
    take = [int(x) for x in c["take"].split(",")]
    f.text("labels.event", c["types"])
    f.add("event.shape", np.array([c["lower"], len(take)], np.int32))
    f.add("event.mark", p["mark.weight"][:3] * np.array([[0], [1], [1], [0]], np.float32)[:3])
    for i in range(len(take)):
        l = f"layer.{i}."
        f.linear(f"event.{i}.qkv", np.concatenate([p[l + x + ".weight"] for x in "qkv"]), np.concatenate([p[l + x + ".bias"] for x in "qkv"]))
        for mine, theirs in (("o", "o"), ("up", "i"), ("down", "f")):
            f.linear(f"event.{i}.{mine}", p[l + theirs + ".weight"], p[l + theirs + ".bias"])
        for n in ("l1", "l2"):
            f.add(f"event.{i}.{n}", np.stack([p[l + n + ".weight"], p[l + n + ".bias"]]))
    for h in ("pair", "pair_out"):
        f.linear("event." + h, p[h + ".weight"], p[h + ".bias"])
    for h in ("word", "word_out"):
        f.linear("event." + h, words[h]["weight"].numpy(), words[h]["bias"].numpy())
    f.write(out)


MARKED = ("Kenya/S on Monday accused Uganda/T of harbouring rebels .",
          "The/S foreign/S minister/S of/S France/S is expected to meet his/T German/T counterpart/T in Geneva next week .",
          "At least 12 people/T were killed when rebels/S opened fire near the U.N. compound .",
          "Nobody came .",
          "Talks with the European/T Union/T broke down over beef quotas , and Brazil/S did n't rule out leaving the bloc .")
MARK = {"S": SOURCE, "T": TARGET}


def reference(c, words, model, path):
    net, lower, whole, pieces = Types(len(c["types"]), [int(x) for x in c["take"].split(",")]), Lower(model, c["lower"]), Lower(model, 6), Pieces()
    net.load_state_dict(c["net"])
    net.eval()
    head = lambda v: F.gelu(v @ words["word"]["weight"].T + words["word"]["bias"]) @ words["word_out"]["weight"].T + words["word_out"]["bias"]
    rows = ["# Written by: train/export_events.py PAIRS WORDS IN.attm OUT.attm --reference test/unit/model-events.tsv",
            "# marked, words with /S source, /T target; between, log-probabilities of the types; at, a word's number and those of what it tells of"]
    for s in MARKED:
        bare = [re.sub(r"/[ST]$", "", w) for w in s.split(" ")]
        marks = [MARK.get(w[-1], 0) if re.search(r"/[ST]$", w) else 0 for w in s.split(" ")]
        ids, shapes, first = cut(bare, pieces)
        m = [0] * len(ids)
        for i, k in enumerate(marks):
            m[first[i]:first[i + 1]] = [k] * (first[i + 1] - first[i])
        t = tensors([{"ids": ids, "shapes": shapes, "marks": m}])
        with torch.no_grad():
            x = net.vectors(lower(t["ids"], t["shapes"], t["mask"]), t["marks"], t["mask"])
            between = net.of_pair(x, t["marks"], t["mask"])[0, :-1].log_softmax(-1)
            tells = head(vectors(whole, t)[0]).log_softmax(-1)
        rows.append("marked\t" + s)
        rows.append("\t".join(["between"] + [f"{float(v):.3f}" for v in between]))
        rows += ["\t".join(["at", str(i)] + [f"{float(v):.3f}" for v in tells[first[i]]]) for i in range(len(bare))]
    with open(path, "w", encoding="utf8") as f:
        f.write("\n".join(rows) + "\n")


def main():
    a = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    a.add_argument("pairs")
    a.add_argument("words")
    a.add_argument("old")
    a.add_argument("out")
    a.add_argument("--scores", default="")
    a.add_argument("--reference", metavar="FILE")
    o = a.parse_args()
    c, words = (torch.load(x, map_location="cpu") for x in (o.pairs, o.words))
    export(c, words, o.old, o.out, o.scores)
    if o.reference:
        reference(c, words, o.out, o.reference)


if __name__ == "__main__":
    main()
