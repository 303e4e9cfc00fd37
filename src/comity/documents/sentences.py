"""Text to sentences, each with its place in the text and its paragraph.

Rules, not a model: headlines, wrapped lines, abbreviations (data/abbreviations.txt), initials and quotations
are what matters in official prose, and the rules give the same cut for training and for reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

from comity.records import Sentence, Span

MAX_CHARS = 480  # a longer sentence (a resolution's preamble, a list) is read in parts: about 110 word pieces
_LINE = re.compile(r"[^\r\n\v\f\u2028\u2029]+")
_STOP = re.compile(r"""[.!?…]+["'”’»)\]]*(?=[\s\u00a0]+["'“‘«(\[]*[^\W_a-zà-öø-ÿ])""")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘\u00a0]+$")
_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Z]")
_BULLET = re.compile(r"\s*(?:[-–—•*▪●○]|\(?\w{1,3}[.)])\s")
_OPENER = re.compile(
    r"[\s\u00a0\"'“‘«(\[]*(?:The|This|That|These|Those|It|He|She|They|We|I|You|In|On|At|As|But|And|For|After|Before"
    r"|While|When|Since|However|Both|All|If|An|A|To|Our|His|Her|Their|Its|There|With|During|According|Meanwhile)\b"
)


def split(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text in order; white space around them belongs to none.

    A paragraph is a line, or a run of lines where the text is wrapped at a fixed width.
    A sentence over MAX_CHARS characters is cut at a semicolon, a comma or a blank.
    """
    return tuple(
        Sentence(span=part, paragraph=number)
        for number, paragraph in enumerate(_paragraphs(text))
        for sentence in _cut(text, paragraph)
        for part in _shorten(text, sentence)
    )


def _paragraphs(text: str) -> Iterator[Span]:
    lines = [Span(m.start(), m.end()) for m in _LINE.finditer(text) if not m.group().isspace()]
    wrapped = _is_wrapped(text, lines)
    start = 0
    for number, line in enumerate(lines):
        joined = wrapped and number + 1 < len(lines) and _goes_on(text, line, lines[number + 1])
        if not joined:
            yield _trim(text, lines[start].start, line.end)
            start = number + 1


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Whether lines were broken at a width: most that have a neighbour are 45 to 120 long and end in mid-sentence."""
    neighbours = [a for a, b in pairwise(lines) if text.count("\n", a.end, b.start) <= 1]
    if len(neighbours) < 3:
        return False
    broken = [
        a for a in neighbours if 45 <= a.end - a.start <= 120 and text[a.start : a.end].rstrip()[-1] not in ".!?:"
    ]
    return len(broken) > 0.5 * len(neighbours)


def _goes_on(text: str, line: Span, after: Span) -> bool:
    if text.count("\n", line.end, after.start) > 1 or line.end - line.start < 35:
        return False
    return not _BULLET.match(text, after.start, after.end)


def _cut(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if _ends_sentence(text, start, stop):
            yield _trim(text, start, stop.end())
            start = stop.end()
    last = _trim(text, start, paragraph.end)
    if last.start < last.end:
        yield last


def _ends_sentence(text: str, start: int, stop: re.Match[str]) -> bool:
    if stop.group()[0] != "." or stop.group().startswith(".."):
        return True
    word = _LAST_WORD.search(text, max(start, stop.start() - 40), stop.start())
    if word is None:
        return True
    if word.group() in _abbreviations():
        return False
    if _INITIALS.fullmatch(word.group()):  # "U.S. forces", "J. Biden", but "in the U.S. The …"
        return _OPENER.match(text, stop.end()) is not None and len(word.group()) > 1
    return True


def _shorten(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > MAX_CHARS:
        cut = max(text.rfind(mark, start + MAX_CHARS // 3, start + MAX_CHARS) for mark in ("; ", ";\n"))
        for mark in (", ", " ", "\u00a0"):
            if cut < 0:
                cut = text.rfind(mark, start + MAX_CHARS // 3, start + MAX_CHARS)
        cut = start + MAX_CHARS if cut < 0 else cut + 1
        part = _trim(text, start, cut)
        if part.start < part.end:
            yield part
        start = cut
    rest = _trim(text, start, span.end)
    if rest.start < rest.end:
        yield rest


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


@cache
def _abbreviations() -> frozenset[str]:
    lines = files("comity.documents").joinpath("data/abbreviations.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))
