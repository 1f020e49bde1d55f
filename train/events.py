"""Trains the layers and heads that tell the type of an event (event_network.py) on attache's own sentences (event_data.py).

usage: events.py --model models/en.attm --program build/attache --out events.pt [--hold 0..4] [--epochs 5]
--hold N keeps a fifth of the own sentences and of the lexicon's lemmas back and scores on them; without it all is trained on.
"""
import argparse
import collections
import hashlib
import json
import os
import random
import tempfile
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import event_data
from event_data import HARD, NONE, ROOT, TYPES
from event_network import SOURCE, TARGET, TRIGGER, Lower, Types
import network
from network import Pieces, shape

LABEL = {t: i for i, t in enumerate(TYPES + [NONE])}
MOST = 160                                             # pieces of a training sentence


class Names:
    """Countries by other countries: what happened does not hang on who."""

    def __init__(self):
        table = collections.defaultdict(lambda: collections.defaultdict(list))
        for r in event_data.tsv(os.path.join(ROOT, "lex/actors/countries.tsv")):
            if r["kind"] in ("country", "adjective", "seat") and "|" not in r["name"] and len(r["name"].split()) == 1:
                table[r["code"]][r["kind"]].append(r["name"])
        self.of = {n: (code, kind) for code, k in table.items() for kind, names in k.items() for n in names}
        self.table = table
        self.codes = [c for c, k in table.items() if k["country"] and k["adjective"]]

    def swap(self, words, rng):
        to, out = {}, []
        for w in words:
            code, kind = self.of.get(w, (None, None))
            if code:
                other = self.table[to.setdefault(code, rng.choice(self.codes))][kind]
                w = rng.choice(other) if other else w
            out.append(w)
        return out


def to_words(examples, program, work):
    """Adds words, the tokens of source and target, and the trigger's token, in place; what the program takes for no English goes."""
    parsed = event_data.parse(program, [e["text"] for e in examples], work)
    examples[:] = [e for e in examples if parsed.get(e["text"])]
    for e in examples:
        tokens = parsed[e["text"]]
        trigger = event_data.tokens_of(tokens, e["trigger"])
        if trigger:      # its head: the token of it that hangs outside
            inside = range(*trigger)
            e["at"] = next((i for i in inside if tokens[i][3] not in inside), trigger[0])
        elif "lemmas" in e:
            hits = [i for i, t in enumerate(tokens) if t[1] in e["lemmas"]] or [i for i, t in enumerate(tokens) if any(event_data.is_form(t[0], l) for l in e["lemmas"])]
            e["at"] = hits[0] if hits else None
        else:
            e["at"] = None
        anchor = e["at"] if e["at"] is not None else (event_data.tokens_of(tokens, e["source"] or e["target"]) or (0,))[0]
        first = [i for i, t in enumerate(tokens) if t[7] == tokens[anchor][7]]      # its sentence alone
        base, tokens_here = first[0], [tokens[i] for i in first]
        shift = lambda s: (max(0, s[0] - base), min(len(tokens_here), s[1] - base)) if s and s[0] - base < len(tokens_here) and s[1] > base else None
        e["words"] = [t[0] for t in tokens_here]
        e["tokens"] = tokens_here
        e["base"] = base
        e["s"], e["t"] = shift(event_data.tokens_of(tokens, e["source"])), shift(event_data.tokens_of(tokens, e["target"]))
        e["at"] = e["at"] - base if e["at"] is not None else None


def cut(words, pieces):
    ids, shapes, first = [pieces.cls], [0], []
    for w in words:
        p = pieces.of(w)
        first.append(len(ids))
        ids += p
        shapes += [shape(w)] * len(p)
    first.append(len(ids))
    return ids + [pieces.sep], shapes + [0], first


