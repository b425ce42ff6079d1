"""A world for tests: clock, ids, digests, keys and store in memory, and an office in it."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
from collections.abc import Iterable, Set
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime, timedelta, timezone

from oa_desktop.domain import codec
from oa_desktop.domain.documents.findings import Finding
from oa_desktop.domain.documents.template import NATIONAL, Template
from oa_desktop.domain.errors import Refused, Unavailable
from oa_desktop.domain.ids import Digest, KeyId, PersonId
from oa_desktop.domain.units.sign_in_rules import SignInRules
from oa_desktop.office.ports.keys import (
    AccountRequest,
    Credentials,
    KeyHome,
    MadeRecovery,
    MadeSlots,
    OpenedTogether,
    Reached,
    Recovered,
    TokenSettings,
    Unlocked,
)
from oa_desktop.office.ports.pages import FixedForm, Leaf, Look, Raster, Rendering, SealPlace, TextPlace
from oa_desktop.office.ports.printing import Presswork
from oa_desktop.office.ports.tables import Cell, Line

CHINA = timezone(timedelta(hours=8))


@dataclass
class FakeClock:
    """A clock that stands still until it is moved."""

    time: datetime = datetime(2026, 4, 16, 9, 0, tzinfo=CHINA)
    source: str = "local-clock"

    def now(self) -> datetime:
        return self.time

    def wait(self, seconds: int) -> None:
        self.move(seconds=seconds)

    def move(self, **by: float) -> None:
        self.time += timedelta(**by)


@dataclass
class FakeIds:
    """1, 2, 3 … as ids; the prefix keeps two worlds apart."""

    prefix: str = "0"
    numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def new(self) -> str:
        return f"{self.prefix}{next(self.numbers):031x}"


def sm3(data: bytes) -> Digest:
    return Digest(hashlib.new("sm3", data).hexdigest())


class FakeCrypto:
    """Real digests; a signature is a keyed hash whose key is the public key itself."""

    def digest(self, data: bytes | Iterable[bytes]) -> Digest:
        return sm3(data if isinstance(data, bytes) else b"".join(data))

    def verify(self, public_key: bytes, message: bytes, signature: bytes) -> bool:
        return hmac.compare_digest(signature, hmac.digest(public_key, message, "sha256"))


class FakeSigner:
    """A key that signs as FakeCrypto verifies."""

    def __init__(self, public_key: bytes) -> None:
        self.public_key = public_key
        self.key_id = KeyId(sm3(public_key))
        self.forgotten = False

    def sign(self, message: bytes) -> bytes:
        assert not self.forgotten, "a forgotten key signs"
        return hmac.digest(self.public_key, message, "sha256")

    def forget(self) -> None:
        self.forgotten = True


class FakeTokenSigner(FakeSigner):
    """A key on a token, which may be pulled out."""

    def __init__(self, public_key: bytes, slots: FakeSlots) -> None:
        super().__init__(public_key)
        self.slots = slots

    def sign(self, message: bytes) -> bytes:
        if not self.slots.plugged:
            raise Unavailable("token.out")
        return super().sign(message)


class FakeOpener:
    """An exchange key that opens what :func:`encrypt_fakely` encrypted for it."""

    def __init__(self, public_key: bytes) -> None:
        self.public_key = public_key
        self.key_id = KeyId(sm3(public_key))

    def open(self, wrapped: bytes) -> bytes | None:
        return wrapped.removeprefix(self.public_key) if wrapped.startswith(self.public_key) else None


def encrypt_fakely(public_key: bytes, secret: bytes) -> bytes:
    return public_key + secret


@dataclass
class FakeSlots:
    """Key slots without cryptography."""

    accounts: dict[str, tuple[str, PersonId, bytes]] = field(default_factory=dict)
    store_key: bytes = b"k" * 32
    numbers: itertools.count[int] = field(default_factory=itertools.count)
    code: str = ""
    name: str = ""
    exchange_of: str = ""
    must_change: set[str] = field(default_factory=set)
    failures: dict[str, int] = field(default_factory=dict)
    told: dict[str, int] = field(default_factory=dict)
    chosen: dict[str, datetime] = field(default_factory=dict)
    rules: SignInRules = field(default_factory=SignInRules)
    held: dict[KeyId, tuple[bytes, list[PersonId]]] = field(default_factory=dict)
    chosen_homes: dict[str, tuple[KeyHome, str]] = field(default_factory=dict)
    token_settings: TokenSettings | None = None
    plugged: bool = True
    opened: list[FakeSigner] = field(default_factory=list)
    kept: tuple[Reached, ...] = ()
    troubles: dict[str, int] = field(default_factory=dict)

    def carried(self) -> bytes:
        """Nobody's account goes to another desk, nor comes from one."""
        return b""

    def refuse_carried(self, data: bytes) -> None:
        assert data == b""

    def take_carried(self, store_key: bytes, data: bytes, standing: Set[tuple[PersonId, str]]) -> None:
        assert data == b""

    def create(self, store_id: str, accounts: list[AccountRequest], now: datetime, rules: SignInRules) -> MadeSlots:
        self.rules = rules
        keys = {one.account: self.add(self.store_key, one, now) for one in accounts}
        signers = {account: FakeSigner(key) for account, key in keys.items()}
        return MadeSlots(store_key=self.store_key, signers=signers, recovery=self.renew_recovery(self.store_key))

    def keep_rules(self, store_key: bytes, rules: SignInRules) -> None:
        self.rules = rules

    def add(self, store_key: bytes, request: AccountRequest, now: datetime) -> bytes:
        if request.account in self.accounts:
            raise Refused("account.exists", account=request.account)
        key = f"key {next(self.numbers)} of {request.account}".encode()
        self.accounts[request.account] = (request.password, request.person, key)
        self.chosen[request.account] = now
        self.chosen_homes[request.account] = (request.choice.home, request.choice.pin)
        return key

    def tell_failures(self) -> dict[PersonId, int]:
        untold = {name: count - self.told.get(name, 0) for name, count in self.failures.items()}
        self.told = dict(self.failures)
        return {self.accounts[name][1]: count for name, count in untold.items() if count > 0}

    def note_trouble(self, code: str) -> None:
        self.troubles[code] = self.troubles.get(code, 0) + 1

    def tell_troubles(self) -> dict[str, int]:
        told, self.troubles = self.troubles, {}
        return told

    def reached(self) -> tuple[Reached, ...]:
        return self.kept

    def keep_reached(self, store_key: bytes, reached: tuple[Reached, ...]) -> None:
        self.kept = reached

    def homes(self) -> dict[PersonId, KeyHome]:
        return {person: self.chosen_homes[name][0] for name, (_, person, _key) in self.accounts.items()}

    def tokens(self) -> TokenSettings | None:
        return self.token_settings

    def keep_tokens(self, store_key: bytes, settings: TokenSettings) -> None:
        self.token_settings = settings

    def discard(self, store_key: bytes, account: str, people: list[PersonId]) -> None:
        if account in self.accounts and self.accounts[account][1] not in people:
            del self.accounts[account]

    def unlock(self, account: str, password: str, now: datetime, pin: str = "") -> Unlocked:
        known, person, key = self.accounts[account]
        if known != password:
            self.failures[account] = self.failures.get(account, 0) + 1
            raise Refused("sign-in.wrong-password", left=4, wait_seconds=2)
        home, wanted = self.chosen_homes.get(account, (KeyHome.FILE, ""))
        if home is KeyHome.TOKEN and pin != wanted:
            raise Refused("token.wrong-pin" if pin else "sign-in.pin-needed", account=account)
        self.opened.append(FakeTokenSigner(key, self) if home is KeyHome.TOKEN else FakeSigner(key))
        return Unlocked(
            person=person,
            signer=self.opened[-1],
            home=home,
            store_key=self.store_key,
            failed_attempts=self.failures.pop(account, 0),
            must_change=account in self.must_change,
            password_set=self.chosen.get(account, now),
        )

    def change_password(self, account: str, old: str, new: str, now: datetime) -> None:
        known, person, key = self.accounts[account]
        if known != old:
            raise Refused("sign-in.wrong-password", left=4, wait_seconds=2)
        self.accounts[account] = (new, person, key)
        self.chosen[account] = now
        self.must_change.discard(account)

    def renew(self, store_key: bytes, request: AccountRequest, now: datetime) -> bytes:
        if self.accounts[request.account][1] != request.person:
            raise Refused("account.unknown", account=request.account)
        del self.accounts[request.account]
        return self.add(store_key, request, now)

    def recover(self, code: str) -> Recovered:
        if code != self.code:
            raise Refused("sign-in.wrong-recovery-code")
        return Recovered(store_key=self.store_key, signer=FakeSigner(self._recovery_key()))

    def renew_recovery(self, store_key: bytes) -> MadeRecovery:
        self.code = "CODE" if not self.code else f"{self.code} AGAIN"
        return MadeRecovery(code=self.code, public_key=self._recovery_key())

    def _recovery_key(self) -> bytes:
        return f"key of {self.code}".encode()

    def hold(self, holders: list[Credentials], now: datetime) -> OpenedTogether:
        present = self._present(holders, now)
        key = f"key {next(self.numbers)} of {' and '.join(person for person, _ in present)}".encode()
        self.held[KeyId(sm3(key))] = (key, [person for person, _ in present])
        return OpenedTogether(signer=FakeSigner(key), holders=present)

    def open_held(self, key: KeyId, holders: list[Credentials], now: datetime) -> OpenedTogether:
        present = self._present(holders, now)
        if key not in self.held:
            raise Refused("held-key.unknown")
        if sorted(self.held[key][1]) != sorted(person for person, _ in present):
            raise Refused("held-key.not-theirs")
        return OpenedTogether(signer=FakeSigner(self.held[key][0]), holders=present)

    def _present(self, holders: list[Credentials], now: datetime) -> tuple[tuple[PersonId, FakeSigner], ...]:
        opened = [self.unlock(one.account, one.password, now, one.pin) for one in holders]
        if len({one.person for one in opened}) != len(opened):
            raise Refused("held-key.same-person")
        return tuple((one.person, one.signer) for one in opened)

    def machine(self, store_key: bytes) -> FakeSigner:
        return FakeSigner(b"key of the machine" + self.name.encode())

    def renew_machine(self, store_key: bytes) -> FakeSigner:
        return self.machine(store_key)

    def exchange(self, store_key: bytes) -> FakeOpener:
        return FakeOpener(b"exchange key" + (self.exchange_of or self.name).encode())


