"""From a finished PDF to one that opens with a pass phrase alone: AES-256 by ISO 32000-2 (revision 6), screen readers let in."""

from __future__ import annotations

import io
import unicodedata

from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions

SHORTEST = 12  # characters: whoever has the file can try as many as a computer can, for as long as they like
LONGEST = 127  # bytes: PDF takes no more of it (ISO 32000-2, 7.6.4.3.3)


def unfit(passphrase: str) -> tuple[str, str] | None:
    """Why a pass phrase cannot be used, and what to do; None if it can. It is never told itself."""
    if not passphrase.strip():
        return (
            "The pass phrase is empty",
            f"Take several words that nobody would guess, {SHORTEST} characters or more",
        )
    if not all(one.isprintable() for one in passphrase) or passphrase != passphrase.strip():
        return (
            "The pass phrase has characters in it that cannot be typed, or a blank at its end",
            "Write it again, with plain letters",
        )
    if len(passphrase) < SHORTEST or len(set(passphrase)) < SHORTEST // 2:
        hint = f"Take several words that nobody would guess, {SHORTEST} characters or more"
        return "The pass phrase is so short that a computer would soon find it", hint
    if len(_normal(passphrase).encode("utf-8")) > LONGEST:
        return "The pass phrase is longer than a PDF can take", f"Take {LONGEST} characters at most"
    return None


def protect(data: bytes, passphrase: str) -> bytes:
    """The same document; all that may be done with it may still be done by whoever opens it. ValueError for an unfit phrase.

    Never the same bytes twice, for its key is made up anew.
    """
    if unfit(passphrase):
        raise ValueError("the pass phrase was not looked at")
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(data))), io.BytesIO()
    writer.encrypt(
        _normal(passphrase), permissions_flag=UserAccessPermissions.all(), algorithm="AES-256"
    )
    writer.write(out)
    return out.getvalue()


def _normal(passphrase: str) -> str:
    """As viewers write what is typed (SASLprep, RFC 4013)."""
    return unicodedata.normalize("NFKC", passphrase)
