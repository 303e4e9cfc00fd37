"""The registry of actors: states, organisations, offices and people, their names and ties, by date."""

from comity.actors.actor import Actor, KnownTie
from comity.actors.check import Finding, check_tables
from comity.actors.registry import Registry, load_registry
from comity.actors.scan import NameMatch
from comity.actors.tables import Tables

__all__ = ["Actor", "Finding", "KnownTie", "NameMatch", "Registry", "Tables", "check_tables", "load_registry"]
