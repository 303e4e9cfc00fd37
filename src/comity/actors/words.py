"""Words of names: cut and folded alike in the tables and in texts, so that spellings of one name meet.

"U.S." and "US", "Secretary-General" and "Secretary General", "Organisation" and "Organization", "Erdoğan" and
"Erdogan", "Trinidad & Tobago" and "Trinidad and Tobago" fold to the same words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# U.S.A. | G-7 | Co-operation | & | any other word (with accents that stand as characters of their own)
_WORD = re.compile(r"[A-Z](?:\.[A-Z])+\b\.?|[A-Z]-\d+\b|[Cc][Oo]-[Oo]\w+|&|[\w\u0300-\u036f]+")
_PLAIN = re.compile(r"[A-Za-z ]+")
_POSSESSIVE = re.compile(r"(?:['’ʼ][sS]|(?<=[sS])['’ʼ])$")
_JOINED = re.compile(r"\s{1,2}|['’ʼ.] ?| ?[\-‐‑–—/] ?|\.-|['’ʼ]-")
_ABBREVIATION_CHARS = 3

# Words whose spelling differs between British and American texts; what ends in -isation is changed by rule.
_SPELLINGS = {
    "&": "and",
    "centre": "center",
    "centres": "centers",
    "defence": "defense",
    "labour": "labor",
    "programme": "program",
    "programmes": "programs",
    "harbour": "harbor",
    "saint": "st",
}
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "ə": "a", "ʻ": None}
)

# Small words that open family names and Arabic names in lower case: "al-Assad", "von der Leyen".
PARTICLES = frozenset(
    {"abu", "al", "an", "ar", "as", "bin", "bint", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du"}
    | {"el", "ibn", "la", "le", "ter", "van", "von"}
)


class Word(NamedTuple):
    """One word of a text: its range, how it stands there without dots, and how it folds.

    A tuple, as every word of every text becomes one: it is made three times as fast as a dataclass.
    """

    start: int
    end: int
    written: str
    folded: str


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word without case, accents, dots, hyphens, and of American spelling."""
    folded = word.replace(".", "").replace("-", "").lower()
    if not folded.isascii():
        spread = unicodedata.normalize("NFKD", folded.translate(_LETTERS))
        folded = "".join(char for char in spread if not unicodedata.combining(char))
    if "isation" in folded:
        folded = folded.replace("isation", "ization")
    return _SPELLINGS.get(folded, folded)


def cut(text: str) -> list[Word]:
    """The words of a text, in order."""
    words = []
    for match in _WORD.finditer(text):
        written = match.group()
        if "." in written or "-" in written:
            written = written.replace(".", "").replace("-", "")
        words.append(Word(match.start(), match.end(), written, fold(written)))
    return words


@lru_cache(maxsize=65536)
def key_of(name: str) -> str:
    """The folded words of a name, blanks between them, without a leading 'the' and a possessive's end."""
    if _PLAIN.fullmatch(name):
        folded = [_SPELLINGS.get(word, word) for word in name.lower().replace("isation", "ization").split()]
    else:
        folded = [fold(word) for word in _WORD.findall(_POSSESSIVE.sub("", name))]
    return " ".join(folded[1:] if len(folded) > 1 and folded[0] == "the" else folded)


def acronym_of(name: str) -> str | None:
    """The name as an acronym without dots ("U.S." → "US", "G-7" → "G7"), None if it doesn't look like one.

    Such names are only the same where their capitals are: US is not us, WHO not who.
    """
    if " " in name or name[1:].islower():  # most names end here, quickly
        return None
    words = _WORD.findall(_POSSESSIVE.sub("", name))
    if len(words) != 1:
        return None
    written: str = words[0].replace(".", "").replace("-", "")
    capitals = sum(char.isupper() or char.isdigit() for char in written)
    return written if written[0].isupper() and capitals >= 2 and 2 * capitals >= len(written) else None


def joins(before: Word, gap: str, *, commas: bool) -> bool:
    """Whether a word and the one after it, with this gap between them, may belong to one name.

    A full stop joins only after a short word (St. Lucia): elsewhere it ends a sentence.
    """
    if gap == " " or gap == "-":
        return True
    if gap == ". ":
        return len(before.written) <= _ABBREVIATION_CHARS
    return _JOINED.fullmatch(gap) is not None or (commas and gap == ", ")
