#!/usr/bin/env python3
"""Makes lex/actors/*.tsv and lex/share-alike/igos.tsv from open data and from the tables at the end of this file.

usage: make_actors.py [DATA]      DATA: the folder with actors/ (default: $ATTACHE_TESTDATA/data, else ../shared/data)

NOTICE names the sources and their licences. Running it again gives the same bytes.
"""
import csv
import gzip
import json
import lzma
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATA = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.environ.get("ATTACHE_TESTDATA", os.path.join(ROOT, "../shared")), "data")
FACTBOOK, KNOWN, CONGRESS, PHOENIX = "World Factbook (CC0)", "general knowledge", "us-federal-terms (CC0)", "Phoenix dictionaries (MIT)"
HEAD = "# made by tools/make_actors.py; edit that, or add a file of your own beside this one\n"


def lines(path):
    opener = lzma.open if path.endswith(".xz") else gzip.open
    return opener(os.path.join(DATA, path), "rt", encoding="utf8")


def write(path, head, columns, rows):
    with open(os.path.join(ROOT, "lex", path), "w", encoding="utf8") as f:
        f.write(HEAD + head + "\t".join(columns) + "\n")
        for r in rows:
            f.write("\t".join(r) + "\n")


def iso(code):
    return {"XKX": "KOS", "XKS": "KOS"}.get(code, code)


# ---- countries ---------------------------------------------------------------------------------------------------------

def capital_name(text):
    name = re.split(r"[;(,]| note", text or "")[0].strip()
    return name if re.fullmatch(r"[A-Z][\w'’.\- ]{2,}", name) else ""


def plain(text):
    return re.fullmatch(r"[A-Z][\w'’\- ]+", text) is not None


def country_rows():
    seen_codes = set()
    for line in lines("actors/factbook-countries.jsonl.xz"):
        c = json.loads(line)
        code = iso(c.get("iso3"))
        if not code or not re.fullmatch("[A-Z]{3}", code):
            continue
        names, adjectives, people = (x.split("|") if x else [] for x in MORE.get(code, ("", "", "")))
        short = (c.get("short") or "").strip()
        if short and short.lower() != "none" and "," not in short and "(" not in short and short not in names:
            names.append(short)
        adjective = re.split(r"[;,(]| or ", c.get("adjective") or "")[0].strip()
        if not adjectives and plain(adjective):
            adjectives = [adjective]
        noun = re.match(r"([A-Z][\w'’\- ]+?)(\(s\))?(?: \(singular and plural\))?$", re.split(r"[;,]", c.get("noun") or "")[0].strip())
        if not people and noun:
            people = [noun[1] + "s", noun[1]] if noun[2] else [noun[1]]
        seen_codes.add(code)
        source = FACTBOOK
        yield from ([n, code, k, s, source] for n, k, s in (("|".join(names), "country", ""), ("|".join(adjectives), "adjective", ""), ("|".join(people), "people", "CVL")) if n)
        capital = capital_name(c.get("capital"))
        if capital and capital not in NOT_A_SEAT and capital not in SEATS and capital not in names:
            yield [capital, code, "seat", "GOV", source]
    for code, (names, adjectives, people) in MORE.items():
        if code not in seen_codes:
            yield from ([n, code, k, s, KNOWN] for n, k, s in ((names, "country", ""), (adjectives, "adjective", ""), (people, "people", "CVL")) if n)
    for name, code in SEATS.items():
        yield [name, code, "seat", "IGO" if code == "EUR" else "GOV", KNOWN]


def countries():
    taken, out = set(), []
    for r in sorted(country_rows(), key=lambda r: (r[1] not in MORE, r[4] != KNOWN)):   # a name is one country's: those told by hand first
        names = [n for n in dict.fromkeys(r[0].split("|")) if (n, r[2]) not in taken]
        taken |= {(n, r[2]) for n in names}
        if names:
            out.append(["|".join(names)] + r[1:])
    write("actors/countries.tsv", "# Countries, their adjectives and people, and the seats that stand for a government.\n",
          ("name", "code", "kind", "sector", "source"), sorted(out, key=lambda r: (r[1], r[2], r[0])))


# ---- leaders and officials --------------------------------------------------------------------------------------------------

