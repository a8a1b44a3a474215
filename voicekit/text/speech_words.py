"""The words a screen reader adds to a text, in five languages: signs, links, hashtags, letter styles, attachments.

It must never hold emoji names; those are CLDR's, and travel with the `emoji` package.
"""

from __future__ import annotations

from functools import cache

from voicekit.types import LANGUAGES

# sign | en | de | fr | ru | vi. Signs that look alike share a row.
_SIGNS = """
! ¡|exclamation mark|Ausrufezeichen|point d'exclamation|восклицательный знак|dấu chấm than
? ¿|question mark|Fragezeichen|point d'interrogation|вопросительный знак|dấu hỏi
.|dot|Punkt|point|точка|chấm
,|comma|Komma|virgule|запятая|phẩy
:|colon|Doppelpunkt|deux-points|двоеточие|hai chấm
;|semicolon|Semikolon|point-virgule|точка с запятой|chấm phẩy
…|dot dot dot|Punkt Punkt Punkt|points de suspension|многоточие|dấu ba chấm
'  ’ ‘ ‚ ʼ|apostrophe|Apostroph|apostrophe|апостроф|nháy đơn
" “ ” „|quote|Anführungszeichen|guillemet|кавычка|nháy kép
« ‹|left guillemet|Anführungszeichen auf|guillemet ouvrant|открывающая кавычка|mở ngoặc kép
» ›|right guillemet|Anführungszeichen zu|guillemet fermant|закрывающая кавычка|đóng ngoặc kép
( （|left paren|Klammer auf|parenthèse ouvrante|открывающая скобка|mở ngoặc
) ）|right paren|Klammer zu|parenthèse fermante|закрывающая скобка|đóng ngoặc
[|left bracket|eckige Klammer auf|crochet ouvrant|открывающая квадратная скобка|mở ngoặc vuông
]|right bracket|eckige Klammer zu|crochet fermant|закрывающая квадратная скобка|đóng ngoặc vuông
{|left brace|geschweifte Klammer auf|accolade ouvrante|открывающая фигурная скобка|mở ngoặc nhọn
}|right brace|geschweifte Klammer zu|accolade fermante|закрывающая фигурная скобка|đóng ngoặc nhọn
- ‐ ‑ −|dash|Bindestrich|tiret|дефис|gạch ngang
– —|long dash|Gedankenstrich|tiret long|тире|gạch ngang dài
_|underscore|Unterstrich|tiret bas|нижнее подчёркивание|gạch dưới
/|slash|Schrägstrich|barre oblique|косая черта|gạch chéo
\\|backslash|umgekehrter Schrägstrich|barre oblique inverse|обратная косая черта|gạch chéo ngược
&|and|und|et|и|và
@|at|at|arobase|собака|a còng
#|number|Raute|dièse|решётка|dấu thăng
%|percent|Prozent|pour cent|процентов|phần trăm
+|plus|plus|plus|плюс|cộng
=|equals|gleich|égale|равно|bằng
*|star|Stern|astérisque|звёздочка|dấu sao
~|tilde|Tilde|tilde|тильда|dấu ngã
^|caret|Zirkumflex|accent circonflexe|крышка|dấu mũ
`|backtick|Gravis|accent grave|обратный апостроф|dấu huyền
<|less than|kleiner|inférieur|меньше|nhỏ hơn
>|greater than|größer|supérieur|больше|lớn hơn
•|bullet|Aufzählungspunkt|puce|маркер|dấu đầu dòng
·|middle dot|Mittelpunkt|point médian|точка посередине|chấm giữa
§|section|Paragraf|paragraphe|параграф|mục
°|degrees|Grad|degrés|градусов|độ
¯|macron|Makron|macron|макрон|dấu ngang trên
×|times|mal|fois|умножить|nhân
→|right arrow|Pfeil nach rechts|flèche droite|стрелка вправо|mũi tên phải
←|left arrow|Pfeil nach links|flèche gauche|стрелка влево|mũi tên trái
©|copyright|Copyright|copyright|копирайт|bản quyền
®|registered|eingetragene Marke|marque déposée|зарегистрированный товарный знак|đã đăng ký
™|trademark|Trademark|marque commerciale|товарный знак|thương hiệu
№|number|Nummer|numéro|номер|số
€|euros|Euro|euros|евро|euro
$|dollars|Dollar|dollars|долларов|đô la
£|pounds|Pfund|livres|фунтов|bảng Anh
¥|yen|Yen|yens|иен|yên
₽|roubles|Rubel|roubles|рублей|rúp
₫|dong|Dong|dongs|донгов|đồng
₴|hryvnias|Hrywnja|hryvnias|гривен|hryvnia
₹|rupees|Rupien|roupies|рупий|rupee
"""

