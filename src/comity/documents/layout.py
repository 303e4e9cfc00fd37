"""Lines of a printed page to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

SHORT_LINE_SHARE = 0.75  # of the usual line: a shorter one ends its paragraph
_ENDS = re.compile(r"[.!?:;][\"'”’)\]]*$")
_ITEM = re.compile(r"^(?:[•●▪◦‣–—*-]\s|\(?[0-9a-zA-Z]{1,3}[.)]\s)")
_PAGE_NUMBER = re.compile(r"^(?:page\s+)?[-–]?\s*\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*[-–]?$", re.IGNORECASE)
_BROKEN_WORD = re.compile(r"[a-z]-$")
MIN_REPEATS = 3  # pages that bear a line at their edge for it to be a running title


def join_lines(pages: list[str]) -> str:
    """The text of all pages, a paragraph a line and an empty line between; page numbers and running titles left out."""
    lines = [line for page in _strip_edges(pages) for line in page]
    if not any(lines):
        return ""
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[int(len(lengths) * 0.8)]
    return "\n\n".join(_paragraphs(lines, usual * SHORT_LINE_SHARE))


def _strip_edges(pages: list[str]) -> Iterator[list[str]]:
    split = [[" ".join(line.split()) for line in page.splitlines()] for page in pages]
    edges = Counter(line for page in split for line in {*_edge_lines(page)})
    for page in split:
        while page and (not page[0] or _is_running(page[0], edges)):
            page.pop(0)
        while page and (not page[-1] or _is_running(page[-1], edges)):
            page.pop()
        yield page


def _edge_lines(page: list[str]) -> Iterable[str]:
    full = [line for line in page if line]
    return full[:1] + full[-1:]


def _is_running(line: str, edges: Counter[str]) -> bool:
    return bool(_PAGE_NUMBER.match(line)) or edges[line] >= MIN_REPEATS


def _paragraphs(lines: list[str], short: float) -> Iterator[str]:
    paragraph = ""
    last = ""
    for line in lines:
        if paragraph and (not line or _ITEM.match(line) or _ended(last, line, short)):
            yield paragraph
            paragraph = ""
        paragraph = _append(paragraph, line) if line else paragraph
        last = line
    if paragraph:
        yield paragraph


def _ended(last: str, line: str, short: float) -> bool:
    """True if the line before was the last of its paragraph: a short one with an end mark, or a heading."""
    return len(last) < short and (bool(_ENDS.search(last)) or not line[0].islower())


def _append(paragraph: str, line: str) -> str:
    """The line joined on; a word broken at the line's end is made whole."""
    if _BROKEN_WORD.search(paragraph) and line[0].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}".lstrip()
