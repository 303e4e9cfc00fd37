"""Annotated texts to labelled word pieces.

Sources: documents.jsonl/records.jsonl pairs in the format of corpus/README.md (the shared annotated set and the
project's own corpus), PLV_train pairs, and name-tagged sentences (CrossNER politics, Universal NER).
"""

from __future__ import annotations

import csv
import dataclasses
import gzip
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from comity.arrays import Ints1d
from comity.documents.sentences import split
from comity.reader.labels import IMPLICIT, KINDS, Labels
from comity.reader.pieces import PieceMaker, Pieces
from training.kinds import kind_of, silver

IGNORED = -100
_NO_BLANK_BEFORE = (".", ",", ":", ";", "?", "!", "'s", "’s", ")", "%")

Name = tuple[int, int, str]  # start, end, kind
Pair = tuple[tuple[int, int], tuple[int, int], str]  # source, target, event type between them
Array = NDArray[Any]


@dataclass
class Act:
    """A labelled trigger of one sentence; spans are characters of the sentence."""

    trigger: tuple[int, int]
    type: str
    mode: str | None
    aux: list[str]
    contexts: list[str]
    roles: list[list[tuple[int, int]]]  # actors, recipients (for ties: a, b)
    implicit: list[int]  # for actors and recipients: none, in the sentence, outside it

    @property
    def is_tie(self) -> bool:
        return self.type.startswith("tie:")


@dataclass
class Example:
    """One sentence with what is known of it; `acts`, `names` and `pair` are None where they aren't annotated."""

    text: str
    source: str
    acts: list[Act] | None = None
    names: list[Name] | None = None
    names_partial: bool = False  # only the named spans and plain words are sure
    pair: Pair | None = None
    opens: int = 0  # where the sentence itself begins, after the one before it that is read along
    pieces: Pieces = field(init=False, repr=False, compare=False)  # from attach_pieces on


def read_jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def annotated(documents: Path, records: Path, keep: Callable[[dict[str, Any]], bool]) -> Iterator[Example]:
    """The sentences of the documents that `keep` takes, with their acts and ties."""
    yield from _examples([row for row in read_jsonl(documents) if keep(row)], read_jsonl(records))


def standoff(documents: Path, records: Path, texts: Path, keep: Callable[[dict[str, Any]], bool]) -> Iterator[Example]:
    """The same of documents whose words stay in `texts` (gzipped JSON lines): the records bear spans instead of words.

    Raises ValueError if a text isn't the one that was annotated.
    """
    docs = {row["id"]: row for row in read_jsonl(documents) if keep(row)}
    for doc in docs.values():
        doc["whole"] = whole = _collection(texts / doc["file"])[doc["id"]]
        if hashlib.sha256(whole.encode()).hexdigest() != doc["sha256"]:
            raise ValueError(f"{documents}: the text of {doc['id']} is another than was annotated")
        doc["text"] = whole[slice(*doc["window"])]
    spelt = [_spelt(row, docs[row["doc"]]) for row in read_jsonl(records) if row["doc"] in docs]
    yield from _examples(list(docs.values()), spelt)


