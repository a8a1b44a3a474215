"""What the guard says of a rewrite it refuses, in the reader's language: one short sentence with the words it saw.

It must never blame the agent: the rewrite is at fault.
"""

from __future__ import annotations

_REASONS: dict[str, dict[str, str]] = {
    "empty": {
        "en": "The rewrite is empty.",
        "de": "Der Vorschlag ist leer.",
        "fr": "La proposition est vide.",
        "ru": "Вариант пуст.",
        "vi": "Bản viết lại trống.",
    },
    "too_long": {
        "en": "It is far too long.",
        "de": "Der Vorschlag ist viel zu lang.",
        "fr": "La proposition est beaucoup trop longue.",
        "ru": "Вариант слишком длинный.",
        "vi": "Bản viết lại quá dài.",
    },
    "lost": {
        "en": "“{draft}” is missing in it.",
        "de": "„{draft}“ fehlt darin.",
        "fr": "Il y manque « {draft} ».",
        "ru": "В нём нет «{draft}».",
        "vi": "Thiếu “{draft}”.",
    },
    "added": {
        "en": "It adds “{rewrite}”, which the draft does not say.",
        "de": "„{rewrite}“ steht nicht im Entwurf.",
        "fr": "Elle ajoute « {rewrite} », que le brouillon ne dit pas.",
        "ru": "В нём появилось «{rewrite}», в черновике этого нет.",
        "vi": "Thêm “{rewrite}” mà bản nháp không nói.",
    },
    "changed": {
        "en": "It turns “{draft}” into “{rewrite}”.",
        "de": "Aus „{draft}“ wird „{rewrite}“.",
        "fr": "« {draft} » y devient « {rewrite} ».",
        "ru": "«{draft}» превратилось в «{rewrite}».",
        "vi": "“{draft}” bị đổi thành “{rewrite}”.",
    },
    "promise.added": {
        "en": "“{rewrite}” promises something the draft does not.",
        "de": "„{rewrite}“ verspricht etwas, das der Entwurf nicht verspricht.",
        "fr": "« {rewrite} » promet ce que le brouillon ne promet pas.",
        "ru": "«{rewrite}» — обещание, которого нет в черновике.",
        "vi": "“{rewrite}” hứa điều mà bản nháp không hứa.",
    },
    "promise.lost": {
        "en": "The draft's “{draft}” is gone.",
        "de": "„{draft}“ aus dem Entwurf ist weg.",
        "fr": "« {draft} », qui est dans le brouillon, a disparu.",
        "ru": "Пропало «{draft}» из черновика.",
        "vi": "Mất ý “{draft}” của bản nháp.",
    },
    "guarantee.added": {
        "en": "“{rewrite}” guarantees more than the draft does.",
        "de": "„{rewrite}“ garantiert mehr als der Entwurf.",
        "fr": "« {rewrite} » garantit plus que le brouillon.",
        "ru": "«{rewrite}» обещает больше, чем черновик.",
        "vi": "“{rewrite}” cam kết nhiều hơn bản nháp.",
    },
    "fault.added": {
        "en": "“{rewrite}” takes blame the draft does not take.",
        "de": "„{rewrite}“ nimmt eine Schuld auf sich, von der im Entwurf nichts steht.",
        "fr": "« {rewrite} » reconnaît une faute que le brouillon ne reconnaît pas.",
        "ru": "«{rewrite}» признаёт вину, о которой в черновике ни слова.",
        "vi": "“{rewrite}” nhận lỗi mà bản nháp không nhận.",
    },
    "flattery.added": {
        "en": "“{rewrite}” flatters; the draft does not.",
        "de": "„{rewrite}“ schmeichelt, der Entwurf nicht.",
        "fr": "« {rewrite} » flatte, pas le brouillon.",
        "ru": "«{rewrite}» — лесть, в черновике её нет.",
        "vi": "“{rewrite}” là lời tâng bốc, bản nháp không có.",
    },
    "meta.added": {
        "en": "“{rewrite}” speaks about the rewriting, not to the customer.",
        "de": "„{rewrite}“ spricht über das Umschreiben statt mit der Kundin oder dem Kunden.",
        "fr": "« {rewrite} » parle de la réécriture, pas à la personne.",
        "ru": "«{rewrite}» — это о самом переписывании, а не клиенту.",
        "vi": "“{rewrite}” nói về việc viết lại, không phải nói với khách.",
    },
    "urgency.added": {
        "en": "“{rewrite}” says when; the draft does not.",
        "de": "„{rewrite}“ nennt eine Frist, der Entwurf nicht.",
        "fr": "« {rewrite} » donne un délai, pas le brouillon.",
        "ru": "«{rewrite}» называет срок, которого нет в черновике.",
        "vi": "“{rewrite}” nêu thời hạn mà bản nháp không nêu.",
    },
    "actor.changed": {
        "en": "Someone else does it now: “{draft}”, “{rewrite}”.",
        "de": "Jetzt macht es jemand anderes: „{draft}“, „{rewrite}“.",
        "fr": "Ce n'est plus la même personne qui agit : « {draft} », « {rewrite} ».",
        "ru": "Теперь это делает кто-то другой: «{draft}», «{rewrite}».",
        "vi": "Người làm việc này đã đổi: “{draft}”, “{rewrite}”.",
    },
    "opposite": {
        "en": "It says the opposite: “{draft}” became “{rewrite}”.",
        "de": "Es sagt das Gegenteil: aus „{draft}“ wurde „{rewrite}“.",
        "fr": "Elle dit le contraire : « {draft} » est devenu « {rewrite} ».",
        "ru": "Смысл обратный: было «{draft}», стало «{rewrite}».",
        "vi": "Nghĩa bị ngược: “{draft}” thành “{rewrite}”.",
    },
    "negation.lost": {
        "en": "A “not” got lost: “{draft}” became “{rewrite}”.",
        "de": "Ein „nicht“ ging verloren: aus „{draft}“ wurde „{rewrite}“.",
        "fr": "Une négation s'est perdue : « {draft} » est devenu « {rewrite} ».",
        "ru": "Пропало отрицание: было «{draft}», стало «{rewrite}».",
        "vi": "Mất từ phủ định: “{draft}” thành “{rewrite}”.",
    },
    "negation.added": {
        "en": "A “not” came in: “{draft}” became “{rewrite}”.",
        "de": "Ein „nicht“ kam dazu: aus „{draft}“ wurde „{rewrite}“.",
        "fr": "Une négation s'est glissée : « {draft} » est devenu « {rewrite} ».",
        "ru": "Появилось отрицание: было «{draft}», стало «{rewrite}».",
        "vi": "Thêm từ phủ định: “{draft}” thành “{rewrite}”.",
    },
    "hedge.lost": {
        "en": "The draft leaves it open (“{draft}”), the rewrite does not.",
        "de": "Der Entwurf lässt es offen („{draft}“), der Vorschlag nicht.",
        "fr": "Le brouillon laisse la chose ouverte (« {draft} »), pas la proposition.",
        "ru": "В черновике это не наверняка («{draft}»), а здесь — наверняка.",
        "vi": "Bản nháp còn để ngỏ (“{draft}”), bản này thì không.",
    },
    "if.lost": {
        "en": "A condition got lost: “{draft}”.",
        "de": "Eine Bedingung fehlt: „{draft}“.",
        "fr": "Une condition a disparu : « {draft} ».",
        "ru": "Пропало условие: «{draft}».",
        "vi": "Mất một điều kiện: “{draft}”.",
    },
    "order.swapped": {
        "en": "“{draft}” and “{rewrite}” seem to have changed places.",
        "de": "„{draft}“ und „{rewrite}“ scheinen vertauscht.",
        "fr": "« {draft} » et « {rewrite} » semblent intervertis.",
        "ru": "Похоже, «{draft}» и «{rewrite}» поменялись местами.",
        "vi": "Có vẻ “{draft}” và “{rewrite}” bị đổi chỗ.",
    },
    "question.lost": {
        "en": "The question “{draft}” is gone.",
        "de": "Die Frage „{draft}“ fehlt.",
        "fr": "La question « {draft} » a disparu.",
        "ru": "Пропал вопрос «{draft}».",
        "vi": "Mất câu hỏi “{draft}”.",
    },
    "language": {
        "en": "It is not in the draft's language: {rewrite}",
        "de": "Es ist nicht in der Sprache des Entwurfs: {rewrite}",
        "fr": "Elle n'est pas dans la langue du brouillon : {rewrite}",
        "ru": "Язык не тот, что в черновике: {rewrite}",
        "vi": "Không cùng ngôn ngữ với bản nháp: {rewrite}",
    },
    "address_form": {
        "en": "It says “{rewrite}” where the draft says “{draft}”.",
        "de": "Es sagt „{rewrite}“, der Entwurf „{draft}“.",
        "fr": "Elle dit « {rewrite} », le brouillon « {draft} ».",
        "ru": "В нём «{rewrite}», а в черновике «{draft}».",
        "vi": "Xưng hô “{rewrite}”, bản nháp dùng “{draft}”.",
    },
    "blank": {
        "en": "“{rewrite}” was never filled in.",
        "de": "„{rewrite}“ wurde nie ausgefüllt.",
        "fr": "« {rewrite} » n'a pas été rempli.",
        "ru": "«{rewrite}» осталось незаполненным.",
        "vi": "“{rewrite}” chưa được điền.",
    },
    "markup": {
        "en": "“{rewrite}” is markup, which a customer would see.",
        "de": "„{rewrite}“ ist Formatierung, die bei der Kundschaft zu sehen wäre.",
        "fr": "« {rewrite} » est du balisage que l'on verrait.",
        "ru": "«{rewrite}» — разметка, её увидит клиент.",
        "vi": "“{rewrite}” là ký hiệu định dạng, khách sẽ nhìn thấy.",
    },
    "truncated": {
        "en": "It breaks off: “…{rewrite}”.",
        "de": "Es bricht ab: „…{rewrite}“.",
        "fr": "Elle s'interrompt : « …{rewrite} ».",
        "ru": "Текст обрывается: «…{rewrite}».",
        "vi": "Bị ngắt giữa chừng: “…{rewrite}”.",
    },
    "echo": {
        "en": "It repeats our instructions: “{rewrite}”.",
        "de": "Es wiederholt unsere Anweisung: „{rewrite}“.",
        "fr": "Elle répète nos consignes : « {rewrite} ».",
        "ru": "Он повторяет наши указания: «{rewrite}».",
        "vi": "Lặp lại chỉ dẫn của hệ thống: “{rewrite}”.",
    },
    "content.lost": {
        "en": "Nothing is left of “{draft}”.",
        "de": "Von „{draft}“ ist nichts übrig.",
        "fr": "Il ne reste rien de « {draft} ».",
        "ru": "Ничего не осталось от «{draft}».",
        "vi": "Không còn gì của câu “{draft}”.",
    },
    "content.added": {
        "en": "Nobody spoke of this: “{rewrite}”.",
        "de": "Davon war nirgends die Rede: „{rewrite}“.",
        "fr": "Personne n'a parlé de cela : « {rewrite} ».",
        "ru": "Об этом никто не говорил: «{rewrite}».",
        "vi": "Chưa ai nói đến điều này: “{rewrite}”.",
    },
    "finding.new": {
        "en": "It brings a new finding ({draft}): “{rewrite}”.",
        "de": "Es bringt einen neuen Hinweis ({draft}): „{rewrite}“.",
        "fr": "Elle apporte une nouvelle remarque ({draft}) : « {rewrite} ».",
        "ru": "Появилось новое замечание ({draft}): «{rewrite}».",
        "vi": "Xuất hiện lỗi mới ({draft}): “{rewrite}”.",
    },
    "finding.left": {
        "en": "The finding it was to mend is still there ({draft}).",
        "de": "Der Hinweis, um den es ging, ist noch da ({draft}).",
        "fr": "La remarque à corriger est toujours là ({draft}).",
        "ru": "Замечание, ради которого он писался, осталось ({draft}).",
        "vi": "Lỗi cần sửa vẫn còn ({draft}).",
    },
}


def reason(check: str, draft: str, rewrite: str, ui: str) -> str:
    """The sentence for `check` (such as `amount.changed`) with the words of both texts, in the language `ui`."""
    known = _REASONS.get(check) or _REASONS[check.rpartition(".")[2]]
    return known.get(ui, known["en"]).format(draft=draft, rewrite=rewrite)
