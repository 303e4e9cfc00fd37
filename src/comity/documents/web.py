"""Pages and files over http(s), with limits on time, size and redirections."""

from __future__ import annotations

import io
import time
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import httpx

from comity.documents.source import Source
from comity.errors import TextError

MAX_BYTES = 20_000_000
WAIT_SECONDS = 30.0
MAX_REDIRECTS = 5
AGENT = "Mozilla/5.0 (compatible; comity; research reader)"

# What servers say of a page's kind, to the name that a file of that kind would have.
_NAMES = {
    "text/html": "page.html",
    "application/xhtml+xml": "page.html",
    "application/pdf": "page.pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "page.docx",
    "application/json": "page.json",
    "application/x-ndjson": "page.jsonl",
    "application/jsonl": "page.jsonl",
    "text/csv": "page.csv",
    "text/markdown": "page.md",
    "application/vnd.apache.parquet": "page.parquet",
}
_VAGUE = ("", "text/plain", "application/octet-stream", "binary/octet-stream", "application/gzip", "application/x-gzip")


def fetch(url: str) -> tuple[Source, str]:
    """The page as a source, and a file name whose suffix tells its kind ("" where the server doesn't tell).

    Raises TextError for an address that gives no page: unknown, refused, too slow, too big, not a text.
    """
    try:
        with (
            httpx.Client(follow_redirects=True, max_redirects=MAX_REDIRECTS, timeout=WAIT_SECONDS) as client,
            client.stream("GET", url, headers={"User-Agent": AGENT}) as response,
        ):
            _check_status(response)
            file_name = _file_name(response)
            data = _read_body(response, time.monotonic() + WAIT_SECONDS)
    except httpx.TimeoutException as exc:
        raise _too_slow() from exc
    except httpx.TooManyRedirects as exc:
        raise TextError(f"redirects more than {MAX_REDIRECTS} times; check the address in a browser") from exc
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError, OSError) as exc:
        what = str(exc) or type(exc).__name__
        raise TextError(f"can't be reached ({what}); check the address and the connection") from exc
    final = str(response.url)
    return Source(name=url, id=url, stream=io.BytesIO(data), charset=response.charset_encoding, url=final), file_name


def _check_status(response: httpx.Response) -> None:
    if not response.is_success:
        phrase = f"{response.status_code} {response.reason_phrase}".strip()
        raise TextError(f"the server answered {phrase}, expected a page; check the address in a browser")


def _file_name(response: httpx.Response) -> str:
    mime = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if mime in _NAMES:
        return _NAMES[mime]
    if mime.split("/")[0] in ("image", "audio", "video", "font"):
        raise TextError(f"is {mime}, expected a page or text; give the address of a text")
    return PurePosixPath(unquote(urlsplit(str(response.url)).path)).name if mime in _VAGUE else ""


def _read_body(response: httpx.Response, deadline: float) -> bytes:
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > MAX_BYTES:
        raise _too_big(int(announced))
    body = bytearray()
    for part in response.iter_bytes():
        body += part
        if len(body) > MAX_BYTES:
            raise _too_big(len(body))
        if time.monotonic() > deadline:  # the client's own limit is on each silence, not on the whole
            raise _too_slow()
    return bytes(body)


def _too_big(n_bytes: int) -> TextError:
    return TextError(
        f"is too big ({n_bytes / 1e6:.1f} MB), the limit for a page is {MAX_BYTES / 1e6:.0f} MB; "
        "save it and give the file"
    )


def _too_slow() -> TextError:
    return TextError(f"didn't answer in full within {WAIT_SECONDS:.0f} seconds; try again later or save the page")
