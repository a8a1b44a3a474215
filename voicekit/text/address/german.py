"""German: Sie, du and ihr from pronouns, possessives, verb forms, imperatives and salutations.

A capital that only opens a sentence proves nothing by itself; its verb and what stands before it decide.
"""

from __future__ import annotations

from voicekit.text.address.reading import STRONG, WEAK, Found, Kinds, Reading
from voicekit.text.document import Document

_OTHER, _DU, _DEIN, _EUCH, _EUER, _POLITE, _SIE, _IHRE, _IHR = range(9)
_VERB_DU, _VERB_IHR, _BID, _BID_E, _BID_IHR, _GEEHRTE, _TITLE = range(9, 16)

_BIDDING = ("gib", "nimm", "lies", "sieh", "vergiss", "vergiß", "hilf", "triff", "iss", "wirf", "lass", "laß")
"""Imperatives with a vowel of their own: no other form of any word looks like them."""
_TABLE: dict[str, int] = {}
for _kind, _words in (
    (_DU, "du dich dir dus dirs"),
    (_DEIN, "dein deine deinem deinen deiner deines deins deinetwegen"),
    (_EUCH, "euch"),
    (_EUER, "euer eure eurem euren eurer eures euere eueren euerem eurige euretwegen"),
    (
        # Second person singular without its pronoun ("Kannst morgen abholen"), and the spoken "haste".
        _VERB_DU,
        """hast bist kannst musst mußt willst darfst sollst magst weißt weisst wirst tust gehst kommst machst bekommst
        brauchst findest suchst möchtest würdest könntest solltest müsstest hättest wärst wärest hattest warst konntest
        musstest wolltest dürftest durftest wurdest gibst nimmst siehst hörst denkst sagst fragst kriegst benötigst
        erhältst kaufst meinst glaubst bleibst lebst schaust stehst liest sprichst hilfst wusstest fandest dachtest
        sagtest haste kannste biste willste weißte machste""",
    ),
    (
        # Second person plural that is no third person singular: auxiliaries, and verbs whose vowel would change there.
        _VERB_IHR,
        """seid habt wollt könnt müsst müßt sollt dürft mögt werdet wisst wißt wart hattet konntet musstet wolltet
        solltet durftet würdet könntet hättet wärt wäret müsstet möchtet dürftet wurdet gebt nehmt seht lest helft
        sprecht vergesst esst fahrt lasst laßt tragt schlagt lauft ladet haltet trefft werft wusstet kamt""",
    ),
    (_VERB_DU, " ".join(_BIDDING)),
    (
        _BID,
        """schau guck sag schreib schick meld ruf klick geh komm mach denk stell bleib probier versuch prüf überprüf
        hör hol bring kauf zeig erzähl genieß vertrau sei hab tu trag pack fahr leg setz spar pass nutz gönn frag
        verzeih beweg sammel überleg schalt hinterlass installier aktualisier registrier log hab gieß teil
        kümmer entspann entschuldige stör sorg tippe""",
    ),
    (
        _BID_E,
        """warte sende schicke schreibe melde klicke prüfe überprüfe versuche probiere nutze öffne wähle gehe komme
        mache denke stelle bleibe teile folge hole bringe kaufe zeige erzähle lade starte aktualisiere kontaktiere
        achte beachte trage füge entdecke registriere antworte bestätige notiere merke fahre vergleiche stimme
        erinnere verwende benutze lege setze spare rufe streame sammle sichere vereinbare buche lasse sage
        überlege hinterlasse installiere deinstalliere scanne wende besuche abonniere gib schaue genieße""",
    ),
    (
        _BID_IHR,
        """schreibt schaut schickt meldet sendet klickt folgt teilt ruft fragt holt wartet achtet denkt probiert
        versucht prüft nutzt kommt macht geht sagt bringt kauft zeigt stellt besucht hört""",
    ),
    (_GEEHRTE, "geehrte geehrter geehrten"),
    (_TITLE, "herr frau"),
):
    for _word in _words.split():
        _TABLE.setdefault(_word, _kind)
