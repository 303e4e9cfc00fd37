"""Scores of a network on annotated sentences, by the reader's own finders, before names are resolved."""

from __future__ import annotations

import collections

import torch

from comity.reader.acts import Act, find_acts
from comity.reader.encoder import Encoded
from comity.reader.labels import Labels
from training.data import Example
from training.network import Network


def encode(net: Network, examples: list[Example]) -> list[Encoded]:
    """The network's outputs by the same record as the shipped encoder's."""
    net.eval()
    out = []
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for example in examples:
            pieces = example.pieces
            ids, caps = torch.from_numpy(pieces.ids)[None], torch.from_numpy(pieces.caps)[None]
            zeros = torch.zeros_like(ids)
            arrays = [a[0].float().numpy() for a in net(ids, caps, torch.ones_like(ids), zeros, zeros)]
            out.append(Encoded(pieces, *arrays[:4]))
    return out


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def measure(net: Network, examples: list[Example], labels: Labels) -> dict[str, float]:
    """found, typed: F1 of triggers; mode: share of typed pairs; roles: F1 of overlapping spans in typed pairs."""
    count: collections.Counter[str] = collections.Counter()
    for example, encoded in zip(examples, encode(net, examples), strict=True):
        got = [act for act in find_acts(example.text, encoded, labels) if not act.is_tie]
        gold = [act for act in example.acts or [] if not act.type.startswith("tie:")]
        count["gold"] += len(gold)
        count["got"] += len(got)
        pairs = sorted(
            (
                (overlap(g.trigger, p.trigger), g.type == p.type, i, j)
                for i, g in enumerate(gold)
                for j, p in enumerate(got)
            ),
            reverse=True,
        )
        used_g, used_p = set(), set()
        for size, same, i, j in pairs:
            if size > 0 and i not in used_g and j not in used_p:
                used_g.add(i)
                used_p.add(j)
                count["found"] += 1
                if same:
                    count["typed"] += 1
                    count["mode"] += gold[i].mode == got[j].mode
                    count["aux"] += set(gold[i].aux) == set(got[j].aux)
                    _count_roles(gold[i], got[j], count)
    f1 = lambda right, a, b: round(2 * right / max(1, a + b), 4)
    return {
        "found": f1(count["found"], count["gold"], count["got"]), "typed": f1(count["typed"], count["gold"], count["got"]),
        "p": round(count["typed"] / max(1, count["got"]), 3), "r": round(count["typed"] / max(1, count["gold"]), 3),
        "mode": round(count["mode"] / max(1, count["typed"]), 3), "aux": round(count["aux"] / max(1, count["typed"]), 3),
        "roles": f1(count["role_right"], count["role_gold"], count["role_got"]),
        "both": round(count["both"] / max(1, count["typed"]), 3),
    }  # fmt: skip


def _count_roles(gold, got: Act, count) -> None:
    exact = True
    for side, found in enumerate((got.actors, got.recipients)):
        want, have = gold.roles[side], [span for span, _ in found]
        right = sum(any(overlap(w, h) > 0 for h in have) for w in want)
        count["role_right"] += right
        count["role_gold"] += len(want)
        count["role_got"] += len(have)
        exact &= right == len(want) == len(have)
    count["both"] += exact
