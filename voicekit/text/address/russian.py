"""Russian: вы (and its capital) and ты from pronouns in every case, verb endings, imperatives and polite formulas.

A noun whose ending looks like a verb's (в интернете, на сайте) is no evidence; ё and е are one letter here.
"""

from __future__ import annotations

from voicekit.text.address.reading import ASIDE, STRONG, WEAK, Found, Kinds, Reading
from voicekit.text.document import Document

_OTHER, _VY, _VASH, _TY, _TVOY, _ESH, _ETE, _BID, _HELLO, _PAST, _LET, _PRISHLI = range(12)

_TABLE: dict[str, int] = {}
for _kind, _words in (
    (_VY, "вы вас вам вами"),
    (_VASH, "ваш ваша ваше ваши вашего вашей вашею вашему вашим вашими ваших вашем вашу"),
    (_TY, "ты тебя тебе тобой тобою"),
    (_TVOY, "твой твоя твое твои твоего твоей твоею твоему твоим твоими твоих твоем твою"),
    (_HELLO, "здравствуйте"),
    (
        # Nouns, pronouns and adverbs that end like a verb form.
        _OTHER,
        """неужели лишь вишь ишь мышь тишь брешь плешь камыш гуашь свежь ветошь фетиш
        те эти дети сети интернете кабинете пакете билете ответе свете лете совете газете ракете планете сайте лимите
        кредите аудите элите бюджете предмете буфете цвете депозите визите транзите чате твите байте лайте килобайте
        мегабайте гигабайте альте асфальте комитете университете факультете приоритете авторитете дефиците митинге
        паркете туалете букете браслете макете жилете балете сюжете банкете портрете секрете дуэте квартете
        рассвете проспекте субсидите менталитете иммунитете суверенитете интеллекте минуте вебсайте инсайте офсайте
        монолите граните магните алфавите реквизите быте омлете котлете монете диете анкете карете кассете эстафете
        таблете буклете валюте лете завете запрете бите сайте свите орбите элите защите плите""",
    ),
    (
        _BID,
        """скажи посмотри напиши отправь дай подожди проверь попробуй позвони приходи расскажи укажи выбери введи нажми
        перейди зайди возьми смотри слушай послушай думай подумай помни пиши звони читай переживай волнуйся беспокойся
        извини прости позволь представь поверь будь обрати сообщи уточни обнови установи открой закрой перезагрузи
        попроси поделись держи пользуйся следи обращайся заходи оставь передай добавь удали сохрани продолжай жди иди
        пойди найди сделай делай поставь помоги спроси скачай оцени подпишись подпиши заполни оформи закажи купи
        приезжай вернись верни перезвони ответь подскажи назови прочитай прочти изучи учти имей сбрось нажимай включи
        выключи подключи отключи запусти вставь загрузи пришли дождись забудь стесняйся сомневайся береги бери клади
        положи предоставь подтверди пролей приди бронируй забронируй приготовь поговори поищи свяжись расслабься
        наслаждайся радуйся угадай представляй вспомни покажи перешли перечисли говори спрашивай проходи присылай
        присоединяйся выздоравливай отдыхай поправляйся пожалуйся поменяй измени замени отмени повтори заметь постарайся
        старайся убедись вставай садись приложи прикрепи опиши объясни пояснии переходи используй рекомендуй закажи
        подходи подойди перестань прекрати доверься доверяй пойми признайся поздравь передавай сходи съезди поезжай
        пусти отпусти выпей съешь поешь купи потрать сэкономь экономь собери упакуй надень носи проведи спи учись
        научись начни начинай остановись останься оставайся живи работай играй поиграй пой танцуй плати заплати
        оплати погоди глянь взгляни гляди посиди""",
    ),
    (_LET, "давай"),
):
    for _word in _words.split():
        _TABLE.setdefault(_word, _kind)
_SECOND = ("ешь", "ишь", "ешься", "ишься")
_SECONDS = ("ете", "ите", "йте", "ьте", "етесь", "итесь", "йтесь", "ьтесь")
_PASTS = ("али", "яли", "или", "ели", "ыли", "ули", "ались", "ились", "елись")
_PLACES = frozenset("в во на о об обо при по из-за к".split())
_LINKS = frozenset(
    "и а но пожалуйста не просто тогда потом сначала затем или ну лучше сразу обязательно также".split()
)
_THEY = frozenset("они их им ими мы нас нам люди все кто которые дети ребята некоторые многие".split())
_SEVERAL = frozenset(
    "ребята всех всем всеми оба обе обоих обоим вдвоем вдвоём трое друзья девочки коллеги".split()
)
_ADVERBS = frozenset("потом затем совсем зачем почем".split())
_NOT_THOSE = frozenset("то он она оно они".split())
_PAST_ALSO = frozenset("пришли прости спи пой верни".split())
_SELF = frozenset("я мы он она они кто вы уже вам когда".split())
_YO = str.maketrans("ё", "е")


def _sort(word: str) -> int:
    low = word.lower().translate(_YO)
    kind = _TABLE.get(low)
    if kind is not None:
        return kind
    if low.endswith("йся") and not low.endswith(("щийся", "вшийся")):
        return _BID
    if low.endswith(_SECOND) and len(low) > 4:
        return _ESH
    if low.endswith(_SECONDS) and len(low) > 4:
        return _ETE
    if word[0].isupper() and low.endswith(_PASTS) and len(low) > 4:
        return _PAST
    return _OTHER


