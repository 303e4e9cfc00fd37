"""Text in: files, folders, pages and data to Documents, each fault a Failure with its place."""

from comity.documents.loading import load
from comity.documents.mapping import from_mapping

__all__ = ["from_mapping", "load"]
