"""The codebook: event types, modes, contexts and topics as data, with scores and CAMEO codes, and its reader."""

from comity.codebook.codebook import Codebook, load_codebook
from comity.codebook.entries import QUADS, CameoCode, Context, EventType, Mode, TopicEntry

__all__ = ["QUADS", "CameoCode", "Codebook", "Context", "EventType", "Mode", "TopicEntry", "load_codebook"]
