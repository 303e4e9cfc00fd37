"""How records are said to people: dates, parties, acts, ties and the rest in plain words, for table and html."""

import datetime as dt
from collections.abc import Iterable, Iterator

from comity.records import Agreement, Appeal, Commitment, Event, Interval, Party, Reading, Tie

UNSURE = 0.5  # an event below this confidence is shown with it

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

# What stands between a and b of a tie: "SCO — observer at — UN General Assembly".
TIES = {
    "member": "member of",
    "observer": "observer at",
    "partner": "partner of",
    "party": "party to",
    "officeholder": "holds office in",
    "part": "part of",
    "host": "host of",
    "ally": "ally of",
}


def say_date(iso: str) -> str:
    """An ISO prefix as people write it: 2010 → 2010, 2010-04 → Apr 2010, 2010-04-05 → 5 Apr 2010."""
    year, *rest = iso.split("-")
    if not rest:
        return year
    month = MONTHS[int(rest[0]) - 1]
    return f"{int(rest[1])} {month} {year}" if len(rest) > 1 else f"{month} {year}"


def say_day(day: dt.date) -> str:
    return say_date(day.isoformat())


def say_interval(on: Interval) -> str:
    """When, as far as it is known: "5 Apr 2010", "Apr 2010", "2010", "since 5 Apr 2010", "5 Apr 2010 – 7 May 2010"."""
    cut = {"year": 4, "month": 7}.get(on.precision, 10)
    start = say_date(on.start[:cut])
    if on.end is None:
        return f"since {start}"
    end = say_date(on.end[:cut])
    return start if start == end else f"{start} – {end}"


def say_party(party: Party) -> str:
    """A party's name, with its code where that tells more; its words and a question mark where it is open."""
    if is_open(party):
        return f"“{party.text}”?"
    name, code = party.name or party.text, party.code or ""
    return f"{name} ({code})" if party.actor and code.casefold() not in ("", name.casefold()) else name


def is_open(party: Party) -> bool:
    """Whether it stayed undecided for whom the words stand."""
    return party.actor is None and party.code is None


def say_parties(parties: Iterable[Party]) -> str:
    return ", ".join(map(say_party, parties))


def say_act(event: Event) -> str:
    return f"{event.type} {event.mode}" if event.mode else event.type


def say_about(event: Event) -> tuple[str, ...]:
    """What the act is about: its topics, or where it has none the contexts it stands in."""
    return event.topics or tuple(context.replace("_", " ") for context in event.contexts)


def say_notes(event: Event) -> Iterator[str]:
    """What a reader should know beside who, what and whom: whose words, how unsure, how often told, what stays open."""
    if event.attribution:
        yield f"as told by {say_parties(event.attribution)}"
    if event.confidence < UNSURE:
        yield f"unsure: {event.confidence:.0%}"
    if len(event.evidence) > 1:
        yield f"told {len(event.evidence)} times in this text"
    parties = (*event.actors, *event.recipients, *event.attribution)
    yield from dict.fromkeys(f"“{party.text}” stays open: {party.why}" for party in parties if is_open(party))


def say_sections(reading: Reading) -> list[tuple[str, list[str]]]:
    """What stands below the events, as a label and its lines; a section without lines is left out."""
    sections = (
        ("Groups", _say_groups(reading)),
        ("Ties", [say_tie(tie) for tie in reading.ties]),
        ("Agreements", [say_agreement(agreement) for agreement in reading.agreements]),
        ("Appeals", [say_appeal(appeal) for appeal in reading.appeals]),
        ("Commitments", [say_commitment(commitment) for commitment in reading.commitments]),
        ("Topics", _say_topics(reading)),
    )
    return [(label, lines) for label, lines in sections if lines]


def say_tie(tie: Tie) -> str:
    since = f", since {say_date(tie.since)}" if tie.since else ""
    until = f", until {say_date(tie.until)}" if tie.until else ""
    return f"{say_party(tie.a)} – {TIES.get(tie.type, tie.type)} – {say_party(tie.b)}{since}{until}"


def say_agreement(agreement: Agreement) -> str:
    status = f"{agreement.status} {say_date(agreement.date)}" if agreement.date else agreement.status
    return " · ".join(filter(None, (agreement.title, status, say_parties(agreement.parties))))


def say_appeal(appeal: Appeal) -> str:
    backed = f"; backed by {say_parties(appeal.supported_by)}" if appeal.supported_by else ""
    turned = f"; rejected by {say_parties(appeal.rejected_by)}" if appeal.rejected_by else ""
    return f"{_from_to(appeal.by, appeal.to)}: {appeal.asks}{backed}{turned}"


def say_commitment(commitment: Commitment) -> str:
    due = f", by {say_date(commitment.due)}" if commitment.due else ""
    return f"{_from_to(commitment.by, commitment.to)}: {commitment.promise}{due}"


def _from_to(by: tuple[Party, ...], to: tuple[Party, ...]) -> str:
    return " → ".join((say_parties(by) or "–", *([say_parties(to)] if to else [])))


def _say_groups(reading: Reading) -> list[str]:
    """Whom each group stands for, once a document: "SCO member states: CHN, IND, …"."""
    parties = (party for event in reading.events for party in (*event.actors, *event.recipients))
    groups = {party.text: party.members for party in parties if party.members}
    return [f"{text}: {', '.join(actor.rpartition('/')[2] for actor in members)}" for text, members in groups.items()]


def _say_topics(reading: Reading) -> list[str]:
    return [" · ".join(f"{topic.topic} {topic.weight:.0%}" for topic in reading.topics)] if reading.topics else []
