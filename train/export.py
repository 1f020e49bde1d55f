"""Writes the model file (docs/model-format.md) from a checkpoint of train.py.

usage: export.py CHECKPOINT OUT.attm [--scores "text"] [--provenance "text"] [--reference test/unit/model-reference.tsv]

--reference also writes what the unrounded network makes of some words and sentences: the C program is tested against it.
"""
import argparse
import hashlib
import struct

import numpy as np
import torch

from network import ARC, LAYERS, REL, TAGS, Network, Pieces, is_shipped, read_vocab, shape
from train import no_arcs_to_padding, encode, tensors

MAGIC, VERSION, ALIGN = b"ATTM", 1, 64
KINDS = {np.dtype("int8"): 1, np.dtype("float32"): 2, np.dtype("int32"): 3, np.dtype("uint8"): 4}
LICENCE = ("Model weights: CC BY-SA 4.0. Encoder started from MiniLM-L6-H384 (Microsoft / sentence-transformers, Apache-2.0). Trained on UD English EWT 2 "
           "(CC BY-SA 4.0), GUM's news, interview, academic, court, bio and voyage documents (CC BY and CC BY-SA), UNER English EWT (CC BY-SA 4.0), "
           "WikiGold (CC BY 4.0), CrossNER politics (MIT; text of Wikipedia, CC BY-SA), WNUT-17 (CC BY 4.0).")


