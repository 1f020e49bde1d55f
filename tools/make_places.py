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


# The press's short forms.
SHORT = {("USA", name): short.split("|") for name, short in (x.split("=") for x in (
    "Alabama=Ala.;Arizona=Ariz.;Arkansas=Ark.;California=Calif.;Colorado=Colo.;Connecticut=Conn.;Delaware=Del.;Florida=Fla.;Georgia=Ga.;Illinois=Ill.;"
    "Indiana=Ind.;Kansas=Kan.|Kans.;Kentucky=Ky.;Louisiana=La.;Maryland=Md.;Massachusetts=Mass.;Michigan=Mich.;Minnesota=Minn.;Mississippi=Miss.;"
    "Missouri=Mo.;Montana=Mont.;Nebraska=Neb.;Nevada=Nev.;New Hampshire=N.H.;New Jersey=N.J.;New Mexico=N.M.;New York=N.Y.;North Carolina=N.C.;"
    "North Dakota=N.D.;Oklahoma=Okla.;Oregon=Ore.;Pennsylvania=Pa.;Rhode Island=R.I.;South Carolina=S.C.;South Dakota=S.D.;Tennessee=Tenn.;Texas=Tex.;"
    "Vermont=Vt.;Virginia=Va.;Washington=Wash.|Washington state;West Virginia=W.Va.;Wisconsin=Wis.;Wyoming=Wyo.").split(";"))}
SHORT.update({("USA", "Washington, D.C."): ["D.C.", "DC", "District of Columbia"], ("CAN", "British Columbia"): ["B.C."], ("CAN", "Ontario"): ["Ont."], ("CAN", "Alberta"): ["Alta."], ("CAN", "Saskatchewan"): ["Sask."],
              ("CAN", "Manitoba"): ["Man."], ("CAN", "Nova Scotia"): ["N.S."], ("CAN", "New Brunswick"): ["N.B."], ("AUS", "New South Wales"): ["NSW"]})


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
    rows, of = [], {}
    for r in csv.DictReader(lines("geo/cities1000.tsv.xz"), delimiter="\t"):
        population = int(r["population"] or 0)
        if r["country"] not in iso or r["feature"] in ("PPLX", "PPLQ", "PPLH", "PPLW", "PPLCH"): # quarters, and what is left or gone
            continue
        large = population >= 30000 or r["feature"] in ("PPLC", "PPLA")
        of.setdefault((iso[r["country"]], r["admin1_name"]), []).append((float(r["lat"]), float(r["lon"])))
        names = [r["name"]] + [a for a in (r["altnames"] or "").split("|") if re.fullmatch(r"[A-Z][A-Za-z'’.\- ]{3,}", a)][:3 if large else 1]
        rows.append(["|".join(dict.fromkeys(names)), iso[r["country"]], r["admin1_name"], str(population), r["lat"], r["lon"], r["geonameid"]])
    write("places/cities.tsv", "# Cities, the largest first. Source: GeoNames, CC BY 4.0.\n", ("name", "country", "admin1", "population", "lat", "lon", "geonames"), rows)
    admin = []
    for line in lines("geo/admin1.tsv.gz"):
        code, name, plain, number = line.rstrip("\n").split("\t")
        country = iso.get(code.split(".")[0])
        if country and not re.fullmatch(r"\d+", plain):
            towns = of.get((country, name)) or of.get((country, plain)) or []
            lat, lon = (f"{(min(x[k] for x in towns) + max(x[k] for x in towns)) / 2:.3f}" if towns else "" for k in (0, 1))
            short = SHORT.get((country, plain), [])
            admin.append(["|".join(dict.fromkeys((name, plain, *short))), country, name, "", lat, lon, number])
    write("places/admin1.tsv", "# States and provinces; each stands in the middle between its outermost towns. Source: GeoNames, CC BY 4.0; short forms: general knowledge.\n", ("name", "country", "admin1", "population", "lat", "lon", "geonames"), admin)

    states = {line.split("\t")[0]: line.split("\t")[2] for line in lines("geo/admin1.tsv.gz")}
    counties = []
    for line in lines("geo/admin2.tsv.xz"):
        code, name, plain, number = line.rstrip("\n").split("\t")
        if code.startswith("US.") and re.search(r" (County|Parish)$", plain):
            counties.append([plain, "USA", states[code.rsplit(".", 1)[0]], "", "", "", number])
    write("places/counties.tsv", "# Counties and parishes of the United States: they tell the state. Source: GeoNames, CC BY 4.0.\n",
          ("name", "country", "admin1", "population", "lat", "lon", "geonames"), sorted(counties))


if __name__ == "__main__":
    cities(dict(iso2_of()))
