"""The comments in a new brand's files, in the five languages: what each part is for, for whoever edits it next.

Must never hold what a rule or a check says; those travel with the guideline.
"""

from __future__ import annotations

_EN = {
    "voice": "Who speaks, in which languages, and how it sounds.",
    "axes": (
        "How replies should sound, 0 to 100; 50 is the middle of all care replies. `voicekit tone` shows "
        "where a draft stands."
    ),
    "person": "Who speaks to upset customers: I or we.",
    "address": "How customers are addressed. A channel may have its own: see channels.yaml.",
    "gender_form": "How words for people name all genders. Other forms: docs/guideline.md.",
    "keep": "Product and brand names that no rule may touch.",
    "sign_off": "How a letter ends.",
    "own": "Addresses and handles you publish yourselves: they may stand in public replies.",
    "ids": "How your order numbers look (patterns): they are kept out of public replies.",
    "readability": (
        "Where the figure of replies of 40 words and more should lie. Never compare two languages."
    ),
    "channels": (
        "Where replies go. `default` stands for every channel that is not named.\n"
        "Add `address: {de: du}` to a channel that has a form of its own. max_length counts characters."
    ),
    "scenarios": (
        "The situations a reply answers. template_ok false: a person writes this one from the first word."
    ),
    "terms": "Your words. An entry looks like this:",
    "templates": (
        "Approved replies for common questions. {{name}} is a blank that the agent fills in. An entry looks "
        "like this:"
    ),
    "escalation": (
        "Who takes a thread over, and by when. The first line that holds decides; later ones add what to "
        "leave out.\n"
        "A deadline counts from the customer's message that shows it."
    ),
    "hours": 'When you work. Add your public holidays: `holidays: ["2026-12-25"]`.',
    "routes": "The teams. `tell: [name]` adds who else is told.",
    "lines": "What leads to which team. must: what the holding reply says; must_not: what it leaves out.",
    "contacts": (
        "Help outside. Each was read at its source on the day it says; `voicekit guideline check` warns a "
        "year later."
    ),
    "no_contact": (
        "No crisis contact is known for: {places}. Read one at its source, add it under contacts, and name "
        "it in the line self-harm:"
    ),
    "incidents": "What is known to be wrong today, and what may be said about it. Empty while all is well.",
    "rules": "The packs whose rules hold, your changes to them, and rules of your own (docs/guideline.md).",
}