_WORDS = """
hashtag|hashtag|Hashtag|hashtag|хештег|hashtag
link|link|Link|lien|ссылка|liên kết
number|number|Nummer|numéro|номер|số
image|image|Bild|image|изображение|hình ảnh
gif|animated image|animiertes Bild|image animée|анимация|ảnh động
video|video|Video|vidéo|видео|video
audio|audio|Audio|audio|аудио|âm thanh
file|file|Datei|fichier|файл|tệp
times|{n} times {sign}|{n}-mal {sign}|{n} fois {sign}|{n} раз {sign}|{n} lần {sign}
bar|bar|senkrechter Strich|barre verticale|вертикальная черта|gạch đứng
times_few|{n} times {sign}|{n}-mal {sign}|{n} fois {sign}|{n} раза {sign}|{n} lần {sign}
"""

# A part of a Unicode name | en | de | fr | ru | vi. What is not here is said as Unicode has it.
_STYLES = """
MATHEMATICAL|mathematical|mathematisch|mathématique|математическая|toán học
BOLD|bold|fett|gras|жирная|đậm
ITALIC|italic|kursiv|italique|курсивная|nghiêng
SCRIPT|script|Schreibschrift|script|рукописная|chữ viết tay
FRAKTUR|fraktur|Fraktur|fraktur|готическая|fraktur
BLACK-LETTER|black-letter|Fraktur|gothique|готическая|fraktur
DOUBLE-STRUCK|double-struck|mit Doppelstrich|ajouré|ажурная|nét đôi
SANS-SERIF|sans-serif|serifenlos|sans empattement|без засечек|không chân
MONOSPACE|monospace|dicktengleich|à chasse fixe|моноширинная|đơn cách
FULLWIDTH|fullwidth|vollbreit|pleine chasse|полноширинная|toàn chiều rộng
CIRCLED|circled|eingekreist|cerclé|в круге|trong vòng tròn
SQUARED|squared|umrahmt|encadré|в квадрате|trong ô vuông
PARENTHESIZED|parenthesized|eingeklammert|entre parenthèses|в скобках|trong ngoặc
NEGATIVE|negative|invertiert|inversé|негативная|âm bản
MODIFIER|modifier|hochgestellt|modificatif|надстрочная|ký tự phụ
CAPITAL|capital|Großbuchstabe|majuscule|заглавная|chữ hoa
SMALL|small|Kleinbuchstabe|minuscule|строчная|chữ thường
DIGIT|digit|Ziffer|chiffre|цифра|chữ số
NUMBER|number|Zahl|nombre|число|số
LATIN|||||
LETTER|||||
"""

# sign | en: one, many | de | fr | ru: one, few, many | vi.
_MONEY = """
€|euro euros|Euro|euro euros|евро|euro
$|dollar dollars|Dollar|dollar dollars|доллар доллара долларов|đô_la
£|pound pounds|Pfund|livre livres|фунт фунта фунтов|bảng_Anh
¥|yen yen|Yen|yen yens|иена иены иен|yên
₽|rouble roubles|Rubel|rouble roubles|рубль рубля рублей|rúp
₫|dong dong|Dong|dong dongs|донг донга донгов|đồng
₴|hryvnia hryvnias|Hrywnja|hryvnia hryvnias|гривна гривны гривен|hryvnia
₹|rupee rupees|Rupien|roupie roupies|рупия рупии рупий|rupee
"""

