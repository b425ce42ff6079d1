"""Exchange packages: opened by whom they are for, exactly as they were made, or refused with the reason."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

import pytest

from oa_desktop.domain import canonical
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.ids import UnitId
from oa_desktop.i18n.problems import say
from oa_desktop.security import sealing
from oa_desktop.security.signer import generate
from oa_desktop.security.sm2_encryption import encrypt
from oa_desktop.sync.package_file import PackageFiles
from tests.fakes.packages import CRYPTO, FILES, MACHINE, ORDER, OTHER_TOWN, TOWN, addressed, opener_of, package

PACKAGE = package()


def opened(data: bytes, unit: UnitId = TOWN, key: bytes = MACHINE.public_key) -> dict[str, bytes]:
    return dict(FILES.open(data, unit, opener_of(unit), key))


def refusal(data: bytes, unit: UnitId = TOWN, key: bytes = MACHINE.public_key) -> str:
    with pytest.raises(Refused) as caught:
        opened(data, unit, key)
    assert say(caught.value.code, caught.value.params).do
    return caught.value.code


@pytest.mark.parametrize("unit", [TOWN, OTHER_TOWN])
def test_every_unit_that_a_package_is_for_opens_it(unit):
    assert opened(PACKAGE, unit) == dict(ORDER.parts)
    assert list(opened(PACKAGE, unit)) == list(ORDER.parts)


def test_a_unit_that_it_is_not_for_does_not():
    assert refusal(PACKAGE, UnitId("南关镇")) == "package.not-for-us"


def test_somebody_elses_exchange_key_does_not_open_it():
    with pytest.raises(Refused, match=r"package\.not-for-us"):
        FILES.open(PACKAGE, TOWN, opener_of(OTHER_TOWN), MACHINE.public_key)


def test_the_outside_says_from_whom_and_for_whom_and_nothing_of_the_inside():
    looked = FILES.look(PACKAGE)
    assert looked.outside.sender == ORDER.sender
    assert [one.unit for one in looked.outside.recipients] == [TOWN, OTHER_TOWN]
    assert "防汛".encode() not in PACKAGE
    assert "名单".encode() not in PACKAGE


def test_a_package_that_another_machine_signed_is_refused():
    other = generate(random.Random(2).randbytes)[0]
    assert refusal(FILES.make(ORDER, other)) == "package.altered"
    assert refusal(PACKAGE, key=other.public_key) == "package.altered"


@pytest.mark.parametrize("left", [1, 100, 1_000])
def test_a_package_copied_by_half_says_how_much_is_missing(left):
    with pytest.raises(Refused) as caught:
        opened(PACKAGE[:-left])
    assert (caught.value.code, caught.value.params["missing"]) == ("package.cut", left)


def test_a_package_of_which_only_the_first_line_was_copied_is_cut_too():
    assert refusal(PACKAGE[: PACKAGE.index(b"\n") + 10]) == "package.cut"


def test_what_stands_behind_a_package_is_noticed():
    assert refusal(PACKAGE + b"\0") == "package.altered"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"\n\n", b"{}\n", b'{"magic":"other"}\n\n', b"[" * 100_000])
def test_what_is_no_package_is_said_to_be_none(data):
    assert refusal(data) == "package.other"


def test_a_package_of_a_later_release_is_told_from_a_damaged_one():
    assert refusal(PACKAGE.replace(b'"version":1', b'"version":2', 1)) == "package.newer"


@pytest.mark.parametrize("change", ["reorder", "repeat", "exchange"])
def test_recipients_cannot_be_shuffled(change):
    line, _, rest = PACKAGE.partition(b"\n")
    outside = canonical.decode(line)
    assert isinstance(outside, dict)
    recipients = outside["recipients"]
    assert isinstance(recipients, list)
    first, second = recipients
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    shuffled = {
        "reorder": [second, first],
        "repeat": [first, second, first],
        "exchange": [first | {"wrapped": second["wrapped"]}, second],
    }[change]
    assert refusal(canonical.encode(outside | {"recipients": list(shuffled)}) + b"\n" + rest).startswith("package.")


def mutants(count: int) -> Iterator[bytes]:
    chance = random.Random(20261122)
    for _ in range(count):
        place, data = chance.randrange(len(PACKAGE)), bytearray(PACKAGE)
        match chance.randrange(3):
            case 0:
                data[place] ^= 1 << chance.randrange(8)
            case 1:
                del data[place : place + chance.randrange(1, 40)]
            case _:
                data[place:place] = chance.randbytes(chance.randrange(1, 40))
        yield bytes(data)


def test_two_thousand_mutants_are_all_refused():
    assert all(refusal(one).startswith("package.") for one in mutants(2_000))


class Careless(PackageFiles):
    """Opens a package without asking who signed what stands outside."""

    def _refuse_altered(self, read, sender_key):
        pass


def test_the_mutants_find_a_program_that_does_not_ask_for_the_signature():
    careless = Careless(CRYPTO, sealing, encrypt, os.urandom)

    def takes(mutant: bytes) -> bool:
        with suppress(Refused):
            return bool(careless.open(mutant, TOWN, opener_of(TOWN), MACHINE.public_key))
        return False

    assert len([*islice(filter(takes, mutants(2_000)), 20)]) == 20


def test_a_package_for_too_many_or_with_too_much_is_refused_before_it_is_made():
    many = [addressed(UnitId(f"第{number}镇")) for number in range(501)]
    with pytest.raises(Refused, match=r"package\.too-many"):
        package(recipients=many)
    with pytest.raises(Refused, match=r"package\.too-many"):
        package(recipients=())
    small = PackageFiles(CRYPTO, sealing, encrypt, os.urandom, largest=3_000)
    with pytest.raises(Refused, match=r"package\.too-large"):
        small.make(ORDER, MACHINE)


def test_the_same_papers_never_make_the_same_package():
    assert len({package()[-1_000:] for _ in range(3)}) == 3