_CASED = {
    "Sie": _SIE,
    "Ihnen": _IHRE,
    "Ihr": _IHR,
    "ihr": _IHR,
    **dict.fromkeys(("Ihre", "Ihrem", "Ihren", "Ihrer", "Ihres", "Ihrige", "Ihretwegen"), _IHRE),
}
_NOUN_BEFORE = frozenset("das per zum ein beim vom aufs ins".split())
_ONLY_NOUN = frozenset("Fahrt Fahrst Wart Halt Tragt Ladet Esst Teil Ruf Rat Kauf Stell Klick Pass".split())
_SHE = frozenset(
    """ist hat war soll will kann muss muß darf mag weiß wurde würde hatte hätte könnte sollte musste konnte wollte
    durfte wäre möchte ging kam gab nahm sah fand sprach schrieb blieb ließ hieß stand lag trug fuhr rief
    half""".split()
)
_THEY = frozenset(
    """sie ihnen ihr ihre beide alle viele einige mehrere leute menschen kinder eltern tiere freunde jungs""".split()
)
_MANY = frozenset(
    """die diese jene alle viele einige keine meine unsere deine eure ihre seine mehrere beide andere manche wenige
    zwei drei vier fünf sechs sieben acht neun zehn hundert tausend Ihre""".split()
)
# What customers are told with Sie at a sentence start; "Sie sind", "Sie haben" may as well be told of others.
_TOLD = frozenset(
    "können möchten müssen sollten sollen dürfen brauchen erhalten bekommen finden benötigen".split()
)
_NO_IHR_VERB = frozenset(
    "nicht jetzt gibt nimmt sieht hilft trifft wird liest spricht wirft isst vergisst".split()
)
_LINKS = frozenset(
    "bitte und oder dann einfach also doch aber sonst ansonsten gerne gern danach zuerst".split()
)
_AIMED = frozenset(
    "bitte uns doch einfach mal hier nochmal kurz gerne gern dich dir dein deine deinen deinem".split()
)
_SUBJECTS = frozenset("er sie es man ihr das der wer nichts klar vor".split())


def _sort(word: str) -> int:
    kind = _CASED.get(word)
    if kind is not None:
        return kind
    if word.isupper() and len(word) > 2:
        if word in ("SIE", "IHNEN", "IHR", "IHRE", "IHREN", "IHREM", "IHRER", "IHRES"):
            return _POLITE
        return _TABLE.get(word.lower(), _OTHER)
    if word in _ONLY_NOUN:
        return _OTHER
    return _TABLE.get(word.lower(), _OTHER)


_KINDS = Kinds(_sort)


def read(document: Document) -> tuple[Reading, list[Found]]:
    """The marks of a German draft, in order."""
    reading = Reading(document, _KINDS)
    found: list[Found] = []
    for at, kind in enumerate(reading.kinds):
        if kind:
            mark = _look(reading, at, kind)
            if mark is not None:
                found.append(mark)
    return reading, found


def _look(reading: Reading, at: int, kind: int) -> Found | None:
    if kind == _SIE:
        return _sie(reading, at)
    if kind in (_IHRE, _IHR):
        return _ihr(reading, at, kind)
    if kind == _DU:
        noun = reading.low[at] == "du" and reading.low[at - 1] in _NOUN_BEFORE
        return None if noun else Found(at, at, "du", "pronoun", STRONG)
    if kind == _DEIN:
        return Found(at, at, "du", "possessive", STRONG)
    if kind == _EUCH:
        return Found(at, at, "ihr", "pronoun", STRONG)
    if kind == _EUER:
        return Found(at, at, "ihr", "possessive", STRONG)
    if kind == _VERB_DU:
        return _verb_du(reading, at)
    if kind == _VERB_IHR:
        return _verb_ihr(reading, at)
    if kind == _POLITE:
        return Found(at, at, "sie", "pronoun", WEAK)
    if kind in (_BID, _BID_E):
        return _bid(reading, at, kind)
    if kind == _BID_IHR:
        return _bid_ihr(reading, at)
    if kind == _GEEHRTE:
        return Found(at, at, "sie", "polite formula", STRONG) if reading.low[at - 1] == "sehr" else None
    return _title(reading, at)


def _sie(reading: Reading, at: int) -> Found | None:
    """Capital Sie: certain inside a sentence; at its start the verb must be plural and nobody else be meant."""
    if not reading.opens(at):
        return Found(at, at, "sie", "pronoun", STRONG)
    verb = reading.low[at + 1]
    if verb in _SHE or verb.endswith(("t", "e")):
        return None
    plural = verb.endswith("n") or verb == "sind"
    told = verb in _TOLD or (at == 0 and not _they_after(reading, at))
    certain = plural and told and not _others_before(reading, at)
    strength = STRONG if certain else WEAK
    return Found(at, at + 1 if plural else at, "sie", "pronoun", strength)


def _ihr(reading: Reading, at: int, kind: int) -> Found | None:
    """Ihr, Ihre, Ihnen; "ihr" (you, several) beside "ihr" (her, their)."""
    word = reading.words[at]
    if kind == _IHR and _plural_you(reading, at):
        return Found(at, at, "ihr", "pronoun", STRONG)
    if word == "ihr":
        return Found(at, at, "ihr", "pronoun", WEAK) if _maybe_plural_you(reading, at) else None
    why = "pronoun" if word == "Ihnen" else "possessive"
    if not reading.opens(at):
        return Found(at, at, "sie", why, STRONG)
    if word == "Ihr" and _verb_like(reading, at + 1):
        return Found(at, at + 1, "ihr", "pronoun", STRONG)
    return Found(at, at, "sie", why, WEAK if _others_before(reading, at) else STRONG)


