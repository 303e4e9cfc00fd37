from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from tests.samples import BARE, READING, TEXT, event, evidence, party

from comity.export.html import render_reading
from comity.records import Document, Evidence, Reading, Span

VOID = {"br", "hr"}


class Checker(HTMLParser):
    """Fails where a tag closes that isn't open, and keeps the words of the first paragraph without the numbers."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words = ""
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "p" in self.open and "sup" not in self.open:
            self.words += data


def test_page_is_well_formed_and_shows_the_whole_text() -> None:
    for reading in (READING, BARE):
        assert Checker(render_reading(reading)).words == reading.document.text


def test_trigger_and_parties_are_marked() -> None:
    page = render_reading(READING)
    assert re.search(
        r'<mark class="trigger cooperation" title="1\. Ana Vey \(AVA\) · SUPPORT praise[^"]*">praised</mark>', page
    )
    assert re.search(r'<mark class="actor"[^>]*>President Ana Vey of Avaria</mark>', page)


def test_number_stands_after_the_trigger_of_each_event() -> None:
    page = render_reading(READING)
    assert "praised</mark><sup>1</sup>" in page
    assert "promised</mark><sup>1, 2</sup>" in page


def test_records_are_listed_below() -> None:
    page = unescape(render_reading(READING))
    assert "<li>Ana Vey (AVA) · SUPPORT praise → Borland (BOR)" in page
    assert "“he” stays open: two persons it could be" in page
    assert "<dt>Ties</dt><dd>Avaria (AVA) – member of – Coast League (CL), since 2029</dd>" in page


def test_nothing_of_the_text_becomes_html() -> None:
    hostile = "<script>alert(1)</script> \"'&"
    doc = Document(id=hostile, text=hostile, title=hostile, publisher=hostile)
    who = party("Avaria", name=hostile, why=hostile, span=Span(0, 8))
    told = Evidence(sentence=Span(0, len(hostile)), trigger=Span(8, 13), quote=hostile)
    page = render_reading(Reading(document=doc, events=(event(actors=(who,), evidence=(told,)),)))
    assert "<script" not in page
    assert Checker(page).words == hostile


def test_overlapping_marks_do_not_cross_their_tags() -> None:
    sentence = READING.events[0].evidence[0].quote
    first = event(evidence=(evidence("praised Borland", sentence),))
    second = event(evidence=(evidence("Borland and its ministers", sentence),), recipients=())
    page = render_reading(Reading(document=READING.document, events=(first, second)))
    assert Checker(page).words == TEXT


def test_page_is_self_contained() -> None:
    page = render_reading(READING)
    assert "<script" not in page and "src=" not in page and "url(" not in page


def test_a_notebook_shows_it() -> None:
    assert READING._repr_html_() == render_reading(READING)
