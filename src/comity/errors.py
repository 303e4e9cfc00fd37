"""What can go wrong, as Comity says it.

    ComityError
      TextError         a source can't be read as a text (empty, binary, encrypted, another language, unreachable, …)
      CodebookError     a codebook file is at fault
      ActorTableError   an actor table is at fault
      ModelError        the shipped model is missing or doesn't fit

A message says what was found, what was expected, where (file:line or document), and what to do.
"""


class ComityError(Exception):
    """Any fault that Comity reports in words meant for its user."""


class TextError(ComityError):
    """A source can't be read as a document."""


class CodebookError(ComityError):
    """A codebook file can't be used as it is."""


class ActorTableError(ComityError):
    """An actor table can't be used as it is."""


class ModelError(ComityError):
    """The reading model is missing, damaged or of another version."""
