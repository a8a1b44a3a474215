"""What a rewrite says of itself to the reader, in five languages: why there is none, or why it is not a model's.

One or two short sentences each; it must never hold a text of the customer's.
"""

from __future__ import annotations

_SAID: dict[str, dict[str, str]] = {
    "off": {
        "en": "No model is asked here. These are the fixes of your guideline's own rules.",
        "de": "Hier wird kein Sprachmodell gefragt. Das sind die Korrekturen aus Ihren Regeln.",
        "fr": "Aucun modèle n'est consulté ici. Ce sont les corrections des règles de votre charte.",
        "ru": "Модель здесь не спрашивают. Это правки по правилам вашего руководства.",
        "vi": "Ở đây không hỏi mô hình nào. Đây là các sửa đổi theo quy tắc trong cẩm nang của bạn.",
    },
    "local_only": {
        "en": "This brand's texts may only go to a model on your own machines. These are its own fixes.",
        "de": "Texte dieser Marke dürfen nur an ein Modell auf eigenen Rechnern. Das sind ihre eigenen Korrekturen.",
        "fr": "Les textes de cette marque ne vont qu'à un modèle sur vos machines. Voici ses propres corrections.",
        "ru": "Тексты этой марки можно отдавать только модели на своих машинах. Это её собственные правки.",
        "vi": "Nội dung của thương hiệu này chỉ được gửi đến mô hình trên máy nội bộ. Đây là sửa đổi của thương hiệu.",
    },
    "slow": {
        "en": "The model took too long. You can ask again; until then these are the guideline's own fixes.",
        "de": "Das Modell hat zu lange gebraucht. Fragen Sie gern noch einmal; hier die Korrekturen der Richtlinie.",
        "fr": "Le modèle a trop tardé. Vous pouvez redemander ; en attendant, voici les corrections de la charte.",
        "ru": "Модель не ответила вовремя. Можно спросить ещё раз; пока вот правки по руководству.",
        "vi": "Mô hình trả lời quá lâu. Bạn có thể thử lại; trong lúc chờ, đây là sửa đổi theo cẩm nang.",
    },
    "down": {
        "en": "The model cannot be reached. These are the guideline's own fixes.",
        "de": "Das Modell ist nicht erreichbar. Das sind die Korrekturen der Richtlinie.",
        "fr": "Le modèle est injoignable. Voici les corrections de la charte.",
        "ru": "Модель недоступна. Вот правки по руководству.",
        "vi": "Không kết nối được với mô hình. Đây là sửa đổi theo cẩm nang.",
    },
    "wrong": {
        "en": "The model's answer could not be used. These are the guideline's own fixes.",
        "de": "Mit der Antwort des Modells ist nichts anzufangen. Das sind die Korrekturen der Richtlinie.",
        "fr": "La réponse du modèle est inutilisable. Voici les corrections de la charte.",
        "ru": "Ответ модели не подошёл. Вот правки по руководству.",
        "vi": "Câu trả lời của mô hình không dùng được. Đây là sửa đổi theo cẩm nang.",
    },
    "over_budget": {
        "en": "This would take more than the model may use. Shorten the conversation or ask whoever runs the server.",
        "de": "Das wäre mehr, als das Modell verbrauchen darf. Bitte kürzen Sie das Gespräch.",
        "fr": "Cela dépasse le budget du modèle. Raccourcissez la conversation ou demandez à qui gère le serveur.",
        "ru": "Это больше, чем модели можно потратить. Сократите переписку или спросите того, кто ведёт сервер.",
        "vi": "Việc này vượt mức mô hình được dùng. Hãy rút gọn hội thoại hoặc hỏi người quản lý máy chủ.",
    },
    "cancelled": {
        "en": "Cancelled. These are the guideline's own fixes.",
        "de": "Abgebrochen. Das sind die Korrekturen der Richtlinie.",
        "fr": "Annulé. Voici les corrections de la charte.",
        "ru": "Отменено. Вот правки по руководству.",
        "vi": "Đã hủy. Đây là sửa đổi theo cẩm nang.",
    },
    "refused": {
        "en": "Nothing the model wrote keeps to your draft, so none is shown. These are the guideline's own fixes.",
        "de": "Nichts vom Modell blieb beim Entwurf, also wird nichts gezeigt. Hier die Korrekturen der Richtlinie.",
        "fr": "Rien de ce qu'a écrit le modèle ne respecte le brouillon. Voici les corrections de la charte.",
        "ru": "Всё, что написала модель, расходится с черновиком, поэтому не показано. Вот правки по руководству.",
        "vi": "Những gì mô hình viết đều lệch bản nháp nên không hiển thị. Đây là sửa đổi theo cẩm nang.",
    },
    "same": {
        "en": "The model would leave your draft as it is. These are the guideline's own fixes.",
        "de": "Das Modell würde Ihren Entwurf so lassen. Hier die Korrekturen der Richtlinie.",
        "fr": "Le modèle laisserait votre brouillon tel quel. Voici les corrections de la charte.",
        "ru": "Модель оставила бы черновик как есть. Вот правки по руководству.",
        "vi": "Mô hình giữ nguyên bản nháp của bạn. Đây là sửa đổi theo cẩm nang.",
    },
    "nothing": {
        "en": "There is no draft yet. Write the reply first, rough as it may be.",
        "de": "Noch kein Entwurf da. Schreiben Sie erst die Antwort, gern auch holprig.",
        "fr": "Pas encore de brouillon. Écrivez d'abord la réponse, même maladroite.",
        "ru": "Черновика пока нет. Сначала напишите ответ, хоть начерно.",
        "vi": "Chưa có bản nháp. Hãy viết câu trả lời trước, thô cũng được.",
    },
}


def said(state: str, ui: str, detail: str = "") -> str:
    """The sentence for `state` in the language `ui`; `detail` (technical, English) goes behind it."""
    sentence = _SAID[state].get(ui, _SAID[state]["en"])
    return f"{sentence} ({detail})" if detail else sentence
