"""What triage and policy say, in words people read, in the five interface languages: one table for every surface.

Must never hold a rule's message (those travel with the guideline), nor leave a key without one of the languages.
"""

from __future__ import annotations

from typing import NamedTuple

from voicekit.types import Escalation, Triage


class Label(NamedTuple):
    """One phrase in the five interface languages."""

    en: str
    de: str
    fr: str
    ru: str
    vi: str


_LABELS: dict[str, Label] = {
    # Risks
    "self_harm": Label(
        "may harm themselves",
        "könnte sich etwas antun",
        "risque de se faire du mal",
        "может причинить себе вред",
        "có thể tự làm hại mình",
    ),
    "safety": Label(
        "someone was or could be hurt",
        "jemand wurde oder könnte verletzt werden",
        "quelqu'un a été ou pourrait être blessé",
        "кто-то пострадал или может пострадать",
        "có người bị thương hoặc có thể bị thương",
    ),
    "legal": Label(
        "legal steps",
        "rechtliche Schritte",
        "démarche juridique",
        "юридические шаги",
        "đe dọa hoặc tiến hành kiện tụng",
    ),
    "fraud_privacy": Label(
        "fraud or personal data",
        "Betrug oder Datenschutz",
        "fraude ou données personnelles",
        "мошенничество или личные данные",
        "lừa đảo hoặc dữ liệu cá nhân",
    ),
    "press": Label(
        "press or publicity",
        "Presse oder Öffentlichkeit",
        "presse ou publication",
        "пресса или огласка",
        "báo chí hoặc đăng công khai",
    ),
    "churn": Label("about to leave", "will gehen", "sur le départ", "собирается уйти", "sắp bỏ đi"),
    "repeated": Label(
        "has asked before",
        "hat schon einmal gefragt",
        "a déjà demandé",
        "обращается не первый раз",
        "đã hỏi trước đó",
    ),
    "discrimination": Label(
        "badly treated by staff",
        "vom Personal schlecht behandelt",
        "maltraité par le personnel",
        "плохое обращение сотрудников",
        "bị nhân viên đối xử tệ",
    ),
    "vulnerable": Label(
        "needs special care",
        "braucht besondere Rücksicht",
        "personne fragile",
        "нужна особая забота",
        "cần được quan tâm đặc biệt",
    ),
    "bereavement": Label("someone has died", "ein Todesfall", "un décès", "кто-то умер", "có người qua đời"),
    "abuse": Label(
        "insults or threats",
        "Beleidigung oder Drohung",
        "insultes ou menaces",
        "оскорбления или угрозы",
        "xúc phạm hoặc đe dọa",
    ),
    # Moods and intents
    "calm": Label("calm", "ruhig", "calme", "спокойствие", "bình tĩnh"),
    "frustrated": Label("frustrated", "verärgert", "agacé", "раздражение", "bực bội"),
    "angry": Label("angry", "wütend", "en colère", "гнев", "tức giận"),
    "question": Label(
        "asks a question", "stellt eine Frage", "pose une question", "задаёт вопрос", "hỏi thông tin"
    ),
    "request": Label(
        "asks for something to be done",
        "bittet um etwas",
        "demande une action",
        "просит что-то сделать",
        "nhờ làm việc gì",
    ),
    "complaint": Label("complains", "beschwert sich", "se plaint", "жалуется", "phàn nàn"),
    "praise": Label("praises", "lobt", "félicite", "хвалит", "khen"),
    "wants_human": Label(
        "wants a person",
        "möchte einen Menschen sprechen",
        "veut parler à quelqu'un",
        "хочет поговорить с человеком",
        "muốn gặp nhân viên",
    ),
    "other": Label("something else", "etwas anderes", "autre chose", "другое", "việc khác"),
    # What a reply must and must not hold
    "person": Label(
        "who takes it on", "wer es übernimmt", "qui s'en charge", "кто этим займётся", "ai sẽ lo việc này"
    ),
    "time": Label("by when", "bis wann", "pour quand", "к какому сроку", "đến khi nào"),
    "no-repeat": Label(
        "that nothing has to be told again",
        "dass nichts noch einmal erzählt werden muss",
        "que rien n'est à réexpliquer",
        "что повторять ничего не нужно",
        "rằng không phải kể lại",
    ),
    "crisis-contact": Label(
        "a crisis line or emergency number",
        "eine Krisennummer oder den Notruf",
        "une ligne d'écoute ou un numéro d'urgence",
        "телефон доверия или экстренный номер",
        "đường dây hỗ trợ hoặc số khẩn cấp",
    ),
    "admission": Label("who is at fault", "wer schuld ist", "qui est en faute", "кто виноват", "ai có lỗi"),
    "help-link": Label(
        "a link to help pages",
        "einen Verweis auf Hilfeseiten",
        "un renvoi vers l'aide",
        "ссылку на справку",
        "đường dẫn tới trang trợ giúp",
    ),
    "template": Label(
        "a template as it is",
        "einen unveränderten Textbaustein",
        "un modèle tel quel",
        "шаблон без изменений",
        "mẫu có sẵn để nguyên",
    ),
    "upsell": Label(
        "anything to sell", "Werbung", "quoi que ce soit à vendre", "рекламу", "lời mời mua hàng"
    ),
    "questions": Label(
        "further questions", "weitere Fragen", "d'autres questions", "новые вопросы", "câu hỏi thêm"
    ),
    "emoji": Label("emoji", "Emoji", "des émojis", "эмодзи", "emoji"),
    # Sentences
    "customer": Label("Customer", "Kundenseite", "Côté client", "Клиент", "Khách hàng"),
    "risks": Label("Risks", "Risiken", "Risques", "Риски", "Rủi ro"),
    "no_risks": Label("none seen", "keine gesehen", "aucun vu", "не замечены", "chưa thấy"),
    "not_read": Label(
        "not everything was read; look yourself",
        "nicht alles gelesen, bitte selbst nachsehen",
        "tout n'a pas été lu, vérifiez vous-même",
        "прочитано не всё, проверьте сами",
        "chưa đọc hết, bạn tự xem nhé",
    ),
    "hand_on": Label(
        "Hand this thread on to: {route}, within {within}.",
        "Dieses Gespräch weitergeben an: {route}, binnen {within}.",
        "À transmettre à : {route}, sous {within}.",
        "Передать: {route}, в течение {within}.",
        "Chuyển cho: {route}, trong vòng {within}.",
    ),
    "deadline": Label(
        "That is {deadline}.",
        "Das ist {deadline}.",
        "Soit le {deadline}.",
        "То есть {deadline}.",
        "Tức là {deadline}.",
    ),
    "hold": Label(
        "Do not send the reply before they have seen it.",
        "Die Antwort erst senden, wenn sie dort gesehen wurde.",
        "N'envoyez pas la réponse avant leur accord.",
        "Не отправляйте ответ, пока они его не увидят.",
        "Đừng gửi câu trả lời trước khi họ xem.",
    ),
    "tell": Label(
        "Tell: {tell}", "Bescheid geben: {tell}", "Prévenir : {tell}", "Сообщить: {tell}", "Báo cho: {tell}"
    ),
    "must": Label(
        "Your reply says: {contents}",
        "In die Antwort gehört: {contents}",
        "Votre réponse dit : {contents}",
        "В ответе должно быть: {contents}",
        "Câu trả lời cần có: {contents}",
    ),
    "must_not": Label(
        "Leave out: {contents}",
        "Nicht hinein gehört: {contents}",
        "À laisser de côté : {contents}",
        "Чего не должно быть: {contents}",
        "Không nên có: {contents}",
    ),
    "contact": Label(
        "Help at hand: {contact} (checked on {day})",
        "Hilfe sofort: {contact} (geprüft am {day})",
        "Aide immédiate : {contact} (vérifié le {day})",
        "Помощь сразу: {contact} (проверено {day})",
        "Nơi giúp ngay: {contact} (kiểm tra ngày {day})",
    ),
    "policy": Label(
        "Policy: {line} ({place})",
        "Vorgabe: {line} ({place})",
        "Consigne : {line} ({place})",
        "Правило: {line} ({place})",
        "Quy định: {line} ({place})",
    ),
    "because": Label(
        "Because of: {words}", "Wegen: {words}", "À cause de : {words}", "Из-за слов: {words}", "Vì: {words}"
    ),
    "incident": Label(
        "Known incident: {title}. Approved wording: {wording}",
        "Bekannter Vorfall: {title}. Freigegebener Text: {wording}",
        "Incident connu : {title}. Texte validé : {wording}",
        "Известный сбой: {title}. Утверждённый текст: {wording}",
        "Sự cố đã biết: {title}. Nội dung đã duyệt: {wording}",
    ),
    "business": Label(
        "in business hours", "Arbeitszeit", "ouvrées", "рабочего времени", "trong giờ làm việc"
    ),
}
_UNITS = {
    "min": Label("min", "min", "min", "мин", "phút"),
    "h": Label("h", "h", "h", "ч", "giờ"),
}


def label(name: str, ui: str, **fields: str) -> str:
    """The phrase `name` in interface language `ui`, with its blanks filled; an unknown name speaks for itself."""
    known = _LABELS.get(name)
    if known is None:
        return name
    text: str = getattr(known, ui, known.en)
    return text.format(**fields) if fields else text


def duration(minutes: int, clock: str, ui: str) -> str:
    """A policy's limit: 15 min, 4 h in business hours."""
    unit, figure = ("h", minutes // 60) if minutes % 60 == 0 else ("min", minutes)
    said = f"{figure} {getattr(_UNITS[unit], ui, _UNITS[unit].en)}"
    return f"{said} {label('business', ui)}" if clock == "business" else said


def listed(names: tuple[str, ...], ui: str) -> str:
    """Several labels in a row."""
    return ", ".join(label(name, ui) for name in names)


def risk_line(triage: Triage, ui: str) -> str:
    """The risks that were seen; where there are none, whether every turn was read."""
    return listed(triage.risks, ui) or label("not_read" if triage.unread else "no_risks", ui)


def customer_line(triage: Triage, ui: str) -> str:
    """Mood and intent in a few words; empty where neither was read."""
    return ", ".join(label(name, ui) for name in (triage.mood, triage.intent) if name)


def escalation_lines(escalation: Escalation, ui: str) -> list[str]:
    """The decision in short sentences: to whom and by when, what the reply holds, whom to tell, which line said so."""
    limit = duration(escalation.within, escalation.clock, ui)
    lines = [label("hand_on", ui, route=escalation.title, within=limit)]
    if escalation.deadline:
        lines[0] += " " + label("deadline", ui, deadline=escalation.deadline.replace("T", " ")[:16])
    if not escalation.may_send:
        lines.append(label("hold", ui))
    if escalation.must:
        lines.append(label("must", ui, contents=listed(escalation.must, ui)))
    if escalation.must_not:
        lines.append(label("must_not", ui, contents=listed(escalation.must_not, ui)))
    lines += [label("contact", ui, contact=one.text, day=one.checked_on) for one in escalation.contacts]
    if escalation.tell:
        lines.append(label("tell", ui, tell=", ".join(escalation.tell)))
    words = dict.fromkeys(f"“{one.text}”" for one in escalation.evidence)
    if words:
        lines.append(label("because", ui, words=", ".join(words)))
    also = "".join(f", {line}" for line in escalation.also)
    return [*lines, label("policy", ui, line=escalation.line + also, place=escalation.place)]