class FakeRenderer:
    """A page is its text and its look."""

    def render(self, manuscript, look: Look) -> Rendering:
        return Rendering(data=b"%PDF " + _described(look) + manuscript.encode(), pages=1)

    def render_ofd(self, manuscript, look: Look, enclosed=()) -> Rendering:
        return Rendering(data=b"PK OFD " + _described(look) + manuscript.encode(), pages=1)

    def seal_places(self, manuscript, look: Look, diameter_mm: float) -> tuple[SealPlace, ...]:
        names = enumerate(manuscript.signatories)
        return tuple(SealPlace(page=1, name=name, x_mm=60.0 + 50 * place, y_mm=200.0) for place, name in names)

    def document(self, manuscript, look: Look) -> bytes:
        return b"PK " + manuscript.encode()

    def tracked_document(self, texts, look: Look) -> bytes:
        return b"PK " + b"\n".join(f"{one.author} {one.time} ".encode() + one.manuscript.encode() for one in texts)

    def form(self, form, look: Look) -> bytes:
        return b"%PDF " + repr(form).encode()

    def form_ofd(self, form, look: Look) -> bytes:
        return b"PK OFD " + repr(form).encode()

    def form_with_pages(self, form, texts, look: Look) -> bytes:
        return b"%PDF " + repr((form, texts)).encode()

    def facsimile(self, data: bytes, name: str) -> bytes:
        if not data.startswith(b"PK"):
            raise Refused("source.not-text", name=name)
        return b"%PDF drawn again " + data

    def fixed_copy(self, data: bytes, name: str, form: FixedForm, look: Look) -> bytes:
        if not data.startswith((b"PK", b"%PDF")):
            raise Refused("source.not-text", name=name, looks_like="")
        return {FixedForm.OFD: b"PK OFD", FixedForm.PDF: b"%PDF"}[form] + b" drawn again " + data

    def labels(self, labels, look: Look) -> bytes:
        return b"%PDF " + repr(labels).encode()

    def box_labels(self, labels, side, look: Look) -> bytes:
        return b"%PDF " + repr((side.value, labels)).encode()


