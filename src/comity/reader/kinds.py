"""Types of acts by what they tell of those who take part in them, where the text names them otherwise or not at all."""

from __future__ import annotations

HARM = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})  # who does such a thing is the culprit of what follows
BLAME = frozenset({"ACCUSE", "THREATEN"})  # whom it is done to is taken for a culprit
FAULT = frozenset({"ACCUSE", "SANCTION", "THREATEN"})  # done to a culprit
ADDRESS = frozenset({"CONSULT", "STATE", "SUPPORT"})  # a following "you" means whom it is done to
MESSAGE = ADDRESS | {"AGREE"}  # told without a recipient, it is done to the other side of the talk
TALK = frozenset({"AGREE", "CONSULT", "COOPERATE"})  # what the two sides of a talk do together
TALK_MODES = frozenset({"sign", "establish"})
TOGETHER = TALK | {"CONCEDE", "STATE", "SUPPORT"}  # several who do it act together


def is_joint(kind: str, mode: str | None) -> bool:
    """Whether an act is one that the sides of a talk do together."""
    return kind in TALK or mode in TALK_MODES
