"""What is done with seals over their book (印章办理): each act with what it asks for, offered to whom it concerns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from oa_desktop.domain.actions import DECLARATIONS
from oa_desktop.domain.actions.sealing import DestroySeal, EntrustSeal, ResumeSeal, SealAction, SuspendSeal
from oa_desktop.domain.ids import PostId
from oa_desktop.domain.trust.sealing import acts_on, organ_named
from oa_desktop.domain.trust.seals import EnrolledSeal, SealState
from oa_desktop.domain.units.organisation import Organisation
from oa_desktop.domain.units.roles import Role
from oa_desktop.i18n import _
from oa_desktop.office.ports.trust import SealFacts
from oa_desktop.office.queries import FieldRow
from oa_desktop.office.seals.room import IssuedSeal, WantedSeal
from oa_desktop.office.session import Session
from oa_desktop.ui.acting.asked_acts import AskedActs, Said
from oa_desktop.ui.exchanging.package_files import ask_for_package, read_package
from oa_desktop.ui.sealing import seal_fields as fields
from oa_desktop.ui.trusting.trust_fields import both_present, credentials
from oa_desktop.ui.workplace import Workplace

TOPIC = "窗口.md#印章登记"
_SEALS = "印章（*.esl *.dat *.der）"
_LARGEST = 4 * 1024 * 1024
_CHANGE = "change-seal-password"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Something that may be done with a seal.

    Attributes:
        kind: By which tests find it.
        term: The office's word.
        do: Does it.
    """

    kind: str
    term: str
    do: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """What an act on a seal asks for, and what is said of it.

    Attributes:
        asked: Its fields beside the reason.
        before: Said above the fields.
        done: Said afterwards.
    """

    asked: Callable[[Session], tuple[FieldRow, ...]] = lambda _session: ()
    before: str = ""
    done: str = "已{term}“{seal}”。"


_CHANGES: Mapping[type[SealAction], _Change] = {
    EntrustSeal: _Change(
        asked=lambda session: (fields.keeper(session.organisation()),),
        done="已移交“{seal}”。请原保管人把印章的口令当面告诉新保管人，由他在这里改掉。",
    ),
    SuspendSeal: _Change(),
    ResumeSeal: _Change(),
    DestroySeal: _Change(
        before="销毁要两个人办：现在只是申请，管印章的人确认以后才生效，密钥一并销毁，不能恢复。",
        done="已申请销毁“{seal}”，等管印章的人确认。",
    ),
}


class SealActs(AskedActs):
    """Acts on seals over a dialog.

    Attributes:
        administers: Whether the person may take seals into use, entrust, suspend and destroy them.
        caption: What seals are called that are made here; empty where none are.
    """

    def __init__(self, workplace: Workplace, over: QWidget) -> None:
        super().__init__(workplace, over, TOPIC)
        standing = workplace.session.standing
        self.administers = Role.SECURITY_ADMINISTRATOR in standing.roles
        self.caption = workplace.session.seals.caption
        self._post = standing.post

    def offered(self, seal: EnrolledSeal) -> list[Offer]:
        """Return what the person may do with a seal as it stands."""
        acts = acts_on(seal) if self.administers else ()
        offers = [
            Offer(kind=DECLARATIONS[one].kind, term=DECLARATIONS[one].term, do=partial(self._change, one, seal))
            for one in acts
        ]
        if seal.keeper == self._post and seal.state is not SealState.DESTROYED:
            offers.append(Offer(kind=_CHANGE, term="更改印章口令", do=partial(self._change_password, seal)))
        return offers

    def _change(self, act: type[SealAction], seal: EnrolledSeal) -> None:
        change, term = _CHANGES[act], DECLARATIONS[act].term
        self.ask(
            "ask-seal",
            _(term),
            lambda session: (*change.asked(session), fields.REASON),
            lambda session, said: session.perform(act(seal=seal.data, **said)),
            _said_of(seal, change.before),
            done=_(change.done).format(term=_(term).removesuffix("印章"), seal=seal.name),
        )

    def _change_password(self, seal: EnrolledSeal) -> None:
        self.ask(
            _CHANGE,
            _("更改印章口令"),
            lambda _session: (fields.OLD, fields.NEW),
            lambda session, said: session.seals.change_password(seal.data, said["old"], said["opening"]),
            _said_of(seal),
            done=_("“{seal}”的口令已更改。").format(seal=seal.name),
        )

    # --- a further seal ------------------------------------------------------------------------------------------

    def enrol(self) -> None:
        """Ask for a seal that the competent body issued, look at it, and take it into use."""
        ask_for_package(self._over, self._look_at, _SEALS)

    def _look_at(self, path: Path) -> None:
        def read(session: Session) -> SealFacts:
            return session.seals.facts(read_package(path, _LARGEST))

        self._workplace.read(read, self, lambda said: self._enrol(path, said))

    def _enrol(self, path: Path, said: SealFacts) -> None:
        words = _("请保管人到场，由他输入印章的口令。启用以后请销毁或者锁好带来的私钥文件。")
        self.ask(
            "enrol-seal",
            _("启用印章"),
            lambda session: (*fields.brought(), *_whose(session.organisation(), said.name), fields.BASIS),
            lambda session, typed: session.seals.enrol(_issued(path, typed)),
            f"{fields.described(said)}\n{words}",
            done=_("已启用“{seal}”。").format(seal=said.name),
        )

    def make(self) -> None:
        """Make a seal for training or demonstration."""

        def asked(session: Session) -> tuple[FieldRow, ...]:
            both = both_present(session) if session.seals.is_certified_here else ()
            unit = session.organisation()
            return (*fields.kept(unit, unit.name), fields.DIAMETER, *both)

        def made(session: Session, said: Said) -> object:
            wanted = WantedSeal(
                organ=said["organ"],
                keeper=PostId(said["keeper"]),
                password=said["opening"],
                diameter_mm=int(said["diameter"]),
            )
            return session.seals.make(wanted, credentials(session, said) if "second" in said else ())

        words = _("{caption}：没有国徽，只用于练习。请保管人到场，由他输入印章的口令。").format(caption=self.caption)
        self.ask("make-seal", _("制作{caption}").format(caption=self.caption), asked, made, words)


def _whose(unit: Organisation, name: str) -> tuple[FieldRow, ...]:
    """Ask whose a seal is, its own name being the proposal."""
    return fields.kept(unit, organ_named(unit, name))


def _said_of(seal: EnrolledSeal, more: str = "") -> str:
    """Say which seal is meant, and what is to be known before something is done with it."""
    return "\n".join(filter(None, (_("印章：{seal}").format(seal=seal.name), _(more) if more else "")))


def _issued(path: Path, said: Said) -> IssuedSeal:
    on_token = not said["key"].name
    return IssuedSeal(
        data=read_package(path, _LARGEST),
        certificate=read_package(said["certificate"], _LARGEST),
        key=b"" if on_token else read_package(said["key"], _LARGEST),
        organ=said["organ"],
        keeper=PostId(said["keeper"]),
        password=said["pin" if on_token else "opening"],
        reason=said["reason"],
    )
