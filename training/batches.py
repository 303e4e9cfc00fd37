"""Examples to batches of tensors."""

from __future__ import annotations

import random

import numpy as np
import torch
from torch import Tensor

from comity.reader.labels import PAIR_TYPES, Labels
from training.data import IGNORED, Array, Example, Pair, inside, label

YIELD = len(PAIR_TYPES)  # PLV's one type for CONCEDE and RETREAT
PAIRS_OF = {name: number for number, name in enumerate(PAIR_TYPES)} | {"YIELD": YIELD}
ACT_PARTS = ("type", "mode", "aux", "contexts", "implicit", "trigger", "roles")


def batches(examples: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Batches of like length in random order."""
    order = sorted(examples, key=lambda e: len(e.pieces.ids) + rng.random() * 6)
    groups = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(groups)
    return groups


def sample(examples: list[Example], rng: random.Random) -> list[Example]:
    """An epoch's examples: all with acts or a pair, a third of those with names alone."""
    alone = [e for e in examples if e.acts is None and e.pair is None]
    return [e for e in examples if e.acts is not None or e.pair is not None] + rng.sample(alone, len(alone) // 3)


def collate(group: list[Example], labels: Labels) -> dict[str, Tensor]:
    """A batch: sentences padded to the longest, their acts one below the other."""
    size = max(len(e.pieces.ids) for e in group)
    targets = [label(example, labels) for example in group]
    return _pad(group, targets, size) | _stack_acts(targets, size)


def _pad(group: list[Example], targets: list[dict[str, Array]], size: int) -> dict[str, Tensor]:
    """Inputs, and the targets that each sentence has one of."""
    count = len(group)
    out = {name: torch.zeros(count, size, dtype=torch.long) for name in ("ids", "caps", "mask", "actor", "recipient")}
    out["bio"] = torch.full((count, size), IGNORED)
    out["mention"] = torch.full((count, size), IGNORED)
    out["pair"] = torch.full((count,), IGNORED)
    for n, (example, target) in enumerate(zip(group, targets, strict=True)):
        length = len(example.pieces.ids)
        out["ids"][n, :length] = torch.from_numpy(example.pieces.ids)
        out["caps"][n, :length] = torch.from_numpy(example.pieces.caps)
        out["mask"][n, :length] = 1
        out["bio"][n, :length] = torch.from_numpy(target["bio"])
        out["mention"][n, :length] = torch.from_numpy(target["mention"])
        if example.pair:
            _mark_pair(example, example.pair, out, n)
    return out


def _mark_pair(example: Example, pair: Pair, out: dict[str, Tensor], n: int) -> None:
    one, other, kind = pair
    a, b = inside(example.pieces, one), inside(example.pieces, other)
    if len(a) and len(b) and kind in PAIRS_OF:
        out["actor"][n, a] = 1
        out["recipient"][n, b] = 1
        out["pair"][n] = PAIRS_OF[kind]


def _stack_acts(targets: list[dict[str, Array]], size: int) -> dict[str, Tensor]:
    """The targets of all acts, one a row; `owner` is the number of an act's sentence."""
    owner: list[int] = []
    acts: dict[str, list[Array]] = {name: [] for name in ACT_PARTS}
    for n, target in enumerate(targets):
        spare = size - len(target["bio"])
        for k in range(len(target.get("type", ()))):
            owner.append(n)
            for name in ("type", "mode", "aux", "contexts", "implicit"):
                acts[name].append(target[name][k])
            acts["trigger"].append(np.pad(target["trigger"][k], (0, spare)))
            acts["roles"].append(np.pad(target["roles"][k], ((0, spare), (0, 0))))
    stacked = {name: torch.from_numpy(np.stack(rows)) if rows else torch.zeros(0) for name, rows in acts.items()}
    return {"owner": torch.tensor(owner, dtype=torch.long), **stacked}