@cache
def _collection(path: Path) -> dict[str, str]:
    """The texts of a gzipped file of JSON lines, by id."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return {row["id"]: row["text"] for row in map(json.loads, file)}


def _spelt(row: dict[str, Any], doc: dict[str, Any]) -> dict[str, Any]:
    """A standoff record with words in place of spans."""
    whole, (opens, _) = doc["whole"], doc["window"]
    start, end = row["trigger"]
    trigger = whole[start:end]
    nth, at = 1, doc["text"].find(trigger)
    while at != start - opens:
        nth, at = nth + 1, doc["text"].find(trigger, at + 1)
    out = {**row, "trigger": trigger, "nth": nth}
    for side in ("actors", "recipients"):
        if side in row:
            out[side] = [{"text": whole[slice(*party["span"])], "code": party["code"]} for party in row[side]]
    for side in ("a", "b"):
        if side in row:
            out[side] = {"text": whole[slice(*row[side]["span"])], "code": row[side]["code"]}
    return out


def _examples(docs: list[dict[str, Any]], records: list[dict[str, Any]]) -> Iterator[Example]:
    by_doc: dict[str, list[dict[str, Any]]] = {doc["id"]: [] for doc in docs}
    for row in records:
        if row["doc"] in by_doc:
            by_doc[row["doc"]].append(row)
    for doc in docs:
        yield from _sentences_of(doc, by_doc[doc["id"]])


def _sentences_of(doc: dict[str, Any], rows: list[dict[str, Any]]) -> Iterator[Example]:
    text = doc["text"]
    placed = [(find_nth(text, row["trigger"], row.get("nth") or 1), row) for row in rows]
    for sentence in split(text):
        start, end = sentence.span.start, sentence.span.end
        words = text[start:end]
        acts: list[Act] = []
        known: list[Name] = []
        for at, row in placed:
            if start <= at < end:
                act = _to_act(words, at - start, row)
                acts.append(act)
                parties = row["actors"] + row["recipients"] if "type" in row else [row["a"], row["b"]]
                known += _named(words, act, parties)
        known += silver(words)
        yield Example(text=words, source=doc["id"], acts=acts, names=known, names_partial=True)


def with_before(examples: list[Example]) -> Iterator[Example]:
    """The examples, each with the sentence before it in its document read along."""
    last: Example | None = None
    for example in examples:
        same = last is not None and example.acts is not None and last.source == example.source
        yield _after(last.text, example) if last is not None and same else example
        last = example


def _after(before: str, example: Example) -> Example:
    opens = len(before) + 1

    def moved(span: tuple[int, int]) -> tuple[int, int]:
        return span[0] + opens, span[1] + opens

    acts = [
        dataclasses.replace(
            act, trigger=moved(act.trigger), roles=[[moved(span) for span in spans] for spans in act.roles]
        )
        for act in example.acts or []
    ]
    known = [(*moved((start, end)), kind) for start, end, kind in example.names or []]
    return dataclasses.replace(example, text=f"{before} {example.text}", acts=acts, names=known, opens=opens)


def find_nth(text: str, words: str, nth: int) -> int:
    at = -1
    for _ in range(nth):
        at = text.find(words, at + 1)
    return at


def _to_act(words: str, at: int, row: dict[str, Any]) -> Act:
    trigger = (at, min(at + len(row["trigger"]), len(words)))
    sides = (row["actors"], row["recipients"]) if "type" in row else ([row["a"]], [row["b"]])
    roles: list[list[tuple[int, int]]] = []
    implicit = []
    for parties in sides:
        spans = [nearest(words, party["text"], at) for party in parties]
        roles.append([span for span in dict.fromkeys(spans) if span])
        implicit.append(IMPLICIT.index("none" if not parties else "inside" if roles[-1] else "outside"))
    return Act(
        trigger=trigger,
        type=row.get("type") or f"tie:{row['tie']}",
        mode=row.get("mode"),
        aux=row.get("aux") or [],
        contexts=row.get("contexts") or [],
        roles=roles,
        implicit=implicit,
    )


def nearest(words: str, party: str, at: int) -> tuple[int, int] | None:
    """The whole-word occurrence of the party's words nearest to the trigger."""
    found = [m.span() for m in re.finditer(r"(?<!\w)" + re.escape(party) + r"(?!\w)", words)]
    return min(found, key=lambda span: abs(span[0] - at), default=None)


def _named(words: str, act: Act, parties: list[dict[str, str]]) -> Iterator[Name]:
    for party in parties:
        span = nearest(words, party["text"], act.trigger[0])
        kind = kind_of(party["text"], party["code"]) if span else None
        if span and kind:
            yield (*span, kind)


def plv_pairs(path: Path, leave_out: set[str]) -> Iterator[Example]:
    """PLV's sentences with a source, a target and the event type between them, without those whose text is left out."""
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_MINIMAL):
            if squeeze(row["sentence"]) in leave_out:
                continue
            pair = pair_of(row)
            if pair:
                yield pair


def pair_of(row: dict[str, str]) -> Example | None:
    """A row of PLV as a sentence with a pair; None if a mention isn't marked in it."""
    parts = re.split(r"(</?[st]>)", row["marked_sentence"])
    spans, words, opened = {}, "", 0
    for part in parts:
        if part in ("<s>", "<t>"):
            opened = len(words)
        elif part in ("</s>", "</t>"):
            spans[part[2]] = (opened, len(words))
        else:
            words += part
    if "s" not in spans or "t" not in spans:
        return None
    return Example(text=words, source="plv", pair=(spans["s"], spans["t"], row["gold_root"]))


