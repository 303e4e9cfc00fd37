"""Does word order mislead? The same acts told actor first and turned round (recipient first), through `relate`.

python -m bench.direction

direction.jsonl holds 200 pairs of sentences of our own, none of them trained on.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from training.data import read_jsonl
from training.matching import macro_f1

from bench.results import report
from comity import Reader
from comity.records import Event

PAIRS = Path(__file__).parent / "direction.jsonl"


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    reader = Reader()
    pairs = read_jsonl(PAIRS)
    rows: list[tuple[str, object]] = [("pairs", len(pairs))]
    for way in ("active", "turned"):
        told = [(pair["type"], related(reader, pair[way])) for pair in pairs]
        rows.append((f"{way}: macro-F1", round(macro_f1(told), 4)))
        rows.append((f"{way}: accuracy", round(sum(gold == got for gold, got in told) / len(told), 4)))
        read = [_read(reader, pair["type"], pair[way]) for pair in pairs]
        rows += [(f"{way}: read with both roles {name}", read.count(name)) for name in ("right", "swapped")]
    report("direction", rows, reader.versions)


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def related(reader: Reader, case: dict[str, str]) -> str:
    """The likeliest type from the actor to the recipient of a case."""
    text = case["text"]
    return reader.relate(text, _span(text, case["actor"]), _span(text, case["recipient"]))[0][0]


def _read(reader: Reader, kind: str, case: dict[str, str]) -> str:
    """How the sentence's event of the type has its roles: right, swapped, or other."""
    actor, recipient = (_span(case["text"], case[side]) for side in ("actor", "recipient"))
    events = [event for event in reader.read(case["text"]).events if event.type == kind]
    if any(_holds(event, actor, recipient) for event in events):
        return "right"
    return "swapped" if any(_holds(event, recipient, actor) for event in events) else "other"


def _holds(event: Event, actor: tuple[int, int], recipient: tuple[int, int]) -> bool:
    return all(
        any(party.span and party.span.start < end and start < party.span.end for party in parties)
        for parties, (start, end) in ((event.actors, actor), (event.recipients, recipient))
    )


if __name__ == "__main__":
    main()
