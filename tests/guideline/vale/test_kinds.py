"""Each kind of Vale rule, imported: the alerts Vale gives, in the same place and with the same message."""

from __future__ import annotations

import pytest
from support.vale import Alert, Import, Shop

WORDS = "tokens: [obviously, needless to say]"


def test_existence_fills_its_message_with_the_match(one: Import) -> None:
    shop = one(f"extends: existence\nmessage: \"Consider removing '%s'.\"\nlevel: error\n{WORDS}\n")
    assert shop.alerts("It is obviously late, needless to say.") == [
        Alert("obviously", 6, "Consider removing 'obviously'."),
        Alert("needless to say", 22, "Consider removing 'needless to say'."),
    ]
    assert {each.severity for each in shop.findings("obviously")} == {"error"}


def test_capitals_count_unless_the_rule_says_otherwise(one: Import) -> None:
    shop = one(f"extends: existence\nmessage: No %s.\n{WORDS}\n")
    assert shop.alerts("Obviously late.") == []
    assert shop.alerts("obviously late.") != []


def test_ignorecase_keeps_what_was_written_in_the_message(one: Import) -> None:
    shop = one(f"extends: existence\nmessage: No %s.\nignorecase: true\n{WORDS}\n")
    assert shop.alerts("OBVIOUSLY so. Obviously.") == [
        Alert("OBVIOUSLY", 0, "No OBVIOUSLY."), Alert("Obviously", 14, "No Obviously."),
    ]  # fmt: skip


def test_a_flag_holds_for_its_own_pattern(one: Import) -> None:
    shop = one("extends: existence\nmessage: No %s.\ntokens: ['(?i)foo', Bar]\n")
    assert [each.matched for each in shop.alerts("FOO foo BAR Bar bar")] == ["FOO", "foo", "Bar"]


@pytest.mark.parametrize(("nonword", "found"), [("false", []), ("true", ["!!"])])
def test_nonword_takes_the_word_edges_away(one: Import, nonword: str, found: list[str]) -> None:
    text = f"extends: existence\nmessage: No %s.\nnonword: {nonword}\ntokens: ['[!?]{{2,}}', ugly]\n"
    assert [each.matched for each in one(text).alerts("Now!! Good.")] == found


def test_raw_pieces_make_one_pattern_with_the_tokens(one: Import) -> None:
    shop = one(
        "extends: existence\nmessage: Passive '%s'.\nignorecase: true\n"
        "raw: ['\\b(?:is|was)\\b\\s*']\ntokens: ['[\\w]+ed', sent]\n"
    )
    assert [each.matched for each in shop.alerts("It was  packed and is sent.")] == ["was  packed", "is sent"]


def test_exceptions_inside_a_match_of_raw_and_tokens_spare_it(one: Import) -> None:
    shop = one(
        "extends: existence\nmessage: Passive %s.\nignorecase: true\nraw: ['\\b(?:is|was)\\b\\s*']\n"
        "tokens: ['[\\w]+ed']\nexceptions: [tested]\n"
    )
    assert [each.matched for each in shop.alerts("It is tested and Is packed.")] == ["Is packed"]


def test_exceptions_are_read_with_their_capitals(one: Import) -> None:
    shop = one(
        "extends: existence\nmessage: No %s.\nignorecase: true\ntokens: ['a[bk]c']\nexceptions: [AKC]\n"
    )
    assert [each.matched for each in shop.alerts("AKC akc Abc")] == ["akc", "Abc"]


def test_level_link_and_description_become_severity_source_and_why(shop: Shop) -> None:
    shop.rule("Demo.Plain", "extends: existence\nmessage: No %s.\ntokens: [foo]\n")
    shop.rule(
        "Demo.Full",
        "extends: existence\nmessage: No %s.\nlevel: suggestion\nlink: https://example.org/a\n"
        "description: Nobody knows '%s'.\ntokens: [bar]\n",
    ).load()
    plain, full = shop.findings("foo bar")
    assert (plain.severity, plain.why) == ("warning", "Imported from the Vale style Demo.")
    assert plain.source and (plain.source.title, plain.source.url) == ("Vale style Demo, rule Plain", "")
    assert (full.severity, full.why) == ("suggestion", "Nobody knows '…'.")
    assert full.source and full.source.url == "https://example.org/a"
    assert (plain.rule_id, full.rule_id) == ("demo.plain", "demo.full")


# --- occurrence, repetition, consistency, conditional


def test_occurrence_counts_in_its_scope(one: Import) -> None:
    shop = one(
        "extends: occurrence\nmessage: 'Sentences have at most 5 words, here %s.'\nscope: sentence\n"
        "level: suggestion\nmax: 5\ntoken: '\\b(\\w+)\\b'\n"
    )
    assert shop.alerts("One two three four five. One two.") == []
    (alert,) = shop.alerts("One. It is on its way to you.")
    assert alert.message == "Sentences have at most 5 words, here 7."
    assert "first one too many" in shop.notes("Demo.Rule")


def test_occurrence_under_its_least_speaks_of_the_whole(one: Import) -> None:
    shop = one("extends: occurrence\nmessage: Say thanks once (%d).\nmin: 1\ntoken: '[Tt]hanks'\n")
    assert shop.alerts("It left.") == [Alert("", None, "Say thanks once (0).")]
    assert shop.alerts("Thanks, it left.") == []


