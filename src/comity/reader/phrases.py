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
_BACKED = re.compile(r"-(?:backed|allied|aligned|supported|sponsored|funded|controlled|occupied|installed|based|born)")
_AGAINST = re.compile(r"\b(?:pro|anti|non|ex|neo)-$", re.I)
_APART = re.compile(r"\b(?:(?<!led )by|fleeing|including|excluding|outside(?: of)?)\s+(?:the\s+)?$")
_LOCATED = re.compile(r"[\s,]*(?:\w+\s){0,3}?(?:in|of|from|at|across|throughout|inside|within)\s+(?:the\s+)?(?:\w+\s)?")
_APPOSED = re.compile(r"[”\"]?,\s+(?:an?|the|another)\s+(?:[\w’'-]+\s){0,2}")
_LOCATED_CHARS = 30
_AWAY = frozenset({"for", "in", "to", "on", "against", "with", "at", "near", "from", "into", "over", "under"})
_HEAD_ENDS = _AWAY | {"of", "who", "that", "which", "between", "among", "whose"}
_HYPHENATED = ("American", "Canadian", "Australian")  # nationalities borne with another: "Armenian-American"
_CLAUSES = frozenset({"who", "whom", "that", "which", "whose"})
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


def opens_sentence(text: str, start: int) -> bool:
    """Whether the word at a character has its capital for standing first."""
    before = text[max(0, start - 3) : start].rstrip(' "“‘(')
    return not before or before[-1] in ".!?:;\n"


def has_capitals(text: str) -> bool:
    """Whether a word but the first is written with a capital."""
    return any(word[:1].isupper() for word in _WORD.findall(text)[1:])


def says_own(text: str, lexicon: Lexicon, *, opens: bool) -> bool:
    """Whether a title or a body is written with a capital, as its own side writes it: "the Department".

    opens: whether the words open a sentence, where the first one's capital tells nothing.
    """
    words = _WORD.findall(text)
    named = not opens or (len(words) > 1 and words[1][:1].isupper())  # "Ambassador Okello", not "Leaders of regions"
    capitals = (word.lower() for word in words[0 if named else 1 :] if word[:1].isupper())
    return any(word in lexicon.domestic or word in lexicon.titles for word in capitals)


def is_at_large(text: str, lexicon: Lexicon) -> bool:
    """Whether a description is of many, or of people of no one state: "world leaders", "foreign forces"."""
    words = _WORD.findall(text)
    ends = (n for n, word in enumerate(words) if n and word in _CLAUSES)
    core = words[: next(ends, len(words))]
    capitals = [word for word in core[1:] if word[:1].isupper()]
    if (capitals[-1] if capitals else core[0]) in lexicon.regions:  # not "Persian Gulf Star Oil Company"
        return True
    if len(core) > 1 and core[1][:1].isupper():
        core = core[1:]  # "World Human Care" is a name
    after = [*core[1:], ""]
    plain = [core[0].lower(), *core[1:]]
    pairs = zip(plain, after, strict=True)
    return any(word in lexicon.at_large and next.lower() not in lexicon.offices for word, next in pairs)


def owns(text: str, name: Name) -> bool:
    """Whether a name stands in the possessive."""
    return text[name.span.end : name.span.end + 2] in ("'s", "’s")


def is_away(text: str, name: Name, span: Span) -> bool:
    """Whether a name is only where or against whom: "forces in Syria", "envoy for Yemen"."""
    return any(word in _AWAY for word in text[span.start : name.span.start].lower().split()[-2:])


def is_side(text: str, name: Name, span: Span) -> bool:
    """Whether a name only says on whose side somebody is, or not: "Iran-backed groups", "those displaced by ISIS"."""
    backed = name.span.end < span.end and _BACKED.match(text, name.span.end) is not None
    before = text[span.start : name.span.start]
    return backed or _AGAINST.search(before) is not None or _APART.search(before) is not None


def is_based(text: str, name: Name) -> bool:
    """Whether a name says where somebody without a name of their own is from: "a Denmark-based retailer"."""
    return text.startswith(("-based", "-born"), name.span.end)


def is_others(text: str, name: Name, span: Span, lexicon: Lexicon) -> bool:
    """Whether a name only owns others, who are no part of it: "Indonesia's donors"."""
    return owns(text, name) and head_of(words_of(text[span.start : span.end])) in lexicon.others


def is_led_up_to(text: str, name: Name, first: Name, span: Span) -> bool:
    """Whether words only lead up to a name: "Somalia's Islamist group al Shabaab", "the Lebanese party Hezbollah"."""
    ends = span.end - name.span.end <= 1 or text[name.span.end : span.end].lstrip().startswith("(")
    return name is not first and ends and (owns(text, first) or first.kind == "demonym")


def is_located(text: str, span: Span, name: Name) -> bool:
    """Whether a name right after some words says where those are from: "prisoners in Nicaragua", "X, a Swede"."""
    between = text[span.end : name.span.start]
    if not span.end <= name.span.start <= span.end + _LOCATED_CHARS:
        return False
    return _LOCATED.fullmatch(between) is not None or (
        name.kind == "demonym" and _APPOSED.fullmatch(between) is not None
    )


def _is_one_person(left: Name, right: Name, between: str) -> bool:
    """Whether two names are of one: "Cambodian-American", "Chairperson of the AU, President of Senegal"."""
    if left.kind == right.kind == "demonym":
        return between == "-" and right.text.startswith(_HYPHENATED)
    return left.kind == "office" and between.strip() == "," and left.who.actor == right.who.actor


def coordinated(text: str, span: Span, names: list[Name]) -> Iterator[tuple[Span, list[Name]]]:
    """The span cut where two known names stand side by side: "France, Germany and the UK", "US-Egypt"."""
    known = [name for name in names if name.who.known and name.kind not in PLACES]
    start = span.start
    for left, right in pairwise(known):
        between = text[left.span.end : right.span.start]
        if _is_one_person(left, right, between):
            continue
        if left.who.code != right.who.code and between.strip() and _JOINT.fullmatch(between):
            yield Span(start, left.span.end), [name for name in names if start <= name.span.start < left.span.end]
            start = right.span.start
    yield Span(start, span.end), [name for name in names if name.span.end > start]
