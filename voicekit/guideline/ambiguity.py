"""Whether a regex can match one text in exponentially many ways, so that a failing match would take for ever.

The pattern becomes an automaton over its characters' positions (Glushkov's), in which each step keeps how many ways
lead to it; two ways round the same loop over the same text are the mark (A. Weber, H. Seidl: On the degree of
ambiguity of finite automata, 1991). Word edges and lookarounds are not taken into account, so it may refuse a
harmless pattern; it must never run one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any, NamedTuple

_MANY = 8
"""A counted repeat up to here is written out; a longer one is taken for an endless one."""
_FEW = 20_000
"""A repeat with so few ways through it cannot hang, ambiguous or not."""
_POSITIONS = 1_500
_PAIRS = 60_000
_SAMPLES = "ab z019_ \t\n.,;:!?'\"-/\\@#%&()[]{}<>=+*éßàжяếđ中\u00a0\U0001f600"
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)

_Ways = dict[int, int]
"""Position -> number of ways to it, where 2 stands for "several"."""


class _Part(NamedTuple):
    """What can begin and end a piece of a pattern, and in how many ways the piece can match nothing."""

    first: _Ways
    last: _Ways
    empty: int


class TooLargeError(Exception):
    """A repeated part has more positions than are worth following."""


def explodes(tree: Any) -> bool:
    """True when a repeat in `tree` (of re's parser) has two ways round over the same text.

    Raises TooLargeError when a repeated part is too large to tell.
    """
    for op, value in tree.data:
        if op in _REPEATS and value[1] > 1 and not _is_one_character(value[2]):
            if _ways(value[2]) ** min(value[1], 40) > _FEW and _loop_explodes(value[2], value[1]):
                return True
        elif any(explodes(part) for part in parts_of(op, value)):
            return True
    return False


def _loop_explodes(body: Any, most: int) -> bool:
    """Whether `body`, taken as repeated without end, has two ways round; it may be empty only in an endless repeat."""
    if most != sre.MAXREPEAT and body.getwidth()[0] == 0:
        return True
    builder = _Builder(_sample(body))
    part = builder.sequence(body)
    builder.link(part.last, part.first)
    return _two_ways(builder.masks, builder.follow)


def _is_one_character(tree: Any) -> bool:
    """True for the body of the common repeat, which needs no look."""
    return len(tree.data) == 1 and tree.data[0][0] in (sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY)


def _ways(tree: Any) -> int:
    """At most how many ways there are through `tree` once, capped."""
    return _count(tree, sum)


def backtracks(tree: Any) -> int:
    """How often, at most, the repeats of `tree` make a reader step back and try again, capped at about a million.

    Branches count once: which one to take shows at their first characters.
    """
    return _count(tree, max)


def _count(tree: Any, join: Callable[[Iterable[int]], int]) -> int:
    total = 1
    for place, (op, value) in enumerate(tree.data):
        after = tree.data[place + 1] if place + 1 < len(tree.data) else None
        if op is sre.POSSESSIVE_REPEAT or (op in _REPEATS and _ends_at(value[2], after)):
            total *= _count(value[2], join)  # what it has taken it never gives back, or there is no use in it
        elif op in _REPEATS:
            low, high, body = value
            inner = _count(body, join) ** min(high, 40)
            total *= inner * (high - low + 1)
        elif op is sre.BRANCH:
            total *= join(_count(branch, join) for branch in value[1])
        else:
            for part in parts_of(op, value):
                total *= _count(part, join)
        total = min(total, 1_000_000)
    return total


def _ends_at(body: Any, after: Any) -> bool:
    """Whether a repeat of single characters is followed by one that it cannot take: `\\w{1,9} `, `[^\\s.]{1,9} `."""
    if after is None or after[0] is not sre.LITERAL or len(body.data) != 1 or body.data[0][0] is not sre.IN:
        return False
    members = body.data[0][1]
    negated = members[0][0] is sre.NEGATE
    taken = any(_takes(kind, member, chr(after[1])) for kind, member in members)
    return taken if negated else not taken


def _takes(kind: Any, member: Any, letter: str) -> bool:
    if kind is sre.LITERAL:
        return chr(member) == letter
    if kind is sre.RANGE:
        return bool(member[0] <= ord(letter) <= member[1])
    if kind is sre.CATEGORY:
        word, blank = letter.isalnum() or letter == "_", letter.isspace()
        known = {
            sre.CATEGORY_WORD: word,
            sre.CATEGORY_NOT_WORD: not word,
            sre.CATEGORY_SPACE: blank,
            sre.CATEGORY_NOT_SPACE: not blank,
            sre.CATEGORY_DIGIT: letter.isdecimal(),
            sre.CATEGORY_NOT_DIGIT: not letter.isdecimal(),
        }
        return known.get(member, True)
    return False


def parts_of(op: Any, value: Any) -> list[Any]:
    """The sub-patterns right under a node of re's parser."""
    if op in _REPEATS:
        return [value[2]]
    if op is sre.SUBPATTERN:
        return [value[3]]
    if op is sre.BRANCH:
        return list(value[1])
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    if op is sre.ATOMIC_GROUP:
        return [value]
    if op is sre.GROUPREF_EXISTS:
        return [part for part in value[1:] if part is not None]
    return []


def _sample(tree: Any) -> list[str]:
    """Characters enough to tell the pattern's sets apart."""
    codes = {ord(letter) for letter in _SAMPLES}
    stack = [tree]
    while stack:
        for op, value in stack.pop().data:
            for name, item in value if op is sre.IN else ((op, value),):
                if name in (sre.LITERAL, sre.NOT_LITERAL):
                    codes.update((item - 1, item, item + 1))
                elif name is sre.RANGE:
                    codes.update((item[0] - 1, item[0], item[1], item[1] + 1))
            stack.extend(parts_of(op, value))
    return [chr(code) for code in sorted(codes) if 0 <= code <= 0x10FFFF]


class _Builder:
    """Collects the positions of a pattern and the steps between them."""

    def __init__(self, sample: list[str]) -> None:
        self.sample = sample
        self.masks: list[int] = []
        self.follow: list[_Ways] = []
        self._known: dict[str, int] = {}

    def sequence(self, tree: Any) -> _Part:
        whole = _Part({}, {}, 1)
        for op, value in tree.data:
            whole = self.join(whole, self.node(op, value))
        return whole

    def join(self, left: _Part, right: _Part) -> _Part:
        self.link(left.last, right.first)
        first = _merge(left.first, right.first, left.empty)
        last = _merge(right.last, left.last, right.empty)
        return _Part(first, last, min(2, left.empty * right.empty))

    def link(self, sources: _Ways, targets: _Ways) -> None:
        for source, ways in sources.items():
            steps = self.follow[source]
            for target, more in targets.items():
                steps[target] = min(2, steps.get(target, 0) + ways * more)

    def node(self, op: Any, value: Any) -> _Part:
        if op in _REPEATS:
            return self.repeat(value[0], value[1], value[2])
        if op is sre.SUBPATTERN:
            return self.sequence(value[3])
        if op is sre.ATOMIC_GROUP:
            return self.sequence(value)
        if op is sre.BRANCH:
            return self.either(list(value[1]))
        if op is sre.GROUPREF_EXISTS:
            return self.either([part for part in value[1:] if part is not None])
        if op in (sre.ASSERT, sre.ASSERT_NOT):
            self.sequence(value[1])
            return _Part({}, {}, 1)
        if op is sre.AT:
            return _Part({}, {}, 1)
        return self.letter(op, value)

    def either(self, branches: list[Any]) -> _Part:
        parts = [self.sequence(branch) for branch in branches]
        first: _Ways = {}
        last: _Ways = {}
        for part in parts:
            first = _merge(first, part.first, 1)
            last = _merge(last, part.last, 1)
        return _Part(first, last, min(2, sum(part.empty for part in parts)))

    def repeat(self, low: int, high: int, body: Any) -> _Part:
        if high > _MANY and not (low == high and high * max(1, len(body.data)) <= 64):
            part = self.sequence(body)
            self.link(part.last, part.first)
            return part if low else part._replace(empty=min(2, part.empty + 1))
        whole = _Part({}, {}, 1)
        for _ in range(high - low):
            part = self.join(self.sequence(body), whole)
            whole = part._replace(empty=min(2, part.empty + 1))
        for _ in range(low):
            whole = self.join(self.sequence(body), whole)
        return whole

    def letter(self, op: Any, value: Any) -> _Part:
        if len(self.masks) >= _POSITIONS:
            raise TooLargeError
        self.masks.append(self.mask(op, value))
        self.follow.append({})
        here = len(self.masks) - 1
        return _Part({here: 1}, {here: 1}, 0)

    def mask(self, op: Any, value: Any) -> int:
        """The sample characters a node matches, as bits; a back reference may match any."""
        name = repr((op, value))
        if name not in self._known:
            bits = 0
            for index, letter in enumerate(self.sample):
                if _matches(op, value, letter):
                    bits |= 1 << index
            self._known[name] = bits
        return self._known[name]


def _merge(one: _Ways, other: _Ways, times: int) -> _Ways:
    if not times or not other:
        return one
    merged = dict(one)
    for place, ways in other.items():
        merged[place] = min(2, merged.get(place, 0) + ways * times)
    return merged


def _matches(op: Any, value: Any, letter: str) -> bool:
    code = ord(letter)
    if op is sre.LITERAL:
        return bool(value == code)
    if op is sre.NOT_LITERAL:
        return bool(value != code)
    if op is sre.ANY:
        return letter != "\n"
    if op is sre.RANGE:
        return bool(value[0] <= code <= value[1])
    if op is sre.CATEGORY:
        return _in_category(str(value), letter)
    if op is sre.IN:
        negated = bool(value) and value[0][0] is sre.NEGATE
        hit = any(_matches(name, item, letter) for name, item in value if name is not sre.NEGATE)
        return hit != negated
    return True


def _in_category(name: str, letter: str) -> bool:
    if "DIGIT" in name:
        hit = unicodedata.category(letter) == "Nd"
    elif "SPACE" in name:
        hit = letter.isspace()
    elif "WORD" in name:
        hit = letter.isalnum() or letter == "_"
    else:
        return True
    return hit != ("_NOT_" in name)


def _two_ways(masks: list[int], follow: list[_Ways]) -> bool:
    """Walk two readers over the automaton; True when they part and meet again where they began."""
    component = _components([list(steps) for steps in follow])
    for loop in {component[place] for place, steps in enumerate(follow) if any(
        component[target] == component[place] for target in steps
    )}:  # fmt: skip
        inside = [
            {target: ways for target, ways in steps.items() if component[target] == loop and masks[target]}
            if component[place] == loop
            else {}
            for place, steps in enumerate(follow)
        ]
        if any(ways > 1 for steps in inside for ways in steps.values()):
            return True
        if _meets_again(masks, inside):
            return True
    return False


def _meets_again(masks: list[int], inside: list[_Ways]) -> bool:
    pairs: dict[tuple[int, int], int] = {}
    edges: list[list[int]] = []
    waiting: list[tuple[int, int]] = []

    def number(one: int, other: int) -> int:
        pair = (one, other) if one <= other else (other, one)
        if pair not in pairs:
            pairs[pair] = len(edges)
            edges.append([])
            if len(edges) > _PAIRS:
                raise TooLargeError
            waiting.append(pair)
        return pairs[pair]

    for place, steps in enumerate(inside):
        if steps:
            number(place, place)
    while waiting:
        one, other = waiting.pop()
        here = pairs[one, other]
        for left in inside[one]:
            for right in inside[other]:
                if masks[left] & masks[right]:
                    edges[here].append(number(left, right))
    component = _components(edges)
    together = {component[index] for (one, other), index in pairs.items() if one == other}
    return any(component[index] in together for (one, other), index in pairs.items() if one != other)


def _components(edges: list[list[int]]) -> list[int]:
    """Number of the strongly connected component of each node (Tarjan's way, without recursion)."""
    count = len(edges)
    order, low, component = [-1] * count, [0] * count, [-1] * count
    stack: list[int] = []
    clock = number = 0
    for root in range(count):
        if order[root] != -1:
            continue
        work: list[tuple[int, int]] = [(root, 0)]
        while work:
            node, step = work.pop()
            if step == 0:
                order[node] = low[node] = clock
                clock += 1
                stack.append(node)
            else:
                low[node] = min(low[node], low[edges[node][step - 1]])
            for index in range(step, len(edges[node])):
                target = edges[node][index]
                if order[target] == -1:
                    work.append((node, index + 1))
                    work.append((target, 0))
                    break
                if component[target] == -1:
                    low[node] = min(low[node], order[target])
            else:
                if low[node] == order[node]:
                    while True:
                        member = stack.pop()
                        component[member] = number
                        if member == node:
                            break
                    number += 1
    return component
