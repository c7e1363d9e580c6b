"""A mistake of the program's keeps its traceback, and loses its words: libraries quote what they were setting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from press.problems import ContentError

SPOKEN = (ContentError, ImportError, OSError)  # which say nothing of what is in a list


class WithheldError(Exception):
    """Stands for an exception of another kind, whose words may be a patient's."""


@contextmanager
def discreet() -> Iterator[None]:
    """Raises WithheldError, with the traceback that there was, for whatever else than a mistake in the content is raised inside."""
    try:
        yield
    except SPOKEN:
        raise
    except Exception as error:
        withheld = WithheldError(
            f"{type(error).__name__}: what it says is withheld, for it may name a patient"
        )
        raise withheld.with_traceback(error.__traceback__) from None
