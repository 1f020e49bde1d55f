#!/usr/bin/env python3
"""How well one CoNLL-U file agrees with another, and the raw text of a gold file to read.

    score_conllu.py GOLD SYSTEM     F1 of sentences, words, tags, lemmas and arcs, aligned by their characters (as the CoNLL 2018
                                    shared task did); NE=B-... labels of MISC are compared as spans where both files have them
    score_conllu.py --raw GOLD      the text of GOLD: a line a paragraph, an empty line between documents
    score_conllu.py --diff GOLD SYSTEM   the places where words or sentences differ

Only the standard library.  `.xz` files are opened as they are.  --only REGEX keeps the gold documents whose id matches (with --raw too).
"""
import argparse
import collections
import lzma
import re
import sys

Word = collections.namedtuple("Word", "start end part form lemma upos xpos feats head deprel misc")


def sentences(path, only=None):
    """[(comments, rows)] of a CoNLL-U file; rows as lists of ten columns."""
    text = (lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8")).read()
    keep = True
    for block in re.split(r"\n[ \t]*\n", text):
        lines = [l for l in block.split("\n") if l]
        comments = [l for l in lines if l.startswith("#")]
        rows = [l.split("\t") for l in lines if not l.startswith("#")]
        for c in comments:
            m = re.match(r"# newdoc(?: id = (.*))?", c)
            if m:
                keep = not only or bool(re.search(only, m[1] or ""))
        if rows and keep:
            yield comments, rows


def surface(rows):
    """[(form, rows of its words, space after)]: ranges as one piece."""
    out, i = [], 0
    rows = [r for r in rows if "." not in r[0]]
    while i < len(rows):
        r, n = rows[i], 1
        words = [r]
        if "-" in r[0]:
            a, b = map(int, r[0].split("-"))
            words = rows[i + 1:i + 2 + b - a]
            n = 1 + len(words)
        out.append((r[1], words, "SpaceAfter=No" not in r[9].split("|")))
        i += n
    return out


def raw(path, only):
    documents, paragraph = [[]], ""
    for comments, rows in sentences(path, only):
        for c in comments:
            if c.startswith(("# newdoc", "# newpar")) and not c.startswith("# newpar_block"):
                if paragraph.strip():
                    documents[-1].append(paragraph.strip())
                paragraph = ""
            if c.startswith("# newdoc") and documents[-1]:
                documents.append([])
        for form, _, space in surface(rows):
            paragraph += form + " " * space
    documents[-1].append(paragraph.strip())
    return "\n\n".join("\n".join(p for p in d if p) for d in documents if d) + "\n"


def squeeze(form):
    return re.sub(r"\s", "", form)


def load(path, only=None):
    """Sentences as lists of Words with places counted in characters that are no blanks, and all these characters."""
    at, out, chars = 0, [], []
    for _, rows in sentences(path, only):
        words = []
        for form, parts, _ in surface(rows):
            form = squeeze(form)
            chars.append(form)
            lengths = [len(squeeze(p[1])) for p in parts]
            apart = sum(lengths) == len(form)
            place = at
            for k, (p, n) in enumerate(zip(parts, lengths)):
                start, end = (place, place + n) if apart else (at, at + len(form))
                place += n
                feats = "|".join(sorted(p[5].split("|")))
                words.append(Word(start, end, 0 if apart else k, p[1], p[2], p[3], p[4], feats, p[6], p[7], p[9]))
            at += len(form)
        out.append(words)
    return out, "".join(chars)


def names(sents):
    spans = set()
    for words in sents:
        start = None
        for w in words + [Word(0, 0, 0, "", "", "", "", "", "", "", "")]:
            m = re.search(r"\bNE=([BI])-([A-Z]+)", w.misc)
            if start and (not m or m[1] == "B"):
                spans.add((start[0], last, start[1]))
                start = None
            if m and m[1] == "B":
                start = (w.start, m[2])
            last = w.end
    return spans


def f1(correct, gold, system):
    p, r = correct / max(system, 1), correct / max(gold, 1)
    return 200 * p * r / max(p + r, 1e-9), 100 * p, 100 * r


def score(gold, system):
    """{measure: (F1, precision, recall, gold count)}"""
    g_words, s_words = [w for s in gold for w in s], [w for s in system for w in s]
    bounds = lambda sents: {(s[0].start, s[-1].end) for s in sents if s}
    out = {}

    def add(name, correct, g, s):
        out[name] = f1(correct, g, s) + (g,)

    add("sentences", len(bounds(gold) & bounds(system)), len(gold), len(system))
    key = lambda w: (w.start, w.end, w.part)
    found = {key(w): w for w in s_words}
    pairs = [(w, found[key(w)]) for w in g_words if key(w) in found]
    count = lambda test: sum(1 for a, b in pairs if test(a, b))

    def heads(sents):
        by = {}
        for s in sents:
            for i, w in enumerate(s):
                h = int(w.head) if w.head.isdigit() else 0
                by[key(w)] = key(s[h - 1]) if 0 < h <= len(s) else "root"
        return by

    gh, sh = heads(gold), heads(system)
    same_head = lambda a, b: gh[key(a)] == sh[key(b)]
    for name, test in (("words", lambda a, b: True), ("upos", lambda a, b: a.upos == b.upos), ("xpos", lambda a, b: a.xpos == b.xpos),
                       ("feats", lambda a, b: a.feats == b.feats), ("lemmas", lambda a, b: a.lemma == b.lemma), ("uas", same_head),
                       ("las", lambda a, b: same_head(a, b) and a.deprel == b.deprel),
                       ("las without subtypes", lambda a, b: same_head(a, b) and a.deprel.split(":")[0] == b.deprel.split(":")[0])):
        add(name, count(test), len(g_words), len(s_words))
    g_names, s_names = names(gold), names(system)
    if g_names:
        add("names", len(g_names & s_names), len(g_names), len(s_names))
    return out


def differences(gold, system):
    g, s = [w for x in gold for w in x], [w for x in system for w in x]
    ends = lambda sents: {x[-1].end for x in sents if x}
    ge, se = ends(gold), ends(system)
    i = j = 0
    while i < len(g) and j < len(s):
        if (g[i].start, g[i].end) == (s[j].start, s[j].end):
            if (g[i].end in ge) != (s[j].end in se):
                before, after = " ".join(w.form for w in g[max(0, i - 6):i + 1]), " ".join(w.form for w in g[i + 1:i + 7])
                print(f"{'missed end' if g[i].end in ge else 'wrong end '}\t{before} || {after}")
            i, j = i + 1, j + 1
            continue
        a, b = i, j
        i, j = i + 1, j + 1
        while i < len(g) and j < len(s) and g[i - 1].end != s[j - 1].end:
            if g[i - 1].end < s[j - 1].end:
                i += 1
            else:
                j += 1
        print("words\t" + " ".join(w.form for w in g[a:i]) + "\t" + " ".join(w.form for w in s[b:j]) + "\tin: " + " ".join(w.form for w in g[max(0, a - 3):i + 3]))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("files", nargs="+")
    p.add_argument("--raw", action="store_true")
    p.add_argument("--diff", action="store_true")
    p.add_argument("--only")
    a = p.parse_args()
    if a.raw:
        sys.stdout.write(raw(a.files[0], a.only))
        return
    (gold, g), (system, s) = load(a.files[0], a.only), load(a.files[1])
    if g != s:
        k = next((i for i, (x, y) in enumerate(zip(g, s)) if x != y), min(len(g), len(s)))
        sys.exit(f"the two files hold different text from character {k} on: {g[k - 20:k + 20]!r} and {s[k - 20:k + 20]!r}")
    if a.diff:
        differences(gold, system)
        return
    for name, (f, precision, recall, n) in score(gold, system).items():
        print(f"{name:22s}{f:7.2f}  precision {precision:6.2f}  recall {recall:6.2f}  of {n}")


if __name__ == "__main__":
    main()
