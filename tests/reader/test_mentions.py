from __future__ import annotations

from tests.reader.cases import act, read

from comity.records import Reading

TEXT = "António Guterres wrote to the SCO. He praised its members in Bishkek, and the Harbour Treaty."


def kinds(reading: Reading) -> dict[str, str]:
    return {mention.text: mention.kind for mention in reading.mentions}


def test_spans_that_the_model_marks_have_their_kind() -> None:
    reading = read("She praised the Harbour Treaty.", mentions={"Harbour Treaty": "agreement", "She": "pronoun"})
    assert [(mention.text, mention.kind, mention.actor) for mention in reading.mentions] == [
        ("She", "pronoun", None), ("Harbour Treaty", "agreement", None),
    ]  # fmt: skip


def test_marks_side_by_side_are_told_apart() -> None:
    reading = read("the envoy Zorvex said no", mentions={"envoy": "office", "Zorvex": "person"})
    assert kinds(reading) == {"envoy": "office", "Zorvex": "person"}


def test_text_without_names_and_marks_has_no_mentions() -> None:
    assert read("He left.").mentions == ()


def test_names_parties_and_marks_are_all_mentions_in_order() -> None:
    praise = act(trigger="praised", type="SUPPORT", mode="praise", actors=["He"], recipients=["its members"])
    reading = read(TEXT, praise, mentions={"Harbour Treaty": "agreement"}, date="2020-05-14")
    assert [mention.text for mention in reading.mentions] == [
        "António Guterres", "SCO", "He", "its members", "Bishkek", "Harbour Treaty",
    ]  # fmt: skip
    assert kinds(reading) == {
        "António Guterres": "person", "SCO": "organisation", "He": "pronoun", "its members": "organisation",
        "Bishkek": "place", "Harbour Treaty": "agreement",
    }  # fmt: skip


def test_mention_of_a_party_bears_whom_it_stands_for() -> None:
    reading = read(TEXT, act(trigger="praised", type="SUPPORT", actors=["He"]), date="2020-05-14")
    assert {mention.text: mention.actor for mention in reading.mentions}["He"] == "person/antonio-guterres"


def test_what_the_model_marks_gives_way_to_a_name_at_the_same_words() -> None:
    reading = read(TEXT, mentions={"the SCO": "group", "António": "place"}, date="2020-05-14")
    assert kinds(reading)["SCO"] == "organisation" and "António" not in kinds(reading)


def test_each_span_is_one_mention() -> None:
    acts = [act(trigger=trigger, actors=["He"]) for trigger in ("praised", "and")]
    reading = read(TEXT, *acts, mentions={"He": "person"}, date="2020-05-14")
    spans = [mention.span for mention in reading.mentions]
    assert len(spans) == len(set(spans)) and spans == sorted(spans)
