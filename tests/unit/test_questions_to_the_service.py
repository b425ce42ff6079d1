"""What the central service is asked, word by word: it takes nothing that is not in its form or beyond its limits."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.exchange.checkpoint import Checkpoint
from oa_desktop.domain.ids import JournalId, UnitId
from oa_desktop.domain.verification import StoredEntry
from oa_desktop.i18n.resources import resource_path
from oa_desktop.office.central.service import MOST, CentralService
from oa_desktop.office.ports.central import Batch, Central, Taken
from oa_desktop.service.application import OF_A_UNIT, OF_THE_SERVICE, application
from oa_desktop.service.machines import Machines, read_certificate
from oa_desktop.sync import wire
from oa_desktop.sync.address import Address, read_address
from tests.fakes.asking import ask
from tests.fakes.desks import FakeCentralStore
from tests.fakes.world import FakeCrypto, sm3
from tests.rigs.serving import Premises

UNIT = UnitId("a" * 32)
ENTRIES = f"/v1/units/{UNIT}/entries"
CONTENT = f"/v1/units/{UNIT}/contents/{sm3(b'text')}"
LINE = StoredEntry(journal=JournalId("dossier/1"), signed=b"signed", signature=b"signature")


class Room:
    """The service as an application, and a machine of the unit."""

    def __init__(self, premises: Premises) -> None:
        premises.enrol("desk", UNIT)
        self.premises = premises
        self.store = FakeCentralStore()
        self.central = CentralService(self.store, FakeCrypto())
        self.log = premises.folder / "errors.log"

    def ask(self, method: str, path: str, *, machine: str = "desk", central: Central | None = None, **more):
        asked = application(central or self.central, Machines(self.premises.machines), self.log)
        return ask(asked, read_certificate(self.premises.public(machine)), method, path, **more)


@pytest.fixture(scope="module")
def room(tmp_path_factory) -> Room:
    return Room(Premises(tmp_path_factory.mktemp("service")))


# --- what is not in its form


@pytest.mark.parametrize(
    "body",
    [
        b"garbage\n",
        b"\xff\xfe\n",
        b"NaN\n",
        b'{"journal":"dossier/1","signature":NaN,"signed":"x"}\n',
        b'{"journal":"dossier/1","signature":"zz","signed":"x"}\n',
        b'{"journal":"dossier/1","signature":"00","signed":"x","more":1}\n',
        b'{"journal":1,"signature":"00","signed":"x"}\n',
        b"[" * 100_000 + b"\n",
    ],
)
def test_entries_that_are_not_in_their_form_are_refused_whole(room, body):
    status, said = room.ask("POST", ENTRIES, body=(body,))
    assert (status, said["code"]) == (400, "central.request")


@pytest.mark.parametrize(
    "query",
    [
        *("after=-1", "after=NaN", "after=1.5", "after=", "after=1&after=2", "after=" + "9" * 19, "after=%EF%BC%91"),
        *("most=0", "most=1001", "wait=26", "from=1"),
    ],
)
def test_a_place_that_is_none_is_refused(room, query):
    status, said = room.ask("GET", ENTRIES, query=query)
    assert (status, said["code"]) == (400, "central.request")


@pytest.mark.parametrize("body", [b"", b"[]", b'{"digests":[1]}', b'{"digests":NaN}', b'{"digests":[],"more":1}'])
def test_digests_that_are_not_in_their_form_are_refused(room, body):
    status, said = room.ask("POST", f"/v1/units/{UNIT}/lacking", body=(body,))
    assert (status, said["code"]) == (400, "central.request")


@pytest.mark.parametrize("digest", ["..", "A" * 64, "0" * 63])
def test_a_content_is_asked_for_by_its_digest_alone(room, digest):
    status, said = room.ask("GET", f"/v1/units/{UNIT}/contents/{digest}")
    assert (status, said["code"]) == (400, "central.request")


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/", 404), ("DELETE", ENTRIES, 405)])
def test_what_is_no_question_has_a_code_as_well(room, method, path, status):
    answered, said = room.ask(method, path)
    assert (answered, said["code"]) == (status, "central.request")


# --- what is beyond its limits


def test_a_body_that_is_too_large_is_given_up_at_the_limit(room):
    pieces = (b"x" * (1024 * 1024),) * 1000
    status, said = room.ask("POST", ENTRIES, body=pieces)
    assert (status, said["code"]) == (413, "central.too-large")


def test_too_many_entries_or_digests_at_once_are_refused(room):
    line = next(iter(wire.bodies_of([LINE])))
    assert room.ask("POST", ENTRIES, body=(line * (MOST + 1),))[0] == 413
    digests = json.dumps({"digests": [f"{one:064x}" for one in range(MOST + 1)]}).encode()
    assert room.ask("POST", f"/v1/units/{UNIT}/lacking", body=(digests,))[0] == 413


def test_many_and_long_entries_go_in_several_questions_and_none_is_left_out():
    long = [replace(LINE, signed=b"x" * 16_000, signature=bytes([one % 256])) for one in range(MOST // 2)]
    for entries in ([LINE] * (2 * MOST + 1), long, []):
        bodies = wire.bodies_of(entries)
        assert max(map(len, bodies)) <= wire.LARGEST
        assert [one for body in bodies for one in wire.read_entries(body)] == entries
    assert len(wire.bodies_of(long)) == 2


def test_an_answer_brings_what_it_can_hold_and_says_how_far_that_is():
    entries = tuple(replace(LINE, signed=b"x" * 16_000) for _ in range(MOST))
    batch = wire.read_batch(wire.write_batch(Batch(entries=entries, through=5 + MOST, checkpoint=Checkpoint())))
    assert 200 < len(batch.entries) < MOST
    assert batch.through == 5 + len(batch.entries)


# --- who asks


def test_a_machine_asks_about_its_own_unit_alone(room):
    for method, path, _name in OF_A_UNIT:
        other = path.format(unit="b" * 32, digest=sm3(b"text"))
        assert room.ask(method, other) == (403, {"code": "central.not-enrolled", "params": {}})


def test_a_machine_that_was_taken_out_of_the_folder_gets_nothing_more(room):
    certificate = room.premises.enrol("leaving", UNIT)
    assert room.ask("GET", ENTRIES, machine="leaving")[0] == 200
    certificate.unlink()
    assert room.ask("GET", ENTRIES, machine="leaving")[0] == 403


def test_a_certificate_that_is_written_anew_in_its_place_counts_and_the_old_one_no_more(room):
    file = room.premises.enrol("before", UNIT)
    after = room.premises.enrol("after", UNIT)
    written = after.read_bytes()
    after.unlink()
    machines, old = Machines(room.premises.machines), read_certificate(file)
    assert machines.units_of(old) == {UNIT}
    file.write_bytes(written)
    assert (machines.units_of(old), machines.units_of(read_certificate(file))) == (frozenset(), {UNIT})
    file.unlink()


def test_a_file_that_is_no_certificate_keeps_nobody_else_out(room):
    (room.premises.machines / UNIT / "broken.pem").write_bytes(b"-----BEGIN CERTIFICATE-----\nxx")
    assert room.ask("GET", ENTRIES)[0] == 200


# --- what is told


def test_a_content_comes_and_goes_as_it_is(room):
    assert room.ask("PUT", CONTENT, body=(b"te", b"xt"))[0] == 200
    assert room.ask("GET", CONTENT) == (200, b"text")
    status, said = room.ask("PUT", CONTENT, body=(b"other",))
    assert (status, said["code"]) == (409, "records.no-contents")
    missing = f"/v1/units/{UNIT}/contents/{'0' * 64}"
    assert room.ask("GET", missing)[0] in (404, 503)


def test_the_service_is_healthy_where_it_runs_and_ready_where_its_store_answers(room):
    assert [room.ask("GET", path)[0] for _method, path, _name in OF_THE_SERVICE] == [200, 200]
    away = Away(Unavailable("disk.failed", reason="/var/lib"))
    assert room.ask("GET", "/v1/health", central=away)[0] == 200
    status, said = room.ask("GET", "/v1/ready", central=away)
    assert (status, said["code"]) == (503, "central.away")
    assert "/var/lib" not in str(said)


def test_what_nobody_foresaw_is_told_and_noted_without_its_words(room):
    status, said = room.ask("GET", ENTRIES, central=Away(RuntimeError("机密的标题")))
    assert (status, said["code"]) == (503, "central.away")
    assert "RuntimeError" in room.log.read_text(encoding="utf-8")
    assert "机密" not in str(said) + room.log.read_text(encoding="utf-8")


def test_what_a_newer_service_says_besides_is_passed_over():
    taken = Taken(before=3, checkpoint=Checkpoint(count=4))
    said = json.loads(wire.write_taken(taken))
    said["checkpoint"]["age"] = said["more"] = 1
    assert wire.read_taken(json.dumps(said).encode()) == taken


@pytest.mark.parametrize("answer", [b"", b"<html>", b"[]", b'{"before":NaN}', b'{"before":"3","checkpoint":{}}'])
def test_an_answer_that_is_none_is_taken_for_nothing(answer):
    for read in (wire.read_taken, wire.read_batch, wire.lacking_digests):
        with pytest.raises(Unavailable, match=r"central\.answer"):
            read(answer)
    assert wire.read_problem(answer).code == "central.answer"


def test_a_problem_comes_as_it_was_raised_and_an_unknown_one_as_not_understood():
    refused = Refused("records.missing", journal="dossier/1", seq=3, count=1)
    told = wire.read_problem(wire.write_problem(refused))
    assert (type(told), told.code, told.params) == (Refused, refused.code, refused.params)
    assert wire.read_problem(b'{"code":"moon.eclipse","params":[]}').code == "central.answer"


# --- the description


def test_the_description_has_the_questions_of_the_service_and_its_limits():
    told = json.loads((resource_path("service") / "openapi.json").read_text(encoding="utf-8"))
    asked = {
        (method.upper(), path) for path, ways in told["paths"].items() for method in ways if method != "parameters"
    }
    assert asked == {(method, path) for method, path, _name in (*OF_A_UNIT, *OF_THE_SERVICE)}
    query = told["paths"]["/v1/units/{unit}/entries"]["get"]["parameters"]
    limits = {one["name"]: range(one["schema"]["minimum"], one["schema"]["maximum"] + 1) for one in query}
    assert limits == wire.LIMITS
    shapes = told["components"]["schemas"]
    content = told["paths"]["/v1/units/{unit}/contents/{digest}"]["put"]["requestBody"]["content"]
    assert shapes["Lines"]["maxLength"] == wire.LARGEST
    assert shapes["Digests"]["properties"]["digests"]["maxItems"] == MOST
    assert content["application/octet-stream"]["schema"]["maxLength"] == wire.LARGEST_CONTENT
    assert set(shapes["Problem"]["properties"]["code"]["enum"]) == set(wire.KINDS)


# --- where it may be


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("10.1.2.3:8443", Address(host="10.1.2.3", port=8443)),
        ("[fd00::1]:443", Address(host="fd00::1", port=443)),
        ("127.0.0.1:65535", Address(host="127.0.0.1", port=65535)),
    ],
)
def test_an_address_of_the_intranet_is_taken(text, address):
    assert read_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        *("8.8.8.8:443", "[2400:3200::1]:443", "oa.example.cn:443", "0.0.0.0:8443", "[::]:1", "224.0.0.1:1"),
        *("10.1.2.3", "10.1.2.3:0", "10.1.2.3:65536", "10.1.2.3:x", "", "10.1.2.3:-1", "http://10.1.2.3:80"),
    ],
)
def test_an_address_outside_of_it_or_none_at_all_is_refused(text):
    with pytest.raises(Refused, match=r"central\.not-private"):
        read_address(text)


class Away:
    """A service whose store does not answer."""

    def __init__(self, problem: Exception) -> None:
        self._problem = problem

    def pull(self, unit, after, most):
        raise self._problem
