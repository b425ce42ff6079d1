"""What must hold after every death: nothing confirmed is lost, nothing is half done, and everything agrees."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from oa_desktop.bootstrap.world import ScriptClock
from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions.numbers import ReleaseNumber, TakeNumber, TakeNumberOnPaper
from oa_desktop.domain.entry import SignedEntry
from oa_desktop.domain.errors import OfficeError, Refused
from oa_desktop.domain.history import read_action
from oa_desktop.domain.ids import Digest, DossierId, RegisterName, UnitId, dossier_of, register_of, unit_of
from oa_desktop.domain.policy import sight_of
from oa_desktop.domain.sight import Sight
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.standing import standing_in
from oa_desktop.office import queries as q
from oa_desktop.office.open_office import OpenOffice
from oa_desktop.office.ports.keys import Unlocked
from oa_desktop.office.ports.wiring import Ports
from oa_desktop.security import sealing, sm3
from oa_desktop.storage.backups import facts_of
from oa_desktop.storage.restore import restore
from oa_desktop.storage.stores import DirectoryStores
from tests.rigs.ledger import Ledger
from tests.rigs.proving import OnceProved
from tests.rigs.walk import STEPS, title
from tests.rigs.world import REALM, ports

LEFT_OVER = "blob.unknown-file"
"""What a death between a file and its row may leave; it is listed, never deleted, and nobody holds its key."""
_ALL = 100_000


@dataclass
class Home:
    """A home after a death: the office opened again, and what was confirmed before.

    Attributes:
        key: The store's.
        lives: How many lives it has had.
        everybody: Whether all accounts are tried at every look, not each a third of the times.
        proved: Signatures that held at looks before, and at this one; see ``OnceProved``.
        signed_in: Accounts whose password was tried during the look, which forgives their failures.
    """

    world: Ports
    clock: ScriptClock
    ledger: Ledger
    key: bytes
    lives: int = 0
    everybody: bool = False
    proved: set[str] = field(default_factory=set)
    signed_in: list[str] = field(default_factory=list)

    def turn(self, accounts: tuple[str, ...]) -> tuple[str, ...]:
        """Return the accounts whose turn it is."""
        return accounts if self.everybody else accounts[self.lives % 3 :: 3]

    def unlocked(self, account: str, password: str) -> Unlocked:
        """Open a key slot, waiting out a lock: attempts that death cut off count as failures until the next success."""
        try:
            return self.world.slots.unlock(account, password, self.clock.now())
        except Refused as refused:
            if refused.code != "sign-in.locked":
                raise
            self.clock.time += timedelta(seconds=int(str(refused.params["wait_seconds"])))
            return self.world.slots.unlock(account, password, self.clock.now())

    @cached_property
    def opened(self) -> OpenOffice:
        return self.office(self.world)

    def office(self, world: Ports) -> OpenOffice:
        """Open an office with the key of this home."""
        proving = replace(world, crypto=OnceProved(crypto=world.crypto, proved=self.proved))
        return OpenOffice(proving, world.stores.open, self.key)

    @cached_property
    def checked(self) -> tuple[str, ...]:
        """What is wrong with the files as death left them."""
        return self.opened.store.check()

    @cached_property
    def entries(self) -> list[SignedEntry]:
        store = self.opened.store
        return [one for journal in store.journals() for one in store.entries(journal)]

    @cached_property
    def acts(self) -> list[Action]:
        """What the entries recorded."""
        return [read_action(one.entry) for one in self.entries]

    @property
    def organisation(self) -> Organisation:
        return self.opened.states.organisations()[0]

    def sight(self, account: str) -> Sight:
        person = self.organisation.person_by_account(account).id
        return sight_of(standing_in(self.organisation, self.organisation.posts_of(person)[0]))


Rule = Callable[[Home], Iterator[str]]
"""Says how something does not hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a look found.

    Attributes:
        faults: Everything that does not hold, in words.
        left_over: How many files lie there that no row names.
    """

    faults: list[str]
    left_over: int = 0


def look(home: Home, more: Mapping[str, Rule] = MappingProxyType({})) -> Seen:
    """Open a home and see whether everything holds, and some rules more."""
    try:
        opened = home.opened
    except (OfficeError, AssertionError) as error:
        return Seen(faults=[f"the store does not open: {error}"])
    try:
        found = [f"{name}: {said}" for name, rule in (RULES | dict(more)).items() for said in _broken(home, rule)]
        return Seen(faults=found, left_over=sum(line.startswith(LEFT_OVER) for line in home.checked))
    finally:
        opened.store.close()


def _broken(home: Home, rule: Rule) -> list[str]:
    """Return how a rule is broken; that it cannot be asked is a fault too."""
    try:
        return list(rule(home))
    except OfficeError as error:
        return [str(error)]


def _files(home: Home) -> Iterator[str]:
    yield from (line for line in home.checked if not line.startswith(LEFT_OVER))


def _confirmed(home: Home) -> Iterator[str]:
    there = {one.entry.id for one in home.entries}
    yield from sorted(home.ledger.entries - there)


def _sign_ins(home: Home) -> Iterator[str]:
    recorded = sum(one.entry.kind == "record-sign-in" for one in home.entries)
    if recorded < home.ledger.sign_ins:
        yield f"{home.ledger.sign_ins} confirmed, {recorded} recorded"


_TOGETHER = (
    ("assign-number", "take-number"),
    ("register-incoming", "take-number"),
    ("void", "void-number-with-document"),
    ("receive", "take-in-package"),
)
"""Acts of which each is recorded in two journals; nobody here makes void what has no number."""
_ALONE_TOO = {"receive"}
"""What is recorded in one of them where it did not come in a package."""


def _whole(home: Home) -> Iterator[str]:
    acts: dict[str, list[str]] = defaultdict(list)
    for one in home.entries:
        acts[one.entry.act].append(one.entry.kind)
    for act, kinds in acts.items():
        alone = len(kinds) == 1 and (kinds[0] in _ALONE_TOO or not any(kinds[0] in pair for pair in _TOGETHER))
        if not alone and tuple(sorted(kinds)) not in _TOGETHER:
            yield f"act {act} has {kinds}"


def _numbers(home: Home) -> Iterator[str]:
    taken = [action for action in home.acts if isinstance(action, TakeNumber)]
    given = [action for action in home.acts if isinstance(action, TakeNumber | TakeNumberOnPaper)]
    counted = Counter((one.register, serial) for one in given for serial in one.serials)
    yield from (f"{number} was taken {times} times" for number, times in counted.items() if times > 1)
    said = {one.dossier: f"{one.code}〔{one.year}〕{one.series}{one.serial}号" for one in taken}
    for dossier in _dossiers(home):
        number = home.opened.states.fold_dossier(dossier).state.number
        if number != said.get(dossier, ""):
            yield f"{dossier} has {number or 'no number'}, its register {said.get(dossier)}"


def _books(home: Home) -> Iterator[str]:
    """Every paper has the number that was confirmed to be its own; nothing is said only of numbers that were let go."""
    let_go = {(one.register, serial) for one in home.acts if isinstance(one, ReleaseNumber) for serial in one.serials}
    books = [home.opened.states.register(*key).state for key in _registers(home)]
    titles = {f"{book.code} {line.serial}": line.title for book in books for line in book.lines}
    yield from (
        f"{place} is not {title}'s" for place, title in home.ledger.papers.items() if titles.get(place) != title
    )
    unsaid = {(book.name, serial) for book in books for serial in book.unsaid}
    yield from (f"nothing is said of {name.code} {serial}" for name, serial in unsaid - let_go)


def _registers(home: Home) -> Iterator[tuple[UnitId, RegisterName]]:
    for journal in home.opened.store.journals():
        unit, name = unit_of(journal), register_of(journal)
        if unit is not None and name is not None:
            yield unit, name


def _dossiers(home: Home) -> list[DossierId]:
    return [dossier for journal in home.opened.store.journals() if (dossier := dossier_of(journal))]


def _journals(home: Home) -> Iterator[str]:
    verdict = home.opened.verify()
    yield from (f"{fault.rule} {fault.journal} {fault.seq}" for fault in verdict.faults)
    if verdict.entries != len(home.entries):
        yield f"{verdict.entries} verified, {len(home.entries)} there"


def _projections(home: Home) -> Iterator[str]:
    before = home.opened.store.projections()
    home.opened.rebuild()
    after = home.opened.store.projections()
    if before != after:
        differing = set(before.splitlines()) ^ set(after.splitlines())
        yield f"{len(differing)} lines differ after a rebuild"


def _contents(home: Home) -> Iterator[str]:
    named = {
        digest
        for one in home.entries
        for digest in (one.entry.source, one.entry.rendering, *one.entry.attachments)
        if digest
    }
    for digest in sorted(named | home.ledger.kept):
        try:
            home.opened.store.blobs.read(Digest(digest))
        except OfficeError as error:
            yield str(error)


def _search(home: Home) -> Iterator[str]:
    store = home.opened.store
    for account in home.turn(tuple(STEPS.values())):
        sight = home.sight(account)
        listed = {row.dossier for row in store.ask(q.Everything(limit=_ALL), sight)}
        found = {row.document.dossier for row in store.ask(q.Search(text="办理 事项", limit=_ALL), sight)}
        if listed != found:
            yield f"{account} sees {len(listed)} documents and finds {len(found)}"
    begun = {
        row.dossier
        for step in ("拟稿", "登记编号")
        for row in store.ask(q.Everything(limit=_ALL), home.sight(STEPS[step]))
    }
    if begun != set(_dossiers(home)):
        yield f"{len(_dossiers(home))} documents, the lists of those who begin them have {len(begun)}"


def _drafts(home: Home) -> Iterator[str]:
    for (account, key), allowed in home.ledger.drafts.items():
        person = home.organisation.person_by_account(account).id
        data = home.opened.store.drafts(person).get(key)
        titles = {None if one is None else title(one) for one in allowed}
        found = None if data is None else KeptDraft.decode(data).text.title
        if found not in titles:
            yield f"{key} holds {found}, should be one of {titles}"


def _accounts(home: Home) -> Iterator[str]:
    for account in home.turn((*STEPS.values(), *home.ledger.enrolled)):
        if account not in home.ledger.renewing:
            yield from _account(home, account)


def _account(home: Home, account: str) -> Iterator[str]:
    problem = "no password"
    for password in reversed(home.ledger.passwords[account]):
        try:
            unlocked = home.unlocked(account, password)
        except OfficeError as error:
            problem = str(error)
            continue
        home.signed_in.append(account)
        key = home.organisation.key(unlocked.signer.key_id)
        if key is None or key.person != unlocked.person or key.revoked:
            yield f"{account} opens a key that is not enrolled"
        if unlocked.failed_attempts < home.ledger.failures[account]:
            yield f"{account} had {home.ledger.failures[account]} failures, {unlocked.failed_attempts} are counted"
        return
    yield f"{account} cannot sign in: {problem}"


def _backups(home: Home) -> Iterator[str]:
    """A backup is whole or not there: it is restored, and every entry and content in it is proved."""
    for target, held in home.ledger.backups.items():
        place = Path(target)
        if not place.exists():
            if held is not None:
                yield f"{place.name} was confirmed and is gone"
            continue
        again = place.with_name(f"{place.name}-restored")
        world = ports(again, f"restored {place.name}", home.clock)
        facts = facts_of(restore(place, DirectoryStores(again, REALM, sealer=sealing, digests=sm3)))
        opened = home.office(world)
        verdict = opened.verify(facts.heads)
        opened.store.close()
        if not verdict.sound or facts.missing or verdict.entries != facts.entries or facts.entries < (held or 0):
            yield f"{place.name} restores {verdict.entries} entries of {facts.entries}, {len(verdict.faults)} faults"
        shutil.rmtree(again)
        shutil.rmtree(place)


RULES: dict[str, Rule] = {
    "damaged file": _files,
    "lost entry": _confirmed,
    "lost sign-in": _sign_ins,
    "half an act": _whole,
    "number": _numbers,
    "number book": _books,
    "journal": _journals,
    "projection": _projections,
    "lost content": _contents,
    "list and search": _search,
    "draft": _drafts,
    "account": _accounts,
    "backup": _backups,
}
"""Everything that must hold."""
