"""The make-up of the words that stand for a party: heads, titles, coordination, what only leads up to a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from comity.reader.lexicon import Lexicon
from comity.reader.names import Name
from comity.records import Span

PLACES = frozenset({"place", "city", "region"})
PERSONAL = frozenset({"person", "family"})

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_JOINT = re.compile(
    r"[\s,]*(?:,|and|&|/|–|-|as well as|along with|together with|or|with)?[\s,]*(?:the\s+)?"
    r"(?:(?:former|then|outgoing|acting|visiting|current|new)\s+)?"
)
_BACKED = re.compile(r"-(?:backed|led|allied|aligned|supported|sponsored|funded|controlled|occupied|installed|based)")
_AGAINST = re.compile(r"\b(?:pro|anti|non|ex)-$", re.I)
_LOCATED = re.compile(r"[\s,]*(?:\w+\s){0,3}?(?:in|of|from|at|across|throughout|inside|within)\s+(?:the\s+)?(?:\w+\s)?")
_LOCATED_CHARS = 30
_AWAY = frozenset({"for", "in", "to", "on", "against", "with", "at", "near", "from", "into", "over", "under"})
_HEAD_ENDS = _AWAY | {"of", "who", "that", "which", "between", "among", "whose"}
_EMPTY = frozenset({"the", "a", "an", "of", "and", "in", "to", "for", "with", "by", "on", "at", "from", "as"})
_SKIPPED = frozenset(
    {"the", "a", "an", "mr", "mrs", "ms", "dr", "his", "her", "its", "their", "our", "my"}
    | {"of", "and", "for", "former", "acting", "then"}
)


def words_of(text: str) -> list[str]:
    """The words in lower case, with plain apostrophes."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def name_words(text: str) -> frozenset[str]:
    """The words by which somebody is named or titled, without articles and the like."""
    return frozenset(word.removesuffix("'s") for word in words_of(text)) - _SKIPPED


def head_of(words: list[str]) -> str:
    """The noun that carries a description: the word before the first preposition."""
    ends = (n for n, word in enumerate(words) if n and word in _HEAD_ENDS)
    return words[next(ends, len(words)) - 1].removesuffix("'s")


def is_empty(text: str) -> bool:
    """Whether nothing but articles and prepositions is there."""
    return all(word in _EMPTY for word in text.lower().split())


def looks_personal(text: str, lexicon: Lexicon) -> bool:
    """Whether the words end in a person's name after a title: "Permanent Secretary Jesper Sorensen"."""
    words = _WORD.findall(text)
    titles = [n for n, word in enumerate(words) if word.lower() in lexicon.titles]
    return bool(titles) and titles[-1] < len(words) - 1 and words[-1][:1].isupper()


def says_own(text: str, lexicon: Lexicon) -> bool:
    """Whether a title or a body is written with a capital, as its own side writes it: "the Department"."""
    capitals = (word.lower() for word in _WORD.findall(text) if word[:1].isupper())
    return any(word in lexicon.domestic or word in lexicon.titles for word in capitals)


def sector_of(words: list[str], lexicon: Lexicon) -> str | None:
    return next((lexicon.domestic[word] for word in words if word in lexicon.domestic), None)


def owns(text: str, name: Name) -> bool:
    """Whether a name stands in the possessive."""
    return text[name.span.end : name.span.end + 2] in ("'s", "’s")


def is_away(text: str, name: Name, span: Span) -> bool:
    """Whether a name is only where or against whom: "forces in Syria", "envoy for Yemen"."""
    return any(word in _AWAY for word in text[span.start : name.span.start].lower().split()[-2:])


def is_side(text: str, name: Name, span: Span) -> bool:
    """Whether a name only says on whose side somebody is: "Iran-backed groups", "a pro-Taliban cleric"."""
    backed = name.span.end < span.end and _BACKED.match(text, name.span.end) is not None
    return backed or _AGAINST.search(text, span.start, name.span.start) is not None


def is_led_up_to(text: str, name: Name, first: Name, span: Span) -> bool:
    """Whether words only lead up to a name: "Somalia's Islamist group al Shabaab", "the Lebanese party Hezbollah"."""
    ends = span.end - name.span.end <= 1 or text[name.span.end : span.end].lstrip().startswith("(")
    return name is not first and ends and (owns(text, first) or first.kind == "demonym")


def is_located(text: str, span: Span, name: Name) -> bool:
    """Whether a name right after some words says where those are: "political prisoners in Nicaragua"."""
    between = text[span.end : name.span.start]
    return span.end <= name.span.start <= span.end + _LOCATED_CHARS and _LOCATED.fullmatch(between) is not None


def coordinated(text: str, span: Span, names: list[Name]) -> Iterator[tuple[Span, list[Name]]]:
    """The span cut where two known names stand side by side: "France, Germany and the UK", "US-Egypt"."""
    known = [name for name in names if name.who.known and name.kind not in PLACES]
    start = span.start
    for left, right in pairwise(known):
        between = text[left.span.end : right.span.start]
        if left.who.code != right.who.code and between.strip() and _JOINT.fullmatch(between):
            yield Span(start, left.span.end), [name for name in names if start <= name.span.start < left.span.end]
            start = right.span.start
    yield Span(start, span.end), [name for name in names if name.span.end > start]
