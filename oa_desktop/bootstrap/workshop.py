"""The workshop (编场景): an instructor's own exercises, a folder each below the root of all exercises."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from oa_desktop import __version__
from oa_desktop.bootstrap.training import personas, shipped_exercises, unit_of
from oa_desktop.bootstrap.training_release import release, stated, try_out
from oa_desktop.catalogue.exercise_packages import FILE, TEXTS, Files, files_at, packed, unpacked
from oa_desktop.catalogue.exercise_rules import WORLD
from oa_desktop.catalogue.exercises import exercise_in, parsed, value_of
from oa_desktop.catalogue.yaml_source import LARGEST
from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.domain.training.exercise import Readiness
from oa_desktop.i18n.problems import say
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.leaving import make_folder, write_file
from oa_desktop.storage.disk import disk_errors
from oa_desktop.training.authored_names import Options, rule_names
from oa_desktop.training.authoring import Draft, Section, TriedRun, sections_of
from oa_desktop.training.declaring import NAMES, runs_otherwise

_FOLDER = "own"
_LINE = 100
_COPY = "{title}（副本）"


def own_exercises(root: Path) -> Mapping[str, Path]:
    """Return the folders of an instructor's own exercises, by their ids."""
    return {one.parent.name: one.parent for one in sorted((root / _FOLDER).glob(f"*/{FILE}"))}


def all_exercises(root: Path) -> Mapping[str, Path]:
    """Return the folders of all exercises by their ids, an instructor's own before those that are shipped."""
    own = own_exercises(root)
    return {**own, **shipped_exercises(), **own}


