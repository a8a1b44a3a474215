"""The words of the page in its five languages, one line of five for each key.

Must never hold a rule's message (those come with the report), nor leave a key without one of the languages.
"""

from __future__ import annotations

from typing import NamedTuple

LANGUAGES = ("en", "de", "fr", "ru", "vi")
LANGUAGE_NAMES = {"en": "English", "de": "Deutsch", "fr": "Français", "ru": "Русский", "vi": "Tiếng Việt"}


class Words(NamedTuple):
    """One phrase in five languages. Plural forms stand in a row, parted by a bar, smallest number first."""

    en: str
    de: str
    fr: str
    ru: str
    vi: str


WORDS: dict[str, Words] = {
    # The frame of the page
    "tagline": Words(
        "Reads your reply before the customer does. Nothing you type leaves this machine.",
        "Liest Ihre Antwort, bevor der Kunde sie liest. Nichts davon verlässt diesen Rechner.",
        "Relit votre réponse avant le client. Rien de ce que vous tapez ne quitte cette machine.",
        "Читает ваш ответ раньше клиента. Ничего из набранного не покидает этот компьютер.",
        "Đọc câu trả lời của bạn trước khách hàng. Nội dung bạn gõ không rời khỏi máy này.",
    ),
    "tagline_sent": Words(
        "Reads your reply before the customer does. For grammar and spelling the draft goes to {host}.",
        "Liest Ihre Antwort, bevor der Kunde sie liest. Für Grammatik und Rechtschreibung geht der Entwurf an {host}.",
        "Relit votre réponse avant le client. Pour la grammaire et l'orthographe, le brouillon va à {host}.",
        "Читает ваш ответ раньше клиента. Для проверки грамматики и орфографии черновик уходит на {host}.",
        "Đọc câu trả lời của bạn trước khách hàng. Để kiểm tra ngữ pháp và chính tả, bản nháp được gửi tới {host}.",
    ),
    "no_grammar": Words(
        "Grammar and spelling were not read: {reason}",
        "Grammatik und Rechtschreibung wurden nicht gelesen: {reason}",
        "Grammaire et orthographe non relues : {reason}",
        "Грамматика и орфография не проверены: {reason}",
        "Ngữ pháp và chính tả chưa được đọc: {reason}",
    ),
    "ui": Words("Page language", "Sprache der Seite", "Langue de la page", "Язык страницы", "Ngôn ngữ trang"),
    "sample": Words("Sample", "Beispiel", "Exemple", "Пример", "Mẫu"),
    "own": Words("My own text", "Eigener Text", "Mon propre texte", "Свой текст", "Nội dung của tôi"),
    "brand": Words("Brand", "Marke", "Marque", "Бренд", "Thương hiệu"),
    "channel": Words("Channel", "Kanal", "Canal", "Канал", "Kênh"),
    "channel_default": Words("Another channel", "Anderer Kanal", "Autre canal", "Другой канал", "Kênh khác"),
    "visibility": Words("Who sees it", "Wer es sieht", "Qui le voit", "Кто увидит", "Ai thấy"),
    "vis_channel": Words("As usual here", "Wie hier üblich", "Comme d'habitude ici", "Как принято", "Như thường lệ"),
    "vis_public": Words("Everyone", "Alle", "Tout le monde", "Все", "Mọi người"),
    "vis_private": Words("Only the customer", "Nur der Kunde", "Le client seul", "Только клиент", "Chỉ khách hàng"),
    "conversation": Words("Conversation", "Gespräch", "Conversation", "Переписка", "Cuộc trò chuyện"),
    "thread": Words(
        "What was said so far",
        "Was bisher gesagt wurde",
        "Ce qui a été dit jusqu'ici",
        "Что уже сказано",
        "Những gì đã nói",
    ),
    "thread_help": Words(
        "Start a line with “Customer:” or “Agent:”. Without either, it is one message of the customer.",
        "Zeilen mit „Kunde:“ oder „Agent:“ beginnen. Ohne beides ist es eine Nachricht des Kunden.",
        "Commencez une ligne par « Client : » ou « Agent : ». Sinon, c'est un seul message du client.",
        "Начните строку с «Клиент:» или «Агент:». Без них это одно сообщение клиента.",
        "Bắt đầu dòng bằng “Khách:” hoặc “Nhân viên:”. Nếu không, đó là một tin của khách.",
    ),
    "draft": Words("Your reply", "Ihre Antwort", "Votre réponse", "Ваш ответ", "Câu trả lời của bạn"),
    "draft_help": Words(
        "Checked as you type.",
        "Wird beim Tippen geprüft.",
        "Relue pendant la frappe.",
        "Проверяется по мере набора.",
        "Được kiểm tra khi bạn gõ.",
    ),
    "customer_side": Words("The customer", "Kundenseite", "Le client", "Клиент", "Khách hàng"),
    "to_thread": Words(
        "See the thread", "Zum Gespräch", "Voir la conversation", "К переписке", "Xem cuộc trò chuyện"
    ),
    "turn_unread": Words(
        "Not read: a language voicekit does not know. Look for risks yourself.",
        "Nicht gelesen: eine Sprache, die voicekit nicht kennt. Bitte selbst auf Risiken achten.",
        "Non lu : une langue que voicekit ne connaît pas. Vérifiez les risques vous-même.",
        "Не прочитано: этого языка voicekit не знает. Проверьте риски сами.",
        "Chưa đọc: ngôn ngữ voicekit không biết. Bạn tự xem có rủi ro không nhé.",
    ),
    "role_customer": Words("Customer", "Kunde", "Client", "Клиент", "Khách"),
    "role_agent": Words("Agent", "Agent", "Agent", "Агент", "Nhân viên"),
    "role_bot": Words("Bot", "Bot", "Bot", "Бот", "Bot"),
    "known": Words("Also known", "Außerdem bekannt", "On sait aussi", "Известно также", "Cũng đã biết"),
    # The verdict
    "ready": Words("Ready to send", "Bereit zum Senden", "Prêt à envoyer", "Можно отправлять", "Sẵn sàng gửi"),
    "ready_why": Words(
        "Nothing to mend.", "Nichts auszubessern.", "Rien à corriger.", "Исправлять нечего.", "Không cần sửa gì."
    ),
    "ready_hints": Words(
        "{n} small suggestion, if you have a moment.|{n} small suggestions, if you have a moment.",
        "{n} kleiner Vorschlag, falls Zeit ist.|{n} kleine Vorschläge, falls Zeit ist.",
        "{n} petite suggestion, si vous avez un instant.|{n} petites suggestions, si vous avez un instant.",
        "{n} небольшой совет, если есть минута.|{n} небольших совета, если есть минута.|"
        "{n} небольших советов, если есть минута.",
        "{n} gợi ý nhỏ, nếu bạn có thời gian.",
    ),
    "revise": Words(
        "Not yet: {n} thing to mend first|Not yet: {n} things to mend first",
        "Noch nicht: erst {n} Stelle ausbessern|Noch nicht: erst {n} Stellen ausbessern",
        "Pas encore : {n} point à corriger d'abord|Pas encore : {n} points à corriger d'abord",
        "Ещё нет: сначала исправьте {n} место|Ещё нет: сначала исправьте {n} места|Ещё нет: сначала исправьте {n} мест",
        "Chưa được: cần sửa {n} chỗ trước",
    ),
    "blocked": Words(
        "Do not send: {n} thing must change|Do not send: {n} things must change",
        "Nicht senden: {n} Stelle muss geändert werden|Nicht senden: {n} Stellen müssen geändert werden",
        "Ne pas envoyer : {n} point doit changer|Ne pas envoyer : {n} points doivent changer",
        "Не отправляйте: нужно изменить {n} место|Не отправляйте: нужно изменить {n} места|"
        "Не отправляйте: нужно изменить {n} мест",
        "Đừng gửi: phải thay đổi {n} chỗ",
    ),
    "empty": Words(
        "Nothing written yet", "Noch nichts geschrieben", "Rien d'écrit encore", "Пока пусто", "Chưa viết gì"
    ),
    "unread": Words(
        "Not checked: {language}", "Nicht geprüft: {language}", "Non relu : {language}", "Не проверено: {language}",
        "Chưa kiểm tra: {language}",
    ),
    "unread_why": Words(
        "Read here are English, German, French, Russian and Vietnamese; else only what holds in every language.",
        "Gelesen wird Englisch, Deutsch, Französisch, Russisch und Vietnamesisch; sonst nur, was überall gilt.",
        "Sont relus l'anglais, l'allemand, le français, le russe et le vietnamien ; sinon, ce qui vaut partout.",
        "Проверяются английский, немецкий, французский, русский и вьетнамский; иначе лишь то, что верно везде.",
        "Chỉ đọc tiếng Anh, Đức, Pháp, Nga và Việt; tiếng khác chỉ xét điều đúng với mọi ngôn ngữ.",
    ),
    "unread_none": Words(
        "The words were not read. What holds in every language found nothing.",
        "Die Wörter wurden nicht gelesen. Was in jeder Sprache gilt, fand nichts.",
        "Les mots n'ont pas été relus. Ce qui vaut en toute langue n'a rien trouvé.",
        "Слова не прочитаны. По правилам для всех языков замечаний нет.",
        "Từ ngữ chưa được đọc. Các quy tắc chung cho mọi ngôn ngữ không thấy gì.",
    ),
    "kept": Words(
        "Your reply was kept: only the conversation changed ({name}).",
        "Ihre Antwort blieb erhalten: Nur das Gespräch ist neu ({name}).",
        "Votre réponse est conservée : seule la conversation a changé ({name}).",
        "Ваш ответ сохранён: сменилась только переписка ({name}).",
        "Câu trả lời của bạn được giữ lại: chỉ đổi cuộc trò chuyện ({name}).",
    ),
    "too_long": Words("Too long to check", "Zu lang zum Prüfen", "Trop long à relire", "Слишком длинно", "Quá dài"),
    "too_long_why": Words(
        "The text has {n} characters; up to {limit} can be checked. Nothing was cut. Shorten it and it is read again.",
        "Der Text hat {n} Zeichen; geprüft werden höchstens {limit}. Nichts wurde gekürzt. Kürzen Sie ihn bitte.",
        "Le texte compte {n} caractères ; {limit} au plus sont relus. Rien n'a été coupé. Raccourcissez-le.",
        "В тексте {n} знаков; проверяется не более {limit}. Ничего не обрезано. Сократите текст.",
        "Nội dung có {n} ký tự; chỉ kiểm tra tối đa {limit}. Không có gì bị cắt. Hãy rút ngắn lại.",
    ),
    "failed": Words(
        "This reply could not be checked",
        "Diese Antwort ließ sich nicht prüfen",
        "Cette réponse n'a pas pu être relue",
        "Этот ответ не удалось проверить",
        "Không kiểm tra được câu trả lời này",
    ),
    "failed_why": Words(
        "Your text is safe in the box. Read it over yourself, or change it and it is tried again.",
        "Ihr Text steht unverändert im Feld. Lesen Sie ihn selbst durch oder ändern Sie ihn für einen neuen Versuch.",
        "Votre texte est intact. Relisez-le vous-même, ou modifiez-le pour un nouvel essai.",
        "Ваш текст цел. Перечитайте его сами или измените, и проверка повторится.",
        "Văn bản của bạn vẫn còn nguyên. Hãy tự đọc lại, hoặc sửa để kiểm tra lại.",
    ),
    "lost": Words(
        "Not checked: the connection is lost",
        "Nicht geprüft: Die Verbindung ist unterbrochen",
        "Non relu : la connexion est perdue",
        "Не проверено: связь потеряна",
        "Chưa kiểm tra: mất kết nối",
    ),
    "lost_why": Words(
        "Your text is safe in the box and is read as soon as the check answers again.",
        "Ihr Text steht unverändert im Feld und wird gelesen, sobald die Prüfung wieder antwortet.",
        "Votre texte est intact ; il sera relu dès que la relecture répondra.",
        "Ваш текст цел и будет прочитан, как только проверка снова ответит.",
        "Văn bản của bạn vẫn còn nguyên và sẽ được đọc khi kiểm tra hoạt động lại.",
    ),
    "old": Words(
        "From an earlier text, before the connection was lost:",
        "Zu einem früheren Text, vor der Unterbrechung:",
        "Sur un texte antérieur, avant la coupure :",
        "О прежнем тексте, до потери связи:",
        "Của văn bản trước đó, trước khi mất kết nối:",
    ),
    "stale": Words(
        "The text has changed meanwhile: look at the findings again.",
        "Der Text hat sich inzwischen geändert: bitte die Befunde neu ansehen.",
        "Le texte a changé entre-temps : regardez à nouveau les remarques.",
        "Текст тем временем изменился: посмотрите замечания ещё раз.",
        "Văn bản vừa thay đổi: hãy xem lại các phát hiện.",
    ),
    "to_first": Words("Show the first", "Zur ersten Stelle", "Voir le premier", "К первому", "Xem chỗ đầu tiên"),
    # The draft with its marks, and the findings
    "marked": Words(
        "Your reply, marked", "Ihre Antwort, markiert", "Votre réponse, annotée", "Ответ с пометками",
        "Câu trả lời có đánh dấu",
    ),
    "checked_as": Words(
        "Language: {language} · Guideline: {guideline}", "Sprache: {language} · Leitfaden: {guideline}",
        "Langue : {language} · Charte : {guideline}", "Язык: {language} · Правила: {guideline}",
        "Ngôn ngữ: {language} · Bộ quy tắc: {guideline}",
    ),
    "unsure": Words("not sure", "unsicher", "incertain", "не точно", "chưa chắc"),
    "no_language": Words(
        "unknown", "unbekannt", "inconnue", "неизвестен", "chưa rõ"
    ),
    "findings": Words("What to mend", "Was auszubessern ist", "À corriger", "Что исправить", "Cần sửa"),
    "no_findings": Words(
        "No finding. It reads well.", "Kein Befund. Liest sich gut.", "Aucune remarque. C'est bien.",
        "Замечаний нет. Читается хорошо.", "Không có phát hiện nào. Đọc tốt.",
    ),
    "more": Words(
        "Show {n} more", "{n} weitere zeigen", "En voir {n} de plus", "Показать ещё {n}", "Xem thêm {n}"
    ),
    "not_shown": Words(
        "{n} more are not listed.", "{n} weitere sind nicht aufgeführt.", "{n} autres ne sont pas affichés.",
        "Ещё {n} не показаны.", "{n} chỗ khác không được liệt kê.",
    ),
    "error": Words("Error", "Fehler", "Erreur", "Ошибка", "Lỗi"),
    "warning": Words("Warning", "Warnung", "Attention", "Внимание", "Cảnh báo"),
    "suggestion": Words("Suggestion", "Vorschlag", "Suggestion", "Совет", "Gợi ý"),
    "blocking": Words("stops sending", "verhindert das Senden", "empêche l'envoi", "мешает отправке", "chặn gửi"),
    "depends": Words(
        "depends on the case", "kommt auf den Fall an", "selon le cas", "зависит от случая", "tùy trường hợp"
    ),
    "whole": Words(
        "The reply as a whole", "Die Antwort als Ganzes", "La réponse dans son ensemble", "Ответ в целом",
        "Toàn bộ câu trả lời",
    ),
    "show_in_draft": Words(
        "Show in the reply: {words}", "In der Antwort zeigen: {words}", "Voir dans la réponse : {words}",
        "Показать в ответе: {words}", "Xem trong câu trả lời: {words}",
    ),
    "use": Words("Use ‘{text}’", "‚{text}‘ verwenden", "Utiliser « {text} »", "Заменить на «{text}»", "Dùng ‘{text}’"),
    "remove": Words("Remove it", "Weglassen", "Supprimer", "Убрать", "Bỏ đi"),
    "why": Words("Why", "Warum", "Pourquoi", "Почему", "Vì sao"),
    "source": Words("Source", "Quelle", "Source", "Источник", "Nguồn"),
    "rule": Words("Rule", "Regel", "Règle", "Правило", "Quy tắc"),
    # How it reads
    "sides": Words("How it reads", "Wie es wirkt", "Comment ça se lit", "Как это читается", "Đọc thế nào"),
    "of_100": Words("{n} of 100", "{n} von 100", "{n} sur 100", "{n} из 100", "{n} trên 100"),
    "not_scored": Words("not scored", "nicht bewertet", "non noté", "без оценки", "không chấm"),
    "arithmetic": Words("How it adds up", "So setzt es sich zusammen", "Le calcul", "Как посчитано", "Cách tính"),
    "metrics": Words("Figures", "Zahlen", "Chiffres", "Показатели", "Số liệu"),
    "figure": Words("Figure", "Größe", "Mesure", "Показатель", "Số liệu"),
    "value": Words("Value", "Wert", "Valeur", "Значение", "Giá trị"),
    "notes": Words("Good to know", "Gut zu wissen", "Bon à savoir", "К сведению", "Cần biết"),
    "rule_errors": Words(
        "{n} rule could not run and was left out:|{n} rules could not run and were left out:",
        "{n} Regel lief nicht und wurde ausgelassen:|{n} Regeln liefen nicht und wurden ausgelassen:",
        "{n} règle n'a pas pu être appliquée :|{n} règles n'ont pas pu être appliquées :",
        "{n} правило не сработало и пропущено:|{n} правила не сработали и пропущены:|"
        "{n} правил не сработали и пропущены:",
        "{n} quy tắc không chạy được và đã bị bỏ qua:",
    ),
    "readable": Words("Readable", "Verständlich", "Lisible", "Понятно", "Dễ đọc"),
    "inclusive": Words("Inclusive", "Inklusiv", "Inclusif", "Инклюзивно", "Bao trùm"),
    "voice": Words("Voice", "Tonfall", "Ton", "Голос", "Giọng điệu"),
    "care": Words("Care", "Fürsorge", "Attention", "Забота", "Quan tâm"),
    "accessible": Words("Accessible", "Barrierefrei", "Accessible", "Доступно", "Dễ tiếp cận"),
    "private": Words("Private", "Vertraulich", "Confidentiel", "Приватно", "Riêng tư"),
    # Levels of a side
    "good": Words("good", "gut", "bien", "хорошо", "tốt"),
    "fair": Words("fair", "ordentlich", "correct", "неплохо", "khá"),
    "weak": Words("weak", "schwach", "faible", "слабо", "yếu"),
    "poor": Words("poor", "schlecht", "insuffisant", "плохо", "kém"),
    # Figures; a formula keeps its own name
    "words": Words("words", "Wörter", "mots", "слова", "từ"),
    "sentences": Words("sentences", "Sätze", "phrases", "предложения", "câu"),
    "letters": Words("letters", "Buchstaben", "lettres", "буквы", "chữ cái"),
    "characters": Words("characters", "Zeichen", "caractères", "знаки", "ký tự"),
    "syllables": Words("syllables", "Silben", "syllabes", "слоги", "âm tiết"),
    "polysyllables": Words(
        "words of three or more syllables", "Wörter ab drei Silben", "mots de trois syllabes ou plus",
        "слова от трёх слогов", "từ từ ba âm tiết trở lên",
    ),
    "monosyllables": Words(
        "words of one syllable", "einsilbige Wörter", "mots d'une syllabe", "односложные слова", "từ một âm tiết"
    ),
    "long_words": Words("long words", "lange Wörter", "mots longs", "длинные слова", "từ dài"),
    "longest_sentence": Words(
        "words in the longest sentence", "Wörter im längsten Satz", "mots de la phrase la plus longue",
        "слов в самом длинном предложении", "số từ trong câu dài nhất",
    ),
    "words_per_sentence": Words(
        "words per sentence", "Wörter pro Satz", "mots par phrase", "слов в предложении", "số từ mỗi câu"
    ),
    "paragraphs": Words("paragraphs", "Absätze", "paragraphes", "абзацы", "đoạn"),
    "questions": Words("question marks", "Fragezeichen", "points d'interrogation", "знаки вопроса", "dấu hỏi"),
    "emoji": Words("emoji", "Emoji", "émojis", "эмодзи", "biểu tượng cảm xúc"),
    "hashtags": Words("hashtags", "Hashtags", "mots-dièse", "хештеги", "hashtag"),
    "mentions": Words("mentions", "Erwähnungen", "mentions", "упоминания", "lượt nhắc tên"),
    "links": Words("links", "Links", "liens", "ссылки", "liên kết"),
}  # fmt: skip


