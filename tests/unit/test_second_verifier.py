"""The second verifier knows what the program knows, says what it says, and needs nothing of it."""

from __future__ import annotations

import ast
import random
import subprocess
import sys
from pathlib import Path

import pytest

from oa_desktop.domain.actions import DECLARATIONS, Scope
from oa_desktop.domain.authority import AUTHORITY
from oa_desktop.domain.journal_file import read_journal_file
from oa_desktop.domain.units.roles import ADMINISTRATORS, DELEGATING, Role
from oa_desktop.domain.units.seconding import SECONDS
from oa_desktop.i18n.problems import problems
from oa_desktop.i18n.resources import resource_path
from oa_desktop.security import sm2, sm3
from tests.fakes.journals import busy_office, office_of_every_kind, stored, verdict
from tests.fakes.world import FakeCrypto
from tests.rigs.tampering.second import check, second

VERIFIER = resource_path("verifier") / "verify.py"
GOLDEN = Path(__file__).parent.parent / "golden" / "journals"


def test_it_imports_the_standard_library_alone():
    tree = ast.parse(VERIFIER.read_text(encoding="utf-8"))
    named = {one.module or "" for one in ast.walk(tree) if isinstance(one, ast.ImportFrom)}
    named |= {alias.name for one in ast.walk(tree) if isinstance(one, ast.Import) for alias in one.names}
    assert {one.partition(".")[0] for one in named} <= sys.stdlib_module_names


def test_it_knows_every_kind_where_it_belongs_and_who_may_do_it():
    """A new act needs its line in the second verifier too: NEEDS, or BY_PROGRAM."""
    kinds = {one.kind: (one.scope.value, one.by_program) for one in DECLARATIONS.values()}
    verify = second()
    known = {kind: (sort, kind in verify.PROGRAM_KINDS) for kind, sort in verify.SORTS.items()}
    assert known == kinds
    written = {one.kind: one.version for one in DECLARATIONS.values() if one.version > 1}
    assert written == {kind: max(versions) for kind, versions in verify.VERSIONS.items()}
    needed = {act: frozenset(map(Role, roles)) for act, roles in verify.ROLES_FOR.items()}
    assert {act: frozenset(map(Role, roles)) for act, roles in verify.SECONDS.items()} == SECONDS
    assert needed == AUTHORITY, "a role that the second verifier does not ask for"
    assert (tuple(Role), ADMINISTRATORS, DELEGATING) == (verify.ROLES, verify.ADMINISTRATORS, verify.DELEGATING)
    assert {one.value for one in Scope} == verify.NEEDS.keys()


def test_it_reads_the_acts_that_checking_needs_in_the_shape_that_they_have():
    read = set(second().PAYLOADS)
    kept = office_of_every_kind().stores.made.kept
    entries = [second().read_entry(one.signed, one.signature, one.digest) for one in kept if one.entry.kind in read]
    assert {one.kind for one in entries} == read
    assert all(second().said(one) is not None for one in entries)


def test_every_fault_that_it_names_has_words_of_its_own_and_of_the_program():
    assert second().WORDS.keys() <= problems().keys()


@pytest.mark.parametrize("whole", [True, False])
@pytest.mark.parametrize("make", [busy_office, office_of_every_kind])
def test_it_counts_the_same_signatures_in_an_honest_store(make, whole):
    entries = stored(list(make().stores.made.kept))
    found = check(entries, whole=whole, holds=FakeCrypto().verify)
    assert found.faults == []
    assert found.signatures == verdict(entries, whole=whole).signatures


@pytest.mark.parametrize("release", ["v0", "v1"])
def test_it_reads_the_journals_of_every_release(release):
    data = (GOLDEN / f"{release}-dossier.jsonl").read_bytes()
    held = second().read_journal_file(data)
    assert len(held.entries) == len(read_journal_file(data).entries)
    found = second().check_journal_file(held, holds=FakeCrypto().verify)
    assert [fault[0] for fault in found.faults] == ["journal-file.unsealed"]


# --- digests and signatures ------------------------------------------------------------------------------------------


def test_its_digests_are_those_of_the_program():
    chance = random.Random(3)
    for size in (0, 1, 55, 56, 63, 64, 65, 300):
        data = chance.randbytes(size)
        assert second().sm3_by_hand(data).hex() == second().hex_sm3(data) == sm3.digest(data)


def test_its_signatures_are_those_of_the_program_to_the_last_bit():
    chance = random.Random(4)
    keys = sm2.generate(chance.randbytes)
    for _ in range(40):
        message = chance.randbytes(50)
        signature = bytearray(sm2.sign(keys.private, message))
        assert second().sm2_holds(keys.public, message, bytes(signature))
        signature[chance.randrange(len(signature))] ^= 1 << chance.randrange(8)
        changed = bytes(signature)
        assert second().sm2_holds(keys.public, message, changed) == sm2.verify(keys.public, message, changed)


@pytest.mark.parametrize("public", [b"", b"\x04" + bytes(64), b"\x02" + bytes(32), bytes(91)])
def test_no_key_that_is_none_verifies_anything(public):
    assert not second().sm2_holds(public, b"", sm2.sign(sm2.generate(random.Random(5).randbytes).private, b""))


# --- as a program ----------------------------------------------------------------------------------------------------


def run(path: Path) -> subprocess.CompletedProcess[str]:
    """Run the file as somebody does who has Python and nothing else."""
    command = [sys.executable, "-I", "-S", str(VERIFIER), str(path)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(
    ("data", "code"), [(b"", 1), (b"PK\x03\x04", 1), (b'{"magic":"oa-desktop-journal"}', 1), (b"%PDF-1.7", 4)]
)
def test_a_file_that_is_none_is_refused_in_words(tmp_path, data, code):
    path = tmp_path / "什么.jsonl"
    path.write_bytes(data)
    done = run(path)
    assert done.returncode == code
    assert "核验" in done.stdout or "[" in done.stdout
    assert done.stderr == ""
