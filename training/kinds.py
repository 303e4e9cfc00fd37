"""What kind of mention some words are, told by the words and the registry: silver labels for the mention head."""

import re
from collections.abc import Iterator

from comity.actors import load_registry

_SCANNED = {
    "person": "person", "family": "person", "office": "office", "title": "office", "demonym": "state", "seat": "place",
    "place": "place", "city": "place", "region": "place", "ministry": "organisation", "agency": "organisation",
}  # fmt: skip
_AGREEMENT = re.compile(
    r"\b(?:[A-Z][\w’-]+\s(?:(?:of|on|for|and|the|to|in)\s)*)*"
    r"(?:Agreements?|Treaty|Declaration|Convention|Protocol|Accords?|Pact|Charter|Statute"
    r"|Memorandum of Understanding)\b"
    r"(?:\s(?:(?:of|on|for|and|the|concerning)\s)+[A-Z][\w’-]+(?:\s[A-Z][\w’-]+)*)*"
)

PRONOUNS = frozenset({
    "both", "he", "her", "him", "himself", "his", "i", "it", "its", "itself", "me", "my", "our", "ourselves",
    "she", "their", "them", "themselves", "they", "those", "us", "we", "which", "who", "whose", "you", "your",
})  # fmt: skip
TITLES = frozenset({
    "adviser", "advisor", "ambassador", "chair", "chairman", "chairperson", "chancellor", "chief", "commander",
    "commissioner", "counsellor", "counselor", "deputy", "director", "emir", "envoy", "general", "governor",
    "head", "judge", "king", "leader", "minister", "pm", "premier", "president", "prince", "queen",
    "representative", "secretary", "senator", "speaker", "spokesman", "spokesperson", "spokeswoman",
    "under-secretary",
})  # fmt: skip


def silver(words: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, kind) of the names in a sentence that the registry or the form of an agreement's title tells."""
    for match in _AGREEMENT.finditer(words):
        if len(match.group().split()) > 1:
            yield match.start(), match.end(), "agreement"
    for name in load_registry().scan(words):
        kind = _SCANNED.get(name.kind)
        if kind is None and name.actors:
            kind = "state" if name.actors[0].startswith("state/") else "organisation"
        if kind:
            yield name.start, name.end, kind


def kind_of(text: str, code: str) -> str | None:
    """The kind of mention that a party's words are, None where words and code don't tell."""
    words = text.replace("’", "'").split()
    plain = [w.strip(".,()'\"").lower().removesuffix("'s") for w in words]
    if len(words) == 1 and plain[0] in PRONOUNS:
        return "pronoun"
    if plain[0] in PRONOUNS - {"it", "those"} and len(words) <= 3 and text.islower():
        return "group"
    capitals = [w for w in words if w[:1].isupper()]
    if any(w in TITLES for w in plain):
        named = len(capitals) >= 2 and words[-1][:1].isupper() and plain[-1] not in TITLES
        return "person" if named else "office"
    if not capitals or (plain[-1].endswith("s") and not words[-1][:1].isupper()):
        return "group"
    if len(code) == 3 and code.isalpha() and code not in ("OIC", "GCC", "ICC", "WHO", "ICJ", "LAS", "CIS", "OAS"):
        return None  # state, person or agency: the words alone don't tell
    return "organisation" if code != "GENERIC" else None
