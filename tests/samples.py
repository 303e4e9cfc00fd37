"""A document and its reading, written by hand, for tests that need records but no model.

Spans are found by their words, so that the text can be edited; `nth` counts occurrences from 1.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from comity.records import (
    Agreement,
    Appeal,
    Commitment,
    Document,
    Event,
    Evidence,
    Interval,
    Mention,
    Party,
    Place,
    Reading,
    Span,
    Tie,
    Topic,
)

TEXT = """A visit to Borland

President Ana Vey of Avaria praised Borland and its ministers in Port Bo on Tuesday.
She promised Borland three ships by 2031, and he thanked her.

Avaria joined the Coast League in 2029 & both sides signed the <Harbour> Treaty on 5 April 2030."""

DOCUMENT = Document(
    id="visit.txt",
    text=TEXT,
    title="A visit to Borland",
    date=dt.date(2030, 5, 14),
    publisher="Office of the President",
    url="https://example.org/visit",
    language="en",
)


def find(words: str, nth: int = 1) -> Span:
    at = -1
    for _ in range(nth):
        at = TEXT.index(words, at + 1)
    return Span(at, at + len(words))


def evidence(trigger: str, sentence: str) -> Evidence:
    within = find(sentence)
    at = TEXT.index(trigger, within.start)
    return Evidence(sentence=within, trigger=Span(at, at + len(trigger)), quote=sentence)


def party(words: str, nth: int = 1, **known: Any) -> Party:
    fields: dict[str, Any] = {"text": words, "span": find(words, nth), "why": "name", "confidence": 0.9}
    return Party(**(fields | known))


AVARIA = party("Avaria", actor="state/AVA", name="Avaria", kind="state", code="AVA", country="AVA")
BORLAND = party("Borland", 2, actor="state/BOR", name="Borland", kind="state", code="BOR", country="BOR")
VEY = party(
    "President Ana Vey of Avaria",
    actor="person/ana-vey",
    name="Ana Vey",
    kind="person",
    code="AVA",
    country="AVA",
    sector="government",
    office="office/AVA/president",
    why="in office on that day",
)
LEAGUE = party(
    "Coast League",
    actor="org/CL",
    name="Coast League",
    kind="regional",
    code="CL",
    members=("state/AVA", "state/BOR"),
)
HE = party("he", 2, why="two persons it could be", confidence=0.2)
IMPLIED = party("", span=None, actor="state/BOR", name="Borland", code="BOR", why="the other side")

PRAISE = evidence("praised", TEXT.split("\n")[2])
PROMISE = evidence("promised", TEXT.split("\n")[3])
SIGNING = evidence("signed", TEXT.split("\n")[5])


def event(**known: Any) -> Event:
    plain: dict[str, Any] = {
        "id": "visit.txt#1",
        "type": "SUPPORT",
        "mode": "praise",
        "quad": "verbal cooperation",
        "score": 4.5,
        "cameo": "051",
        "aux": (),
        "contexts": ("diplomatic",),
        "topics": (),
        "actors": (VEY,),
        "recipients": (BORLAND,),
        "attribution": (),
        "date": Interval(start="2030-05-14", end="2030-05-14", precision="day"),
        "place": None,
        "confidence": 0.91234,
        "evidence": (PRAISE,),
    }
    return Event(**(plain | known))


EVENTS = (
    event(place=Place(name="Port Bo", country="BOR", lat=1.5, lon=-2.25), evidence=(PRAISE, PROMISE)),
    event(
        id="visit.txt#2",
        type="AGREE",
        mode=None,
        actors=(HE,),
        topics=("shipping", "trade"),
        contexts=("military", "human_rights"),
        confidence=0.4,
        date=Interval(start="2030-05-01", end="2030-05-31", precision="month"),
        evidence=(PROMISE,),
    ),
    event(
        id="visit.txt#3",
        mode="sign",
        aux=("historical",),
        actors=(AVARIA, IMPLIED),
        recipients=(),
        attribution=(LEAGUE,),
        cameo=None,
        date=None,
        evidence=(SIGNING,),
    ),
)

READING = Reading(
    document=DOCUMENT,
    events=EVENTS,
    ties=(Tie(type="member", a=AVARIA, b=LEAGUE, since="2029", until=None, evidence=(SIGNING,)),),
    agreements=(
        Agreement(
            title="<Harbour> Treaty",
            date="2030-04-05",
            status="signed",
            parties=(AVARIA, BORLAND),
            events=("visit.txt#3",),
            evidence=(SIGNING,),
        ),
    ),
    appeals=(
        Appeal(
            by=(VEY,),
            to=(BORLAND,),
            asks="a quiet coast",
            event="visit.txt#1",
            evidence=(PRAISE,),
            supported_by=(LEAGUE,),
            rejected_by=(HE,),
        ),
    ),
    commitments=(
        Commitment(
            by=(VEY,), to=(BORLAND,), promise="three ships", due="2031", event="visit.txt#2", evidence=(PROMISE,)
        ),
    ),
    mentions=(
        Mention(span=find("Borland", 2), text="Borland", kind="state", actor="state/BOR"),
        Mention(span=find("he", 2), text="he", kind="pronoun"),
    ),
    topics=(Topic(topic="shipping", weight=0.75), Topic(topic="peace", weight=0.25)),
    versions={"codebook": "1.0", "model": "0.1"},
)

BARE = Reading(document=Document(id="bare", text="Nothing to see."))
