"""The path of a text as a whole: what holds for every reading, whatever the text and whatever the model sees in it."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.reader.marks import needs_model

from comity.errors import ComityError
from comity.export.json import read_schema
from comity.reader import Reader
from comity.reader.acts import ACT_AT
from comity.reader.encoder import Encoded
from comity.reader.labels import PAIR_TYPES
from comity.records import Document, Evidence, Party, Reading
from comity.testing import FakeAct, FakeEncoder, find_words

DAY = dt.date(2020, 5, 14)
PARTIES = [
    "UN Secretary-General António Guterres", "SCO Secretary-General Vladimor Norov", "the SCO member states",
    "Both sides", "Moscow", "the two secretariats", "He", "they", "our", "we", "I", "which", "you", "ZFU",
    "the police", "Iran-backed militias", "the Zamboa Farmers' Union (ZFU)", "the G7", "US-Egypt",
    "the Joint Declaration on Cooperation",
]  # fmt: skip
OTHERS = [
    "an observer at the UN General Assembly since 2005", "on 5 April 2010", "yesterday", "in Tashkent",
    "member of NATO", "praised", "signed", "called on", "said that", "said", "according to", '"', "”",
    "“We will come and help you soon,”", "SECRETARY BLINKEN:", "QUESTION:",
    "Statement attributable to the Spokesperson:", "We, the leaders of France,",
    ".", ". ", ",", ": ", "; ", "\n", "\n\n", "\u00a0", "…", "(", ")", "- ",
]  # fmt: skip
FRAGMENTS = [*PARTIES, *OTHERS]
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=12), max_size=25).map(" ".join)
DATES = st.none() | st.dates()
PUBLISHERS = st.none() | st.sampled_from(["President of Russia", "Reuters", "SCO"]) | st.text(max_size=10)


class NoisyEncoder(FakeEncoder):
    """Sees acts at random, always the same in the same sentence: about one piece in six begins a trigger."""

    version = "noise"

    def encode(self, sentences: list[str]) -> list[Encoded]:
        return [
            _noise(encoded, sentence) for encoded, sentence in zip(super().encode(sentences), sentences, strict=True)
        ]


def _noise(encoded: Encoded, sentence: str) -> Encoded:
    rng = np.random.default_rng(zlib.crc32(sentence.encode("utf-8", "surrogatepass")))
    bio, acts, roles, mention = (
        (rng.normal(0, 3, array.shape) + shift).astype(np.float32)
        for array, shift in ((encoded.bio, [3, 0, 0]), (encoded.acts, 0), (encoded.roles, -3), (encoded.mention, 0))
    )
    return Encoded(pieces=encoded.pieces, bio=bio, acts=acts, roles=roles, mention=mention)


READER = Reader(encoder=NoisyEncoder())
SCHEMA = Draft202012Validator(json.loads(read_schema()))


def evidence_in(reading: Reading) -> Iterator[Evidence]:
    for records in (reading.events, reading.ties, reading.agreements, reading.appeals, reading.commitments):
        for record in records:
            yield from record.evidence


def parties_in(reading: Reading) -> Iterator[Party]:
    for event in reading.events:
        yield from (*event.actors, *event.recipients, *event.attribution)
    for tie in reading.ties:
        yield from (tie.a, tie.b)
    for agreement in reading.agreements:
        yield from agreement.parties
    for appeal in reading.appeals:
        yield from (*appeal.by, *appeal.to, *appeal.supported_by, *appeal.rejected_by)
    for commitment in reading.commitments:
        yield from (*commitment.by, *commitment.to)


def check_words(reading: Reading) -> None:
    """Every record's words are those of the text at the place that it names."""
    text = reading.document.text
    for told in evidence_in(reading):
        assert text[told.sentence.start : told.sentence.end] == told.quote
        assert told.sentence.holds(told.trigger) and told.trigger.start <= told.trigger.end
    for party in parties_in(reading):
        assert party.why and 0 <= party.confidence <= 1
        assert party.span is None or text[party.span.start : party.span.end] == party.text
    for mention in reading.mentions:
        assert text[mention.span.start : mention.span.end] == mention.text != ""