class TrainingWorkshop:
    """编场景."""

    def __init__(self, root: Path) -> None:
        """Take note of the place where everything lies that belongs to exercises."""
        self._root = root

    def is_own(self, exercise: str) -> bool:
        """Whether an exercise is an instructor's own; those that are shipped are not changed."""
        return exercise in own_exercises(self._root)

    def copy(self, exercise: str) -> str:
        """Copy an exercise, as a draft under an id and a title of its own; return the id.

        Raises:
            Refused: ``resource.faulty``: it cannot be read at all.
            Unavailable: ``disk.full``.
        """
        files = files_at(all_exercises(self._root)[exercise])
        return self._keep_new(files, exercise, _COPY.format(title=parsed(files).get("title", exercise)))

    def drop(self, exercise: str) -> None:
        """Throw an exercise of one's own away.

        Raises:
            Unavailable: ``disk.failed``.
        """
        with disk_errors():
            shutil.rmtree(self._place(exercise))

    def take_in(self, file: Path) -> str:
        """Take in a packed exercise: one that is released, as it is; else as a draft, with a new id where it is taken.

        Raises:
            Refused: As :func:`unpacked`; ``resource.faulty``.
            Unavailable: ``disk.full``, ``resource.unreadable``.
        """
        try:
            files = unpacked(file.read_bytes(), file.name)
        except OSError as error:
            raise _unreadable(file) from error
        meant = exercise_in(files)
        if meant.readiness is Readiness.RELEASED and meant.id not in all_exercises(self._root):
            self._write(meant.id, files)
            return meant.id
        return self._keep_new(files, meant.id, meant.title)

    def _keep_new(self, files: Files, id_: str, title: str) -> str:
        known = all_exercises(self._root)
        free = next(one for one in (f"{id_[:34]}-{number}" for number in count(2)) if one not in known)
        self.keep(Draft(id=free, content={**parsed(files), "id": free, "title": title}, texts=_texts(files)))
        return free

    def open(self, exercise: str) -> Draft:
        """Return an exercise of one's own, right or not.

        Raises:
            Refused: ``resource.faulty``: it is no YAML at all.
        """
        files = files_at(self._place(exercise))
        return Draft(id=exercise, content=parsed(files), texts=_texts(files))

    def sections(self, draft: Draft) -> tuple[Section, ...]:
        """Return the form of a draft."""
        return sections_of(draft, self._schema, self._options(draft))

    def keep(self, draft: Draft) -> tuple[str, ...]:
        """Keep a draft as it is; return what is wrong with it, in sentences. What is as it was stays what it was.

        Raises:
            Refused: ``training.text-too-long``: one of its texts is so long that nobody could open it again.
            Unavailable: ``disk.full``.
        """
        if draft.id in own_exercises(self._root) and _said(self.open(draft.id)) == _said(draft):
            return _wrong(files_at(self._place(draft.id)))
        files = {FILE: _written({**_said(draft)[0], "state": Readiness.DRAFT.value})}
        files |= {f"{TEXTS}/{name}": text for name, text in draft.texts.items()}
        for name, text in files.items():
            if len(text.encode()) > LARGEST:
                raise Refused("training.text-too-long", name=Path(name).stem)
        self._write(draft.id, files)
        return _wrong(files)

    def _write(self, exercise: str, files: Files) -> None:
        """Write the files of an exercise of one's own; what is the same already stays."""
        place = self._root / _FOLDER / exercise
        for name, text in files.items():
            if not (place / name).is_file() or (place / name).read_text(encoding="utf-8") != text:
                write_file(place / name, text.encode())

    def try_out(self, exercise: str) -> tuple[TriedRun, ...]:
        """Play the reference and the bad run; where both come to what is declared, it is 试跑通过.

        Raises:
            Refused: ``resource.faulty``; what one of its acts is refused for.
        """
        place = self._place(exercise)
        found, meant = try_out(place, self._worlds_for(exercise)), exercise_in(files_at(place))
        if meant.readiness is not Readiness.RELEASED and not list(runs_otherwise(meant, found)):
            write_file(place / FILE, stated(files_at(place), Readiness.TRIED).encode())
        said = {"reference": meant.reference.score, "bad": meant.bad.score}
        return tuple(TriedRun(name=NAMES[one], said=said[one], score=found[one]) for one in said)

    def release(self, exercise: str) -> None:
        """Release it to the class.

        Raises:
            Refused: ``training.not-declared``, ``resource.faulty``.
        """
        release(self._place(exercise), self._worlds_for(exercise))

    def _worlds_for(self, exercise: str) -> Path:
        """Return where founded units are kept to be copied; what was laid out of an earlier text is not used again."""
        worlds = self._root / "worlds" / f"{__version__}-own"
        shutil.rmtree(worlds / f"{exercise}-0", ignore_errors=True)
        make_folder(worlds)
        return worlds

    def export(self, exercise: str, file: Path) -> None:
        """Write it into one file.

        Raises:
            Refused: ``resource.faulty``: only what is right leaves.
            Unavailable: ``disk.full``.
        """
        files = files_at(self._place(exercise))
        value_of(files)
        write_file(file, packed(files))

    def _place(self, exercise: str) -> Path:
        return own_exercises(self._root)[exercise]

    @cached_property
    def _schema(self) -> Mapping[str, Any]:
        schema: Mapping[str, Any] = json.loads(resource_path("schemas/exercise.json").read_text(encoding="utf-8"))
        return schema

    def _options(self, draft: Draft) -> Options:
        people = unit_of(draft.content.get("world", WORLD)).people
        players = (("", "学员自己"), *((one.id, one.name) for one in personas().values()))
        accounts = tuple((one.account, f"{one.name}（{one.title}）") for one in people)
        return {"accounts": accounts, "personas": players, "faults": rule_names()}


def _said(draft: Draft) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """Return what a draft says, whatever its state."""
    return {name: one for name, one in draft.content.items() if name not in ("state", "tried")}, draft.texts


def _texts(files: Files) -> dict[str, str]:
    return {place.removeprefix(f"{TEXTS}/"): text for place, text in files.items() if place != FILE}


def _written(content: Mapping[str, Any]) -> str:
    text: str = yaml.dump(content, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=_LINE)
    return text


class _Plain(yaml.SafeDumper):
    """Writes everything out where it stands; a file of ours has no references."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _wrong(files: Files) -> tuple[str, ...]:
    try:
        value_of(files)
    except OfficeError as error:
        found = error.params.get("findings", ())
        told = [say(one.rule, one.params) for one in found] if isinstance(found, tuple) else []
        return tuple(f"{one.what}{one.do}" for one in told) or (str(say(error.code, error.params)),)
    return ()


def _unreadable(file: Path) -> OfficeError:
    return Refused("training.package-other", name=file.name)
