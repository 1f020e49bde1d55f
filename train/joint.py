"""Trains the shipped encoder's upper layers and all heads on, for tags, trees and names (train.py) and for what words tell of and who takes part
(event_words.py, event_roles.py) at once; the lower layers stay, and with them the layers for pairs that stand on them (events.py).

usage: joint.py --data FOLDER --out joint.pt [--model models/en.attm] [--program build/attache] [--epochs 4]

Started from the model file's own weights, unrounded.  export_events.py --joint puts the result in the place of what the file held.
"""
import argparse
import os
import random
import tempfile
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

import corpora
import event_data
import network
import train
from event_data import NONE, ROOT, TYPES
from event_network import HIDDEN, Lower, read_model, text_of, unpack
from event_roles import NEITHER, SOURCE, TARGET, Features, Roles, Sides, bracketed, marked, to_tokens
from event_words import BRANCH, vectors
from events import LABEL, batches, candidates, cut, tensors, to_words, triggers_of
from network import ARC, D, REL, TAGS, Network, Pieces

def load_network(path):
    """The network of a model file, with its labels."""
    m = read_model(path)
    labels = train.Labels({t: {l: i for i, l in enumerate(text_of(m, "labels." + t))} for t in TAGS + ("deprel",)})
    net = Network(labels)
    net.encoder = Lower(path, network.LAYERS).e
    w, b = unpack(m, "tags")
    at = 0
    for t in TAGS:
        n = len(labels[t])
        net.tag[t].weight.data, net.tag[t].bias.data = w[at:at + n], b[at:at + n]
        at += n
    for side in ("dep", "head"):
        w, b = unpack(m, "to_" + side)
        for mine, part in ((f"arc_{side}", slice(0, ARC)), (f"rel_{side}", slice(ARC, ARC + REL))):
            getattr(net, mine).weight.data, getattr(net, mine).bias.data = w[part], b[part]
    w, b = unpack(m, "arc")
    net.arc.data = torch.cat([w.T, b[None]])
    w, b = unpack(m, "rel")
    n = len(labels["deprel"])
    net.rel.data = torch.cat([w.view(n, REL + 1, REL).transpose(1, 2), b.view(n, 1, REL + 1)], 1).contiguous()
    net.root.data = torch.from_numpy(m["root"][0].copy())
    return net, labels


class Tells(nn.Module):
    """What each word tells of, and who takes part."""

    def __init__(self, path):
        super().__init__()
        m = read_model(path)
        names = text_of(m, "labels.role")
        self.word, self.word_out = nn.Linear(3 * D, HIDDEN), nn.Linear(HIDDEN, len(TYPES) + 1)
        for l in ("word", "word_out"):
            getattr(self, l).weight.data, getattr(self, l).bias.data = unpack(m, "event." + l)
        self.roles = Roles(len(names), 3 * D)
        w, b = unpack(m, "role")
        half = len(w) // 2
        self.roles.event.weight.data, self.roles.event.bias.data, self.roles.nominal.weight.data = w[:half], b[:half], w[half:]
        self.roles.feature.weight.data = torch.from_numpy(m["role.of"][0].reshape(-1, half).copy())
        out = torch.from_numpy(m["role.out"][0].reshape(3, half + 1).copy())
        self.roles.out.weight.data, self.roles.out.bias.data = out[:, :-1].contiguous(), out[:, -1].contiguous()
        self.drop = nn.Dropout(.3)
        self.names = names

    def tells(self, v):
        return self.word_out(self.drop(F.gelu(self.word(F.dropout(v, .1, self.training)))))


