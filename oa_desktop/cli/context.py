"""What every command may be told: where the data lie, which realm, who acts; and how it gets a session."""

from __future__ import annotations

import contextlib
import functools
import getpass
import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from oa_desktop.bootstrap.places import data_home, keep_private
from oa_desktop.cli.said_today import is_news
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.realms import Realm
from oa_desktop.i18n import _
from oa_desktop.i18n.problems import say
from oa_desktop.office.ports.keys import ASKS_FOR_PIN

if TYPE_CHECKING:
    from oa_desktop.office.changes import Changed
    from oa_desktop.office.office import Office
    from oa_desktop.office.session import Session

Made = TypeVar("Made")
Command = TypeVar("Command", bound=Callable[..., Any])

_REALMS = {realm.value: realm for realm in Realm}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What was said on the command line about place and person.

    Attributes:
        home: Root of all realms; empty for the user's own.
        realm: Name of the realm; empty where none was named.
        account: Who acts.
        password_fd: Number of an open file that the 口令 is read from; -1 to ask for it.
    """

    home: str = ""
    realm: str = ""
    account: str = ""
    password_fd: int = -1

    @property
    def root(self) -> Path:
        """Root of the realm that was named, or of all but TRAINING."""
        return data_home(self.home or None, self.named_realm)

    @property
    def chosen_realm(self) -> Realm:
        """The realm as the domain names it, the official one where none was named."""
        return self.named_realm or Realm.OFFICIAL

    @property
    def named_realm(self) -> Realm | None:
        """The realm that was named, None for none."""
        return _REALMS.get(self.realm)

    def stay_in_realm(self, context: click.Context) -> None:
        """Keep the process to exercises for as long as a command runs, where it runs in the TRAINING realm.

        Raises:
            Unavailable: ``disk.no-home``.
        """
        if self.named_realm is Realm.TRAINING:
            from oa_desktop.bootstrap.training_guard import ground_of, kept_to

            context.with_resource(kept_to(ground_of(self.home or None)))

    def office(self) -> Office:
        """Return the office of this place; the adapters are imported only now."""
        from oa_desktop.bootstrap.building import build_office

        keep_private()
        return build_office(self.root, self.chosen_realm, exercises=self._exercises)

    def _exercises(self) -> Mapping[str, str]:
        """Return what exercises are called, by their ids; no other realm than TRAINING knows any."""
        if self.named_realm is not Realm.TRAINING:
            return {}
        from oa_desktop.bootstrap.ground import TrainingGround

        return TrainingGround(self.root, str).titles()

    def password(self, account: str) -> str:
        """Return the 口令 of an account, from the given file or by asking."""
        return self.secret(_("{account} 的口令").format(account=account))

    def new_password(self, account: str) -> str:
        """Return a 口令 that somebody is to have, from the given file or by asking twice."""
        return self.secret(_("{account} 的新口令").format(account=account), _("再输一遍新口令"))

    def secret(self, prompt: str, again: str = "") -> str:
        """Return the next line of the given file, or what is typed, twice where a second prompt is given."""
        return _next_line(self.password_fd) if self.password_fd >= 0 else _asked(prompt, again)

    def refuse_nobody(self) -> None:
        """Ask for ``--as`` where nobody is named."""
        if not self.account:
            raise click.UsageError(_("请用 --as 写明以谁的账户办理，例如 --as zhouyue。"))

    def own_password(self) -> str:
        """Return the 口令 of who acts, for what needs it again after signing in."""
        self.refuse_nobody()
        return self.password(self.account)

    def with_pin(self, work: Callable[[str], Made]) -> Made:
        """Return what some work comes to without a PIN, or with one where it asks for that of somebody's token.

        Raises:
            Refused: Whatever the work is refused for.
        """
        try:
            return work("")
        except Refused as refused:
            if refused.code not in ASKS_FOR_PIN:
                raise
            click.echo(str(say(refused.code, refused.params)), err=True)
            return work(self.pin(str(refused.params["account"])))

    def pin(self, account: str) -> str:
        """Return the PIN of somebody's token, from the given file or by asking; it is kept nowhere."""
        return self.secret(_("{account} 的令牌口令（PIN）").format(account=account))

    @contextlib.contextmanager
    def session(self, password: str = "") -> Iterator[tuple[Office, Session]]:
        """Sign in, give office and session, and sign out; the 口令 is asked for where none is given."""
        self.refuse_nobody()
        office = self.office()
        try:
            own = password or self.password(self.account)
            session = self.with_pin(lambda pin: office.sign_in(self.account, own, pin=pin))
            ways = _ways_out(session)
            yield office, session
            session.sign_out()
            _remind(self.root, session, ways)
        finally:
            office.close()


