"""On the command line the PIN of a token is asked for when it is needed, after the password, and never an argument."""

from __future__ import annotations

import os
from types import SimpleNamespace
from typing import Any

import click
import pytest

from oa_desktop.cli.context import Surroundings
from oa_desktop.cli.key_commands import chosen
from oa_desktop.cli.named_seals import opened_by
from oa_desktop.cli.people_command import command as people
from oa_desktop.cli.second_command import command as second
from oa_desktop.domain.errors import Refused
from oa_desktop.domain.trust.seals import SealState
from oa_desktop.office.ports.keys import IN_FILE, KeyHome


def told(lines: str) -> Surroundings:
    """What is said on the command line, with a file whose lines are passwords and PINs."""
    read, write = os.pipe()
    os.write(write, lines.encode())
    os.close(write)
    return Surroundings(password_fd=read)


def signing_in(pin: str) -> str:
    if not pin:
        raise Refused("sign-in.pin-needed", account="zhangsan")
    if pin != "2468":
        raise Refused("token.wrong-pin")
    return "in"


def test_the_pin_is_the_line_after_the_password_where_somebody_has_a_token(capfd: pytest.CaptureFixture[str]) -> None:
    here = told("the password\n2468\n")
    assert here.password("zhangsan") == "the password"
    assert here.with_pin(signing_in) == "in"
    out, err = capfd.readouterr()
    assert "令牌" in err and "2468" not in out + err
    os.close(here.password_fd)


def test_nobody_else_is_asked_and_a_wrong_pin_is_not_tried_twice() -> None:
    here, tries = told("1\n2468\n"), []
    assert here.with_pin(lambda pin: pin or "no token") == "no token"

    def counted(pin: str) -> str:
        tries.append(pin)
        return signing_in(pin)

    with pytest.raises(Refused, match=r"token\.wrong-pin"):
        here.with_pin(counted)
    assert tries == ["", "1"]
    os.close(here.password_fd)


def test_where_a_key_is_to_lie_is_chosen_and_only_a_token_asks_for_a_pin() -> None:
    here = told("2468\n")
    assert chosen(here, "zhangsan", "file", "") == IN_FILE
    found = chosen(here, "zhangsan", "token", "key")
    assert (found.home, found.key, found.pin) == (KeyHome.TOKEN, "key", "2468")
    with pytest.raises(click.UsageError):
        chosen(here, "zhangsan", "key-store", "key")
    os.close(here.password_fd)


class Asked(Surroundings):
    """Whoever is asked answers with the question."""

    def secret(self, prompt: str, again: str = "") -> str:
        return prompt + again


@pytest.mark.parametrize(("on_token", "asked"), [(True, "令牌口令（PIN）"), (False, "印章“办公室”的口令")])
def test_a_seal_is_opened_by_the_pin_of_its_token_or_by_its_password(on_token: bool, asked: str) -> None:
    seal = SimpleNamespace(name="办公室", organ="", data="", state=SealState.IN_USE)
    session: Any = SimpleNamespace(seals=SimpleNamespace(all=(seal,), on_token=lambda one: one is seal and on_token))
    assert opened_by(Asked(), session, "办公室").endswith(asked)


def test_no_command_takes_a_pin_as_an_argument() -> None:
    named = {one.name for group in (people, second) for each in group.commands.values() for one in each.params}
    assert {"place", "token_key"} <= named and not any("pin" in (one or "").split("_") for one in named)
