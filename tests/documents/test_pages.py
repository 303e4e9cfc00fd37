"""HTML, PDF and DOCX files: the text, its title and date, and what can't be read."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import Any

import docx
import pytest
from tests.documents.builders import ENGLISH, RUSSIAN, make_locked_pdf, make_pdf
from tests.documents.conftest import LoadFile

from comity.documents import html
from comity.documents.layout import join_lines
from comity.records import Document, Failure

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}"><title>Ministers meet | The Ministry</title>
<meta property="og:title" content="Ministers meet"><meta property="og:site_name" content="The Ministry">
<meta property="article:published_time" content="2020-05-14T09:00:00+06:00">
<script>document.body.innerHTML = "hacked"</script></head>
<body><nav><a href="/">Home</a><a href="/news">News</a></nav>
<article><h1>Ministers meet</h1>
<p>The ministers’ talks lasted three hours, said the spokesperson on Thursday evening.</p>
<p>{body}</p></article><footer>© 2019 The Ministry. All rights reserved.</footer></body></html>"""


def only_document(found: list[Document | Failure]) -> Document:
    (doc,) = found
    assert isinstance(doc, Document), doc
    return doc


def reason_of(found: list[Document | Failure]) -> str:
    (fault,) = found
    assert isinstance(fault, Failure), fault
    return fault.reason


def write_docx(**options: Any) -> bytes:
    word = docx.Document()
    if options.get("heading"):
        word.add_heading(options["heading"], 0)
    for line in options.get("lines", ()):
        word.add_paragraph(line)
    if options.get("cells"):
        table = word.add_table(rows=0, cols=len(options["cells"]))
        for cell, text in zip(table.add_row().cells, options["cells"], strict=True):
            cell.text = text
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def test_page_gives_main_text_title_date_and_publisher(load_file: LoadFile) -> None:
    doc = only_document(load_file("a.html", PAGE.format(charset="utf-8", body=ENGLISH)))
    assert ENGLISH in doc.text
    assert "hacked" not in doc.text
    assert "All rights reserved" not in doc.text
    assert (doc.title, doc.date, doc.publisher) == ("Ministers meet", dt.date(2020, 5, 14), "The Ministry")


def test_page_in_its_declared_charset(load_file: LoadFile) -> None:
    page = PAGE.format(charset="windows-1251", body=RUSSIAN).replace("©", "").encode("cp1251")
    assert RUSSIAN in only_document(load_file("a.html", page, force=True)).text


def test_page_without_stated_date_has_none(load_file: LoadFile) -> None:
    page = PAGE.format(charset="utf-8", body=f"The declaration of 5 April 2010 holds. {ENGLISH}")
    page = page.replace('content="2020-05-14T09:00:00+06:00"', "")
    assert only_document(load_file("a.html", page)).date is None


def test_page_without_main_text_is_a_failure(load_file: LoadFile) -> None:
    assert "has no main text" in reason_of(load_file("a.html", "<html><body><script>draw()</script></body></html>"))


def test_page_that_breaks_the_parser_is_a_failure(load_file: LoadFile, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr(html, "bare_extraction", fail)
    assert "can't be read as HTML (RecursionError: too deep)" in reason_of(load_file("a.html", PAGE))


def test_pdf_lines_become_paragraphs(load_file: LoadFile) -> None:
    lines = [
        "The ministers of both countries met on Wednesday in the capital to discuss co-",
        "operation in trade and transport, and agreed to meet again before the end of",
        "the year.",
        "Both sides thanked the United Nations for its support of the talks in spring.",
    ]
    doc = only_document(load_file("a.pdf", make_pdf([lines])))
    assert doc.text == (
        "The ministers of both countries met on Wednesday in the capital to discuss cooperation in trade and "
        "transport, and agreed to meet again before the end of the year.\n\n"
        "Both sides thanked the United Nations for its support of the talks in spring."
    )


def test_pdf_without_text_is_a_failure(load_file: LoadFile) -> None:
    assert "has 2 pages without a text layer" in reason_of(load_file("a.pdf", make_pdf([[], []])))


def test_locked_pdf_is_a_failure(load_file: LoadFile) -> None:
    assert "is encrypted; save a copy without a password" in reason_of(load_file("a.pdf", make_locked_pdf()))


@pytest.mark.parametrize("content", [b"%PDF-1.4\nnothing", b"no pdf at all", make_pdf([[ENGLISH]])[:200]])
def test_damaged_pdf_is_a_failure(load_file: LoadFile, content: bytes) -> None:
    assert "PDF" in reason_of(load_file("a.pdf", content))


def test_page_numbers_and_running_titles_are_left_out() -> None:
    pages = [f"Report on the talks\nPage text number {word} goes here.\n{i} / 3" for i, word in enumerate("abc", 1)]
    text = join_lines(pages)
    assert "Report on the talks" not in text
    assert "/ 3" not in text
    assert "Page text number b goes here." in text


def test_pages_that_are_all_alike_are_not_taken_for_running_titles() -> None:
    assert join_lines(["\n".join([ENGLISH] * 5)] * 3).count("minister") == 3


def test_empty_pages_give_no_text() -> None:
    assert join_lines(["", "\n"]) == ""


def test_docx_gives_paragraphs_tables_and_title(load_file: LoadFile) -> None:
    content = write_docx(heading="Ministers meet", lines=[ENGLISH, "", "They left."], cells=["Kyrgyzstan", "signed"])
    doc = only_document(load_file("a.docx", content))
    assert doc.text == f"Ministers meet\n\n{ENGLISH}\n\nThey left.\n\nKyrgyzstan | signed"
    assert (doc.title, doc.date) == ("Ministers meet", None)


def test_docx_without_text_is_a_failure(load_file: LoadFile) -> None:
    assert "has no text in it" in reason_of(load_file("a.docx", write_docx()))


def test_docx_entities_are_not_resolved(load_file: LoadFile) -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "BOMB">]>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(write_docx(lines=[ENGLISH]))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                part = part.replace(b"standalone='yes'?>", b"standalone='yes'?>" + bomb.encode())
                part = part.replace(b"The minister met", b"The &a; &b; met")
            new.writestr(name, part)
    (found,) = load_file("a.docx", out.getvalue())
    assert not (isinstance(found, Document) and "BOMB" in found.text)


def test_damaged_docx_is_a_failure(load_file: LoadFile) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<broken")
    assert "is a damaged DOCX file" in reason_of(load_file("a.docx", out.getvalue()))
