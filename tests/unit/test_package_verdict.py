"""An exchange package looked at from outside: whole and signed by the key on it, or altered, or cut; never simply true."""

from dataclasses import replace
from io import BytesIO

import pytest

from oa_desktop.domain.trust.verdicts import FileVerdict, Outcome
from oa_desktop.office.exchanging.verdict import is_package, package_verdict
from tests.fakes.packages import FILES, MACHINE, ORDER, package

PACKAGE = package(sender=replace(ORDER.sender, public=MACHINE.public_key.hex()))


def rules(verdict: FileVerdict) -> list[str]:
    return [one.rule for each in verdict.signatures for one in each.statements]


def test_a_whole_package_cannot_prove_whose_key_it_names() -> None:
    verdict = package_verdict(FILES, BytesIO(PACKAGE))
    assert rules(verdict) == ["verdict.package-whole", "verdict.package-signed", "verdict.package-sender"]
    assert verdict.outcome is Outcome.UNDECIDED
    assert verdict.signatures[0].holder == "清源县人民政府"


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (PACKAGE[:-100], "verdict.package-cut"),
        (PACKAGE[:-1] + bytes([PACKAGE[-1] ^ 1]), "verdict.package-altered"),
        (PACKAGE + b"more", "verdict.package-altered"),
        (PACKAGE.replace("西关镇人民政府".encode(), "南关镇人民政府".encode()), "verdict.package-altered"),
    ],
)
def test_an_altered_or_cut_package_is_broken(data: bytes, rule: str) -> None:
    verdict = package_verdict(FILES, BytesIO(data))
    assert rules(verdict) == [rule]
    assert verdict.outcome is Outcome.BROKEN


def test_a_package_is_known_by_its_first_line() -> None:
    assert is_package(PACKAGE)
    assert not is_package(b'{"entries":1}\n"magic":"oa-desktop-package"')
