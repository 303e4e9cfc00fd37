"""Names in running text: the longest match at each word, left to right, in one pass over the words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from comity.actors.names import NameIndex, Sense, rank
from comity.actors.rows import SHARED_ROLES, Office
from comity.actors.words import PARTICLES, Word, cut, joins, key_of

# Kinds whose names stand in lower case too: "the foreign minister"
_COMMON = frozenset({"title", "office"})
# Kinds of names that may own an office, before its title (Russian President) and after it (President of Russia)
_OWNERS_BEFORE = frozenset({"name", "acronym", "former", "demonym", "seat"})
_OWNERS_AFTER = frozenset({"name", "acronym", "former"})
# Kinds of names that are people's, too, after a forename: Lisa Monaco
_PLACES = frozenset({"name", "seat", "city", "region"})
_TOWNS = frozenset({"city", "region"})
_BEFORE_TITLE = frozenset({" ", "'s ", "’s ", "' ", "’ ", "-"})
_BEFORE_OWNER = frozenset({" of ", " of the "})
# Acronyms up to this length are told from words by their capitals alone; so are family names: LI is not Li.
_SHORT_CHARS = 3
# Forenames that begin with so many equal letters may be one: Joe and Joseph.
_ALIKE_CHARS = 2
# How far back a sentence's end is looked for, past blanks and quotation marks.
_LOOK_BACK_CHARS = 8
# Words that would be initials by their look
_WORDS_OF_A_LETTER = frozenset({"A", "I"})
# A title that more offices bear than this is told by its roles only.
_MOST_OFFICES = 8


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name found in a text, at text[start:end].

    kind: name, acronym, former, demonym, seat, ministry, agency, person, family, office, title, place or another kind
    of names.csv. actors: ids of all it may mean, on whatever day; empty for a place and for a title of many offices.
    roles: for a title, the roles it stands for.
    """

    start: int
    end: int
    text: str
    kind: str
    actors: tuple[str, ...]
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeIndex:
    """Ids of offices by owner and title, by owner and role, and by title."""

    by_title: dict[tuple[str, str], list[str]]
    by_role: dict[tuple[str, str], list[str]]
    of_title: dict[str, list[str]]

    def of(self, owners: tuple[str, ...], title: str, roles: tuple[str, ...]) -> tuple[str, ...]:
        """Offices of these owners that bear the title, else those that alone have its first known role there."""
        found = [office for owner in owners for office in self.by_title.get((owner, title), ())]
        for role in roles:
            found = found or self._alone_in_role(owners, role)
        return tuple(dict.fromkeys(found))

    def _alone_in_role(self, owners: tuple[str, ...], role: str) -> list[str]:
        if role in SHARED_ROLES:
            return []
        bearers = [self.by_role.get((owner, role), []) for owner in owners]
        return [offices[0] for offices in bearers if len(offices) == 1]


