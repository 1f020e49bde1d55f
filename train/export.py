"""Writes the model file (docs/model-format.md) from a checkpoint of train.py.

usage: export.py CHECKPOINT OUT.attm [--scores "text"]
"""
import argparse
import hashlib
import struct

import numpy as np
import torch

from network import ARC, REL, TAGS, read_vocab

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


def export(checkpoint, out, scores, name_weights=(1, 1)):
    c = torch.load(checkpoint, map_location="cpu")
    p = {k: v.float().numpy() for k, v in c["net"].items()}
    labels, f = c["labels"], File()
    f.text("licence", [LICENCE])
    f.text("scores", [scores])
    vocab = sorted(read_vocab().items(), key=lambda x: x[1])
    f.text("vocab", [w for w, _ in vocab])
    for layer in TAGS + ("deprel",):
        f.text("labels." + layer, [l for l, _ in sorted(labels[layer].items(), key=lambda x: x[1])])
    q, s = rows_int8(p["encoder.word.weight"])
    f.add("word.q", q)
    f.add("word.s", s)
    f.add("place", p["encoder.place.weight"] + p["encoder.kind.weight"][0])
    f.add("shape", p["encoder.shape.weight"])
    f.add("norm", np.stack([p["encoder.norm.weight"], p["encoder.norm.bias"]]))
    for i in range(6):
        l = f"encoder.layer.{i}."
        f.linear(f"{i}.qkv", np.concatenate([p[l + x + ".weight"] for x in "qkv"]), np.concatenate([p[l + x + ".bias"] for x in "qkv"]))
        for mine, theirs in (("o", "o"), ("up", "i"), ("down", "f")):
            f.linear(f"{i}.{mine}", p[l + theirs + ".weight"], p[l + theirs + ".bias"])
        for n in ("l1", "l2"):
            f.add(f"{i}.{n}", np.stack([p[l + n + ".weight"], p[l + n + ".bias"]]))
    heads = [f"tag.{t}" for t in TAGS]
    f.linear("tags", np.concatenate([p[h + ".weight"] for h in heads]), np.concatenate([p[h + ".bias"] for h in heads]))
    for side in ("dep", "head"):
        f.linear("to_" + side, np.concatenate([p[f"{a}_{side}.weight"] for a in ("arc", "rel")]), np.concatenate([p[f"{a}_{side}.bias"] for a in ("arc", "rel")]))
    f.linear("arc", p["arc"][:ARC].T, p["arc"][ARC])
    rel = p["rel"]                                                     # [labels][dep + 1][head + 1]
    f.linear("rel", rel[:, :REL, :].transpose(0, 2, 1).reshape(-1, REL), rel[:, REL, :].reshape(-1))
    f.add("root", p["root"])
    f.add("name_weights", np.array(name_weights, np.float32))
    f.write(out)


if __name__ == "__main__":
    a = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    a.add_argument("checkpoint")
    a.add_argument("out")
    a.add_argument("--scores", default="")
    a.add_argument("--names", default="1,1", help="weights of the two heads for names")
    o = a.parse_args()
    export(o.checkpoint, o.out, o.scores, tuple(float(x) for x in o.names.split(",")))
