"""Acts as told become events: each once, however often a text tells it, with what the codebook knows of them."""

from __future__ import annotations

from pathlib import Path

from tests.reader.cases import act, read

from comity.codebook import load_codebook
from comity.reader import Reader
from comity.records import Event, Reading
from comity.testing import FakeAct, FakeEncoder

DAY = "2020-05-14"
HEADLINE = "Guterres praises Kenya"
BODY = "UN Secretary-General António Guterres praised Kenya and thanked Uganda."
PRAISE = act(
    trigger="praised",
    type="SUPPORT",
    mode="praise",
    actors=["UN Secretary-General António Guterres"],
    recipients=["Kenya"],
)
HEAD = act(trigger="praises", type="SUPPORT", mode="praise", actors=["Guterres"], recipients=["Kenya"])
THANKS = act(
    trigger="thanked",
    type="SUPPORT",
    mode="thank",
    actors=["UN Secretary-General António Guterres"],
    recipients=["Uganda"],
)


def triggers(reading: Reading) -> list[list[str]]:
    """The words of each event's triggers."""
    return [[reading.document.words(told.trigger) for told in event.evidence] for event in reading.events]


def only(reading: Reading) -> Event:
    (event,) = reading.events
    return event


def test_headline_and_body_tell_one_event_and_the_body_tells_it_best() -> None:
    reading = read(f"{HEADLINE}\n\n{BODY}", HEAD, PRAISE, date=DAY, title=HEADLINE)
    assert triggers(reading) == [["praised", "praises"]]
    assert only(reading).actors[0].text == "UN Secretary-General António Guterres"


def test_headline_that_stands_twice_is_still_one_event() -> None:
    reading = read(f"{HEADLINE}\n\n{HEADLINE}\n\n{BODY}", HEAD, PRAISE, date=DAY, title=HEADLINE)
    assert triggers(reading) == [["praised", "praises", "praises"]]


def test_headline_counts_without_a_title_given() -> None:
    assert triggers(read(f"{HEADLINE}\n\n{BODY}", HEAD, PRAISE, date=DAY)) == [["praised", "praises"]]


def test_headline_alone_is_an_event() -> None:
    assert triggers(read(f"{HEADLINE}\n\nNothing more is known.", HEAD, date=DAY)) == [["praises"]]


def test_headline_of_another_recipient_is_another_event() -> None:
    other = act(trigger="praises", type="SUPPORT", mode="praise", actors=["Guterres"], recipients=["Chad"])
    reading = read(f"Guterres praises Chad\n\n{BODY}", other, PRAISE, date=DAY)
    assert triggers(reading) == [["praises"], ["praised"]]


def test_headline_of_another_type_is_another_event() -> None:
    other = act(trigger="praises", type="CONSULT", mode="message", actors=["Guterres"], recipients=["Kenya"])
    assert len(read(f"{HEADLINE}\n\n{BODY}", other, PRAISE, date=DAY).events) == 2


def test_two_acts_of_a_sentence_stay_two_events() -> None:
    assert triggers(read(BODY, PRAISE, THANKS, date=DAY)) == [["praised"], ["thanked"]]


def test_sentence_told_again_in_the_body_is_one_event() -> None:
    text = (
        "The talks ended. Kenya signed the treaty on the river with Uganda. "
        "Kenya also signed the treaty on the river with Uganda in May."
    )
    sign = FakeAct("signed", "SUPPORT", mode="sign", actors=["Kenya", "Uganda"])
    reading = Reader(encoder=FakeEncoder({"signed the treaty": [sign]})).read(text, date=DAY)
    assert triggers(reading) == [["signed", "signed"]]


def test_like_act_told_in_other_words_stays_another_event() -> None:
    text = (
        "The talks ended. Kenya praised Uganda for the new road between the lake and its capital. "
        "Kenya praised Uganda for hundreds of schools built last year."
    )
    praise = FakeAct("praised", "SUPPORT", mode="praise", actors=["Kenya"], recipients=["Uganda"])
    reading = Reader(encoder=FakeEncoder({"praised Uganda": [praise]})).read(text, date=DAY)
    assert triggers(reading) == [["praised"], ["praised"]]


def test_negated_act_is_not_the_act_itself() -> None:
    text = (
        "The talks ended. Kenya signed the treaty on the river in May. "
        "Kenya never signed the treaty on the river in May."
    )
    script = {
        "Kenya signed": [FakeAct("signed", "SUPPORT", mode="sign", actors=["Kenya"])],
        "Kenya never": [FakeAct("signed", "SUPPORT", mode="sign", aux=["negated"], actors=["Kenya"])],
    }
    reading = Reader(encoder=FakeEncoder(script)).read(text, date=DAY)
    assert [event.aux for event in reading.events] == [(), ("negated",)]


def test_events_are_numbered_in_the_order_of_the_text() -> None:
    reading = read(f"{HEADLINE}\n\n{BODY}", HEAD, THANKS, PRAISE, date=DAY, id="letter")
    assert [event.id for event in reading.events] == ["letter:e1", "letter:e2"]
    starts = [event.evidence[0].trigger.start for event in reading.events]
    assert starts == sorted(starts)


def test_event_bears_what_the_codebook_knows_of_its_act() -> None:
    event, book = only(read(BODY, PRAISE, date=DAY)), load_codebook()
    assert (event.type, event.mode, event.quad) == ("SUPPORT", "praise", "verbal cooperation")
    assert (event.score, event.cameo) == (book.score("SUPPORT", "praise"), book.cameo("SUPPORT", "praise"))


def test_event_bears_the_marks_that_the_model_gives() -> None:
    marked = act(trigger="praised", type="SUPPORT", aux=["historical", "negated"], contexts=["diplomatic", "health"])
    event = only(read(BODY, marked, date=DAY))
    assert (event.aux, set(event.contexts)) == (("historical", "negated"), {"diplomatic", "health"})


def test_event_bears_the_topics_of_its_sentence() -> None:
    text = "Kenya praised the work against COVID-19. Kenya signed a ceasefire."
    reading = read(
        text, act(trigger="praised", type="SUPPORT"), act(trigger="signed", type="SUPPORT", mode="sign"), date=DAY
    )
    book = load_codebook()
    for event in reading.events:
        found = {topic for topic, _, _ in book.find_topics(event.evidence[0].quote)}
        assert found and set(event.topics) == found
    assert reading.events[0].topics != reading.events[1].topics


def test_users_codebook_names_its_events(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('name = "mine"\nversion = "1"\n\n[modes.SUPPORT.laud]\nwords = ["praised"]\n', encoding="utf-8")
    reader = Reader(codebook=own, encoder=FakeEncoder({BODY: [PRAISE, THANKS]}))
    assert [event.mode for event in reader.read(BODY, date=DAY).events] == ["laud", "thank"]


def test_quote_is_the_whole_sentence() -> None:
    (told,) = only(read(f"It rained. {BODY} They left.", PRAISE, date=DAY)).evidence
    assert told.quote == BODY


def test_ties_are_no_events() -> None:
    tie = act(trigger="observer", type="tie:observer", actors=["The SCO"], recipients=["the UN General Assembly"])
    reading = read("The SCO has been an observer at the UN General Assembly since 2005.", tie, date=DAY)
    assert reading.events == ()
