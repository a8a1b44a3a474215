"""Vale's substitutions: order of the message, several replacements, groups, case, actions."""

from __future__ import annotations

import pytest
from support.vale import Alert, Import, Shop

from voicekit import service

USE = "extends: substitution\nmessage: Use '%s' instead of '%s'.\n"
REPLACE = f"{USE}action:\n  name: replace\n"


def test_the_message_names_the_replacement_first(one: Import) -> None:
    shop = one(f"{USE}swap:\n  utilize: use\n  'in order to': to\n")
    assert shop.alerts("We utilize it in order to go.") == [
        Alert("utilize", 3, "Use 'use' instead of 'utilize'."),
        Alert("in order to", 14, "Use 'to' instead of 'in order to'."),
    ]


def test_a_message_may_name_its_places(one: Import) -> None:
    shop = one("extends: substitution\nmessage: \"Not '%[2]s' but '%[1]s', 100%%.\"\nswap: {utilize: use}\n")
    assert [each.message for each in shop.alerts("We utilize it.")] == ["Not 'utilize' but 'use', 100%."]


def test_several_replacements_stand_in_the_message_as_written(one: Import) -> None:
    shop = one(f"{USE}swap:\n  leverage: use|apply\n  utilize: use\n")
    alerts = shop.alerts("We leverage and utilize it.")
    assert [each.message for each in alerts] == [
        "Use 'use|apply' instead of 'leverage'.", "Use 'use' instead of 'utilize'.",
    ]  # fmt: skip
    fixes = shop.findings("We leverage it.")[0].fixes
    assert [service.apply_fix("We leverage it.", fix) for fix in fixes] == ["We use it.", "We apply it."]


@pytest.mark.parametrize(
    ("value", "said"),
    [("use", "'use'"), ("use|apply", "'use' or 'apply'"), ("use|apply|take", "'use', 'apply', or 'take'")],
)
def test_with_the_action_replace_vale_lists_and_quotes_them_itself(
    one: Import, value: str, said: str
) -> None:
    shop = one(f"{REPLACE}swap:\n  leverage: {value}\n")
    assert [each.message for each in shop.alerts("We leverage it.")] == [f"Use {said} instead of 'leverage'."]


def test_an_alternative_matches_every_way(one: Import) -> None:
    shop = one(f"{USE}swap:\n  '(?:utilize|employ)s?': use\n")
    assert [each.matched for each in shop.alerts("It utilizes and employs.")] == ["utilizes", "employs"]


def test_groups_go_into_the_replacement(one: Import) -> None:
    shop = one(f"{USE}swap:\n  '(\\d+) ?percent': $1%\n")
    (finding,) = shop.findings("Some 20 percent left.")
    assert (finding.matched, finding.message) == ("20 percent", "Use '20%' instead of '20 percent'.")
    assert service.apply_fix("Some 20 percent left.", finding.fixes[0]) == "Some 20% left."


def test_the_longest_key_is_tried_first(one: Import) -> None:
    shop = one(f"{USE}swap:\n  sign: x\n  sign in to: log on to\n")
    assert [each.matched for each in shop.alerts("Please sign in to it.")] == ["sign in to"]


def test_what_is_written_right_is_let_pass(one: Import) -> None:
    shop = one(f"{USE}ignorecase: true\nswap:\n  github: GitHub\n")
    assert [each.matched for each in shop.alerts("On GitHub, github or Github.")] == ["github", "Github"]


def test_a_pair_that_is_about_case_keeps_its_case(one: Import) -> None:
    shop = one(f"{USE}ignorecase: true\nswap:\n  internet: internet\n  e-mail: email\n")
    assert shop.alerts("The Internet, the INTERNET, the internet.") == [
        Alert("Internet", 4, "Use 'internet' instead of 'Internet'."),
        Alert("INTERNET", 18, "Use 'internet' instead of 'INTERNET'."),
    ]
    (finding,) = shop.findings("The Internet is slow.")
    assert service.apply_fix("The Internet is slow.", finding.fixes[0]) == "The internet is slow."


