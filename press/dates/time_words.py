"""The words around a time, by language: they name the night, and tell noon from midnight.

``{time}``, ``{day}``, ``{date}`` and ``{weekday}`` are filled in the language of the phrase.
``{weekday}`` is the weekday of ``{day}``, and ``{before}`` is the weekday before it.
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
# Every other language has no words. Midnight without its day is 00:00: no reader takes it for noon.
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
    """Return the phrases of a language such as en-US, found by its first part."""
    return PHRASES.get(language.partition("-")[0], WORDLESS)
