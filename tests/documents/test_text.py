"""Bytes to text: encodings that are read, and those that are refused with the place."""

from __future__ import annotations

import re

import pytest

from comity.documents.text import MAX_CHARS, check_text, decode
from comity.errors import TextError

TYPOGRAPHIC = "The minister’s “frank” talk — in São Paulo — cost €5."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encoding_is_read(encoding: str) -> None:
    assert decode(TYPOGRAPHIC.encode(encoding)) == TYPOGRAPHIC


def test_declared_charset_is_read() -> None:
    assert decode("Встреча в среду".encode("koi8-r"), "koi8-r") == "Встреча в среду"


def test_unknown_charset_is_left_aside() -> None:
    assert decode(b"The ministers met.", "no-such-charset") == "The ministers met."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"The ministers met.\x00\x01", "binary, expected text (byte 0x00 at offset 18)"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"%PDF-1.4 text", "a PDF file"),
        (b"PK\x03\x04 text", "a ZIP archive"),
        ("Встреча прошла в Ташкенте".encode("cp1251"), "offset 0 is not UTF-8"),
        ("The minister\u2019s talk".encode("mac-roman"), "offset 12 is not UTF-8"),
        (b"Good text and a broken \xff\xfe byte", "offset 23 is not UTF-8"),
        (b"\xff\xfeT\x00h\x00\x00", "declared as UTF-16 but isn't at byte offset"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(data: bytes, words: str) -> None:
    with pytest.raises(TextError, match=re.escape(words)):
        decode(data)


def test_text_against_its_declared_charset_is_refused() -> None:
    with pytest.raises(TextError, match="declared as UTF-8 but isn't at byte offset 4"):
        decode(b"The \xe9lan of talks", "utf-8")


def test_mojibake_is_refused_with_its_byte_offset() -> None:
    broken = TYPOGRAPHIC.replace("€", "").encode("utf-8").decode("cp1252", errors="replace")
    with pytest.raises(TextError, match=r"wrongly decoded.*byte offset 12"):
        check_text(broken)


def test_one_odd_sequence_in_a_long_text_is_let_pass() -> None:
    check_text("The ministers met. " * 100 + "Ã©")


def test_lost_characters_are_refused() -> None:
    with pytest.raises(TextError, match="3 characters lost"):
        check_text("The minister\ufffds \ufffdfrank\ufffd talk.")


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(TextError, match="surrogate"):
        check_text("The ministers \ud83d met.")


def test_text_over_the_limit_is_refused() -> None:
    with pytest.raises(TextError, match=f"the limit is {MAX_CHARS:,}; split"):
        check_text("x" * (MAX_CHARS + 1))


def test_good_text_passes() -> None:
    check_text(TYPOGRAPHIC)