def index_offices(offices: tuple[Office, ...]) -> OfficeIndex:
    """The offices, ready to be asked for by what texts say of them."""
    index = OfficeIndex({}, {}, {})
    for office in offices:
        index.by_role.setdefault((office.of, office.role), []).append(office.id)
        for title in {key_of(name): None for name in (office.title, *office.aliases)}:
            index.by_title.setdefault((office.of, title), []).append(office.id)
            index.of_title.setdefault(title, []).append(office.id)
    return index


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a match of some name tells, whatever the text."""

    kind: str
    actors: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Finds the names of an index in texts."""

    names: NameIndex
    offices: OfficeIndex
    _meanings: dict[tuple[str, str], _Meaning | None] = field(default_factory=dict)  # made once a name, when it is met

    def scan(self, text: str) -> tuple[NameMatch, ...]:
        """All names in the text, without overlaps; a text without small letters is taken for a headline."""
        return tuple(self._join_owners(text, list(self._single_names(text))))

    def _single_names(self, text: str) -> Iterator[NameMatch]:
        words = cut(text)
        headline = text.isupper()
        at = free = 0
        while at < len(words):
            match, used = self._match(text, words, at, headline)
            if match is not None and match.kind == "family" and at > free and not headline:
                match = self._with_forename(text, words[at - 1], match)
            if match is not None and used == 1 and match.kind in _PLACES and self._is_persons(text, words, at, match):
                match = None
            if match is not None:
                yield match
                free = at + used
            at += used

    def _match(self, text: str, words: list[Word], at: int, headline: bool) -> tuple[NameMatch | None, int]:
        """The longest name that starts at a word, and the number of words to go on by."""
        word = words[at]
        if not word.written[0].isupper() and word.folded not in self.names.low_starts:
            return None, 1
        lengths = self.names.lengths.get(word.folded, ())
        for count in lengths:
            match = self._phrase(text, words[at : at + count]) if 1 < count <= len(words) - at else None
            if match is not None:
                return match, count
        if word.written in self.names.exact and not (headline and word.written in self.names.headline_words):
            return self._found(text, word, word, self._meaning(word.written, "exact")), 1
        if lengths and lengths[0] > 1:
            match, used = self._past_initial(text, words, at, lengths)
            if match is not None:
                return match, used
        if lengths and lengths[-1] == 1 and (headline or not _is_short_capitals(word.written)):
            match = self._phrase(text, [word])
            if match is None or match.kind != "family":
                return match, 1
            return (match if self._stands_alone(text, words, at) else None), 1
        return None, 1

    def _stands_alone(self, text: str, words: list[Word], at: int) -> bool:
        """Whether a family name is nobody else's here, and not just a word."""
        if self._is_given(text, words, at) or self._is_half(text, words, at):
            return False
        return words[at].folded not in self.names.words or (at > 0 and self._is_address(text, words[at - 1], words[at]))

    def _is_address(self, text: str, before: Word, word: Word) -> bool:
        """Whether a word is a form of address for the next one: Prime Minister May, Mr. May."""
        gap = text[before.end : word.start]
        return gap in (" ", ". ") and before.written[0].isupper() and before.folded in self.names.addresses

    def _is_given(self, text: str, words: list[Word], at: int) -> bool:
        """Whether the word is the given name of somebody whom the tables lack: Kim Yo Jong, Jean-Luc Dubois."""
        if words[at].folded not in self.names.people.firsts or at + 1 == len(words):
            return False
        after = words[at + 1]
        return text[words[at].end : after.start] == " " and after.written[0].isupper()

    def _is_half(self, text: str, words: list[Word], at: int) -> bool:
        """Whether the word is half of a hyphenated name (Abdul-Mahdi, Chan-o-cha), not one of two (Biden-Putin)."""
        word = words[at]
        before = words[at - 1] if text[word.start - 1 : word.start] == "-" and at else None
        after = words[at + 1] if text[word.end : word.end + 1] == "-" and at + 1 < len(words) else None
        return any(
            other is not None
            and (other.written[0].isupper() or len(other.written) == 1)
            and other.folded not in self.names.people.families
            for other in (before, after)
        )

    def _is_persons(self, text: str, words: list[Word], at: int, match: NameMatch) -> bool:
        """Whether the name of a place is somebody's whom the tables lack: Lisa Monaco, P. Medina, Secretary Medina."""
        before = words[at - 1]
        initial = (words[n : n + 3] for n in (at - 2, at) if 0 <= n < len(words) - 2)  # Ana P. Medina, Regina P. Ruiz
        if any(three[0].folded in self.names.people.firsts and _is_middle(text, *three) for three in initial):
            return True
        return (
            at > 0
            and text[before.end : words[at].start] == " "
            and len(before.written) > 1
            and before.written[0].isupper()
            and (
                (match.kind in _TOWNS and before.folded in self.names.addresses)
                or (
                    before.folded in self.names.people.firsts
                    and before.folded not in self.names.no_forenames
                    and before.folded not in self.names.folded
                )
            )
        )

    def _phrase(self, text: str, words: list[Word]) -> NameMatch | None:
        key = " ".join([word.folded for word in words])
        if key not in self.names.folded or not self._hangs_together(text, words, key):
            return None
        if key in self.names.after_the and text[: words[0].start][-4:].lower() != "the ":
            return None
        among = "any" if _is_capital(words) or key in self.names.low else "common"
        return self._found(text, words[0], words[-1], self._meaning(key, among))

    def _past_initial(
        self, text: str, words: list[Word], at: int, lengths: tuple[int, ...]
    ) -> tuple[NameMatch | None, int]:
        """A person's name with an initial that the tables lack: Antony J. Blinken."""
        if at + 2 < len(words) and _is_initial(text, words[at], words[at + 1], words[at + 2]):
            for count in lengths:
                rest = words[at + 2 : at + 1 + count]
                key = " ".join([words[at].folded, *[word.folded for word in rest]])
                if count > 1 and key in self.names.folded and rest[-1].written[0].isupper():
                    return self._found(text, words[at], rest[-1], self._meaning(key, "person")), count + 1
        return None, 1

    def _with_forename(self, text: str, before: Word, match: NameMatch) -> NameMatch | None:
        """A family name in the light of the forename before it, if there is one: None if it is nobody's in the tables.

        Joseph Biden is the person; Joe Biden and a misspelt Jozeph Biden may be, and stay a family name; Jill Biden is
        somebody else. Secretary Biden and a sentence's first word say nothing.
        """
        if not self._may_be_forename(text, before, match):
            return match
        forenames = {id: self.names.people.forenames(id) for id in match.actors}
        same = tuple(id for id, names in forenames.items() if before.folded in names)
        alike = tuple(id for id, names in forenames.items() if _has_alike(names, before.folded))
        if same:
            return NameMatch(before.start, match.end, text[before.start : match.end], "person", same)
        if alike:
            return NameMatch(match.start, match.end, match.text, match.kind, alike)
        return match if before.folded not in self.names.people.firsts and _opens_sentence(text, before.start) else None

    def _may_be_forename(self, text: str, before: Word, match: NameMatch) -> bool:
        return (
            text[before.end : match.start] == " "
            and len(before.written) > 1
            and before.written[0].isupper()
            and before.written[1:].islower()
            and before.folded not in self.names.no_forenames
        )

    def _hangs_together(self, text: str, words: list[Word], key: str) -> bool:
        commas = key in self.names.with_comma
        return all(joins(a, text[a.end : b.start], commas=commas) for a, b in pairwise(words))

    def _found(self, text: str, first: Word, last: Word, meaning: _Meaning | None) -> NameMatch | None:
        if meaning is None:
            return None
        words = text[first.start : last.end]
        return NameMatch(first.start, last.end, words, meaning.kind, meaning.actors, meaning.roles)

    def _meaning(self, key: str, among: str) -> _Meaning | None:
        """What a name means among senses of some kinds: exact (acronyms), any, common (titles) or person."""
        memo = (key, among)
        if memo not in self._meanings:
            senses = self.names.exact[key] if among == "exact" else self.names.folded[key]
            if among == "common":
                senses = [sense for sense in senses if sense.kind in _COMMON]
            elif among == "person":
                senses = [sense for sense in senses if sense.kind == "person"]
            self._meanings[memo] = self._tell(key, senses) if senses else None
        return self._meanings[memo]

    def _tell(self, key: str, senses: list[Sense]) -> _Meaning:
        kind = min((sense.kind for sense in senses), key=rank)
        if kind == "title":
            offices = self.offices.of_title.get(key, [])
            return _Meaning(kind, tuple(offices) if len(offices) <= _MOST_OFFICES else (), self.names.roles[key])
        actors = dict.fromkeys(sense.actor for sense in senses if sense.kind == kind and sense.actor)
        return _Meaning(kind, tuple(actors), ())

    def _join_owners(self, text: str, matches: list[NameMatch]) -> Iterator[NameMatch]:
        """The matches, a title made one with the owner beside it where they make an office: Russian President."""
        waiting: NameMatch | None = None
        for match in matches:
            if waiting is None:
                waiting = match
                continue
            office = self._office(text, waiting, match)
            if office is None and self._tells(waiting):
                yield waiting
            waiting = office or match
        if waiting is not None and self._tells(waiting):
            yield waiting

    def _office(self, text: str, left: NameMatch, right: NameMatch) -> NameMatch | None:
        gap = text[left.end : right.start]
        if right.kind == "title" and left.kind in _OWNERS_BEFORE and gap in _BEFORE_TITLE:
            owner, title = left, right
        elif left.kind == "title" and right.kind in _OWNERS_AFTER and gap in _BEFORE_OWNER:
            owner, title = right, left
        else:
            return None
        key = key_of(title.text)
        offices = self.offices.of(owner.actors, key, self.names.title_roles.get(key, ()))
        if not offices:
            return None
        return NameMatch(left.start, right.end, text[left.start : right.end], "office", offices)

    def _tells(self, match: NameMatch) -> bool:
        return match.kind != "title" or key_of(match.text) not in self.names.only_with_owner


