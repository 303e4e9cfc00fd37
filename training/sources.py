"""All there is to learn from, by source: annotated documents, our corpus, PLV's pairs, tagged names."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from comity.reader.labels import Labels
from training.data import Example, annotated, names, plv_pairs, read_jsonl, squeeze, standoff
from training.settings import Settings

SOURCES = ("annotated", "plv", "published", "own", "names")
FOLDS = 14  # the shipped model holds one training document in so many out, to be calibrated on


def make_labels(shared: Path, corpus: Path) -> Labels:
    """All types, modes and contexts that the records use, in a fixed order."""
    paths = [shared / "data/annotated/records.jsonl", *sorted(corpus.glob("*.records.jsonl"))]
    rows = [row for path in paths for row in read_jsonl(path)]
    types = sorted({row["type"] for row in rows if "type" in row})
    ties = sorted({f"tie:{row['tie']}" for row in rows if "tie" in row})
    modes = sorted({f"{row['type']}:{row['mode'] or ''}" for row in rows if "type" in row} | {f"{t}:" for t in types})
    contexts = sorted({name for row in rows for name in row.get("contexts", [])})
    return Labels(
        types=(*types, *ties),
        modes=tuple(modes),
        aux=("historical", "future", "hypothetical", "negated"),
        contexts=tuple(contexts),
    )


def train_documents(shared: Path, corpus: Path) -> list[str]:
    """The ids of the published documents, annotated for this project or by it, that may be learned from."""
    annotated = read_jsonl(shared / "data/annotated/documents.jsonl")
    ours = [row["id"] for path in _standoffs(corpus) for row in read_jsonl(path)]
    return list(dict.fromkeys([*(row["id"] for row in annotated if row["split"] == "train"), *ours]))


def _standoffs(corpus: Path) -> list[Path]:
    """The files of the corpus that annotate texts which stay elsewhere."""
    return [path for path in _corpora(corpus) if "window" in read_jsonl(path)[0]]


def _corpora(corpus: Path) -> list[Path]:
    return sorted(corpus.glob("*.documents.jsonl"))


def gather(shared: Path, corpus: Path, held: set[str], settings: Settings) -> list[Example]:
    """The sentences to learn from: all sources of the settings, without the documents held out."""
    taken = set(train_documents(shared, corpus)) - held
    found = _all(shared, corpus, lambda row: row["id"] in taken)
    chosen = [example for source, example in found if source not in settings.without]
    if settings.share == 1:
        return chosen
    return [e for e in chosen if _place(e.source if e.acts is not None else e.text) < settings.share]


def _place(key: str) -> float:
    """A number from 0 to 1 that depends on the key alone, so that smaller shares are parts of larger ones."""
    return zlib.crc32(key.encode()) / 2**32


def _all(shared: Path, corpus: Path, keep: Callable[[dict[str, Any]], bool]) -> Iterator[tuple[str, Example]]:
    data = shared / "data"
    documents = data / "annotated/documents.jsonl"
    for example in annotated(documents, data / "annotated/records.jsonl", keep):
        yield "plv" if example.source.startswith("plv") else "annotated", example
    standoffs = _standoffs(corpus)
    for path in _corpora(corpus):
        records = path.with_name(path.name.replace("documents", "records"))
        if path in standoffs:
            yield from (("published", example) for example in standoff(path, records, data / "texts", keep))
        else:
            yield from (("own", example) for example in annotated(path, records, lambda row: True))
    kept_out = {squeeze(row["text"]) for row in read_jsonl(documents) if row["id"].startswith("plv") and not keep(row)}
    yield from (("plv", example) for example in plv_pairs(data / "plv/PLV_train.tsv", kept_out))
    for path in sorted((data / "names").glob("*.gz")):
        yield from (("names", example) for example in names(path))


def held_out(shared: Path, corpus: Path, held: set[str]) -> list[Example]:
    """The sentences of held-out documents."""
    data = shared / "data"
    documents = data / "annotated/documents.jsonl"
    found = list(annotated(documents, documents.with_name("records.jsonl"), lambda row: row["id"] in held))
    for path in _standoffs(corpus):
        records = path.with_name(path.name.replace("documents", "records"))
        found += standoff(path, records, data / "texts", lambda row: row["id"] in held)
    return found
