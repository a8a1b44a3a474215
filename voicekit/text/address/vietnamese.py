"""Vietnamese: the term for the reader, the term for the writer, and the particles of respect or familiarity.

Kin terms also name third persons, countries and friends; only what speaks to the reader counts.
"""

from __future__ import annotations

from typing import Literal

from voicekit.text.address.reading import STRONG, WEAK, Found, Kinds, Reading
from voicekit.text.document import Document

_OTHER, _QUY, _BAN, _ANH, _CHI, _EM, _KIN, _CAU, _MAY, _MINH, _SELF = range(11)
_BEN, _CHUNG, _POLITE, _SOFT, _FAMILIAR, _PLAIN_QUY, _PLAIN_BAN, _A = range(11, 19)

_QUY_TERMS = ("quý khách", "quý vị", "quý công ty", "quý phụ huynh", "quý đối tác")
_FORMAL = frozenset((*_QUY_TERMS, *"anh/chị anh chị ông bà ông/bà cô chú bác cô/chú ngài".split()))
_GROUPS = {
    "anh": "kin",
    "chị": "kin",
    "anh/chị": "kin",
    "ông": "elder",
    "bà": "elder",
    "ông/bà": "elder",
    "ngài": "elder",
    "cô": "aunt",
    "chú": "aunt",
    "bác": "aunt",
    "các bạn": "bạn",
}
_TABLE: dict[str, int] = {}
for _kind, _words in (
    (_QUY, "quý quí"),
    (_BAN, "bạn"),
    (_ANH, "anh"),
    (_CHI, "chị"),
    (_EM, "em"),
    (_KIN, "ông bà cô chú bác ngài"),
    (_CAU, "cậu"),
    (_MAY, "mày"),
    (_MINH, "mình"),
    (_SELF, "tôi shop tớ tao cháu admin ad"),
    (_BEN, "bên tụi bọn nhà team"),
    (_CHUNG, "chúng"),
    (_POLITE, "ạ dạ thưa kính"),
    (_SOFT, "vâng vui xin hân trân"),
    (_FAMILIAR, "ờ ừ ừm ừa hả hở nè hen nghen"),
    (_PLAIN_QUY, "quy"),
    (_PLAIN_BAN, "ban"),
    (_A, "a"),
):
    for _word in _words.split():
        _TABLE[_word] = _kind

_FRIEND_AFTER = frozenset("bè gái trai thân đời đồng".split())
_FRIEND_BEFORE = frozenset(
    "người kết đôi tình những một hai ba vài nhóm số anh cô ông cậu nhiều mấy đám chị họ bầu đứa".split()
)
_OTHERS = frozenset("ấy ta này kia đó nọ nào".split())
_KIN_NOT: dict[str, frozenset[str]] = {
    "anh": frozenset("trai em họ hùng chàng bạn rể quốc đào thư cả hai ba quân linh tuấn".split()),
    "chị": frozenset("gái em họ dâu cả ta hai ba".split()),
    "ông": frozenset("bố chủ nội ngoại trời già trùm nghệ tơ hoàng bà".split()),
    "bà": frozenset("mẹ chủ nội ngoại già con lão xã nghệ rịa đầm".split()),
    "cô": frozenset("gái giáo bé dâu nàng đơn lập đọng út dì bạn ca".split()),
    "chú": frozenset(
        "ý trọng thích rể chó mèo bé giải tâm thím cún chuột hề gấu voi lùn lợn cá vịt gà thỏ dẫn".split()
    ),
    "bác": frozenset("sĩ bỏ học ái cổ vật bẻ gái hồ".split()),
    "ngài": frozenset("tổng chủ thủ".split()),
}
_KIN_NOT_BEFORE = frozenset(
    """tiếng nước người vương quốc một hai ba những cậu siêu tinh đàn ghi trẻ đứa con phụ số mấy vị từng vài nhiều mẹ bố
    cha họ nàng chàng giữa""".split()
)
_ADDRESSED_AFTER = frozenset(
    """có đã đang sẽ muốn cần vui ơi nhé ạ cho gửi kiểm chờ đợi thông thử hãy nên phải được đặt mua không chưa
    vẫn còn nhận xem giúp biết thấy nghĩ thích cứ lưu liên thanh chỉ à dạo đánh yên tham từ quan nhắn inbox""".split()
)
_ADDRESSED_BEFORE = frozenset(
    """chào ơn lỗi gửi giúp hỗ trợ cho của mời nhờ mong chúc với thưa kính dạ vâng báo mời tặng phục vụ cùng đến tới
    tên nếu khi mà vậy nhưng thì phép tác bởi ý gặp gọi để do vì rằng hỏi biết""".split()
)
_GREETED = frozenset("chào thưa dạ gửi ơn kính".split())
_CALLED = _GREETED | frozenset("mời chúc mong nhờ giúp lỗi dạ vâng".split())
_EM_NOT = frozenset("gái trai bé họ út dâu rể".split())
_SUBJECT = frozenset(
    """xin sẽ đã đang có rất cũng cần gửi kiểm muốn chưa không nghĩ biết vừa mới hiểu thấy sẵn cảm thành chân luôn
    hỗ chúc báo nhận ghi vẫn chào tư được""".split()
)
_PLAIN_SAFE_BEFORE = frozenset("chao on cua giup cho gui voi moi".split())
_PLAIN_SAFE_AFTER = frozenset("oi vui nhe nha muon".split())
_ACCENTED = frozenset("àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ")


