"""Does an event's confidence mean what it says? Calibration error on the dev part, and what each bound keeps.

python -m bench.confidence
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from types import ModuleType
from typing import Any

import numpy as np

from bench.results import dev_part, load_scorer, report
from comity import Reader
from comity.records import Document

BOUNDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
BINS = 10
Row = dict[str, Any]
Judged = tuple[float, bool]  # confidence, and whether trigger and type are right


def main() -> None:
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    reader, scorer = Reader(), load_scorer()
    texts, docs, gold = dev_part(scorer)
    usual = _events(scorer, texts, reader, docs)
    judged = _judged(scorer, texts, gold, usual)
    figures: list[tuple[str, object]] = [("as it is", _figures(scorer, texts, gold, usual))]
    figures += [("expected calibration error", round(calibration_error(judged), 4)), *_bins(judged)]
    doubting = _events(scorer, texts, Reader(min_confidence=min(BOUNDS)), docs)
    for bound in BOUNDS:
        kept = [event for event in doubting if event["confidence"] >= bound]
        figures.append((f"from {bound}", _figures(scorer, texts, gold, kept)))
    report("confidence", figures, reader.versions)


def _events(scorer: ModuleType, texts: dict[str, str], reader: Reader, docs: list[Document]) -> list[Row]:
    """The events that a reader finds, in the scorer's form, with their confidence."""
    found = []
    for reading in reader.read_many(docs):
        row = reading.to_dict()
        for event, told in zip(row["events"], scorer.predicted_events(texts, [row]), strict=True):
            found.append({**told, "confidence": event["confidence"]})
    return found


def _judged(scorer: ModuleType, texts: dict[str, str], gold: list[Row], events: list[Row]) -> list[Judged]:
    """Each event's confidence, and whether trigger and type are right."""
    _, pairs, _ = scorer.score(texts, gold, events)
    right = {j for i, j in pairs if scorer.same_type(gold[i], events[j])}
    return [(event["confidence"], j in right) for j, event in enumerate(events)]


def calibration_error(judged: Iterable[Judged]) -> float:
    """Expected calibration error: the mean distance of confidence and share of right ones over ten equal bins."""
    confidence, right = (np.array(column, float) for column in zip(*judged, strict=True))
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [abs(right[bins == n].sum() - confidence[bins == n].sum()) for n in range(BINS)]
    return float(sum(gaps) / len(right))


def _bins(judged: list[Judged]) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = []
    for n in range(BINS):
        held = [right for confidence, right in judged if min(int(confidence * BINS), BINS - 1) == n]
        if held:
            share = sum(held) / len(held)
            rows.append((f"{n / BINS:.1f} to {(n + 1) / BINS:.1f}", f"{share:.2f} right of {len(held)}"))
    return rows


def _figures(scorer: ModuleType, texts: dict[str, str], gold: list[Row], events: list[Row]) -> str:
    result, _, _ = scorer.score(texts, gold, events)
    told = (
        f"{name} P {result[name]['p']} R {result[name]['r']} F1 {result[name]['f1']}" for name in ("typed", "record")
    )
    return f"{len(events)} events, {', '.join(told)}"


if __name__ == "__main__":
    main()