def _is_capital(words: list[Word]) -> bool:
    """Whether words start as proper names do: with a capital, if not in the particle before it."""
    first = words[0]
    return first.written[0].isupper() or (
        len(words) > 1 and first.folded in PARTICLES and any(word.written[0].isupper() for word in words[1:])
    )


def _has_alike(forenames: frozenset[str], word: str) -> bool:
    """Whether the word begins like one of the forenames: Joe and Joseph, Sergei and Sergey."""
    return any(forename[:_ALIKE_CHARS] == word[:_ALIKE_CHARS] for forename in forenames)


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - _LOOK_BACK_CHARS) : start].rstrip(" \t\"'“‘«([")
    return not before or before[-1] in ".!?:;\n—–-•*…”"


def _is_short_capitals(written: str) -> bool:
    return 1 < len(written) <= _SHORT_CHARS and written.isupper()


def _is_middle(text: str, before: Word, word: Word, after: Word) -> bool:
    """Whether a letter is an initial after a forename, not a word: "Is Jordan A Threat"."""
    return word.written not in _WORDS_OF_A_LETTER and _is_initial(text, before, word, after)


def _is_initial(text: str, before: Word, word: Word, after: Word) -> bool:
    return (
        len(word.written) == 1
        and word.written.isupper()
        and after.written[0].isupper()
        and text[before.end : word.start] == " "
        and text[word.end : after.start] in (". ", " ", ".")
    )
