"""Training sentences for the type of an event, all of attache's own: the lexicon's examples, their variants, the own sentences, phrases.tsv.

An example: {"text", "source": [s, e] or None, "target": [s, e] or None, "trigger": [s, e] or None, "type", "group", "from"}; offsets in characters.
`group` is what a fold holds out together: a lexicon row's lemma, an own sentence, a line of phrases.tsv.
"""
import glob
import json
import os
import random
import re
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TYPES = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT").split()
NONE, HARD = "NONE", "HARD"
SOME_FAILED = 4                                       # the program's exit when a text is no English, say; the others are there


def tsv(path):
    with open(path, encoding="utf8") as f:
        lines = [l.rstrip("\n") for l in f if l.strip() and not l.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, l.split("\t") + [""] * len(head))) for l in lines[1:]]


def unbracket(example):
    """[Kenya] accused [>Uganda] ...: the bare text and the spans of source and target."""
    text, spans, at = "", {}, 0
    for m in re.finditer(r"\[(>?)([^\]]*)\]", example):
        text += example[at:m.start()]
        spans.setdefault("target" if m.group(1) else "source", [len(text), len(text) + len(m.group(2))])
        text += m.group(2)
        at = m.end()
    return text + example[at:], spans.get("source"), spans.get("target")


def is_form(word, lemma):
    """Whether `word` may be a form of the regular `lemma`."""
    w, l = word.lower(), lemma.lower()
    stems = {l, l + l[-1:], l[:-1] if l.endswith("e") else l, l[:-1] + "i" if l.endswith("y") else l}
    return any(w == s + e for s in stems for e in ("", "s", "es", "ed", "d", "ing")) or w == l


def lexicon(kind):
    out = []
    for file in sorted(glob.glob(os.path.join(ROOT, "lex/events", kind + "*.tsv"))):
        for r in tsv(file):
            text, source, target = unbracket(r["example"])
            lemmas = [l.split(" ")[0] for l in r["lemma"].split("|")]
            out.append({"text": text, "source": source, "target": target, "trigger": None, "lemmas": lemmas, "row": r,
                        "type": r["type"], "group": kind + " " + lemmas[0], "from": kind})
    return out


def place_of(text, words, occurrence=1, near=None):
    places = [m.start() for m in re.finditer(re.escape(words), text)]
    at = places[occurrence - 1] if near is None else min(places, key=lambda p: abs(p - near))
    return [at, at + len(words)]


def own(keep=lambda number: number % 3 != 0, folders=("test/own", "train/sentences")):
    """Sentences with every event marked; those whose number is divisible by three are test parts."""
    out = []
    for file in sorted(f for folder in folders for f in glob.glob(os.path.join(ROOT, folder, "*.jsonl"))):
        for o in map(json.loads, open(file, encoding="utf8")):
            if not keep(int(re.sub(r"\D", "", o["id"]))):
                continue
            for e in o["events"]:
                trigger = place_of(o["text"], e["trigger"], e.get("occurrence", 1))
                side = lambda k: place_of(o["text"], e[k][0]["text"], near=trigger[0]) if e[k] else None
                out.append({"text": o["text"], "source": side("source"), "target": side("target"), "trigger": trigger, "type": e["type"],
                            "also": (e.get("also") or {}).get("type", []), "group": o["id"], "from": "own"})
            if o.get("near_miss"):
                out.append({"text": o["text"], "source": None, "target": None, "trigger": None, "type": NONE, "group": o["id"], "from": "own"})
    return out


HELD_OUT = ("03", "06", "09", "12")          # scored only, as are the articles from 13 on


def articles():
    """Lines of the development articles, each with the words that tell of events; every other word tells of none.  Hard ones have no type."""
    out = []
    for file in sorted(glob.glob(os.path.join(ROOT, "test/articles/*.gold.json"))):
        name = os.path.basename(file)[:2]
        if name in HELD_OUT or name > "12":
            continue
        lines = open(file.replace(".gold.json", ".txt"), encoding="utf8").read().split("\n")
        by = {}
        for e in json.load(open(file, encoding="utf8"))["events"]:
            by.setdefault(e["line"], []).append(e)
        for n, events in by.items():
            text = lines[n - 1]
            for e in events:
                if text.count(e["trigger"]) < e.get("occurrence", 1):      # parted words: "called ... in"
                    e = dict(e, trigger=e["trigger"].split(" ")[0], occurrence=1, hard=True)
                out.append({"text": text, "source": None, "target": None, "trigger": place_of(text, e["trigger"], e.get("occurrence", 1)),
                            "type": HARD if e.get("hard") else e["type"], "group": file + str(n), "from": "articles"})
    return out


