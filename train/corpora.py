"""Reads the training corpora: treebanks (CoNLL-U) and name annotations (BIO), and turns them into examples.

An example is a dict: `words`, and for each layer the corpus annotates a list as long as the words:
upos, xpos, feats, lemma (an edit rule), head (0 is the root), deprel, name (UNER's conventions), name2 (those of the
other corpora; a second head, so that differing conventions do not blur the first).  Only sources whose licences allow
a model under CC BY-SA 4.0 are read here; models/en.md lists them.
"""
import glob
import lzma
import os
import re

GUM_GENRES = ("news", "interview", "academic", "court", "bio", "voyage")   # those whose texts are free
TYPES = {"PER": "PER", "LOC": "LOC", "ORG": "ORG", "person": "PER", "politician": "PER", "place": "LOC", "location": "LOC",
         "country": "LOC", "organization": "ORG", "organisation": "ORG", "politicalparty": "ORG", "corporation": "ORG"}


TITLES = set("President Minister Prime Secretary General Major Lieutenant Captain Colonel Sergeant Judge Justice Senator Representative "
             "Governor Mayor Dr. Mr. Mrs. Ms. Professor Sir King Queen Prince Princess Pope Chancellor Ambassador Director Chief".split())
INSIDE = {True: ("HYPH",), False: ("IN", "DT", "HYPH", "POS", "CC")}           # tags inside a person's and any other name


def lines(path):
    with lzma.open(path, "rt", encoding="utf8") as f:
        for line in f:
            yield line.rstrip("\n")


def conllu(path):
    """Yields (sent_id, rows of ten columns), without ranges and empty nodes."""
    rows, name = [], ""
    for line in lines(path):
        if line.startswith("# sent_id"):
            name = line.split("=", 1)[1].strip()
        elif not line:
            if rows:
                yield name, rows
            rows = []
        elif not line.startswith("#"):
            c = line.split("\t")
            if c[0].isdigit():
                rows.append(c)


def bio(path):
    """Yields (words, labels) in BIO2, whatever of IOB1 and BIO2 the file uses; types outside TYPES become O."""
    words, labels = [], []
    for line in list(lines(path)) + [""]:
        if line.startswith("# ") and "\t" not in line:
            continue
        if not line:
            if words:
                yield words, bio2(labels)
            words, labels = [], []
        else:
            c = line.split("\t")
            words.append(c[0])
            labels.append(c[-1])


def bio2(labels):
    out, before = [], "O"
    for l in labels:
        kind = TYPES.get(l[2:]) if l != "O" else None
        inside = l[:1] == "I" and before[2:] == l[2:]
        out.append("O" if kind is None else ("I-" if inside else "B-") + kind)
        before = l
    return out


def lemma_rule(form, lemma):
    """low|cut|add: lower-case the form first if low, cut so many characters from its end, add these.
    low|*|lemma where nothing of the form stays."""
    low = int(form.lower() != form and lemma.lower() == lemma)
    f = form.lower() if low else form
    k = 0
    while k < min(len(f), len(lemma)) and f[k] == lemma[k]:
        k += 1
    return f"{low}|{len(f) - k}|{lemma[k:]}" if k or not lemma else f"{low}|*|{lemma}"


def gum_names(rows):
    """BIO labels from GUM's Entity column: outermost person, place and organization spans with a proper-noun head word."""
    open_, spans = [], []
    for i, c in enumerate(rows):
        m = re.search(r"Entity=([^|]*)", c[9])
        for piece in re.findall(r"\([^()]+\)?|[^()]+\)", m[1]) if m else []:
            key = re.match(r"\(?(\d+)", piece)
            if key is None:
                continue
            if piece.startswith("("):
                kind = (re.match(r"\(\d+-([a-z]+)", piece) or [None, ""])[1]
                open_.append((key[1], i, kind))
            if piece.endswith(")"):
                for j in range(len(open_) - 1, -1, -1):
                    if open_[j][0] == key[1]:
                        _, start, kind = open_.pop(j)
                        spans.append((start, i + 1, kind))
                        break
    proper = [r[4] in ("NNP", "NNPS") for r in rows]
    labels = [None if p else "O" for p in proper]                              # None: not known, no loss there
    for start, end, kind in sorted(spans, key=lambda s: s[1] - s[0]):          # the shortest first: the name itself
        while start < end and (not proper[start] or rows[start][1] in TITLES or labels[start] not in (None, "O")):
            start += 1
        stop = start
        while stop < end and (proper[stop] or rows[stop][4] in INSIDE[kind == "person"]) and labels[stop] in (None, "O"):
            stop += 1
        while stop > start and not proper[stop - 1]:
            stop -= 1
        if kind not in TYPES or start == stop or (kind == "person" and rows[stop - 1][4] == "NNPS"):
            continue
        labels[start:stop] = ["B-" + TYPES[kind]] + ["I-" + TYPES[kind]] * (stop - start - 1)
    return labels


def treebank(sentences, names=False):
    out = []
    for _, rows in sentences:
        e = {"words": [r[1] for r in rows], "upos": [r[3] for r in rows], "xpos": [r[4] for r in rows], "feats": [r[5] for r in rows],
             "lemma": [lemma_rule(r[1], r[2]) for r in rows], "head": [int(r[6]) for r in rows], "deprel": [r[7] for r in rows]}
        if names:
            e["name2"] = gum_names(rows)
        out.append(e)
    return out


def train(root):
    u, n = os.path.join(root, "ud/"), os.path.join(root, "ner/")
    out = treebank(conllu(u + "en_ewt-ud-train.conllu.xz"))
    gum = (s for s in conllu(u + "en_gum-ud-train.conllu.xz") if re.search("_(%s)_" % "|".join(GUM_GENRES), s[0]))
    same = {" ".join(e["words"]): e for e in out}
    out += treebank(gum, names=True)
    for words, labels in bio(n + "uner-ewt-train.bio.xz"):                   # UNER labels the sentences of EWT
        e = same.get(" ".join(words))
        if e:
            e["name"] = labels
        else:
            out.append({"words": words, "name": labels})
    out += [{"words": w, "name": l} for w, l in bio(n + "wikigold.bio.xz")]
    for f in ("crossner-politics-train", "wnut17-train"):
        out += [{"words": w, "name2": l} for w, l in bio(n + f + ".bio.xz")]
    return [e for e in out if len(e["words"]) <= 110]


def dev(root):
    """Development sets: EWT's trees, UNER's names, and names of newswire that no training set here comes from."""
    ww = {"Person": "PER", "Location": "LOC", "Organization": "ORG"}
    TYPES.update(ww)
    sets = {"ewt": treebank(conllu(os.path.join(root, "ud/en_ewt-ud-dev.conllu.xz"))),
            "uner": [{"words": w, "name": l} for w, l in bio(os.path.join(root, "ner/uner-ewt-dev.bio.xz"))],
            "newswire": [{"words": w, "name": l} for w, l in bio(os.path.join(root, "ner/worldwide-newswire-dev.bio.xz"))][:3000]}
    for k in ww:
        del TYPES[k]
    return {k: [e for e in s if len(e["words"]) <= 110] for k, s in sets.items()}
