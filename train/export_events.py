"""Puts the parts that tell of events into a model file, beside what it holds already: checkpoints of events.py, event_words.py, event_roles.py.

usage: export_events.py IN.attm OUT.attm [--pairs events.pt] [--words event-words.pt] [--roles event-roles.pt] [--joint joint.pt] [--scores "text"] [--reference test/unit/model-events.tsv]

A part that is given replaces that of an earlier run; joint.py's checkpoint has words, roles and the upper layers with the heads of tags and trees.
--reference also writes what words and roles, unrounded, make of some sentences: the C program is tested against it.
"""
import argparse
import re
import struct

import numpy as np
import torch
import torch.nn.functional as F

from event_network import SOURCE, TARGET, Lower, shipped_types
from event_roles import Roles
from event_words import BRANCH, vectors
from events import cut, tensors
from export import File, add_heads, add_layer
from network import LAYERS, Pieces

TAUGHT = (" Types of events: layers started from the same encoder, trained on the lexicon's examples, the sentences of test/own and train/sentences that are not their test parts, the "
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


UPPER = re.compile(rf"[{BRANCH}-{LAYERS - 1}]\.(qkv|o|up|down|l1|l2)(\..)?|(tags|to_dep|to_head|arc|rel)\..|root")
PARTS = {"upper": UPPER, "pairs": re.compile(r"labels\.event|event\.(shape|mark|pair.*|\d.*)"), "words": re.compile(r"event\.word.*"), "roles": re.compile(r"labels\.role|role(\..*)?")}


def add_upper(f, c):
    p = {k: v.float().numpy() for k, v in c["net"].items()}
    for i in range(BRANCH, LAYERS):
        add_layer(f, p, i)
    add_heads(f, p)


def add_pairs(f, c):
    p, take = {k: v.float().numpy() for k, v in c["net"].items()}, [int(x) for x in c["take"].split(",")]
    f.text("labels.event", c["types"])
    f.add("event.shape", np.array([c["lower"], len(take)], np.int32))
    f.add("event.mark", p["mark.weight"][:3] * np.array([[0], [1], [1], [0]], np.float32)[:3])
    for i in range(len(take)):
        add_layer(f, p, i, "layer.", "event.")
    for h in ("pair", "pair_out"):
        f.linear("event." + h, p[h + ".weight"], p[h + ".bias"])


def add_words(f, c):
    for h in ("word", "word_out"):
        f.linear("event." + h, c[h]["weight"].numpy(), c[h]["bias"].numpy())


def add_roles(f, c):
    p = {k: v.float().numpy() for k, v in c["net"].items()}
    f.text("labels.role", c["features"])
    f.linear("role", np.concatenate([p["event.weight"], p["nominal.weight"]]), np.concatenate([p["event.bias"], 0 * p["event.bias"]]))
    f.add("role.of", p["feature.weight"])
    f.add("role.out", np.concatenate([p["out.weight"], p["out.bias"][:, None]], 1))


def export(new, old, out, scores):
    """What the file held, with the parts that `new` has in the place of its own."""
    f = File()
    for name, kind, shape, raw in sections(old):
        if any(PARTS[part].fullmatch(name) for part in new):
            continue
        if name == "licence" or (name == "scores" and scores):
            raw = said(raw, TAUGHT if name == "licence" else f" Types of events: {scores}")
            shape = (1, len(raw), 0, 0)
        f.sections.append((name, kind, shape, raw))
    for part, add in (("upper", add_upper), ("pairs", add_pairs), ("words", add_words), ("roles", add_roles)):
        if part in new:
            add(f, new[part])
    f.write(out)


MARKED = ("Kenya/S on Monday accused Uganda/T of harbouring rebels .",
          "The/S foreign/S minister/S of/S France/S is expected to meet his/T German/T counterpart/T in Geneva next week .",
          "At least 12 people/T were killed when rebels/S opened fire near the U.N. compound .",
          "Nobody came .",
          "Talks with the European/T Union/T broke down over beef quotas , and Brazil/S did n't rule out leaving the bloc .")
MARK = {"S": SOURCE, "T": TARGET}


FEATURES = ("up 1", "down 0", "rel nsubj", "top nsubj", "below -", "case -", "topcase -", "passive 0", "before 2", "upos PROPN", "word VERB", "type ACCUSE")


def role_rows(c, v, event):
    """What the network makes of each word as who takes part in what word `event` tells of, were FEATURES true of all."""
    net = Roles(len(c["features"]), v.shape[1])
    net.load_state_dict(c["net"])
    net.eval()
    f = torch.tensor([c["features"].index(n) for n in FEATURES])
    with torch.no_grad():
        p = net(v[event], v, f.expand(len(v), -1)).softmax(-1)
    return ["\t".join(["features", *FEATURES])] + ["\t".join(["role", str(event), str(i)] + [f"{float(x):.3f}" for x in p[i]]) for i in range(len(v))]


def reference(model, words, roles, path):
    """Of the words' and roles' part unrounded, of the others as the model file has them."""
    (net, branch), whole, pieces = shipped_types(model), Lower(model, LAYERS), Pieces()
    lower = Lower(model, branch)
    net.eval()
    head = lambda v: F.gelu(v @ words["word"]["weight"].T + words["word"]["bias"]) @ words["word_out"]["weight"].T + words["word_out"]["bias"]
    rows = ["# Written by: train/export_events.py IN.attm models/en.attm --pairs P --words W --roles R --reference test/unit/model-events.tsv",
            "# marked, words with /S source, /T target; between, log-probabilities of the types; at, a word's number and those of what it tells of;",
            "# role, the event's word, a nominal, and its probabilities to be neither, source, target, were the features true of it"]
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
            v = vectors(whole.e, t)[0]
            tells = head(v).log_softmax(-1)
        rows.append("marked\t" + s)
        rows.append("\t".join(["between"] + [f"{float(v):.3f}" for v in between]))
        rows += ["\t".join(["at", str(i)] + [f"{float(v):.3f}" for v in tells[first[i]]]) for i in range(len(bare))]
        if len(rows) < 20:
            rows += role_rows(roles, v[first[:len(bare)]], 3)
    with open(path, "w", encoding="utf8") as f:
        f.write("\n".join(rows) + "\n")


def main():
    a = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    a.add_argument("old")
    a.add_argument("out")
    for part in ("pairs", "words", "roles", "joint"):
        a.add_argument("--" + part, metavar="CHECKPOINT")
    a.add_argument("--scores", default="")
    a.add_argument("--reference", metavar="FILE")
    o = a.parse_args()
    new = {part: torch.load(getattr(o, part), map_location="cpu") for part in ("pairs", "words", "roles") if getattr(o, part)}
    if o.joint:
        c = torch.load(o.joint, map_location="cpu")
        new.update(upper=c, words=c["tells"], roles=c["roles"])
    export(new, o.old, o.out, o.scores)
    if o.reference:
        reference(o.out, new["words"], new["roles"], o.reference)


if __name__ == "__main__":
    main()
