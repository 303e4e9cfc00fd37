"""The rules of data/ties.toml, ready to be matched against sentences whose names are masked."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# Characters of private use, one for each class of names; none stands in a text.
CLASSES = {
    "state": "\ue000",
    "organisation": "\ue001",
    "person": "\ue002",
    "seat": "\ue003",
    "demonym": "\ue004",
    "group": "\ue001",
}
_KINDS = {
    "state": ("state",),
    "nation": ("state", "demonym"),
    "place": ("state", "seat"),
    "org": ("organisation",),
    "party": ("state", "organisation", "person"),
    "either": ("state", "demonym", "organisation"),
}
_ONE_OF = {"states": "state", "parties": "party", "two": "either"}
_SLOT = re.compile(r"\{(a|b|ab):(\w+)\}")
_PIECE = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """words: the pattern, with groups trigger and a, b or ab. needs: a class of names without which it can't match."""

    type: str
    words: re.Pattern[str]
    needs: str
    known: bool
    since: bool
    spread: bool

    def may_match(self, masked: str) -> bool:
        return any(mark in masked for mark in self.needs)


@dataclass(frozen=True, slots=True)
class Rules:
    rules: tuple[Rule, ...]
    unsure: re.Pattern[str]

    def is_unsure(self, before: str) -> bool:
        """Whether the words before a trigger make it a wish, a doubt or a denial."""
        return self.unsure.search(re.split(r"[;:]", before)[-1]) is not None


@cache
def load_rules() -> Rules:
    rows = tomllib.loads(files("comity.reader").joinpath("data/ties.toml").read_text("utf-8"))
    pieces: dict[str, str] = rows["pieces"]
    unsure = re.compile(rf"\b(?:{rows['unsure']['words']})\b[^,]{{0,60}}$", re.I)
    return Rules(tuple(_rule(row, pieces) for row in rows["rules"]), unsure)


def _rule(row: dict[str, str | bool], pieces: dict[str, str]) -> Rule:
    words = str(row["words"])
    slots: dict[str, str] = dict(_SLOT.findall(words))
    last = slots.get("b") or slots.get("ab") or "party"
    return Rule(
        type=str(row["type"]),
        words=re.compile(_filled(words, pieces), re.I),
        needs=_marks(_ONE_OF.get(last, last)),
        known=bool(row.get("known")),
        since=bool(row.get("since")),
        spread=bool(row.get("spread")),
    )


def _filled(words: str, pieces: dict[str, str]) -> str:
    """A rule's words as a regular expression."""
    out = words.replace(">", ")").replace("<", "(?P<trigger>")
    out = _SLOT.sub(lambda slot: f"(?P<{slot[1]}>{_slot(slot[2], pieces)})", out)
    out = _PIECE.sub(lambda piece: pieces[piece[1]], out)
    return out.replace(" ", r"\s+").replace(r"\s+?", r"\s*")


def _slot(kind: str, pieces: dict[str, str]) -> str:
    if kind == "two":
        return f"{_one('either')}{pieces['pair']}{_one('either')}(?!,? and [\ue000-\ue004])"
    if kind in _ONE_OF:
        one = _one(_ONE_OF[kind])
        return f"{one}(?:(?:, ?(?:and )?| and | & ){one})*"
    return _one(kind)


def _one(kind: str) -> str:
    return f"(?:the )?[{_marks(kind)}]"


def _marks(kind: str) -> str:
    return "".join(CLASSES[name] for name in _KINDS[kind])
