"""Speed and memory on State Department releases: text to records on one core and two, cold start, peak memory.

python -m bench.speed [--documents 2000]

Each figure is a fresh process pinned to its cores; the median of three counts for the cold start.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from itertools import islice

from bench.results import SHARED, need, report

TEXTS = SHARED / "data/texts/us_state_department_press_releases_2021-2022.jsonl.gz"
COLD = "import comity; r = comity.read({text!r}, date='2024-05-14'); assert r.events"
SENTENCE = "The Secretary-General of the United Nations thanked Kazakhstan for its support."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--cores", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    need(TEXTS)
    if args.cores:
        print(json.dumps(measure(args.documents, args.cores)))
        return
    rows: list[tuple[str, object]] = [("cold start to the first record, s", cold_start())]
    for cores in (1, 2):
        command = [sys.executable, "-m", "bench.speed", "--documents", str(args.documents), "--cores", str(cores)]
        figures = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        rows += [(f"{cores} core(s): {name}", value) for name, value in figures.items()]
    report("speed", rows, {"documents": args.documents})


def measure(count: int, cores: int) -> dict[str, float]:
    """Read the first releases on so many cores; seconds in the encoder's pass are counted apart."""
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:cores]))
    from comity import Reader
    from comity.records import Document

    with gzip.open(TEXTS, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in islice(file, count)]
    docs = [Document(id=row["id"], text=row["text"], title=row["title"], publisher=row["publisher"]) for row in rows]
    reader = Reader(threads=cores)
    reader.read(SENTENCE, date="2024-05-14")
    passes, sentences = _watch(reader)
    began = time.perf_counter()
    events = sum(len(reading.events) for reading in reader.read_many(docs))
    seconds = time.perf_counter() - began
    return {
        "documents": len(docs),
        "sentences": sum(sentences),
        "events": events,
        "documents/s": round(len(docs) / seconds, 1),
        "sentences/s": round(sum(sentences) / seconds, 1),
        "share outside the encoder's pass": round(1 - sum(passes) / seconds, 3),
        "peak memory, MB": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _watch(reader: object) -> tuple[list[float], list[int]]:
    """Lists that fill with the seconds and the sentences of every pass of the model."""
    session = reader.encoder._session  # type: ignore[attr-defined]
    run, passes, sentences = session.run, [], []

    def timed(names: object, feed: dict[str, object]) -> object:
        began = time.perf_counter()
        out = run(names, feed)
        passes.append(time.perf_counter() - began)
        sentences.append(len(feed["ids"]))  # type: ignore[arg-type]
        return out

    session.run = timed
    return passes, sentences


def cold_start() -> float:
    """Seconds from starting Python to a first record, the median of three."""
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", COLD.format(text=SENTENCE)], check=True)
        seconds.append(time.perf_counter() - began)
    return round(statistics.median(seconds), 2)


if __name__ == "__main__":
    main()
