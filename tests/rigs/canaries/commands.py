"""Every command of the command line, with canaries wherever words are asked for."""

from __future__ import annotations

import contextlib
import io
import os
import re
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from oa_desktop.bootstrap.building import found_unit, office_in
from oa_desktop.bootstrap.demonstration import demonstration_unit
from oa_desktop.bootstrap.places import realm_folder
from oa_desktop.bootstrap.world import SystemClock
from oa_desktop.cli.program import COMMANDS, program, run
from oa_desktop.domain.realms import Realm
from tests.founded import QUICK
from tests.rigs.canaries.nest import Nest

FIRST = "Anfang-"


class Shell:
    """Gives commands as the people of a unit, whose own names are canaries.

    Attributes:
        given: Which commands were given.
    """

    def __init__(self, root: Path, nest: Nest) -> None:
        self.given: set[str] = set()
        self._home, self._in, self._out = root / "home" / "store", root / "in", root / "out"
        self._nest = nest
        self._unit = demonstration_unit()

    def found(self) -> None:
        new = self._nest.new
        people = tuple(
            replace(one, name=new("names"), title=new("titles of posts"), password=FIRST + one.password)
            for one in self._unit.people
        )
        departments = tuple(replace(one, name=new("departments")) for one in self._unit.departments)
        unit = replace(self._unit, people=people, departments=departments)
        found_unit(self._home, Realm.OFFICIAL, unit, office_aside=partial(_office, Realm.OFFICIAL))
        with contextlib.closing(_office(Realm.OFFICIAL, realm_folder(self._home, Realm.OFFICIAL))) as office:
            for one in self._unit.people:
                office.change_password(one.account, FIRST + one.password, one.password)
        self.given |= {"found"}

    def say(self, *words: str, account: str = "", secrets: str = "", wrong: bool = False) -> str:
        """Give a command; return what it says."""
        self.given.add(words[0])
        if account:
            read, write = os.pipe()
            password = self._unit.person(account).password
            os.write(write, f"{password}\n{secrets}\n".encode())
            os.close(write)
            words = (*words, "--as", account, "--password-fd", str(read))
        said, complained = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
            code = run(["--home", str(self._home), *words])
        if account:
            os.close(read)
        assert wrong or code == 0, (words, complained.getvalue())
        return said.getvalue()

    def give_every_command(self) -> None:
        self._set_up()
        document = self._handle(self._draft(400))
        other = self._draft(200)
        self._take_out(document, other)
        self._receive()
        self._look(document)
        self._fail(other)
        self._give_the_others()
        self._keep()

    # --- the unit

    def _set_up(self) -> None:
        new, say = self._nest.new, self.say
        say("department", "add", new("departments"), account="xuchong")
        say("organ", "register", "清源县林业局", "清林发", account="xuchong")
        for _ in range(5):
            say("correspondent", "register", new("correspondents"), account="xuchong")
        person = new("names")
        add = (
            "people",
            "add",
            "canary",
            person,
            "--department",
            self._nest_department(),
            "--title",
            new("titles of posts"),
        )
        say(*add, account="xuchong", secrets="Xin-Lai-2026-x")
        say("people", "renew", "canary", account="xuchong")
        say("second", account="heyutong")
        say("setting", "mark-drafts", "1", "--reason", new("reasons"), account="xuchong")
        say("number", "清政办发", "预留", "90", "--reason", new("reasons"), account="heyutong")
        say(
            "delegate",
            "to",
            "chenguosheng",
            "--from",
            "2031-01-01",
            "--to",
            "2031-01-05",
            "--reason",
            new("reasons"),
            account="limukun",
            wrong=True,
        )
        say("people", "export", str(self._out / "people.xlsx"), account="xuchong")
        say("password", account="limukun", secrets="wrong", wrong=True)

    def _nest_department(self) -> str:
        said = self.say("department", account="zhouyue")
        return next(iter(re.findall(r"犇骉猋[零一二三四五六七八九]+", said)))

    # --- documents

    def _draft(self, count: int) -> str:
        new = self._nest.new
        source = self._in / f"{new('names of files')}.md"
        body = "\n\n".join(self._nest.text("bodies", 20) for _ in range(count // 20))
        source.write_text(
            f"# 关于{new('titles')}工作的通知\n\n各乡镇人民政府：\n\n{body}\n\n清源县人民政府办公室\n", encoding="utf-8"
        )
        attached = self._in / f"{new('names of attachments')}.txt"
        attached.write_text(self._nest.text("attachments", 20), encoding="utf-8")
        said = self.say("new", str(source), "--attach", str(attached), account="zhouyue")
        found = re.search(r"编号 (\w+)", said)
        assert found, said
        return found[1]

    def _handle(self, document: str) -> str:
        for account, act in (
            ("zhouyue", "送审"),
            ("chenguosheng", "审核"),
            ("limukun", "审核"),
            ("zhaoliheng", "签发"),
            ("sunxiaoyi", "复核"),
        ):
            self.say("act", document, act, "--opinion", self._nest.text("opinions", 3), account=account)
        self.say("act", document, "登记编号", "--code", "清政办发", account="heyutong")
        return document

    def _take_out(self, document: str, other: str) -> None:
        out = self._out
        for what, name in (
            ("page", "page.pdf"),
            ("docx", "page.docx"),
            ("ofd", "page.ofd"),
            ("form", "form.pdf"),
            ("journal", "j.txt"),
        ):
            self.say("show", document, "--what", what, "-o", str(out / name), account="heyutong", wrong=True)
        self.say("revisions", document, account="zhouyue")
        self.say("compare", document, other, "-o", str(out / "compared.pdf"), account="zhouyue", wrong=True)
        self.say("list", "全部", "-o", str(out / "list.xlsx"), account="zhouyue")
        self.say("register", "发文登记簿", "-o", str(out / "register.pdf"), account="heyutong", wrong=True)
        self.say("statistics", "-o", str(out / "statistics.xlsx"), account="heyutong")
        self.say("clear", "-o", str(out / "clear.pdf"), account="heyutong", wrong=True)
        self.say("impose", str(out / "page.pdf"), "-o", str(out / "imposed.pdf"), wrong=True)
        self.say("form", "-o", str(out / "blank.pdf"), wrong=True)
        self.say("verify", str(out / "page.ofd"), wrong=True)

    def _receive(self) -> None:
        new = self._nest.new
        scan = self._in / f"{new('names of attachments')}.md"
        scan.write_text(f"# {new('titles')}\n\n{self._nest.text('bodies', 100)}\n", encoding="utf-8")
        self.say(
            "receive",
            "--sender",
            new("senders"),
            "--number",
            f"{new('numbers')}〔2026〕3号",
            "--title",
            new("titles"),
            "--attach",
            str(scan),
            account="heyutong",
        )
        self.say("matter", "new", "签报", wrong=True, account="zhouyue")
        self.say("package", wrong=True, account="heyutong")
        self.say("partner", wrong=True, account="heyutong")
        self.say("serve", wrong=True)
        self.say("sync", "status", wrong=True, account="heyutong")
        self.say("classification", wrong=True, account="heyutong")

    # --- questions

    def _look(self, document: str) -> None:
        new, say = self._nest.new, self.say
        for _ in range(20):
            say("search", new("words that are looked for"), account="zhouyue", wrong=True)
        say("list", "--words", new("words that are looked for"), account="zhouyue", wrong=True)
        say("show", document, account="zhouyue")
        say("inspect", document, account="zhouyue", wrong=True)
        source = next(self._in.glob("*.md"))
        say("inspect", str(source), wrong=True)
        say("render", str(source), "-o", str(self._out / "rendered.pdf"), wrong=True)
        say("code", new("codes that are scanned"), wrong=True)
        say("flow", "check", str(source), wrong=True)
        say("template", "check", str(source), wrong=True)
        say("matrix", wrong=True)
        say("doctor", wrong=True)
        say("demo", "--out", str(self._out / "page.pdf"), wrong=True)

    def _fail(self, document: str) -> None:
        """What is typed in the wrong place is refused, and stays nowhere."""
        new = self._nest.new
        for words in (
            ("act", document, new("mistakes")),
            ("show", new("mistakes")),
            ("new", str(self._in / new("mistakes"))),
            ("list", "--kind", new("mistakes")),
            ("setting", new("mistakes"), "1"),
        ):
            self.say(*words, account="zhouyue", wrong=True)
        self.say("recover", account="xuchong", secrets=new("mistakes"), wrong=True)
        self.say("window", "--realm", new("mistakes"), wrong=True)

    def _give_the_others(self) -> None:
        """What has no story of its own here is given all the same, with canaries for whatever it asks for."""
        for name in set(COMMANDS) - self.given - {"backup", "restore", "rebuild", "audit", "verify"}:
            command = program.get_command(click.Context(program), name)
            for words in [(), *((below,) for below in getattr(command, "commands", ()))]:
                asked = [self._nest.new("other commands") for _ in range(2)]
                self.say(name, *words, *asked, account="heyutong", wrong=True)

    def _keep(self) -> None:
        """What is kept of everything: verified, made again, backed up and restored within the home."""
        say, backup = self.say, self._home.parent / "backup"
        say("verify", account="zhouyue", wrong=True)
        say("rebuild", account="xuchong")
        say("audit", account="ouyangzhe")
        say("backup", str(backup), account="xuchong")
        home, self._home = self._home, self._home.parent / "restored"
        say("restore", str(backup), account="xuchong")
        self._home = home


def _office(realm: Realm, folder: Path):
    return office_in(folder, realm, SystemClock(), QUICK)