def check_records(reading: Reading) -> None:
    """Ids are unique, what refers to an event refers to one of the reading's, and the published schema holds."""
    ids = [event.id for event in reading.events]
    assert len(ids) == len(set(ids))
    assert {appeal.event for appeal in reading.appeals} | {commitment.event for commitment in reading.commitments} <= {
        *ids
    }
    assert {id for agreement in reading.agreements for id in agreement.events} <= {*ids}
    assert len({mention.span for mention in reading.mentions}) == len(reading.mentions)
    assert not list(SCHEMA.iter_errors(reading.to_dict(with_text=True)))


@settings(deadline=None, max_examples=150)
@given(TEXTS, DATES, PUBLISHERS)
def test_whatever_is_read_rests_on_the_words_of_the_text(
    text: str, date: dt.date | None, publisher: str | None
) -> None:
    reading = READER.read(text, date=date, publisher=publisher)
    check_words(reading)
    check_records(reading)


@settings(deadline=None, max_examples=80)
@given(st.text(), st.text(max_size=20), DATES)
def test_any_text_is_read(text: str, title: str, date: dt.date | None) -> None:
    reading = READER.read(text, title=title, date=date)
    assert reading.document.text == text
    check_words(reading)


@settings(deadline=None, max_examples=40)
@given(TEXTS, st.floats(0, 1))
def test_a_higher_bound_of_confidence_leaves_out_the_events_below_it(text: str, least: float) -> None:
    usual, asked = READER.read(text).events, Reader(encoder=NoisyEncoder(), min_confidence=least).read(text).events
    assert all(event.confidence >= least for event in asked)
    if least >= ACT_AT:
        assert asked == tuple(event for event in usual if event.confidence >= least)
    else:
        assert len(asked) >= sum(event.confidence >= least for event in usual)


@settings(deadline=None, max_examples=40)
@given(TEXTS)
def test_same_text_gives_the_same_reading(text: str) -> None:
    assert READER.read(text, date=DAY) == Reader(encoder=NoisyEncoder()).read(text, date=DAY)


@settings(deadline=None, max_examples=40)
@given(st.lists(TEXTS, min_size=2, max_size=4).flatmap(lambda texts: st.permutations(list(enumerate(texts)))))
def test_order_and_company_of_documents_dont_matter(texts: list[tuple[int, str]]) -> None:
    docs = [Document(id=str(number), text=text, date=DAY) for number, text in texts]
    together = list(READER.read_many(docs))
    assert [reading.document.id for reading in together] == [doc.id for doc in docs]
    assert together == [READER.read(doc) for doc in docs]


def test_many_documents_are_read_as_one_by_one() -> None:
    """Far more sentences than one pass of the model takes."""
    docs = [Document(id=str(n), text=f"{PARTIES[n % 20]} praised Kenya. " * (n % 25), date=DAY) for n in range(40)]
    assert list(READER.read_many(iter(docs))) == [READER.read(doc) for doc in docs]


def test_documents_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def supply() -> Iterator[Document]:
        for number in range(1000):
            taken.append(number)
            yield Document(id=str(number), text="Kenya praised Uganda. " * 20)

    next(READER.read_many(supply()))
    assert len(taken) < 50


def test_no_documents_give_no_readings() -> None:
    assert list(READER.read_many([])) == []


@pytest.mark.parametrize(
    "text", ["", " \n\u00a0", "...", "\x00", "\ud800", "🙂" * 300, "x" * 20_000, "( " * 2000, '"' * 999]
)
def test_odd_text_is_read(text: str) -> None:
    check_words(READER.read(text, date=DAY))


def test_what_is_told_beside_the_text_goes_into_the_document() -> None:
    reading = READER.read("Kenya left.", date="2020-05-14", title="A title", publisher="SCO", id="a")
    assert reading.document == Document(id="a", text="Kenya left.", date=DAY, title="A title", publisher="SCO")


def test_what_a_document_tells_stays_where_nothing_else_is_told() -> None:
    doc = Document(
        id="a", text="Kenya left.", date=DAY, title="A title", publisher="SCO", url="https://example.org", language="en"
    )
    assert READER.read(doc).document == doc
    assert READER.read(doc, date="2021-01-02").document.date == dt.date(2021, 1, 2)


def test_reading_names_the_model() -> None:
    assert READER.read("Kenya left.").versions["model"] == "noise"


def test_mirrored_dyad_is_told_apart() -> None:
    text = "Kenya praised Uganda."
    script = {"praised": [FakeAct("praised", "SUPPORT", mode="praise", actors=["Kenya"], recipients=["Uganda"])]}
    (event,) = Reader(encoder=FakeEncoder(script)).read(text).events
    assert [party.code for party in (*event.actors, *event.recipients)] == ["KEN", "UGA"]


