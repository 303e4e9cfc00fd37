"""What a test of reading needs in place of the model: an encoder that sees in a sentence what a script tells it to.

A case says what should be seen, and tests what Comity makes of it: who is meant, when, one event or two, which ties.

    script = {"praised the SCO": [FakeAct("praised", "SUPPORT", mode="praise", actors=["He"], recipients=["the SCO"])]}
    reader = Reader(encoder=FakeEncoder(script))
    reading = reader.read("António Guterres spoke. He praised the SCO.", date="2020-05-14")
    assert [party.name for party in reading.events[0].actors] == ["António Guterres"]

A key of the script is any words of the sentence that its acts stand in; it holds for each sentence with these words.
Triggers and parties are words of that sentence, too: whole words, as they are written, the first of them unless
"SCO#2" asks for the second. Words that the sentence lacks are a slip in the case, and a ValueError says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from comity.arrays import Floats1d, Floats2d
from comity.codebook import load_codebook
from comity.reader.encoder import MODEL, Encoded
from comity.reader.labels import IMPLICIT, KINDS, PAIR_TYPES, Labels
from comity.reader.pieces import PieceMaker, Pieces

AUX = ("historical", "future", "hypothetical", "negated")
TIES = ("member", "observer", "partner", "party", "officeholder", "part", "host", "ally")
_SURE = 20.0  # a logit that leaves no doubt: a sigmoid of it is 1 to eight digits
_NTH = re.compile(r"(?P<words>.+)#(?P<nth>[1-9])", re.S)


@dataclass(frozen=True, slots=True)
class FakeAct:
    """One act or tie that the encoder is to see. type: an event type of the codebook, or "tie:observer" and the like.

    actors, recipients: the words of each party; of a tie, of a and of b. hidden: "actor" or "recipient" for each that
    the act has but whose name stands outside the sentence.
    """

    trigger: str
    type: str
    mode: str | None = None
    aux: Sequence[str] = ()
    contexts: Sequence[str] = ()
    actors: Sequence[str] = ()
    recipients: Sequence[str] = ()
    hidden: Sequence[str] = ()


class FakeEncoder:
    """Encodes sentences by a script, with the true pieces and the codebook's labels; without doubt, and in no time.

    script: words of a sentence → the acts in it. mentions: words → their kind (person, office, organisation, …),
    marked in every sentence that has them. Asked to `relate` two spans, it answers with the type of the act between.
    """

    version = "fake"

    def __init__(
        self, script: Mapping[str, Sequence[FakeAct]] | None = None, mentions: Mapping[str, str] | None = None
    ) -> None:
        self.labels = codebook_labels()
        self._script, self._mentions = script or {}, mentions or {}
        self._met: set[str] = set()

    @property
    def unmet(self) -> tuple[str, ...]:
        """Keys of the script that no sentence has held so far: a slip in the case, or a sentence cut in two."""
        return tuple(key for key in self._script if key not in self._met)

    def encode(self, sentences: list[str]) -> list[Encoded]:
        cuts = _piece_maker().cut(sentences)
        return [self._encode(sentence, pieces) for sentence, pieces in zip(sentences, cuts, strict=True)]

    def relate(self, sentence: str, actor: tuple[int, int], recipient: tuple[int, int]) -> Floats1d:
        """(17,) logits of the event type between two spans of characters of the sentence; the last is "none"."""
        logits = np.zeros(len(PAIR_TYPES) + 1, np.float32)
        types = [act.type for act in self._acts(sentence) if _joins(sentence, act, actor, recipient)]
        logits[PAIR_TYPES.index(types[0]) if types else -1] = _SURE
        return logits

    def _acts(self, sentence: str) -> Iterator[FakeAct]:
        for key, acts in self._script.items():
            if key in sentence:
                self._met.add(key)
                yield from acts

    def _encode(self, sentence: str, pieces: Pieces) -> Encoded:
        encoded = _blank(pieces, self.labels)
        for act in self._acts(sentence):
            _write_act(encoded, sentence, act, self.labels)
        for words, kind in self._mentions.items():
            for match in _whole(words).finditer(sentence):
                _write_mention(encoded.mention, _under(pieces, match.span()), kind)
        return encoded


@cache
def codebook_labels() -> Labels:
    """All that the codebook has, in the form of a model's labels."""
    book = load_codebook()
    modes = [f"{type}:" for type in book.types] + [f"{mode.type}:{mode.mode}" for mode in book.modes.values()]
    types = (*book.types, *(f"tie:{tie}" for tie in TIES))
    return Labels(types=types, modes=tuple(modes), aux=AUX, contexts=tuple(book.contexts))


