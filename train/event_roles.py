"""Trains the head that tells who takes part in an event: for its word and each nominal of the sentence, source, target or neither.

usage: event_roles.py --model models/en.attm --program build/attache --out event-roles.pt [--epochs 12]

It sees the vectors that event_words.py sees, of the event's word and of the nominal, what the tree says between the two (FEATURES), and the type.
Learnt from: the bracketed roles of the lexicon's examples, and the sentences of test/own and train/sentences without their test parts.  Scored on
the test part of train/sentences.
"""
import argparse
import glob
import json
import os
import re
import tempfile
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

import event_data
import network
from event_data import NONE, ROOT, TYPES
from event_network import Lower, read_model, text_of
from event_words import vectors
from events import batches, cut, tensors
from network import Pieces

HIDDEN = 96
NEITHER, SOURCE, TARGET = 0, 1, 2
CASES = ("by of to with against from on in for at between over into toward towards among under about after through near off than 's as during").split()
UPOS = "NOUN PROPN PRON ADJ NUM DET VERB ADV X".split()
STEPS, FAR = 4, (1, 2, 4, 7, 12)


class Features:
    """The numbers of what the tree says of a nominal and an event's word; their groups lie one after the other.  src/event/who.c counts alike,
    by the names."""

    def __init__(self, deprels):
        self.rel = {r: i for i, r in enumerate(deprels)}
        sizes = [STEPS, STEPS, len(deprels), len(deprels) + 1, len(deprels) + 1, len(CASES) + 2, len(CASES) + 2, 2, 2 * (len(FAR) + 1), len(UPOS), len(UPOS), len(TYPES) + 1]
        self.at = [sum(sizes[:i]) for i in range(len(sizes))]
        self.n = sum(sizes)

    def names(self):
        """What each number says, as the model file tells it."""
        rel = list(self.rel)
        groups = [("up", range(STEPS)), ("down", range(STEPS)), ("rel", rel), ("top", rel + ["-"]), ("below", rel + ["-"]), ("case", ["-", *CASES, "*"]), ("topcase", ["-", *CASES, "*"]),
                  ("passive", (0, 1)), ("before", range(len(FAR) + 1)), ("after", range(len(FAR) + 1)), ("upos", UPOS), ("word", UPOS), ("type", [*TYPES, "-"])]
        return [f"{g} {v}" for g, values in groups for v in values]

    def of(self, tokens, trigger, nominal, kind):
        up_n, up_t = chain(tokens, nominal), chain(tokens, trigger)
        join = next((x for x in up_n if x in up_t), None)
        up, down = (up_n.index(join), up_t.index(join)) if join is not None else (STEPS, STEPS)
        top = up_n[up - 1] if join is not None and up else None
        below = up_t[down - 1] if join is not None and down else None
        rel = lambda t: self.rel.get(tokens[t][4], 0)
        none = len(self.rel)
        far = sum(abs(nominal - trigger) > f for f in FAR)
        upos = lambda t: UPOS.index(tokens[t][2]) if tokens[t][2] in UPOS else len(UPOS) - 1
        passive = any(t[3] == trigger and t[4] in ("nsubj:pass", "aux:pass") for t in tokens)
        values = [min(up, STEPS - 1), min(down, STEPS - 1), rel(nominal), rel(top) if top is not None else none, rel(below) if below is not None else none,
                  case(tokens, nominal), case(tokens, top) if top is not None else 0, int(passive), far + (len(FAR) + 1) * (nominal > trigger), upos(nominal), upos(trigger),
                  TYPES.index(kind) if kind in TYPES else len(TYPES)]
        return [a + v for a, v in zip(self.at, values)]


def chain(tokens, t):
    """The token and what it hangs under, up to the root."""
    out = []
    while t >= 0 and t not in out:
        out.append(t)
        t = tokens[t][3]
    return out


def case(tokens, t):
    """0: no preposition; else its number, the last for others."""
    for x in tokens:
        if x[3] == t and x[4] == "case":
            return 1 + (CASES.index(x[0].lower()) if x[0].lower() in CASES else len(CASES))
    return 0


def is_nominal(t):
    return t[2] in ("NOUN", "PROPN", "PRON") or (t[2] == "ADJ" and t[0][0].isupper()) or (t[2] == "NUM" and t[4] != "nummod") or t[4] == "nmod:poss"


def head_of(tokens, span):
    """The token of a stretch of characters that hangs outside it."""
    at = event_data.tokens_of(tokens, span)
    if not at:
        return None
    inside = range(*at)
    return next((i for i in inside if tokens[i][3] not in inside and tokens[i][4] != "punct"), at[0])


