"""The words around a rewrite on the page, in its five languages.

Must never hold a reason why there is none (that comes with the rewrite), nor leave a key without one of the languages.
"""

from __future__ import annotations

from voicekit.desk.words import Words, spoken

REWRITE_WORDS: dict[str, Words] = {
    "tagline_asked": Words(
        "Reads your reply before the customer does. Only when you ask for a rewrite, it goes with the thread to {host},"
        " personal data masked.",
        "Liest Ihre Antwort, bevor der Kunde sie liest. Nur wenn Sie eine Umformulierung wünschen, geht sie mit dem "
        "Gespräch an {host}, persönliche Daten verdeckt.",
        "Relit votre réponse avant le client. Seulement si vous demandez une reformulation, elle va avec la "
        "conversation à {host}, données personnelles masquées.",
        "Читает ваш ответ раньше клиента. Только если вы попросите другой вариант, он уйдёт вместе с перепиской на "
        "{host}, личные данные скрыты.",
        "Đọc câu trả lời của bạn trước khách hàng. Chỉ khi bạn xin gợi ý viết lại, nội dung này cùng cuộc trò chuyện "
        "mới được gửi tới {host}, đã che dữ liệu cá nhân.",
    ),
    "also_asked": Words(
        "When you ask for a rewrite, it goes with the thread to {host}, personal data masked.",
        "Wenn Sie eine Umformulierung wünschen, geht er mit dem Gespräch an {host}, persönliche Daten verdeckt.",
        "Si vous demandez une reformulation, il va avec la conversation à {host}, données personnelles masquées.",
        "Если вы попросите другой вариант, он уйдёт вместе с перепиской на {host}, личные данные скрыты.",
        "Khi bạn xin gợi ý viết lại, bản nháp cùng cuộc trò chuyện được gửi tới {host}, đã che dữ liệu cá nhân.",
    ),
    # Asking and waiting
    "ask": Words(
        "Suggest a rewrite", "Umformulierung vorschlagen", "Proposer une reformulation", "Предложить вариант",
        "Gợi ý cách viết lại",
    ),
    "stop": Words("Cancel", "Abbrechen", "Annuler", "Отменить", "Hủy"),
    "waiting": Words(
        "Looking for a better wording. You can go on writing.",
        "Eine bessere Formulierung wird gesucht. Sie können weiterschreiben.",
        "Recherche d'une meilleure formulation. Vous pouvez continuer d'écrire.",
        "Подбираем формулировку получше. Можно писать дальше.",
        "Đang tìm cách viết tốt hơn. Bạn cứ viết tiếp nhé.",
    ),
    "still": Words(
        "Still looking. Go on writing, or cancel.",
        "Es dauert noch. Schreiben Sie weiter oder brechen Sie ab.",
        "Toujours en cours. Continuez d'écrire, ou annulez.",
        "Всё ещё подбираем. Пишите дальше или отмените.",
        "Vẫn đang tìm. Bạn viết tiếp, hoặc hủy cũng được.",
    ),
    "stopped": Words(
        "Cancelled. Your reply is as it was.", "Abgebrochen. Ihre Antwort ist unverändert.",
        "Annulé. Votre réponse n'a pas changé.", "Отменено. Ваш ответ не изменился.",
        "Đã hủy. Câu trả lời của bạn vẫn như cũ.",
    ),
    "count": Words(
        "{n} suggestion, below.|{n} suggestions, below.",
        "{n} Vorschlag, siehe unten.|{n} Vorschläge, siehe unten.",
        "{n} suggestion, ci-dessous.|{n} suggestions, ci-dessous.",
        "{n} вариант, ниже.|{n} варианта, ниже.|{n} вариантов, ниже.",
        "{n} gợi ý, bên dưới.",
    ),
    "no_suggestion": Words(
        "No suggestion this time.", "Diesmal kein Vorschlag.", "Pas de suggestion cette fois.",
        "На этот раз без вариантов.", "Lần này không có gợi ý.",
    ),
    "none_fits": Words(
        "None of them applies to this reply.", "Auf diese Antwort trifft keine zu.",
        "Aucune ne s'applique à cette réponse.", "К этому ответу ни одна не подходит.",
        "Không có sửa đổi nào hợp với câu trả lời này.",
    ),
    "closed": Words(
        "The model is not used: {reason}", "Das Modell wird nicht gefragt: {reason}",
        "Le modèle n'est pas consulté : {reason}", "Модель не используется: {reason}",
        "Không dùng mô hình: {reason}",
    ),
    "failed": Words(
        "Something went wrong, so there is no suggestion. Your reply is as it was; please try again.",
        "Etwas ist schiefgegangen, es gibt keinen Vorschlag. Ihre Antwort ist unverändert; versuchen Sie es noch mal.",
        "Un problème est survenu, il n'y a pas de suggestion. Votre réponse est intacte ; réessayez.",
        "Что-то пошло не так, варианта нет. Ваш ответ цел; попробуйте ещё раз.",
        "Đã có lỗi nên chưa có gợi ý. Câu trả lời của bạn vẫn nguyên vẹn; hãy thử lại.",
    ),
    # A suggestion
    "title": Words(
        "Suggested rewrite", "Vorgeschlagene Umformulierung", "Reformulation proposée", "Предложенный вариант",
        "Gợi ý viết lại",
    ),
    "number": Words("Suggestion {n}", "Vorschlag {n}", "Suggestion {n}", "Вариант {n}", "Gợi ý {n}"),
    "from_model": Words(
        "from the model, checked against your reply", "vom Modell, an Ihrer Antwort geprüft",
        "du modèle, vérifiée d'après votre réponse", "от модели, сверено с вашим ответом",
        "từ mô hình, đã đối chiếu với câu trả lời của bạn",
    ),
    "from_offline": Words(
        "from your guideline, not from a model", "aus Ihrem Leitfaden, nicht von einem Modell",
        "de votre charte, pas d'un modèle", "по вашим правилам, не от модели",
        "từ bộ quy tắc của bạn, không phải từ mô hình",
    ),
    "kept": Words(
        "{share}% of your words stay", "{share}\u00a0% Ihrer Wörter bleiben", "{share}\u00a0% de vos mots restent",
        "{share}\u00a0% ваших слов остаются", "giữ {share}% số từ của bạn",
    ),
    "read_it": Words(
        "Read it before you send it: a small change of sense can slip through.",
        "Bitte vor dem Senden lesen: Eine kleine Sinnänderung kann durchrutschen.",
        "Relisez avant d'envoyer : un petit glissement de sens peut passer inaperçu.",
        "Прочитайте перед отправкой: мелкий сдвиг смысла может проскочить.",
        "Hãy đọc lại trước khi gửi: một thay đổi nhỏ về nghĩa vẫn có thể lọt qua.",
    ),
    "changes_text": Words(
        "The changes in the text", "Die Änderungen im Text", "Les changements dans le texte", "Правки в тексте",
        "Các thay đổi trong văn bản",
    ),
    "removed": Words("removed:", "gestrichen:", "supprimé :", "убрано:", "bỏ:"),
    "inserted": Words("inserted:", "eingefügt:", "ajouté :", "добавлено:", "thêm:"),
    "over": Words("end of change", "Ende der Änderung", "fin du changement", "конец правки", "hết thay đổi"),
    "blank": Words("a space", "ein Leerzeichen", "une espace", "пробел", "dấu cách"),
    "line": Words("a line break", "ein Zeilenumbruch", "un retour à la ligne", "перенос строки", "xuống dòng"),
    "mends": Words("What it mends", "Was es ausbessert", "Ce qu'elle corrige", "Что исправляет", "Sửa được gì"),
    "mends_none": Words(
        "Mends no finding; only the wording changes.", "Bessert keinen Befund aus; nur die Worte ändern sich.",
        "Ne corrige aucune remarque ; seuls les mots changent.", "Замечаний не снимает, меняются только слова.",
        "Không sửa phát hiện nào; chỉ đổi cách viết.",
    ),
    "more": Words("and {n} more", "und {n} weitere", "et {n} de plus", "и ещё {n}", "và {n} chỗ nữa"),
    "reads": Words(
        "As it would read", "So würde es klingen", "Le texte obtenu", "Как это будет читаться", "Văn bản sau khi sửa"
    ),
    "to_fill": Words(
        "For you to fill in: {slots}", "Noch von Ihnen auszufüllen: {slots}", "À compléter par vous : {slots}",
        "Заполните сами: {slots}", "Bạn cần điền: {slots}",
    ),
    "use": Words("Use this", "Übernehmen", "Utiliser", "Взять это", "Dùng gợi ý này"),
    "back": Words(
        "Put my words back", "Meine Worte zurückholen", "Remettre mes mots", "Вернуть мои слова", "Trả lại lời của tôi"
    ),
    "used": Words(
        "It stands in your reply. Ctrl+Z there takes it back.",
        "Es steht in Ihrer Antwort. Strg+Z nimmt es dort zurück.",
        "C'est dans votre réponse. Ctrl+Z dans le champ l'annule.",
        "Это уже в вашем ответе. Ctrl+Z в поле отменит.",
        "Đã đưa vào câu trả lời. Nhấn Ctrl+Z trong ô để hoàn tác.",
    ),
    "put_back": Words(
        "Your own words are back.", "Ihre Worte stehen wieder da.", "Vos mots sont de retour.",
        "Ваши слова возвращены.", "Lời của bạn đã trở lại.",
    ),
    "by_change": Words(
        "Change by change ({n})", "Einzeln auswählen ({n})", "Un par un ({n})", "По одной правке ({n})",
        "Từng thay đổi ({n})",
    ),
    "by_change_help": Words(
        "Tick what your reply is to take over.", "Kreuzen Sie an, was in Ihre Antwort soll.",
        "Cochez ce que votre réponse doit reprendre.", "Отметьте, что перенести в ответ.",
        "Đánh dấu những gì muốn đưa vào câu trả lời.",
    ),
    "moved": Words(
        "Some changes no longer fit: the text there is different now. Ask again for new ones.",
        "Manche Änderungen passen nicht mehr: Der Text ist dort jetzt anders. Fragen Sie neu.",
        "Certains changements ne conviennent plus : le texte y est différent. Redemandez.",
        "Часть правок больше не подходит: текст там уже другой. Запросите новые.",
        "Một số thay đổi không còn khớp vì văn bản ở đó đã khác. Hãy xin gợi ý mới.",
    ),
    # Saying no
    "reject": Words("Not this one", "Diesen nicht", "Pas celle-ci", "Не подходит", "Không dùng"),
    "what_is_wrong": Words(
        "What is wrong with it?", "Was stimmt nicht?", "Qu'est-ce qui ne va pas ?", "Что не так?", "Chưa ổn ở đâu?"
    ),
    "why_meaning": Words(
        "It changes the meaning", "Der Sinn ist anders", "Le sens change", "Меняет смысл", "Làm đổi nghĩa"
    ),
    "why_tone": Words(
        "Not our tone", "Nicht unser Ton", "Pas notre ton", "Не наш тон", "Không đúng giọng của chúng tôi"
    ),
    "why_needless": Words("Not needed", "Nicht nötig", "Pas nécessaire", "Не нужно", "Không cần thiết"),
    "why_other": Words("Something else", "Etwas anderes", "Autre chose", "Другое", "Lý do khác"),
    "aside": Words(
        "Put aside: {reason}", "Beiseitegelegt: {reason}", "Écartée : {reason}", "Отложено: {reason}",
        "Đã gác lại: {reason}",
    ),
    "again": Words("Show it again", "Wieder zeigen", "La revoir", "Показать снова", "Xem lại"),
    # What is left to fill in
    "fill": Words(
        "Fill in before you copy", "Vor dem Kopieren ausfüllen", "À compléter avant de copier",
        "Заполните, прежде чем копировать", "Điền trước khi sao chép",
    ),
    "put_in": Words("Put in", "Einsetzen", "Insérer", "Вставить", "Điền vào"),
    "copy_waits": Words(
        "Copy, once this is filled in: {slots}", "Kopieren, sobald ausgefüllt: {slots}",
        "Copier, une fois complété : {slots}", "Копировать, когда будет заполнено: {slots}",
        "Sao chép, sau khi điền: {slots}",
    ),
    "fill_first": Words(
        "Not copied. Fill in first: {slots}", "Nicht kopiert. Erst ausfüllen: {slots}",
        "Rien n'est copié. Complétez d'abord : {slots}", "Не скопировано. Сначала заполните: {slots}",
        "Chưa sao chép. Hãy điền trước: {slots}",
    ),
    # What left the machine, and what is not shown
    "sent": Words(
        "What was sent", "Was gesendet wurde", "Ce qui a été envoyé", "Что было отправлено", "Nội dung đã gửi"
    ),
    "sent_none": Words(
        "Nothing left this machine.", "Nichts hat diesen Rechner verlassen.", "Rien n'a quitté cette machine.",
        "Ничего не покинуло этот компьютер.", "Không có gì rời khỏi máy này.",
    ),
    "sent_exactly": Words(
        "Exactly this was sent, and nothing else:", "Genau das wurde gesendet, sonst nichts:",
        "Exactement ceci a été envoyé, rien d'autre :", "Отправлено именно это и ничего больше:",
        "Đúng nội dung này đã được gửi, không gì khác:",
    ),
    "refused": Words(
        "Not shown as suggestions ({n})", "Nicht als Vorschlag gezeigt ({n})", "Non proposé ({n})",
        "Не показано как вариант ({n})", "Không đưa ra làm gợi ý ({n})",
    ),
    "unusable": Words(
        "Do not use this text", "Diesen Text nicht verwenden", "Ne pas utiliser ce texte", "Этот текст не использовать",
        "Đừng dùng văn bản này",
    ),
    "in_draft": Words(
        "your reply: {words}", "Ihre Antwort: {words}", "votre réponse : {words}", "ваш ответ: {words}",
        "câu trả lời của bạn: {words}",
    ),
    "in_rewrite": Words("there: {words}", "dort: {words}", "là-bas : {words}", "там: {words}", "ở đó: {words}"),
}  # fmt: skip
"""Every phrase by its key; `{n}` picks the plural form."""


def say(key: str, language: str, /, **values: object) -> str:
    """The phrase `key` in `language`, as `words.say` gives the page's others. KeyError for an unknown key."""
    return spoken(REWRITE_WORDS[key], language, **values)
