"""From the model's arrays to acts: triggers with type, mode and auxiliaries, and the words of their parties."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from comity.arrays import Floats1d, Floats2d
from comity.reader.encoder import Encoded
from comity.reader.labels import IMPLICIT, Labels
from comity.reader.pieces import Pieces

TRIGGER_AT = 0.5  # share of belief in begin or inside at which a piece belongs to a trigger
ROLE_AT = 0.8  # belief at which a piece is of a party, where the model sees no such party in the sentence
ROLE_GIVEN = 0.5  # how much less suffices where it does
SURELY_INSIDE = 0.6
BEST_SHARE = 0.9  # of the best piece's belief: where a party must be there, the likeliest words are it
ROLE_LEAST = 0.1
ACT_AT = 0.34  # an event's confidence below which it is usually no record
FOLLOWED_AT = 0.25  # the same for promises and appeals, which people follow up: rather one too many than one missed
TIE_AT = 0.58  # the model's belief in a tie, which is not calibrated
FOLLOWED = frozenset({"AGREE", "REQUEST"})
AUX_AT = 0.5
CONTEXT_AT = 0.4
_TINY = 1e-9
TIE = "tie:"
_OF = re.compile(r"\s+of(?:\s+the)?\s+", re.I)
_OWNS = re.compile(r"(?:..)?[’']s?\s+", re.S)  # from the last two characters of an owner to what it owns
_LISTED = re.compile(r"[’']?s?,?\s+(?:(?:and|or|as well as|the)\s+)*", re.I)
_THAT = re.compile(r"[^.;,]{0,20}?\bthat\b")
# Of 10,906 annotated triggers four are of such words alone.
EMPTY = {
    "was", "were", "is", "are", "be", "been", "being", "has", "have", "had", "will", "would", "also", "a", "an",
    "the", "to", "of", "in", "on", "for", "with", "by", "and", "or", "as", "at", "from",
}  # fmt: skip
_NONE, _INSIDE, _OUTSIDE = (IMPLICIT.index(name) for name in ("none", "inside", "outside"))
Floats = NDArray[np.float32]  # of any rank


@dataclass(frozen=True, slots=True)
class Act:
    """An event or tie as one sentence tells it. Spans are (start, end) characters of the sentence.

    confidence: how likely an event's trigger and type are right, 0 to 1; the model's belief in a tie.
    actors, recipients: ((start, end), belief) in the order of the words.
    hidden: for actors and recipients, if none stands in the sentence, how likely there is one elsewhere (0 to 1).
    """

    trigger: tuple[int, int]
    type: str
    mode: str | None
    aux: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: tuple[tuple[tuple[int, int], float], ...]
    recipients: tuple[tuple[tuple[int, int], float], ...]
    hidden: tuple[float, float]
    confidence: float

    @property
    def is_tie(self) -> bool:
        return self.type.startswith(TIE)

    @property
    def is_doubtful(self) -> bool:
        """Whether it is less likely right than what is usually recorded."""
        return self.confidence < (TIE_AT if self.is_tie else FOLLOWED_AT if self.type in FOLLOWED else ACT_AT)


def find_acts(words: str, encoded: Encoded, labels: Labels, *, least: float | None = None) -> tuple[Act, ...]:
    """The acts of one sentence, in the order of their triggers.

    least: the confidence from which doubtful events are told too, beside the others, which they leave as they are.
    """
    belief = _softmax(encoded.bio)
    kinds = encoded.acts[:, : len(labels.types)].argmax(axis=1)
    of_tie = np.array([name.startswith(TIE) for name in labels.types])[kinds]
    told = [_read_act(words, encoded, labels, where, belief) for where in _runs(belief, of_tie)]
    told = [act for act in told if not _is_empty(words[slice(*act.trigger)])]
    acts = _apart(words, [act for act in told if not act.is_doubtful])
    if least is not None:
        acts += [act for act in told if act.is_doubtful and not act.is_tie and act.confidence >= least]
    return tuple(sorted(acts, key=lambda act: act.trigger))


def _apart(words: str, acts: list[Act]) -> list[Act]:
    """The acts without those that only go on or report another."""
    acts = [act for n, act in enumerate(acts) if n == 0 or not _goes_on(words, acts[n - 1], act)]
    return [act for n, act in enumerate(acts) if not _only_tells(words, act, acts[n + 1 :])]


def _is_empty(trigger: str) -> bool:
    """Whether words are too little to name an act: "were" of "were also lauded", "a" of "calling it a pillar"."""
    return all(word in EMPTY for word in trigger.lower().split())


def _goes_on(words: str, before: Act, act: Act) -> bool:
    """Whether a trigger only goes on what the one right before it tells: "expressed hope" and "that"."""
    return act.type == before.type and words[before.trigger[1] : act.trigger[0]].isspace()


def _only_tells(words: str, act: Act, after: list[Act]) -> bool:
    """Whether saying something is no act of its own: "noted that the treaty was signed" reports the signing."""
    if act.type != "STATE" or act.mode != "comment" or not _THAT.match(words, act.trigger[1]):
        return False
    return any(other.type != "STATE" and not other.is_tie for other in after)


def _runs(belief: Floats2d, of_tie: NDArray[np.bool_]) -> Iterator[slice]:
    """Runs of pieces that make a trigger; a piece that rather begins than goes on starts a new one.

    So does one where a tie's words end and an event's begin, or the other way round: "the Declaration | was signed".
    """
    inside = belief[:, 0] < 1 - TRIGGER_AT
    inside[0] = inside[-1] = False
    if not inside.any():
        return
    begins = belief[:, 1] > belief[:, 2]
    start: int | None = None
    for i in range(len(inside)):
        if start is not None and (not inside[i] or begins[i] or of_tie[i] != of_tie[start]):
            yield slice(start, i)
            start = None
        if inside[i] and start is None:
            start = i


def _read_act(words: str, encoded: Encoded, labels: Labels, where: slice, belief: Floats2d) -> Act:
    kinds, modes, aux, contexts, implicit = _parts(encoded.acts[where].mean(axis=0), labels)
    chances = _softmax(kinds)
    score = float((1 - belief[where, 0]).max() * chances.max())
    kind = labels.types[int(chances.argmax())]
    roles = _sigmoid(encoded.roles[where].mean(axis=0))
    # for actors and recipients: no such party, one inside the sentence, one outside
    there = _softmax(implicit.reshape(2, len(IMPLICIT)))
    pieces = encoded.pieces
    trigger = whole_words(words, int(pieces.starts[where.start]), int(pieces.ends[where.stop - 1]))
    actors = tuple(_parties(words, encoded, roles[:, 0], roles[:, 1], float(there[0, _INSIDE])))
    return Act(
        trigger=trigger,
        type=kind,
        mode=_mode(kind, modes, labels),
        aux=tuple(name for name, p in zip(labels.aux, _sigmoid(aux), strict=True) if p >= AUX_AT),
        contexts=tuple(name for name, p in zip(labels.contexts, _sigmoid(contexts), strict=True) if p >= CONTEXT_AT),
        actors=actors if kind.startswith(TIE) else _owners(words, trigger, actors),
        recipients=tuple(_parties(words, encoded, roles[:, 1], roles[:, 0], float(there[1, _INSIDE]))),
        hidden=(_hidden(there[0]), _hidden(there[1])),
        confidence=score if kind.startswith(TIE) else certain(score, labels.certainty),
    )


def certain(belief: float, certainty: tuple[float, float]) -> float:
    """How often an act is right that the model believes in so much (0 to 1); see `Labels`."""
    odds = math.log(max(belief, _TINY) / max(1 - belief, _TINY))
    return 1 / (1 + math.exp(-(certainty[0] * odds + certainty[1])))


def _parts(row: Floats1d, labels: Labels) -> list[Floats1d]:
    sizes = (len(labels.types), len(labels.modes), len(labels.aux), len(labels.contexts))
    return np.split(row, np.cumsum(sizes))


def _mode(kind: str, logits: Floats1d, labels: Labels) -> str | None:
    own = [i for i, name in enumerate(labels.modes) if name.startswith(f"{kind}:")]
    if not own:
        return None
    return labels.modes[max(own, key=lambda i: float(logits[i]))].split(":", 1)[1] or None


def _hidden(there: Floats1d) -> float:
    """How likely a party that isn't inside the sentence stands elsewhere."""
    return float(there[_OUTSIDE] / (there[_OUTSIDE] + there[_NONE]))


