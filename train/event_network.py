"""The network for the type of an event: the shipped encoder's lower layers as they are, then layers of its own, started from the pretrained
encoder's upper ones, which still know what words mean; syntax has pushed that out of the shipped upper layers.

Where the own layers begin, the pieces of source, target and trigger get a mark (a vector each) added.  Heads: of the event between two marked
parties (their mean vectors and the sentence's), and of a marked trigger alone; each a hidden layer and the types, NONE the last.
"""
import struct

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from network import D, HEADS, Encoder, read_vocab

SOURCE, TARGET, TRIGGER = 1, 2, 3
HIDDEN = 192


def read_model(path):
    """The sections of a model file (docs/model-format.md) as arrays, linear ones unpacked and unrounded."""
    raw = open(path, "rb").read()
    count, out = struct.unpack_from("<I", raw, 8)[0], {}
    kinds = {1: np.int8, 2: np.float32, 3: np.int32, 4: np.uint8}
    for i in range(count):
        name, kind, a, b, c, d, at, length = struct.unpack_from("<24sI4IQQ", raw, 64 + 80 * i)
        out[name.rstrip(b"\0").decode()] = (np.frombuffer(raw[at:at + length], kinds[kind]), (a, b, c, d))
    return out


def text_of(m, name):
    """The lines of a text section."""
    return bytes(m[name][0]).decode("utf8").split("\n")[:-1]


def unpack(m, name):
    """Weights [N][K] and bias of a linear section."""
    w, (n, k, n32, k64) = m[name + ".w"]
    w = w.reshape(n32 // 32, k64 // 4, 32, 4).transpose(0, 2, 1, 3).reshape(n32, k64)
    w = w.astype(np.float32) * m[name + ".s"][0][:, None]
    return torch.from_numpy(w[:n, :k].copy()), torch.from_numpy(m[name + ".b"][0][:n].copy())


def fill_norm(to, x):
    gain, bias = torch.from_numpy(x[0].reshape(2, D).copy())
    to.weight.data.copy_(gain), to.bias.data.copy_(bias)


def fill_layer(l, m, name):
    """The weights of layer `name` of a model file."""
    w, b = unpack(m, name + "qkv")
    for k, c in enumerate("qkv"):
        l[c].weight.data, l[c].bias.data = w[k * D:(k + 1) * D], b[k * D:(k + 1) * D]
    for mine, theirs in (("o", "o"), ("i", "up"), ("f", "down")):
        l[mine].weight.data, l[mine].bias.data = unpack(m, name + theirs)
    fill_norm(l["l1"], m[name + "l1"])
    fill_norm(l["l2"], m[name + "l2"])


class Lower(nn.Module):
    """The embedding and the first `layers` layers of the model file."""

    def __init__(self, path, layers):
        super().__init__()
        m, self.e = read_model(path), Encoder()
        del self.e.layer[layers:]
        bytes_of = lambda name: m[name + ".q"][0].reshape(-1, D).astype(np.float32)
        number = read_vocab()
        self.e.word.weight.data[[number[w] for w in text_of(m, "vocab")]] = torch.from_numpy(bytes_of("word") * m["word.s"][0][:, None])
        self.e.place.weight.data = torch.from_numpy(bytes_of("place") * m["place.s"][0])
        self.e.kind.weight.data.zero_()                     # it is in `place`
        self.e.shape.weight.data = torch.from_numpy(m["shape"][0].reshape(-1, D).copy())
        fill_norm(self.e.norm, m["norm"])
        for i, l in enumerate(self.e.layer):
            fill_layer(l, m, f"{i}.")
        for p in self.parameters():
            p.requires_grad_(False)

    def forward(self, ids, shapes, mask):
        return self.e(ids, shapes, mask)


def run_layers(layers, x, mask):
    b, n, _ = x.shape
    m = mask[:, None, None, :]
    for l in layers:
        q, k, v = (l[c](x).view(b, n, HEADS, D // HEADS).transpose(1, 2).float() for c in "qkv")
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=m)
        x = l["l1"](x + l["o"](y.to(x.dtype).transpose(1, 2).reshape(b, n, D)))
        x = l["l2"](x + l["f"](F.gelu(l["i"](x))))
    return x


class Types(nn.Module):
    """`take`: which of the pretrained layers the own ones start from."""

    def __init__(self, types, take):
        super().__init__()
        e = Encoder()
        e.load_pretrained()
        self.layer = nn.ModuleList([e.layer[i] for i in take])
        self.mark = nn.Embedding(4, D)
        nn.init.zeros_(self.mark.weight)
        nn.init.normal_(self.mark.weight[1:], std=.02)
        self.pair, self.pair_out = nn.Linear(3 * D, HIDDEN), nn.Linear(HIDDEN, types)
        self.one, self.one_out = nn.Linear(D, HIDDEN), nn.Linear(HIDDEN, types)
        self.drop = nn.Dropout(.2)

    def vectors(self, x, marks, mask):
        return run_layers(self.layer, x + self.mark(marks).to(x.dtype), mask)

    @staticmethod
    def mean(x, where):
        """Mean vector of the marked pieces; the mark [CLS] stands in where there are none."""
        w = where.to(x.dtype)
        none = (w.sum(1, keepdim=True) == 0).to(x.dtype)
        w = torch.cat([w[:, :1] + none, w[:, 1:]], 1)
        return (x * w[:, :, None]).sum(1) / w.sum(1, keepdim=True)

    def of_pair(self, x, marks, mask):
        v = torch.cat([self.mean(x, marks == SOURCE), self.mean(x, marks == TARGET), self.mean(x, mask)], -1)
        return self.pair_out(self.drop(F.gelu(self.pair(self.drop(v)))))

    def of_trigger(self, x, row, piece):
        v = x[row, piece]
        return self.one_out(self.drop(F.gelu(self.one(self.drop(v)))))


def shipped_types(path):
    """The part for pairs of a model file."""
    m = read_model(path)
    lower, own = (int(x) for x in m["event.shape"][0])
    net = Types(m["labels.event"][1][0], range(own))
    for i, l in enumerate(net.layer):
        fill_layer(l, m, f"event.{i}.")
    net.mark.weight.data[:3] = torch.from_numpy(m["event.mark"][0].reshape(3, D).copy())
    for h in ("pair", "pair_out"):
        l = getattr(net, h)
        l.weight.data, l.bias.data = unpack(m, "event." + h)
    return net, lower
