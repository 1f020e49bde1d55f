#!/usr/bin/env python3
"""Makes lex/actors/*.tsv and lex/share-alike/igos.tsv from open data and from the tables at the end of this file.

usage: make_actors.py [DATA]      DATA: the folder with actors/ (default: $ATTACHE_TESTDATA/data, else ../shared/data)

NOTICE names the sources and their licences. Running it again gives the same bytes.
"""
import csv
import datetime
import difflib
import gzip
import json
import lzma
import os
import re
import sys
import unicodedata

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

# words of a title that may stand before a name in the factbook, beside ranks and forms of address, which are dropped
TITLES = set("""president vice premier premiers prime minister ministers deputy commission chairman chairperson general assistant governor assembly people's of the
and for crown prince first second third executive acting interim transitional caretaker foreign affairs defense state chancellor supreme administration council
chair swiss confederation presidential government cabinet presidency national interior political development transport infrastructure house representatives co-prince
coprince french tenure formerly note king queen speaker minister/minister vice-president president-elect minister-designate nominee
chief sac""".split())
RANKS = set("dr sir dame lt col gen brig maj capt adm sr air marshal vice-marshal vice-marshall sheikh cardinal grand field gov lord major ceo salvador".split())
# an office by the words of its title, the first that fits; what stands before it is kept
OFFICES = """Deputy Prime Minister; Vice Prime Minister; Prime Minister; Vice President; Deputy President; Vice Premier; Vice Chancellor; Chancellor; Chairman of the Council of Ministers;
Chairperson of the Council of Ministers; Chairman of the Cabinet of Ministers; Chairman of the Presidency; Chairperson of the Presidency; Vice Chairperson; Sultan; Emperor; Amir; King; Queen;
Grand Duke; Pope; Secretary of State; President; Premier; Chief Executive; Minister of State; Governor General; Speaker; Supreme Leader; Taliban Leader; Prince""".replace("\n", " ").split("; ")
BEFORE = "First Second Third Executive Acting Interim Transitional Caretaker Co-".split()
# offices that one person holds at a time: the next holder's first day ends the term, whatever the snapshots say
SINGLE = {"President", "Prime Minister", "King", "Queen", "Chancellor", "Premier", "Sultan", "Emperor", "Amir", "Pope", "Grand Duke", "Chief Executive"}


def office_of(title):
    text = " ".join(w.capitalize() if w.islower() and w not in ("of", "the", "and", "for") else w for w in title.replace("Ministers", "Minister").replace("Premiers", "Premier").replace("Presidents", "President").replace("Minister-Designate", "").split())
    text = text.replace("Council of Minister", "Council of Ministers").replace("Cabinet of Minister", "Cabinet of Ministers")
    for office in OFFICES:
        m = re.search(r"((?:\b(?:" + "|".join(BEFORE) + r")[ -]?)*)\b" + re.escape(office) + r"\b", text)
        if m:
            return (m[1] + office).replace("Amir", "Emir").strip()
    return ""


def base_of(office):
    """The seat itself: whoever holds it for a while holds it."""
    return re.sub(r"^(?:(?:Acting|Interim|Transitional|Caretaker) )+", "", office)


def tidy(name):
    def word(w):
        if re.search("[a-zß-ÿ]", w) or re.fullmatch("[IVX]+", w) or len(w) < 3 and w.endswith("."):
            return w
        return "-".join(p[:1] + p[1:].lower() for p in w.split("-"))
    return " ".join(word(w) for w in name.split())


def factbook_people():
    """(code, name, family, office, since, last seen) of every person listed, titles and ranks taken off the names."""
    independent = {r["ISO3166-1-Alpha-3"] for r in csv.DictReader(lines("actors/country-codes.csv.gz")) if r["is_independent"].startswith("Yes")}
    for r in csv.DictReader(lines("actors/leaders-factbook.tsv.gz"), delimiter="\t"):
        code = iso(r["iso3"])
        if code not in independent | {"TWN", "PSE", "KOS", "HKG"} or not re.fullmatch(r"\d{4}-\d\d-\d\d", r["since"] or ""):
            continue
        if code != "GBR" and r["name"].startswith(("ELIZABETH II", "CHARLES III")):
            continue                                     # the monarch of other realms too, but of Britain in the news
        if code == "HKG" and "China" in r["name"] or "elect" in r["name"].lower().split("-") or "appointed" in r["name"]:
            continue                                     # another state's president; nobody in office yet
        words = re.sub(r"^note - |, (?=Dr\.|Brig\.|Gen\.).*$| - (?=[a-z]).*$", "", r["name"]).split()
        title = re.split(r"[ ,]+", r["title"])
        while len(words) > 1 and words[0].strip(",.").lower() in TITLES | RANKS:
            title.append(words.pop(0).strip(","))
        office = office_of(" ".join(w for w in title if w.strip(".").lower() not in RANKS))
        plain = re.sub(r"^(?:also spelled|aka|or) |\s*\[[^\]]*\]| serving as .*| and Deputy .*|, Sr\.$", "", " ".join(words))
        people, families = plain.split(", "), (r["family_name"] or "").split(", ")
        for person, family in zip(people, families if len(families) == len(people) else families * len(people)):
            if len(person.split()) > 5 and "," in r["name"] or len(person) < 4:
                continue
            yield code, tidy(person).strip("'’"), tidy(family).strip("'’"), office, r["since"], r["last_seen"]


def alike(a, b):
    """Two spellings of one name: most of the words are, or nearly are, the same."""
    a, b = fold(a).split(), fold(b).split()
    same = sum(any(difflib.SequenceMatcher(None, x, y).ratio() > .75 for y in b) for x in a)
    return same >= min(len(a), len(b)) and abs(len(a) - len(b)) < 3


def fold(text):
    return re.sub("[^a-z ]", "", unicodedata.normalize("NFKD", text.replace("-", " ")).encode("ascii", "ignore").decode().lower())


def one_seat(office, name, since, term):
    """A seat of one person, taken on one day, by somebody of whose name a word is the same: another spelling of the rest."""
    return base_of(office) in SINGLE and since == term[2] and any(set(fold(name).split()) & set(fold(n).split()) for n in term[4])


def short_name(name, family):
    """First given name and family name, as reports write them."""
    words = name.split()
    return f"{words[0]} {family}" if family and len(words) > 2 and words[0] != family.split()[0] and name.endswith(family) else ""