# Languages the page meets but does not check, in its five; one that is not here goes by its English name.
ELSEWHERE: dict[str, Words] = {
    "es": Words("Spanish", "Spanisch", "espagnol", "испанский", "tiếng Tây Ban Nha"),
    "it": Words("Italian", "Italienisch", "italien", "итальянский", "tiếng Ý"),
    "pt": Words("Portuguese", "Portugiesisch", "portugais", "португальский", "tiếng Bồ Đào Nha"),
    "nl": Words("Dutch", "Niederländisch", "néerlandais", "нидерландский", "tiếng Hà Lan"),
    "pl": Words("Polish", "Polnisch", "polonais", "польский", "tiếng Ba Lan"),
    "uk": Words("Ukrainian", "Ukrainisch", "ukrainien", "украинский", "tiếng Ukraina"),
    "cs": Words("Czech", "Tschechisch", "tchèque", "чешский", "tiếng Séc"),
    "tr": Words("Turkish", "Türkisch", "turc", "турецкий", "tiếng Thổ Nhĩ Kỳ"),
    "ro": Words("Romanian", "Rumänisch", "roumain", "румынский", "tiếng Romania"),
    "sv": Words("Swedish", "Schwedisch", "suédois", "шведский", "tiếng Thụy Điển"),
    "da": Words("Danish", "Dänisch", "danois", "датский", "tiếng Đan Mạch"),
    "no": Words("Norwegian", "Norwegisch", "norvégien", "норвежский", "tiếng Na Uy"),
    "fi": Words("Finnish", "Finnisch", "finnois", "финский", "tiếng Phần Lan"),
    "hu": Words("Hungarian", "Ungarisch", "hongrois", "венгерский", "tiếng Hungary"),
    "bg": Words("Bulgarian", "Bulgarisch", "bulgare", "болгарский", "tiếng Bulgaria"),
    "be": Words("Belarusian", "Belarussisch", "biélorusse", "белорусский", "tiếng Belarus"),
    "sr": Words("Serbian", "Serbisch", "serbe", "сербский", "tiếng Serbia"),
    "el": Words("Greek", "Griechisch", "grec", "греческий", "tiếng Hy Lạp"),
    "ar": Words("Arabic", "Arabisch", "arabe", "арабский", "tiếng Ả Rập"),
    "he": Words("Hebrew", "Hebräisch", "hébreu", "иврит", "tiếng Do Thái"),
    "zh": Words("Chinese", "Chinesisch", "chinois", "китайский", "tiếng Trung"),
    "ja": Words("Japanese", "Japanisch", "japonais", "японский", "tiếng Nhật"),
    "ko": Words("Korean", "Koreanisch", "coréen", "корейский", "tiếng Hàn"),
    "th": Words("Thai", "Thailändisch", "thaï", "тайский", "tiếng Thái"),
    "hi": Words("Hindi", "Hindi", "hindi", "хинди", "tiếng Hindi"),
    "id": Words("Indonesian", "Indonesisch", "indonésien", "индонезийский", "tiếng Indonesia"),
}


