"""Five-fold figures of the network for types on plv-train: for measurement only, nothing of it goes into a shipped model.

usage: plv_folds.py --data ../shared/data --model models/en.attm --program build/attache [--start events.pt] [--epochs 6] [--threads 1]

Folds are drawn by sentence, so that one sentence asked twice is on one side only.  Each fold starts from the checkpoint (or from the pretrained
layers) and trains all six layers on the other four for a fixed number of epochs; nothing is chosen on the fold that is scored.
"""
import argparse
import gzip
import json
import os
import random
import re
import tempfile
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

import network
from event_data import ROOT
from event_network import Lower, Types
from events import LABEL, MOST, Names, batches, fold_of, macro, pair_item, tensors, to_words
from network import Pieces

FOLDS = 5


def read(data):
    """The sentences with their parties' places and their root class."""
    bare, out = lambda s: re.sub(r"</?[st]>", "", s), []
    with gzip.open(os.path.join(data, "events/plv-train.jsonl.gz"), "rt", encoding="utf8") as f:
        for o in map(json.loads, f):
            marked = o["marked_sentence"]
            at = lambda tag: [len(bare(x)) for x in re.split(f"</?{tag}>", marked, 2)[:2]] if f"</{tag}>" in marked else None
            spans = {side: (a[0], a[0] + a[1]) if (a := at(tag)) else None for side, tag in (("source", "s"), ("target", "t"))}
            out.append({"text": bare(marked), **spans, "trigger": None, "type": o["root"], "group": bare(marked)})
    return out


def head_of(net, kinds):
    """The pair head with the classes of plv-train; YIELD begins between CONCEDE and RETREAT."""
    old, new = net.pair_out, nn.Linear(net.pair_out.in_features, len(kinds))
    rows = [[LABEL[k]] if k in LABEL else [LABEL["CONCEDE"], LABEL["RETREAT"]] for k in kinds]
    with torch.no_grad():
        new.weight.copy_(torch.stack([old.weight[r].mean(0) for r in rows]))
        new.bias.copy_(torch.stack([old.bias[r].mean() for r in rows]))
    net.pair_out = new


def network_of(o, kinds):
    lower, net = Lower(o.model, 3), Types(len(LABEL), [3, 4, 5])
    if o.start:
        net.load_state_dict(torch.load(o.start, map_location="cpu")["net"])
    head_of(net, kinds)
    for p in lower.parameters():
        p.requires_grad_(True)
    for p in lower.e.word.parameters():
        p.requires_grad_(False)
    return lower, net


def answers(lower, net, b):
    t = tensors(b)
    return net.of_pair(net.vectors(lower(t["ids"], t["shapes"], t["mask"]), t["marks"], t["mask"]), t["marks"], t["mask"]).float()


def train(o, kinds, examples, pieces, names, rng):
    lower, net = network_of(o, kinds)
    mine, heads = [p for p in lower.parameters() if p.requires_grad], []
    for n, p in net.named_parameters():
        (mine if n.startswith("layer.") else heads).append(p)
    opt = torch.optim.AdamW([{"params": mine, "lr": o.rate}, {"params": heads, "lr": 4 * o.rate}], weight_decay=.01)
    items = lambda: [dict(pair_item(e, names.swap(e["words"], rng), pieces), label=kinds.index(e["type"])) for e in examples]
    total, step = o.epochs * len(batches(items(), o.batch)), 0
    plan = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min((s + 1) / (.1 * total), max(.01, (total - s) / (total * .9))))
    for _ in range(o.epochs):
        for b in batches(items(), o.batch, rng):
            with network.half():
                loss = F.cross_entropy(answers(lower, net, b), torch.tensor([i["label"] for i in b]), label_smoothing=.1)
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(mine + heads, 2.)
            opt.step()
            plan.step()
    return lower, net


def score(lower, net, kinds, examples, pieces):
    net.eval()
    out = []
    with torch.no_grad():
        for b in batches([pair_item(e, e["words"], pieces) for e in examples], 4000):
            out += [(i["e"]["type"], kinds[int(y)]) for i, y in zip(b, answers(lower, net, b).argmax(-1))]
    return out


def main():
    a = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    a.add_argument("--data", default=os.path.join(ROOT, "../shared/data"))
    a.add_argument("--model", default=os.path.join(ROOT, "models/en.attm"))
    a.add_argument("--program", default=os.path.join(ROOT, "build/attache"))
    a.add_argument("--start")
    a.add_argument("--epochs", type=int, default=6)
    a.add_argument("--rate", type=float, default=1e-4)
    a.add_argument("--batch", type=int, default=800, help="pieces of a batch")
    a.add_argument("--threads", type=int, default=1)
    o = a.parse_args()
    torch.manual_seed(1), torch.set_num_threads(o.threads)
    pieces, names, rng, start = Pieces(), Names(), random.Random(1), time.time()
    examples = read(o.data)
    asked = len(examples)
    with tempfile.TemporaryDirectory() as work:
        to_words(examples, o.program, work)
    examples = [e for e in examples if len(e["words"]) < MOST]
    kinds, pairs = sorted({e["type"] for e in examples}), []
    for fold in range(FOLDS):
        held = [e for e in examples if fold_of(e["group"]) == fold]
        lower, net = train(o, kinds, [e for e in examples if fold_of(e["group"]) != fold], pieces, names, rng)
        now = score(lower, net, kinds, held, pieces)
        pairs += now
        print(f"fold {fold}: {len(now)} asked, accuracy {sum(g == p for g, p in now) / len(now):.3f}, macro-F1 {macro(now):.3f}, {time.time() - start:.0f}s", flush=True)
    print(f"together: {len(pairs)} of {asked} asked, accuracy {sum(g == p for g, p in pairs) / len(pairs):.3f}, macro-F1 {macro(pairs):.3f}")
    print("  " + "  ".join(f"{k} {macro(pairs, [k]):.2f} ({sum(g == k for g, _ in pairs)})" for k in kinds))


if __name__ == "__main__":
    main()