TITLES = set("""President Vice Premier Premiers Prime Minister Ministers Deputy Commission Chairman Chairperson, General Air Vice-Marshal Vice-Marshall
Major Assistant Governor Assembly People's note - of the and Sheikh Sir Dame Supreme Lt. Col. Gen. Brig. Adm. Capt. Dr. Field Marshal Gov. Lord
Prince Crown First Second Third Executive Acting Interim Foreign Affairs Defense State""".split())


def tidy(name):
    def word(w):
        if re.search("[a-zß-ÿ]", w) or re.fullmatch("[IVX]+", w) or len(w) < 3 and w.endswith("."):
            return w
        return "-".join(p[:1] + p[1:].lower() for p in w.split("-"))
    return " ".join(word(w) for w in name.split())


def factbook_leaders():
    independent = {r["ISO3166-1-Alpha-3"] for r in csv.DictReader(lines("actors/country-codes.csv.gz")) if r["is_independent"].startswith("Yes")}
    table = {}
    for r in csv.DictReader(lines("actors/leaders-factbook.tsv.gz"), delimiter="\t"):
        code = iso(r["iso3"])
        if code not in independent | {"TWN", "PSE", "KOS", "HKG"} or not re.fullmatch(r"\d{4}-\d\d-\d\d", r["since"] or ""):
            continue
        words, title = re.split(r" - (?=[a-z])", r["name"])[0].split(), r["title"].split()
        while len(words) > 1 and words[0] in TITLES:     # the end of a long title stands before some names
            title.append(words.pop(0))
        title = " ".join(w for w in title if w not in ("note", "-")).strip(", ")
        name, family = tidy(" ".join(words)), tidy(r["family_name"] or "")
        if re.search(r" of the?$| and$|^Administrator", title) or not name:
            continue
        old = table.get((code, name, title, r["since"]))
        table[code, name, title, r["since"]] = (family, max(r["last_seen"], old[1]) if old else r["last_seen"])
    for (code, name, title, since), (family, seen) in table.items():
        # out of office when the next holder of the same office begins; still in office when the last snapshots list them
        later = [s for c, n, t, s in table if c == code and t == title and s > since and n != name]
        end = min(later) if later else "" if seen >= "2025-11" else seen
        names = "|".join(dict.fromkeys([name] + ALSO.get(name, "").split("|"))).strip("|")
        yield [names, family, code, "GOV", title, since, end, FACTBOOK]


def federal():
    for r in csv.DictReader(lines("actors/us-federal-terms.tsv.gz"), delimiter="\t"):
        office = {"prez": "President", "viceprez": "Vice President", "sen": "Senator", "rep": "Representative"}.get(r["type"])
        if not office or r["end"] < ("1990" if r["type"] != "rep" else "2010"):
            continue
        sector = "GOV" if r["type"] in ("prez", "viceprez") else "LEG"
        names = "|".join(dict.fromkeys([r["name"], f"{r['nickname'] or r['first']} {r['last']}"] + ALSO.get(r["name"], "").split("|"))).strip("|")
        yield [names, r["last"], "USA", sector, office, r["start"], r["end"], CONGRESS]


def spells(rows):
    """Terms that follow each other without a gap are one."""
    out = {}
    for r in sorted(set(map(tuple, rows)), key=lambda r: (r[2], r[0], r[4], r[5])):
        key = (r[0], r[2], r[4])
        if key in out and out[key][-1][6] and r[5] <= out[key][-1][6]:
            out[key][-1] = out[key][-1][:6] + ("" if not r[6] else max(r[6], out[key][-1][6]),) + r[7:]
        else:
            out.setdefault(key, []).append(r)
    return sorted((r for rs in out.values() for r in rs), key=lambda r: (r[2], r[5], r[0]))


LEADER = ("name", "family", "country", "sector", "office", "from", "to", "source")


def leaders():
    write("actors/leaders.tsv", "# Who held which office when. family: the name that the report may use alone.\n", LEADER, spells(list(factbook_leaders()) + list(federal())))
    rows = []
    for line in OFFICIALS.strip().split("\n"):
        if line.startswith("@"):
            code, sector, office = line[1:].split(" ", 2)
            continue
        names, begin, end, family = (line.split(";") + ["", ""])[:4]
        first = names.split("|")[0]
        rows.append([names, family or first.split()[-1], code, sector, office, begin, end, KNOWN])
    write("actors/leaders-officials.tsv", "# Ministers, heads of bodies and others whom no open table holds; from general knowledge.\n", LEADER, sorted(rows, key=lambda r: (r[2], r[4], r[5])))


