"""The central service over the network: whoever is not enrolled gets nothing, and no wait is without an end."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator

import pytest

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import UnitId
from oa_desktop.office.central.service import CentralService
from oa_desktop.office.ports.central import Central
from oa_desktop.sync.central_client import CentralClient
from oa_desktop.sync.line import Line, trust_one
from tests.fakes.desks import FakeCentralStore, unit_of
from tests.fakes.office import FakeOffice
from tests.fakes.world import FakeCrypto
from tests.rigs.serving import Served, saying, serving
from tests.unit import test_round_with_the_service as rounds

UNIT = UnitId("a" * 32)
SENTENCES = [one for name, one in vars(rounds).items() if name.startswith("test_")]


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served")) as service:
        service.premises.enrol("desk", UNIT)
        yield service


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda one: one.__name__.removeprefix("test_"))
def test_a_round_over_the_network_is_as_any_other(served, sentence):
    def reach(service: Central, unit: UnitId) -> Central:
        served.standing.central = service
        served.premises.enrol("desk", unit)
        return served.reach("desk")

    sentence(rounds.Room(reach))


def test_a_machine_that_is_not_enrolled_gets_nothing(served):
    with pytest.raises(Unavailable, match=r"central\.away"):
        served.reach("foreign").pull(UNIT, 0, 1)


def test_a_machine_without_a_certificate_gets_nothing(served):
    trust = trust_one(served.premises.own("desk"), served.premises.public("service"))
    bare = type(trust)(trust.protocol)
    bare.check_hostname = False
    bare.load_verify_locations(served.premises.public("service"))
    with pytest.raises(Unavailable, match=r"central\.away"):
        CentralClient(Line(served.address, bare)).pull(UNIT, 0, 1)


def test_a_machine_tells_nothing_to_a_service_that_it_does_not_know(served):
    with pytest.raises(Unavailable, match="证书"):
        served.reach("desk", service="another").pull(UNIT, 0, 1)


def test_a_machine_that_is_enrolled_while_the_service_runs_may_ask_at_once_until_it_is_taken_out(served):
    served.standing.central = CentralService(FakeCentralStore(), FakeCrypto())
    late = served.reach("late")
    with pytest.raises(Unavailable):
        late.pull(UNIT, 0, 1)
    certificate = served.premises.enrol("late", UNIT)
    assert late.pull(UNIT, 0, 1).through == 0
    certificate.unlink()
    with pytest.raises(Refused, match=r"central\.not-enrolled"):
        late.pull(UNIT, 0, 1)


def test_who_waits_is_woken_by_what_another_desk_brings(served):
    office = FakeOffice()
    unit = unit_of(office)
    store = FakeCentralStore()
    served.standing.central = Watched(CentralService(store, office.crypto))
    served.premises.enrol("desk", unit)
    woken: list[bool] = []
    waiting = threading.Thread(target=lambda: woken.append(served.reach("desk").wait(unit, 0)))
    waiting.start()
    served.standing.looked.wait()
    served.reach("desk").push(unit, office.stores.made.stored())
    waiting.join()
    assert woken == [True]


def test_a_service_that_gives_a_byte_now_and_then_is_given_up(served):
    endless = itertools.chain([b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n"], itertools.repeat(b"x"))
    assert "等了太久" in said_of(served, endless, patience=0.3)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{}", "central.away"),
        (b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n{}", "central.answer"),
        (b"HTTP/1.1 200 OK\r\n\r\n{}", "central.answer"),
        (b"HTTP/1.1 302 Found\r\nlocation: https://10.0.0.1/\r\ncontent-length: 0\r\n\r\n", "central.answer"),
        (b"nonsense\r\n\r\n", "central.away"),
        (b"", "central.away"),
    ],
)
def test_an_answer_that_breaks_off_or_has_no_end_is_none(served, answer, code):
    assert code in said_of(served, iter([answer]))


def said_of(served: Served, words: Iterator[bytes], patience: float = 60.0) -> str:
    """What a desk says of a service that answers with some words."""
    with saying(served.premises.own("service"), words) as address:
        trust = trust_one(served.premises.own("desk"), served.premises.public("service"))
        client = CentralClient(Line(address, trust), patience)
        with pytest.raises(Unavailable) as problem:
            client.pull(UNIT, 0, 1)
        client.close()
    return str(problem.value)


class Watched:
    """Tells when the service has looked for entries once."""

    def __init__(self, central: CentralService) -> None:
        self._central = central
        self.looked = threading.Event()

    def __getattr__(self, name: str):
        return getattr(self._central, name)

    def pull(self, unit, after, most):
        found = self._central.pull(unit, after, most)
        self.looked.set()
        return found