RELATED = "Kenya praised Uganda and warned Chad."
RELATES = Reader(
    encoder=FakeEncoder({"praised": [
        FakeAct("praised", "SUPPORT", actors=["Kenya"], recipients=["Uganda"]),
        FakeAct("warned", "THREATEN", actors=["Kenya"], recipients=["Chad"]),
    ]})
)  # fmt: skip


@pytest.mark.parametrize(("recipient", "type"), [("Uganda", "SUPPORT"), ("Chad", "THREATEN")])
def test_relate_gives_every_type_with_its_probability_best_first(recipient: str, type: str) -> None:
    rows = RELATES.relate(RELATED, find_words(RELATED, "Kenya"), find_words(RELATED, recipient))
    assert rows[0][0] == type and {name for name, _ in rows} == set(PAIR_TYPES)
    shares = [share for _, share in rows]
    assert shares == sorted(shares, reverse=True) and sum(shares) == pytest.approx(1)


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (5, 2), (0, 38), (99, 120)])
def test_relate_refuses_spans_outside_the_text(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=r"doesn't lie in a text of 37 characters"):
        RELATES.relate(RELATED, span, (0, 5))
    with pytest.raises(ValueError, match=r"doesn't lie in a text of 37 characters"):
        RELATES.relate(RELATED, (0, 5), span)


def test_relate_counts_characters_of_the_whole_text() -> None:
    text = f"It rained all day in the city. {RELATED}"
    rows = RELATES.relate(text, find_words(text, "Kenya"), find_words(text, "Uganda"))
    assert rows[0][0] == "SUPPORT"


@pytest.mark.parametrize("date", ["14 May 2020", "2020-13-01", ""])
def test_date_that_is_none_is_refused(date: str) -> None:
    with pytest.raises((ValueError, ComityError)):
        READER.read("Kenya left.", date=date)


# ---- the shipped model


def raw(encoded: Encoded) -> list[bytes]:
    return [array.tobytes() for array in (encoded.bio, encoded.acts, encoded.roles, encoded.mention)]


SENTENCES = [
    "Kenya praised Uganda.",
    "The SCO has been an observer at the UN General Assembly since 2005.",
    "He said " + "that the talks on the river, the dam and the lock went on " * 7 + "in Basel.",
    "No.",
    "",
    "\u00a0ꙮ 🙂",
]


@needs_model
@pytest.mark.model
def test_company_of_a_sentence_doesnt_matter_to_the_byte(shipped: Reader) -> None:
    alone = [raw(shipped.encoder.encode([sentence])[0]) for sentence in SENTENCES]
    assert [raw(encoded) for encoded in shipped.encoder.encode(SENTENCES)] == alone
    assert [raw(encoded) for encoded in shipped.encoder.encode(SENTENCES[::-1] * 8)[-6:]] == alone[::-1]


@needs_model
@pytest.mark.model
def test_number_of_cores_doesnt_matter(shipped: Reader) -> None:
    text = " ".join(sentence for sentence in SENTENCES if sentence)
    assert Reader(threads=1).read(text, date=DAY) == shipped.read(text, date=DAY)


@needs_model
@pytest.mark.model
def test_model_reads_any_sentence(shipped: Reader) -> None:
    for text in ("", "...", "🙂" * 300, "x" * 2000, "a " * 500, "\x00 \u200b \ufeff", "北京 и Москва"):
        check_words(shipped.read(text, date=DAY))


@needs_model
@pytest.mark.model
def test_model_relates_in_the_direction_asked_for(shipped: Reader) -> None:
    text = "Kenya condemned Uganda for the attack."
    rows = shipped.relate(text, find_words(text, "Kenya"), find_words(text, "Uganda"))
    assert rows[0][0] == "ACCUSE" and sum(share for _, share in rows) == pytest.approx(1)


@needs_model
@pytest.mark.model
def test_model_relates_nothing_at_a_blank(shipped: Reader) -> None:
    """A span without a word is inside the text, and yet the model has nothing to go by."""
    text = "Kenya thanked Uganda."
    shares = [share for _, share in shipped.relate(text, (5, 6), (14, 20))]
    assert not np.isnan(shares).any()