# ---- bodies --------------------------------------------------------------------------------------------------------------------

def title_case(words):
    small = {"OF", "THE", "FOR", "AND", "IN", "DE", "LA", "DEL", "Y", "EL", "E", "AL"}
    out = [w.lower() if i and w in small else "-".join(p[:1] + p[1:].lower() for p in w.split("-")) for i, w in enumerate(words)]
    return " ".join(out)


def armed_groups():
    """Groups of the Phoenix dictionary whose code is rebel, insurgent, separatist or an international militant group."""
    names = []
    for line in lines("actors/phoenix/Phoenix.MilNonState.actors.txt.xz"):
        line = re.sub(r"#.*|;.*", "", line).strip()
        code = re.search(r"\[([A-Z]+)\s*\]", line)
        name = re.sub(r"\[.*|\(.*", "", line).strip("+ _")
        if name and re.fullmatch(r"[A-Z'_\-]+", name):
            if not line.startswith("+"):
                names = []
            names.append([w for w in name.split("_") if w])
        if code and names:
            country, rest = code[1][:3], code[1][3:]
            if country in ("IMG", "ISM") or rest[:3] in ("REB", "INS", "SEP"):
                yield "IMG" if country == "ISM" else country, [title_case(w) for w in names if len(w) > 1 and len(" ".join(w)) > 8]
            names = []


def body_rows():
    for line in BODIES.strip().split("\n"):
        if line.startswith("@"):
            country, sector = (line[1:].split(" ") + [""])[:2]
            continue
        for names in line.split("; "):
            yield [names, "" if country == "-" else country, sector, "", "", KNOWN]


def bodies():
    rows, taken = [], set()
    for r in body_rows():
        taken |= set(r[0].split("|"))
        rows.append(r)
    write("actors/bodies.tsv", "# Bodies, parties, armed groups, companies, news agencies, think tanks; names of one body share a row.\n",
          ("name", "country", "sector", "from", "to", "source"), sorted(rows, key=lambda r: (r[1], r[2], r[0])))
    known = {r["ISO3166-1-Alpha-3"] for r in csv.DictReader(lines("actors/country-codes.csv.gz"))} | {"IMG"}
    armed = []
    for country, names in armed_groups():
        names = [n for n in dict.fromkeys(names) if n not in taken]
        taken |= set(names)
        if names and country in known:
            armed.append(["|".join(names), country, "REB", "", "", PHOENIX])
    write("actors/bodies-armed.tsv", "# Rebel, separatist and militant groups.\n", ("name", "country", "sector", "from", "to", "source"), sorted(armed, key=lambda r: (r[1], r[0])))
    igos = []
    for r in csv.DictReader(lines("actors/igos.tsv.gz"), delimiter="\t"):
        names = [r["name"]] + [n.strip() for n in r["other_names"].split("|") if len(n.split()) > 1]
        if re.fullmatch(r"[A-Z][A-Za-z\-]*[A-Z]\w*", r["abbreviation"]) and len(r["abbreviation"]) > 2 and r["abbreviation"] not in NOT_ABBREVIATIONS:
            names.append(r["abbreviation"])
        names = [n for n in dict.fromkeys(names) if n not in taken and "\t" not in n and not re.search(r"[()/]", n) and (" " in n or n.isupper())]
        taken |= set(names)
        code = "UNO" if r["family"].startswith("UN") else "EUR" if r["family"].startswith("EU ") else "IGO"
        if names:
            igos.append(["|".join(names), code, "JUD" if re.search(r"Court|Tribunal", r["name"]) else "IGO", "", "", "international bodies (CC BY-SA 4.0)"])
    os.makedirs(os.path.join(ROOT, "lex/share-alike"), exist_ok=True)
    write("share-alike/igos.tsv", "# International bodies. Licence: CC BY-SA 4.0 (see LICENSE.md here).\n", ("name", "country", "sector", "from", "to", "source"), sorted(igos))


# ---- by hand --------------------------------------------------------------------------------------------------------------------------
