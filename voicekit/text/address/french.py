"""French: vous and tu from pronouns, elisions, possessives, verb endings, imperatives and polite formulas.

Words that only look like them (un rendez-vous, le ton, chez, elles sont faites) are no evidence.
"""

from __future__ import annotations

from voicekit.text.address.reading import ASIDE, STRONG, WEAK, Found, Kinds, Reading
from voicekit.text.document import Document

_OTHER, _VOUS, _VOTRE, _EZ, _ODD, _TU, _TE, _T, _TON, _TA, _BID, _RDV, _SVP, _STP, _VERB_TU = range(15)
_TITLE, _HYPHEN = 15, 16

_TABLE: dict[str, int] = {}
for _kind, _words in (
    (_VOUS, "vous"),
    (_VOTRE, "votre vos vôtre vôtres"),
    (_ODD, "dites faites êtes soyez ayez sachez veuillez redites refaites"),
    (_TU, "tu"),
    (_TE, "te toi"),
    (_T, "t"),
    (_TON, "ton tien tiens"),
    (_TA, "ta tes tienne tiennes"),
    (_SVP, "svp"),
    (_STP, "stp"),
    (_RDV, "rendez"),
    (_TITLE, "madame monsieur mme mlle"),
    (_HYPHEN, "moi nous le la les lui leur y en"),
    (
        # No third person and no noun looks like these; they are "tu" even where the pronoun was dropped.
        _VERB_TU,
        "peux veux pourras auras seras sauras pourras devras verras recevras",
    ),
    (
        _BID,
        """dis fais prends viens va regarde donne envoie écris contacte clique vérifie essaie attends appelle laisse
        passe profite sois aie pense imagine choisis mets demande écoute excuse rends reste ouvre télécharge partage
        suis réponds explique indique précise transmets connecte rappelle garde vois sache note saisis tape sélectionne
        installe mange bois lis joue rejoins découvre participe tente reviens repasse reprends continue arrête change
        utilise ajoute supprime commande achète apporte ramène tiens pardonne rassure inscris abonne hésite oublie
        inquiète jette évite amuse repose remplis renvoie signe appuie entre sors descends monte tourne cherche trouve
        raconte montre aide fixe communique téléphone lâche évacue streame réserve paie paye économise compare rejoue
        actualise redémarre désactive active bouge arrive parle crois""",
    ),
):
    for _word in _words.split():
        _TABLE.setdefault(_word.rstrip("_"), _kind)
_NOT_VERBS = frozenset("chez assez nez rez raz gaz lez merguez".split())
_TON_NOUN = frozenset(
    """le un ce du au quel bon même mon votre son notre leur autre haut seul aucun tout beau chaque demi ce
    d'un vrai petit léger nouveau ton""".split()
)
_SILENCED = frozenset("est s'est étaient était sont a ai suis soit fut".split())
_FAIT = frozenset("sont été ont était étaient avaient bien mal toutes déjà sera seront ainsi".split())
_LEADS = frozenset("et ou puis alors donc mais n ne sinon ensuite bien aussi simplement juste merci".split())
_BID_DOUBTFUL = frozenset("hésite oublie inquiète tiens active suis entre note change crois".split())
_BID_OR_HE = frozenset("passe va pense reste demande sache".split())
_BID_COMMON = frozenset("prends fais dis profite passe attends regarde viens".split())
_BID_NOUN = frozenset("commande demande note tente montre aide réserve".split())
_DONE = ("é", "ée", "és", "ées", "ie", "ies", "ue", "ues", "ise", "ises", "ite", "ites")
_INCLUSIVE = frozenset("·•‧∙⋅")
_OBJECTS = frozenset("moi toi nous le la les lui leur y en".split())
_AT = frozenset("sur à au aux dans chez en ici directement là y".split())
_SEVERAL = frozenset("tous toutes deux trois autres".split())
_ARTICLES = frozenset(
    "le un ce du au de des les ces mon votre ton vos nos notre prochain prendre pris".split()
)


def _sort(word: str) -> int:
    low = word.lower()
    kind = _TABLE.get(low)
    if kind is not None:
        return kind
    if low.endswith("ez") and len(low) > 3 and low not in _NOT_VERBS:
        return _EZ
    return _OTHER


_KINDS = Kinds(_sort)


def read(document: Document) -> tuple[Reading, list[Found]]:
    """The marks of a French draft, in order."""
    reading = Reading(document, _KINDS)
    found: list[Found] = []
    joined = "-" in reading.text
    for at, kind in enumerate(reading.kinds):
        if kind and (joined or kind != _HYPHEN):
            mark = _look(reading, at, kind)
            if mark is not None:
                found.append(mark)
    if any(mark.why == "several people" for mark in found) and any(mark.form == "tu" for mark in found):
        # Beside tu, vous is the same person and others.
        found = [mark._replace(strength=ASIDE) if mark.form == "vous" else mark for mark in found]
    return reading, found


