from __future__ import annotations

from rich.console import Console
from tests.samples import BARE, LEAGUE, READING, event, party

from comity.export.table import ReadingTable
from comity.records import Document, Evidence, Reading, Span


def show(reading: Reading, *, width: int = 80, colours: bool = False) -> str:
    console = Console(width=width, force_terminal=colours, color_system="standard" if colours else None, _environ={})
    with console.capture() as capture:
        console.print(ReadingTable(reading))
    return capture.get()


def flat(shown: str) -> str:
    return " ".join(shown.split())


def test_row_tells_who_what_whom_when_about_what() -> None:
    assert "Ana Vey (AVA) SUPPORT Borland (BOR) 14 May 2030 diplomatic" in flat(show(READING))


def test_trigger_and_parties_are_marked_with_signs_without_colours() -> None:
    assert "“‹President Ana Vey of Avaria› [praised] ‹Borland› and its ministers" in flat(show(READING))


def test_marks_are_colours_where_there_are_colours() -> None:
    shown = show(READING, colours=True)
    assert "[praised]" not in shown
    assert "\x1b[1;4mpraised\x1b[0m" in shown


def test_nothing_is_wider_than_the_terminal() -> None:
    for width in (60, 80, 120):
        assert max(map(len, show(READING, width=width).splitlines())) <= width


def test_open_party_says_so_with_the_reason() -> None:
    assert "“he” stays open: two persons it could be" in show(READING)


def test_unsure_event_says_how_sure() -> None:
    assert show(READING).count("unsure: 40%") == 1


def test_attribution_and_further_tellings_are_noted() -> None:
    assert "as told by Coast League (CL)" in show(READING)
    assert "told 2 times in this text" in show(READING)


def test_dates_are_as_precise_as_known() -> None:
    shown = flat(show(READING))
    assert "AGREE Borland (BOR) May 2030" in shown
    assert "(historical)" in shown


def test_sections_stand_below() -> None:
    shown = flat(show(READING, width=120))
    assert "Ties Avaria (AVA) – member of – Coast League (CL), since 2029" in shown
    assert "Agreements <Harbour> Treaty · signed 5 Apr 2030 · Avaria (AVA), Borland (BOR)" in shown
    assert (
        "Appeals Ana Vey (AVA) → Borland (BOR): a quiet coast; backed by Coast League (CL); rejected by “he”?" in shown
    )
    assert "Commitments Ana Vey (AVA) → Borland (BOR): three ships, by 2031" in shown
    assert "Topics shipping 75% · peace 25%" in shown


def test_group_says_whom_it_stands_for_once() -> None:
    both = event(actors=(LEAGUE,), recipients=(LEAGUE,))
    shown = flat(show(Reading(document=READING.document, events=(both, both))))
    assert shown.count("Groups Coast League: AVA, BOR") == 1


def test_text_without_events_says_so() -> None:
    assert "no date · no events" in show(BARE)


def test_text_can_not_steer_the_terminal() -> None:
    text = "Vey \x1b[2Jpraised\r\nher\x07 [bold]hosts[/bold]."
    words = Evidence(sentence=Span(0, len(text)), trigger=Span(8, 15), quote=text)
    hostile = Reading(
        document=Document(id="x\x1b[2J", text=text, title="\x1b]0;owned\x07"),
        events=(event(evidence=(words,), actors=(party("Avaria", name="V\x1bey", span=None),)),),
    )
    shown = show(hostile)
    assert "\x1b" not in shown and "\x07" not in shown and "\r" not in shown
    assert "[bold]hosts[/bold]" in shown