def marked(test):
    """Events of the sentences with all sides' stretches."""
    out = []
    for folder in ("test/own", "train/sentences"):
        for file in sorted(glob.glob(os.path.join(ROOT, folder, "*.jsonl"))):
            for o in map(json.loads, open(file, encoding="utf8")):
                part = int(re.sub(r"\D", "", o["id"])) % 3 == 0
                if part != test or (test and folder == "test/own"):
                    continue
                for e in o["events"]:
                    trigger = event_data.place_of(o["text"], e["trigger"], e.get("occurrence", 1))
                    side = lambda k: [event_data.place_of(o["text"], a["text"], near=trigger[0]) for a in e[k]]
                    out.append({"text": o["text"], "trigger": trigger, "type": e["type"], "source": side("source"), "target": side("target"), "weight": 1.5})
    return out


def bracketed():
    """Events of the lexicon's examples."""
    out = []
    for e in event_data.lexicon("verbs") + event_data.lexicon("nouns"):
        if e["type"] == NONE:
            continue
        text, spans, at = "", {"source": [], "target": []}, 0
        for m in re.finditer(r"\[(>?)([^\]]*)\]", e["row"]["example"]):
            text += e["row"]["example"][at:m.start()]
            spans["target" if m.group(1) else "source"].append([len(text), len(text) + len(m.group(2))])
            text += m.group(2)
            at = m.end()
        out.append({"text": e["text"], "trigger": None, "lemmas": e["lemmas"], "type": e["type"], **spans, "weight": 1})
    return out


def to_tokens(events, program, work):
    """Adds the tokens of the event's sentence and its word; what cannot be found goes."""
    parsed, out = event_data.parse(program, [e["text"] for e in events], work), []
    for e in events:
        tokens = parsed.get(e["text"])
        if not tokens:
            continue
        if e["trigger"]:
            at = head_of(tokens, e["trigger"])
        else:
            at = next((i for i, t in enumerate(tokens) if t[1] in e["lemmas"] and t[2] in ("VERB", "NOUN")), None)
        if at is None:
            continue
        first = [i for i, t in enumerate(tokens) if t[7] == tokens[at][7]]
        base = first[0]
        here = [tokens[i][:3] + (tokens[i][3] - base if tokens[i][3] >= 0 else -1,) + tokens[i][4:] for i in first]
        heads = lambda k: {h - base for h in (head_of(tokens, s) for s in e[k]) if h is not None and 0 <= h - base < len(here)}
        e.update(tokens=here, words=[t[0] for t in here], at=at - base, is_source=heads("source"), is_target=heads("target"))
        e["nominals"] = sorted({i for i, t in enumerate(here) if is_nominal(t) and i != e["at"]} | ((e["is_source"] | e["is_target"]) - {e["at"]}))
        if e["nominals"]:
            out.append(e)
    return out


class Roles(nn.Module):
    def __init__(self, features, width):
        super().__init__()
        self.event, self.nominal = nn.Linear(width, HIDDEN), nn.Linear(width, HIDDEN, bias=False)
        self.feature, self.out = nn.Embedding(features, HIDDEN), nn.Linear(HIDDEN, 3)
        nn.init.normal_(self.feature.weight, std=.05)
        self.drop = nn.Dropout(.3)

    def forward(self, event, nominal, features):
        return self.out(self.drop(F.relu(self.event(event) + self.nominal(nominal) + self.feature(features).sum(-2))))


def fill(lower, pieces, events):
    """Adds the vectors of the word and of the nominals, once a sentence."""
    by = {}
    for e in events:
        by.setdefault(tuple(e["words"]), []).append(e)
    items = []
    for words, them in by.items():
        ids, shapes, first = cut(words, pieces)
        if len(ids) < 256:
            items.append({"ids": ids, "shapes": shapes, "marks": [0] * len(ids), "first": first[:len(words)], "e": them})
    for b in batches(items, 3000):
        with torch.no_grad(), network.half():
            v = vectors(lower.e, tensors(b)).float()
        for r, i in enumerate(b):
            for e in i["e"]:
                e["v"], e["nv"] = v[r, i["first"][e["at"]]].clone(), v[r, [i["first"][n] for n in e["nominals"]]].clone()
    return [e for e in events if "v" in e]