def _look(reading: Reading, at: int, kind: int) -> Found | None:
    if kind == _HYPHEN:
        return _told(reading, at) if reading.before(at).endswith("-") else None
    if kind == _VOUS:
        return _vous(reading, at)
    if kind == _VOTRE:
        return Found(at, at, "vous", "possessive", STRONG)
    if kind == _EZ:
        return _ez(reading, at)
    if kind == _ODD:
        return _odd(reading, at)
    if kind == _TU:
        if reading.after(at) == "-" or reading.low[at - 1] in ("le", "au"):
            return None  # "tu-tutoriel", "passer au tu"
        silent = reading.low[at - 1] in _SILENCED and reading.before(at) == " "
        return None if silent else Found(at, at, "tu", "pronoun", STRONG)
    if kind == _T:
        apostrophe = reading.after(at)[:1] == "'" and reading.before(at)[-1:] != "'"
        # A lone "t" tells nobody where to look: "t'envoie" does.
        last = at + 1 if reading.after(at) == "'" else at
        return Found(at, last, "tu", "pronoun", STRONG) if apostrophe else None
    if kind == _TE:
        return _te(reading, at)
    if kind == _TA:
        if at and reading.before(at) in _INCLUSIVE:
            return None  # "tou·tes"
        return Found(at, at, "tu", "possessive", STRONG)
    if kind == _TON:
        return _ton(reading, at)
    if kind == _RDV:
        return _rendez(reading, at)
    if kind == _SVP:
        return Found(at, at, "vous", "polite formula", WEAK)
    if kind == _STP:
        return Found(at, at, "tu", "polite formula", STRONG)
    if kind == _TITLE:
        return _title(reading, at)
    if kind == _VERB_TU:
        return _verb_tu(reading, at)
    return _bid(reading, at)


def _title(reading: Reading, at: int) -> Found | None:
    """ "Bonjour Madame Petit,", "Madame, Monsieur,": a greeting by title, at the start of the text only."""
    if at > 2 or (at and reading.low[at - 1] not in ("bonjour", "bonsoir", "cher", "chère", "madame")):
        return None
    last = at
    if reading.after(at) == " " and reading.words[at + 1][:1].isupper():
        last = at + 1
    return Found(at, last, "vous", "salutation", WEAK) if reading.after(last).startswith((",", "!")) else None


def _vous(reading: Reading, at: int) -> Found | None:
    if reading.low[at - 1] == "rendez" and reading.before(at) == "-":
        return None  # read with its verb
    if reading.low[at + 1] in _SEVERAL and reading.after(at) == " ":
        return Found(at, at + 1, "vous", "several people", ASIDE)
    if _you_and(reading, at) or _said_of_several(reading, at):
        return Found(at, at, "vous", "several people", ASIDE)
    if reading.low[at - 1] == "plaît" and reading.low[at - 2] == "vous":
        return None
    if reading.low[at + 1] in ("plaît", "plait") and reading.low[at - 1] == "il":
        return Found(max(0, at - 2), at + 1, "vous", "polite formula", STRONG)
    return Found(at, at, "vous", "pronoun", STRONG)


def _said_of_several(reading: Reading, at: int) -> bool:
    """ "Vous êtes déjà inscrits": the participle stands in the plural."""
    if "êtes" not in (reading.low[at - 1], reading.low[at + 1]):
        return False
    return any(word.endswith(("és", "ées")) for word in reading.low[at + 1 : at + 4])


def _you_and(reading: Reading, at: int) -> bool:
    """Whether "toi et …" or "… et toi" stands shortly before, in this sentence: the reader and somebody else.

    "Toi et tes chiens vivez": the verb is in the plural, and nobody is called vous.
    """
    near = reading.near(at)
    near = near[max(map(near.rfind, ".!?…")) + 1 :]
    return " et toi" in near or "toi et " in near


def _te(reading: Reading, at: int) -> Found | None:
    if reading.low[at + 1] in ("plaît", "plait") and reading.low[at - 1] == "il":
        return Found(max(0, at - 2), at + 1, "tu", "polite formula", STRONG)
    if reading.low[at] == "te" and reading.words[at] == "TE":
        return None
    return Found(at, at, "tu", "pronoun", STRONG)


def _ton(reading: Reading, at: int) -> Found | None:
    before = reading.low[at - 1]
    if reading.low[at] == "tiens":
        return None if before not in ("les", "des", "aux") else Found(at, at, "tu", "possessive", STRONG)
    if reading.low[at] == "tien":
        return Found(at, at, "tu", "possessive", STRONG) if before in ("le", "du", "au") else None
    if before in _TON_NOUN and reading.before(at) == " ":
        return None  # "le ton de ce message"
    return Found(at, at, "tu", "possessive", STRONG)


