#!/usr/bin/env python3
"""Makes lex/codes.tsv: what other data sets call a country: FIPS 10-4 (GDELT's places) and the Correlates of War number (POLECAT).
usage: tools/make_codes.py DATA   (DATA/actors/country-codes.csv.gz of datasets/country-codes, PDDL; DATA/actors/regimes-reign-2021.csv.gz of REIGN, MIT)"""
import collections
import csv
import datetime
import gzip
import os
import sys
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
# REIGN's name of a state, where it is none of the names in country-codes; states that ended have no ISO code and no row
NAMES = {"Bosnia": "BIH", "Brunei": "BRN", "Cape Verde": "CPV", "Cen African Rep": "CAF", "Congo-Brz": "COG", "Congo/Zaire": "COD", "Czech Rep": "CZE", "East Timor": "TLS",
         "Iran": "IRN", "Ivory Coast": "CIV", "Korea North": "PRK", "Korea South": "KOR", "Kosovo": "KOS", "Laos": "LAO", "Macedonia": "MKD", "Micronesia": "FSM",
         "Moldova": "MDA", "Myanmar": "MMR", "Russia": "RUS", "Sao Tome and Principe": "STP", "Swaziland": "SWZ", "Syria": "SYR", "Tanzania": "TZA", "UKG": "GBR",
         "USA": "USA", "Venezuela": "VEN", "Vietnam": "VNM", "Bolivia": "BOL", "St Kitts and Nevis": "KNA", "St Lucia": "LCA", "St Vincent": "VCT", "Turkey": "TUR",
         "Netherlands": "NLD", "Dominican Rep": "DOM", "Gambia": "GMB", "Bahamas": "BHS", "Comoros": "COM"}
MORE = {"TWN": ("", "713"), "KOS": ("KV", "347")}  # numbers of the Correlates of War state list
FIPS = {"PSE": "WE", "SRB": "RI"}  # where the source joins two of them
ENDED = {"Soviet Union", "Yugoslavia", "Czechoslovakia", "Germany East", "Vietnam South", "Yemen South"}


def fold(s):
    return "".join(c for c in unicodedata.normalize("NFD", s.lower()) if c.isalnum())


def day(s):
    month, d, year = s.split("/")
    return f"{int(year):04d}-{int(month):02d}-{int(d):02d}"


def rows(path):
    return csv.DictReader(gzip.open(os.path.join(sys.argv[1], "actors", path), "rt", encoding="utf8", errors="replace"))


countries, by_name = {"KOS": ("", "Kosovo")}, {fold(k): v for k, v in NAMES.items()}
for r in rows("country-codes.csv.gz"):
    iso = r["ISO3166-1-Alpha-3"]
    if iso:
        countries[iso] = (FIPS.get(iso) or r["FIPS"].split(",")[0].strip(), r["CLDR display name"])
        for k in ("official_name_en", "UNTERM English Short", "CLDR display name"):
            by_name.setdefault(fold(r[k].replace(" (the)", "")), iso)
spells, unknown = collections.defaultdict(dict), set()
for r in rows("regimes-reign-2021.csv.gz"):
    if r["gwf_country"] in ENDED:
        continue
    iso = by_name.get(fold(r["gwf_country"]))
    if iso not in countries:
        unknown.add(r["gwf_country"])
        continue
    from_, to = day(r["gwf_startdate"]), day(r["gwf_enddate"])
    old = spells[iso].get(r["cowcode"], (from_, to))
    spells[iso][r["cowcode"]] = (min(old[0], from_), max(old[1], to))
with open(os.path.join(ROOT, "lex/codes.tsv"), "w", encoding="utf8") as f:
    f.write("# made by tools/make_codes.py; a state that has borne two numbers has a row for each\n"
            "# Sources: datasets/country-codes (PDDL), REIGN (MIT).\ncountry\tfips\tcow\tfrom\tto\tname\n")
    for iso in sorted(countries):
        fips, name = countries[iso]
        more = MORE.get(iso, ("", ""))
        numbers = sorted(spells[iso].items(), key=lambda x: x[1]) or [(more[1], ("", ""))]
        for i, (cow, (_, to)) in enumerate(numbers):  # the successor's spell begins a day after that of its predecessor ends
            begins = datetime.date.fromisoformat(numbers[i - 1][1][1]) + datetime.timedelta(1) if i else ""
            f.write("\t".join([iso, fips or more[0], cow, str(begins), to if i + 1 < len(numbers) else "", name]) + "\n")
print("no country for", sorted(unknown), file=sys.stderr)
print("no number for", sorted(c for c in countries if not spells[c] and c not in MORE), file=sys.stderr)