def _parties(
    words: str, encoded: Encoded, belief: Floats1d, rival: Floats1d, inside_belief: float
) -> Iterator[tuple[tuple[int, int], float]]:
    """Runs of pieces in a role where it is likelier than the rival role.

    The surer the model is that such a party stands in the sentence, the less each piece must show it.
    """
    least = ROLE_AT - ROLE_GIVEN * inside_belief
    if inside_belief >= SURELY_INSIDE:
        least = min(least, BEST_SHARE * float(np.where(belief > rival, belief, 0)[1:-1].max(initial=0)))
    pieces, inside = encoded.pieces, (belief >= max(least, ROLE_LEAST)) & (belief > rival)
    inside[0] = inside[-1] = False
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inside.astype(np.int8), [0]))))
    runs = list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
    seen = -1
    for start, stop in _joined(words, pieces, runs):
        span = whole_words(words, int(pieces.starts[start]), int(pieces.ends[stop - 1]))
        if span[0] >= seen and any(c.isalnum() for c in words[span[0] : span[1]]):
            yield span, float(belief[start:stop].mean())
            seen = span[1]


def _owners(
    words: str, trigger: tuple[int, int], actors: tuple[tuple[tuple[int, int], float], ...]
) -> tuple[tuple[tuple[int, int], float], ...]:
    """The actors; where one owns the trigger, it alone and those listed with it: "welcomed Mali's interest in"."""
    last = max((n for n, (span, _) in enumerate(actors) if span[1] <= trigger[0]), default=None)
    if last is None or not _OWNS.fullmatch(words, max(actors[last][0][1] - 2, 0), trigger[0]):
        return actors
    first = last
    while first and _LISTED.fullmatch(words, actors[first - 1][0][1], actors[first][0][0]):
        first -= 1
    return actors[first : last + 1]


