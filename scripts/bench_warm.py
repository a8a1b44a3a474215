"""What one reply costs a process that is warm: whole checks, the matcher, the figures; and how that grows.

It must never time a text that was not read once before, nor a document that was asked for its parts already.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from scripts import bench_rules
from scripts.bench_clock import CPU, SPREAD, WALL, Sheet, ratios, rounds, slices
from scripts.bench_reference import TALK, Proselint, Reference, differences
from scripts.bench_texts import Texts, of_words
from voicekit.check import check
from voicekit.config import Settings
from voicekit.guideline.compiled import Guideline, Rule
from voicekit.guideline.matcher import matcher_for
from voicekit.service import open_guideline
from voicekit.text.document import Document
from voicekit.text.metrics import measure
from voicekit.types import Draft

SIZES = (100, 500, 1000, 2000, 5000)
LENGTHS = (20, 50, 100, 200, 500, 1000, 2000)


class Workshop:
    """What the sections share, each made when it is first asked for."""

    def __init__(self, texts: Texts, quick: bool) -> None:
        self.texts = texts
        self.quick = quick
        self._tuned: dict[int, tuple[list[Rule], Guideline, float]] = {}

    @property
    def rounds(self) -> int:
        """How many rounds a warm measurement has."""
        return 3 if self.quick else 9

    @property
    def many_rules(self) -> int:
        """How many generated rules are "many"."""
        return 200 if self.quick else 2000

    @property
    def sizes(self) -> tuple[int, ...]:
        """The numbers of rules that growth is measured at."""
        return (50, 100, self.many_rules) if self.quick else SIZES

    @cached_property
    def packs(self) -> Guideline:
        """The default brand's guideline, all its packs in it."""
        return open_guideline(Settings(cache_dir=None))

    def tuned(self, count: int) -> tuple[list[Rule], Guideline, float]:
        """`count` generated rules that hit each text about twice, their guideline, and findings per reply."""
        if count not in self._tuned:
            self._tuned[count] = bench_rules.tuned(self.texts.items, count)
        return self._tuned[count]

    @property
    def many(self) -> Guideline:
        """The guideline of the many generated rules."""
        return self.tuned(self.many_rules)[1]


def whole(judged: Guideline) -> Callable[[Sequence[str]], None]:
    """A whole check of each text: language, findings, figures, dimensions, verdict."""

    def work(texts: Sequence[str]) -> None:
        for text in texts:
            check(judged, TALK, Draft(text))

    return work


def reply(shop: Workshop, sheet: Sheet) -> None:
    """Microseconds a reply: whole checks, and their parts alone."""
    items = shop.texts.items
    packs, many = shop.packs, shop.many
    matcher = matcher_for(many, "en")
    ready: list[Document] = []

    def fresh() -> None:
        ready[:] = [Document(text, "en") for text in items]

    def match(_: Sequence[str]) -> None:
        for document in ready:
            matcher.match(document)

    def figures(_: Sequence[str]) -> None:
        for document in ready:
            measure(document)

    def read(texts: Sequence[str]) -> None:
        for text in texts:
            Document(text, "en")

    found = {
        f"whole check, all packs ({packs.rule_count:,} rules)": bench_rules.findings_per_text(packs, items),
        f"whole check, {shop.many_rules:,} generated rules": bench_rules.findings_per_text(many, items),
    }
    names = list(found)
    contenders = {
        names[0]: whole(packs),
        names[1]: whole(many),
        f"  matcher alone, {shop.many_rules:,} rules": match,
        "  reading alone (fold, masks, tokens)": read,
        "  metrics alone (sentences, counts, scores)": figures,
    }
    for work in contenders.values():
        fresh()
        work(items)
    samples = rounds(contenders, [items] * shop.rounds, before=fresh)
    sheet.head(
        f"reply: microseconds a reply, {len(items):,} texts, {shop.rounds} rounds; warm",
        CPU,
        WALL,
        "findings",
    )
    for name, spent in samples.items():
        sheet.cost(name, spent, len(items), found.get(name))


def ratio_proselint(shop: Workshop, sheet: Sheet) -> None:
    """proselint's time over ours, each round on other texts, the same for all."""
    other = Proselint()
    items = shop.texts.items
    feeds = slices(items, 20 if shop.quick else 120, shop.rounds)
    mine, its = f"whole check, {shop.many_rules:,} generated rules", "proselint"
    contenders: dict[str, Callable[[Sequence[str]], object]] = {
        its: lambda texts: [other.findings(text) for text in texts],
        mine: whole(shop.many),
        "whole check, all packs": whole(shop.packs),
    }
    found = sum(map(other.findings, feeds[0])) / len(feeds[0])
    for work in contenders.values():
        work(items)  # warm; a whole pass, so that no word is new to either
    samples = rounds(contenders, feeds)
    sheet.head(f"proselint: CPU quotients, {len(feeds)} rounds of {len(feeds[0])} texts", SPREAD)
    sheet.cost("proselint, microseconds a reply", samples[its], len(feeds[0]), found)
    sheet.against(f"proselint over {mine}", ratios(samples[its], samples[mine]), least=12)
    sheet.against(
        "proselint over whole check, all packs", ratios(samples[its], samples["whole check, all packs"])
    )


