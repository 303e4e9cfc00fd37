"""Sentences with other names in the same places, so that roles are learned from structure, not from who is named."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Iterator
from functools import cache

from comity.actors import NameMatch, load_registry
from comity.reader.labels import PAIR_TYPES
from training.data import Act, Example

_POOLED = ("name", "demonym", "person", "family")


def swap_names(example: Example, rng: random.Random) -> Example:
    """The example with its states, demonyms and people replaced by others of their kind, each alike throughout."""
    new: dict[str, str] = {}
    edits = []
    for match in load_registry().scan(example.text):
        pool = _pool(match)
        if pool:
            edits.append((match.start, match.end, new.setdefault(match.text, rng.choice(_pools()[pool]))))
    return _edited(example, edits) if edits else example


def _pool(match: NameMatch) -> str | None:
    """The pool a name is swapped within; None for names that stay."""
    if match.kind not in _POOLED or not match.actors or match.text.isupper():
        return None
    if match.kind in ("person", "family"):
        return match.kind
    if not match.actors[0].startswith("state/"):
        return None
    if match.kind == "demonym":
        return "demonyms" if match.text.endswith("s") and not match.text.endswith("ss") else "demonym"
    return "state"


@cache
def _pools() -> dict[str, list[str]]:
    tables = load_registry().tables
    states = [row for row in tables.states if row.kind == "state"]
    words = [word for row in states for word in row.demonyms]
    return {
        "state": [row.name for row in states],
        "demonym": [word for word in words if not word.endswith("s")],
        "demonyms": [word for word in words if word.endswith("s")],
        "person": [row.name for row in tables.people],
        "family": [row.family for row in tables.people if row.family],
    }


def _edited(example: Example, edits: list[tuple[int, int, str]]) -> Example:
    text, at = "", 0
    for start, end, words in edits:
        text += example.text[at:start] + words
        at = end
    text += example.text[at:]

    def moved(span: tuple[int, int]) -> tuple[int, int]:
        return _moved(span[0], edits, False), _moved(span[1], edits, True)

    acts = [_moved_act(act, moved) for act in example.acts or []]
    names = [(*moved((start, end)), kind) for start, end, kind in example.names or []]
    opens = _moved(example.opens, edits, True)
    return dataclasses.replace(example, text=text, acts=acts, names=names, opens=opens)


def _moved(place: int, edits: list[tuple[int, int, str]], closing: bool) -> int:
    """Where a character of the old text stands in the new one; inside an edit its end or its beginning."""
    shift = 0
    for start, end, words in edits:
        if place >= end:
            shift += len(words) - (end - start)
        elif place > start:
            return start + shift + (len(words) if closing else 0)
    return place + shift


def _moved_act(act: Act, moved: Callable[[tuple[int, int]], tuple[int, int]]) -> Act:
    roles = [[moved(span) for span in spans] for spans in act.roles]
    return dataclasses.replace(act, trigger=moved(act.trigger), roles=roles)


def with_pair(example: Example, rng: random.Random) -> Example:
    """The example with one of its acts, if it has both sides in the sentence, as the pair to relate."""
    acts = [act for act in example.acts or [] if act.roles[0] and act.roles[1] and act.type in PAIR_TYPES]
    if example.pair is not None or not acts:
        return example
    act = rng.choice(acts)
    return dataclasses.replace(example, pair=(rng.choice(act.roles[0]), rng.choice(act.roles[1]), act.type))


def with_swaps(examples: list[Example], share: float, rng: random.Random) -> Iterator[Example]:
    """The examples, a share of those with acts under other names, each with a pair to relate if it has one."""
    for example in examples:
        swapped = swap_names(example, rng) if example.acts and rng.random() < share else example
        yield with_pair(swapped, rng)