# ---- phrases-*.tsv: verb phrases to sentences ------------------------------------------------------------------------------------------

IRREGULAR = {w[0]: (w[1], w[2]) for w in (x.split() for x in """
be was been|give gave given|send sent sent|lend lent lent|meet met met|hold held held|fly flew flown|say said said|tell told told|bring brought brought|
buy bought bought|sell sold sold|build built built|run ran run|begin began begun|write wrote written|take took taken|come came come|go went gone|
make made made|let let let|set set set|cut cut cut|put put put|hit hit hit|shoot shot shot|fight fought fought|sink sank sunk|strike struck struck|
throw threw thrown|break broke broken|leave left left|withdraw withdrew withdrawn|swear swore sworn|forgive forgave forgiven|feed fed fed|see saw seen|
seek sought sought|beg begged begged|plead pleaded pleaded|stand stood stood|uphold upheld upheld|withhold withheld withheld|find found found|
slam slammed slammed|ban banned banned|bar barred barred|quit quit quit|stop stopped stopped|drop dropped dropped|swap swapped swapped|ship shipped shipped|
equip equipped equipped|stab stabbed stabbed|kidnap kidnapped kidnapped|beat beat beaten|blow blew blown|burn burned burned|lay laid laid|pay paid paid|
speak spoke spoken|give gave given|win won won|rise rose risen|shut shut shut|steal stole stolen|hide hid hidden|unban unbanned unbanned|bow bowed bowed|
sit sat sat|step stepped stepped|scrap scrapped scrapped|commit committed committed|permit permitted permitted|admit admitted admitted|rebut rebutted rebutted|
prod prodded prodded|snub snubbed snubbed|veto vetoed vetoed|undertake undertook undertaken|overrun overran overrun|mow mowed mown|hurl hurled hurled|
slap slapped slapped|strip stripped stripped|ram rammed rammed|gun gunned gunned|gag gagged gagged|bug bugged bugged|jam jammed jammed|club clubbed clubbed|
plan planned planned|rob robbed robbed|transfer transferred transferred|confer conferred conferred|forge forged forged|mend mended mended|extradite extradited extradited|
shun shunned shunned|dare dared dared|wage waged waged|do did done|have had had|hear heard heard|show showed shown|spurn spurned spurned|recant recanted recanted|
withstand withstood withstood|expel expelled expelled|compel compelled compelled|repel repelled repelled|spread spread spread|hand handed handed|sue sued sued|
rush rushed rushed|cable cabled cabled|annul annulled annulled|label labelled labelled|cancel cancelled cancelled|channel channelled channelled|shell shelled shelled|
concur concurred concurred|rally rallied rallied|topple toppled toppled|rap rapped rapped|pull pulled pulled|stun stunned stunned|maul mauled mauled|lobby lobbied lobbied|
arm armed armed|abhor abhorred abhorred|hit hit hit|dine dined dined|cede ceded ceded|deter deterred deterred|wear wore worn|sabotage sabotaged sabotaged|
shake shook shaken|draw drew drawn|drive drove driven|read read read|eat ate eaten|sing sang sung|ring rang rung|bid bade bidden|dig dug dug|lie lay lain|
tear tore torn|string strung strung|cast cast cast|stick stuck stuck|slip slipped slipped|nod nodded nodded|tip tipped tipped|drum drummed drummed|
clog clogged clogged|flog flogged flogged|whip whipped whipped|lob lobbed lobbed|grab grabbed grabbed|fall fell fallen|pelt pelted pelted|swallow swallowed swallowed|
double doubled doubled|ring-fence ring-fenced ring-fenced|unseat unseated unseated|get got got|keep kept kept|bleed bled bled|carp carped carped|hang hanged hanged|
forget forgot forgotten|pat patted patted|pin pinned pinned|tap tapped tapped|spring sprang sprung|overturn overturned overturned|debate debated debated""".replace("\n", "").split("|"))}
VOWELS = "aeiou"


def past(v, participle=False):
    if v in IRREGULAR:
        return IRREGULAR[v][participle]
    return v + "d" if v.endswith("e") else v[:-1] + "ied" if v.endswith("y") and v[-2] not in VOWELS else v + "ed"


def present(v):
    return v + "es" if re.search(r"(s|sh|ch|x|z|o)$", v) else v[:-1] + "ies" if v.endswith("y") and v[-2] not in VOWELS else v + "s"