_DE = {
    "voice": "Wer spricht, in welchen Sprachen und in welchem Ton.",
    "axes": (
        "Wie Antworten klingen sollen, 0 bis 100; 50 ist die Mitte aller Kundenantworten. `voicekit tone` "
        "zeigt, wo ein Entwurf liegt."
    ),
    "person": "Wer mit verärgerten Kunden spricht: I (ich) oder we (wir).",
    "address": "Wie Kunden angesprochen werden. Ein Kanal kann davon abweichen: siehe channels.yaml.",
    "gender_form": "Wie Personenbezeichnungen alle Geschlechter nennen. Weitere Formen: docs/guideline.md.",
    "keep": "Produkt- und Markennamen, die keine Regel anfassen darf.",
    "sign_off": "Wie ein Brief schließt.",
    "own": (
        "Adressen und Konten, die Sie selbst veröffentlichen: Sie dürfen in öffentlichen Antworten stehen."
    ),
    "ids": "Wie Ihre Bestellnummern aussehen (Muster): In öffentlichen Antworten haben sie nichts verloren.",
    "readability": (
        "Wo der Wert bei Antworten ab 40 Wörtern liegen soll. Sprachen nie miteinander vergleichen."
    ),
    "channels": (
        "Wohin Antworten gehen. `default` gilt für jeden Kanal, der hier nicht steht.\n"
        "Hat ein Kanal eine eigene Anrede, kommt `address: {de: du}` dazu. max_length zählt Zeichen."
    ),
    "scenarios": (
        "Worauf eine Antwort antwortet. template_ok false: Hier schreibt ein Mensch vom ersten Wort an "
        "selbst."
    ),
    "terms": "Ihre Wörter. Ein Eintrag sieht so aus:",
    "templates": (
        "Freigegebene Antworten auf häufige Fragen. {{name}} ist eine Lücke, die ausgefüllt wird. Ein "
        "Eintrag sieht so aus:"
    ),
    "escalation": (
        "Wer einen Fall übernimmt und bis wann. Die erste zutreffende Zeile entscheidet, spätere ergänzen, "
        "was wegzulassen ist.\n"
        "Eine Frist zählt ab der Nachricht, in der es steht."
    ),
    "hours": 'Wann Sie arbeiten. Ihre Feiertage kommen dazu: `holidays: ["2026-12-25"]`.',
    "routes": "Die Teams. `tell: [Name]` sagt, wer noch Bescheid bekommt.",
    "lines": "Was zu welchem Team führt. must: was die Zwischenantwort sagt; must_not: was sie weglässt.",
    "contacts": (
        "Hilfe von außen. Jeder Eintrag wurde am genannten Tag an seiner Quelle gelesen; `voicekit guideline "
        "check` warnt nach einem Jahr."
    ),
    "no_contact": (
        "Kein Krisenkontakt bekannt für: {places}. Lesen Sie einen an seiner Quelle nach, tragen Sie ihn "
        "unter contacts ein und nennen Sie ihn in der Zeile self-harm:"
    ),
    "incidents": "Was heute gestört ist und was dazu gesagt werden darf. Leer, solange alles läuft.",
    "rules": "Die Pakete, deren Regeln gelten, Ihre Änderungen daran und eigene Regeln (docs/guideline.md).",
}

_FR = {
    "voice": "Qui parle, dans quelles langues et sur quel ton.",
    "axes": (
        "Le ton visé, de 0 à 100 ; 50 est le milieu de toutes les réponses de service client. `voicekit "
        "tone` situe un brouillon."
    ),
    "person": "Qui parle aux clients mécontents : I (je) ou we (nous).",
    "address": "Tutoiement ou vouvoiement. Un canal peut avoir le sien : voir channels.yaml.",
    "gender_form": "Comment les noms de personnes incluent tout le monde. Autres formes : docs/guideline.md.",
    "keep": "Noms de produits et de marques auxquels aucune règle ne touche.",
    "sign_off": "Comment finit une lettre.",
    "own": "Adresses et comptes que vous publiez vous-mêmes : ils peuvent figurer dans une réponse publique.",
    "ids": (
        "À quoi ressemblent vos numéros de commande (motifs) : ils n'ont rien à faire dans une réponse "
        "publique."
    ),
    "readability": (
        "Où doit se situer la valeur des réponses de 40 mots et plus. Ne comparez jamais deux langues."
    ),
    "channels": (
        "Où partent les réponses. `default` vaut pour tout canal qui n'est pas nommé.\n"
        "Ajoutez `address: {fr: tu}` à un canal qui a sa propre forme. max_length compte les caractères."
    ),
    "scenarios": (
        "Les situations auxquelles on répond. template_ok false : une personne écrit tout, dès le premier "
        "mot."
    ),
    "terms": "Vos mots. Une entrée ressemble à ceci :",
    "templates": (
        "Réponses validées aux questions courantes. {{name}} est un blanc à remplir. Une entrée ressemble à "
        "ceci :"
    ),
    "escalation": (
        "Qui reprend une conversation, et dans quel délai. La première ligne vraie décide ; les suivantes "
        "ajoutent ce qu'il faut éviter.\n"
        "Le délai court à partir du message du client."
    ),
    "hours": 'Vos horaires. Ajoutez vos jours fériés : `holidays: ["2026-12-25"]`.',
    "routes": "Les équipes. `tell: [nom]` ajoute qui d'autre est prévenu.",
    "lines": (
        "Ce qui mène à quelle équipe. must : ce que dit la réponse d'attente ; must_not : ce qu'elle évite."
    ),
    "contacts": (
        "Aide extérieure. Chaque contact a été lu à sa source le jour indiqué ; `voicekit guideline check` "
        "avertit un an après."
    ),
    "no_contact": (
        "Aucun contact d'urgence connu pour : {places}. Lisez-en un à sa source, ajoutez-le sous contacts et "
        "citez-le dans la ligne self-harm :"
    ),
    "incidents": "Ce qui ne marche pas aujourd'hui, et ce qu'on peut en dire. Vide quand tout va bien.",
    "rules": "Les paquets dont les règles valent, vos changements et vos propres règles (docs/guideline.md).",
}