# REIGN's countries by their Correlates of War abbreviation, where it is not the ISO code
COW = dict(p.split("=") for p in """UKG=GBR GMY=DEU FRN=FRA SWZ=CHE SPN=ESP POR=PRT ROK=KOR NTH=NLD DEN=DNK SWD=SWE IRE=IRL AUS=AUT AUL=AUS NEW=NZL BUL=BGR RUM=ROU CRO=HRV SLV=SVN SLO=SVK LAT=LVA
LIT=LTU MAC=MKD MLD=MDA GRG=GEO KYR=KGZ TAJ=TJK KZK=KAZ MON=MNG TAW=TWN PHI=PHL INS=IDN THI=THA MAL=MYS SIN=SGP CAM=KHM DRV=VNM SRI=LKA NEP=NPL BHU=BTN BNG=BGD KUW=KWT BAH=BHR UAE=ARE OMA=OMN LEB=LBN
MOR=MAR ALG=DZA LIB=LBY SUD=SDN NIG=NGA NIR=NER CAO=CMR CEN=CAF CDI=CIV GUI=GIN BFO=BFA GAM=GMB EQG=GNQ CON=COG DRC=COD TAZ=TZA ZAM=ZMB ZIM=ZWE MAW=MWI SAF=ZAF BOT=BWA LES=LSO SWA=SWZ MAG=MDG MAS=MUS
ANG=AGO MZM=MOZ HAI=HTI TRI=TTO COS=CRI HON=HND SAL=SLV GUA=GTM PAR=PRY URU=URY ICE=ISL CZR=CZE BOS=BIH SER=SRB SOL=SLB FIJ=FJI VAN=VUT ETM=TLS CAP=CPV MAA=MRT SIE=SLE""".split())
REIGN_ENDS, REIGN_SAME = "2021-06-30", 60      # who still led then has no end there; days between two first days of one term


def reign_terms():
    """(code, name, first day, last day) of leaders of states, from 2010 on."""
    for r in csv.DictReader(lines("actors/leaders-reign-2021.csv.gz")):
        if not (r["syear"] or "").isdigit() or not (r["eyear"] or "").isdigit() or int(r["eyear"]) < 2014:
            continue
        first = datetime.date(int(r["syear"]), int(r["smonth"]), max(1, int(r["sdate"] or 1)))
        month = datetime.date(int(r["eyear"]), int(r["emonth"]), 28) + datetime.timedelta(4)
        yield COW.get(r["stateabb"], r["stateabb"]), r["leader"].split("(")[0].strip(), first.isoformat(), (month - datetime.timedelta(month.day)).isoformat()


def family_of(text):
    words = fold(text).split()
    return words[-1] if words else ""


def settle(terms):
    """Where the factbook and REIGN tell of one term, the first day is the factbook's, which tells of the oath, and the last REIGN's where the
    factbook's snapshots, which leave 2017 to 2020 out, only know the successor.  Terms that fall into that gap are added under the office that leads the country."""
    ends, leads, alone = {}, {}, []
    for code, name, first, last in reign_terms():
        own = [t for t in terms if t[0] == code and base_of(t[1]) in SINGLE and any(family_of(f) == family_of(name) for f in t[5] if f)]
        same = [t for t in own if abs(day(t[2]) - day(first)) < REIGN_SAME]
        for t in same:
            leads.setdefault(code, set()).add(base_of(t[1]))
            if last < REIGN_ENDS:
                ends[code, t[1], t[2]] = last
        if own and not same and last < REIGN_ENDS and len({tuple(t[4]) for t in own}) == 1:
            alone.append((code, own[0], first, last))
    for code, t, first, last in alone:
        if len(leads.get(code, ())) == 1 and first >= "2014":
            office = next(iter(leads[code]))
            held = any(x[0] == code and base_of(x[1]) == office and (x[2] <= last and first <= x[3] if x[4] == t[4] else x[2] <= first and last <= x[3]) for x in terms)
            if not held and day(last) - day(first) > 31:
                terms.append([code, office, first, last, list(t[4]), list(t[5])])
                ends[code, office, first] = last
    return ends


def factbook_leaders():
    terms = []                                           # [code, office, since, seen, names, families]
    for code, name, family, office, since, seen in sorted(set(factbook_people())):
        if not office:
            continue                                     # known by name alone: no office, no row
        for t in terms:
            near = abs(day(since) - day(t[2])) < 400
            if t[0] == code and base_of(t[1]) == base_of(office) and (near and any(alike(name, n) for n in t[4]) or name in t[4] or one_seat(office, name, since, t)):
                t[2], t[3] = min(t[2], since), max(t[3], seen)
                t[4].append(name)
                t[5].append(family)
                break
        else:
            terms.append([code, office, since, seen, [name], [family]])
    ends = settle(terms)
    for code, office, since, seen, names, families in terms:
        later = [t[2] for t in terms if t[0] == code and base_of(t[1]) == base_of(office) and t[2] > since and t[4] != names and (base_of(office) in SINGLE or t[2] >= seen)]
        end = min(later) if later else "" if seen >= "2025-11" else seen
        told = ends.get((code, office, since), "")
        end = told if told >= seen and (not end or told < end) else end
        names += [n for n in map(short_name, names, families) if n] + [x for n in names for x in ALSO.get(n, "").split("|") if x]
        yield ["|".join(dict.fromkeys(names)), "|".join(f for f in dict.fromkeys(families) if f), code, "GOV", office, since, end, FACTBOOK]


def day(iso_day):
    return datetime.date.fromisoformat(iso_day).toordinal()


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
            yield [names, country, "" if sector == "-" else sector, "", "", KNOWN]


PERSON = r"(?:Sheikh?|Sayy[ei]d|Seyyed|Mullah|Imad|Abu|Hass?an|Osama|Usama|Ayman|Mohamm[ae]d|Muhammad|Ahmed|Ali|Abdul|General|Gen\.|Colonel|Col\.|Commander|Comandante|Dr\.) [A-Z]"   # persons among the dictionaries' groups


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
        names = [n for n in dict.fromkeys(names) if n not in taken and not (re.match(PERSON, n) and not re.search("Organi|Group|Front|Brigade|Battalion|Movement|Command|Sayyaf", n))]
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
            igos.append(["|".join(names), code, "IGO", "", "", "international bodies (CC BY-SA 4.0)"])
    os.makedirs(os.path.join(ROOT, "lex/share-alike"), exist_ok=True)
    write("share-alike/igos.tsv", "# International bodies. Licence: CC BY-SA 4.0 (see LICENSE.md here).\n", ("name", "country", "sector", "from", "to", "source"), sorted(igos))


