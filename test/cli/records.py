"""Records built by hand, so that no model decides what they say."""
import re

HEAD = ("id text_id story made_by source kind url title byline publisher section language published published_from modified dateline text paragraphs left_out "
        "sentences actors times places statements events positions notes").split()
COUNTRIES = {"Kenya": "KEN", "Uganda": "UGA", "Russia": "RUS", "Ukraine": "UKR", "Iran": "IRN", "France": "FRA", "Chile": "CHL", "Peru": "PER"}
TOWNS = {"Kaduna": ("NGA", "Kaduna State", 10.52, 7.44), "Lagos": ("NGA", "Lagos", 6.45, 3.39), "Paris": ("FRA", "Ile-de-France", 48.85, 2.35),
         "Kharkiv": ("UKR", "Kharkiv", 49.98, 36.25), "Odesa": ("UKR", "Odessa", 46.48, 30.73), "Zaria": ("NGA", "Kaduna State", 11.11, 7.72)}


def blank(like):
    return {k: None for k in like}


def record(name, day, text, *events):
    """A record of one paragraph.  events: (type, mode, actors, recipients, date, town or None, trigger, more)."""
    doc = blank(HEAD)
    doc.update(id=name.encode().hex().rjust(32, "0"), text_id="0" * 32, made_by="attache test", source=name, kind="article", language="en", published=day,
               text=text, byline=[], paragraphs=[{"kind": "body", "start": 0, "end": len(text), "source_span": [0, len(text)]}], left_out=[], sentences=[], times=[],
               statements=[], positions=[], notes=[], actors=[], places=[], events=[])
    at = 0
    for s in re.split(r"(?<=\.) ", text):
        doc["sentences"].append([at, at + len(s)])
        at += len(s) + 1
    for t in TOWNS:
        if t in text:
            c, admin, lat, lon = TOWNS[t]
            doc["places"].append({"id": f"p{len(doc['places']) + 1}", "name": t, "country": c, "admin1": admin, "lat": lat, "lon": lon, "geonames": len(t) + 1000,
                                  "mentions": [[m.start(), m.end()] for m in re.finditer(t, text)]})

    def actor(who):
        for a in doc["actors"]:
            if a["name"] == who:
                return a["id"]
        country, kind = next(((c, "country") for w, c in COUNTRIES.items() if w == who), (None, "person" if who[0].isupper() and who != "Gunmen" else "group"))
        if ":" in who:
            who, country = who.split(":")
        sectors = ["GOV"] if kind == "country" else []
        doc["actors"].append({"id": f"a{len(doc['actors']) + 1}", "name": who, "kind": kind, "country": country, "sectors": sectors, "office": None, "organisation": None,
                              "known_as": None, "mentions": [[m.start(), m.end()] for m in re.finditer(re.escape(who), text)]})
        return doc["actors"][-1]["id"]

    for n, (kind, mode, actors, recipients, date, town, trigger, *more) in enumerate(events):
        start = text.index(trigger)
        e = dict(id=f"e{n + 1}", type=kind, mode=mode, contexts=[], cameo="190", quad=4, quad_cameo=4, score=-9.0, goldstein=-10.0, actor=[actor(a) for a in actors],
                 recipient=[actor(a) for a in recipients], status="occurred", date=date, **{"from": date, "to": date}, time=None,
                 place=next((p["id"] for p in doc["places"] if p["name"] == town), None), trigger=[start, start + len(trigger)],
                 sentence=next(i for i, s in enumerate(doc["sentences"]) if s[0] <= start < s[1]), statement=None, same_as=None, occurrence=None, dead=None, injured=None,
                 arrested=None, confidence=0.9, because="test")
        e.update(*more)
        doc["events"].append(e)
    return doc