def level_of(form: str) -> Literal["formal", "informal"] | None:
    """What an addressee term says; None for terms that say neither (mọi người)."""
    if form == "mọi người":
        return None
    return "formal" if form in _FORMAL else "informal"


def together(forms: tuple[str, ...]) -> bool:
    """Whether these addressee terms may stand in one reply: anh and anh/chị may, bạn and quý khách may not."""
    return len({_GROUPS.get(form, form) for form in forms if form != "mọi người"}) < 2


def _sort(word: str) -> int:
    return _TABLE.get(word.lower(), _OTHER)


_KINDS = Kinds(_sort)


def read(document: Document) -> tuple[Reading, list[Found]]:
    """The marks of a Vietnamese draft, in order."""
    reading = Reading(document, _KINDS)
    found: list[Found] = []
    done = -1
    for at, kind in enumerate(reading.kinds):
        if kind and at > done:
            mark = _look(reading, at, kind)
            if mark is not None:
                found.append(mark)
                done = mark.last
    return reading, _of_others(reading, found)


def _of_others(reading: Reading, found: list[Found]) -> list[Found]:
    """ "Chị Sáu may lều, mình đưa chị xem": a term that named somebody else first goes on meaning them."""
    others: set[str] = set()
    told = []
    for mark in found:
        if mark.form in ("anh", "chị"):
            called = reading.low[mark.first - 1] in _CALLED or reading.low[mark.last + 1] in (
                "ơi",
                "à",
                "ạ",
                "nhé",
            )
            if mark.strength == WEAK and _named(reading, mark.first):
                others.add(mark.form)
            elif mark.form in others and not called:
                told.append(mark._replace(strength=WEAK))
                continue
        told.append(mark)
    return told


def _look(reading: Reading, at: int, kind: int) -> Found | None:
    if kind == _BAN:
        return _ban(reading, at)
    if kind == _POLITE:
        return Found(at, at, "", "polite particle", STRONG)
    if kind == _QUY:
        return _quy(reading, at)
    if kind in (_ANH, _CHI, _KIN):
        return _kin(reading, at)
    if kind == _SOFT:
        return _soft(reading, at)
    if kind == _FAMILIAR:
        opening = reading.pauses(at) or reading.low[at] in ("ờ", "ừ", "ừm")
        return Found(at, at, "", "familiar particle", STRONG if opening else WEAK)
    if kind == _CAU:
        bad = reading.low[at + 1] in _OTHERS | {"bé", "bạn", "chuyện", "út", "vàng", "ông", "chủ"}
        return None if bad or reading.low[at - 1] in _FRIEND_BEFORE else _to(at, at, "cậu")
    if kind == _MAY:
        return None if reading.low[at - 1] in ("lông", "râu", "chân") else _to(at, at, "mày")
    if kind in (_EM, _MINH, _SELF, _BEN, _CHUNG):
        return _self(reading, at, kind)
    if kind == _A:
        pair = reading.after(at) == "/" and reading.low[at + 1] == "c"
        return _to(at, at + 1, "anh/chị") if pair else None
    return _plain(reading, at, kind)