def _joined(words: str, pieces: Pieces, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The runs, those made one that only "of" keeps apart: "the secretariats" of "both organisations"."""
    joined: list[tuple[int, int]] = []
    for start, stop in runs:
        if joined and _OF.fullmatch(words, int(pieces.ends[joined[-1][1] - 1]), int(pieces.starts[start])):
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return joined


def whole_words(words: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to whole words and freed of punctuation at its edges."""
    while start < end and not (words[start].isalnum() or words[start] in "“\"('"):
        start += 1
    while end > start and not (words[end - 1].isalnum() or words[end - 1] in ")."):
        end -= 1
    while start > 0 and words[start - 1].isalnum() and words[start].isalnum():
        start -= 1
    while end < len(words) and words[end].isalnum() and words[end - 1].isalnum():
        end += 1
    return start, end


def _softmax(logits: Floats) -> Floats:
    """Shares of the classes on the last axis, summing to 1."""
    grown: Floats = np.exp(logits - logits.max(axis=-1, keepdims=True))
    shares: Floats = grown / grown.sum(axis=-1, keepdims=True)
    return shares


def _sigmoid(logits: Floats) -> Floats:
    """Each number's own share, 0 to 1."""
    shares: Floats = np.reciprocal(1 + np.exp(-logits))
    return shares