def gerund(v):
    if v in IRREGULAR and IRREGULAR[v][0].endswith(v[-1] + "ed") and len(IRREGULAR[v][0]) == len(v) + 3:
        return v + v[-1] + "ing"
    double = ("cut", "put", "let", "set", "hit", "run", "begin", "quit", "sit", "shut")
    return v + v[-1] + "ing" if v in double else v[:-1] + "ing" if v.endswith("e") and not v.endswith("ee") else v + "ing"


def choose(pattern, rng):
    while True:
        m = re.search(r"\[([^\[\]]*)\]", pattern)
        if not m:
            return re.sub(r" +([,.'])", r"\1", re.sub(r" +", " ", pattern)).strip()
        pattern = pattern[:m.start()] + rng.choice(m.group(1).split("|")) + pattern[m.end():]


class Cast:
    """Who acts in made sentences: countries and bodies of the lexicon with the common words for people."""

    STATE = ("{c}", "{c}", "{c}", "the {a} government", "{a} officials", "{a} President {n}", "{a} Foreign Minister {n}", "the {a} prime minister", "{n}",
             "Prime Minister {n}", "{s}", "the foreign ministry in {s}", "the government of {c}", "the {a} authorities", "{a} leader {n}", "the {a} president",
             "a {a} envoy", "{c} and {c2}", "the United Nations", "the European Union", "the African Union", "the Security Council", "the government")
    FORCE = ("{a} troops", "the {a} army", "{a} warplanes", "rebels", "{a} forces", "insurgents", "militants", "separatist fighters", "gunmen", "the army of {c}",
             "{a}-backed rebels", "soldiers", "police", "security forces", "the {a} navy", "a militia", "{c}", "{c}")
    LAW = ("police", "a court in {s}", "the {a} authorities", "{a} police", "the {a} government", "{c}", "security forces", "prosecutors", "the {a} junta", "the military government",
           "{a} authorities", "a {a} court", "the interior ministry", "soldiers")
    CROWD = ("protesters", "students", "workers", "thousands of people", "demonstrators", "farmers", "teachers", "{a} miners", "opposition supporters", "residents of {s}",
             "truck drivers", "trade unions", "{a} activists", "prisoners", "hundreds of women", "villagers", "crowds in {s}", "{a}s", "civil servants", "nurses")
    CIVIL = ("the opposition", "a human rights group", "parliament", "{a} lawmakers", "opposition leader {n}", "rebels", "the ruling party", "the {a} parliament", "a {a} company",
             "the rebel leader", "the bishop of {s}", "the World Health Organization", "aid groups", "the trade union", "the party", "a spokesman for the {a} government")
    WHOM = ("{c}", "{c}", "{c}", "the {a} government", "{n}", "rebels", "the opposition", "{a} President {n}", "the {a} prime minister", "refugees", "civilians", "its neighbour",
            "a {a} journalist", "the {a} army", "{a} troops", "opposition leader {n}", "the country", "the rebels", "{s}", "{a} officials", "the government", "protesters", "a {a} envoy",
            "the former president", "the {a} opposition party", "two {a} citizens", "the islands", "the separatists", "the {a} parliament", "villagers", "the military", "the {a} foreign minister")
    BY_TYPE = {"PROTEST": (CROWD,), "ASSAULT": (FORCE, FORCE, FORCE, STATE), "COERCE": (LAW, LAW, STATE, FORCE), "MOBILIZE": (STATE, FORCE, STATE),
               "RETREAT": (STATE, FORCE, CIVIL), "THREATEN": (STATE, CIVIL, FORCE), "SANCTION": (STATE, STATE, LAW), "ACCUSE": (STATE, CIVIL, LAW)}

    def __init__(self, rng):
        self.rng, by = rng, {}
        for r in tsv(os.path.join(ROOT, "lex/actors/countries.tsv")):
            if "|" not in r["name"]:
                by.setdefault(r["code"], {}).setdefault(r["kind"], []).append(r["name"])
        self.countries = [k for k in by.values() if {"country", "adjective", "seat"} <= set(k)]
        people = [r["name"].split("|")[0].split() for r in tsv(os.path.join(ROOT, "lex/actors/leaders.tsv"))]
        self.first, self.last = [p[0] for p in people if len(p) > 1], [p[-1] for p in people]

    def fill(self, phrase):
        a, b = self.rng.sample(self.countries, 2)
        pick = lambda c, kind: self.rng.choice(c[kind])
        who = self.rng.choice(self.first) + " " + self.rng.choice(self.last)
        return phrase.format(c=pick(a, "country"), a=pick(a, "adjective"), s=pick(a, "seat"), c2=pick(b, "country"), n=who)

    def source(self, kind):
        return self.fill(self.rng.choice(self.rng.choice(self.BY_TYPE.get(kind, (self.STATE, self.STATE, self.STATE, self.CIVIL)))))

    def target(self):
        return self.fill(self.rng.choice(self.WHOM))