def language_name(code: str | None, name: str, language: str) -> str:
    """A language by its word on the page; `name` is its English one, `language` the page's."""
    if not code:
        return say("no_language", language)
    if code in ELSEWHERE:
        spoken: str = getattr(ELSEWHERE[code], language if language in LANGUAGES else "en")
        return spoken
    return LANGUAGE_NAMES.get(code, name)


def _form(language: str, n: int) -> int:
    """Which plural form a number takes: 0 is the singular (Unicode CLDR, cardinal rules of the five languages)."""
    if language == "vi":
        return 0
    if language == "fr":
        return 0 if n < 2 else 1
    if language == "ru":
        if n % 10 == 1 and n % 100 != 11:
            return 0
        return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2
    return 0 if n == 1 else 1


def say(key: str, language: str, /, **values: object) -> str:
    """The phrase `key` in `language` (English where the page does not speak it), with its blanks filled.

    A number given as `n` picks the plural form. Raises KeyError for a key that does not exist.
    """
    return spoken(WORDS[key], language, **values)


def spoken(words: Words, language: str, /, **values: object) -> str:
    """`words` in `language`, as `say` gives the page's own."""
    code = language if language in LANGUAGES else "en"
    text: str = getattr(words, code)
    if "|" in text:
        forms = text.split("|")
        n = values.get("n", 1)
        text = forms[min(_form(code, n if isinstance(n, int) else 1), len(forms) - 1)]
    return text.format(**values) if values else text


def named(name: str, language: str) -> str:
    """A dimension, level or figure by its word on the page; a name the page has no word for is shown as it is."""
    return say(name, language) if name in WORDS else name.replace("_", " ")