def _to(first: int, last: int, form: str, strength: int = STRONG) -> Found:
    return Found(first, last, form, "addressee term", strength)


def _quy(reading: Reading, at: int) -> Found | None:
    after, further = reading.low[at + 1], reading.low[at + 2]
    if after == "khách":
        return _to(at, at + 2 if further == "hàng" else at + 1, "quý khách")
    if after == "vị":
        return _to(at, at + 1, "quý vị")
    if after in ("anh", "chị"):
        return _to(at, at + 2 if further == "chị" else at + 1, "anh/chị")
    if after == "công" and further == "ty":
        return _to(at, at + 2, "quý công ty")
    if after == "phụ" and further == "huynh":
        return _to(at, at + 2, "quý phụ huynh")
    return _to(at, at + 2, "quý đối tác") if after == "đối" and further == "tác" else None


def _ban(reading: Reading, at: int) -> Found | None:
    """bạn = you, unless it is a friend: bạn bè, bạn của tôi, kết bạn."""
    before, after = reading.low[at - 1], reading.low[at + 1]
    if after in _FRIEND_AFTER or (before in _FRIEND_BEFORE and reading.before(at) == " "):
        return None
    if after == "của" and reading.after(at) == " ":
        return None
    if _named(reading, at) and not (before in _GREETED or reading.low[at + 2] in ("ơi", "à", "ạ")):
        return None  # "bạn Hà bên kho": a colleague
    if before == "các":
        return _to(at - 1, at, "các bạn")
    if before in ("là", "làm", "bởi") and after in ("tốt", "thân", ""):
        return _to(at, at, "bạn", WEAK)
    return _to(at, at, "bạn")


def _kin(reading: Reading, at: int) -> Found | None:
    term, before, after = reading.low[at], reading.low[at - 1], reading.low[at + 1]
    gap = reading.after(at).strip()
    chi = after == "chị" or (after == "chi" and (gap == "/" or _plainly_typed(reading)))
    if term == "anh" and chi and gap in ("", "/", ",", "-"):
        alone = before not in _KIN_NOT_BEFORE and reading.low[at + 2] not in ("em", "họ")
        return _to(at, at + 1, "anh/chị") if alone else None
    if term == "anh" and after in ("hoặc", "hay") and reading.low[at + 2] == "chị":
        return _to(at, at + 2, "anh/chị")
    if term == "ông" and after == "bà" and gap == "/":
        return _to(at, at + 1, "ông/bà")
    if term == "cô" and after == "chú" and gap in ("", "/"):
        return _to(at, at + 1, "cô/chú", STRONG if before in _ADDRESSED_BEFORE or reading.opens(at) else WEAK)
    if not gap and (after in _OTHERS or after in _KIN_NOT.get(term, ())):
        return None
    if (before in _KIN_NOT_BEFORE or before == "và") and reading.before(at) == " ":
        return None
    country = term == "anh" and reading.words[at][0].isupper() and not reading.opens(at)
    if country and not (reading.words[at - 1].istitle() or before in ("chào", "dạ", "thưa", "gửi")):
        return None
    if country and not after and before not in _GREETED:
        return None  # "Lan Anh" under a letter: a given name
    if not _spoken_to(reading, at, term, before, after):
        return None
    return _to(at, at, term, _kin_strength(reading, at, before))


