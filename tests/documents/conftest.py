"""Short ways to load what a test has written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from comity.documents import load
from comity.records import Document, Failure

Found = Document | Failure
LoadFile = Callable[..., list[Found]]


@pytest.fixture
def load_file(tmp_path: Path) -> LoadFile:
    """Writes content under a name and loads it; sources in the results are cut to the file's name."""

    def write_and_load(name: str, content: bytes | str, **options: Any) -> list[Found]:
        path = tmp_path / name
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return list(load([path], **options))

    return write_and_load
