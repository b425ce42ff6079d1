"""Premises in memory: realms that are founded or not, and one fake office behind whichever is opened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from oa_desktop.domain.ids import Digest
from oa_desktop.domain.realms import Realm
from oa_desktop.office.founding import Founded, FoundingRequest
from oa_desktop.office.office import Office
from oa_desktop.office.ports.keys import MadeRecovery
from oa_desktop.ui.premises import Facade, Introduced, Isolation, IsolationLayer, PageFonts, SeatCheck, SeatLine
from tests.fakes.ground import FakeGround
from tests.fakes.office import FakeOffice
from tests.fakes.workshop import FakeWorkshop

PEOPLE = (
    Introduced(name="核稿员", account="reviewer", title="办公室副主任", duties="核稿", password="口令"),
    Introduced(name="拟稿员", account="drafter", title="科员", duties="拟稿", password="口令"),
)
CODE = "AAAA-BBBB-CCCC"


@dataclass
class FakePremises:
    """What the window needs beside a session.

    Attributes:
        there: The realms that have a unit.
        refusals: What the next foundings are refused with.
        declared: What was declared at official foundings.
        accidents: What nobody foresaw.
    """

    home: Path
    behind: FakeOffice
    there: set[Realm] = field(default_factory=set)
    refusals: list[Exception] = field(default_factory=list)
    declared: list[FoundingRequest] = field(default_factory=list)
    accidents: list[BaseException] = field(default_factory=list)
    fonts: PageFonts = field(default_factory=lambda: PageFonts(standing_in=0, words="公文字体齐全。"))
    isolated: Isolation = field(
        default_factory=lambda: Isolation(
            layers=(
                IsolationLayer(name="不能联网", holds=True, means="当场连一个地址，被拒绝。"),
                IsolationLayer(name="打不开正式的库", holds=True, means="当场去打开，被拒绝。"),
            )
        )
    )

    def __post_init__(self) -> None:
        self.preferences_file = self.home / "window.ini"

    @cached_property
    def ground(self) -> FakeGround:
        return FakeGround(self.behind)

    @cached_property
    def workshop(self) -> FakeWorkshop:
        return FakeWorkshop(self.home)

    def founded(self, realm: Realm) -> bool:
        return realm in self.there

    def office(self, realm: Realm) -> Office:
        assert realm in self.there
        return self.behind.office

    def facade(self, realm: Realm) -> Facade:
        if realm is Realm.DEMONSTRATION:
            return Facade(grade="非涉密", unit="清源县人民政府办公室", people=PEOPLE)
        return Facade(grade="秘密")

    def found_demonstration(self, tell: Callable[[int, int], None]) -> None:
        self._refuse()
        tell(1, 2)
        self.there.add(Realm.DEMONSTRATION)

    def found_official(self, request: FoundingRequest) -> Founded:
        self._refuse()
        self.declared.append(request)
        self.there.add(Realm.OFFICIAL)
        return Founded(fingerprint=Digest("f" * 64), recovery=MadeRecovery(code=CODE, public_key=b"key"))

    def found_class(self, request: FoundingRequest) -> Founded:
        self._refuse()
        self.declared.append(request)
        self.there.add(Realm.TRAINING)
        return Founded(fingerprint=Digest("f" * 64), recovery=MadeRecovery(code=CODE, public_key=b"key"))

    def introduced(self) -> tuple[Introduced, ...]:
        return PEOPLE

    def page_fonts(self) -> PageFonts:
        return self.fonts

    def isolation(self) -> Isolation:
        return self.isolated

    def check_seat(self) -> SeatCheck:
        line = SeatLine(subject="时区", state="注意", what="不是北京时间。", remedy="请设为北京时间。")
        joined = SeatLine(subject="座位", state="正常", what="已经加入一个培训班" if self.ground.card else "已经清空")
        return SeatCheck(lines=(line, joined), is_fit=True, sheet=b"%PDF the sheet")

    def log(self, error: BaseException) -> Path | None:
        self.accidents.append(error)
        return None

    def _refuse(self) -> None:
        if self.refusals:
            raise self.refusals.pop()