_RU = {
    "voice": "Кто говорит, на каких языках и каким тоном.",
    "axes": (
        "Как должны звучать ответы, от 0 до 100; 50 - середина всех ответов поддержки. `voicekit tone` "
        "покажет, где черновик."
    ),
    "person": "От чьего имени отвечать расстроенным клиентам: I (я) или we (мы).",
    "address": "Как обращаться к клиентам. У канала может быть своя форма: см. channels.yaml.",
    "gender_form": "Как слова о людях называют всех. Другие варианты: docs/guideline.md.",
    "keep": "Названия товаров и марок, которых не касается ни одно правило.",
    "sign_off": "Чем заканчивается письмо.",
    "own": "Адреса и аккаунты, которые вы публикуете сами: в открытых ответах они допустимы.",
    "ids": "Как выглядят номера заказов (шаблоны): в открытых ответах им не место.",
    "readability": (
        "Где должен лежать показатель у ответов от 40 слов. Разные языки между собой не сравнивают."
    ),
    "channels": (
        "Куда уходят ответы. `default` - все каналы, которых здесь нет.\n"
        "Если у канала своя форма обращения, добавьте `address: {ru: ты}`. max_length - в знаках."
    ),
    "scenarios": "На что отвечает ответ. template_ok false: здесь человек пишет сам с первого слова.",
    "terms": "Ваши слова. Запись выглядит так:",
    "templates": (
        "Одобренные ответы на частые вопросы. {{name}} - пропуск, его заполняет сотрудник. Запись выглядит "
        "так:"
    ),
    "escalation": (
        "Кто берёт диалог и за какое время. Решает первая подходящая строка, следующие добавляют, чего "
        "избегать.\n"
        "Срок идёт от того сообщения клиента, где это видно."
    ),
    "hours": 'Когда вы работаете. Добавьте праздники: `holidays: ["2026-12-25"]`.',
    "routes": "Команды. `tell: [имя]` - кого ещё предупредить.",
    "lines": (
        "Что к какой команде ведёт. must: что сказать в первом ответе; must_not: чего в нём не должно быть."
    ),
    "contacts": (
        "Помощь со стороны. Каждый контакт прочитан в источнике в указанный день; через год `voicekit "
        "guideline check` напомнит."
    ),
    "no_contact": (
        "Нет кризисного контакта для: {places}. Найдите его в первоисточнике, добавьте в contacts и назовите "
        "в строке self-harm:"
    ),
    "incidents": "Что сегодня не работает и что об этом можно говорить. Пусто, пока всё в порядке.",
    "rules": "Наборы, чьи правила действуют, ваши изменения к ним и собственные правила (docs/guideline.md).",
}