# ---- by hand --------------------------------------------------------------------------------------------------------------------------
# names that news English uses besides the Factbook's, and adjectives it lacks
MORE = {"USA": ("United States|U.S.|US|U.S|United States of America|America|USA|U.S.A.", "American|U.S.|US", "Americans|American"),
        "GBR": ("Britain|United Kingdom|UK|U.K.|Great Britain", "British|UK|U.K.", "Britons|Briton|British"), "RUS": ("Russia|Russian Federation", "Russian", "Russians|Russian"),
        "KOR": ("South Korea|Korea|Republic of Korea|ROK", "South Korean|Korean", "South Koreans|Koreans"),
        "PRK": ("North Korea|DPRK|Democratic People's Republic of Korea", "North Korean", "North Koreans"),
        "CHN": ("China|People's Republic of China|PRC|mainland China", "Chinese", "Chinese"), "TWN": ("Taiwan", "Taiwanese|Taiwan", "Taiwanese"),
        "ARE": ("United Arab Emirates|UAE|U.A.E.|Emirates", "Emirati|UAE", "Emiratis"), "TUR": ("Turkey|Türkiye|Turkiye", "Turkish", "Turks"),
        "CZE": ("Czech Republic|Czechia", "Czech", "Czechs"), "MMR": ("Myanmar|Burma", "Burmese|Myanmar", "Burmese"), "CIV": ("Ivory Coast|Cote d'Ivoire|Côte d'Ivoire", "Ivorian", "Ivorians"),
        "COD": ("Congo|DR Congo|DRC|Democratic Republic of Congo|Democratic Republic of the Congo|Congo-Kinshasa|Zaire", "Congolese|Zairean", "Congolese"),
        "COG": ("Republic of Congo|Congo-Brazzaville|Republic of the Congo|Congo Republic", "Brazzaville", "Brazzavillois"), "SWZ": ("Eswatini|Swaziland", "Swazi", "Swazis"), "MKD": ("North Macedonia|Macedonia", "Macedonian", "Macedonians"),
        "PSE": ("Palestine|Palestinian Authority|Palestinian territories|Gaza|Gaza Strip|West Bank", "Palestinian", "Palestinians"), "KOS": ("Kosovo", "Kosovar|Kosovan|Kosovo", "Kosovars"),
        "BIH": ("Bosnia|Bosnia and Herzegovina|Bosnia-Herzegovina", "Bosnian", "Bosnians"), "NLD": ("Netherlands|Holland", "Dutch", "Dutch"), "VAT": ("Vatican|Holy See|Vatican City", "Vatican", ""),
        "SAU": ("Saudi Arabia", "Saudi|Saudi Arabian", "Saudis"), "NZL": ("New Zealand", "New Zealand", "New Zealanders"), "CPV": ("Cape Verde|Cabo Verde", "Cape Verdean", "Cape Verdeans"),
        "TLS": ("East Timor|Timor-Leste", "East Timorese|Timorese", "Timorese"), "HKG": ("Hong Kong", "Hong Kong", "Hongkongers"), "SYR": ("Syria", "Syrian", "Syrians"), "IRN": ("Iran|Islamic Republic", "Iranian", "Iranians"),
        "LAO": ("Laos", "Lao|Laotian", "Laotians"), "VNM": ("Vietnam|Viet Nam", "Vietnamese", "Vietnamese"), "BLR": ("Belarus|Belorussia", "Belarusian|Belarussian", "Belarusians"), "GMB": ("Gambia|The Gambia", "Gambian", "Gambians"),
        "BHS": ("Bahamas|The Bahamas", "Bahamian", "Bahamians"), "FSM": ("Micronesia", "Micronesian", "Micronesians"),
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
         "Ulan Bator": "MNG", "Phnom Penh": "KHM", "Antananarivo": "MDG", "Pristina": "KOS", "Prishtina": "KOS", "Brussels": "EUR", "Sejong": "KOR", "Yongsan": "KOR", "Nagatacho": "JPN", "Kasumigaseki": "JPN", "Planalto": "BRA", "Casa Rosada": "ARG", "Malacañang": "PHL", "Malacanang": "PHL", "Rashtrapati Bhavan": "IND", "South Block": "IND", "Chigi Palace": "ITA", "Palazzo Chigi": "ITA", "Moncloa": "ESP", "Bankova": "UKR", "Chisinau": "MDA", "Washington DC": "USA", "Washington, D.C.": "USA", "Bucharest": "ROU", "Jerusalem": "ISR", "Asmara": "ERI", "Podgorica": "MNE"}
NOT_A_SEAT = {"Luxembourg", "Singapore", "Djibouti", "Panama City", "Guatemala City", "San Marino", "Monaco", "Kuwait", "Brussels", "Victoria", "George Town", "Kingston", "Georgetown", "Male", "San Jose", "San Salvador", "Hamilton", "Stanley"}

MORE.update({"SRB": ("Serbia", "Serbian", "Serbs|Serb|Serbians"), "DOM": ("Dominican Republic", "Dominican", "Dominicans"), "HRV": ("Croatia", "Croatian", "Croats|Croat|Croatians"),
             "CIV": ("Ivory Coast|Cote d'Ivoire|Côte d'Ivoire", "Ivorian|Ivoirian", "Ivorians|Ivorian"), "NPL": ("Nepal", "Nepali|Nepalese", "Nepalis|Nepalese"),
             "THA": ("Thailand", "Thai", "Thais|Thai"), "EUR": ("", "European", "Europeans|European"), "MLT": ("Malta", "Maltese", "Maltese"), "ARG": ("Argentina", "Argentine|Argentinian|Argentinean", "Argentines|Argentinians"),
             "SOM": ("Somalia", "Somali", "Somalis|Somali"), "UKR": ("Ukraine", "Ukrainian", "Ukrainians|Ukrainian"), "GIN": ("Guinea", "Guinean", "Guineans"), "CUW": ("Curacao|Curaçao", "Curacaoan", "")})
NOT_ABBREVIATIONS = set("ICE AIM ACT ART AID ASK APEC CAR CAN CAS CHIP DAC EAT FAST HOPE ICT IDEA ILL LAS MAP MIA PAN PACT SEA SPA STAR WAR USA UPS BIS ESM ECB ECJ".split())
# further names of leaders as the press writes them
ALSO = {"Volodymyr Zelenskyy": "Volodymyr Zelensky|Volodymyr Zelenskiy|Zelensky|Zelenskiy", "Kim Jong Un": "Kim Jong-un", "Mary Elizabeth Truss": "Liz Truss", "Hasan Fereidun Rohani": "Hassan Rouhani|Rouhani",
        "Recep Tayyip Erdogan": "Tayyip Erdogan|Recep Tayyip Erdoğan|Erdoğan", "Abdelfattah Said Elsisi": "Abdel Fattah al-Sisi|Abdel Fattah el-Sisi|Abdel-Fattah el-Sissi|Sisi|El-Sisi|el-Sissi|al-Sisi",
        "Abdelfattah Elsisi": "Abdel Fattah al-Sisi|Abdel Fattah el-Sisi|Abdel-Fattah el-Sissi|Sisi|El-Sisi|el-Sissi|al-Sisi",
        "Binyamin Netanyahu": "Benjamin Netanyahu", "Benyamin Netanyahu": "Benjamin Netanyahu|Binyamin Netanyahu", "Aleksandr Lukashenko": "Alexander Lukashenko|Alyaksandr Lukashenka", "Nicolas Maduro Moros": "Nicolas Maduro|Nicolás Maduro|Maduro",
        "Luiz Inacio Lula Da Silva": "Luiz Inacio Lula da Silva|Luiz Inácio Lula da Silva|Lula da Silva|Lula", "Luiz Inacio Lula DA Silva": "Luiz Inacio Lula da Silva|Luiz Inácio Lula da Silva|Lula da Silva|Lula",
        "Joseph Biden": "Joe Biden|Joseph R. Biden", "Vladimir Vladimirovich Putin": "Vladimir Putin", "Xi Jinping": "Jinping Xi", "Bashar al-Asad": "Bashar al-Assad|Bashar Assad|Assad", "Bashar al-ASAD": "Bashar al-Assad|Bashar Assad|Assad",
        "Muhammad bin Salman": "Mohammed bin Salman|Mohammad bin Salman", "Pedro Sanchez Perez-Castejon": "Pedro Sanchez|Pedro Sánchez|Sanchez|Sánchez", "Donald J. Trump": "Donald Trump"}
