"""The situations of customer care that every brand meets, titled and described in the five languages.

Must never name a trade: what is special to a brand, its content lead adds.
"""

from __future__ import annotations

NO_TEMPLATE = ("complaint", "abuse", "crisis", "bereavement")
"""Situations in which no ready-made reply may be sent."""
_EN = """
question: Question: Something about a product or how it works. Answer first, reason second, link last.
order_status: Where is my order: The last known place, the day it comes, and what happens if it does not.
delay: Late: A date has passed. Say whose date it was and the new one.
damaged: Broken or faulty: Name what is broken, own it, offer what is due.
wrong_item: Wrong item: Something else arrived. The right one leaves before the wrong one is back.
return: Return or exchange: The steps in order, and when the money is back.
refund: Refund: The amount, the way it goes back, the day it is sent.
complaint: Complaint: The customer is unhappy with us. Say what went wrong, what you do and by when.
outage: Something is down: What does not work, since when, what still works, when you write again.
praise: Praise: Answer the story, not the rating. Sell nothing.
feedback: Idea or wish: Who reads it and what will happen to it, or that nothing will.
privacy_request: Personal data: Access, correction or deletion. Say by which day; never discuss the data in public.
abuse: Insults and threats: Name the limit once, calmly, then help with the matter.
crisis: A person in danger: Emergency services first, then the policy. Never alone, never scripted.
bereavement: Someone has died: No forms, no deadline, no feedback request; one person keeps the thread.
fraud: Fraud: A stolen account or a fake shop. Say what to do now, ask for no secrets.
"""
_DE = """
question: Frage: Zu einem Produkt oder wie etwas geht. Erst die Antwort, dann der Grund, zuletzt ein Link.
order_status: Wo ist meine Bestellung: Der letzte bekannte Ort, der Liefertag und was passiert, wenn nichts kommt.
delay: Verspätung: Ein Termin ist verstrichen. Sagen, wessen Termin es war, und den neuen nennen.
damaged: Kaputt oder fehlerhaft: Das Teil nennen, dazu stehen, anbieten, was zusteht.
wrong_item: Falsche Ware: Es kam etwas anderes. Das Richtige geht raus, bevor das Falsche zurück ist.
return: Rückgabe oder Umtausch: Die Schritte der Reihe nach und wann das Geld da ist.
refund: Erstattung: Der Betrag, der Weg zurück, der Tag.
complaint: Beschwerde: Der Ärger gilt uns. Sagen, was schiefging, was Sie tun und bis wann.
outage: Störung: Was nicht geht, seit wann, was noch geht, wann Sie wieder schreiben.
praise: Lob: Auf die Geschichte antworten, nicht auf die Sterne. Nichts verkaufen.
feedback: Idee oder Wunsch: Wer es liest und was daraus wird, oder dass nichts daraus wird.
privacy_request: Eigene Daten: Auskunft, Berichtigung, Löschung. Den Tag nennen; nie öffentlich über Daten reden.
abuse: Beleidigung und Drohung: Die Grenze einmal ruhig nennen, dann in der Sache helfen.
crisis: Jemand ist in Gefahr: Erst der Notruf, dann der Eskalationsplan. Nie allein, nie nach Vorlage.
bereavement: Todesfall: Keine Formulare, keine Frist, keine Umfrage; eine Person bleibt dran.
fraud: Betrug: Gestohlenes Konto oder falscher Shop. Sagen, was jetzt zu tun ist, nach nichts Geheimem fragen.
"""
_FR = """
question: Question: Sur un produit ou son usage. La réponse d'abord, la raison ensuite, le lien à la fin.
order_status: Où est ma commande: Le dernier lieu connu, le jour de livraison, et la suite si rien n'arrive.
delay: Retard: Une date est passée. Dire à qui revenait cette date, donner la nouvelle.
damaged: Cassé ou défectueux: Nommer ce qui est cassé, l'assumer, proposer ce qui est dû.
wrong_item: Mauvais article: Autre chose est arrivé. Le bon part avant le retour du mauvais.
return: Retour ou échange: Les étapes dans l'ordre, et quand l'argent revient.
refund: Remboursement: Le montant, le moyen, le jour.
complaint: Réclamation: On nous en veut. Dire ce qui a échoué, ce que vous faites et pour quand.
outage: Panne: Ce qui ne marche pas, depuis quand, ce qui marche encore, quand vous réécrirez.
praise: Compliment: Répondre à l'histoire, pas à la note. Ne rien vendre.
feedback: Idée ou souhait: Qui la lira et ce qu'elle deviendra, ou qu'elle n'aura pas de suite.
privacy_request: Données personnelles: Accès, correction ou suppression. Donner la date ; jamais de détail en public.
abuse: Insultes et menaces: Poser la limite une fois, calmement, puis aider sur le fond.
crisis: Une personne en danger: Les secours d'abord, puis le plan d'escalade. Jamais seul, jamais de modèle.
bereavement: Décès: Ni formulaire, ni délai, ni enquête ; une seule personne suit le dossier.
fraud: Fraude: Compte volé ou fausse boutique. Dire quoi faire tout de suite, ne demander aucun secret.
"""
_RU = """
question: Вопрос: О товаре или о том, как что-то сделать. Сначала ответ, потом причина, ссылка в конце.
order_status: Где мой заказ: Где он был в последний раз, когда придёт и что будет, если не придёт.
delay: Задержка: Срок прошёл. Скажите, чей это был срок, и назовите новый.
damaged: Сломано или с браком: Назовите, что сломалось, признайте и предложите то, что положено.
wrong_item: Не тот товар: Пришло другое. Нужное уходит раньше, чем вернётся ошибочное.
return: Возврат или обмен: Шаги по порядку и когда вернутся деньги.
refund: Возврат денег: Сумма, способ, день.
complaint: Жалоба: Недовольны нами. Скажите, что пошло не так, что вы делаете и к какому сроку.
outage: Сбой: Что не работает, с какого времени, что работает и когда напишете снова.
praise: Похвала: Отвечайте на рассказ, а не на оценку. Ничего не продавайте.
feedback: Идея или пожелание: Кто это прочтёт и что с этим будет, или что ничего не будет.
privacy_request: Личные данные: Доступ, исправление или удаление. Назовите день; при всех данные не обсуждают.
abuse: Оскорбления и угрозы: Один раз спокойно обозначьте границу, потом помогите по делу.
crisis: Человек в опасности: Сначала экстренные службы, потом порядок передачи. Не в одиночку и не по шаблону.
bereavement: Смерть близкого: Без форм, сроков и опросов; диалог ведёт один человек.
fraud: Мошенничество: Украденный аккаунт или поддельный магазин. Скажите, что делать сейчас, секретов не спрашивайте.
"""
_VI = """
question: Câu hỏi: Về sản phẩm hoặc cách dùng. Trả lời trước, lý do sau, đường dẫn để cuối.
order_status: Đơn hàng ở đâu: Nơi thấy gần nhất, ngày giao, và nếu chưa tới thì làm gì.
delay: Trễ hẹn: Đã quá ngày hẹn. Nói rõ ai đã hẹn và hẹn lại ngày nào.
damaged: Hỏng hoặc lỗi: Gọi tên chỗ hỏng, nhận lỗi, đưa ra quyền lợi của khách.
wrong_item: Giao nhầm: Khách nhận món khác. Gửi món đúng trước khi món nhầm về tới kho.
return: Trả hoặc đổi hàng: Các bước theo thứ tự và khi nào có tiền lại.
refund: Hoàn tiền: Số tiền, cách hoàn, ngày chuyển.
complaint: Phàn nàn: Khách không hài lòng về mình. Nói điều gì đã sai, mình làm gì và xong khi nào.
outage: Sự cố: Cái gì không dùng được, từ lúc nào, cái gì vẫn dùng được, khi nào báo lại.
praise: Lời khen: Đáp lại câu chuyện, không phải số sao. Không bán thêm gì.
feedback: Góp ý: Ai sẽ đọc và sẽ làm gì với góp ý, hoặc nói thẳng là chưa làm.
privacy_request: Dữ liệu cá nhân: Xem, sửa hoặc xóa. Nói rõ ngày xong; không bàn dữ liệu nơi công khai.
abuse: Xúc phạm, đe dọa: Nhắc giới hạn một lần, bình tĩnh, rồi giúp đúng việc.
crisis: Có người gặp nguy hiểm: Gọi cấp cứu trước, rồi theo quy trình. Không xử lý một mình, không dùng mẫu.
bereavement: Có người mất: Không biểu mẫu, không thời hạn, không khảo sát; một người theo suốt.
fraud: Lừa đảo: Tài khoản bị chiếm hoặc cửa hàng giả. Nói cần làm gì ngay, không hỏi thông tin bí mật.
"""


def scenarios(language: str) -> dict[str, tuple[str, str]]:
    """Title and description of each scenario in `language`, one of the five."""
    table = {"en": _EN, "de": _DE, "fr": _FR, "ru": _RU, "vi": _VI}[language]
    found = {}
    for line in table.strip().splitlines():
        name, title, description = line.split(": ", 2)
        found[name] = (title, description)
    return found