def _ways_out(session: Session) -> str:
    """Return what may lead out of the network, asked before anything is done: afterwards the store may be closed."""
    with contextlib.suppress(Refused):
        return session.told_of_isolation()
    return ""


def tell(session: Session, changed: Changed) -> None:
    """Show what somebody should know after an act, but for what they are told at the end of every command."""
    for code in changed.notices:
        if code not in session.notices:
            click.echo(str(say(code, {})), err=True)


def _remind(root: Path, session: Session, ways: str) -> None:
    """Show what somebody who signed in should know; a way out is said once a day."""
    if ways and is_news(root, ways, session.today):
        click.echo(str(say("isolation.told", {"ways": ways})), err=True)
    for code in session.notices:
        click.echo(str(say(code, {})), err=True)
    if session.failed_attempts:
        text = _("上次登录之后，有 {count} 次用这个账户登录没有成功；不是本人输错的，请告诉安全审计员。")
        click.echo(text.format(count=session.failed_attempts), err=True)
    if session.password.ends_soon:
        click.echo(str(say("password.ends-soon", {"days": session.password.days_left})), err=True)


def _asked(prompt: str, again: str = "") -> str:
    """Ask for a 口令; where there is no terminal that can hide it, it is not asked for."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            asked: str = click.prompt(prompt, hide_input=True, err=True, confirmation_prompt=again or False)
        except getpass.GetPassWarning:
            raise click.UsageError(_("这里没有终端，不能输入口令，请用 --password-fd")) from None
    return asked


def _next_line(number: int) -> str:
    """Return the next line of an open file and not a byte more, so that what follows can be asked for later."""
    line = bytearray()
    try:
        while len(line) < _LONGEST and (byte := os.read(number, 1)) not in (b"", b"\n"):
            line += byte
        return line.decode("utf-8").rstrip("\r")
    except (OSError, OverflowError, UnicodeDecodeError) as error:
        raise click.UsageError(_("--password-fd {number} 读不出口令。").format(number=number)) from error


_LONGEST = 4096
"""Bytes of a line that is still taken for a 口令."""

SURROUNDING_NAMES = ("home", "realm", "account", "password_fd")
_OPTIONS = (
    click.option("--home", metavar="DIR", help=_("数据目录；不写则用本用户的数据目录。")),
    click.option(
        "--realm", type=click.Choice(sorted(_REALMS)), help=_("域：official 正式，demonstration 演示，training 实训。")
    ),
    click.option("--as", "account", metavar="NAME", help=_("以谁的账户办理。")),
    click.option("--password-fd", type=int, metavar="N", help=_("从已打开的第 N 号文件读口令；不写则提示输入。")),
)


def with_surroundings(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command take the options on place and person, and give it them as its first argument.

    The same options may stand before the command's name; those behind it win. A command below this one is given them
    too.
    """

    @click.pass_context
    @functools.wraps(command)
    def called(context: click.Context, /, **options: Any) -> Any:
        before = context.find_object(Surroundings) or Surroundings()
        _refuse_garbled(options)
        own = {name: options.pop(name) for name in SURROUNDING_NAMES}
        context.obj = replace(before, **{name: value for name, value in own.items() if value is not None})
        context.obj.stay_in_realm(context)
        return command(context.obj, **options)

    return with_options(called)


def _refuse_garbled(options: dict[str, Any]) -> None:
    """Refuse words that are no characters (bytes in another encoding than the terminal's); paths may be anything."""
    for name, value in options.items():
        words = value if isinstance(value, tuple) else (value,)
        if name != "home" and any(isinstance(word, str) and not _is_text(word) for word in words):
            raise click.UsageError(_("有的字不是 UTF-8 编码，读不出来"))


def _is_text(word: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in word)


def with_options(command: Command) -> Command:
    """Let a command or the whole program take the options on place and person."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