def test_repetition_finds_a_word_twice(one: Import) -> None:
    shop = one(
        "extends: repetition\nmessage: \"'%s' is repeated!\"\nlevel: error\nalpha: true\ntokens: ['[^\\s]+']\n"
    )
    assert shop.alerts("It is is 20 20 late.") == [Alert("is is", 3, "'is' is repeated!")]
    assert shop.alerts("The the cat") == []


def test_repetition_may_ignore_case(one: Import) -> None:
    shop = one("extends: repetition\nmessage: Twice %s.\nignorecase: true\ntokens: ['\\b\\w+\\b']\n")
    assert [each.matched for each in shop.alerts("The the cat came 20 20 times.")] == ["The the", "20 20"]


def test_consistency_shows_the_other_way_of_writing(one: Import) -> None:
    shop = one(
        "extends: consistency\nmessage: \"Inconsistent spelling of '%s'.\"\nignorecase: true\n"
        "either:\n  advisor: adviser\n  centre: center\n"
    )
    assert shop.alerts("An advisor is no adviser.") == [
        Alert("adviser", 17, "Inconsistent spelling of 'adviser'.")
    ]
    assert shop.alerts("An advisor at the center.") == []


CONDITIONAL = """\
extends: conditional
message: "'%s' has no definition."
first: '\\b([A-Z]{3,5})\\b'
second: '(?:\\b[A-Z][a-z]+ )+\\(([A-Z]{3,5})\\)'
exceptions: [API]
"""


def test_conditional_asks_for_the_same_letters_in_both(one: Import) -> None:
    shop = one(CONDITIONAL)
    assert shop.alerts("Ask the WHO by API.") == [Alert("WHO", 8, "'WHO' has no definition.")]
    assert shop.alerts("The World Health Organization (WHO) says so. The WHO does.") == []
    (alert,) = shop.alerts("The World Health Organization (WHO) and the DNS.")
    assert alert.matched == "DNS"


def test_conditional_without_a_group_asks_for_any_second(one: Import) -> None:
    shop = one("extends: conditional\nmessage: No bill with %s.\nfirst: '(refund)'\nsecond: 'invoice'\n")
    assert [each.matched for each in shop.alerts("A refund is due.")] == ["refund"]
    assert shop.alerts("A refund for your invoice.") == []


# --- capitalization, metric


@pytest.mark.parametrize(
    ("match", "right", "wrong"),
    [
        ("$title", "The Parcel of the Day", "The parcel of the Day"),
        ("$sentence", "The parcel of the day", "The Parcel of the Day"),
        ("$lower", "the parcel", "the Parcel"),
        ("$upper", "THE PARCEL", "The PARCEL"),
        ("'^[A-Z0-9].+'", "2 parcels", "two parcels"),
    ],
)
def test_capitalization_has_vales_cases_and_patterns(one: Import, match: str, right: str, wrong: str) -> None:
    shop = one(f"extends: capitalization\nmessage: \"'%s' has the wrong case.\"\nmatch: {match}\n")
    assert shop.alerts(right) == []
    assert shop.alerts(wrong) == [Alert(wrong, 0, f"'{wrong}' has the wrong case.")]


@pytest.mark.parametrize(("style", "alerts"), [("AP", 1), ("Chicago", 0)])
def test_chicago_writes_long_prepositions_small(one: Import, style: str, alerts: int) -> None:
    shop = one(f"extends: capitalization\nmessage: Title %s.\nmatch: $title\nstyle: {style}\n")
    assert len(shop.alerts("Parcels from the North")) == alerts


def test_words_of_the_exceptions_may_have_any_case(one: Import) -> None:
    shop = one("extends: capitalization\nmessage: No %s.\nmatch: $sentence\nexceptions: [Red Fox]\n")
    assert shop.alerts("Ask the Red Fox team") == []
    assert len(shop.alerts("Ask the Blue Fox team")) == 1


def test_a_metric_compares_our_figures_of_the_same_name(one: Import) -> None:
    shop = one(
        "extends: metric\nmessage: '%s words a sentence are many.'\ncondition: '> 4'\n"
        "formula: |\n  words\n  / sentences\n"
    )
    assert shop.alerts("It is on its way. It is here now, too.") == [
        Alert("", None, "5 words a sentence are many.")
    ]
    assert shop.alerts("It left. It is here.") == []


@pytest.mark.parametrize(
    ("formula", "condition", "reason"),
    [
        ("complex_words / words", "> 1", "'complex_words' is no figure of ours"),
        ("heading_h1", "> 1", "counts markup"),
        ("math.sqrt(words)", "> 1", "'math.sqrt' is no figure"),
        ("words * 2", "> 1 && < 3", "not one comparison"),
    ],
)
def test_a_metric_of_other_figures_is_told(shop: Shop, formula: str, condition: str, reason: str) -> None:
    shop.rule(
        "Demo.Metric", f"extends: metric\nmessage: M %s\nformula: {formula}\ncondition: '{condition}'\n"
    )
    shop.rule("Demo.Words", "extends: existence\nmessage: No %s.\ntokens: [foo]\n").load()
    state, said = shop.outcome("Demo.Metric")
    assert state == "not taken" and reason in said
