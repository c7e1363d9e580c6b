"""From the name of a handout, packet or mailing to a copy for a practice, with what it uses."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from press.content.handout import read_bytes, read_handout
from press.content.mailings.mailing import read_mailing
from press.content.packets.packet import read_packet
from press.content.packets.parts.file_part import FilePart
from press.content.packets.parts.handout_part import HandoutPart
from press.content.tree import Picture, blocks_in
from press.files import write_new
from press.problems import ContentError, Place, Problem, guess
from press.workspace import SUFFIX, Workspace, WorkspaceFile

HANDOUTS, PACKETS, MAILINGS = "handouts", "handouts/packets", "handouts/mailings"
SHORT = {HANDOUTS: "handouts", PACKETS: "packets", MAILINGS: "mailings"}


class Source(NamedTuple):
    """The file to copy, and its kind: a key of SHORT."""

    kind: str
    file: WorkspaceFile


def find_source(workspace: Workspace, name: str, place: Place) -> Source:
    """Return the handout, packet or mailing of a name, such as scs-trial or packets/scs-trial.

    Raises ContentError, at ``place``, if there is none, or if two kinds have that name.
    """
    folder, _, stem = name.rpartition("/")
    kinds = [kind for kind, short in SHORT.items() if folder in ("", kind, short, short[:-1])]
    found = [
        Source(kind, file)
        for kind in kinds
        for file in workspace.all(kind)
        if file.name == stem.removesuffix(".yaml")
    ]
    if len(found) == 1:
        return found[0]
    if found:
        names = " or ".join(f"{SHORT[source.kind]}/{stem}" for source in found)
        message, hint = f"'{name}' is the name of more than one kind", f"Write {names}"
    else:
        known = [file.name for kind in kinds or SHORT for file in workspace.all(kind)]
        message, hint = f"There is no handout, packet or mailing '{name}'", guess(stem, known)
    raise ContentError([Problem(place, "W01", message, hint)])


def copy_with_uses(workspace: Workspace, root: str, source: Source, name: str) -> list[str]:
    """Write a copy called ``name``, and what it uses from the stock; return the new paths.

    The copy is the first. What the practice has already is not written again. Raises ContentError
    if the copy is there already, or if the source has problems; then nothing is written.
    """
    target = os.path.join(root, *source.kind.split("/"), f"{name}{SUFFIX[source.kind]}")
    if os.path.lexists(target):
        hint = "Choose another name, or move the old one away; nothing was changed"
        problem = Problem(Place(target), "W04", "There is something of this name already", hint)
        raise ContentError([problem])
    planned = {target: read_bytes(source.file.path)}
    for path in _uses(workspace, source):
        copy = os.path.join(root, os.path.relpath(path, workspace.stock))
        if not os.path.lexists(copy):
            planned[copy] = read_bytes(path)
    for path, data in planned.items():
        write_new(path, data)
    return list(planned)


def _uses(workspace: Workspace, source: Source) -> Iterator[str]:
    """Yield the path of each file of the stock that a file uses, and of those that these use."""
    path = source.file.path
    match source.kind:
        case "handouts/packets":
            packet = read_packet(path)
            handouts = [
                (plan.content.name, plan.place)
                for plan in packet.parts
                if isinstance(plan.content, HandoutPart)
            ]
            files = [
                (plan.content.name, plan.place)
                for plan in packet.parts
                if isinstance(plan.content, FilePart)
            ]
            tree: object = packet.parts
        case "handouts/mailings":
            mailing = read_mailing(path)
            enclosures = [*mailing.enclosures, mailing.self_mailer]
            handouts = [(one.handout, one.handout_at) for one in enclosures if one]
            files, tree = [], (mailing.words, *mailing.translations)
        case _:
            handouts, files, tree = [], [], read_handout(path)
    for name, place in handouts:
        handout = workspace.find(HANDOUTS, name, place)
        if handout.origin == "stock":
            yield handout.path
            yield from _uses(workspace, Source(HANDOUTS, handout))
    pictures = (block for block in blocks_in(tree) if isinstance(block, Picture))
    assets = [(picture.file, "pictures", picture.place) for picture in pictures]
    for name, folder, place in [*assets, *((name, "", place) for name, place in files)]:
        asset = workspace.asset(name, folder, place)
        if _is_stock(workspace, asset):
            yield asset


def _is_stock(workspace: Workspace, path: str) -> bool:
    """Return True for a file of the stock's assets, which a practice may not have."""
    assets = os.path.join(os.path.realpath(workspace.stock), "assets")
    return os.path.realpath(path).startswith(assets + os.sep)
