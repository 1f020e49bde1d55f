#!/usr/bin/env python3
"""Makes lex/actors/countries.tsv, leaders.tsv and lex/places/cities.tsv from open data (NOTICE names the sources and licences).

usage: make_lex.py [DATA]      DATA: the folder with actors/ and geo/ (default: $ATTACHE_TESTDATA/data, else ../shared/data)
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
FACTBOOK = "World Factbook (CC0)"

# names that news English uses besides the Factbook's, and adjectives it lacks
MORE = {"USA": ("U.S.|US|U.S|United States|United States of America|America|USA|U.S.A.", "American|U.S.|US", "Americans|American"),
        "GBR": ("Britain|United Kingdom|UK|U.K.|Great Britain", "British|UK|U.K.", "Britons|Briton|British"), "RUS": ("Russian Federation", "", ""),
        "KOR": ("South Korea|Korea|Republic of Korea|ROK", "South Korean|Korean", "South Koreans|Koreans"),
        "PRK": ("North Korea|DPRK|Democratic People's Republic of Korea", "North Korean", "North Koreans"),
        "CHN": ("People's Republic of China|PRC|mainland China", "Chinese", "Chinese"), "TWN": ("Taiwan", "Taiwanese|Taiwan", "Taiwanese"),
        "ARE": ("United Arab Emirates|UAE|U.A.E.|Emirates", "Emirati|UAE", "Emiratis"), "TUR": ("Turkey|Türkiye|Turkiye", "Turkish", "Turks"),
        "CZE": ("Czech Republic|Czechia", "Czech", "Czechs"), "MMR": ("Myanmar|Burma", "Burmese|Myanmar", "Burmese"), "CIV": ("Ivory Coast|Cote d'Ivoire|Côte d'Ivoire", "Ivorian", "Ivorians"),
        "COD": ("Congo|DR Congo|DRC|Democratic Republic of Congo|Democratic Republic of the Congo|Congo-Kinshasa|Zaire", "Congolese|Zairean", "Congolese"),
        "COG": ("Republic of Congo|Congo-Brazzaville|Republic of the Congo", "", ""), "SWZ": ("Eswatini|Swaziland", "Swazi", "Swazis"), "MKD": ("North Macedonia|Macedonia", "Macedonian", "Macedonians"),
        "PSE": ("Palestine|Palestinian Authority|Palestinian territories|Gaza|Gaza Strip|West Bank", "Palestinian", "Palestinians"), "KOS": ("Kosovo", "Kosovar|Kosovan|Kosovo", "Kosovars"),
        "BIH": ("Bosnia|Bosnia and Herzegovina|Bosnia-Herzegovina", "Bosnian", "Bosnians"), "NLD": ("Netherlands|Holland", "Dutch", "Dutch"), "VAT": ("Vatican|Holy See|Vatican City", "Vatican", ""),
        "SAU": ("Saudi Arabia", "Saudi|Saudi Arabian", "Saudis"), "NZL": ("New Zealand", "New Zealand", "New Zealanders"), "CPV": ("Cape Verde|Cabo Verde", "Cape Verdean", "Cape Verdeans"),
        "TLS": ("East Timor|Timor-Leste", "East Timorese|Timorese", "Timorese"), "HKG": ("Hong Kong", "Hong Kong", "Hongkongers"), "SYR": ("Syria", "Syrian", "Syrians"), "IRN": ("Iran|Islamic Republic", "Iranian", "Iranians"),
        "LAO": ("Laos", "Lao|Laotian", "Laotians"), "VNM": ("Vietnam|Viet Nam", "Vietnamese", "Vietnamese"), "BLR": ("Belarus|Belorussia", "Belarusian|Belarussian", "Belarusians"), "GMB": ("Gambia|The Gambia", "Gambian", "Gambians"),
        "BHS": ("Bahamas|The Bahamas", "Bahamian", "Bahamians"), "FSM": ("Micronesia", "Micronesian", "Micronesians"), "SUN": ("Soviet Union|USSR", "Soviet", "Soviets"), "YUG": ("Yugoslavia", "Yugoslav", "Yugoslavs"),
        "ISR": ("Israel", "Israeli", "Israelis"), "IND": ("India", "Indian", "Indians"), "JPN": ("Japan", "Japanese", "Japanese"), "FRA": ("France", "French", "French"), "DNK": ("Denmark", "Danish", "Danes"),
        "SWE": ("Sweden", "Swedish", "Swedes"), "FIN": ("Finland", "Finnish", "Finns"), "POL": ("Poland", "Polish", "Poles"), "ESP": ("Spain", "Spanish", "Spaniards|Spaniard"), "IRL": ("Ireland", "Irish", "Irish"),
        "PHL": ("Philippines", "Philippine|Filipino", "Filipinos|Filipino"), "CHE": ("Switzerland", "Swiss", "Swiss"), "AFG": ("Afghanistan", "Afghan", "Afghans"), "PRT": ("Portugal", "Portuguese", "Portuguese"), "GRC": ("Greece", "Greek", "Greeks"),
        "TJK": ("Tajikistan", "Tajik|Tajikistani", "Tajiks"), "KGZ": ("Kyrgyzstan", "Kyrgyz", "Kyrgyz"), "KAZ": ("Kazakhstan", "Kazakh|Kazakhstani", "Kazakhs"), "UZB": ("Uzbekistan", "Uzbek", "Uzbeks"), "TKM": ("Turkmenistan", "Turkmen", "Turkmens"),
        "IRQ": ("Iraq", "Iraqi", "Iraqis"), "YEM": ("Yemen", "Yemeni", "Yemenis"), "MDG": ("Madagascar", "Malagasy|Madagascan", "Malagasy"), "ZAF": ("South Africa", "South African", "South Africans"), "LSO": ("Lesotho", "Basotho|Lesotho", "Basotho"),
        "BWA": ("Botswana", "Botswana|Motswana", "Batswana"), "BFA": ("Burkina Faso|Burkina", "Burkinabe|Burkinabé", "Burkinabe"), "NER": ("Niger", "Nigerien", "Nigeriens"), "CAF": ("Central African Republic|CAR", "Central African", "Central Africans")}
# governments by the name of a building, street or second city (general knowledge)
SEATS = {"White House": "USA", "Kremlin": "RUS", "Downing Street": "GBR", "Whitehall": "GBR", "Elysee": "FRA", "Élysée": "FRA", "Elysee Palace": "FRA", "Quai d'Orsay": "FRA", "Blue House": "KOR", "Foggy Bottom": "USA",
         "Washington": "USA", "Zhongnanhai": "CHN", "Tel Aviv": "ISR", "Pretoria": "ZAF", "Abuja": "NGA", "The Hague": "NLD", "Bern": "CHE", "Berne": "CHE", "Kiev": "UKR", "Kyiv": "UKR", "Islamabad": "PAK", "Rangoon": "MMR",
         "Naypyidaw": "MMR", "Naypyitaw": "MMR", "New Delhi": "IND", "Delhi": "IND", "Canberra": "AUS", "Ottawa": "CAN", "Brasilia": "BRA", "Yamoussoukro": "CIV", "Abidjan": "CIV", "Dodoma": "TZA", "Taipei": "TWN", "Pyongyang": "PRK",
         "Seoul": "KOR", "Astana": "KAZ", "Nur-Sultan": "KAZ", "Sanaa": "YEM", "Sana'a": "YEM", "N'Djamena": "TCD", "Ndjamena": "TCD", "Ramallah": "PSE", "Holyrood": "GBR", "Kuwait City": "KWT", "Mexico City": "MEX", "Ulaanbaatar": "MNG",
         "Ulan Bator": "MNG", "Phnom Penh": "KHM", "Antananarivo": "MDG", "Pristina": "KOS", "Prishtina": "KOS", "Chisinau": "MDA", "Washington DC": "USA", "Washington, D.C.": "USA", "Bucharest": "ROU", "Jerusalem": "ISR", "Asmara": "ERI", "Podgorica": "MNE"}
NOT_A_SEAT = {"Luxembourg", "Singapore", "Djibouti", "Panama City", "Guatemala City", "San Marino", "Monaco", "Kuwait", "Brussels", "Victoria", "George Town", "Kingston", "Georgetown", "Male", "San Jose", "San Salvador", "Hamilton", "Stanley"}


def lines(path):
    opener = lzma.open if path.endswith(".xz") else gzip.open
    return opener(os.path.join(DATA, path), "rt", encoding="utf8")


def write(path, head, columns, rows):
    with open(os.path.join(ROOT, "lex", path), "w", encoding="utf8") as f:
        f.write("# made by tools/make_lex.py; edit that, or add a file of your own beside this one\n" + head)
        f.write("\t".join(columns) + "\n")
        for r in rows:
            f.write("\t".join(r) + "\n")


def capital_names(text):
    name = re.split(r"[;(,]| note", text or "")[0].strip()
    return name if re.fullmatch(r"[A-Z][\w'’.\- ]{2,}", name) else ""


def countries():
    iso = {}
    for r in csv.DictReader(lines("actors/country-codes.csv.gz")):
        if r["ISO3166-1-Alpha-3"]:
            iso[r["ISO3166-1-Alpha-3"]] = r["UNTERM English Short"].split(" (")[0] or r["official_name_en"]
    rows, codes = [], set()
    for line in lines("actors/factbook-countries.jsonl.xz"):
        c = json.loads(line)
        code = {"XKX": "KOS", "XKS": "KOS"}.get(c.get("iso3"), c.get("iso3"))
        if not code or not re.fullmatch("[A-Z]{3}", code):
            continue
        names, adjectives, people = MORE.get(code, ("", "", ""))
        short = c["short"] or ""
        if not names or short.split(",")[0] not in names:
            if short and short.lower() != "none" and "," not in short and "(" not in short:
                names = short + ("|" + names if names else "")
        adjective = re.split(r"[;,(]| or ", c.get("adjective") or "")[0].strip()
        if not adjectives and re.fullmatch(r"[A-Z][\w'’\- ]+", adjective):
            adjectives = adjective
        noun = re.match(r"([A-Z][\w'’\- ]+?)(\(s\))?(?: \(singular and plural\))?$", re.split(r"[;,]", c.get("noun") or "")[0].strip())
        if not people and noun:
            people = noun[1] + "s|" + noun[1] if noun[2] else noun[1]
        if not names:
            continue
        codes.add(code)
        rows.append([names, code, "country", "", FACTBOOK])
        if adjectives:
            rows.append([adjectives, code, "adjective", "", FACTBOOK])
        if people:
            rows.append([people, code, "people", "CVL", FACTBOOK])
        capital = capital_names(c.get("capital"))
        if capital and capital not in NOT_A_SEAT and capital not in SEATS and capital not in names.split("|"):
            rows.append([capital, code, "seat", "GOV", FACTBOOK])
    for code, (names, adjectives, people) in MORE.items():
        if code not in codes and names:
            rows.append([names, code, "country", "", "general knowledge"])
            for words, kind, sector in ((adjectives, "adjective", ""), (people, "people", "CVL")):
                if words:
                    rows.append([words, code, kind, sector, "general knowledge"])
    for name, code in SEATS.items():
        rows.append([name, code, "seat", "GOV", "general knowledge"])
    seen, out = set(), []
    for r in rows:                                     # a name is one country's: the first row that has it
        names = [n for n in r[0].split("|") if (n, r[2]) not in seen]
        seen |= {(n, r[2]) for n in names}
        if names:
            out.append(["|".join(names)] + r[1:])
    write("actors/countries.tsv", "# Countries, their adjectives and people, and the seats that stand for a government.\n", ("name", "code", "kind", "sector", "source"), sorted(out, key=lambda r: (r[1], r[2], r[0])))
    return {iso2: iso3 for iso2, iso3 in iso2_of()}


def iso2_of():
    for r in csv.DictReader(lines("actors/country-codes.csv.gz")):
        if r["ISO3166-1-Alpha-2"]:
            yield r["ISO3166-1-Alpha-2"], r["ISO3166-1-Alpha-3"]
    yield "XK", "KOS"


def tidy(name):
    words = [w if re.search("[a-z]", w) or len(w) < 3 and w.endswith(".") else "-".join(p[:1] + p[1:].lower() for p in w.split("-")) for w in name.split()]
    return " ".join(words)


def leaders():
    rows = []
    dependent = {r["ISO3166-1-Alpha-3"] for r in csv.DictReader(lines("actors/country-codes.csv.gz")) if not r["is_independent"].startswith("Yes")} - {"TWN", "PSE", "KOS", "HKG"}
    table = [r for r in csv.DictReader(lines("actors/leaders-factbook.tsv.gz"), delimiter="\t") if r["iso3"] not in dependent]
    for r in table:
        if r["office"] not in ("chief of state", "head of government") or not re.fullmatch(r"\d{4}-\d\d-\d\d", r["since"] or ""):
            continue
        name, code = tidy(r["name"]), {"XKX": "KOS", "XKS": "KOS"}.get(r["iso3"], r["iso3"])
        family = tidy(r["family_name"] or "")
        # out of office when the next holder of the same office begins; still in office when the last snapshot lists them
        later = [x["since"] for x in table if x["iso3"] == r["iso3"] and x["title"] == r["title"] and x["since"] > r["since"]]
        end = min(later) if later else ("" if r["last_seen"] >= "2025-11" else r["last_seen"])
        rows.append([name, family, code, "GOV", r["title"], r["since"], end, FACTBOOK])
    for r in csv.DictReader(lines("actors/us-federal-terms.tsv.gz"), delimiter="\t"):
        office = {"prez": "President", "viceprez": "Vice President", "sen": "Senator", "rep": "Representative"}.get(r["type"])
        if not office or r["end"] < "1990":
            continue
        sector = "GOV" if r["type"] in ("prez", "viceprez") else "LEG"
        name = f"{r['nickname'] or r['first']} {r['last']}"
        if sector == "GOV":
            rows.append(["|".join(dict.fromkeys((r["name"], name))), r["last"], "USA", sector, office, r["start"], r["end"], "us-federal-terms (CC0)"])
        elif r["end"] > "2010" or r["type"] == "sen":
            rows.append([r["name"], r["last"], "USA", sector, office, r["start"], r["end"], "us-federal-terms (CC0)"])
    rows = sorted(set(map(tuple, rows)), key=lambda r: (r[2], r[5], r[0]))
    write("actors/leaders.tsv", "# Who held which office when. family: the name that the report may use alone.\n", ("name", "family", "country", "sector", "office", "from", "to", "source"), rows)


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
    iso = countries()
    leaders()
    cities(iso)
