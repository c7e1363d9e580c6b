"""Keep patients out of crash reports: libraries quote the text that they cannot set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from press.problems import ContentError
from press.progress import StoppedError

# Their messages have nothing of a list or of a patient's values.
SAFE = (ContentError, StoppedError, ImportError, OSError)


class WithheldError(Exception):
    """Replaces an unexpected exception whose message may quote a patient."""


@contextmanager
def withhold_patient_data() -> Iterator[None]:
    """Re-raise an unexpected exception with its traceback but without its message.

    Raises WithheldError for every exception that is none of SAFE.
    """
    try:
        yield
    except SAFE:
        raise
    except Exception as error:
        withheld = WithheldError(
            f"{type(error).__name__}: what it says is withheld, for it may name a patient"
        )
        raise withheld.with_traceback(error.__traceback__) from None
