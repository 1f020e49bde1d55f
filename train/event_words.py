"""Trains the head that tells what each word may tell of: a type of event, or NONE; from three vectors of the shipped encoder that stays as it is.

usage: event_words.py --model models/en.attm --program build/attache --out event-words.pt [--hold 0..4]

The vectors are a word's first piece before the layers, after the third and at the end.  Learnt from: the lexicon's examples (one word each), the own
sentences and the development articles (their events, and every other verb or noun as NONE).  --hold keeps a fifth of the first two back.
"""
import argparse
import os
import tempfile

import torch
import torch.nn as nn
import torch.nn.functional as F

import event_data
from event_data import NONE, ROOT, TYPES
from event_network import HIDDEN, Lower, run_layers
from events import LABEL, batches, candidates, cut, fold_of, tensors, to_words, triggers_of
from network import Pieces, half

BRANCH = 3


def vectors(e, t):
    """[B][pieces][3 * 384] of encoder `e`"""
    n = t["ids"].shape[1]
    x = first = e.norm(e.word(t["ids"]) + e.place.weight[:n][None] + e.shape(t["shapes"]))
    for i, l in enumerate(e.layer):
        if i == BRANCH:
            middle = x
        x = run_layers([l], x, t["mask"])
    return torch.cat([first, middle, x], -1)


def fill(lower, pieces, examples):
    """Adds the vectors of each example's words."""
    items = []
    for e in examples:
        ids, shapes, first = cut(e["words"], pieces)
        if len(ids) < 256:
            items.append({"ids": ids, "shapes": shapes, "marks": [0] * len(ids), "where": [first[t] for t in e["tells"]], "e": e})
    for b in batches(items, 3000):
        with torch.no_grad(), half():
            v = vectors(lower.e, tensors(b))
        for r, i in enumerate(b):
            i["e"]["v"] = v[r, i["where"]].float()
    return [e for e in examples if "v" in e]


def score(net, examples):
    with torch.no_grad():
        p = net(torch.cat([e["v"] for e in examples])).softmax(-1)
    gold = torch.tensor([LABEL[k] for e in examples for k in e["tells"].values()])
    none, there, best = LABEL[NONE], gold != LABEL[NONE], p.argmax(-1)
    hit = int(((best == gold) & there).sum())
    a, b = p[there][:, none], p[~there][:, none]
    return {"words": len(gold), "F1": round(2 * hit / max(1, int((best != none).sum()) + int(there.sum())), 3), "accuracy": round(float((best == gold).float().mean()), 3),
            "area under the curve, event or none": round(float((a[:, None] < b[None]).float().mean()), 3) if len(b) else None}


def main():
    a = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    a.add_argument("--model", default=os.path.join(ROOT, "models/en.attm"))
    a.add_argument("--program", default=os.path.join(ROOT, "build/attache"))
    a.add_argument("--out", default="event-words.pt")
    a.add_argument("--hold", type=int)
    a.add_argument("--epochs", type=int, default=8)
    a.add_argument("--without", default="", help="keep back the sentences whose id begins so, and score on them: for choosing thresholds")
    o = a.parse_args()
    torch.manual_seed(0), torch.set_num_threads(1)
    rows, own, articles = event_data.lexicon("verbs") + event_data.lexicon("nouns"), event_data.own(), event_data.articles()
    with tempfile.TemporaryDirectory() as work:
        for e in (rows, own, articles):
            to_words(e, o.program, work)
    examples = [{"words": e["words"], "tells": {e["at"]: e["type"]}, "group": e["group"], "from": "rows"} for e in rows if e["at"] is not None]
    for source, them in (("own", own), ("articles", articles)):
        examples += [{"words": d["words"], "tells": candidates(d, None), "group": d["group"], "from": source} for d in triggers_of(them)]
    held = lambda e: (o.without and e["group"].startswith(o.without)) or (o.hold is not None and e["from"] != "articles" and fold_of(e["group"]) == o.hold)
    examples = fill(Lower(o.model, 6), Pieces(), [e for e in examples if e["tells"]])
    train, test = [e for e in examples if not held(e)], [e for e in examples if held(e)]
    x, y = torch.cat([e["v"] for e in train]), torch.tensor([LABEL[k] for e in train for k in e["tells"].values()])
    weight = torch.tensor([1. if e["from"] == "rows" else 1.5 for e in train for _ in e["tells"]])
    mean, spread = x.mean(0), x.std(0) + 1e-3
    net = nn.Sequential(nn.Linear(x.shape[1], HIDDEN), nn.GELU(), nn.Dropout(.4), nn.Linear(HIDDEN, len(TYPES) + 1))
    opt = torch.optim.AdamW(net.parameters(), 1e-3, weight_decay=.05)
    for epoch in range(o.epochs):
        for part in torch.randperm(len(x)).split(128):
            loss = (F.cross_entropy(net(F.dropout((x[part] - mean) / spread, .2)), y[part], reduction="none", label_smoothing=.05) * weight[part]).mean()
            opt.zero_grad()
            loss.backward()
            opt.step()
    net.eval()
    with torch.no_grad():                               # the scaling goes into the first layer
        net[0].weight /= spread
        net[0].bias -= net[0].weight @ mean
    for source in ("own", "rows"):
        some = [e for e in test if e["from"] == source]
        if some:
            print(source, score(net, some), flush=True)
    torch.save({"word": net[0].state_dict(), "word_out": net[3].state_dict()}, o.out)


if __name__ == "__main__":
    main()