PLURAL = re.compile(r"(s|people|women|police|rebels| and .*)$")
WHEN = ("", "", "", "on Monday", "last week", "in {s}", "yesterday", "on Friday", "earlier this year", "this month", "in 2014")
WILL = ("will", "will", "is to", "is expected to", "may", "could", "plans to", "is set to", "is preparing to", "might", "is due to", "intends to", "would", "is likely to", "is considering whether to")
NOT = ("did not", "has not", "has no plans to", "never")
SAID = ("", "", "", "", "{x} said", "officials said", "state media reported", "a spokesman said", "according to the {a} foreign ministry", "the news agency said", "witnesses said")
TO_GIVE, TO_HURT = ("AID", "COOPERATE", "CONSULT", "SUPPORT"), ("ASSAULT", "SANCTION", "COERCE", "MOBILIZE")


def inflect(vp, how):
    """The first verb of `vp` in another form; an adverb may stand before it."""
    words = vp.split(" ")
    i = 1 if words[0].endswith("ly") and len(words) > 1 and words[0] not in ("ally", "rally", "supply", "comply", "fly") else 0
    words[i] = how(words[i])
    return " ".join(words)


def clause(vp, kind, rng):
    """A way of saying that {S} does vp, and the type it then has."""
    one = re.fullmatch(r"(\S+) \{T\}(?!')(.*)", vp)
    turn = rng.random()
    if turn < .52:
        if one and rng.random() < .3:
            return f"{{T}} {rng.choice(('was', 'were', 'has been'))} {past(one.group(1), True)}{one.group(2)} by {{S}}", kind
        way = rng.randrange(6)
        return "{S} " + (inflect(vp, past) if way < 3 else "has " + inflect(vp, lambda v: past(v, True)) if way == 3 else inflect(vp, present) if way == 4 else
                         rng.choice(("is", "are", "was", "kept", "began")) + " " + inflect(vp, gerund)), kind
    if turn < .72:
        return "{S} " + rng.choice(WILL) + " " + vp, kind
    if turn < .76:
        no = rng.choice(NOT)
        return "{S} " + no + " " + (inflect(vp, lambda v: past(v, True)) if no == "has not" else inflect(vp, past) if no == "never" else vp), kind
    if turn < .82:
        how = rng.choice(("refuse to", "rule out", "decline to", "reject calls to", "vote against a plan to", "say it would never", "balk at"))
        return "{S} " + inflect(how, past) + " " + (inflect(vp, gerund) if how in ("rule out", "balk at") else vp), "REJECT"
    if turn < .89 and kind in TO_GIVE:
        return "{S} " + inflect(rng.choice(("agree to", "promise to", "pledge to", "offer to", "express readiness to", "say it was ready to", "declare its willingness to", "undertake to")), past) + " " + vp, "AGREE"
    if turn < .89 and kind in TO_HURT:
        return "{S} " + inflect(rng.choice(("threaten to", "warn that it would", "vow to", "say it would not hesitate to")), past) + " " + vp, "THREATEN"
    if turn < .96:
        other = vp.replace("{T}", rng.choice(("{O}", "{O}", "it", "them")))
        if rng.random() < .3 and kind in TO_HURT + ("REJECT",):
            return "{S} " + rng.choice(("accused {T} of", "blamed {T} for", "denounced {T} for", "criticised {T} for")) + " " + inflect(other, gerund), "ACCUSE"
        return "{S} " + rng.choice(("urged {T} to", "called on {T} to", "asked {T} to", "demanded that {T}", "appealed to {T} to", "told {T} to", "wants {T} to", "pressed {T} to")) + " " + other, "REQUEST"
    return "{S}'s " + rng.choice(("plan to", "decision to", "move to", "readiness to")) + " " + vp + rng.choice((" surprised diplomats", " was announced", " became known", " drew comment")), kind


