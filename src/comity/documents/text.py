"""Bytes to text, and the checks that every text passes before it is read.

A byte that can't be text, or a text that was decoded wrongly somewhere before, is refused with its place: quotes must
be the words of the source, and a name with broken letters is found in no table.
"""

from __future__ import annotations

import codecs
import re

from comity.errors import TextError

MAX_CHARS = 2_000_000  # of one text; a long book has about a million
MAX_TEXT_BYTES = 4 * MAX_CHARS  # what so many characters take at most in UTF-8

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file (.doc, .xls)"),
    (b"{\\rtf", "a rich text (RTF) file"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
)
MAX_HIGH_SHARE = 0.15  # of bytes above ASCII in an English text in a Western encoding
_WESTERN_SIGNS = frozenset("‘’‚“”„–—…•‹›«»€£¥¢§©®™°±·¿¡½¼¾²³¹ªº´`¨¸¶×÷\xa0\xad")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# UTF-8 once read as Windows-1252: "â€™" for ’, "Ã©" for é, "Â " for a no-break space.
_MOJIBAKE = re.compile("â€[\x80-\xbf™œ˜žŸšŠ¦¢¡“”]|[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
MIN_MOJIBAKE = 2
MIN_MOJIBAKE_PER_CHAR = 1 / 1_000


def decode(data: bytes, charset: str | None = None) -> str:
    """The bytes as text: UTF-8, UTF-16/32 with their mark, the declared charset, or plainly Windows-1252.

    Raises TextError for what is no text, or whose encoding can't be told for sure.
    """
    text = _decode(data, charset)
    if not text.strip():
        raise TextError("is empty; give a text with at least one sentence")
    return text


def _decode(data: bytes, charset: str | None) -> str:
    bom = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    if bom is not None:
        return _decode_as(data, bom)
    if charset and _known(charset) and charset.lower() not in ("ascii", "us-ascii"):
        return _decode_as(data, charset)
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as exc:
        text = _western(data)
        if text is None:
            raise TextError(
                f"byte {data[exc.start]:#04x} at offset {exc.start} is not UTF-8, nor is another encoding sure; "
                "save the text as UTF-8"
            ) from exc
        return text


def check_text(text: str) -> None:
    """Raises TextError if the text is empty, too long, not valid Unicode, or was decoded wrongly before."""
    if not text.strip():
        raise TextError("the text is empty; give a text with at least one sentence")
    if len(text) > MAX_CHARS:
        raise TextError(
            f"the text has {len(text):,} characters, the limit is {MAX_CHARS:,}; split it into several documents"
        )
    if _has_surrogate(text):
        raise TextError("the text holds half of a surrogate pair, which is no character; write it anew as UTF-8")
    _refuse_mojibake(text)


def refuse_size(n_bytes: int, limit_bytes: int) -> None:
    """Raises TextError if a file that is one document has more bytes than the limit."""
    if n_bytes > limit_bytes:
        raise TextError(
            f"is too big ({n_bytes / 1e6:.1f} MB); the limit for one document is {limit_bytes / 1e6:.0f} MB "
            f"and {MAX_CHARS:,} characters; split it, or give many documents as JSON lines"
        )


def _refuse_binary(data: bytes) -> None:
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise TextError(f"is {what}, expected text; give it its own suffix or convert it to text")
    match = _CONTROL.search(data.decode("latin-1"))
    if match and (match[0] == "\x00" or len(_CONTROL.findall(data.decode("latin-1"))) * 100 > len(data)):
        raise TextError(
            f"is binary, expected text (byte {ord(match[0]):#04x} at offset {match.start()}); convert it to text first"
        )


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as exc:
        raise TextError(
            f"is declared as {encoding.upper()} but isn't at byte offset {exc.start} ({exc.reason}); save it as UTF-8"
        ) from exc
    except (LookupError, UnicodeError, ValueError) as exc:
        raise TextError(f"can't be decoded as {encoding.upper()} ({exc}); save it as UTF-8") from exc


def _known(charset: str) -> bool:
    try:
        return codecs.lookup(charset)._is_text_encoding
    except (LookupError, ValueError):
        return False


def _western(data: bytes) -> str | None:
    """The bytes as Windows-1252, if every character above ASCII is one that Western text would have in that place."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    high = [i for i, char in enumerate(text) if char > "\x7f"]
    if len(high) > MAX_HIGH_SHARE * len(text):
        return None
    return text if all(_fits_western(text, i) for i in high) else None


def _fits_western(text: str, i: int) -> bool:
    char, before, after = text[i], text[i - 1 : i], text[i + 1 : i + 2]
    if char in _WESTERN_SIGNS:
        return char in "’–·\xad" or not (before.isalpha() and after.isalpha())
    return char.isalpha() and char != "ÿ" and not (char.isupper() and before.islower())


def _has_surrogate(text: str) -> bool:
    return re.search("[\ud800-\udfff]", text) is not None


def _refuse_mojibake(text: str) -> None:
    hits = [match.start() for match in _MOJIBAKE.finditer(text)]
    if len(hits) >= max(MIN_MOJIBAKE, len(text) * MIN_MOJIBAKE_PER_CHAR):
        broken = text[hits[0] : hits[0] + 3]
        raise TextError(
            f"has {len(hits)} wrongly decoded characters, the first {broken!r} at byte offset "
            f"{len(text[: hits[0]].encode('utf-8'))} (UTF-8 read as Windows-1252); save it anew as UTF-8"
        )
    lost = text.count("\ufffd")
    if lost > max(MIN_MOJIBAKE, len(text) * MIN_MOJIBAKE_PER_CHAR):
        offset = len(text[: text.index("\ufffd")].encode("utf-8"))
        raise TextError(
            f"has {lost} characters lost to an earlier wrong decoding, the first at byte offset {offset}; "
            "get it anew from its source"
        )
