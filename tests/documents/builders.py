"""Files of every kind, made by hand for the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

ENGLISH = "The minister met her counterpart on Wednesday and thanked them for the support of their country."
RUSSIAN = "Министр встретился в среду со своим коллегой, чтобы обсудить сотрудничество двух стран."


def make_pdf(pages: Iterable[Iterable[str]], *, extra_trailer: str = "") -> bytes:
    """A PDF file of lines of ASCII text; a page without lines bears no text."""
    streams = [_page_stream(list(lines)) for lines in pages]
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(streams)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(streams)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for i, stream in enumerate(streams):
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {font} /Contents {5 + 2 * i} 0 R >>")
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return _assemble(objects, extra_trailer)


def _page_stream(lines: list[str]) -> str:
    shown = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for line in lines]
    body = " T* ".join(f"({line}) Tj" for line in shown)
    return f"BT /F1 11 Tf 14 TL 72 720 Td {body} ET" if lines else ""


def _assemble(objects: list[str], extra_trailer: str) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += "".join(f"{offset:010d} 00000 n \n" for offset in offsets).encode()
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {extra_trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def make_locked_pdf() -> bytes:
    """A PDF file whose user password is not the empty one (standard handler, 40-bit; the digests fit no password)."""
    digest = "<" + "ab" * 32 + ">"
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {digest} /U {digest} /P -44 >> /ID [<00> <00>]"
    return make_pdf([[ENGLISH]], extra_trailer=encrypt)


def make_zip(names: Iterable[str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, "content")
    return out.getvalue()
