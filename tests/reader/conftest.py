from __future__ import annotations

import pytest

from comity.reader import Reader


@pytest.fixture(scope="session")
def shipped() -> Reader:
    """A reader with the shipped model, loaded once for all tests that need it."""
    return Reader()
