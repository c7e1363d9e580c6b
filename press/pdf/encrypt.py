"""From a finished PDF to an encrypted one that opens with a pass phrase (AES-256, ISO 32000-2)."""

from __future__ import annotations

import io
import unicodedata

from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions

SHORTEST = 12  # characters: whoever has the file can try phrases at the speed of a computer
LONGEST = 127  # bytes in UTF-8: PDF takes no more (ISO 32000-2, 7.6.4.3.3)


def unfit(passphrase: str) -> tuple[str, str] | None:
    """Return why a pass phrase cannot be used, and a hint; None if it can be used.

    The text never quotes the pass phrase.
    """
    if not passphrase.strip():
        return (
            "The pass phrase is empty",
            f"Take several words that nobody would guess, {SHORTEST} characters or more",
        )
    if not all(char.isprintable() for char in passphrase) or passphrase != passphrase.strip():
        return (
            "The pass phrase has characters in it that cannot be typed, or a blank at its end",
            "Write it again, with plain letters",
        )
    if len(passphrase) < SHORTEST or len(set(passphrase)) < SHORTEST // 2:
        hint = f"Take several words that nobody would guess, {SHORTEST} characters or more"
        return "The pass phrase is so short that a computer would soon find it", hint
    if len(_normalized(passphrase).encode("utf-8")) > LONGEST:
        return "The pass phrase is longer than a PDF can take", f"Take {LONGEST} characters at most"
    return None


def protect(data: bytes, passphrase: str) -> bytes:
    """Return the document encrypted, with all permissions for whoever opens it.

    Screen readers can read it. The key is random, so no two results have the same bytes. Raises
    ValueError if the pass phrase is unfit.
    """
    if unfit(passphrase):
        raise ValueError("the pass phrase was not looked at")
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(data))), io.BytesIO()
    writer.encrypt(
        _normalized(passphrase), permissions_flag=UserAccessPermissions.all(), algorithm="AES-256"
    )
    writer.write(out)
    return out.getvalue()


def _normalized(passphrase: str) -> str:
    """Return the pass phrase as viewers normalize typed input (SASLprep, RFC 4013)."""
    return unicodedata.normalize("NFKC", passphrase)
