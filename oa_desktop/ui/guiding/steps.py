"""The steps of the first tours (入门五步), in data: one for the desk, one for the leader's desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TourStep:
    """One step.

    Attributes:
        title: What is shown, in a few words.
        text: What it is for, and what to try.
        target: Name of the widget that is lit; empty for none.
        watched: Name of the widget whose signal says that it has been tried; the target if empty.
        signal: Name of that signal; what it tells first must be something, so that letting go of a document is no step.
            Empty where there is nothing to try.
    """

    title: str
    text: str
    target: str = ""
    watched: str = ""
    signal: str = ""


STEPS = (
    TourStep(
        title="文件夹在左边",
        text="轮到您办的在“待办”，数字是几件。请点一个文件夹试试，也可以按 Ctrl+1、Ctrl+2……",
        target="folders",
        signal="itemClicked",
    ),
    TourStep(
        title="清单在中间",
        text="一行一件公文，图标和字写明状态。请点一件；要找哪一件，按 Ctrl+F 边打边找。",
        target="documents",
        signal="chosen",
    ),
    TourStep(
        title="公文在右边",
        text="“版面”与印出来的一样。请换到“流程”，看看谁在什么时候办了什么。",
        target="reading",
        signal="currentChanged",
    ),
    TourStep(
        title="能办的事在版面下面",
        text="只列出您现在可以办的。写好意见再按按钮；办错了 15 秒内可以撤销，签发和用印会再问一次。",
        target="acts",
        signal="acted",
    ),
    TourStep(
        title="不会的时候按 F1",
        text="F1 说明现在这个地方，再按一次列出快捷键；Ctrl+K 打拼音首字母，找到要做的事。这五步在“帮助—入门五步”里。",
        watched="help",
        signal="visibilityChanged",
    ),
)
LEADER_STEPS = (
    TourStep(
        title="一次只看一件",
        text="左边写明请您办什么、急不急、谁送来的、前面的人说了什么。想先放一放，按上面的“下一件”。",
        target="matter",
    ),
    TourStep(
        title="公文在右边",
        text="“看大”让公文占满窗口。请换到“办理单”或者“附件”试试。",
        target="reading",
        signal="currentChanged",
    ),
    TourStep(
        title="意见点一下就写好",
        text="点一句常用语，再点一句就换成那一句；也可以打字、手写。",
        target="acts",
    ),
    TourStep(
        title="按一下就办",
        text="办完自己翻到下一件。办错了 15 秒内可以撤销，签发会再问一次；回车在这里什么也不办。",
        target="acts",
        signal="acted",
    ),
    TourStep(
        title="别的事在“其他”里",
        text="回到办公桌、锁定、文字大小、帮助，都在右上角的“其他”里。",
        target="leader-other",
    ),
)
TOURS: Mapping[str, tuple[TourStep, ...]] = {"desk": STEPS, "leader": LEADER_STEPS}
"""The tours by the name of the page that they show."""