def pair_item(e, words, pieces, trigger=False):
    """`trigger`: it is marked too, and told of by itself."""
    ids, shapes, first = cut(words, pieces)
    marks = [0] * len(ids)
    for span, mark in ((e["s"], SOURCE), (e["t"], TARGET)):
        if span:
            marks[first[span[0]]:first[span[1]]] = [mark] * (first[span[1]] - first[span[0]])
    item = {"ids": ids, "shapes": shapes, "marks": marks, "label": LABEL.get(e["type"], 0), "e": e}
    if trigger and e["at"] is not None:
        marks[first[e["at"]]] = TRIGGER
        item.update(where=[first[e["at"]]], labels=[item["label"]])
    return item


def trigger_item(words, triggers, pieces):
    """triggers: token -> type."""
    ids, shapes, first = cut(words, pieces)
    marks = [0] * len(ids)
    for t in triggers:
        marks[first[t]] = TRIGGER
    return {"ids": ids, "shapes": shapes, "marks": marks, "where": [first[t] for t in triggers], "labels": [LABEL[k] for k in triggers.values()]}


def tensors(items):
    n, p = len(items), -(-max(len(i["ids"]) for i in items) // 8) * 8
    a = {k: np.zeros((n, p), np.int64) for k in ("ids", "shapes", "marks")}
    mask = np.zeros((n, p), bool)
    for r, i in enumerate(items):
        for k in a:
            a[k][r, :len(i[k])] = i[k]
        mask[r, :len(i["ids"])] = True
    return {**{k: torch.from_numpy(v) for k, v in a.items()}, "mask": torch.from_numpy(mask)}


def batches(items, most, rng=None):
    order = sorted(range(len(items)), key=lambda i: len(items[i]["ids"]) + (rng.random() * 6 if rng else 0))
    out, now = [], []
    for i in order:
        if now and (len(now) + 1) * -(-len(items[i]["ids"]) // 8) * 8 > most:
            out.append(now)
            now = []
        now.append(items[i])
    out.append(now)
    if rng:
        rng.shuffle(out)
    return out


def fold_of(group):
    return int(hashlib.md5(group.encode()).hexdigest(), 16) % 5


def macro(pairs, kinds=None):
    kinds, score = kinds or sorted({g for g, _ in pairs}), []
    for k in kinds:
        hits, all_of_it = sum(g == p == k for g, p in pairs), sum(g == k for g, _ in pairs) + sum(p == k for _, p in pairs)
        score.append(2 * hits / all_of_it if all_of_it else 0)
    return sum(score) / max(1, len(score))


def score_pairs(net, lower, examples, pieces):
    net.eval()
    items, out = [pair_item(e, e["words"], pieces) for e in examples], []
    with torch.no_grad():
        for b in batches(items, 4000):
            t = tensors(b)
            y = net.of_pair(net.vectors(lower(t["ids"], t["shapes"], t["mask"]), t["marks"], t["mask"]), t["marks"], t["mask"])
            for i, row in zip(b, y.float()[:, :len(TYPES)].log_softmax(-1)):
                i["e"]["scores"] = row.numpy()
                out.append((i["e"]["type"], TYPES[int(row.argmax())], i["e"]))
    net.train()
    return out


def triggers_of(examples):
    """One item a sentence of the own ones: its triggers with their types, and every other verb and some nouns as NONE."""
    by = {}
    for e in examples:
        d = by.setdefault((e["text"], e["base"]), {"words": e["words"], "tokens": e["tokens"], "is": {}, "group": e["group"]})
        if e["at"] is not None and e["type"] != NONE:
            d["is"][e["at"]] = e["type"]
    return list(by.values())


def score_triggers(net, lower, sentences, pieces, event_nouns):
    net.eval()
    items, pairs = [], []
    for d in sentences:
        t = candidates(d, event_nouns)
        if t:
            items.append(trigger_item(d["words"], t, pieces))
    with torch.no_grad():
        for b in batches(items, 4000):
            t = tensors(b)
            x = net.vectors(lower(t["ids"], t["shapes"], t["mask"]), t["marks"], t["mask"])
            where = [(r, p) for r, i in enumerate(b) for p in i["where"]]
            y = net.of_trigger(x, torch.tensor([r for r, _ in where]), torch.tensor([p for _, p in where])).float().log_softmax(-1)
            gold = [l for i in b for l in i["labels"]]
            pairs += [(g, int(p)) for g, p in zip(gold, y.argmax(-1))]
    net.train()
    none = LABEL[NONE]
    hit, found, there = sum(g == p != none for g, p in pairs), sum(p != none for _, p in pairs), sum(g != none for g, _ in pairs)
    events = [(g, p) for g, p in pairs if g != none]
    return {"F1": round(2 * hit / (found + there), 3), "P": round(hit / max(1, found), 3), "R": round(hit / there, 3),
            "is-event": round(sum((g != none) == (p != none) for g, p in pairs) / len(pairs), 3), "type|event": round(sum(g == p for g, p in events) / len(events), 3)}


def candidates(d, event_nouns):
    """Verbs, and nouns that some row knows (all nouns for None), with their types."""
    out = {}
    for i, t in enumerate(d["tokens"]):
        if i in d["is"]:
            if d["is"][i] != HARD:
                out[i] = d["is"][i]
        elif t[2] == "VERB" or (t[2] == "NOUN" and (event_nouns is None or t[1] in event_nouns)):
            out[i] = NONE
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    a.add_argument("--model", default=os.path.join(ROOT, "models/en.attm"))
    a.add_argument("--program", default=os.path.join(ROOT, "build/attache"))
    a.add_argument("--out", default="events.pt")
    a.add_argument("--hold", type=int)
    a.add_argument("--epochs", type=int, default=4)
    a.add_argument("--lower", type=int, default=3)
    a.add_argument("--take", default="3,4,5")
    a.add_argument("--rate", type=float, default=2.5e-4)
    a.add_argument("--phrases", type=int, default=4, help="so many sentences of each phrase")
    a.add_argument("--share", type=float, default=.6, help="of the phrases' sentences seen in an epoch")
    a.add_argument("--rows", type=float, default=1, help="of the lexicon's examples seen in an epoch")
    a.add_argument("--threads", type=int, default=1)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--start", help="a checkpoint to go on from")
    a.add_argument("--news", help="JSON Lines of news reports, free to train on, for events that the rows find in them")
    a.add_argument("--check", default="", help="JSON Lines of examples to score on, comma-separated")
    o = a.parse_args()
    torch.manual_seed(o.seed), torch.set_num_threads(o.threads)
    rng, pieces, names = random.Random(o.seed), Pieces(), Names()
    rows = event_data.lexicon("verbs") + event_data.lexicon("nouns")
    own, articles, phrases = event_data.own(), event_data.articles(), event_data.phrases(o.phrases, o.seed)
    checks = {os.path.basename(f): [json.loads(l) for l in open(f, encoding="utf8")] for f in o.check.split(",") if f}
    with tempfile.TemporaryDirectory() as work:
        extra = event_data.news(o.program, o.news, work) if o.news else []
        for examples in [rows, own, articles, phrases, extra] + list(checks.values()):
            to_words(examples, o.program, work)
    event_nouns = {l for e in rows if e["from"] == "nouns" and e["type"] != NONE for l in e["lemmas"]}
    held = lambda e: o.hold is not None and e["from"] in ("own", "verbs", "nouns") and fold_of(e["group"]) == o.hold
    pool = rows + own + phrases + extra
    train, test = [e for e in pool if not held(e)], [e for e in pool if held(e)]
    in_pair = lambda e: e["type"] != NONE and bool(e["s"] or e["t"]) and len(e["words"]) < MOST
    lower, net = Lower(o.model, o.lower), Types(len(LABEL), [int(x) for x in o.take.split(",")])
    if o.start:
        net.load_state_dict(torch.load(o.start, map_location="cpu")["net"])
    slow = [p for n, p in net.named_parameters() if n.startswith("layer.")]
    fast = [p for n, p in net.named_parameters() if not n.startswith("layer.")]
    opt = torch.optim.AdamW([{"params": slow, "lr": o.rate}, {"params": fast, "lr": 4 * o.rate}], weight_decay=.01, betas=(.9, .98))

    def items_of():
        out = []
        for e in train:
            seen = rng.random() < {"phrases": o.share, "verbs": o.rows, "nouns": o.rows}.get(e["from"], 1)
            if seen and in_pair(e):
                for _ in range(2 if e["from"] == "own" else 1):
                    out.append(pair_item(e, names.swap(e["words"], rng), pieces, rng.random() < .6))
            elif seen and e["from"] in ("verbs", "nouns") and e["at"] is not None:
                out.append(trigger_item(names.swap(e["words"], rng), {e["at"]: e["type"]}, pieces))
        for d in triggers_of([e for e in train if e["from"] == "own"]) + 2 * triggers_of(articles):
            t = candidates(d, event_nouns)
            if t and len(d["words"]) < MOST:
                out.append(trigger_item(names.swap(d["words"], rng), t, pieces))
        return out

    def report(epoch):
        own_pairs = [(g, p) for g, p, e in score_pairs(net, lower, [e for e in test if e["from"] == "own" and in_pair(e)], pieces)]
        row_pairs = [(g, p) for g, p, _ in score_pairs(net, lower, [e for e in test if e["from"] != "own" and in_pair(e)], pieces)]
        acc = lambda x: round(sum(g == p for g, p in x) / max(1, len(x)), 3)
        more = {}
        for name, c in checks.items() if epoch == o.epochs else ():
            x = [(g, "YIELD" if g == "YIELD" and p in ("CONCEDE", "RETREAT") else p) for g, p, _ in score_pairs(net, lower, [dict(e, s=e["s"], type=e["type"]) for e in c], pieces)]
            more[name] = (acc(x), round(macro(x), 3))
        t = score_triggers(net, lower, triggers_of([e for e in test if e["from"] == "own"]), pieces, event_nouns) if own_pairs else {}
        print("epoch", epoch, "own", len(own_pairs), acc(own_pairs), round(macro(own_pairs), 3), "rows", len(row_pairs), acc(row_pairs), round(macro(row_pairs), 3), more, t,
              f"{time.time() - start:.0f}s", flush=True)

    start, step, mean = time.time(), 0, 0.
    per_epoch = len(batches(items_of(), 2000))
    total = per_epoch * o.epochs
    print(len(train), "examples,", sum(map(in_pair, train)), "pairs,", per_epoch, "batches an epoch", flush=True)
    plan = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min((s + 1) / (.1 * total), max(.01, (total - s) / (total * .9))))
    for epoch in range(o.epochs):
        items = items_of()
        for b in batches(items, 2000, rng):
            t = tensors(b)
            hide = (torch.rand(t["ids"].shape) < .06) & (t["ids"] > 999)
            t["ids"] = t["ids"].masked_fill(hide, pieces.mask)
            with network.half():
                with torch.no_grad():
                    x = lower(t["ids"], t["shapes"], t["mask"])
                x = net.vectors(x, t["marks"], t["mask"])
                asked = [r for r, i in enumerate(b) if "label" in i]
                where = [(r, p) for r, i in enumerate(b) for p in i.get("where", ())]
                loss = torch.zeros(())
                if asked:
                    y = net.of_pair(x[asked], t["marks"][asked], t["mask"][asked])
                    loss = loss + F.cross_entropy(y.float(), torch.tensor([b[r]["label"] for r in asked]), label_smoothing=.05)
                if where:
                    y = net.of_trigger(x, torch.tensor([r for r, _ in where]), torch.tensor([p for _, p in where]))
                    loss = loss + .7 * F.cross_entropy(y.float(), torch.tensor([l for i in b for l in i.get("labels", ())]), label_smoothing=.05)
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.)
            opt.step()
            plan.step()
            step, mean = step + 1, .97 * mean + .03 * float(loss.detach())
            if step % 50 == 0:
                print(f"step {step}/{total} loss {mean:.3f} {time.time() - start:.0f}s", flush=True)
        torch.save({"net": net.state_dict(), "take": o.take, "lower": o.lower, "types": list(LABEL)}, o.out)
        if test or checks:
            report(epoch + 1)


if __name__ == "__main__":
    main()
