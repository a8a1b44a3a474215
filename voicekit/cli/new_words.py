"""The questions of `voicekit guideline new` in the five interface languages: what is asked, offered, refused and said.

Must never hold what goes into a brand's files; those words are in `voicekit.guideline.starting`.
"""

from __future__ import annotations

from voicekit.cli.new_words_more import RU, VI

_EN = {
    "intro": (
        "A new brand. Enter takes what stands in [brackets]; '-' leaves a question open where it may be. "
        "Ctrl-C stops, and nothing is written."
    ),
    "title": "What is the brand called?",
    "name": "Name of its folder (small letters, digits, hyphens)",
    "languages": "Which languages do you answer in? The first is the main one. ({known})",
    "countries": "Which countries are your customers in? Two-letter codes; crisis contacts depend on them",
    "channels": "Which channels do you answer on? ({known})",
    "formality": "How formal do you write?",
    "relaxed": "Hi Kim, your parcel's on its way and lands tomorrow.",
    "everyday": "Hello Kim, your parcel is on its way and will be with you tomorrow.",
    "formal": "Dear Kim Baker, your parcel left our warehouse today and will arrive tomorrow.",
    "warmth": "How warm do you write?",
    "factual": "The zip was faulty. A new jacket leaves today.",
    "friendly": "Sorry about the zip, that was our fault. A new jacket leaves today.",
    "warm": (
        "A broken zip on the first cold day, I am so sorry. A new jacket leaves today, and I keep an eye on "
        "it."
    ),
    "address": "How do you address customers in {language}?",
    "person": "Who speaks to a customer who is upset?",
    "I": "I checked your order myself.",
    "we": "We checked your order.",
    "sign_off": "How does a letter in {language} end?",
    "lead": "Who takes over a thread that you hand on? (a team's name)",
    "urgent": "Who takes over when somebody is in danger or was hurt?",
    "legal": "Who takes over legal threats and the press?",
    "data": "Who takes over personal data and fraud?",
    "hours": "When do you work?",
    "time_zone": "In which time zone?",
    "own": "Your own web addresses, e-mail addresses and handles, with commas",
    "order_number": "What does an order number look like? Give examples, with commas",
    "lead_team": "Team lead",
    "refused": "That does not work: {reason}",
    "empty": "an answer is needed",
    "long": "at most {most} characters",
    "sign": "it holds a character that is not seen; type it again",
    "unknown": "'{value}' is none of {known}",
    "bad_name": "small letters, digits and hyphens only, such as {example}",
    "taken": "'{value}' is taken; choose another name",
    "bad_country": "'{value}' is no two-letter country code, such as de or vn",
    "bad_hours": "'{value}' cannot be read; write mon-fri 09:00-18:00, sat 10:00-14:00",
    "bad_zone": "'{value}' is no time zone; write one such as Europe/Berlin",
    "bad_own": (
        "'{value}' is no domain, e-mail address or @handle; write shop.example, care@shop.example or @shop"
    ),
    "no_digits": "an order number has digits; write one as it stands on a receipt, such as AB-12345",
    "too_short": "too few digits: half of all numbers would look like one. Write a whole one, or '-'",
    "too_long": "too long for an order number; write one as it stands on a receipt",
    "written": "Written to {folder}.",
    "made": "Packs and signals were copied to {root}: a brand can only extend packs beside it.",
    "lacking": "Not extended, because {root} has no such packs: {packs}.",
    "no_contacts": "No crisis contact is known for {places}: see contacts in escalation.yaml.",
    "next": "Next: voicekit lint --brand {name} --guidelines {root}",
    "checking": "Checking ...",
    "unasked": "nobody is here to ask; give --yes to take the usual answer wherever no option gives one",
    "gone": "the questions were left; nothing was written",
}

_DE = {
    "intro": (
        "Eine neue Marke. Enter übernimmt, was in [Klammern] steht; „-“ lässt offen, was offen bleiben darf. "
        "Strg-C bricht ab, geschrieben wird dann nichts."
    ),
    "title": "Wie heißt die Marke?",
    "name": "Name ihres Ordners (Kleinbuchstaben, Ziffern, Bindestriche)",
    "languages": "In welchen Sprachen antworten Sie? Die wichtigste zuerst. ({known})",
    "countries": (
        "In welchen Ländern leben Ihre Kunden? Kürzel aus zwei Buchstaben; davon hängen die Krisenkontakte ab"
    ),
    "channels": "Auf welchen Kanälen antworten Sie? ({known})",
    "formality": "Wie förmlich schreiben Sie?",
    "relaxed": "Hallo Kim, dein Paket ist unterwegs, morgen klingelt's.",
    "everyday": "Hallo Kim, Ihr Paket ist unterwegs und kommt morgen an.",
    "formal": (
        "Guten Tag Kim Becker, Ihr Paket hat heute unser Lager verlassen und trifft morgen bei Ihnen ein."
    ),
    "warmth": "Wie herzlich schreiben Sie?",
    "factual": "Der Reißverschluss war fehlerhaft. Eine neue Jacke geht heute raus.",
    "friendly": (
        "Das mit dem Reißverschluss war unser Fehler, entschuldigen Sie bitte. Eine neue Jacke geht heute "
        "raus."
    ),
    "warm": (
        "Am ersten kalten Tag reißt der Reißverschluss, das tut mir sehr leid. Heute geht eine neue Jacke "
        "raus, und ich behalte sie im Blick."
    ),
    "address": "Wie sprechen Sie Kunden auf {language} an?",
    "person": "Wer spricht mit einem verärgerten Kunden?",
    "I": "Ich habe Ihre Bestellung selbst geprüft.",
    "we": "Wir haben Ihre Bestellung geprüft.",
    "sign_off": "Wie endet ein Brief auf {language}?",
    "lead": "Wer übernimmt einen Fall, den Sie abgeben? (Name des Teams)",
    "urgent": "Wer übernimmt, wenn jemand in Gefahr ist oder verletzt wurde?",
    "legal": "Wer übernimmt, wenn mit dem Anwalt gedroht wird oder die Presse fragt?",
    "data": "Wer übernimmt bei persönlichen Daten und Betrug?",
    "hours": "Wann arbeiten Sie?",
    "time_zone": "In welcher Zeitzone?",
    "own": "Ihre eigenen Webadressen, E-Mail-Adressen und Konten, mit Komma getrennt",
    "order_number": "Wie sieht eine Bestellnummer aus? Beispiele, mit Komma getrennt",
    "lead_team": "Teamleitung",
    "refused": "Das geht nicht: {reason}",
    "empty": "hier braucht es eine Antwort",
    "long": "höchstens {most} Zeichen",
    "sign": "darin steht ein unsichtbares Zeichen; bitte neu eintippen",
    "unknown": "„{value}“ gehört nicht zu {known}",
    "bad_name": "nur Kleinbuchstaben, Ziffern und Bindestriche, zum Beispiel {example}",
    "taken": "„{value}“ ist vergeben; bitte einen anderen Namen wählen",
    "bad_country": "„{value}“ ist kein Länderkürzel aus zwei Buchstaben wie de oder vn",
    "bad_hours": "„{value}“ ist nicht lesbar; schreiben Sie mo-fr 09:00-18:00, sa 10:00-14:00",
    "bad_zone": "„{value}“ ist keine Zeitzone; schreiben Sie eine wie Europe/Berlin",
    "bad_own": (
        "„{value}“ ist weder Domain noch E-Mail-Adresse noch @Konto; schreiben Sie shop.example, "
        "care@shop.example oder @shop"
    ),
    "no_digits": (
        "eine Bestellnummer hat Ziffern; schreiben Sie eine ab, wie sie auf dem Beleg steht, etwa AB-12345"
    ),
    "too_short": "zu wenige Ziffern: So sieht jede zweite Zahl aus. Schreiben Sie eine ganze Nummer oder „-“",
    "too_long": "zu lang für eine Bestellnummer; schreiben Sie eine ab, wie sie auf dem Beleg steht",
    "written": "Geschrieben nach {folder}.",
    "made": (
        "Pakete und Signale wurden nach {root} kopiert: Eine Marke erweitert nur Pakete, die neben ihr "
        "liegen."
    ),
    "lacking": "Nicht erweitert, weil {root} diese Pakete nicht hat: {packs}.",
    "no_contacts": "Kein Krisenkontakt bekannt für {places}: siehe contacts in escalation.yaml.",
    "next": "Weiter mit: voicekit lint --brand {name} --guidelines {root}",
    "checking": "Wird geprüft ...",
    "unasked": (
        "hier ist niemand, der antworten könnte; --yes nimmt überall die übliche Antwort, wo keine Option "
        "eine gibt"
    ),
    "gone": "die Fragen wurden abgebrochen; nichts wurde geschrieben",
}

_FR = {
    "intro": (
        "Une nouvelle marque. Entrée garde ce qui est entre [crochets] ; « - » laisse la question ouverte "
        "quand c'est possible. Ctrl-C arrête tout, rien n'est alors écrit."
    ),
    "title": "Comment s'appelle la marque ?",
    "name": "Nom de son dossier (minuscules, chiffres, traits d'union)",
    "languages": "Dans quelles langues répondez-vous ? La principale d'abord. ({known})",
    "countries": (
        "Dans quels pays sont vos clients ? Codes de deux lettres ; les contacts d'urgence en dépendent"
    ),
    "channels": "Sur quels canaux répondez-vous ? ({known})",
    "formality": "Quel niveau de langue ?",
    "relaxed": "Bonjour Camille, le colis est en route, il arrive demain !",
    "everyday": "Bonjour Camille, votre colis est en route et arrivera demain.",
    "formal": (
        "Bonjour Madame Morel, votre colis a quitté notre entrepôt aujourd'hui et vous sera livré demain."
    ),
    "warmth": "Quelle chaleur dans le ton ?",
    "factual": "La fermeture était défectueuse. Une nouvelle veste part aujourd'hui.",
    "friendly": "Désolé pour la fermeture, c'est notre faute. Une nouvelle veste part aujourd'hui.",
    "warm": (
        "Une fermeture qui lâche au premier jour de froid, je suis vraiment désolé. Une nouvelle veste part "
        "aujourd'hui et je la suis de près."
    ),
    "address": "Comment vous adressez-vous aux clients en {language} ?",
    "person": "Qui parle à un client mécontent ?",
    "I": "J'ai vérifié votre commande moi-même.",
    "we": "Nous avons vérifié votre commande.",
    "sign_off": "Comment finit une lettre en {language} ?",
    "lead": "Qui reprend une conversation que vous transmettez ? (nom de l'équipe)",
    "urgent": "Qui prend le relais quand quelqu'un est en danger ou blessé ?",
    "legal": "Qui prend le relais pour une menace de procès ou la presse ?",
    "data": "Qui prend le relais pour les données personnelles et la fraude ?",
    "hours": "Quels sont vos horaires ?",
    "time_zone": "Dans quel fuseau horaire ?",
    "own": "Vos propres sites, adresses e-mail et comptes, séparés par des virgules",
    "order_number": "À quoi ressemble un numéro de commande ? Des exemples, séparés par des virgules",
    "lead_team": "Chef d'équipe",
    "refused": "Impossible : {reason}",
    "empty": "il faut une réponse",
    "long": "{most} caractères au plus",
    "sign": "il contient un caractère invisible ; retapez-le",
    "unknown": "« {value} » ne fait pas partie de {known}",
    "bad_name": "minuscules, chiffres et traits d'union seulement, par exemple {example}",
    "taken": "« {value} » est déjà pris ; choisissez un autre nom",
    "bad_country": "« {value} » n'est pas un code de pays de deux lettres comme fr ou vn",
    "bad_hours": "« {value} » est illisible ; écrivez lun-ven 09:00-18:00, sam 10:00-14:00",
    "bad_zone": "« {value} » n'est pas un fuseau horaire ; écrivez par exemple Europe/Paris",
    "bad_own": (
        "« {value} » n'est ni un domaine, ni une adresse e-mail, ni un @compte ; écrivez shop.example, "
        "care@shop.example ou @shop"
    ),
    "no_digits": "un numéro de commande a des chiffres ; recopiez-en un d'un reçu, par exemple AB-12345",
    "too_short": (
        "trop peu de chiffres : un nombre sur deux y ressemblerait. Écrivez un numéro entier, ou « - »"
    ),
    "too_long": "trop long pour un numéro de commande ; recopiez-en un d'un reçu",
    "written": "Écrit dans {folder}.",
    "made": (
        "Paquets et signaux ont été copiés dans {root} : une marque n'étend que les paquets placés à côté "
        "d'elle."
    ),
    "lacking": "Non étendus, car {root} n'a pas ces paquets : {packs}.",
    "no_contacts": "Aucun contact d'urgence connu pour {places} : voir contacts dans escalation.yaml.",
    "next": "Ensuite : voicekit lint --brand {name} --guidelines {root}",
    "checking": "Vérification ...",
    "unasked": (
        "personne n'est là pour répondre ; --yes prend la réponse habituelle partout où aucune option n'en "
        "donne"
    ),
    "gone": "les questions ont été interrompues ; rien n'a été écrit",
}

WORDS: dict[str, dict[str, str]] = {"en": _EN, "de": _DE, "fr": _FR, "ru": RU, "vi": VI}
LANGUAGE_NAMES: dict[str, dict[str, str]] = {
    "en": {"en": "English", "de": "German", "fr": "French", "ru": "Russian", "vi": "Vietnamese"},
    "de": {"en": "Englisch", "de": "Deutsch", "fr": "Französisch", "ru": "Russisch", "vi": "Vietnamesisch"},
    "fr": {"en": "anglais", "de": "allemand", "fr": "français", "ru": "russe", "vi": "vietnamien"},
    "ru": {"en": "английский", "de": "немецкий", "fr": "французский", "ru": "русский", "vi": "вьетнамский"},
    "vi": {"en": "tiếng Anh", "de": "tiếng Đức", "fr": "tiếng Pháp", "ru": "tiếng Nga", "vi": "tiếng Việt"},
}

DAYS: dict[str, tuple[str, ...]] = {
    "en": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    "de": ("mo", "di", "mi", "do", "fr", "sa", "so"),
    "fr": ("lun", "mar", "mer", "jeu", "ven", "sam", "dim"),
    "ru": ("пн", "вт", "ср", "чт", "пт", "сб", "вс"),
    "vi": ("t2", "t3", "t4", "t5", "t6", "t7", "cn"),
}
"""How the days of a week are typed, Monday first; no two languages share one."""


def working_hours(ui: str) -> str:
    """The usual answer for the working hours."""
    return f"{DAYS[ui][0]}-{DAYS[ui][4]} 09:00-18:00"


def word(ui: str, key: str, **values: object) -> str:
    """The words for `key` in the interface language `ui`, one of the five, their blanks filled."""
    return WORDS[ui][key].format(**values) if values else WORDS[ui][key]
