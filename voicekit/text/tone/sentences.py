"""Says of one axis what to do about it, in the language of whoever writes the reply.

It must never blame: where a tone is not what the brand wants, it names the next thing to try.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from voicekit.text.tone.distance import AxisReport


def sentence(one: AxisReport, ui: str) -> str:
    """One or two sentences in the interface language `ui` (en, de, fr, ru, vi; English for any other)."""
    said = SAID.get(ui, SAID["en"])
    if one.reading.score is None:
        return said[one.reading.reason]
    if one.target is None:
        text = said["free"]
    elif not one.direction:
        text = said["near"]
    else:
        text = said[f"{one.direction} {one.reading.axis}"]
        opening, closing = QUOTES.get(ui, QUOTES["en"])
        words = dict.fromkeys([part.text for part in one.because if part.span is not None])
        if words:
            listed = ", ".join([f"{opening}{' '.join(word.split())}{closing}" for word in words])
            text += f" {said['see']} {listed}."
    return text + (f" {said['unusual']}" if one.usual == "unusual" else "")


def name(key: str, ui: str) -> str:
    """What an axis, `long`, `wordlen`, `trained` or `rules` is called in the interface language."""
    return NAMES.get(ui, NAMES["en"])[key]


QUOTES = {
    "en": ("'", "'"),
    "de": ("„", "“"),
    "fr": ("«\u00a0", "\u00a0»"),
    "ru": ("«", "»"),
    "vi": ("“", "”"),
}

NAMES = {
    "en": {
        "formality": "formality",
        "politeness": "politeness",
        "warmth": "warmth",
        "empathy": "empathy",
        "directness": "directness",
        "energy": "energy",
        "long": "length of sentences",
        "wordlen": "length of words",
        "trained": "trained",
        "rules": "rules, not trained",
        "wanted": "wanted",
        "language": "language",
        "unknown": "not known",
    },
    "de": {
        "formality": "Förmlichkeit",
        "politeness": "Höflichkeit",
        "warmth": "Wärme",
        "empathy": "Einfühlung",
        "directness": "Direktheit",
        "energy": "Schwung",
        "long": "Satzlänge",
        "wordlen": "Wortlänge",
        "trained": "gelernt",
        "rules": "Regeln, nicht gelernt",
        "wanted": "gewünscht",
        "language": "Sprache",
        "unknown": "unbekannt",
    },
    "fr": {
        "formality": "formalité",
        "politeness": "politesse",
        "warmth": "chaleur",
        "empathy": "empathie",
        "directness": "franchise",
        "energy": "entrain",
        "long": "longueur des phrases",
        "wordlen": "longueur des mots",
        "trained": "appris",
        "rules": "règles, non appris",
        "wanted": "souhaité",
        "language": "langue",
        "unknown": "inconnue",
    },
    "ru": {
        "formality": "официальность",
        "politeness": "вежливость",
        "warmth": "теплота",
        "empathy": "сочувствие",
        "directness": "прямота",
        "energy": "живость",
        "long": "длина предложений",
        "wordlen": "длина слов",
        "trained": "обучено",
        "rules": "правила, без обучения",
        "wanted": "нужно",
        "language": "язык",
        "unknown": "не определён",
    },
    "vi": {
        "formality": "trang trọng",
        "politeness": "lịch sự",
        "warmth": "ấm áp",
        "empathy": "đồng cảm",
        "directness": "thẳng thắn",
        "energy": "sôi nổi",
        "long": "độ dài câu",
        "wordlen": "độ dài từ",
        "trained": "học từ dữ liệu",
        "rules": "theo quy tắc, không học",
        "wanted": "mong muốn",
        "language": "ngôn ngữ",
        "unknown": "chưa rõ",
    },
}

SAID = {
    "en": {
        "short": "Too short to say: it takes five words.",
        "pairs": "Not shown: this cannot be read reliably in this language yet.",
        "language": "Tone is not read in this language yet.",
        "free": "The brand sets no aim here.",
        "near": "Just as the brand wants it.",
        "unusual": "You usually send something different.",
        "see": "Have a look at",
        "more formality": "Make it a little plainer: write it as you would say it.",
        "less formality": "Make it a little more formal: full sentences, no slang.",
        "more politeness": "One please or thank you is enough here.",
        "less politeness": "Add a please or a thank you, or ask instead of telling.",
        "more warmth": "Keep a little more distance: stay with the matter.",
        "less warmth": "Add a warm word: a greeting, a wish, what you are glad to do.",
        "more empathy": "Spend fewer words on feelings and more on what happens next.",
        "less empathy": "Say first that you see what happened and what it means for them.",
        "more directness": "Soften it a little: give a choice or a reason first.",
        "less directness": "Say it sooner: the answer first, short sentences, fewer maybes.",
        "more energy": "Make it a little calmer: fewer exclamation marks and big words.",
        "less energy": "Make it a little livelier: shorter sentences, a cheerful word.",
    },
    "de": {
        "short": "Zu kurz für ein Urteil: Es braucht fünf Wörter.",
        "pairs": "Nicht gezeigt: In dieser Sprache lässt sich das noch nicht verlässlich lesen.",
        "language": "In dieser Sprache wird der Ton noch nicht gelesen.",
        "free": "Die Marke gibt hier nichts vor.",
        "near": "Genau so, wie die Marke es möchte.",
        "unusual": "Sonst klingen die Antworten anders.",
        "see": "Ein Blick lohnt auf",
        "more formality": "Etwas schlichter: so schreiben, wie man es sagen würde.",
        "less formality": "Etwas förmlicher: ganze Sätze, keine Umgangssprache.",
        "more politeness": "Ein Bitte oder ein Danke genügt hier.",
        "less politeness": "Ein Bitte oder ein Danke tut gut, oder eine Frage statt einer Anweisung.",
        "more warmth": "Etwas mehr Abstand: bei der Sache bleiben.",
        "less warmth": "Ein warmes Wort tut gut: ein Gruß, ein Wunsch, etwas, das gern geschieht.",
        "more empathy": "Weniger über Gefühle, mehr darüber, wie es weitergeht.",
        "less empathy": "Zuerst zeigen, dass angekommen ist, was passiert ist und was das bedeutet.",
        "more directness": "Etwas sanfter: erst eine Wahl lassen oder einen Grund nennen.",
        "less directness": "Schneller zur Sache: Antwort zuerst, kurze Sätze, weniger vielleicht.",
        "more energy": "Etwas ruhiger: weniger Ausrufezeichen und große Worte.",
        "less energy": "Etwas lebendiger: kürzere Sätze, ein frohes Wort.",
    },
    "fr": {
        "short": "Trop court pour en juger : il faut cinq mots.",
        "pairs": "Non affiché : la lecture n'est pas encore fiable dans cette langue.",
        "language": "Le ton n'est pas encore lu dans cette langue.",
        "free": "La marque ne fixe pas d'objectif ici.",
        "near": "Exactement le ton voulu par la marque.",
        "unusual": "Vos réponses habituelles ont un autre ton.",
        "see": "Jetez un œil à",
        "more formality": "Un peu plus simple : écrivez comme vous le diriez.",
        "less formality": "Un peu plus soutenu : des phrases complètes, sans familiarité.",
        "more politeness": "Un seul « merci » ou « s'il vous plaît » suffit ici.",
        "less politeness": "Ajoutez un « merci » ou un « s'il vous plaît », ou posez une question.",
        "more warmth": "Gardez un peu plus de distance : restez sur le sujet.",
        "less warmth": "Ajoutez un mot chaleureux : un salut, un souhait, ce que vous faites avec plaisir.",
        "more empathy": "Moins de mots sur les émotions, plus sur la suite.",
        "less empathy": "Dites d'abord que vous voyez ce qui s'est passé et ce que cela change pour la personne.",
        "more directness": "Adoucissez un peu : laissez un choix ou donnez d'abord une raison.",
        "less directness": "Allez plus vite au fait : la réponse d'abord, des phrases courtes, moins de « peut-être ».",
        "more energy": "Un peu plus calme : moins de points d'exclamation et de grands mots.",
        "less energy": "Un peu plus vivant : des phrases plus courtes, un mot enjoué.",
    },
    "ru": {
        "short": "Слишком коротко для оценки: нужно хотя бы пять слов.",
        "pairs": "Не показано: на этом языке пока не получается читать это надёжно.",
        "language": "На этом языке тон пока не читается.",
        "free": "Бренд здесь цели не ставит.",
        "near": "Именно так, как хочет бренд.",
        "unusual": "Обычно ответы звучат иначе.",
        "see": "Обратите внимание на",
        "more formality": "Чуть проще: напишите так, как сказали бы вслух.",
        "less formality": "Чуть официальнее: полные предложения, без разговорных слов.",
        "more politeness": "Здесь хватит одного «спасибо» или «пожалуйста».",
        "less politeness": "Добавьте «пожалуйста» или «спасибо» либо спросите вместо указания.",
        "more warmth": "Чуть сдержаннее: держитесь сути дела.",
        "less warmth": "Добавьте тёплое слово: приветствие, пожелание, готовность помочь.",
        "more empathy": "Меньше о чувствах, больше о том, что будет дальше.",
        "less empathy": "Сначала покажите, что понимаете, что произошло и чем это обернулось для человека.",
        "more directness": "Чуть мягче: сначала предложите выбор или назовите причину.",
        "less directness": "Скорее к делу: сначала ответ, короткие предложения, меньше «возможно».",
        "more energy": "Чуть спокойнее: меньше восклицательных знаков и громких слов.",
        "less energy": "Чуть живее: предложения короче, бодрое слово.",
    },
    "vi": {
        "short": "Ngắn quá, chưa đánh giá được: cần ít nhất năm từ.",
        "pairs": "Không hiển thị: với ngôn ngữ này chưa đọc được một cách đáng tin.",
        "language": "Giọng văn của ngôn ngữ này chưa được đọc.",
        "free": "Thương hiệu không đặt mục tiêu ở đây.",
        "near": "Đúng như thương hiệu mong muốn.",
        "unusual": "Các câu trả lời thường ngày nghe khác thế này.",
        "see": "Hãy xem lại",
        "more formality": "Hãy viết giản dị hơn một chút, như khi nói chuyện.",
        "less formality": "Hãy viết trang trọng hơn một chút: câu đầy đủ, tránh tiếng lóng.",
        "more politeness": "Ở đây một lời cảm ơn hoặc một chữ vui lòng là đủ.",
        "less politeness": "Hãy thêm lời cảm ơn hoặc chữ vui lòng, hoặc hỏi thay vì yêu cầu.",
        "more warmth": "Hãy giữ khoảng cách hơn một chút và tập trung vào việc chính.",
        "less warmth": "Hãy thêm một lời ấm áp: lời chào, lời chúc, điều mình sẵn lòng làm.",
        "more empathy": "Hãy bớt nói về cảm xúc và nói nhiều hơn về bước tiếp theo.",
        "less empathy": "Trước hết hãy cho thấy mình hiểu chuyện gì đã xảy ra và khách bị ảnh hưởng ra sao.",
        "more directness": "Hãy nói mềm hơn một chút: đưa ra lựa chọn hoặc lý do trước.",
        "less directness": "Hãy vào việc sớm hơn: trả lời trước, câu ngắn, bớt chữ có lẽ.",
        "more energy": "Hãy viết điềm tĩnh hơn: bớt dấu chấm than và từ mạnh.",
        "less energy": "Hãy viết sinh động hơn: câu ngắn hơn, thêm một lời vui.",
    },
}
