"""From text to record: the reader and its steps."""

from comity.reader.reader import Reader, read

__all__ = ["Reader", "read"]