OFFICIALS = """
@USA GOV Secretary of State
Colin Powell;2001-01-20;2005-01-26
Condoleezza Rice;2005-01-26;2009-01-20
Hillary Clinton|Hillary Rodham Clinton;2009-01-21;2013-02-01
John Kerry;2013-02-01;2017-01-20
Rex Tillerson;2017-02-01;2018-03-31
Mike Pompeo;2018-04-26;2021-01-20
Antony Blinken|Tony Blinken;2021-01-26;2025-01-20
Marco Rubio;2025-01-21;
@USA GOV Secretary of Defense
Donald Rumsfeld;2001-01-20;2006-12-18
Robert Gates;2006-12-18;2011-07-01
Leon Panetta;2011-07-01;2013-02-26
Chuck Hagel;2013-02-27;2015-02-17
Ashton Carter|Ash Carter;2015-02-17;2017-01-20
Jim Mattis|James Mattis;2017-01-20;2019-01-01
Mark Esper;2019-07-23;2020-11-09
Lloyd Austin;2021-01-22;2025-01-20
Pete Hegseth;2025-01-25;
@USA GOV Treasury Secretary
Hank Paulson|Henry Paulson;2006-07-10;2009-01-20
Timothy Geithner;2009-01-26;2013-01-25
Jack Lew|Jacob Lew;2013-02-28;2017-01-20
Steven Mnuchin;2017-02-13;2021-01-20
Janet Yellen;2021-01-26;2025-01-20
Scott Bessent;2025-01-28;
@USA GOV Commerce Secretary
Wilbur Ross;2017-02-28;2021-01-20
Gina Raimondo;2021-03-03;2025-01-20
Howard Lutnick;2025-02-21;
@USA GOV Trade Representative
Robert Lighthizer;2017-05-15;2021-01-20
Katherine Tai;2021-03-18;2025-01-20
Jamieson Greer;2025-02-27;
@USA GOV National Security Adviser
H.R. McMaster;2017-02-20;2018-04-09
John Bolton;2018-04-09;2019-09-10
Robert O'Brien;2019-09-18;2021-01-20
Jake Sullivan;2021-01-20;2025-01-20
@USA SPY CIA Director
William Burns;2021-03-19;2025-01-20
John Ratcliffe;2025-01-23;
@USA GOV Attorney General
Eric Holder;2009-02-03;2015-04-27
Loretta Lynch;2015-04-27;2017-01-20
Jeff Sessions;2017-02-09;2018-11-07
William Barr;2019-02-14;2020-12-23
Merrick Garland;2021-03-11;2025-01-20
@RUS GOV Foreign Minister
Igor Ivanov;1998-09-11;2004-03-09
Sergei Lavrov|Sergey Lavrov;2004-03-09;
@RUS GOV Defence Minister
Sergei Ivanov|Sergey Ivanov;2001-03-28;2007-02-15
Anatoly Serdyukov;2007-02-15;2012-11-06
Sergei Shoigu|Sergey Shoigu;2012-11-06;2024-05-12
Andrei Belousov|Andrey Belousov;2024-05-14;
@RUS GOV spokesman
Dmitry Peskov;2012-05-22;
@RUS GOV spokeswoman
Maria Zakharova;2015-08-10;
@CHN GOV Foreign Minister
Li Zhaoxing;2003-03-17;2007-04-27;Li
Yang Jiechi;2007-04-27;2013-03-16;Yang
Wang Yi;2013-03-16;2022-12-30;Wang
Qin Gang;2022-12-30;2023-07-25;Qin
Wang Yi;2023-07-25;;Wang
@CHN GOV Defence Minister
Liang Guanglie;2008-03-17;2013-03-16;Liang
Chang Wanquan;2013-03-16;2018-03-19;Chang
Wei Fenghe;2018-03-19;2023-03-12;Wei
Li Shangfu;2023-03-12;2023-10-24;Li
Dong Jun;2023-12-29;;Dong
@GBR GOV Foreign Secretary
Jack Straw;2001-06-08;2006-05-05
Margaret Beckett;2006-05-05;2007-06-27
David Miliband;2007-06-28;2010-05-11
William Hague;2010-05-12;2014-07-14
Philip Hammond;2014-07-15;2016-07-13
Boris Johnson;2016-07-13;2018-07-09
Jeremy Hunt;2018-07-09;2019-07-24
Dominic Raab;2019-07-24;2021-09-15
Liz Truss;2021-09-15;2022-09-06
James Cleverly;2022-09-06;2023-11-13
David Cameron;2023-11-13;2024-07-05
David Lammy;2024-07-05;2025-09-05
Yvette Cooper;2025-09-05;
@GBR GOV Defence Secretary
Michael Fallon;2014-07-15;2017-11-01
Gavin Williamson;2017-11-02;2019-05-01
Penny Mordaunt;2019-05-01;2019-07-24
Ben Wallace;2019-07-24;2023-08-31
Grant Shapps;2023-08-31;2024-07-05
John Healey;2024-07-05;
@FRA GOV Foreign Minister
Bernard Kouchner;2007-05-18;2010-11-14
Alain Juppé|Alain Juppe;2011-02-27;2012-05-15
Laurent Fabius;2012-05-16;2016-02-11
Jean-Marc Ayrault;2016-02-11;2017-05-10
Jean-Yves Le Drian;2017-05-17;2022-05-20;Le Drian
Catherine Colonna;2022-05-20;2024-01-11
Stéphane Séjourné|Stephane Sejourne;2024-01-11;2024-09-21
Jean-Noël Barrot|Jean-Noel Barrot;2024-09-21;
@FRA GOV Defence Minister
Jean-Yves Le Drian;2012-05-16;2017-05-10;Le Drian
Florence Parly;2017-06-21;2022-05-20
Sébastien Lecornu|Sebastien Lecornu;2022-05-20;2025-09-09
@DEU GOV Foreign Minister
Joschka Fischer;1998-10-27;2005-11-22
Frank-Walter Steinmeier;2005-11-22;2009-10-28
Guido Westerwelle;2009-10-28;2013-12-17
Frank-Walter Steinmeier;2013-12-17;2017-01-27
Sigmar Gabriel;2017-01-27;2018-03-14
Heiko Maas;2018-03-14;2021-12-08
Annalena Baerbock;2021-12-08;2025-05-06
Johann Wadephul;2025-05-06;
@DEU GOV Defence Minister
Ursula von der Leyen;2013-12-17;2019-07-17;von der Leyen
Annegret Kramp-Karrenbauer;2019-07-17;2021-12-08
Christine Lambrecht;2021-12-08;2023-01-19
Boris Pistorius;2023-01-19;
@JPN GOV Foreign Minister
Fumio Kishida;2012-12-26;2017-08-03
Taro Kono;2017-08-03;2019-09-11
Toshimitsu Motegi;2019-09-11;2021-11-10
Yoshimasa Hayashi;2021-11-10;2023-09-13
Yoko Kamikawa;2023-09-13;2024-10-01
Takeshi Iwaya;2024-10-01;2025-10-21
Toshimitsu Motegi;2025-10-21;
@JPN GOV Defence Minister
Itsunori Onodera;2012-12-26;2014-09-03
Gen Nakatani;2014-12-24;2016-08-03
Tomomi Inada;2016-08-03;2017-07-28
Itsunori Onodera;2017-08-03;2018-10-02
Takeshi Iwaya;2018-10-02;2019-09-11
Taro Kono;2019-09-11;2020-09-16
Nobuo Kishi;2020-09-16;2022-08-10
Yasukazu Hamada;2022-08-10;2023-09-13
Minoru Kihara;2023-09-13;2024-10-01
Gen Nakatani;2024-10-01;2025-10-21
Shinjiro Koizumi;2025-10-21;
@JPN GOV Chief Cabinet Secretary
Yoshihide Suga;2012-12-26;2020-09-16
Katsunobu Kato;2020-09-16;2021-10-04
Hirokazu Matsuno;2021-10-04;2023-12-14
Yoshimasa Hayashi;2023-12-14;2025-10-21
Minoru Kihara;2025-10-21;
@KOR GOV Foreign Minister
Yun Byung-se;2013-03-11;2017-06-18;Yun
Kang Kyung-wha;2017-06-18;2021-02-08;Kang
Chung Eui-yong;2021-02-09;2022-05-12;Chung
Park Jin;2022-05-12;2024-01-10;Park
Cho Tae-yul;2024-01-12;2025-07-19;Cho
Cho Hyun;2025-07-21;;Cho
@KOR GOV Defence Minister
Suh Wook;2020-09-18;2022-05-11;Suh
Lee Jong-sup;2022-05-11;2023-10-07;Lee
Shin Won-sik;2023-10-07;2024-09-06;Shin
Kim Yong-hyun;2024-09-06;2024-12-05;Kim
Ahn Gyu-back;2025-07-25;;Ahn
@PRK GOV Foreign Minister
Choe Son Hui|Choe Son-hui;2022-06-11;;Choe
@IND GOV External Affairs Minister
Sushma Swaraj;2014-05-26;2019-05-30
S. Jaishankar|Subrahmanyam Jaishankar;2019-05-30;
@IND GOV Defence Minister
Manohar Parrikar;2014-11-09;2017-03-13
Nirmala Sitharaman;2017-09-03;2019-05-30
Rajnath Singh;2019-05-31;
@IRN GOV Supreme Leader
Ali Khamenei|Ayatollah Ali Khamenei|Ali Hosseini Khamenei;1989-06-04;
@IRN GOV Foreign Minister
Mohammad Javad Zarif|Javad Zarif|Mohammed Javad Zarif;2013-08-15;2021-08-25
Hossein Amir-Abdollahian|Hossein Amirabdollahian;2021-08-25;2024-05-19
Abbas Araghchi|Abbas Araqchi;2024-08-21;
@ISR GOV Foreign Minister
Avigdor Lieberman;2009-03-31;2012-12-18
Gabi Ashkenazi;2020-05-17;2021-06-13
Yair Lapid;2021-06-13;2022-12-29
Eli Cohen;2023-01-01;2023-12-31
Israel Katz;2024-01-01;2024-11-08
Gideon Saar|Gideon Sa'ar;2024-11-10;
@ISR GOV Defence Minister
Ehud Barak;2007-06-18;2013-03-18
Moshe Yaalon|Moshe Ya'alon;2013-03-18;2016-05-22
Avigdor Lieberman;2016-05-30;2018-11-18
Benny Gantz;2020-05-17;2022-12-29
Yoav Gallant;2022-12-29;2024-11-08
Israel Katz;2024-11-08;
@UKR GOV Foreign Minister
Pavlo Klimkin;2014-06-19;2019-08-29
Dmytro Kuleba;2020-03-04;2024-09-05
Andrii Sybiha|Andriy Sybiha;2024-09-05;
@UKR GOV Defence Minister
Oleksii Reznikov|Oleksiy Reznikov;2021-11-04;2023-09-05
Rustem Umerov;2023-09-06;2025-07-17
@TUR GOV Foreign Minister
Ahmet Davutoglu|Ahmet Davutoğlu;2009-05-01;2014-08-29
Mevlut Cavusoglu|Mevlüt Çavuşoğlu;2015-11-24;2023-06-03
Hakan Fidan;2023-06-03;
@TUR GOV Defence Minister
Hulusi Akar;2018-07-10;2023-06-03
Yasar Guler|Yaşar Güler;2023-06-03;
@SAU GOV Foreign Minister
Adel al-Jubeir;2015-04-29;2018-12-27;al-Jubeir
Faisal bin Farhan|Prince Faisal bin Farhan;2019-10-23;;bin Farhan
@SAU GOV Crown Prince
Mohammed bin Salman|Mohammad bin Salman|Muhammad bin Salman;2017-06-21;;bin Salman
@EGY GOV Foreign Minister
Sameh Shoukry;2014-06-17;2024-07-03
Badr Abdelatty;2024-07-03;
@PAK GOV Foreign Minister
Shah Mahmood Qureshi;2018-08-20;2022-04-10
Bilawal Bhutto Zardari|Bilawal Bhutto-Zardari;2022-04-27;2023-08-10;Bhutto Zardari
Ishaq Dar;2024-03-11;
@PAK GOV Defence Minister
Khawaja Asif|Khawaja Muhammad Asif;2024-03-11;
@ITA GOV Foreign Minister
Luigi Di Maio;2019-09-05;2022-10-22;Di Maio
Antonio Tajani;2022-10-22;
@ITA GOV Defence Minister
Guido Crosetto;2022-10-22;
@ESP GOV Foreign Minister
José Manuel Albares|Jose Manuel Albares;2021-07-12;
@CAN GOV Foreign Minister
Chrystia Freeland;2017-01-10;2019-11-20
François-Philippe Champagne|Francois-Philippe Champagne;2019-11-20;2021-01-12
Marc Garneau;2021-01-12;2021-10-26
Mélanie Joly|Melanie Joly;2021-10-26;2025-05-13
Anita Anand;2025-05-13;
@AUS GOV Foreign Minister
Julie Bishop;2013-09-18;2018-08-28
Marise Payne;2018-08-28;2022-05-23
Penny Wong;2022-05-23;
@AUS GOV Defence Minister
Richard Marles;2022-06-01;
@POL GOV Foreign Minister
Radoslaw Sikorski|Radosław Sikorski|Radek Sikorski;2007-11-16;2014-09-22
Radoslaw Sikorski|Radosław Sikorski|Radek Sikorski;2023-12-13;
@BRA GOV Foreign Minister
Mauro Vieira;2023-01-01;
@SYR GOV Foreign Minister
Walid al-Muallem|Walid Muallem;2006-02-11;2020-11-16;al-Muallem
Faisal Mekdad;2020-11-22;2024-09-23
@PSE GOV President
Mahmoud Abbas;2005-01-15;
@PSE REB Hamas leader
Ismail Haniyeh|Ismail Haniya;2017-05-06;2024-07-31
Yahya Sinwar;2024-08-06;2024-10-16
@LBN REB Hezbollah leader
Hassan Nasrallah;1992-02-16;2024-09-27
Naim Qassem|Sheikh Naim Qassem;2024-10-29;
@UNO IGO Secretary-General
Kofi Annan;1997-01-01;2006-12-31
Ban Ki-moon;2007-01-01;2016-12-31;Ban
António Guterres|Antonio Guterres;2017-01-01;2026-12-31
@UNO IGO High Commissioner for Human Rights
Michelle Bachelet;2018-09-01;2022-08-31
Volker Türk|Volker Turk;2022-10-17;
@UNO IGO High Commissioner for Refugees
Filippo Grandi;2016-01-01;2025-12-31
@UNO IGO Director-General of the WHO
Tedros Adhanom Ghebreyesus|Tedros Ghebreyesus;2017-07-01;;Tedros
@UNO IGO Director General of the IAEA
Yukiya Amano;2009-12-01;2019-07-18
Rafael Grossi|Rafael Mariano Grossi;2019-12-03;
@IGO IGO NATO Secretary General
Anders Fogh Rasmussen;2009-08-01;2014-10-01;Rasmussen
Jens Stoltenberg;2014-10-01;2024-10-01
Mark Rutte;2024-10-01;
@IGO IGO Managing Director of the IMF
Christine Lagarde;2011-07-05;2019-09-12
Kristalina Georgieva;2019-10-01;
@IGO IGO President of the World Bank
Jim Yong Kim;2012-07-01;2019-02-01
David Malpass;2019-04-09;2023-06-01
Ajay Banga;2023-06-02;
@IGO IGO Director-General of the WTO
Pascal Lamy;2005-09-01;2013-08-31
Roberto Azevedo|Roberto Azevêdo;2013-09-01;2020-08-31
Ngozi Okonjo-Iweala;2021-03-01;
@EUR IGO President of the European Commission
José Manuel Barroso|Jose Manuel Barroso;2004-11-22;2014-10-31
Jean-Claude Juncker;2014-11-01;2019-11-30
Ursula von der Leyen;2019-12-01;;von der Leyen
@EUR IGO President of the European Council
Herman Van Rompuy;2009-12-01;2014-11-30;Van Rompuy
Donald Tusk;2014-12-01;2019-11-30
Charles Michel;2019-12-01;2024-11-30
António Costa|Antonio Costa;2024-12-01;
@EUR IGO High Representative
Catherine Ashton;2009-12-01;2014-11-01
Federica Mogherini;2014-11-01;2019-12-01
Josep Borrell;2019-12-01;2024-12-01
Kaja Kallas;2024-12-01;
@EUR IGO President of the European Central Bank
Mario Draghi;2011-11-01;2019-10-31
Christine Lagarde;2019-11-01;
"""
# "@country sector", then bodies with ";" between them and "|" between the names of one
BODIES = """
@UNO IGO
United Nations|UN|U.N.; UN Security Council|U.N. Security Council|United Nations Security Council|Security Council; UN General Assembly|U.N. General Assembly|General Assembly|United Nations General Assembly; UN Human Rights Council|Human Rights Council; United Nations High Commissioner for Refugees|UNHCR|UN refugee agency|U.N. refugee agency|UN Refugee Agency; UNICEF|United Nations Children's Fund; UNESCO; UNRWA|United Nations Relief and Works Agency; UN Women; World Food Programme|WFP|World Food Program; World Health Organization|WHO|World Health Organisation; International Atomic Energy Agency|IAEA; OCHA|Office for the Coordination of Humanitarian Affairs; United Nations Development Programme|UNDP; Food and Agriculture Organization|FAO; International Organization for Migration|IOM; International Labour Organization|ILO|International Labor Organization; OHCHR|UN human rights office|U.N. human rights office; MONUSCO; MINUSMA; UNIFIL; UNMISS; UNAMA; MINUSCA; UN peacekeepers|U.N. peacekeepers
@UNO JUD
International Court of Justice|ICJ|World Court
@IGO JUD
International Criminal Court|ICC; European Court of Human Rights|ECHR; Permanent Court of Arbitration; International Criminal Tribunal
@IGO IGO
NATO|North Atlantic Treaty Organization; African Union|AU; ASEAN|Association of Southeast Asian Nations; Arab League|League of Arab States; OPEC|Organization of the Petroleum Exporting Countries; OPEC+; World Trade Organization|WTO|World Trade Organisation; International Monetary Fund|IMF; World Bank; OSCE|Organization for Security and Cooperation in Europe|Organization for Security and Co-operation in Europe; OAS|Organization of American States; ECOWAS|Economic Community of West African States; IGAD|Intergovernmental Authority on Development; SADC|Southern African Development Community; EAC|East African Community; Gulf Cooperation Council|GCC; Mercosur; Shanghai Cooperation Organization|Shanghai Cooperation Organisation|SCO; BRICS; G7|G-7|Group of Seven; G20|G-20|Group of 20; OECD|Organisation for Economic Co-operation and Development; Council of Europe; Commonwealth of Nations; Organisation of Islamic Cooperation|Organization of Islamic Cooperation|OIC; Asian Development Bank|ADB; African Development Bank|AfDB; Quad; Pacific Islands Forum; CARICOM|Caribbean Community; Eurasian Economic Union; CSTO|Collective Security Treaty Organization; Commonwealth of Independent States; International Energy Agency|IEA; OPCW|Organisation for the Prohibition of Chemical Weapons; Interpol; Europol; FATF|Financial Action Task Force; APEC|Asia-Pacific Economic Cooperation; SAARC; BIMSTEC; Nordic Council; Arctic Council; Visegrad Group; International Olympic Committee|IOC; AUKUS
@EUR IGO
European Union|EU|E.U.; European Commission; European Council; Council of the European Union; European Central Bank|ECB; Frontex; European External Action Service
@EUR LEG
European Parliament
@EUR JUD
European Court of Justice|ECJ|Court of Justice of the European Union
@IMG REB
Islamic State|ISIS|ISIL|Daesh|Islamic State group; al-Qaeda|Al-Qaeda|al-Qaida|Al Qaeda|al Qaeda|Al-Qaida
@NGO NGO
Red Cross|International Committee of the Red Cross|ICRC; Red Crescent|International Federation of Red Cross and Red Crescent Societies|IFRC; Amnesty International|Amnesty; Human Rights Watch|HRW; Doctors Without Borders|Medecins Sans Frontieres|Médecins Sans Frontières|MSF; Oxfam; Save the Children; Greenpeace; Transparency International; Reporters Without Borders|RSF; Committee to Protect Journalists|CPJ; International Rescue Committee; Norwegian Refugee Council; CARE International; World Vision; International Crisis Group|Crisis Group; Caritas; Islamic Relief; Freedom House; Open Society Foundations; Mercy Corps; Action Against Hunger; International Federation for Human Rights|FIDH; World Wildlife Fund|WWF; Airwars; Bellingcat
@AFG REB
Haqqani network|Haqqani Network
@ARG BUS
YPF
@BRA BUS
Petrobras; Vale; Embraer
@CHE BUS
Nestle|Nestlé; UBS; Credit Suisse; Novartis; Glencore; Roche
@CHN PTY
Communist Party of China|Chinese Communist Party|Communist Party|CCP; Politburo
@CHN BUS
Huawei; Alibaba; Tencent; ByteDance; TikTok; BYD; CATL; ZTE; Sinopec; CNOOC; COMAC
@CHN LEG
National People's Congress
@CHN MIL
People's Liberation Army|PLA
@CHN JRN
Xinhua|Xinhua News Agency; Global Times; People's Daily; CCTV|China Central Television; South China Morning Post
@COD REB
M23|March 23 Movement; FDLR; ADF|Allied Democratic Forces; CODECO
@COL REB
FARC|Revolutionary Armed Forces of Colombia; ELN|National Liberation Army
@DEU GOV
Bundesbank
@DEU LEG
Bundestag; Bundesrat
@DEU PTY
CDU|Christian Democratic Union|Christian Democrats; SPD; AfD|Alternative for Germany; CSU
@DEU JRN
Deutsche Presse-Agentur|dpa|DPA; Der Spiegel|Spiegel; Bild; Deutsche Welle|DW
@DEU BUS
Volkswagen; Siemens; BASF; Deutsche Bank; Rheinmetall; BMW; Mercedes-Benz; Bayer; SAP; Lufthansa; Thyssenkrupp
@DZA BUS
Sonatrach
@ESH REB
Polisario|Polisario Front
@ETH REB
Tigray People's Liberation Front|TPLF; Oromo Liberation Army; Fano
@FIN BUS
Nokia
@FRA JRN
Agence France-Presse|AFP; Le Monde; Le Figaro; France 24; Radio France Internationale|RFI
@FRA GOV
Élysée Palace
@FRA PTY
National Rally|Rassemblement National; La France Insoumise|France Unbowed
@FRA BUS
TotalEnergies; Airbus; Renault; Thales; Dassault; EDF; BNP Paribas; Orano
@GBR -
Chatham House; International Institute for Strategic Studies|IISS; Royal United Services Institute|RUSI
@GBR GOV
Foreign Office|Foreign, Commonwealth and Development Office; Home Office; Bank of England; Ministry of Defence|MoD
@GBR LEG
House of Commons; House of Lords; Westminster
@GBR COP
Scotland Yard|Metropolitan Police
@GBR REB
IRA|Irish Republican Army
@GBR PTY
Labour Party; Conservative Party|Conservatives|Tories; Liberal Democrats; Scottish National Party|SNP; Sinn Fein|Sinn Féin; Reform UK
@GBR SPY
MI5; MI6; GCHQ
@GBR JRN
Reuters; BBC|British Broadcasting Corporation; The Guardian|Guardian; Financial Times; Daily Telegraph; Sky News; The Economist
@GBR BUS
Shell; BP; HSBC; BAE Systems; Rolls-Royce; AstraZeneca; Vodafone; Rio Tinto; Barclays
@HTI CRM
Viv Ansanm
@IND PTY
Bharatiya Janata Party|BJP; Indian National Congress; Aam Aadmi Party
@IND LEG
Lok Sabha; Rajya Sabha
@IND JRN
Press Trust of India|PTI; Times of India; ANI|Asian News International; The Hindu
@IND BUS
Reliance Industries|Reliance; Tata; Adani Group|Adani; Infosys
@IRN MIL
Revolutionary Guards|Islamic Revolutionary Guard Corps|IRGC|Revolutionary Guard|Iranian Revolutionary Guard; Quds Force
@IRN PRM
Basij
@IRN JRN
IRNA|Islamic Republic News Agency; Tasnim|Tasnim News Agency; Fars|Fars News Agency; Mehr News Agency; Press TV
@IRQ PRM
Popular Mobilization Forces|Hashed al-Shaabi; Kataib Hezbollah|Kata'ib Hezbollah
@ISR MIL
Israel Defense Forces|IDF|Israel Defence Forces
@ISR LEG
Knesset
@ISR PTY
Likud; Shas; Yesh Atid
@ISR SPY
Mossad; Shin Bet
@ISR JRN
Haaretz; Jerusalem Post; Times of Israel
@ITA BUS
Eni; Leonardo; Fiat; UniCredit
@ITA JRN
ANSA
@JPN LEG
Diet|National Diet
@JPN JRN
Kyodo News|Kyodo|Kyodo News Agency; NHK; Asahi Shimbun|Asahi; Nikkei; Yomiuri Shimbun|Yomiuri; Mainichi Shimbun|Mainichi; Jiji Press|Jiji
@JPN PTY
Liberal Democratic Party|LDP; Komeito; Constitutional Democratic Party of Japan
@JPN MIL
Self-Defense Forces|Japan Self-Defense Forces|Maritime Self-Defense Force|Air Self-Defense Force
@JPN BUS
Toyota; Sony; SoftBank; Nippon Steel; Mitsubishi; Honda; Nissan; Hitachi; Panasonic; Toshiba; Nintendo; Mitsui; Sumitomo
@JPN GOV
Bank of Japan
@KOR BUS
Samsung|Samsung Electronics; Hyundai|Hyundai Motor; LG; SK Hynix; POSCO; Kia; Hanwha
@KOR PTY
People Power Party; Democratic Party of Korea
@KOR JRN
Yonhap|Yonhap News|Yonhap News Agency; Chosun Ilbo; JoongAng Ilbo; Dong-A Ilbo; KBS; Hankyoreh
@KOR GOV
Bank of Korea
@KOR MIL
Joint Chiefs of Staff of Korea|South Korean Joint Chiefs of Staff
@LBN REB
Hezbollah|Hizbollah|Hizbullah
@LKA REB
Liberation Tigers of Tamil Eelam|Tamil Tigers|LTTE
@LBY MIL
Libyan National Army|LNA
@MLI REB
JNIM|Jama'at Nusrat al-Islam wal-Muslimin
@MMR REB
Arakan Army; Karen National Union; Kachin Independence Army
@MMR MIL
Tatmadaw
@MMR OPP
National Unity Government|NUG; National League for Democracy|NLD
@NGA REB
Boko Haram; ISWAP|Islamic State West Africa Province
@NOR BUS
Equinor|Statoil
@PAK REB
Lashkar-e-Taiba; Jaish-e-Mohammed; Tehreek-e-Taliban Pakistan|TTP|Pakistani Taliban; Balochistan Liberation Army
@PAK SPY
ISI|Inter-Services Intelligence
@PAK PTY
PTI party|Pakistan Tehreek-e-Insaf; Pakistan Muslim League; Pakistan People's Party|PPP
@PHL REB
New People's Army; Abu Sayyaf; Moro Islamic Liberation Front|MILF
@PRK JRN
Korean Central News Agency|KCNA; Rodong Sinmun
@PRK PTY
Workers' Party of Korea|Workers' Party
@PSE PTY
Fatah; Palestine Liberation Organization|PLO
@PSE REB
Hamas; Islamic Jihad|Palestinian Islamic Jihad; al-Qassam Brigades|Qassam Brigades
@PSE GOV
Palestinian Authority
@QAT JRN
Al Jazeera
@QAT BUS
QatarEnergy; Qatar Airways
@RUS SPY
FSB|Federal Security Service; GRU; SVR
@RUS BUS
Gazprom; Rosneft; Lukoil; Rosatom; Novatek; Sberbank; Aeroflot
@RUS LEG
State Duma|Duma; Federation Council
@RUS PTY
United Russia
@RUS JRN
TASS|Tass; RIA Novosti|RIA; Interfax; Kommersant; RT|Russia Today; Izvestia
@RUS PRM
Wagner Group|Wagner
@SAU BUS
Saudi Aramco|Aramco
@SAU JRN
Saudi Press Agency|SPA; Al Arabiya
@SDN REB
Rapid Support Forces|Janjaweed
@SDN MIL
Sudanese Armed Forces
@SOM REB
al-Shabaab|Al-Shabaab|al-Shabab|Al Shabaab|Al-Shabab|al Shabaab
@SWE BUS
Ericsson; Saab; Volvo; Ikea
@SYR REB
Hayat Tahrir al-Sham|HTS; Free Syrian Army; Syrian Democratic Forces|SDF; YPG
@SYR JRN
SANA
@TUR JRN
Anadolu|Anadolu Agency
@TUR PTY
Justice and Development Party|AKP|AK Party; Republican People's Party|CHP
@TUR REB
PKK|Kurdistan Workers' Party
@TWN PTY
Kuomintang|KMT; Democratic Progressive Party|DPP
@TWN LEG
Legislative Yuan
@TWN BUS
TSMC; Foxconn
@UGA REB
Lord's Resistance Army
@UKR JRN
Ukrinform; Kyiv Independent
@UKR LEG
Verkhovna Rada
@USA BUS
Apple; Google; Microsoft; Amazon; Meta; Facebook; Boeing; Lockheed Martin; Tesla; SpaceX; ExxonMobil|Exxon|Exxon Mobil; Chevron; Intel; Nvidia; OpenAI; Twitter; General Motors; Ford; U.S. Steel|US Steel; Goldman Sachs; JPMorgan|JPMorgan Chase; Raytheon; Pfizer; General Electric; BlackRock; IBM; Starlink
@USA JRN
Associated Press|AP|The Associated Press; CNN; New York Times|The New York Times; Washington Post|The Washington Post; Wall Street Journal|The Wall Street Journal; Bloomberg|Bloomberg News; NBC|NBC News; CBS|CBS News; ABC News; Fox News; NPR; Politico; Axios; Voice of America; Radio Free Asia; Radio Free Europe
@USA SPY
CIA|Central Intelligence Agency; NSA|National Security Agency
@USA LEG
US Congress|U.S. Congress; Senate; House of Representatives; Capitol Hill|Capitol
@USA COP
FBI|Federal Bureau of Investigation
@USA MIL
US Central Command|U.S. Central Command|CENTCOM|Central Command; Indo-Pacific Command; US Navy|U.S. Navy; US Army|U.S. Army; US Air Force|U.S. Air Force; Coast Guard|US Coast Guard|U.S. Coast Guard
@USA GOV
Pentagon|Department of Defense; State Department|Department of State|US State Department|U.S. State Department; Treasury Department|US Treasury|U.S. Treasury|Department of the Treasury; Justice Department|Department of Justice; Commerce Department|Department of Commerce; National Security Council; Department of Homeland Security; Federal Reserve|Fed; Trump administration; Biden administration; Obama administration; Bush administration; US Trade Representative|U.S. Trade Representative|USTR; USAID; Oval Office; West Wing
@USA -
RAND Corporation|RAND|Rand Corporation; Brookings Institution|Brookings; Center for Strategic and International Studies|CSIS|Center for Strategic & International Studies; Atlantic Council; Heritage Foundation; Council on Foreign Relations; Stimson Center; Carnegie Endowment|Carnegie Endowment for International Peace; Hudson Institute; Cato Institute; Wilson Center; Institute for the Study of War
@USA PTY
Republican Party|Republicans|GOP; Democratic Party|Democrats
@USA JUD
US Supreme Court|U.S. Supreme Court|Supreme Court of the United States
@VAT REL
Holy See; Catholic Church|Roman Catholic Church
@YEM REB
Houthis|Houthi|Ansar Allah|Houthi movement|Huthis|Ansarullah
@ZAF PTY
African National Congress|ANC; Democratic Alliance; Economic Freedom Fighters
@ZAF BUS
Eskom; De Beers; Sasol
"""

if __name__ == "__main__":
    countries()
    leaders()
    bodies()
