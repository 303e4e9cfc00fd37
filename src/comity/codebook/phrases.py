"""Words and phrases in running text: whole words, longest first, in one pass.

A pattern is a phrase in which {a,b} stands for a or b: "organi{s,z}ation{,s}". Case doesn't count, unless the phrase is
all in capitals: "AIDS" is not "aids". Blanks, hyphens, apostrophes and slashes part words and are otherwise alike, so
"cease-fire" is "cease fire"; any other mark must stand in the phrase as it does in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

# A word, an empty line (no phrase runs on from a heading into the text), or a mark that isn't a mere joint
_TOKEN = re.compile(r"[^\W_]+|\n[^\S\n]*\n|[^\w\s'’‘`‐‑–/-]")
_BRACE = re.compile(r"\{([^{}]*)\}")

Found = tuple[str, int, int]


def expand(pattern: str) -> tuple[str, ...]:
    """All phrases that the pattern stands for. Raises ValueError on half a brace or no words."""
    phrases = tuple(dict.fromkeys(" ".join(phrase.split()) for phrase in _expand(pattern)))
    if any(brace in phrase for phrase in phrases for brace in "{}"):
        raise ValueError(f"{pattern!r} has a brace without its other half; write {{a,b}} for a or b")
    if not all(re.search(r"[^\W_]", phrase) for phrase in phrases):
        raise ValueError(f"{pattern!r} stands for no word; write at least one word in each of its forms")
    return phrases


def _expand(pattern: str) -> Iterator[str]:
    brace = _BRACE.search(pattern)  # the innermost first, so that braces may nest
    if brace is None:
        yield pattern
        return
    for choice in brace[1].split(","):
        yield from _expand(pattern[: brace.start()] + choice + pattern[brace.end() :])


@dataclass(slots=True)
class _Node:
    """A place in the tree of words: what may follow, and the ids of phrases that end here (capitals apart)."""

    next: dict[str, _Node] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    ids_in_capitals: list[str] = field(default_factory=list)


class PhraseFinder:
    """Finds the phrases of many patterns, given by the id that each stands for."""

    def __init__(self, patterns: Mapping[str, Iterable[str]]) -> None:
        self._root: dict[str, _Node] = {}
        for id, group in patterns.items():
            for pattern in group:
                for phrase in expand(pattern):
                    self._add(id, phrase)

    def _add(self, id: str, phrase: str) -> None:
        following = self._root
        for word in _TOKEN.findall(phrase.lower()):
            node = following.setdefault(word, _Node())
            following = node.next
        ids = node.ids_in_capitals if phrase.isupper() else node.ids
        if id not in ids:
            ids.append(id)

    def find(self, text: str) -> tuple[Found, ...]:
        """(id, start, end) of each phrase in the text, in its order; the longest at each word, and none inside it.

        A phrase of several ids is found once for each.
        """
        words = [(word[0].lower(), word.start(), word.end()) for word in _TOKEN.finditer(text)]
        found: list[Found] = []
        at = 0
        while at < len(words):
            if words[at][0] not in self._root:
                at += 1
                continue
            ids, after = self._longest(words, at, text)
            found += [(id, words[at][1], words[after - 1][2]) for id in ids]
            at = max(after, at + 1)
        return tuple(found)

    def _longest(self, words: list[tuple[str, int, int]], at: int, text: str) -> tuple[list[str], int]:
        """Ids of the longest phrase that begins with word `at`, and the number of the word after it."""
        best: list[str] = []
        after = at
        following = self._root
        for position in range(at, len(words)):
            node = following.get(words[position][0])
            if node is None:
                break
            ids = node.ids
            if node.ids_in_capitals and text[words[at][1] : words[position][2]].isupper():
                ids = ids + node.ids_in_capitals
            if ids:
                best, after = ids, position + 1
            following = node.next
        return best, after
