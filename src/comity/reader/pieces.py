"""Sentences to word pieces, as the model eats them; the same code serves training and reading."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from comity.arrays import Ints1d
from comity.errors import ModelError

MAX_PIECES = 160  # sentences are cut at 480 characters, so that only odd scripts reach this
LOWER, TITLE, UPPER, MIXED, OTHER = range(5)


@dataclass(frozen=True, slots=True)
class Pieces:
    """One sentence's word pieces.

    ids, caps: (pieces,) int64, the piece's number and the capitals of its word (LOWER … OTHER).
    starts, ends: (pieces,) int64, characters of the sentence; the first and the last piece are marks of width 0.
    """

    ids: Ints1d
    caps: Ints1d
    starts: Ints1d
    ends: Ints1d


class PieceMaker:
    """Cuts sentences with the model's tokenizer (a WordPiece vocabulary without capitals)."""

    def __init__(self, path: Path) -> None:
        try:
            self._tokenizer = Tokenizer.from_file(str(path))
        except Exception as exc:  # the library raises a bare Exception
            raise ModelError(f"{path}: no usable tokenizer ({exc}); install comity again") from exc
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_PIECES)

    def cut(self, sentences: list[str]) -> list[Pieces]:
        """The pieces of each sentence, in order."""
        encodings = self._tokenizer.encode_batch(sentences)
        return [
            _to_pieces(sentence, encoding.ids, encoding.offsets)
            for sentence, encoding in zip(sentences, encodings, strict=True)
        ]


def _to_pieces(sentence: str, ids: list[int], offsets: list[tuple[int, int]]) -> Pieces:
    where = np.array(offsets, dtype=np.int64).reshape(-1, 2)
    return Pieces(
        ids=np.array(ids, dtype=np.int64),
        caps=np.array([_capitals(sentence[start:end]) for start, end in offsets], dtype=np.int64),
        starts=where[:, 0],
        ends=where[:, 1],
    )


def _capitals(word: str) -> int:
    if word.islower():
        return LOWER
    if not word or not word[0].isalpha():
        return OTHER
    if word.istitle():
        return TITLE
    return UPPER if word.isupper() else MIXED