def sentences(program, test):
    """One item a sentence: its words, what some of them tell of, and for each event the nominals with their part in it."""
    rows, own, articles, roles = [], event_data.own(), [], marked(test)
    if test:
        own = event_data.own(lambda number: number % 3 == 0, ("train/sentences",))
    else:
        rows, articles = event_data.lexicon("verbs") + event_data.lexicon("nouns"), event_data.articles()
        roles += bracketed()
    with tempfile.TemporaryDirectory() as work:
        for them in (rows, own, articles):
            to_words(them, program, work)
        roles = to_tokens(roles, program, work)
    by = {}

    def item(words, weight=1.):
        i = by.setdefault(tuple(words), {"words": words, "tells": {}, "roles": [], "weight": weight})
        i["weight"] = max(weight, i["weight"])
        return i

    for e in rows:
        if e["at"] is not None:
            item(e["words"])["tells"][e["at"]] = e["type"]
    for them in (own, articles):
        for d in triggers_of(them):
            item(d["words"], 1.5)["tells"].update(candidates(d, None))
    for e in roles:
        item(e["words"])["roles"].append(e)
    return list(by.values())


def to_items(examples, pieces, features):
    out = []
    for e in examples:
        ids, shapes, first = cut(e["words"], pieces)
        if len(ids) < 256 and (e["tells"] or e["roles"]):
            pairs = [(first[r["at"]], first[n], features.of(r["tokens"], r["at"], n, r["type"]), SOURCE if n in r["is_source"] else TARGET if n in r["is_target"] else NEITHER)
                     for r in e["roles"] for n in r["nominals"]]
            out.append({"ids": ids, "shapes": shapes, "marks": [0] * len(ids), "where": [first[t] for t in e["tells"]], "labels": [LABEL[k] for k in e["tells"].values()],
                        "pairs": pairs, "e": e, "weight": e["weight"]})
    return out


def event_loss(net, heads, b, unknown, mask):
    t = tensors(b)
    hide = (torch.rand(t["ids"].shape) < .06) & (t["ids"] > 999)
    t["ids"] = t["ids"].masked_fill(hide, mask)
    with network.half():
        v = vectors(net.encoder, t)
    v, loss = v.float(), torch.zeros(())
    at = [(r, p, l, i["weight"]) for r, i in enumerate(b) for p, l in zip(i["where"], i["labels"])]
    if at:
        r, p, l, w = (torch.tensor(x) for x in zip(*at))
        loss = loss + (F.cross_entropy(heads.tells(v[r, p]), l, reduction="none", label_smoothing=.05) * w).mean()
    pairs = [(r, *p, i["weight"]) for r, i in enumerate(b) for p in i["pairs"]]
    if pairs:
        r, e, n, f, l, w = (torch.tensor(x) for x in zip(*pairs))
        f[torch.rand(len(f)) < .1, -1] = unknown
        y = heads.roles(F.dropout(v[r, e], .1), F.dropout(v[r, n], .1), f)
        loss = loss + (F.cross_entropy(y, l, reduction="none", label_smoothing=.03) * w).mean()
    return loss


def score(net, heads, items):
    net.eval(), heads.eval()
    none, gold, got, sides = LABEL[NONE], [], [], Sides()
    with torch.no_grad():
        for b in batches(items, 4000):
            with network.half():
                v = vectors(net.encoder, tensors(b)).float()
            for r, i in enumerate(b):
                if i["where"]:
                    got.append(heads.tells(v[r, i["where"]]).softmax(-1))
                    gold += i["labels"]
                pairs = iter(i["pairs"])
                for e in i["e"]["roles"]:
                    event, nominal, features = zip(*(next(pairs)[:3] for _ in e["nominals"]))
                    sides.add(e, heads.roles(v[r, event], v[r, nominal], torch.tensor(features)).softmax(-1))
    net.train(), heads.train()
    p, gold = torch.cat(got), torch.tensor(gold)
    best, there = p.argmax(-1), gold != none
    a, c = p[there][:, none], p[~there][:, none]
    return {"words F1": round(2 * int(((best == gold) & there).sum()) / (int((best != none).sum()) + int(there.sum())), 3), "area": round(float((a[:, None] < c[None]).float().mean()), 4),
            "type|event": round(float((p[there][:, :none].argmax(-1) == gold[there]).float().mean()), 3), **sides.told()}