def phrases(each, seed=1):
    rng, out, n = random.Random(seed), [], 0
    cast = Cast(rng)
    for file in sorted(glob.glob(os.path.join(ROOT, "train/phrases-*.tsv"))):
        for r in tsv(file):
            for cell in r["phrases"].split(" / "):
                n += 1
                for _ in range(each):
                    said, kind = clause(choose(cell.strip(), rng), r["type"], rng)
                    said = said.replace("{O}", cast.target())
                    when, by = cast.fill(rng.choice(WHEN)), rng.choice(SAID)
                    by = cast.fill(by.replace("{x}", "{n}"))
                    pattern = said + (" " + when if when else "") + (", " + by if by else "") + "."
                    if by and rng.random() < .3 and by.endswith(("said", "reported")):
                        pattern = by[0].upper() + by[1:] + " " + said + (" " + when if when else "") + "."
                    text, spans = fill(pattern, {"S": cast.source(r["type"]), "T": cast.target()})
                    text = text[0].upper() + text[1:]
                    if "S" in spans and "T" in spans:
                        out.append({"text": text, "source": spans["S"], "target": spans.get("T"), "trigger": None, "type": kind, "group": f"phrase {n}", "from": "phrases"})
    for r in tsv(os.path.join(ROOT, "train/sentences.tsv")):
        for cell in r["sentences"].split(" / "):
            n += 1
            ways = max(2, each // 2 + 3 * cell.count("["))
            for _ in range(ways):
                text, spans = fill(choose(cell.strip(), rng), {"S": cast.source(r["type"]), "T": cast.target()})
                if "S" in spans and "T" in spans:
                    out.append({"text": text[0].upper() + text[1:], "source": spans["S"], "target": spans["T"], "trigger": None, "type": r["type"], "group": f"phrase {n}", "from": "phrases"})
    return out


def news(program, path, work, least=.8):
    """Events that the rows find in news text, both sides named in the sentence: their types teach how news talks about them."""
    found = os.path.join(work, "news.jsonl")
    subprocess.run(["nice", program, "read", path, "-j", "1", "-q", "-o", found], check=True)
    out = []
    for d in map(json.loads, open(found, encoding="utf8")):
        actors = {a["id"]: a["mentions"] for a in d["actors"]}
        for e in d["events"]:
            start, end = d["sentences"][e["sentence"]]
            near = lambda ids: min(([m for i in ids for m in actors[i] if start <= m[0] and m[1] <= end] or [None]), key=lambda m: m and abs(m[0] - e["trigger"][0]))
            s, t = near(e["actor"][:1]), near(e["recipient"][:1] if e["recipient"] else e["actor"][1:2])
            if s and t and e["confidence"] >= least and (s[1] <= t[0] or t[1] <= s[0]):
                cut = lambda x: [x[0] - start, x[1] - start]
                out.append({"text": d["text"][start:end], "source": cut(s), "target": cut(t), "trigger": cut(e["trigger"]), "type": e["type"],
                            "group": "news " + d["id"], "from": "news"})
    return out


def fill(pattern, who):
    """Puts names in the place of {S} and {T}; the first place of each is its span."""
    text, spans, at = "", {}, 0
    for m in re.finditer(r"\{([ST])\}", pattern):
        text += pattern[at:m.start()]
        spans.setdefault(m.group(1), [len(text), len(text) + len(who[m.group(1)])])
        text += who[m.group(1)]
        at = m.end()
    text += pattern[at:]
    return text, spans


# ---- sentences to words, by the program itself ------------------------------------------------------------------------------------------

def parse(program, texts, work):
    """text -> tokens [(form, lemma, upos, head, deprel, start, end, sentence, name)]; head counts within the text, -1 is a root."""
    asked = os.path.join(work, "parse-in.jsonl")
    unique = list(dict.fromkeys(texts))
    if not unique:
        return {}
    with open(asked, "w", encoding="utf8") as f:
        f.writelines(json.dumps({"id": str(i), "text": t}) + "\n" for i, t in enumerate(unique))
    ran = subprocess.run(["nice", program, "parse", asked, "-j", "1", "-q"], stdout=subprocess.PIPE)
    if ran.returncode not in (0, SOME_FAILED):
        raise SystemExit(f"{program} parse: exit {ran.returncode}")
    out = ran.stdout.decode("utf8")
    found, now, sentence, base = {}, None, -1, 0
    for line in out.split("\n"):
        if line.startswith("# newdoc id = "):
            now = found.setdefault(unique[int(line[14:])], [])
            sentence = -1
        elif line.startswith("# sent_id"):
            sentence, base = sentence + 1, len(now)
        elif line and line[0].isdigit():
            c = line.split("\t")
            if "-" in c[0]:
                continue
            misc = dict(x.split("=", 1) for x in c[9].split("|") if "=" in x)
            start, end = map(int, misc["TokenRange"].split(":"))
            now.append((c[1], c[2], c[3], base + int(c[6]) - 1 if c[6] != "0" else -1, c[7], start, end, sentence, misc.get("NE", "O")))
    return found


def tokens_of(tokens, span):
    """First and last token (exclusive) of a stretch of characters, or None."""
    inside = [i for i, t in enumerate(tokens) if span and t[5] < span[1] and t[6] > span[0]]
    return [inside[0], inside[-1] + 1] if inside else None