def ratio_regexes(shop: Workshop, sheet: Sheet) -> None:
    """One regex a rule over the matcher and over the whole check, where both find the same."""
    made, many, _ = shop.tuned(shop.many_rules)
    reference = Reference(made)
    matcher = matcher_for(many, "en")
    feeds = slices(shop.texts.items, 5 if shop.quick else 40, shop.rounds)
    texts = list(dict.fromkeys(text for feed in feeds for text in feed))
    documents = [[Document(text, "en") for text in feed] for feed in feeds]
    check_texts = whole(many)

    def all_regexes(at: int) -> None:
        for document in documents[at]:
            reference.find(document)

    def match(at: int) -> None:
        for document in documents[at]:
            matcher.match(document)

    def judge(at: int) -> None:
        check_texts(feeds[at])

    total, wrong = differences(many, reference, texts)
    samples = rounds({"re": all_regexes, "match": match, "check": judge}, range(len(feeds)))
    sheet.head(f"regexes: CPU quotients, {len(feeds)} rounds of {len(feeds[0])} texts", SPREAD)
    sheet.cost("one re a rule, microseconds a reply", samples["re"], len(feeds[0]), total / len(texts))
    sheet.against("one re a rule over the matcher alone", ratios(samples["re"], samples["match"]), least=100)
    sheet.against("one re a rule over the whole check", ratios(samples["re"], samples["check"]), least=100)
    sheet.differences.extend(wrong)
    if wrong:
        sheet.note(f"FINDINGS DIFFER on {len(wrong)} of {2 * len(texts)} comparisons; the first ones:")
        for line in wrong[:5]:
            sheet.note(f"  {line}")
    else:
        sheet.row("same findings (rule, span)", f"yes: {total:,} on {len(texts):,} texts", findings=total)


def growth(shop: Workshop, sheet: Sheet) -> None:
    """Time a reply by the number of rules, and time a word by the length of the text."""
    items = shop.texts.items
    sizes = shop.sizes
    guidelines = {size: shop.tuned(size) for size in sizes}
    documents = [Document(text, "en") for text in items]
    contenders: dict[str, Callable[[Sequence[str]], object]] = {}
    for size, (_, judged, _) in guidelines.items():
        contenders[f"{size:,} rules, whole check"] = whole(judged)
        contenders[f"{size:,} rules, matcher alone"] = _match(judged, documents)
    for work in contenders.values():
        work(items)
    samples = rounds(contenders, [items] * shop.rounds)
    sheet.head(
        "growth with rules: microseconds a reply, about two findings at every size", CPU, WALL, "findings"
    )
    for size, (_, _, mean) in guidelines.items():
        for part in ("whole check", "matcher alone"):
            name = f"{size:,} rules, {part}"
            sheet.cost(name, samples[name], len(items), mean if part == "whole check" else None)
    first, last = (f"{size:,} rules, whole check" for size in (sizes[0], sizes[-1]))
    sheet.against(
        f"{sizes[-1]:,} rules over {sizes[0]:,}, whole check", ratios(samples[last], samples[first])
    )
    _growth_with_length(shop, sheet)


def _growth_with_length(shop: Workshop, sheet: Sheet) -> None:
    sheet.head("growth with length: microseconds a word, whole check", CPU, WALL, "findings")
    lengths = LENGTHS[:4] if shop.quick else LENGTHS
    texts = {size: of_words(shop.texts.items, size, max(4, 4000 // size)) for size in lengths}
    for title, judged in (("all packs", shop.packs), (f"{shop.many_rules:,} rules", shop.many)):
        contenders = {size: _fixed(whole(judged), texts[size]) for size in lengths}
        named = {f"{size:,} words, {title}": work for size, work in contenders.items()}
        for work in named.values():
            work(0)
        samples = rounds(named, range(shop.rounds))
        for size in lengths:
            name = f"{size:,} words, {title}"
            found = bench_rules.findings_per_text(judged, texts[size])
            sheet.cost(name, samples[name], size * len(texts[size]), found)


def _match(judged: Guideline, documents: Sequence[Document]) -> Callable[[Sequence[str]], None]:
    matcher = matcher_for(judged, "en")

    def work(_: Sequence[str]) -> None:
        for document in documents:
            matcher.match(document)

    return work


def _fixed(work: Callable[[Sequence[str]], None], texts: Sequence[str]) -> Callable[[int], None]:
    return lambda _: work(texts)