def _spoken_to(reading: Reading, at: int, term: str, before: str, after: str) -> bool:
    """anh and chị speak to the reader unless shown otherwise; ông, bà, cô, chú, bác only where the place shows it."""
    if term in ("anh", "chị"):
        return True
    if (before in _ADDRESSED_BEFORE and reading.before(at) == " ") or after in ("ơi", "ạ", "à"):
        return True
    return (reading.pauses(at) or before in ("nếu", "khi")) and after in _ADDRESSED_AFTER


def _named(reading: Reading, at: int) -> bool:
    """Whether a name stands right behind the word at `at`."""
    return reading.words[at + 1][:1].isupper() and reading.after(at) == " "


def _kin_strength(reading: Reading, at: int, before: str) -> int:
    """A name behind the term may be somebody else's ("anh Nam bên kho"), unless it is called or greeted."""
    if _named(reading, at) and before not in _GREETED:
        called = reading.low[at + 2] in ("ơi", "à", "ạ") or (
            reading.opens(at) and "," in reading.after(at + 1)
        )
        return STRONG if called else WEAK
    if reading.kinds[at] == _KIN and before not in _CALLED and reading.low[at + 1] not in ("ơi", "ạ", "à"):
        return WEAK  # "của bà" may be hers
    return STRONG


def _soft(reading: Reading, at: int) -> Found | None:
    word, after = reading.low[at], reading.low[at + 1]
    if word == "vui":
        return Found(at, at + 1, "", "polite particle", WEAK) if after == "lòng" else None
    if word == "hân":
        return Found(at, at + 1, "", "polite particle", WEAK) if after == "hạnh" else None
    if word == "trân":
        return Found(at, at + 1, "", "polite particle", WEAK) if after == "trọng" else None
    if word == "xin":
        return Found(at, at, "", "polite particle", WEAK) if after in ("vui", "mời", "phép", "kính") else None
    return Found(at, at, "", "polite particle", WEAK) if reading.pauses(at) else None


def _self(reading: Reading, at: int, kind: int) -> Found | None:
    word, before, after = reading.low[at], reading.low[at - 1], reading.low[at + 1]
    if kind == _BEN:
        if after in ("em", "mình", "tôi", "shop", "chúng") and reading.after(at) == " ":
            last = at + 2 if after == "chúng" and reading.low[at + 2] == "tôi" else at + 1
            term = "chúng tôi" if after == "chúng" else "mình" if word == "nhà" and after == "mình" else after
            return Found(at, last, term, "self term", STRONG) if word != "nhà" or after == "mình" else None
        return None
    if kind == _CHUNG:
        if after in ("tôi", "em", "mình"):
            return Found(at, at + 1, f"chúng {after}", "self term", STRONG)
        return None
    if kind == _EM:
        if before in ("chào", "ơn") or after == "ơi":
            return _to(at, at, "em")
        if after in _EM_NOT or before in ("trẻ", "anh", "chị", "các", "hai", "đứa", "cô"):
            return None
        return Found(at, at, "em", "self term", STRONG)
    if kind == _MINH:
        if reading.opens(at) or (after in _SUBJECT and before not in ("của", "bạn", "chính", "một", "tự")):
            return Found(at, at, "mình", "self term", STRONG)
        return None
    if word in ("cháu", "ad", "admin") and after not in _SUBJECT:
        return None
    return Found(at, at, word, "self term", STRONG)


def _plainly_typed(reading: Reading) -> bool:
    return _ACCENTED.isdisjoint(reading.characters)


def _plain(reading: Reading, at: int, kind: int) -> Found | None:
    """Typed without diacritics: only where nothing else could be meant, and only if the whole text is typed so."""
    if not _plainly_typed(reading):
        return None
    before, after = reading.low[at - 1], reading.low[at + 1]
    if kind == _PLAIN_QUY:
        if after == "khach":
            return _to(at, at + 1, "quý khách")
        return _to(at, at + 1, "quý vị") if after == "vi" else None
    can = after == "co" and reading.low[at + 2] == "the"
    if can or before in _PLAIN_SAFE_BEFORE or after in _PLAIN_SAFE_AFTER:
        return _to(at, at, "bạn")
    return None
