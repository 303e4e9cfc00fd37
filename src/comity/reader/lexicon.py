"""The word lists of data/references.toml, ready to be asked."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """pronouns: word → speaker, speakers, addressee, person, thing, several or relative. domestic: word → sector."""

    pronouns: dict[str, str]
    we: frozenset[str]
    in_first_person: re.Pattern[str]
    numbers: frozenset[str]
    several: frozenset[str]
    bodied: frozenset[str]
    sides: frozenset[str]
    opposites: frozenset[str]
    generic: frozenset[str]
    others: frozenset[str]
    abroad: frozenset[str]
    harmed: frozenset[str]
    own: frozenset[str]
    at_large: frozenset[str]
    regions: frozenset[str]
    offices: frozenset[str]
    domestic: dict[str, str]
    bodies: frozenset[str]
    any_body: frozenset[str]
    armed: frozenset[str]
    realms: dict[str, str]
    titles: frozenset[str]
    world: dict[str, str]
    said: frozenset[str]
    shared: frozenset[str]
    epithets: dict[str, str]
    epithet: re.Pattern[str]


@cache
def load_lexicon() -> Lexicon:
    rows = tomllib.loads(files("comity.reader").joinpath("data/references.toml").read_text("utf-8"))
    return Lexicon(
        pronouns={word: kind for kind, words in rows["pronouns"].items() for word in words},
        we=frozenset(rows["pronouns"]["speakers"]),
        in_first_person=re.compile(
            rf"(?:(?i:{'|'.join(rows['several']['quantities'])}) of )?(?P<we>[Ww]e\b(?=,)|(?<=of )us\Z)"
        ),
        numbers=frozenset(rows["several"]["numbers"]),
        several=frozenset(rows["several"]["nouns"]),
        bodied=frozenset(rows["several"]["bodied"]),
        opposites=frozenset(rows["several"]["opposites"]),
        sides=frozenset(rows["several"]["sides"]),
        generic=frozenset(rows["generic"]["heads"]),
        abroad=frozenset(rows["generic"]["abroad"]),
        harmed=frozenset(rows["generic"]["harmed"]),
        own=frozenset(rows["generic"]["own"]),
        others=frozenset(rows["generic"]["others"]),
        regions=frozenset(rows["generic"]["regions"]),
        at_large=frozenset(rows["generic"]["at_large"]),
        offices=frozenset(rows["generic"]["offices"]),
        domestic=rows["domestic"],
        bodies=frozenset(word for words in rows["bodies"].values() for word in words),
        any_body=frozenset(rows["bodies"]["any"]),
        armed=frozenset(rows["bodies"]["armed"]),
        realms=rows["realms"],
        titles=frozenset(rows["titles"]["words"]),
        world=rows["titles"]["world"],
        epithets=rows["epithets"],
        epithet=re.compile(
            rf"\b(?:(?:the|its|their)\s)?({'|'.join(re.escape(words) for words in rows['epithets'])})\b", re.I
        ),
        said=frozenset(rows["quotes"]["verbs"]),
        shared=frozenset(rows["shared"]["names"]),
    )