_KINDS = Kinds(_sort)


def read(document: Document) -> tuple[Reading, list[Found]]:
    """The marks of a Russian draft, in order."""
    reading = Reading(document, _KINDS)
    found: list[Found] = []
    for at, kind in enumerate(reading.kinds):
        if kind:
            mark = _look(reading, at, kind)
            if mark is not None:
                found.append(mark)
    if any(mark.why == "several people" for mark in found):
        # Where вы are several, no вы says whether one of them would be ты.
        found = [mark._replace(strength=ASIDE) if mark.form == "вы" else mark for mark in found]
    return reading, found


def _look(reading: Reading, at: int, kind: int) -> Found | None:
    if kind in (_VY, _VASH):
        word = reading.words[at]
        if kind == _VY and reading.low[at + 1] in _SEVERAL and (word[0].islower() or reading.opens(at)):
            return Found(at, at + 1, "вы", "several people", ASIDE)
        if reading.low[at] == "вы" and (_you_and(reading, at) or _each_other(reading, at)):
            return Found(at, at, "вы", "several people", ASIDE)
        capital = word[0].isupper() and not word.isupper() and not reading.opens(at)
        if kind == _VASH and reading.before(at) == "-":  # по-вашему
            return Found(at, at, "вы", "possessive", STRONG)
        return Found(at, at, "Вы" if capital else "вы", "pronoun" if kind == _VY else "possessive", STRONG)
    if kind in (_TY, _TVOY):
        if reading.low[at - 1] in ("ух", "ах", "эх", "ишь") and reading.before(at).isspace():
            return None
        return Found(at, at, "ты", "pronoun" if kind == _TY else "possessive", STRONG)
    if kind == _ESH:
        if _pronoun_near(reading, at, "ты"):
            return None
        # "Далеко не уйдёшь", "не угадаешь": said of anybody, where no question is asked.
        anybody = reading.low[at - 1] == "не" and not reading.asks(at)
        return Found(at, at, "ты", "verb form", WEAK if anybody else STRONG)
    if kind == _ETE:
        return _ete(reading, at)
    if kind == _BID:
        return _bid(reading, at)
    if kind == _LET:
        return Found(at, at, "ты", "imperative", STRONG if reading.low[at + 1] != "мы" else WEAK)
    if kind == _HELLO:
        return Found(at, at, "вы", "salutation", WEAK)
    return _past(reading, at)


def _pronoun_near(reading: Reading, at: int, pronoun: str) -> bool:
    """Whether the subject stands right beside the verb: its mark says the same."""
    return pronoun in (reading.low[at - 1], reading.low[at + 1])


def _ete(reading: Reading, at: int) -> Found | None:
    word = reading.words[at]
    if word[0].isupper() and not reading.opens(at):
        return None
    low = reading.low[at].translate(_YO)
    if low == "давайте" and reading.low[at + 1].endswith(("ть", "ться", "чь", "ти", "вместе")):
        return None  # "let us": the writer is one of them
    if reading.low[at - 1] in _PLACES and reading.before(at).isspace():
        return None
    if _you_and(reading, at):
        return Found(at, at, "вы", "several people", ASIDE)
    if low.endswith("те") and _adjective(reading.low[at - 1]) and reading.before(at).isspace():
        return None  # "на нашем новом сайте", "в личном кабинете"
    if _pronoun_near(reading, at, "вы"):
        return None
    bidden = low.endswith(("йте", "ьте", "йтесь", "ьтесь")) or reading.opens(at)
    return Found(at, at, "вы", "imperative" if bidden else "verb form", STRONG)


def _you_and(reading: Reading, at: int) -> bool:
    """Whether "ты и …" stands shortly before: the verb is plural, the address is not."""
    return "ты и " in reading.near(at)


def _each_other(reading: Reading, at: int) -> bool:
    start = reading.start(at)
    return "друг друг" in reading.text[start : start + 32]


def _adjective(word: str) -> bool:
    return len(word) > 4 and word.endswith(("ом", "ем", "ой", "ей")) and word not in _ADVERBS


def _bid(reading: Reading, at: int) -> Found | None:
    """A short imperative opens its clause or follows a linking word; "мы пришли" is the past of another verb."""
    word, before = reading.low[at], reading.low[at - 1]
    if reading.words[at][0].isupper() and not reading.opens(at):
        return None
    if word in _PAST_ALSO and before in _SELF:
        return None
    if word == "будь" and reading.low[at + 1] in _NOT_THOSE:
        return None
    if reading.pauses(at) or before in _LINKS:
        return Found(at, at, "ты", "imperative", STRONG)
    return Found(at, at, "ты", "imperative", WEAK)


def _past(reading: Reading, at: int) -> Found | None:
    """ "Видели новый фильм?": a question that opens with a plural past asks the reader, unless others were named."""
    if not reading.opens(at) or not reading.asks(at):
        return None
    if not _THEY.isdisjoint(reading.low[max(0, at - 12) : at + 3]):
        return None
    return Found(at, at, "вы", "question without pronoun", WEAK)