class FakePress:
    """What it was told to do stands behind the page, on the same one."""

    def worked(self, pdf: bytes, work: Presswork) -> bytes:
        return pdf + repr(work).encode()

    def joined(self, pdfs, work: Presswork) -> bytes:
        return b"".join(self.worked(one, work) for one in pdfs)

    def numbered(self, pdf: bytes, manuscript, look: Look, copy_numbers, work: Presswork) -> tuple[bytes, ...]:
        return tuple(pdf + number.encode() + repr(work).encode() for number in copy_numbers)

    def voided(self, pdf: bytes, manuscript, look: Look, voided) -> bytes:
        return pdf + f" void {voided.document} {voided.mark}".encode()

    def stamped(self, pdf: bytes, stamp) -> bytes:
        return pdf + f" stamp {stamp.rows}".encode()

    def has_place(self, pdf: bytes) -> bool:
        return b"full page" not in pdf

    def stamped_ofd(self, ofd: bytes, stamp, original: str) -> bytes:
        return ofd + f" stamp {stamp.rows} {original}".encode()

    def traced(self, pdf: bytes, trace: str) -> bytes:
        return pdf + f" trace {trace}".encode()

    def calibration(self, look: Look) -> bytes:
        return b"%PDF " + repr(look).encode()


class FakeInspector:
    """Looks at pages, and finds there what it was told to find."""

    def __init__(self, *found: Finding) -> None:
        self.found = found

    def is_fixed(self, data: bytes) -> bool:
        return data.startswith(b"%PDF")

    def of_file(self, data: bytes, name: str, template: Template = NATIONAL) -> tuple[Finding, ...]:
        return self.found

    def of_draft(self, manuscript, look: Look) -> tuple[Finding, ...]:
        return self.found