def _ez(reading: Reading, at: int) -> Found | None:
    word = reading.words[at]
    if word[0].isupper() and not reading.opens(at):
        return None  # a name: Gomez, Suez
    if word.lower() in ("allez", "tenez") and reading.after(at).strip()[:1] in (",", "!"):
        return None  # "Allez, courage !" is said to anyone
    if _you_and(reading, at):
        return Found(at, at, "vous", "several people", ASIDE)
    if "vous" in (reading.low[at - 1], reading.low[at + 1]):
        return None  # the pronoun beside it says the same
    bidden = reading.pauses(at) or reading.low[at - 1] in _LEADS
    return Found(at, at, "vous", "imperative" if bidden else "verb form", STRONG)


def _odd(reading: Reading, at: int) -> Found | None:
    word, before = reading.low[at], reading.low[at - 1]
    if "vous" in (before, reading.low[at + 1]) and word != "veuillez":
        return None
    if word in ("dites", "faites", "redites", "refaites"):
        if not (reading.pauses(at) or before in _LEADS) or before in _FAIT:
            return None
        return Found(at, at, "vous", "imperative", STRONG if reading.opens(at) or before in _LEADS else WEAK)
    if word != "veuillez" and _you_and(reading, at):
        return Found(at, at, "vous", "several people", ASIDE)
    why = "polite formula" if word == "veuillez" else "verb form"
    return Found(at, at, "vous", why, STRONG)


def _rendez(reading: Reading, at: int) -> Found | None:
    """ "Rendez-vous sur notre site" bids; "un rendez-vous" is a noun; "Rendez-vous à 15 h" may be either."""
    if reading.low[at + 1] != "vous" or reading.after(at) != "-":
        return _ez(reading, at)
    if reading.low[at - 1] in _ARTICLES or not (reading.pauses(at) or reading.low[at - 1] in _LEADS):
        return None
    if reading.low[at + 2] not in _AT:
        return None
    strength = STRONG if reading.low[at + 2] in ("sur", "dans", "chez") else WEAK
    return Found(at, at + 1, "vous", "imperative", strength)


def _told(reading: Reading, at: int) -> Found | None:
    """ "Donne-moi", "envoie-nous", "vas-y": an imperative with its object behind a hyphen."""
    if at == 0:
        return None
    verb = reading.low[at - 1]
    if reading.before(at - 1).endswith("-"):
        return None
    if reading.words[at - 1][:1].isupper() and not reading.opens(at - 1):
        return None
    if verb.endswith(("ez", "ons", "mes", "tes")) or len(verb) < 2 or reading.kinds[at - 1] == _BID:
        return None
    if reading.low[at] in ("la", "le", "les", "en", "y", "nous") and not verb.endswith(("s", "e", "va")):
        return None
    if verb.endswith(("là", "ci", "quelques", "vis", "eux", "celles")) or not (
        reading.pauses(at - 1) or reading.low[at - 2] in _LEADS
    ):
        return None
    return Found(at - 1, at, "tu", "imperative", STRONG)


def _verb_tu(reading: Reading, at: int) -> Found | None:
    before, after = reading.low[at - 1], reading.low[at + 1]
    if {before, after} & {"tu", "je", "j", "toi", "ne", "n"} or reading.low[at - 2] in ("tu", "je"):
        return None
    return Found(at, at, "tu", "verb form", WEAK)


def _bid(reading: Reading, at: int) -> Found | None:
    """A singular imperative opens its clause, with no subject in sight."""
    word, before, after = reading.low[at], reading.low[at - 1], reading.low[at + 1]
    joined = reading.after(at)[:1] == "-"
    if joined and after in ("tu", "je", "t", "il", "elle", "on", "ce"):
        return None
    if reading.words[at][0].isupper() and not reading.opens(at):
        return None
    if joined and after in _OBJECTS:
        first = reading.pauses(at) or before in _LEADS or before in ("et", "ou")
        return Found(at, at + 1, "tu", "imperative", STRONG) if first else None
    if before in ("n", "ne") and after in ("pas", "plus", "jamais", "surtout", "rien"):
        first = reading.pauses(at - 1) or reading.low[at - 2] in _LEADS
        return Found(at - 1, at + 1, "tu", "imperative", STRONG) if first else None
    if word in _BID_DOUBTFUL:
        return None
    done = reading.low[at + 2] if after == "bien" else after
    if word in _BID_NOUN and (reading.after(at).strip() == ":" or done.endswith(_DONE)):
        return None  # "Commande annulée", "Demande : …"
    if reading.opens(at) and reading.after(at).strip() in ("", ":"):
        if word in _BID_OR_HE and after in ("pas", "à", "la", "le"):
            return Found(at, at, "tu", "imperative", WEAK)
        return Found(at, at, "tu", "imperative", STRONG if word.endswith(("ds", "is", "ts")) else WEAK)
    if before in ("alors", "donc", "puis", "et") and after in ("ton", "ta", "tes", "bien", "moi"):
        return Found(at, at, "tu", "imperative", WEAK)
    if reading.pauses(at) and word in _BID_COMMON:
        return Found(at, at, "tu", "imperative", WEAK)
    return None