def find_words(sentence: str, words: str) -> tuple[int, int]:
    """(start, end) of whole words in a sentence: the first such words, the second for "words#2".

    Raises ValueError if they don't stand there.
    """
    asked = _NTH.fullmatch(words)
    plain, nth = (asked["words"], int(asked["nth"])) if asked else (words, 1)
    found = [match.span() for match in _whole(plain).finditer(sentence)] if plain else []
    if len(found) < nth:
        raise ValueError(
            f"{words!r} doesn't stand in the sentence {sentence!r}; a script's words are those of the text"
        )
    return found[nth - 1]


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


@cache
def _piece_maker() -> PieceMaker:
    return PieceMaker(MODEL / "vocab.txt")


def _blank(pieces: Pieces, labels: Labels) -> Encoded:
    """Arrays that see nothing at all in the sentence."""
    size = len(pieces.ids)
    width = sum(map(len, (labels.types, labels.modes, labels.aux, labels.contexts))) + 2 * len(IMPLICIT)
    encoded = Encoded(
        pieces=pieces,
        bio=np.zeros((size, 3), np.float32),
        acts=np.full((size, width), -_SURE, np.float32),
        roles=np.full((size, size, 2), -_SURE, np.float32),
        mention=np.zeros((size, 1 + 2 * len(KINDS)), np.float32),
    )
    encoded.bio[:, 0] = encoded.mention[:, 0] = _SURE
    return encoded


def _write_act(encoded: Encoded, sentence: str, act: FakeAct, labels: Labels) -> None:
    where = _of(encoded.pieces, sentence, act.trigger)
    if (encoded.bio[where, 0] < _SURE).any():
        raise ValueError(f"two acts of the script share the trigger {act.trigger!r} in {sentence!r}")
    encoded.bio[where] = (0, 0, _SURE)
    encoded.bio[where[0]] = (0, _SURE, 0)
    encoded.acts[where] = _act_row(act, labels, len(encoded.acts[0]))
    for role, parties in enumerate((act.actors, act.recipients)):
        for words in parties:
            encoded.roles[np.ix_(where, _of(encoded.pieces, sentence, words), [role])] = _SURE


def _act_row(act: FakeAct, labels: Labels, width: int) -> Floats1d:
    """One row of `Encoded.acts` that says all of an act but its parties."""
    row = np.full(width, -_SURE, np.float32)
    lists = (labels.types, labels.modes, labels.aux, labels.contexts)
    said = ((act.type,), (f"{act.type}:{act.mode or ''}",), act.aux, act.contexts)
    start = 0
    for names, here in zip(lists, said, strict=True):
        for name in here:
            if not (names is labels.modes and act.type.startswith("tie:")):  # ties have no modes
                row[start + _number(name, names)] = _SURE
        start += len(names)
    for role, name in enumerate(("actor", "recipient")):
        seen = "outside" if name in act.hidden else "none"
        row[start + role * len(IMPLICIT) + IMPLICIT.index(seen)] = _SURE
    return row


def _number(name: str, names: tuple[str, ...]) -> int:
    if name not in names:
        raise ValueError(f"{name!r} in the script is unknown; expected one of {', '.join(names)}")
    return names.index(name)


def _write_mention(mention: Floats2d, where: list[int], kind: str) -> None:
    first = 1 + 2 * _number(kind, KINDS)
    for n, piece in enumerate(where):
        mention[piece] = 0
        mention[piece, first + (n > 0)] = _SURE


def _of(pieces: Pieces, sentence: str, words: str) -> list[int]:
    """The pieces of these words, at least one."""
    where = _under(pieces, find_words(sentence, words))
    if not where:
        raise ValueError(f"{words!r} lies beyond the part of the sentence that the model reads: {sentence!r}")
    return where


def _under(pieces: Pieces, span: tuple[int, int]) -> list[int]:
    return [int(i) for i in np.flatnonzero((pieces.starts < span[1]) & (pieces.ends > span[0]))]


def _joins(sentence: str, act: FakeAct, actor: tuple[int, int], recipient: tuple[int, int]) -> bool:
    """Whether an act goes from somebody at one span to somebody at the other."""
    return act.type in PAIR_TYPES and all(
        any(start < span[1] and span[0] < end for start, end in (find_words(sentence, words) for words in parties))
        for parties, span in ((act.actors, actor), (act.recipients, recipient))
    )
