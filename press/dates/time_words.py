"""The words around a time, by language: which day a time of the night belongs to, and no noon that could be midnight.

In each, ``time``, ``day``, ``date`` and ``weekday`` are said in the language; ``weekday`` is that of ``day``, and ``before``
the one before it.
"""

from __future__ import annotations

PHRASES = {
    "en": {
        "noon": "12 noon",
        "after-midnight": "{time} (after midnight)",
        "evening": "{time} {weekday} night",
        "evening-before": "{time} the night before",
        "moment": "{time} on {day}",
        "evening-moment": "{time} {weekday} night, {date}",
        "night-moment": "{time} on {day} (the night from {before} to {weekday})",
    },
    "es": {
        "noon": "12 del mediodía",
        "after-midnight": "{time} (después de la medianoche)",
        "evening": "{time} del {weekday} por la noche",
        "evening-before": "{time} de la noche anterior",
        "moment": "{time} del {day}",
        "evening-moment": "{time} del {weekday} por la noche, {date}",
        "night-moment": "{time} del {day} (en la noche del {before} al {weekday})",
    },
}
# No words at all, for every other language: a midnight without its day is 00:00, which is never taken for noon.
WORDLESS = {
    "noon": "{time}",
    "after-midnight": "{time}",
    "evening": "{weekday}, {time}",
    "evening-before": "00:00",
    "moment": "{day}, {time}",
    "evening-moment": "{day}, {time}",
    "night-moment": "{day}, {time} ({before}/{weekday})",
}


def phrases(language: str) -> dict[str, str]:
    """The phrases for a language such as en-US, by its first part."""
    return PHRASES.get(language.partition("-")[0], WORDLESS)
