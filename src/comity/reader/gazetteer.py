"""Cities, regions and sites with their coordinates, by name: data/places.csv."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from comity.actors.words import cut, key_of

MOST_WORDS = 5  # of a place's name


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A row of the table. kind: capital, city, region or site. country: ISO alpha-3, None for a sea."""

    name: str
    country: str | None
    kind: str
    lat: float | None
    lon: float | None
    population: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The places by folded name (the likeliest of each name first), and the capitals by country."""

    by_name: dict[str, list[KnownPlace]]
    capitals: dict[str, KnownPlace] = field(default_factory=dict)

    def named(self, name: str, country: str | None = None) -> KnownPlace | None:
        """The place of that name, in that country if one is there, else the likeliest."""
        known = self.by_name.get(key_of(name), [])
        return next((place for place in known if country and place.country == country), known[0] if known else None)

    def at(self, text: str, start: int, end: int, country: str | None = None) -> tuple[int, KnownPlace] | None:
        """The longest place name that starts there in the text, as (where it ends, place)."""
        words = cut(text[start : min(end, start + 60)])[:MOST_WORDS]
        for word in reversed(words):
            stop = start + word.end
            place = self.named(text[start:stop], country)
            if place is not None:
                return stop, place
        return None


@cache
def load_gazetteer() -> Gazetteer:
    by_name: dict[str, list[KnownPlace]] = defaultdict(list)
    capitals: dict[str, KnownPlace] = {}
    table = files("comity.reader").joinpath("data/places.csv").read_text("utf-8").splitlines()
    for _, name, aliases, country, kind, lat, lon, population, _ in csv.reader(table[1:]):
        place = KnownPlace(name, country or None, kind, _degrees(lat), _degrees(lon), int(population))
        for key in {key_of(form): None for form in (name, *filter(None, aliases.split("|")))}:
            by_name[key].append(place)
        if kind == "capital":
            capitals.setdefault(country, place)
    for places in by_name.values():
        places.sort(key=_likelihood)
    return Gazetteer(dict(by_name), capitals)


def _degrees(cell: str) -> float | None:
    return float(cell) if cell else None


def _likelihood(place: KnownPlace) -> tuple[int, int]:
    """Regions, sites and capitals first, as only well-known ones are in the table; then by population."""
    return (0 if place.kind != "city" else 1, -place.population)