def _plural_you(reading: Reading, at: int) -> bool:
    """Whether a verb form that only "ihr" (you) takes stands beside it or ends its clause."""
    if reading.kinds[at - 1] == _VERB_IHR and not reading.before(at).strip():
        return True
    for next_ in range(at + 1, min(at + 12, reading.count)):
        if reading.pauses(next_):
            return False
        if reading.kinds[next_] == _VERB_IHR and reading.words[next_][0].islower():
            return True
    return False


def _maybe_plural_you(reading: Reading, at: int) -> bool:
    """ "Macht ihr mit?", "wenn ihr kommt": a verb in -t beside "ihr" that could not be "she gives her"."""
    if _verb_like(reading, at - 1) and reading.opens(at - 1) and reading.asks(at):
        return not reading.words[at + 1][:1].isupper()
    return False


def _verb_like(reading: Reading, at: int) -> bool:
    word = reading.words[at]
    if word[:1].isupper() and not reading.opens(at):
        return False  # a noun: Paket
    return word.endswith("t") and len(word) > 3 and word not in _NO_IHR_VERB and "ä" not in word


def _others_before(reading: Reading, at: int) -> bool:
    """Whether the text before names people or things that "sie" may stand for."""
    words = reading.words
    for place in range(max(0, at - 30), at):
        word = words[place]
        if word in _THEY:
            return True
        if (
            word[0].isupper()
            and word.endswith(("en", "er", "e", "n", "s"))
            and place
            and not reading.opens(place)
        ):
            if words[place - 1].lower() in _MANY or words[place - 1].isdigit():
                return True
            if place > 1 and words[place - 2].lower() in _MANY and words[place - 1].endswith("n"):
                return True
    return False


def _they_after(reading: Reading, at: int) -> bool:
    """Whether "they" with a plural verb before it follows: "Sie reden von mir. Was wollen sie?"."""
    places = range(at + 2, min(at + 30, reading.count))
    return any(reading.words[place] == "sie" and reading.low[place - 1].endswith("en") for place in places)


def _verb_du(reading: Reading, at: int) -> Found | None:
    word = reading.words[at]
    if word[0].isupper() and not reading.opens(at):
        return None
    if _DU in (reading.kinds[at + 1], reading.kinds[at - 1]):
        return None  # the pronoun beside it says the same
    short = word.lower() in _BIDDING
    return Found(at, at, "du", "imperative" if short else "verb form", STRONG)


def _verb_ihr(reading: Reading, at: int) -> Found | None:
    word = reading.words[at]
    if word[0].isupper() and not reading.opens(at):
        return None
    if reading.low[at + 1] == "ihr" or reading.low[at - 1] == "ihr":
        return None
    return Found(at, at, "ihr", "verb form", STRONG)


def _bid(reading: Reading, at: int, kind: int) -> Found | None:
    """An imperative opens its clause or follows "bitte"; one in -e may be "ich" without its pronoun."""
    before, after = reading.low[at - 1], reading.low[at + 1]
    if "ich" in (before, after) or after in ("mich", "wir"):
        return None
    if reading.text[reading.end(at) : reading.end(at) + 2] == "'s":
        return None
    asked = before == "bitte" or after in _AIMED
    if kind == _BID_E:
        if asked and (before in _LINKS or reading.pauses(at)):
            return Found(at, at, "du", "imperative", STRONG)
        return Found(at, at, "du", "imperative", WEAK) if reading.opens(at) else None
    if reading.pauses(at) or before in _LINKS:
        if reading.words[at][0].isupper() and not reading.opens(at):
            return None
        return Found(at, at, "du", "imperative", STRONG if reading.opens(at) or asked else WEAK)
    return None


def _bid_ihr(reading: Reading, at: int) -> Found | None:
    after = reading.low[at + 1]
    if after in _SUBJECTS or not reading.opens(at) or reading.asks(at):
        return None
    return Found(at, at, "ihr", "imperative", WEAK) if after in _AIMED or after in ("vorbei", "mir") else None


def _title(reading: Reading, at: int) -> Found | None:
    """ "Guten Tag Frau Müller,": a greeting by title and surname, at the start of the text only."""
    name = reading.words[at + 1]
    if at > 3 or not name[:1].isupper():
        return None
    if reading.low[0] in ("guten", "hallo", "liebe", "lieber", "moin", "servus") or at == 0:
        return Found(at, at + 1, "sie", "salutation", WEAK) if "," in reading.after(at + 1) else None
    return None