def test_capitals_count_unless_the_rule_says_otherwise(one: Import) -> None:
    shop = one(f"{USE}swap:\n  Mutual TLS: mutual TLS\n  VNIC: vNIC\n")
    assert [each.message for each in shop.alerts("Mutual TLS, mutual TLS, VNIC, vnic")] == [
        "Use 'mutual TLS' instead of 'Mutual TLS'.", "Use 'vNIC' instead of 'VNIC'.",
    ]  # fmt: skip


def test_exceptions_spare_a_match(one: Import) -> None:
    shop = one(f"{USE}exceptions: [log-in]\nswap:\n  'log[ -]?in': sign in\n")
    assert [each.matched for each in shop.alerts("A log-in, a log in.")] == ["log in"]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("'(?:group|team) members?'", "is a pattern, not a wording"),
        ("''", "nothing to put in its place"),
        ("$2", "names a group ($2)"),
        ("'a\\|b'", "holds a '|' of its own"),
    ],
)
def test_a_pair_that_cannot_be_had_is_told_and_the_others_are_taken(
    shop: Shop, value: str, reason: str
) -> None:
    shop.rule("Demo.Rule", f"{USE}swap:\n  utilize: use\n  '(folk)s?': {value}\n").load()
    state, said = shop.outcome("Demo.Rule")
    assert state == "in part" and reason in said
    assert shop.alerts("The folks utilize it.") == [Alert("utilize", 10, "Use 'use' instead of 'utilize'.")]


def test_a_value_that_is_the_whole_message_is_no_wording(one: Import) -> None:
    shop = one("extends: substitution\nmessage: '%s'\nswap:\n  'foo|bar': 'Do not use \"foo\" here.'\n")
    (finding,) = shop.findings("It is a bar.")
    assert (finding.matched, finding.message, finding.fixes) == ("bar", 'Do not use "foo" here.', ())


def test_pairs_that_ask_for_each_other_offer_no_fix(one: Import) -> None:
    head = "extends: substitution\nmessage: Noun or adjective?\n"
    shop = one(head + "swap: {bare metal: bare-metal, bare-metal: bare metal}\n")
    assert [(each.matched, each.fixes) for each in shop.findings("A bare metal, a bare-metal thing.")] == [
        ("bare metal", ()), ("bare-metal", ()),
    ]  # fmt: skip


@pytest.mark.parametrize(("action", "safety"), [("", "display"), ("action: {name: replace}\n", "unsafe")])
def test_only_the_action_replace_makes_a_fix_that_may_be_applied(
    one: Import, action: str, safety: str
) -> None:
    shop = one(f"{USE}{action}swap: {{utilize: use, Mutual TLS: mutual TLS}}\n")
    assert {fix.safety for each in shop.findings("utilize Mutual TLS") for fix in each.fixes} == {safety}


def test_the_action_of_an_existence_rule_is_its_fix(shop: Shop) -> None:
    head = "extends: existence\nmessage: \"Not '%s', but '%s'.\"\n"
    shop.rule("Demo.Put", f"{head}action: {{name: replace, params: [to]}}\ntokens: [in order to]\n")
    shop.rule("Demo.Cut", "extends: existence\nmessage: No %s.\naction: {name: remove}\ntokens: [very]\n")
    shop.rule("Demo.Edit", f"{head}action: {{name: edit, params: [trim]}}\ntokens: [foo]\n").load()
    (put,) = shop.findings("It is in order to go.")
    assert put.message == "Not 'in order to', but 'to'."
    assert service.apply_fix("It is in order to go.", put.fixes[0]) == "It is to go."
    (cut,) = shop.findings("It is very good.")
    assert service.apply_fix("It is very good.", cut.fixes[0]) == "It is good."
    assert shop.outcome("Demo.Edit")[0] == "not taken" and "'edit'" in shop.outcome("Demo.Edit")[1]


def test_a_fix_that_leaves_nothing_is_left_out(one: Import) -> None:
    head = "extends: existence\nmessage: Merge it.\nscope: raw\nnonword: true\naction: {name: remove}\n"
    shop = one(head + "tokens: ['^={7}$']\n")
    assert "its action is left out" in shop.notes("Demo.Rule")
    assert [(each.matched, each.fixes) for each in shop.findings("=======")] == [("=======", ())]
