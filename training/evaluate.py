"""Scores of a network on annotated sentences, by the reader's own finders, before names are resolved."""

from __future__ import annotations

from collections import Counter

import torch

from comity.reader.acts import Act, find_acts
from comity.reader.encoder import Encoded, group_by_length
from comity.reader.labels import Labels
from training.data import Act as GoldAct
from training.data import Example
from training.matching import overlap, paired
from training.network import Network


def encode(net: Network, examples: list[Example]) -> list[Encoded]:
    """The network's outputs by the same record as the shipped encoder's."""
    net.eval()
    cut = [example.pieces for example in examples]
    out: list[Encoded | None] = [None] * len(cut)
    for group in group_by_length(cut):
        size = max(len(cut[i].ids) for i in group)
        ids, caps, mask = (torch.zeros(len(group), size, dtype=torch.long) for _ in range(3))
        for row, i in enumerate(group):
            length = len(cut[i].ids)
            ids[row, :length] = torch.from_numpy(cut[i].ids)
            caps[row, :length] = torch.from_numpy(cut[i].caps)
            mask[row, :length] = 1
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            bio, acts, roles, mention, _ = (a.float().numpy() for a in net(ids, caps, mask, mask * 0, mask * 0))
        for row, i in enumerate(group):
            n = len(cut[i].ids)
            out[i] = Encoded(cut[i], bio[row, :n], acts[row, :n], roles[row, :n, :n], mention[row, :n])
    return [encoded for encoded in out if encoded is not None]


def measure(outputs: list[Encoded], examples: list[Example], labels: Labels) -> dict[str, float]:
    """Scores of a network's outputs for the examples.

    found, typed: F1 of triggers; mode: share of typed pairs; roles: F1 of overlapping spans in typed pairs; both: share
    of typed pairs with all spans of both roles right.
    """
    count: Counter[str] = Counter()
    for example, encoded in zip(examples, outputs, strict=True):
        told = find_acts(example.text, encoded, labels)
        got = [act for act in told if not act.is_tie and act.trigger[0] >= example.opens]
        gold = [act for act in example.acts or [] if not act.is_tie]
        count["gold"] += len(gold)
        count["got"] += len(got)
        for one, other in paired(gold, got):
            count["found"] += 1
            if one.type == other.type:
                count["typed"] += 1
                count["mode"] += one.mode == other.mode
                count["aux"] += set(one.aux) == set(other.aux)
                _count_roles(one, other, count)
    return _figures(count)


def _figures(count: Counter[str]) -> dict[str, float]:
    return {
        "found": _f1(count["found"], count["gold"], count["got"]),
        "typed": _f1(count["typed"], count["gold"], count["got"]),
        "p": _share(count["typed"], count["got"]),
        "r": _share(count["typed"], count["gold"]),
        "mode": _share(count["mode"], count["typed"]),
        "aux": _share(count["aux"], count["typed"]),
        "roles": _f1(count["role_right"], count["role_gold"], count["role_got"]),
        "both": _share(count["both"], count["typed"]),
    }


def _f1(right: int, gold: int, got: int) -> float:
    return round(2 * right / max(1, gold + got), 4)


def _share(right: int, of: int) -> float:
    return round(right / max(1, of), 3)


def _count_roles(gold: GoldAct, got: Act, count: Counter[str]) -> None:
    exact = True
    for side, found in enumerate((got.actors, got.recipients)):
        want, have = gold.roles[side], [span for span, _ in found]
        right = sum(any(overlap(w, h) > 0 for h in have) for w in want)
        count["role_right"] += right
        count["role_gold"] += len(want)
        count["role_got"] += len(have)
        exact &= right == len(want) == len(have)
    count["both"] += exact
