"""Killing the program while a store comes to another key: it opens by the old key or by the new one, with all in it.

``python -m tests.rigs.another_key PLACE KILLS [one-by-one]``; the last word plants a bug.
"""

from __future__ import annotations

import json
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Set
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from oa_desktop.domain.errors import OfficeError
from oa_desktop.domain.realms import Realm
from oa_desktop.security.accounts import NewAccount
from oa_desktop.security.keyslots import FILE_NAME, KeySlots
from oa_desktop.storage import switching
from oa_desktop.storage.backups import DirectoryBackups
from oa_desktop.storage.disk import RealDisk
from tests.builders import PEOPLE, Writer, digest_of, facts_of, stores_in
from tests.founded import QUICK
from tests.rigs.death import Death, MortalDisk, mortal_connect
from tests.rigs.killing import in_child

NOON = datetime(2026, 4, 16, 12, 0, tzinfo=UTC)
WORDS = {"zhang": "Zs-2026-good", "li": "Ls-2026-good"}
CONTENT = "关于检查的通知".encode()
MARK = "renewed"


def slots_in(folder: Path) -> KeySlots:
    return KeySlots(folder / FILE_NAME, Realm.OFFICIAL.value, terms=QUICK)


def founded(folder: Path) -> bytes:
    """Make a store with a document, a content and two accounts; return its key."""
    people = [NewAccount(account=name, person=name, password=word, must_change=False) for name, word in WORDS.items()]
    folder.mkdir(parents=True)
    key = slots_in(folder).create(facts_of().id, people, NOON).data_key
    store = stores_in(folder).create(facts_of(), key)
    Writer().draft(store)
    store.blobs.keep(CONTENT)
    store.close()
    return key


def marked(store: Any) -> None:
    store.keep_draft(PEOPLE[0], MARK, b"new")


def renew(
    folder: Path, old: bytes, record: Callable[[Any], object] = marked, gone: Set[Any] = frozenset(), **more: Any
) -> None:
    """Bring a store to another key."""
    backups = DirectoryBackups(stores_in(folder, **more), folder / FILE_NAME)
    slots_in(folder).renew_data_key(old, gone, lambda new, slots: backups.renew_key(old, new, slots, record))


def faults(folder: Path, old: bytes) -> Iterator[str]:
    """Open a store as everybody does, and give what is wrong with it."""
    stores_in(folder).facts()
    keys = {slots_in(folder).unlock(name, word, NOON).data_key for name, word in WORDS.items()}
    if len(keys) != 1:
        yield "the slots hold several keys"
    key = keys.pop()
    store = stores_in(folder).open(key)
    yield from store.check()
    if store.blobs.read(digest_of(CONTENT)) != CONTENT or len(store.journals()) != 1:
        yield "something is lost"
    if (MARK in store.drafts(PEOPLE[0])) != (key != old):
        yield "what is recorded is not what was done"
    store.close()
    if any(one.exists() for one in (switching.came(folder), switching.making(folder))):
        yield "something is left over"


class OneByOne(MortalDisk):
    """A planted bug: the new files take their places one after the other, and no folder says that all of them count."""

    def replace(self, source: Path, target: Path) -> None:
        if source != switching.making(source.parent):
            super().replace(source, target)
            return
        for one in sorted(source.iterdir()):
            super().replace(one, source.parent / one.name)
        super().replace(source, target)


def _die(folder: Path, old: bytes, disk: type[MortalDisk], at: int, _tell: object = None) -> int:
    death = Death(call=lambda _: None, at=at)
    renew(folder, old, disk=disk(RealDisk(), death), connect=mortal_connect(death))
    return death.steps


def drill(place: Path, kills: int, disk: type[MortalDisk] = MortalDisk) -> dict[str, Any]:
    """Kill at steps all over the renewal, and at every one of its last; return how often, and what was wrong."""
    old = founded(place / "given")
    shutil.copytree(place / "given", place / "life")
    steps = _die(place / "life", old, disk, 0)
    spread = {1 + steps * number // kills for number in range(kills)}
    found, killed, sides = list[str](), 0, dict[str, int]()
    for at in sorted(spread | set(range(steps - 15, steps + 1))):
        shutil.rmtree(place / "life")
        shutil.copytree(place / "given", place / "life")
        killed += in_child(partial(_die, place / "life", old, disk, at), print) == signal.SIGKILL
        try:
            found += [f"step {at} of {steps}: {one}" for one in faults(place / "life", old)]
            key = slots_in(place / "life").unlock("li", WORDS["li"], NOON).data_key
            sides["old" if key == old else "new"] = sides.get("old" if key == old else "new", 0) + 1
        except OfficeError as error:
            found.append(f"step {at} of {steps}: {error}")
    return {"kills": killed, "faults": found, "sides": sides}


if __name__ == "__main__":
    bug = OneByOne if sys.argv[3:] == ["one-by-one"] else MortalDisk
    print(json.dumps(drill(Path(sys.argv[1]), int(sys.argv[2]), bug)))
