"""Which told act is which annotated one, and how well types are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from comity.reader.acts import Act
from training.data import Act as GoldAct


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def paired(gold: list[GoldAct], got: list[Act]) -> Iterator[tuple[GoldAct, Act]]:
    """Acts with overlapping triggers, the longest overlaps first, each act once."""
    pairs = [
        (overlap(one.trigger, other.trigger), one.type == other.type, i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(got)
    ]
    used_gold: set[int] = set()
    used_got: set[int] = set()
    for size, _, i, j in sorted(pairs, reverse=True):
        if size > 0 and i not in used_gold and j not in used_got:
            used_gold.add(i)
            used_got.add(j)
            yield gold[i], got[j]


def macro_f1(told: list[tuple[str, str]]) -> float:
    """The mean over types of F1, of (gold, got) types."""
    right = Counter(gold for gold, got in told if gold == got)
    of, got = Counter(gold for gold, _ in told), Counter(got for _, got in told)
    return sum(2 * right[kind] / (of[kind] + got[kind]) for kind in of) / len(of)
