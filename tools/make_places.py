#!/usr/bin/env python3
"""Makes lex/places/cities.tsv and admin1.tsv from GeoNames extracts (CC BY 4.0; NOTICE).

usage: make_places.py [DATA]      DATA: the folder with actors/ and geo/ (default: $ATTACHE_TESTDATA/data, else ../shared/data)
"""
import csv
import gzip
import lzma
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATA = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.environ.get("ATTACHE_TESTDATA", os.path.join(ROOT, "../shared")), "data")


def lines(path):
    opener = lzma.open if path.endswith(".xz") else gzip.open
    return opener(os.path.join(DATA, path), "rt", encoding="utf8")


def write(path, head, columns, rows):
    with open(os.path.join(ROOT, "lex", path), "w", encoding="utf8") as f:
        f.write("# made by tools/make_places.py; edit that, or add a file of your own beside this one\n" + head)
        f.write("\t".join(columns) + "\n")
        for r in rows:
            f.write("\t".join(r) + "\n")


def iso2_of():
    for r in csv.DictReader(lines("actors/country-codes.csv.gz")):
        if r["ISO3166-1-Alpha-2"]:
            yield r["ISO3166-1-Alpha-2"], r["ISO3166-1-Alpha-3"]
    yield "XK", "KOS"


def cities(iso):
    rows = []
    for r in csv.DictReader(lines("geo/cities1000.tsv.xz"), delimiter="\t"):
        population = int(r["population"] or 0)
        if r["country"] not in iso or not (population >= 30000 or r["feature"] in ("PPLC", "PPLA")):
            continue
        names = [r["name"]] + [a for a in (r["altnames"] or "").split("|") if re.fullmatch(r"[A-Z][A-Za-z'’.\- ]{3,}", a)][:3]
        rows.append(["|".join(dict.fromkeys(names)), iso[r["country"]], r["admin1_name"], str(population), r["lat"], r["lon"], r["geonameid"]])
    write("places/cities.tsv", "# Cities, the largest first. Source: GeoNames, CC BY 4.0.\n", ("name", "country", "admin1", "population", "lat", "lon", "geonames"), rows)
    admin = []
    for line in lines("geo/admin1.tsv.gz"):
        code, name, plain, number = line.rstrip("\n").split("\t")
        country = iso.get(code.split(".")[0])
        if country and not re.fullmatch(r"\d+", plain):
            admin.append(["|".join(dict.fromkeys((name, plain))), country, name, "", "", "", number])
    write("places/admin1.tsv", "# States and provinces. Source: GeoNames, CC BY 4.0.\n", ("name", "country", "admin1", "population", "lat", "lon", "geonames"), admin)


if __name__ == "__main__":
    cities(dict(iso2_of()))
