"""One thread writes and three read: nobody is disturbed, and no state goes with the heads of another moment."""

import random
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.documents.particulars import Particulars
from oa_desktop.domain.ids import DossierId
from oa_desktop.office.lists.outlines import Counts, Outline
from oa_desktop.office.lists.recent import Recent
from oa_desktop.office.states import Folded, States
from tests.builders import PEOPLE, Writer, new_store, sight_of
from tests.fakes.world import FakeCrypto

READERS, ACTS = 3, 200


@pytest.fixture
def impatient() -> Iterator[None]:
    """Let threads take turns far more often than usual."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


class Crowd:
    """Readers that go on until they are told to stop; what goes wrong is kept."""

    def __init__(self, work: Any, readers: int = READERS) -> None:
        self.stop = threading.Event()
        self.wrong: list[object] = []
        self.rounds = 0
        self._work = work
        self._threads = [threading.Thread(target=self._read, args=(number,)) for number in range(readers)]

    def __enter__(self) -> "Crowd":
        for one in self._threads:
            one.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for one in self._threads:
            one.join()

    def _read(self, number: int) -> None:
        rolls = random.Random(number)
        while not self.stop.is_set():
            try:
                self.wrong += self._work(rolls)
            except Exception as error:
                self.wrong.append(error)
            self.rounds += 1


def test_a_state_goes_with_the_heads_that_it_was_folded_from(tmp_path: Path, impatient: None) -> None:
    store, writer = new_store(tmp_path / "official"), Writer()
    states = States(store, FakeCrypto())
    states._dossiers.most = 3
    dossiers = [writer.draft(store, "第1稿") for _ in range(6)]

    def read(rolls: random.Random) -> list[Folded[Any]]:
        folded = states.dossier(rolls.choice(dossiers))
        states.fold_dossier(rolls.choice(dossiers))
        return [] if title_of(folded.heads[0].seq) == folded.state.particulars.title else [folded]

    with Crowd(read) as crowd:
        for number in range(ACTS):
            revise(store, writer, states, dossiers[number % 6])
    assert crowd.wrong == []
    assert crowd.rounds > READERS
    for one in dossiers:
        assert states.dossier(one).state == states.fold_dossier(one).state == writer.states[one]
    store.close()


def title_of(seq: int) -> str:
    return f"第{seq}稿"


def revise(store: Any, writer: Writer, states: States, dossier: DossierId) -> None:
    seq = states.dossier(dossier).heads[0].seq + 1
    action = act.Revise(dossier=dossier, particulars=Particulars(title=title_of(seq), kind="通知"))
    state = writer.write(store, dossier, [(action, PEOPLE[0])], text=title_of(seq))
    if seq % 2:
        states.commit({dossier: Folded(state=state, heads=store.heads(f"dossier/{dossier}"))}, {}, {})


def test_lists_are_answered_while_somebody_writes(tmp_path: Path, impatient: None) -> None:
    store, writer = new_store(tmp_path / "official"), Writer()
    dossiers = [writer.draft(store) for _ in range(20)]
    sight = sight_of(PEOPLE[0])

    def read(rolls: random.Random) -> list[object]:
        (group,) = store.ask(Outline(), sight)
        counts = {one.documents for one in store.ask(Counts(), sight)}
        return [] if len(group.keys) == 20 and counts == {0, 20} else [group, counts]

    with Crowd(read) as crowd:
        for number in range(ACTS // 2):
            writer.write(
                store,
                dossiers[number % 20],
                [(act.LeaveOpinion(dossier=dossiers[number % 20], opinion="同意"), PEOPLE[0])],
            )
    assert crowd.wrong == []
    store.close()


def test_what_is_kept_by_several_threads_stays_within_its_bound(impatient: None) -> None:
    kept: Recent[int, int] = Recent(3)

    def read(rolls: random.Random) -> list[object]:
        key = rolls.randrange(50)
        kept.keep(key, key)
        return [] if kept.get(key) in (key, None) else [key]

    with Crowd(read) as crowd:
        for number in range(5_000):
            kept.keep(number % 50, number % 50)
    assert crowd.wrong == []
    assert sum(kept.get(key) is not None for key in range(50)) == 3
