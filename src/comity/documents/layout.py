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
MAX_EDGE_LINES = 2  # running title and page number
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
    """The lines of each page between its head and its foot."""
    split = [[" ".join(line.split()) for line in page.splitlines()] for page in pages]
    edges = Counter(line for page in split for line in {*_edge_lines(page)})
    for page in split:
        body = page[_count_edge(page, edges) :]
        yield body[: len(body) - _count_edge(body[::-1], edges)]


def _count_edge(lines: list[str], edges: Counter[str]) -> int:
    """How many of the first lines belong to the page's edge: empty ones, and a few that are running."""
    n_running = 0
    for n, line in enumerate(lines):
        if line and (n_running == MAX_EDGE_LINES or not _is_running(line, edges)):
            return n
        n_running += bool(line)
    return len(lines)


def _edge_lines(page: list[str]) -> Iterable[str]:
    full = [line for line in page if line]
    return full[:1] + full[-1:]


def _is_running(line: str, edges: Counter[str]) -> bool:
    return bool(_PAGE_NUMBER.match(line)) or edges[line] >= MIN_REPEATS


def _paragraphs(lines: list[str], short: float) -> Iterator[str]:
    paragraph: list[str] = []
    for line in lines:
        if paragraph and (not line or _ITEM.match(line) or _ended(paragraph[-1], line, short)):
            yield _join(paragraph)
            paragraph = []
        if line:
            paragraph.append(line)
    if paragraph:
        yield _join(paragraph)


def _ended(last: str, line: str, short: float) -> bool:
    """True if the line before was the last of its paragraph: a short one with an end mark, or a heading."""
    return len(last) < short and (bool(_ENDS.search(last)) or not line[0].islower())


def _join(lines: list[str]) -> str:
    """The lines as one; a word broken at a line's end is made whole."""
    parts: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        is_broken = _BROKEN_WORD.search(line) and following[:1].islower()
        parts.append(line[:-1] if is_broken else f"{line} ")
    return "".join(parts).rstrip()