def rows_of(events, features):
    """All pairs of word and nominal, flat."""
    out = {"event": [], "nominal": [], "features": [], "label": [], "weight": []}
    for e in events:
        for n, v in zip(e["nominals"], e["nv"]):
            out["event"].append(e["v"])
            out["nominal"].append(v)
            out["features"].append(features.of(e["tokens"], e["at"], n, e["type"]))
            out["label"].append(SOURCE if n in e["is_source"] else TARGET if n in e["is_target"] else NEITHER)
            out["weight"].append(e["weight"])
    return {k: torch.stack(v) if k in ("event", "nominal") else torch.tensor(v) for k, v in out.items()}


class Sides:
    """How many events' best nominal for a side is right, none counting as an answer."""

    def __init__(self):
        self.events, self.counts, self.exact = 0, {SOURCE: [0, 0, 0], TARGET: [0, 0, 0]}, {SOURCE: 0, TARGET: 0}        # right, answers, there

    def add(self, e, p):
        """p: [nominals][3] of event e."""
        self.events += 1
        for side, gold in ((SOURCE, e["is_source"]), (TARGET, e["is_target"])):
            best = int(p[:, side].argmax())
            answer = e["nominals"][best] if p[best, side] > .5 else None
            for k, x in enumerate((answer in gold, answer is not None, bool(gold))):
                self.counts[side][k] += x
            self.exact[side] += (answer in gold) if gold else answer is None

    def told(self):
        f1 = lambda x: round(2 * x[0] / max(1, x[1] + x[2]), 3)
        return {"events": self.events, **{f"{name} {what}": v for name, side in (("source", SOURCE), ("target", TARGET))
                                          for what, v in (("F1", f1(self.counts[side])), ("exact", round(self.exact[side] / self.events, 3)))}}


def score(net, scale, events, features):
    sides = Sides()
    net.eval()
    with torch.no_grad():
        for e in events:
            r = rows_of([e], features)
            sides.add(e, net(scale(r["event"]), scale(r["nominal"]), r["features"]).softmax(-1))
    net.train()
    return sides.told()


def main():
    a = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    a.add_argument("--model", default=os.path.join(ROOT, "models/en.attm"))
    a.add_argument("--program", default=os.path.join(ROOT, "build/attache"))
    a.add_argument("--out", default="event-roles.pt")
    a.add_argument("--epochs", type=int, default=12)
    a.add_argument("--cache", help="a file for the vectors, to be made or read")
    o = a.parse_args()
    torch.manual_seed(0), torch.set_num_threads(1)
    start, lower = time.time(), Lower(o.model, 6)
    if o.cache and os.path.exists(o.cache):
        train, test = torch.load(o.cache, weights_only=False)
    else:
        train, test = marked(False) + bracketed(), marked(True)
        with tempfile.TemporaryDirectory() as work:
            train, test = (fill(lower, Pieces(), to_tokens(e, o.program, work)) for e in (train, test))
        if o.cache:
            torch.save((train, test), o.cache)
    features = Features(text_of(read_model(o.model), "labels.deprel"))
    r = rows_of(train, features)
    x = torch.cat([r["event"], r["nominal"]])
    mean, spread = x.mean(0), x.std(0) + 1e-3
    scale = lambda v: (v - mean) / spread
    print(len(train), "events,", len(r["label"]), "pairs,", len(test), "events to score on,", f"{time.time() - start:.0f}s", flush=True)
    net = Roles(features.n, x.shape[1])
    opt = torch.optim.AdamW(net.parameters(), 1e-3, weight_decay=.03)
    unknown = features.at[-1] + len(TYPES)
    total = o.epochs * -(-len(r["label"]) // 256)
    plan = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min((s + 1) / (.05 * total), max(.02, (total - s) / (total * .95))))
    for epoch in range(o.epochs):
        for part in torch.randperm(len(r["label"])).split(256):
            f = r["features"][part].clone()
            f[torch.rand(len(part)) < .1, -1] = unknown
            y = net(F.dropout(scale(r["event"][part]), .2), F.dropout(scale(r["nominal"][part]), .2), f)
            loss = (F.cross_entropy(y, r["label"][part], reduction="none", label_smoothing=.03) * r["weight"][part]).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
            plan.step()
        if epoch % 3 == 2 or epoch == o.epochs - 1:
            print("epoch", epoch + 1, score(net, scale, test, features), f"{time.time() - start:.0f}s", flush=True)
    net.eval()
    with torch.no_grad():                               # the scaling goes into the first layers
        for l in (net.event, net.nominal):
            l.weight /= spread
        net.event.bias -= net.event.weight @ mean + net.nominal.weight @ mean
    torch.save({"net": net.state_dict(), "features": features.names()}, o.out)


if __name__ == "__main__":
    main()
