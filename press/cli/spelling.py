"""From the options and verbs that a message names to the words of a command line."""

from __future__ import annotations

from collections.abc import Sequence

from press.spelling import NamedOption

PROGRAM = "make-pdf"


class CommandLine:
    """Options as ``--start-at 4``, and verbs as ``make-pdf calibrate --upright``."""

    def option(self, option: NamedOption) -> str:
        """Return an option with two hyphens, followed by its value."""
        return f"--{option.name.replace('_', '-')}{f' {option.value}' if option.value else ''}"

    def verb(self, name: str, arguments: Sequence[str], options: Sequence[NamedOption]) -> str:
        """Return the whole command; ``workspace`` is written before the verb."""
        before = [self.option(option) for option in options if option.name == "workspace"]
        after = [self.option(option) for option in options if option.name != "workspace"]
        return " ".join([PROGRAM, *before, name, *arguments, *after])


COMMAND_LINE = CommandLine()
