"""`voicekit listen`: a draft as a screen reader would say it, with what is unlike the writing marked.

Must never pass an approximation off as what every reader says.
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from voicekit.cli import common, inputs
from voicekit.errors import InputError
from voicekit.types import LANGUAGES

if TYPE_CHECKING:
    from voicekit.text.speech import Speech

_SLOWEST, _FASTEST = 60, 900
_MOST_WRITTEN = 24
# what | en | de | fr | ru | vi
_WORDS = """
head|As heard ({code}), about {seconds} s at {rate} words a minute|So klingt es ({code}), etwa {seconds} s bei {rate} \
Wörtern je Minute|À l'écoute ({code}), environ {seconds} s à {rate} mots par minute|\
На слух ({code}), около {seconds} с при {rate} словах в минуту|\
Nghe như sau ({code}), khoảng {seconds} giây với {rate} từ một phút
empty|Nothing is heard.|Nichts ist zu hören.|Rien ne s'entend.|Ничего не слышно.|Không nghe thấy gì.
unlike|Unlike the writing, in [ ]|Anders als geschrieben, in [ ]|Autrement qu'écrit, entre [ ]|\
Иначе, чем написано, в [ ]|Khác với chữ viết, trong [ ]
same|It is heard as it is written.|Es klingt, wie es geschrieben steht.|Cela s'entend comme c'est écrit.|\
Звучит так, как написано.|Nghe đúng như chữ viết.
note|Note: |Hinweis: |Remarque : |Примечание: |Ghi chú:\x20
about|An approximation of common screen readers at their usual settings; yours may say it otherwise.|\
Eine Annäherung an gängige Screenreader mit üblichen Einstellungen; Ihrer kann es anders sagen.|\
Une approximation des lecteurs d'écran courants, réglages habituels ; le vôtre peut dire autre chose.|\
Это приближение к обычным программам чтения с экрана; ваша может сказать иначе.|\
Đây là mô phỏng gần đúng các trình đọc màn hình phổ biến; trình đọc của bạn có thể đọc khác.
pause|a pause|eine Pause|une pause|пауза|một quãng nghỉ
silence|nothing|nichts|rien|ничего|không có gì
emoji|emoji|Emoji|émoji|эмодзи|biểu tượng
hashtag|hashtag|Hashtag|hashtag|хештег|hashtag
handle|handle|Profilname|pseudo|имя профиля|tên tài khoản
link|link|Link|lien|ссылка|liên kết
email|e-mail address|E-Mail-Adresse|adresse e-mail|адрес почты|địa chỉ email
id|number or code|Nummer oder Code|numéro ou code|номер или код|số hoặc mã
font|not real letters|keine echten Buchstaben|pas de vraies lettres|не настоящие буквы|không phải chữ thật
emoticon|emoticon, sign by sign|Emoticon, Zeichen für Zeichen|émoticône, signe par signe|смайлик, по знакам|\
mặt cười, từng ký hiệu
art|drawing, sign by sign|Zeichenbild, Zeichen für Zeichen|dessin, signe par signe|рисунок, по знакам|\
hình ghép, từng ký hiệu
letters|capitals, spelt out|Großbuchstaben, buchstabiert|capitales, épelées|заглавные, по буквам|\
chữ hoa, đánh vần
capitals|capitals, read as a word|Großbuchstaben, als Wort gelesen|capitales, lues comme un mot|\
заглавные, прочитаны словом|chữ hoa, đọc như từ
punctuation|punctuation|Satzzeichen|ponctuation|знаки препинания|dấu câu
symbol|sign|Zeichen|signe|знак|ký hiệu
hidden|invisible character|unsichtbares Zeichen|caractère invisible|невидимый символ|ký tự ẩn
attachment|attachment|Anhang|pièce jointe|вложение|tệp đính kèm
"""


def options(parser: common.Options) -> None:
    """The options of `voicekit listen`."""
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="a draft or a conversation with one; - is stdin"
    )
    parser.add_argument("--ui", choices=LANGUAGES, help="language of messages and of the report")
    parser.add_argument("--lang", metavar="CODE", help="language of the draft, such as en or de")
    parser.add_argument(
        "--as", dest="kind", choices=inputs.KINDS, help="what the input is, whatever its name ends in"
    )
    parser.add_argument(
        "--punctuation",
        choices=("some", "all"),
        default="some",
        help="how much of it is named (default: some)",
    )
    parser.add_argument(
        "--rate", metavar="N", type=_rate, default=175, help="words a minute, 60 to 900 (default: 175)"
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form (default: text)")


def run(args: argparse.Namespace) -> int:
    """Print what is heard of one draft and its attachments."""
    settings = common.settings_from(args)
    item = inputs.read_one(args.file, args.kind)
    from voicekit import service

    heard = service.listen(
        item.draft.text,
        common.language_of(args) or item.conversation.locale,
        item.draft.attachments,
        punctuation=args.punctuation,
        ui=settings.ui,
    )
    if args.format == "json":
        import json

        sys.stdout.write(json.dumps(value(heard, args.rate), indent=2) + "\n")
    else:
        width = max(40, common.screen_width())
        sys.stdout.write(report(item.draft.text, heard, args.rate, width, settings.ui))
    return 0


def value(heard: Speech, rate: int) -> dict[str, object]:
    """What is heard, for programs; spans count code points of the draft."""
    from voicekit.text.speech import seconds

    return {
        "schema_version": 1,
        "language": heard.language,
        "text": heard.text,
        "seconds": seconds(heard.text, rate),
        "words_per_minute": rate,
        "parts": [
            {"span": part.span._asdict(), "kind": part.kind, "spoken": part.spoken} for part in heard.parts
        ],
        "notes": list(heard.notes),
    }


def report(text: str, heard: Speech, rate: int, width: int, ui: str) -> str:
    """What is heard, on lines of at most `width` columns, then what is unlike the writing, then the notes."""
    from voicekit.cli.cells import columns, visible, wrap
    from voicekit.text.speech import join, seconds

    words = _words(ui)
    lines = [
        words["head"].format(code=heard.language, seconds=seconds(heard.text, rate), rate=rate),
        "",
        *("  " + line for line in wrap(join(text, heard.parts, "[", "]") or words["empty"], width - 2)),
        "",
    ]
    counted: dict[tuple[str, str, str], int] = {}
    for part in heard.unlike:
        key = (text[part.span.start : part.span.end], part.kind, part.spoken)
        counted[key] = counted.get(key, 0) + 1
    lines.append(words["unlike"] if counted else words["same"])
    shown: list[tuple[str, str]] = []
    for (written, kind, spoken), count in counted.items():
        seen = visible(written if len(written) <= _MOST_WRITTEN else written[: _MOST_WRITTEN - 3] + "...")
        said = spoken if any(map(str.isalnum, spoken)) else words["pause" if spoken else "silence"]
        shown.append((f"{seen} x{count}" if count > 1 else seen, f"{words[kind]}: {said}"))
    column = min(30, max((columns(written) for written, _ in shown), default=0))
    for written, said in shown:
        first, *others = wrap(said, width - column - 4)
        lines.append(f"  {written}{' ' * max(0, column - columns(written))}  {first}")
        lines += (" " * (column + 4) + line for line in others)
    lines.append("")
    for note in heard.notes:
        lines += wrap(words["note"] + note, width)
    lines += wrap(words["about"], width)
    return "\n".join(lines) + "\n"


def _rate(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 5 and _SLOWEST <= int(text) <= _FASTEST):
        raise InputError(f"--rate {text[:40]}: expected words a minute, {_SLOWEST} to {_FASTEST}")
    return int(text)


def _words(ui: str) -> dict[str, str]:
    column = 1 + LANGUAGES.index(ui)
    rows = (line.split("|") for line in _WORDS.strip("\n").split("\n"))
    return {row[0]: row[column] for row in rows}
