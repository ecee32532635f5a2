"""What stands in the body of an answer, as a curious reader takes it apart."""

import functools
import io
import subprocess
import zipfile

import pypdf


def readable(body: bytes) -> str:
    parts = [body.decode("utf-8", "replace"), body.replace(b"\0", b"").decode("latin-1")]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            parts += [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
    if body.startswith(b"%PDF") and len(body) > 1000:
        parts += pdf_parts(body)
    return "\n".join(parts)


@functools.lru_cache(maxsize=32)  # many answers hold the same document
def pdf_parts(body: bytes) -> list[str]:
    """What is printed, and every object as it is written in the file: titles, tags, names, streams."""
    reader, parts = pypdf.PdfReader(io.BytesIO(body)), [printed(body)]
    for number in range(1, reader.trailer["/Size"]):
        written = reader.get_object(number)
        parts.append(str(written))
        if hasattr(written, "get_data"):
            parts.append(written.get_data().replace(b"\0", b"").decode("latin-1"))
    return parts


@functools.lru_cache(maxsize=32)
def printed(body: bytes) -> str:
    """What a reader sees of a PDF."""
    return subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True).stdout.decode()