def main():
    a = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    a.add_argument("--data", required=True)
    a.add_argument("--model", default=os.path.join(ROOT, "models/en.attm"))
    a.add_argument("--program", default=os.path.join(ROOT, "build/attache"))
    a.add_argument("--out", default="joint.pt")
    a.add_argument("--epochs", type=int, default=4)
    a.add_argument("--rate", type=float, default=1e-4)
    a.add_argument("--events", type=int, default=2, help="so many rounds of the sentences with events in an epoch")
    a.add_argument("--share", type=float, default=1, help="of the treebanks' sentences seen in an epoch")
    a.add_argument("--threads", type=int, default=2)
    a.add_argument("--cache", help="a file for the sentences with events, to be made or read")
    o = a.parse_args()
    torch.manual_seed(1), random.seed(1), torch.set_num_threads(o.threads)
    start, pieces = time.time(), Pieces()
    net, labels = load_network(o.model)
    heads, features = Tells(o.model), Features(list(labels["deprel"]))
    assert features.names() == heads.names
    if o.cache and os.path.exists(o.cache):
        learnt, test = torch.load(o.cache, weights_only=False)
    else:
        learnt, test = (sentences(o.program, part) for part in (False, True))
        if o.cache:
            torch.save((learnt, test), o.cache)
    items, test = to_items(learnt, pieces, features), to_items(test, pieces, features)
    trees, sets = corpora.train(o.data), corpora.dev(o.data)
    for s in (trees, *sets.values()):
        train.encode(s, labels, pieces)
    print(len(trees), "sentences of treebanks and names,", len(items), "with events,", len(test), "to score on,", f"{time.time() - start:.0f}s", flush=True)
    for p in net.encoder.parameters():
        p.requires_grad_(False)
    slow = [p.requires_grad_(True) for l in net.encoder.layer[BRANCH:] for p in l.parameters()]
    fast = [p for n, p in net.named_parameters() if not n.startswith("encoder.")] + list(heads.parameters())
    opt = torch.optim.AdamW([{"params": slow, "lr": o.rate}, {"params": fast, "lr": 4 * o.rate}], weight_decay=.01, betas=(.9, .98))
    print("before", score(net, heads, test), *train.report(net, sets, labels), flush=True)

    def epoch_of():
        some = random.sample(trees, int(o.share * len(trees)))
        out = [("trees", b) for b in train.batches(some)]
        for _ in range(o.events):
            out += [("events", b) for b in batches(items, 2000, random)]
        random.shuffle(out)
        return out

    total, step, mean, unknown = len(epoch_of()) * o.epochs, 0, {}, features.at[-1] + len(TYPES)
    plan = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min((s + 1) / (.05 * total + 1), max(.01, (total - s) / (total * .95 + 1))))
    for epoch in range(o.epochs):
        for kind, b in epoch_of():
            if kind == "trees":
                t, gold = train.tensors(b)
                hide = (torch.rand(t["ids"].shape) < .08) & (t["ids"] > 999)
                t["ids"] = t["ids"].masked_fill(hide, pieces.mask)
                loss = train.loss_of(net, t, gold)
            else:
                loss = event_loss(net, heads, b, unknown, pieces.mask)
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(slow + fast, 2.)
            opt.step()
            plan.step()
            step += 1
            mean[kind] = .98 * mean.get(kind, float(loss.detach())) + .02 * float(loss.detach())
            if step % 200 == 0:
                print(f"step {step}/{total}", {k: round(v, 3) for k, v in mean.items()}, f"{time.time() - start:.0f}s", flush=True)
        print("epoch", epoch + 1, score(net, heads, test), *train.report(net, sets, labels), f"{time.time() - start:.0f}s", flush=True)
        torch.save({"net": net.state_dict(), "labels": dict(labels), "tells": {"word": heads.word.state_dict(), "word_out": heads.word_out.state_dict()},
                    "roles": {"net": heads.roles.state_dict(), "features": heads.names}}, o.out)


if __name__ == "__main__":
    main()