NOTES: dict[str, dict[str, str]] = {
    "emoji_english": {
        "en": "There are no emoji names in {name} here; they are given in English.",
        "de": "Für diese Sprache ({code}) liegen keine Emoji-Namen vor; sie stehen hier auf Englisch.",
        "fr": "Aucune liste de noms d'émojis pour cette langue ({code}) : ils sont donnés en anglais.",
        "ru": "Для этого языка ({code}) здесь нет названий эмодзи, они даны по-английски.",
        "vi": "Chưa có tên biểu tượng cảm xúc cho ngôn ngữ này ({code}); tên được đọc bằng tiếng Anh.",
    },
    "other_language": {
        "en": "Signs, links and hashtags are worded in English: {name} is not one of the five languages.",
        "de": "Zeichen, Links und Hashtags sind englisch benannt: Diese Sprache ({code}) gehört nicht zu den fünf.",
        "fr": "Signes, liens et hashtags sont nommés en anglais : cette langue ({code}) n'est pas l'une des cinq.",
        "ru": "Знаки, ссылки и хештеги названы по-английски: этого языка ({code}) нет среди пяти.",
        "vi": "Ký hiệu, liên kết và hashtag được đọc bằng tiếng Anh: ngôn ngữ này ({code}) không thuộc năm thứ tiếng.",
    },
    "unknown_language": {
        "en": "The text does not show its language; it is said as English.",
        "de": "Der Text lässt keine Sprache erkennen; er wird englisch vorgelesen.",
        "fr": "Le texte ne laisse pas reconnaître sa langue : il est lu en anglais.",
        "ru": "По тексту не видно, на каком он языке; он прочитан по-английски.",
        "vi": "Không nhận ra ngôn ngữ của văn bản; văn bản được đọc bằng tiếng Anh.",
    },
    "font": {
        "en": "Letters made of mathematical or enclosed signs: some readers name each one, many skip them altogether.",
        "de": "Buchstaben aus mathematischen oder umrahmten Zeichen: manche Programme nennen jedes, viele keines.",
        "fr": "Lettres faites de symboles : certains lecteurs nomment chacun d'eux, beaucoup les passent sous silence.",
        "ru": "Буквы из математических и других символов: одни программы называют каждую, многие молча пропускают.",
        "vi": "Chữ ghép từ ký hiệu: có phần mềm đọc tên từng ký hiệu, nhiều phần mềm bỏ qua hoàn toàn.",
    },
    "drawing": {
        "en": "Emoticons and drawings are heard sign by sign, or as nothing: readers differ.",
        "de": "Emoticons und Zeichenbilder werden Zeichen für Zeichen vorgelesen oder gar nicht, je nach Programm.",
        "fr": "Émoticônes et dessins sont lus signe par signe, ou pas du tout, selon le lecteur.",
        "ru": "Смайлики и рисунки из знаков читаются по одному знаку или не читаются вовсе: программы различаются.",
        "vi": "Mặt cười và hình ghép bằng ký hiệu được đọc từng ký hiệu một hoặc bị bỏ qua, tùy phần mềm.",
    },
    "capitals": {
        "en": "Capitals are not heard as emphasis: words are read as words, what looks like no word is spelt out.",
        "de": "Großschreibung ist nicht zu hören: Wörter werden als Wörter gelesen, alles andere wird buchstabiert.",
        "fr": "Les capitales ne s'entendent pas : un mot est lu comme un mot, le reste est épelé.",
        "ru": "Заглавные буквы не слышны: слова читаются как слова, остальное по буквам.",
        "vi": "Chữ in hoa không nghe ra được: từ được đọc như từ thường, phần còn lại được đánh vần từng chữ.",
    },
    "no_alt": {
        "en": "An attachment has no alternative text: only what kind it is, or its file name, is heard.",
        "de": "Ein Anhang hat keinen Alternativtext: Zu hören ist nur seine Art oder der Dateiname.",
        "fr": "Une pièce jointe n'a pas de texte alternatif : seul son type, ou le nom du fichier, s'entend.",
        "ru": "У вложения нет текстового описания: слышны только его вид или имя файла.",
        "vi": "Tệp đính kèm không có văn bản thay thế: chỉ nghe được loại tệp hoặc tên tệp.",
    },
}


def wording(language: str) -> str:
    """The language whose words are used for `language`: itself where it is one of the five, else English."""
    return language if language in LANGUAGES else "en"


def note(key: str, ui: str, code: str = "", name: str = "") -> str:
    """A remark in `ui` (one of the five, else English); the text's language is put in where the remark names it."""
    return NOTES[key][wording(ui)].format(code=code, name=name)


@cache
def signs(language: str) -> dict[str, str]:
    """The name of each sign, as it is spoken in `language`."""
    named = {sign: name for row, name in _column(_SIGNS, language) for sign in row.split()}
    return named | {"|": words(language)["bar"]}  # which parts the columns of the table


@cache
def words(language: str) -> dict[str, str]:
    """What is said before links, hashtags and attachments, and of signs that repeat."""
    return dict(_column(_WORDS, language))


@cache
def styles(language: str) -> dict[str, str]:
    """Words of Unicode's character names in `language`; empty for those that are left out."""
    return dict(_column(_STYLES, language))


@cache
def money(language: str) -> dict[str, list[str]]:
    """The forms of each currency's name: for one, for few where the language has that, for many."""
    found = _column(_MONEY, language)
    return {sign: [form.replace("_", " ") for form in forms.split()] for sign, forms in found}


def _column(table: str, language: str) -> list[tuple[str, str]]:
    at = 1 + LANGUAGES.index(wording(language))
    return [(row[0], row[at]) for row in (line.split("|") for line in table.strip().split("\n"))]