def squeeze(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


CROSSNER = {
    "politician": "person", "person": "person", "politicalparty": "organisation", "organisation": "organisation",
    "country": "state", "location": "place",
}  # fmt: skip
UNER = {"PER": "person", "ORG": "organisation", "LOC": "place"}


def names(path: Path) -> Iterator[Example]:
    """Name-tagged sentences of CrossNER (word, tab, tag) or Universal NER (CoNLL-like with # text lines)."""
    universal = "uner" in path.name
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
            if rows:
                pairs = [(row[1], row[2]) if universal else (row[0], row[1]) for row in rows]
                yield _tagged(pairs, UNER if universal else CROSSNER, path.stem)


def _tagged(pairs: list[tuple[str, str]], kinds: dict[str, str], source: str) -> Example:
    words = ""
    spans: list[Name] = []
    for word, tag in pairs:
        glue = "" if not words or word in _NO_BLANK_BEFORE or words[-1] == "(" else " "
        start = len(words) + len(glue)
        words += glue + word
        kind = kinds.get(tag[2:])
        if tag.startswith("B") and kind:
            spans.append((start, len(words), kind))
        elif tag.startswith("I") and kind and spans:
            spans[-1] = (spans[-1][0], len(words), spans[-1][2])
    return Example(text=words, source=source, names=spans)


# ---- labels on word pieces


def inside(pieces: Pieces, span: tuple[int, int]) -> Ints1d:
    """Indexes of the pieces that overlap a span of characters."""
    return np.flatnonzero((pieces.starts < span[1]) & (pieces.ends > span[0]) & (pieces.ends > pieces.starts))


def label(example: Example, labels: Labels) -> dict[str, Array]:
    """Targets of one sentence.

    bio (T,), mention (T,): class numbers or IGNORED; acts (N,) class numbers with mask (N, T) and, for each act,
    mode, aux, contexts, roles (N, T, 2), implicit (N, 2).
    """
    size = len(example.pieces.ids)
    out: dict[str, Array] = {name: np.full(size, IGNORED, np.int64) for name in ("bio", "mention")}
    if example.acts is not None:
        _label_acts(example.pieces, example.acts, labels, out)
    if example.names is not None:
        _label_names(example.pieces, example.names, example.names_partial, out["mention"])
    for name in ("bio", "mention"):
        out[name][1:-1][example.pieces.ends[1:-1] <= example.opens] = IGNORED
    return out


def _label_acts(pieces: Pieces, told: list[Act], labels: Labels, out: dict[str, Array]) -> None:
    acts = [act for act in told if len(inside(pieces, act.trigger))]
    size = len(pieces.ids)
    out["bio"][:] = 0
    out["type"] = np.array([labels.types.index(act.type) for act in acts], np.int64)
    out["mode"] = np.array([_mode_number(act, labels) for act in acts], np.int64)
    out["aux"] = np.array([[name in act.aux for name in labels.aux] for act in acts], np.float32)
    out["contexts"] = np.array([[name in act.contexts for name in labels.contexts] for act in acts], np.float32)
    out["implicit"] = np.array([act.implicit for act in acts], np.int64)
    out["trigger"] = np.zeros((len(acts), size), np.float32)
    out["roles"] = np.zeros((len(acts), size, 2), np.float32)
    for n, act in enumerate(acts):
        where = inside(pieces, act.trigger)
        out["trigger"][n, where] = 1
        out["bio"][where] = 2
        for side, spans in enumerate(act.roles):
            for span in spans:
                out["roles"][n, inside(pieces, span), side] = 1
    for act in acts:
        out["bio"][inside(pieces, act.trigger)[0]] = 1


def _mode_number(act: Act, labels: Labels) -> int:
    return IGNORED if ":" in act.type else labels.modes.index(f"{act.type}:{act.mode or ''}")


def _label_names(pieces: Pieces, known: list[Name], partial: bool, mention: Ints1d) -> None:
    mention[:] = 0
    if partial:  # a capital outside the known spans may start a name nobody annotated
        mention[(pieces.caps != 0) & (pieces.caps != 4)] = IGNORED
    for start, end, kind in sorted(known, key=lambda name: name[0] - name[1], reverse=True):
        where = inside(pieces, (start, end))
        if len(where):
            mention[where] = 2 + 2 * KINDS.index(kind)
            mention[where[0]] = 1 + 2 * KINDS.index(kind)


def attach_pieces(examples: list[Example], maker: PieceMaker) -> None:
    for example, pieces in zip(examples, maker.cut([example.text for example in examples]), strict=True):
        example.pieces = pieces
