"""Comity reads official texts and press reports and records who did what to whom, with the exact words.

    import datetime as dt
    import comity

    reading = comity.read(text, date=dt.date(2020, 5, 14), publisher="Shanghai Cooperation Organisation")
    for event in reading.events:
        print(event.type, [party.name for party in event.actors], event.evidence[0].quote)

Names are loaded when they are first used, so that `import comity` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.2.0"

if TYPE_CHECKING:
    from comity.documents import load as load
    from comity.errors import ActorTableError as ActorTableError
    from comity.errors import CodebookError as CodebookError
    from comity.errors import ComityError as ComityError
    from comity.errors import ModelError as ModelError
    from comity.errors import TextError as TextError
    from comity.reader import Reader as Reader
    from comity.reader import read as read
    from comity.records import Document as Document
    from comity.records import Failure as Failure
    from comity.records import Reading as Reading

_HOME = {
    "ActorTableError": "comity.errors",
    "CodebookError": "comity.errors",
    "ComityError": "comity.errors",
    "Document": "comity.records",
    "Failure": "comity.records",
    "ModelError": "comity.errors",
    "Reader": "comity.reader",
    "Reading": "comity.records",
    "TextError": "comity.errors",
    "load": "comity.documents",
    "read": "comity.reader",
}

__all__ = ["__version__", *_HOME]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'comity' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value  # the next look-up doesn't come here
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
