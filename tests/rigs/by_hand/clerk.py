"""Whoever sits before the screen (经办人): finds things by what they are called, and uses mouse and keys on them."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tests.rigs.by_hand.bus import Bus, Thing
from tests.rigs.by_hand.hands import Hands
from tests.rigs.by_hand.screen import Screen

PATIENCE_SECONDS = 60.0
_LOOK_SECONDS = 0.1
_TRIES = 4
_WORDS = ("意见", "原因")
"""What the words that go with an act are called."""
_ARRIVAL_SECONDS = 2.0
Found = TypeVar("Found")


class NotSeenError(Exception):
    """Nobody finds it on the screen."""


class Clerk:
    """One pair of eyes and hands; every step leaves a picture.

    Attributes:
        steps: What was done, one line a step.
    """

    def __init__(self, screen: Screen, bus: Bus, hands: Hands, pictures: Path) -> None:
        self._screen = screen
        self._bus = bus
        self._pictures = pictures
        self._hands = hands
        self.steps: list[str] = []

    # --- seeing ------------------------------------------------------------------------------------------------

    def sees(self, role: str, *names: str) -> Thing | None:
        """Return the visible thing of a role that has one of these names, or one that begins so, if it is there now."""
        found = [one for one in self._bus.things(role) if any(name.startswith(names) for name in one.names)]
        return min(found, key=lambda one: one.names[0] not in names, default=None)

    def see(self, role: str, *names: str) -> Thing:
        """Return such a thing as soon as it is there, can be used, and stands still."""
        return self._wait(lambda: self._usable(role, names), f"{role} {names}")

    def finds(self, role: str, words: str) -> None:
        """Look until something of a role has words in its name, wherever they stand."""
        self._wait(lambda: any(words in one.names[0] for one in self._bus.things(role)), f"{role} with {words}")

    def gone(self, role: str, name: str) -> None:
        """Wait until there is no such thing any more."""
        self._wait(lambda: self.sees(role, name) is None, f"no {role} {name}")

    def _usable(self, role: str, names: tuple[str, ...]) -> Thing | None:
        seen = self.sees(role, *names)
        if seen is None or "enabled" not in seen.states:
            return None
        time.sleep(_LOOK_SECONDS)
        return seen if self._bus.again(seen) == seen else None

    def _wait(self, look: Callable[[], Found | None], what: str) -> Found:
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            found = look()
            if found:
                return found
            if time.monotonic() > until:
                self._picture("not-seen")
                raise NotSeenError(what, [f"{one.role} {one.names}" for one in self._bus.things()])
            time.sleep(_LOOK_SECONDS)

    # --- doing -------------------------------------------------------------------------------------------------

    def click(self, role: str, name: str) -> None:
        """Click on a thing."""
        self._hands.click(self.see(role, name).middle)

    def key(self, *keys: str) -> None:
        """Press keys where the keyboard is."""
        self._hands.key(*keys)

    def type(self, *names: str, text: str) -> None:
        """Type into a field in the place of what stands there, look, and type again where the keyboard stumbled."""
        for _ in range(_TRIES):
            field = self.see("text", *names)
            self._hands.click(field.middle)
            self._hands.key("ctrl+a")
            self._hands.type(text)
            if self._arrives(field, text):
                return
        self._picture("not-typed")
        raise NotSeenError(names, text, self._bus.text(field))

    def spell(self, *names: str, letters: str, words: str) -> None:
        """Let an input method turn letters into words in a field, in the place of what stands there."""
        field = self.see("text", *names)
        self._hands.click(field.middle)
        self._hands.key("ctrl+a")
        self._hands.type(letters)
        self.done(f"{names[0]}：{letters}")
        self._hands.key("space")
        if not self._arrives(field, words):
            raise NotSeenError(words, names, self._bus.text(field))
        self.done(f"{names[0]}：{words}")

    def _arrives(self, field: Thing, text: str) -> bool:
        until = time.monotonic() + _ARRIVAL_SECONDS
        while self._bus.text(field).strip() != text:
            if time.monotonic() > until:
                return False
            time.sleep(_LOOK_SECONDS)
        return True

    def choose(self, menu: str, line: str) -> None:
        """Choose a command in its menu."""
        self.click("menu item", menu)
        self.click("menu item", line)

    # --- at the desk -------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start using the program for the first time: take the text size that is offered."""
        self.see("push button", "开始使用")
        self.done("第一次打开")
        self.click("push button", "开始使用")

    def sign_in(self, name: str) -> None:
        """Sign in as one of the people whom the page introduces."""
        self.click("tree item", name)
        self.done(f"{name}登录")
        self.click("push button", "登录")
        self._wait(lambda: self.sees("list", "文件夹") or self.sees("push button", "下一件"), "a desk")
        if self.sees("push button", "下一件"):
            self.done("领导办公")
            self.key("ctrl+alt+l")
        self.see("list", "文件夹")

    def decline_tour(self) -> None:
        """Do without being shown round, which newcomers are offered."""
        self.see("push button", "不看了")
        self.done("入门五步")
        self.key("Escape")
        self.gone("push button", "不看了")

    def open_folder(self, label: str) -> None:
        """Click on a folder."""
        self.click("list item", label)
        self._wait(lambda: "selected" in self.see("list item", label).states, f"{label} selected")

    def open_document(self, title: str) -> None:
        """Click on the line of a document in the list."""
        self.click("cell", title)

    def act(self, term: str, words: str, **fields: str) -> None:
        """Do an act with its button and, where that asks, in its dialog."""
        button = self.see("push button", term)
        self.type(*_WORDS, text=words)
        self._hands.click(button.middle)
        if button.names[0].endswith("…"):
            self.agree(term, **fields)
        self.gone("push button", term)
        self.done(f"{term}：{words}")

    def agree(self, term: str, **fields: str) -> None:
        """Fill in what an act asks for, and go on."""
        self.see("dialog", term)
        for name, value in fields.items():
            self.click("combo box", name)
            self.click("list item", value)
        self.done(f"{term}？")
        self.click("push button", term)
        self.gone("dialog", term)

    def send(self) -> None:
        """Send on what was written."""
        self.done("拟稿")
        self.click("push button", "保存并送审")
        self.agree("送审")
        self.see("list", "文件夹")

    def leave(self) -> None:
        """Let the next person sign in."""
        self.choose("公文", "切换用户")
        self.see("push button", "登录")

    # --- keeping -----------------------------------------------------------------------------------------------

    def done(self, what: str) -> None:
        """Note a step, with a picture."""
        self.steps.append(what)
        self._picture(f"{len(self.steps):02d}")

    def _picture(self, name: str) -> None:
        self._screen.picture(self._pictures / f"{name}.png")
