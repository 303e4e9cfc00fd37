"""Where a text names agreements: by short names that are known, by capitalised titles, in small letters, or again.

Word lists are data: data/agreements.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from comity.codebook.phrases import PhraseFinder
from comity.reader.names import Name
from comity.records import Document, Sentence, Span

_CAP = r"(?:[A-Z][\w&/.-]*[\w&]|[A-Z]|U\.S\.|U\.N\.)(?!\w|[’']s)"
_BRACKET = r"(?:\s\((?P<short>[A-Z][\w-]{1,11})\))?"
_PEOPLE = ("person", "family", "office", "title")
_DATES = re.compile(
    r"(?:\s(?:of|on|in|for|to|and|the)|,)*\s"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)(?:\s|$).*"
)
_AGAIN_BEFORE = r"\b[Tt](?:he|his|hat)\s+(?:(?:same|said|new|latter|above-mentioned)\s+)?"
_NOT_AGAIN = r"(?!\s+(?:on|between|with|concerning|regarding|of|to|for|reached|that|among)\b)(?![\w-])"
_GOES_ON = re.compile(
    r"[,;:.](?=\s|$)|\s(?:that|which|who|but|was|were|is|are|has|have|had|will|would|after|before|during|in|at|between|with|by"
    r"|as|last|this|to|when|while|under|signed|reached)\s|\sand\san?\s"
    r"|(?:^|\s)(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)[a-z]*\b"
)
_IN = re.compile(r"\s(?:in|at)\s$")
_TRAILING = re.compile(r"(?:\s+(?:on|and|of|the|a|an|for|in|at|to|with|its|their))+\s*$")
# After "an agreement": what follows shows that the noun ends there, unlike "a protocol office"
_STANDS_ALONE = re.compile(
    r"[^\w\s]|\s*$|\s(?:on|with|to|that|which|in|at|between|for|by|and|or|was|were|is|has|had|will|would|last|this|today|under"
    r"|after|before|aimed|signed|reached|of|from|among|as|when|where|while|yesterday|during|covering|allowing|concerning)\b"
)
_OPEN_ENDED = re.compile(r"\b(?:of|the|for|on|and)\s$")
_OF = re.compile(r"\sof\s")  # Memorandum of Understanding
_SMALL = frozenset({"of", "the", "and", "for", "on"})
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Named:
    """An agreement named at `span` of the document in sentence `row`.

    how: known, title, common (in small letters) or again ("the treaty"). head: its noun, in small letters.
    short: what the text says in brackets it calls the agreement.
    """

    title: str
    span: Span
    row: int
    how: str
    head: str
    short: str | None = None


@dataclass(frozen=True)
class Words:
    """The word lists of data/agreements.toml, ready to be asked."""

    known: PhraseFinder
    status: PhraseFinder
    titles: re.Pattern[str]
    common: re.Pattern[str]
    openers: frozenset[str]
    never: re.Pattern[str]


@cache
def load_words() -> Words:
    rows = tomllib.loads(files("comity.reader").joinpath("data/agreements.toml").read_text("utf-8"))
    titles = rows["titles"]
    return Words(
        known=PhraseFinder({row["title"]: row["names"] for row in rows["known"]}),
        status=PhraseFinder(rows["status"]),
        titles=_title_pattern(rows["heads"]["words"], titles["joins"], titles["small"]),
        common=_common_pattern(rows["common"]["words"]),
        openers=frozenset(titles["openers"]),
        never=re.compile(rf"\b(?:{_any(titles['never'])})\b"),
    )


def _title_pattern(heads: list[str], joins: list[str], small: list[str]) -> re.Pattern[str]:
    """Capitalised words, a noun such as Treaty, and what it is on: "Joint Declaration on Cooperation"."""
    before = rf"(?:{_CAP}(?:\s(?:and|&|of|of\sthe|for|on)(?=\s{_CAP}\s))?\s)"
    on = rf"(?:\s(?:{_any(small)})){{0,3}}"
    listed = rf",(?=[^,.;]*,?\sand\s{_CAP})"
    after = rf"(?:\s(?i:{_any(joins)})(?:\s(?:{_any(small)})){{0,2}}\s{_CAP}(?:(?:{on}|{listed})\s{_CAP})*)"
    noun = rf"(?P<head>{_any(heads)})(?![\w-]|[’']s?\s[A-Z])(?:\sof\s(?:Understanding|Cooperation|Intent|Agreement))?"
    return re.compile(rf"(?<![\w.’'-])(?P<before>{before}{{0,9}}){noun}{_BRACKET}(?P<after>{after}?)")


def _common_pattern(words: list[str]) -> re.Pattern[str]:
    """A noun in small letters with what describes it and what it is on: "a peace deal", "an agreement on trade"."""
    describing = r"(?:(?!an?\b|the\b|to\b|of\b|and\b|in\b|on\b|is\b|has\b|sign)[A-Za-z\d][\w.-]*\s){0,3}"
    on = r"(?P<on>(?:[^\W_][\w’'-]*(?:\s|(?!\w))){1,10})"
    after = rf"(?:\s(?:on|for|aimed\sat|concerning|regarding|relating\sto)\s{on})?"
    noun = rf"(?P<head>{_any(words)})\b(?!\s(?:employees|workers|of\sthe)\b)"
    return re.compile(rf"\b(?:an?|the|this|that|two|three|several|new|\d+)\s(?P<title>{describing}{noun}{after})")


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


def find_titles(doc: Document, sents: tuple[Sentence, ...], names: tuple[tuple[Name, ...], ...]) -> tuple[Named, ...]:
    """Every place where the text names an agreement in capitals or by a known name, in the order of the words."""
    found: list[Named] = []
    for row, sent in enumerate(sents):
        known = list(_known(doc, row, sent))
        titled = [] if _is_title_case(doc.words(sent.span)) else list(_titled(doc, row, sent, names[row]))
        found += _merged(known, titled)
    return tuple(sorted([*found, *_shortened(doc, sents, found)], key=lambda named: named.span))


def find_common(doc: Document, row: int, sent: Sentence) -> Iterator[Named]:
    """Agreements named in small letters in one sentence."""
    for match in load_words().common.finditer(doc.text, sent.span.start, sent.span.end):
        end = _end_of_clause(match["on"]) + match.start("on") if match["on"] else match.end("title")
        span = Span(match.start("title"), end if end > match.end("head") + 4 else match.end("head"))
        if span.start == match.start("head") and not _STANDS_ALONE.match(doc.text, span.end):
            continue
        yield Named(_spaced(doc.words(span)), span, row, "common", match["head"].lower())


def find_again(doc: Document, sents: tuple[Sentence, ...], heads: Iterable[str]) -> Iterator[Named]:
    """Where the text comes back to an agreement by its noun alone: "the treaty"."""
    nouns = sorted(set(heads), key=len, reverse=True)
    if not nouns:
        return
    pattern = re.compile(rf"{_AGAIN_BEFORE}(?P<head>{_any(nouns)}){_NOT_AGAIN}", re.I)
    for row, sent in enumerate(sents):
        for match in pattern.finditer(doc.text, sent.span.start, sent.span.end):
            span = Span(match.start("head"), match.end("head"))
            yield Named("", span, row, "again", match["head"].lower())


def _known(doc: Document, row: int, sent: Sentence) -> Iterator[Named]:
    for title, start, end in load_words().known.find(doc.words(sent.span)):
        span = Span(sent.span.start + start, sent.span.start + end)
        if any(letter.isupper() for letter in doc.words(span)) and not _is_body(doc, span.start, span.end, ()):
            yield Named(title, span, row, "known", title.split()[-1].lower())


def _titled(doc: Document, row: int, sent: Sentence, names: tuple[Name, ...]) -> Iterator[Named]:
    words = load_words()
    for match in words.titles.finditer(doc.text, sent.span.start, sent.span.end):
        start = _after_openers(doc, match, names)
        after = _DATES.sub("", match["after"])
        end = match.start("after") + len(after) if after else match.end() - len(match["after"])
        end = _without_place(doc.text, start, end, names)
        bare = start == match.start("head") and not after and not _OF.match(doc.text, match.end("head"))
        if bare or words.never.search(doc.text[start:end]) or _is_body(doc, match.start("head"), end, names):
            continue
        title = re.sub(r"\s\([A-Z][\w-]{1,11}\)", "", _spaced(doc.text[start:end]))
        yield Named(title, Span(start, end), row, "title", match["head"].lower(), match["short"])


def _without_place(text: str, start: int, end: int, names: tuple[Name, ...]) -> int:
    """Where a title ends that seems to end in a place: a "Declaration on Cooperation in Tashkent" was signed there."""
    for name in names:
        if name.span.end == end and name.kind in ("seat", "city"):
            before = _IN.search(text, start, name.span.start)
            return before.start() if before else end
    return end


def _after_openers(doc: Document, match: re.Match[str], names: tuple[Name, ...]) -> int:
    """Where a title starts once the words that only stand before it are taken off."""
    before = Span(*match.span("before"))
    if _OPEN_ENDED.search(match["before"]):  # "Provisions of the Treaty": what stands before is no part of the title
        return match.start("head")
    start = max([before.start, *(n.span.end for n in names if n.kind in _PEOPLE and before.holds(n.span))])
    for word in re.finditer(r"\S+\s*", doc.text[start : before.end]):
        if _WORD.match(word.group()) and word.group().rstrip(" ,\n\u00a0") not in load_words().openers | _SMALL:
            return start + word.start()
    return match.start("head")


def _is_body(doc: Document, head: int, end: int, names: tuple[Name, ...]) -> bool:
    """Whether the noun is part of another name: "Government of National Accord", "Test Ban Treaty Organization"."""
    if any(name.who.kind == "organisation" and name.span.start < head < name.span.end for name in names):
        return True
    after = re.match(r"\s([A-Z]\w+)", doc.text[end : end + 30])
    return after is not None and load_words().never.fullmatch(after[1]) is not None


def _merged(known: list[Named], titled: list[Named]) -> list[Named]:
    """Known names and titles without overlaps: a title that goes on after the known name is another agreement's."""
    kept = list(known)
    for one in titled:
        same = [other for other in kept if other.span.overlaps(one.span)]
        if not same:
            kept.append(one)
        elif all(other.span.end < one.span.end - 1 and other.how == "known" for other in same) and one.short is None:
            kept = [other for other in kept if other not in same] + [one]
    return kept


def _shortened(doc: Document, sents: tuple[Sentence, ...], found: list[Named]) -> Iterator[Named]:
    """Where the text uses the short name it gave an agreement in brackets."""
    for one in found:
        if one.short is None:
            continue
        pattern = re.compile(rf"(?<![\w(-]){re.escape(one.short)}(?![\w-])")
        for row, sent in enumerate(sents[one.row :], one.row):
            for match in pattern.finditer(doc.text, max(one.span.end, sent.span.start), sent.span.end):
                yield replace(one, span=Span(match.start(), match.end()), row=row, short=None)


def _is_title_case(words: str) -> bool:
    """Whether all words but the small ones bear a capital, as in headlines: there capitals tell nothing."""
    long = [word for word in _WORD.findall(words) if len(word) > 4]
    return words.isupper() or (len(long) > 3 and all(word[0].isupper() for word in long))


def _end_of_clause(words: str) -> int:
    """How many characters of what an agreement is on belong to its name."""
    return len(_TRAILING.sub("", _GOES_ON.split(words)[0]).rstrip())


def _spaced(words: str) -> str:
    return " ".join(words.split())