_VI = {
    "voice": "Ai đang nói, bằng những ngôn ngữ nào, giọng ra sao.",
    "axes": (
        "Câu trả lời nên nghe thế nào, từ 0 đến 100; 50 là mức giữa của mọi câu trả lời chăm sóc khách hàng. "
        "`voicekit tone` cho biết bản nháp đang ở đâu."
    ),
    "person": "Xưng hô khi khách đang bực: I (tôi, em, mình) hay we (chúng tôi).",
    "address": "Cách gọi khách hàng. Mỗi kênh có thể gọi khác: xem channels.yaml.",
    "gender_form": "Cách gọi người cho mọi giới. Các cách khác: docs/guideline.md.",
    "keep": "Tên sản phẩm và thương hiệu, không quy tắc nào được sửa.",
    "sign_off": "Lời kết thư.",
    "own": "Địa chỉ và tài khoản bạn tự công khai: được phép có trong câu trả lời công khai.",
    "ids": "Mã đơn hàng trông thế nào (mẫu): không được để lộ trong câu trả lời công khai.",
    "readability": "Mức dễ đọc mong muốn cho câu trả lời từ 40 từ. Không so sánh hai ngôn ngữ với nhau.",
    "channels": (
        "Nơi gửi câu trả lời. `default` dùng cho mọi kênh không có tên ở đây.\n"
        "Kênh nào gọi khách khác thì thêm `address: {vi: bạn}`. max_length tính bằng ký tự."
    ),
    "scenarios": (
        "Các tình huống cần trả lời. template_ok false: phải tự viết từ chữ đầu tiên, không dùng mẫu."
    ),
    "terms": "Từ ngữ của bạn. Một mục trông như sau:",
    "templates": (
        "Câu trả lời đã duyệt cho câu hỏi thường gặp. {{name}} là chỗ trống để nhân viên điền. Một mục trông "
        "như sau:"
    ),
    "escalation": (
        "Ai tiếp nhận cuộc trò chuyện và trước khi nào. Dòng đúng đầu tiên quyết định; các dòng sau bổ sung "
        "điều cần tránh.\n"
        "Thời hạn tính từ tin nhắn của khách cho thấy việc đó."
    ),
    "hours": 'Giờ làm việc. Thêm ngày lễ của bạn: `holidays: ["2026-12-25"]`.',
    "routes": "Các nhóm. `tell: [tên]` là người cần báo thêm.",
    "lines": "Việc nào chuyển cho nhóm nào. must: điều phải nói khi báo chờ; must_not: điều phải tránh.",
    "contacts": (
        "Nơi trợ giúp bên ngoài. Mỗi mục đã được đọc tại nguồn vào ngày ghi; sau một năm `voicekit guideline "
        "check` sẽ nhắc."
    ),
    "no_contact": (
        "Chưa có liên hệ khẩn cấp cho: {places}. Hãy đọc tại nguồn, thêm vào contacts rồi ghi tên trong dòng "
        "self-harm:"
    ),
    "incidents": "Sự cố đang có và điều được phép nói. Để trống khi mọi thứ bình thường.",
    "rules": "Các gói quy tắc được áp dụng, thay đổi của bạn và quy tắc riêng (docs/guideline.md).",
}

COMMENTS: dict[str, dict[str, str]] = {"en": _EN, "de": _DE, "fr": _FR, "ru": _RU, "vi": _VI}
CHANNEL_TITLES: dict[str, dict[str, str]] = {
    "en": {
        "review": "Reviews", "app_store": "App stores", "forum": "Forums", "chat": "Chat on our site",
        "email": "E-mail", "default": "Any other channel",
    },
    "de": {
        "review": "Bewertungen", "app_store": "App-Stores", "forum": "Foren", "chat": "Chat auf unserer Seite",
        "email": "E-Mail", "default": "Jeder andere Kanal",
    },
    "fr": {
        "review": "Avis", "app_store": "Boutiques d'applications", "forum": "Forums", "chat": "Chat sur notre site",
        "email": "E-mail", "default": "Tout autre canal",
    },
    "ru": {
        "review": "Отзывы", "app_store": "Магазины приложений", "forum": "Форумы", "chat": "Чат на нашем сайте",
        "email": "Электронная почта", "default": "Любой другой канал",
    },
    "vi": {
        "review": "Đánh giá", "app_store": "Kho ứng dụng", "forum": "Diễn đàn", "chat": "Chat trên trang web",
        "email": "Email", "default": "Kênh khác",
    },
}  # fmt: skip
"""Channels whose title is a word and no name."""
