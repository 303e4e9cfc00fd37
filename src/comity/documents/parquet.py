"""Parquet files of documents, a row each.

Needs the extra comity[parquet]: arro3-io, 34 MB installed (duckdb takes 66, fastparquet 121, pyarrow 166, polars 175).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from comity.documents.mapping import FIELDS, from_mapping
from comity.documents.source import MAX_LIST_BYTES, Found, Source, failure
from comity.errors import TextError
from comity.records import Failure

BATCH_ROWS = 256


def read_parquet(source: Source) -> Iterator[Found | Failure]:
    """One document a row; a failure names the row as file:number, counted from 1."""
    number = 0
    for batch in _open(source.read(MAX_LIST_BYTES)):
        for row in _rows(batch):
            number += 1
            place = f"{source.name}:{number}"
            try:
                yield Found(place=place, doc=from_mapping(row, place))
            except TextError as exc:
                yield failure(place, exc)
    if not number:
        raise TextError("has no rows, expected one document a row; give at least one")


def _open(data: bytes) -> Iterator[Any]:
    try:
        from arro3.io import read_parquet as read_batches
    except ImportError as exc:
        raise TextError(
            "is a Parquet file, for which a package is missing; run: pip install 'comity[parquet]' (or give JSON lines)"
        ) from exc
    try:
        batches = read_batches(io.BytesIO(data), batch_size=BATCH_ROWS)
        names = list(batches.schema.names)
    except Exception as exc:  # the reader's own errors share no narrower class
        raise TextError(f"is not a Parquet file that can be read ({exc}); write it anew") from exc
    if "text" not in names:
        raise TextError(f"has the columns {', '.join(names)[:200]}, expected 'text' among them; rename the column")
    yield from _batches(batches)


def _batches(batches: Any) -> Iterator[Any]:
    try:
        yield from batches
    except Exception as exc:
        raise TextError(f"is damaged, the rows below were not read ({exc}); write it anew") from exc


def _rows(batch: Any) -> Iterator[dict[str, Any]]:
    names = [name for name in batch.schema.names if name in FIELDS]
    columns = [batch.column(name).to_pylist() for name in names]
    return (dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True))
