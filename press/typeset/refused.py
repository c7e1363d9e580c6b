"""Why a picture cannot be printed: raised where that is found, and told with the picture's place at the door."""

from __future__ import annotations


class RefusedError(Exception):
    """``code`` is a key of press.problems.CODES; ``message`` follows the picture's name."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint
