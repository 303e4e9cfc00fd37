"""The word lists of data/references.toml, ready to be asked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words tell of those for whom they stand; where nothing else is said, of the noun that heads them.

    pronouns: word → speaker, speakers, addressee, person, thing, several or relative. we: those of the speakers.
    we_all: "we" with what else opens the words: "We, the ministers of …", "all of us". numbers: both, two, …
    several: nouns after a number or "the". bodied: of these, what speaks of states themselves, not of people.
    sides: nouns after "our" in a talk of two. opposites: whom somebody meets.
    generic: nobody in particular, but with a word of `somebody`. others: not their owner ("Chad's donors").
    abroad: of the state where they are met. harmed: hardly of the state that harms them. own: of the speaker's state.
    at_large: words said of many or of no one state. regions: parts of the world, as written. offices: nouns with which
    "foreign" tells an office. domestic: word → sector of a body of some state. bodies: of the organisation named last,
    any_body: of any, armed: of an armed group. realms: noun → word of the state's official name, empty for any state.
    titles: words of people's titles. calls: forms of address. ministers: words of ministers and ministries.
    world: title → id of the only one whom the world calls so. said: verbs that hand the word to a speaker.
    shared: names of bodies that many states have. epithets: phrase → id of whom it means. epithet: finds one.
    """

    pronouns: dict[str, str]
    we: frozenset[str]
    we_all: re.Pattern[str]
    numbers: frozenset[str]
    several: frozenset[str]
    bodied: frozenset[str]
    sides: frozenset[str]
    opposites: frozenset[str]
    generic: frozenset[str]
    somebody: frozenset[str]
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
    calls: frozenset[str]
    ministers: frozenset[str]
    world: dict[str, str]
    said: frozenset[str]
    shared: frozenset[str]
    epithets: dict[str, str]
    epithet: re.Pattern[str]

    def sector(self, words: Iterable[str]) -> str | None:
        """The sector of the first of the words that tells one."""
        return next((self.domestic[word] for word in words if word in self.domestic), None)


@cache
def load_lexicon() -> Lexicon:
    rows = tomllib.loads(files("comity.reader").joinpath("data/references.toml").read_text("utf-8"))
    return Lexicon(
        pronouns={word: kind for kind, words in rows["pronouns"].items() for word in words},
        we=frozenset(rows["pronouns"]["speakers"]),
        we_all=re.compile(rf"(?:(?i:{'|'.join(rows['several']['quantities'])}) of )?(?P<we>[Ww]e\b(?=,)|(?<=of )us\Z)"),
        numbers=frozenset(rows["several"]["numbers"]),
        several=frozenset(rows["several"]["nouns"]),
        bodied=frozenset(rows["several"]["bodied"]),
        opposites=frozenset(rows["several"]["opposites"]),
        sides=frozenset(rows["several"]["sides"]),
        generic=frozenset(rows["generic"]["heads"]),
        abroad=frozenset(rows["generic"]["abroad"]),
        harmed=frozenset(rows["generic"]["harmed"]),
        own=frozenset(rows["generic"]["own"]),
        somebody=frozenset(rows["generic"]["somebody"]),
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
        calls=frozenset(rows["titles"]["calls"]),
        ministers=frozenset(rows["titles"]["ministers"]),
        world=rows["titles"]["world"],
        epithets=rows["epithets"],
        epithet=re.compile(
            rf"\b(?:(?:the|its|their)\s)?({'|'.join(re.escape(words) for words in rows['epithets'])})\b", re.I
        ),
        said=frozenset(rows["quotes"]["verbs"]),
        shared=frozenset(rows["shared"]["names"]),
    )
