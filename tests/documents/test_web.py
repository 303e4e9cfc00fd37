"""Addresses: pages that are read, and servers that are dead, slow, too big or lost in redirections."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest
from tests.documents.builders import ENGLISH, make_pdf

from comity.documents import load, web
from comity.records import Document, Failure

BODY = f"<article><p>{ENGLISH}</p><p>{ENGLISH}</p></article>"
HTML = f"<html><head><title>Ministers meet</title></head><body>{BODY}</body></html>"


class Pages(BaseHTTPRequestHandler):
    """A small site with every kind of trouble."""

    answers: ClassVar[dict[str, tuple[int, str, bytes]]] = {
        "/page": (200, "text/html; charset=utf-8", HTML.encode()),
        "/latin": (200, "text/plain; charset=iso-8859-1", ENGLISH.replace("minister", "ministér").encode("latin-1")),
        "/lines.jsonl": (200, "application/octet-stream", b'{"id": "a", "text": "Good."}\n{"id": "b"}\n'),
        "/paper": (200, "application/pdf", make_pdf([[ENGLISH]])),
        "/image": (200, "image/png", b"\x89PNG"),
        "/gone": (404, "text/html", b"no"),
        "/empty": (200, "text/plain", b""),
        "/broken": (500, "text/html", b"no"),
    }

    def do_GET(self) -> None:
        if self.path == "/loop":
            self.redirect("/loop")
        elif self.path == "/moved":
            self.redirect("/page")
        elif self.path == "/elsewhere":
            self.redirect("ftp://localhost/file")
        elif self.path in ("/huge", "/slow"):
            self.stream()
        elif self.path == "/announced":
            self.head(200, "text/plain", 10**9)
        else:
            status, kind, body = self.answers[self.path]
            self.head(status, kind, len(body))
            self.wfile.write(body)

    def redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def head(self, status: int, kind: str, n_bytes: int | None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if n_bytes is not None:
            self.send_header("Content-Length", str(n_bytes))
        self.end_headers()

    def stream(self) -> None:
        """Without end: many bytes at once, or a few now and then."""
        self.head(200, "text/plain", None)
        try:
            while True:
                self.wfile.write(b"x" * (1_000_000 if self.path == "/huge" else 10))
                time.sleep(0 if self.path == "/huge" else 0.05)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def reason_of(url: str) -> str:
    (fault,) = load([url])
    assert isinstance(fault, Failure), fault
    assert fault.source == url
    return fault.reason


def test_page_is_read(site: str) -> None:
    (doc,) = load([f"{site}/page"])
    assert isinstance(doc, Document), doc
    assert (doc.id, doc.url, doc.title) == (f"{site}/page", f"{site}/page", "Ministers meet")
    assert ENGLISH in doc.text


def test_redirection_is_followed(site: str) -> None:
    (doc,) = load([f"{site}/moved"])
    assert isinstance(doc, Document), doc
    assert (doc.id, doc.url) == (f"{site}/moved", f"{site}/page")


def test_declared_charset_of_a_text_is_used(site: str) -> None:
    (doc,) = load([f"{site}/latin"])
    assert isinstance(doc, Document), doc
    assert "ministér" in doc.text


def test_pdf_is_read(site: str) -> None:
    (doc,) = load([f"{site}/paper"])
    assert isinstance(doc, Document), doc
    assert doc.text == ENGLISH


def test_lines_are_told_by_the_address(site: str) -> None:
    doc, fault = load([f"{site}/lines.jsonl"])
    assert isinstance(doc, Document)
    assert isinstance(fault, Failure)
    assert fault.source == f"{site}/lines.jsonl:2"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gone", "the server answered 404 Not Found"),
        ("/broken", "the server answered 500"),
        ("/image", "is image/png, expected a page or text"),
        ("/loop", "redirects more than 5 times"),
        ("/elsewhere", "can't be reached"),
        ("/huge", "is too big"),
        ("/announced", "is too big (1000.0 MB), the limit for a page is 20 MB"),
        ("/empty", "is empty"),
    ],
)
def test_trouble_is_told(site: str, path: str, words: str) -> None:
    assert words in reason_of(f"{site}{path}")


@pytest.mark.parametrize("wait_seconds", [0.3])
def test_slow_page_is_given_up(site: str, monkeypatch: pytest.MonkeyPatch, wait_seconds: float) -> None:
    monkeypatch.setattr(web, "WAIT_SECONDS", wait_seconds)
    started = time.perf_counter()
    assert "didn't answer in full" in reason_of(f"{site}/slow")
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1:1/", "can't be reached"),
        ("http://no-such-host.invalid/", "can't be reached"),
        ("http://", "can't be reached"),
        ("http://[broken/", "can't be reached"),
        ("ftp://localhost/a.txt", "has the scheme 'ftp', expected http or https"),
        ("file:///etc/hostname", "has the scheme 'file'"),
    ],
)
def test_address_that_leads_nowhere_is_a_failure(url: str, words: str) -> None:
    assert words in reason_of(url)