def _described(look: Look) -> bytes:
    """Return a look in words that stay the same while what later releases can ask of it is not asked."""
    said = [
        f"{one.name}={_words(getattr(look, one.name))}"
        for one in fields(look)
        if one.name in _FIRST_OF_A_LOOK or getattr(look, one.name) != getattr(Look(), one.name)
    ]
    return f"Look({', '.join(said)})".encode()


def _words(value: object) -> str:
    """Return what ``repr`` says, without what came later and is as before."""
    if not is_dataclass(value):
        return repr(value)
    shown = [
        one for one in fields(value) if getattr(value, one.name) != one.default or not one.metadata.get(codec.LATER)
    ]
    return f"{type(value).__name__}({', '.join(f'{one.name}={getattr(value, one.name)!r}' for one in shown)})"


_FIRST_OF_A_LOOK = ("mark", "sealed", "seal", "open_slots")


class FakeReader:
    """Finds the words of a file that is text, and reads nothing else."""

    def words(self, data: bytes, name: str) -> tuple[str, ...]:
        return tuple(data.decode("utf-8", errors="ignore").splitlines())

    def picture(self, data: bytes) -> bytes:
        return data


class FakeViewer:
    """Pages are parted by form feeds; a character is 5 mm wide, a line 10 mm high, from 30 mm left and top of an A4 sheet."""

    def leaves(self, pdf: bytes) -> tuple[Leaf, ...]:
        return tuple(Leaf(width_mm=210.0, height_mm=297.0) for _ in self._pages(pdf))

    def raster(self, pdf: bytes, number: int, pixels_per_mm: float, rows=None) -> Raster:
        across, down = round(210 * pixels_per_mm), round(297 * pixels_per_mm)
        first, end = rows or (0, down)
        return Raster(width=across, height=end - first, data=b"\xff" * (4 * across * (end - first)))

    def places(self, pdf: bytes, number: int) -> tuple[TextPlace, ...]:
        return tuple(
            TextPlace(text=char, x_mm=30.0 + 5 * column, y_mm=30.0 + 10 * row, width_mm=5.0, height_mm=5.0)
            for row, line in enumerate(self._pages(pdf)[number].splitlines())
            for column, char in enumerate(line)
        )

    def _pages(self, pdf: bytes) -> list[str]:
        return pdf.decode("utf-8", "replace").split("\f")


class FakeTables:
    """Workbooks that are their first table as JSON."""

    def write(self, tables, step=lambda _done, _all: None):
        head = [column.title for column in tables[0].columns]
        return json.dumps([head, *tables[0].rows], ensure_ascii=False).encode()

    def read(self, data, name, most):
        rows = json.loads(data)
        return tuple(
            Line(number=place, cells=tuple(Cell(text=text) for text in row)) for place, row in enumerate(rows, 1)
        )
