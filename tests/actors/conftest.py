from __future__ import annotations

import pytest
from tests.actors.small import open_registry

from comity.actors import Registry


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    """The registry of the small tables."""
    return open_registry(tmp_path_factory.mktemp("tables"))