class File:
    def __init__(self):
        self.sections = []

    def add(self, name, a, shape=None):
        a = np.ascontiguousarray(a)
        self.sections.append((name, KINDS[a.dtype], tuple(shape or a.shape), a.tobytes()))

    def text(self, name, strings):
        """Strings, each ended by a newline."""
        raw = "".join(s + "\n" for s in strings).encode("utf8")
        self.add(name, np.frombuffer(raw, np.uint8), (len(strings), len(raw)))

    def linear(self, name, weight, bias):
        """int8 weights [N][K] with a scale a column, in panels of 32 columns [N/32][K/4][32][4]; K is filled up to a multiple of 64."""
        n, k = weight.shape
        n32, k64 = -(-n // 32) * 32, -(-k // 64) * 64
        w = np.zeros((n32, k64), np.float32)
        w[:n, :k] = weight
        scale = np.abs(w).max(1) / 127
        scale[scale == 0] = 1
        q = np.clip(np.rint(w / scale[:, None]), -127, 127).astype(np.int8)
        b = np.zeros(n32, np.float32)
        b[:n] = bias
        self.add(name + ".w", q.reshape(n32 // 32, 32, k64 // 4, 4).transpose(0, 2, 1, 3), (n, k, n32, k64))
        self.add(name + ".s", scale.astype(np.float32))
        self.add(name + ".c", q.astype(np.int32).sum(1).astype(np.int32))
        self.add(name + ".b", b)

    def write(self, path):
        table, at = b"", 64 + 80 * len(self.sections)
        body = b""
        for name, kind, shape, raw in self.sections:
            at = -(-at // ALIGN) * ALIGN
            shape = shape + (0,) * (4 - len(shape))
            table += struct.pack("<24sI4IQQ16sI", name.encode(), kind, *shape, at, len(raw), hashlib.blake2b(raw, digest_size=16).digest(), 0)
            body = body.ljust(at - 64 - 80 * len(self.sections), b"\0") + raw
            at += len(raw)
        rest = table + body
        head = struct.pack("<4sIIIQ16s", MAGIC, VERSION, len(self.sections), 0, 64 + len(rest), hashlib.blake2b(rest, digest_size=16).digest())
        with open(path, "wb") as f:
            f.write(head.ljust(64, b"\0") + rest)


def rows_int8(w):
    scale = np.abs(w).max(1) / 127
    scale[scale == 0] = 1
    return np.clip(np.rint(w / scale[:, None]), -127, 127).astype(np.int8), scale.astype(np.float32)


def shipped_vocab():
    """The wordpieces of the file in the order of their numbers there."""
    return [w for w, _ in sorted(read_vocab().items(), key=lambda x: x[1]) if is_shipped(w)]


def export(c, out, scores, provenance, name_weights):
    p = {k: v.float().numpy() for k, v in c["net"].items()}
    labels, f = c["labels"], File()
    f.text("licence", [LICENCE])
    f.text("provenance", [provenance])
    f.text("scores", [scores])
    vocab = shipped_vocab()
    f.text("vocab", vocab)
    for layer in TAGS + ("deprel",):
        f.text("labels." + layer, [l for l, _ in sorted(labels[layer].items(), key=lambda x: x[1])])
    q, s = rows_int8(p["encoder.word.weight"][[read_vocab()[w] for w in vocab]])
    f.add("word.q", q)
    f.add("word.s", s)
    q, s = rows_int8((p["encoder.place.weight"] + p["encoder.kind.weight"][0]).T)       # some columns are fifty times as large as others
    f.add("place.q", q.T)
    f.add("place.s", s)
    f.add("shape", p["encoder.shape.weight"])
    f.add("norm", np.stack([p["encoder.norm.weight"], p["encoder.norm.bias"]]))
    for i in range(LAYERS):
        add_layer(f, p, i)
    add_heads(f, p)
    f.add("name_weights", np.array(name_weights, np.float32))
    f.write(out)


def add_layer(f, p, i, of="encoder.layer.", to=""):
    l, to = f"{of}{i}.", f"{to}{i}."
    f.linear(to + "qkv", np.concatenate([p[l + x + ".weight"] for x in "qkv"]), np.concatenate([p[l + x + ".bias"] for x in "qkv"]))
    for mine, theirs in (("o", "o"), ("up", "i"), ("down", "f")):
        f.linear(to + mine, p[l + theirs + ".weight"], p[l + theirs + ".bias"])
    for n in ("l1", "l2"):
        f.add(to + n, np.stack([p[l + n + ".weight"], p[l + n + ".bias"]]))


def add_heads(f, p):
    heads = [f"tag.{t}" for t in TAGS]
    f.linear("tags", np.concatenate([p[h + ".weight"] for h in heads]), np.concatenate([p[h + ".bias"] for h in heads]))
    for side in ("dep", "head"):
        f.linear("to_" + side, np.concatenate([p[f"{a}_{side}.weight"] for a in ("arc", "rel")]), np.concatenate([p[f"{a}_{side}.bias"] for a in ("arc", "rel")]))
    f.linear("arc", p["arc"][:ARC].T, p["arc"][ARC])
    rel = p["rel"]                                                     # [labels][dep + 1][head + 1]
    f.linear("rel", rel[:, :REL, :].transpose(0, 2, 1).reshape(-1, REL), rel[:, REL, :].reshape(-1))
    f.add("root", p["root"])


# ---- the reference ---------------------------------------------------------------------------------------------------------------

WORDS = ("the The U.S. U.N. $3.5bn 1,000 2025-06-11 H5N1 iPhone McDonald anti-government harbouring don't 's — “ … a_b __init__ naïve Erdoğan İstanbul "
         "Straße STRASSE ẞ ﬁne ½ ² ① Ⅳ ⅷ ª ǅ ǅa ʰ Aʰ ΟΔΥΣΣΕΥΣ ΑΣ Σ ΑΣ. ΑΣ'Α e\u0301\u0327a Ho\u0302\u0300 日本 東京都 한국 हिन्दी عربى Київ МОСКВА "
         "😀 \u200b \u00ad \ufffd a\u00a0b 1\u00a0000 @user #Hashtag https://example.org/a?b=c&d "
         "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch").split(" ") + ["x" * 300, "ab-" * 40]
SENTENCES = ("Kenya on Monday accused Uganda of harbouring rebels .",
             "The foreign ministers of France and Germany are expected to meet in Geneva next week , officials said .",
             "\" We will not negotiate under threat , \" Prime Minister Anna Kovács told reporters in Budapest .",
             "At least 12 people were killed when a gunman opened fire near the U.N. compound , police in Port-au-Prince said Friday .",
             "He resigned .",
             "Talks between the European Union and Mercosur broke down over beef quotas , and Brazil 's trade minister did n't rule out leaving the bloc .")


def reference(c, path, name_weights):
    """Rows of words (their shape and pieces), then of sentences (the unrounded network's decisions, some scores, four numbers of the vector)."""
    labels, pieces, number = c["labels"], Pieces(), {read_vocab()[w]: i for i, w in enumerate(shipped_vocab())}
    back = {t: {v: k for k, v in labels[t].items()} for t in labels}
    turn = torch.tensor([labels["name2"][back["name"][i]] for i in range(len(back["name"]))])
    net = Network(labels)
    net.load_state_dict(c["net"])
    net.eval()
    rows = ["# Written by: train/export.py CHECKPOINT models/en.attm --reference test/unit/model-reference.tsv",
            "# piece, word, shape, wordpieces; then word, form, upos, xpos, feats, lemma rule, head, deprel, name, scores of upos and head, vector"]
    rows += ["\t".join(["piece", w, str(shape(w)), " ".join(str(number[i]) for i in pieces.of(w))]) for w in WORDS]
    for s in SENTENCES:
        e = {"words": s.split(" ")}
        encode([e], labels, pieces)
        b, _ = tensors([e])
        n = len(e["words"])
        with torch.no_grad():
            x = net.words(b)
            arc, rd, rh = net.tree(x)
            arc = no_arcs_to_padding(arc, b["is_word"], -1e9)
            i = torch.arange(n)
            arc[:, i, i + 1] = -1e9
            head = arc.argmax(-1)
            rel = net.deprel(rd, rh, head).argmax(-1)[0]
            tag = {t: net.tag[t](x)[0] for t in TAGS}
        names = name_weights[0] * tag["name"].log_softmax(-1) + name_weights[1] * tag["name2"].log_softmax(-1)[:, turn]
        rows.append("sentence")
        for k, w in enumerate(e["words"]):
            best = [back[t][int(tag[t][k].argmax())] for t in TAGS[:4]]
            rows.append("\t".join(["word", w] + best + [str(int(head[0, k])), back["deprel"][int(rel[k])], back["name"][int(names[k].argmax())],
                                                       f"{float(tag['upos'][k].max()):.3f}", f"{float(arc[0, k].max()):.3f}"]
                                  + [f"{float(v):.3f}" for v in x[0, k, :4]]))
    with open(path, "w", encoding="utf8") as f:
        f.write("\n".join(rows) + "\n")


def main():
    a = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    a.add_argument("checkpoint")
    a.add_argument("out")
    a.add_argument("--scores", default="")
    a.add_argument("--provenance", default="")
    a.add_argument("--names", default="1,1", help="weights of the two heads for names")
    a.add_argument("--reference", metavar="FILE")
    o = a.parse_args()
    c, weights = torch.load(o.checkpoint, map_location="cpu"), tuple(float(x) for x in o.names.split(","))
    export(c, o.out, o.scores, o.provenance, weights)
    if o.reference:
        reference(c, o.reference, weights)


if __name__ == "__main__":
    main()
