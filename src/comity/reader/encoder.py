"""The model's pass: sentences in, arrays out. The only module that imports onnxruntime."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime as ort

from comity.arrays import Floats1d, Floats2d, Floats3d, Ints1d
from comity.errors import ModelError
from comity.reader.labels import Labels, load_labels
from comity.reader.pieces import PieceMaker, Pieces

MODEL = Path(__file__).parent / "model"
BATCH_PIECES = 1024  # pieces a batch, padding counted: large enough to fill the cores, small enough to stay in cache


@dataclass(frozen=True, slots=True)
class Encoded:
    """What the model says of one sentence of T pieces; all are logits, float32.

    bio: (T, 3) outside, begin, inside of a trigger. acts: (T, A) type, mode, aux, contexts, implicit side by side.
    roles: (T, T, 2) from trigger piece to party piece, actor and recipient.
    mention: (T, 17) outside, then begin and inside of each kind.
    """

    pieces: Pieces
    bio: Floats2d
    acts: Floats2d
    roles: Floats3d
    mention: Floats2d


class Encodes(Protocol):
    """What a reader needs of an encoder; tests bring their own."""

    labels: Labels
    version: str

    def encode(self, sentences: list[str]) -> list[Encoded]: ...

    def relate(self, sentence: str, actor: tuple[int, int], recipient: tuple[int, int]) -> Floats1d: ...


class Encoder:
    """The shipped ONNX file (int8 weights) on the CPU; results don't depend on the batch a sentence falls into.

    threads: cores used in a pass, None for onnxruntime's choice.
    """

    def __init__(self, folder: Path = MODEL, *, threads: int | None = None) -> None:
        self.labels = load_labels(folder / "labels.json")
        self.version = _version(folder / "card.toml")
        self._pieces = PieceMaker(folder / "vocab.txt")
        options = ort.SessionOptions()
        options.log_severity_level = 3
        if threads:
            options.intra_op_num_threads = threads
        try:
            self._session = ort.InferenceSession(str(folder / "model.onnx"), options, ["CPUExecutionProvider"])
        except Exception as exc:  # onnxruntime's errors share no base class
            raise ModelError(
                f"{folder / 'model.onnx'}: the model can't be loaded ({exc}); install comity again"
            ) from exc

    def encode(self, sentences: list[str]) -> list[Encoded]:
        """The model's outputs for each sentence, in the order given; like lengths share a pass."""
        cut = self._pieces.cut(sentences)
        out: list[Encoded | None] = [None] * len(cut)
        for group in group_by_length(cut):
            bio, acts, roles, mention, _ = self._run([cut[i] for i in group], [], [])
            for row, i in enumerate(group):
                size = len(cut[i].ids)
                out[i] = Encoded(
                    cut[i], bio[row, :size], acts[row, :size], roles[row, :size, :size], mention[row, :size]
                )
        return [encoded for encoded in out if encoded is not None]

    def relate(self, sentence: str, actor: tuple[int, int], recipient: tuple[int, int]) -> Floats1d:
        """(17,) logits of the event type between two spans of characters of the sentence; the last is "none"."""
        (pieces,) = self._pieces.cut([sentence])
        logits: Floats1d = self._run([pieces], [_under(pieces, actor)], [_under(pieces, recipient)])[4][0]
        return logits

    def _run(self, group: list[Pieces], actors: list[Ints1d], recipients: list[Ints1d]) -> list[Floats3d]:
        shape = (len(group), max(len(pieces.ids) for pieces in group))
        feed = {name: np.zeros(shape, np.int64) for name in ("ids", "caps", "mask", "actor", "recipient")}
        for row, pieces in enumerate(group):
            size = len(pieces.ids)
            feed["ids"][row, :size] = pieces.ids
            feed["caps"][row, :size] = pieces.caps
            feed["mask"][row, :size] = 1
        for name, marks in (("actor", actors), ("recipient", recipients)):
            for row, where in enumerate(marks):
                feed[name][row, where] = 1
        result: list[Floats3d] = self._session.run(None, feed)
        return result


def _version(card: Path) -> str:
    """The model's version and the first digits of its digest, as its card tells."""
    try:
        told = tomllib.loads(card.read_text("utf-8"))
        return f"{told['version']}+{told['sha256'][:8]}"
    except (OSError, ValueError, KeyError) as exc:
        raise ModelError(f"{card}: the model's card is unusable ({exc!r}); install comity again") from exc


def group_by_length(cut: list[Pieces]) -> Iterator[list[int]]:
    """Indexes of sentences of like length, at most BATCH_PIECES pieces together."""
    order = sorted(range(len(cut)), key=lambda i: len(cut[i].ids))
    group: list[int] = []
    for i in order:
        if group and (len(group) + 1) * len(cut[i].ids) > BATCH_PIECES:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _under(pieces: Pieces, span: tuple[int, int]) -> Ints1d:
    """Indexes of the pieces that a span of characters touches."""
    return np.flatnonzero((pieces.starts < span[1]) & (pieces.ends > span[0]))
