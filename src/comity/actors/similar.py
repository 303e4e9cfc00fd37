"""People whose names a text may have misspelt: Vladimor Norov for Vladimir Norov."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.fuzz import ratio

from comity.actors.rows import Person
from comity.actors.words import key_of

# Wrong letters allowed in a word by its length: short words differ between people (Li and Xi, Jong Il and Jong Un),
# longer ones by up to two letters, but not at their start (Keqiang and Qiang are two people).
_ONE_FAULT_CHARS = 4
_TWO_FAULTS_CHARS = 8
_MOST_FAULTS = 2
# A further name between first and last (a patronymic) makes two names this similar.
_WITH_MIDDLE_NAME = 0.9


@dataclass(frozen=True, slots=True)
class SpellingIndex:
    """Full names of people by the first letter of their first and of their last word: few slips change both."""

    by_letter: dict[str, tuple[tuple[str, str], ...]]

    def similar(self, name: str) -> dict[str, float]:
        """Ids of people with such a name to its similarity (0 to 1), best first; empty for a name of one word."""
        words = key_of(name).split(" ")
        if len(words) < 2:
            return {}
        found: dict[str, float] = {}
        for letter in {f"{words[0][0]}.", f".{words[-1][0]}"}:
            for key, person in self.by_letter.get(letter, ()):
                similarity = _similarity(words, key)
                if similarity > found.get(person, 0.0):
                    found[person] = similarity
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def index_spellings(people: tuple[Person, ...]) -> SpellingIndex:
    """The people's full names, ready to be asked for."""
    by_letter: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for person in people:
        for key in {key_of(name): None for name in (person.name, *person.aliases)}:
            words = key.split(" ")
            if len(words) > 1:
                by_letter[f"{words[0][0]}."][key, person.id] = None
                by_letter[f".{words[-1][0]}"][key, person.id] = None
    return SpellingIndex({letter: tuple(names) for letter, names in by_letter.items()})


def _similarity(words: list[str], key: str) -> float:
    """How alike two names are (0 to 1), 0 where they are surely two people's."""
    if key[0] == words[0][0] and _is_same_but_middle(words, key):
        return _WITH_MIDDLE_NAME
    joined = " ".join(words)
    if abs(len(joined) - len(key)) > _MOST_FAULTS:
        return 0.0
    if DamerauLevenshtein.distance(joined, key, score_cutoff=_MOST_FAULTS) > _MOST_FAULTS:
        return 0.0
    others = key.split(" ")
    if len(others) != len(words) or not all(_may_be_slip(a, b) for a, b in zip(words, others, strict=True)):
        return 0.0
    return ratio(joined, key) / 100


def _is_same_but_middle(words: list[str], key: str) -> bool:
    first, _, last = key.partition(" ")
    return len(words) == 3 and " " not in last and (words[0], words[-1]) == (first, last) and len(words[1]) > 1


def _may_be_slip(a: str, b: str) -> bool:
    if a == b:
        return True
    shorter = min(len(a), len(b))
    faults = DamerauLevenshtein.distance(a, b)
    if shorter >= _TWO_FAULTS_CHARS:
        return faults <= _MOST_FAULTS
    return shorter >= _ONE_FAULT_CHARS and faults == 1 and (a[0] == b[0] or shorter > _ONE_FAULT_CHARS)
