"""The names behind the model's output numbers, kept beside the weights as labels.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from comity.errors import ModelError

KINDS = ("person", "office", "organisation", "state", "group", "pronoun", "agreement", "place")
IMPLICIT = ("none", "inside", "outside")  # is there such a party, and does its name stand in the sentence?
PAIR_TYPES = ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
              "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")  # fmt: skip
ROLES = ("actor", "recipient")  # of an event; of a tie a and b

_NAMES = ("types", "modes", "aux", "contexts", "certainty")


@dataclass(frozen=True)
class Labels:
    """types: event types, then "tie:member" and the like; modes: "TYPE:mode" ("TYPE:" for none).

    certainty: slope and offset that turn the log-odds of the model's belief in an act into those of its being right
    (Platt scaling), fitted on documents held out from training.
    """

    types: tuple[str, ...]
    modes: tuple[str, ...]
    aux: tuple[str, ...]
    contexts: tuple[str, ...]
    certainty: tuple[float, float] = (1.0, 0.0)

    def to_json(self) -> str:
        return json.dumps({name: getattr(self, name) for name in _NAMES}, indent=1)


def load_labels(path: Path) -> Labels:
    """Labels from a file. Raises ModelError if it is missing or lacks a list."""
    try:
        row = json.loads(path.read_text("utf-8"))
        return Labels(**{name: tuple(row[name]) for name in _NAMES})
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise ModelError(f"{path}: the model's label file is unusable ({exc}); install comity again") from exc
