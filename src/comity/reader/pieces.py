"""Sentences to word pieces, as the model eats them; the same code serves training and reading.

WordPiece over BERT's uncased vocabulary (Wu et al. 2016; Devlin et al. 2019): words and signs are told apart, words
lose capitals and accents and fall into the longest pieces the vocabulary has.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from comity.arrays import Ints1d
from comity.errors import ModelError

MAX_PIECES = 160  # sentences are cut at 480 characters, so that only odd scripts reach this
LOWER, TITLE, UPPER, MIXED, OTHER = range(5)

_WORD = re.compile(r"(?:[^\W_]|[\u0300-\u036f])+|[^\w\s]|_")
_MAX_WORD_CHARS = 60
_REMEMBERED = 50_000  # words whose pieces are kept, so that memory stays flat over a large corpus

# One word as pieces: (number, start, end, capitals) each, in characters of the word
_Cut = tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Pieces:
    """One sentence's word pieces.

    ids, caps: (pieces,) int64, the piece's number and its capitals (LOWER … OTHER).
    starts, ends: (pieces,) int64, characters of the sentence; the first and the last piece are marks of width 0.
    """

    ids: Ints1d
    caps: Ints1d
    starts: Ints1d
    ends: Ints1d


class PieceMaker:
    """Cuts sentences with a vocabulary file of one piece a line."""

    def __init__(self, path: Path) -> None:
        try:
            lines = path.read_text("utf-8").splitlines()
            self._vocabulary = {piece: number for number, piece in enumerate(lines)}
            self._open, self._close, self._unknown = (self._vocabulary[mark] for mark in ("[CLS]", "[SEP]", "[UNK]"))
        except (OSError, ValueError, KeyError) as exc:
            raise ModelError(f"{path}: no usable vocabulary ({exc!r}); install comity again") from exc
        self._known: dict[str, _Cut] = {}

    def cut(self, sentences: list[str]) -> list[Pieces]:
        """The pieces of each sentence, in order; pieces beyond MAX_PIECES are left out."""
        return [self._sentence(sentence) for sentence in sentences]

    def _sentence(self, sentence: str) -> Pieces:
        rows = [(self._open, OTHER, 0, 0)]
        for match in _WORD.finditer(sentence):
            word, at = match.group(), match.start()
            cut = self._known.get(word)
            if cut is None:
                cut = self._learn(word)
            rows += [(number, caps, at + start, at + end) for number, start, end, caps in cut]
        del rows[MAX_PIECES - 1 :]
        rows.append((self._close, OTHER, 0, 0))
        table = np.array(rows, dtype=np.int64)
        return Pieces(ids=table[:, 0], caps=table[:, 1], starts=table[:, 2], ends=table[:, 3])

    def _learn(self, word: str) -> _Cut:
        if len(self._known) >= _REMEMBERED:
            for old in list(islice(self._known, _REMEMBERED // 2)):
                del self._known[old]
        self._known[word] = cut = tuple(self._pieces(word))
        return cut

    def _pieces(self, word: str) -> list[tuple[int, int, int, int]]:
        if unicodedata.category(word[0]).startswith("C"):  # zero-width and control characters say nothing
            return []
        plain = word.lower() if word.isascii() else _without_accents(word)
        whole = [(self._unknown, 0, len(word), capitals(word))]
        if not plain or len(plain) > _MAX_WORD_CHARS:
            return whole
        rows, start = [], 0
        while start < len(plain):
            end = self._longest(plain, start)
            if end == start:
                return whole
            name = plain[start:end] if start == 0 else f"##{plain[start:end]}"
            place = (start, end) if len(plain) == len(word) else (0, len(word))
            rows.append((self._vocabulary[name], *place, capitals(word[place[0] : place[1]])))
            start = end
        return rows

    def _longest(self, plain: str, start: int) -> int:
        """Where the longest piece that begins at `start` ends; `start` itself if there is none."""
        before = "##" if start else ""
        for end in range(len(plain), start, -1):
            if before + plain[start:end] in self._vocabulary:
                return end
        return start


def _without_accents(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(char) != "Mn")


def capitals(word: str) -> int:
    """How a word, or a piece of one, is written: LOWER, TITLE, UPPER, MIXED or OTHER (no letter first)."""
    if word.islower():
        return LOWER
    if not word or not word[0].isalpha():
        return OTHER
    if word.istitle():
        return TITLE
    return UPPER if word.isupper() else MIXED
