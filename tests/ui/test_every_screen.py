"""Every page of the window at the desk, in the smallest and the largest text: named, whole, and reached by keyboard."""

from __future__ import annotations

import io

import pytest
from PySide6.QtWidgets import QCheckBox, QTabWidget

from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.documents.incoming import Incoming
from oa_desktop.domain.ids import DepartmentId
from oa_desktop.domain.manuscript import Paragraph, Span
from oa_desktop.domain.texts.drafts import KeptDraft
from oa_desktop.office.incoming.receiving import Registration
from oa_desktop.office.lists.outlines import Grouping
from oa_desktop.ui.lists.folders import FOLDERS
from tests.fakes.office import notice
from tests.ui.clerk import Clerk, wait_for
from tests.ui.hands import clipboard
from tests.ui.rooms import ROOMS, Room, faults

FILES = ("情况说明.docx", "排查清单（2026年第三季度，各乡镇和县政府有关部门）.xlsx", "现场.jpg", "批复.pdf", "录音.mp3")
KINDS = ("通知", "函", "纪要")
PASTED = "<p>一、总体要求</p><p>请各单位<b>按时</b>报送。<img src='x.png'></p><p><a href='http://x'>附件</a></p>"
_CHECKS = tuple(
    f"第{count}项检查由县应急管理局会同县消防救援大队组织实施，{'逐户逐项登记造册。' * count}" for count in range(1, 6)
)
REVISED = tuple(
    notice(title=title, body=tuple(Paragraph(spans=(Span(text=line),)) for line in lines), recipients=recipients)
    for title, recipients, lines in (
        (
            "清源县人民政府办公室关于开展安全生产大检查的通知",
            "各乡镇人民政府",
            ("现将有关事项通知如下。", *_CHECKS, "请各单位于3月底前报送情况。", "联系人：周玥。"),
        ),
        (
            "清源县人民政府办公室关于开展岁末年初安全生产大检查的通知",
            "各乡镇人民政府",
            ("为保障群众生命财产安全，现将有关事项通知如下。", *_CHECKS, "请各单位于12月底前报送检查情况和整改台账。"),
        ),
        (
            "清源县人民政府办公室关于开展岁末年初安全生产大检查的通知",
            "各乡镇人民政府，县政府有关部门",
            (
                "为切实保障人民群众生命财产安全，现将有关事项通知如下。",
                _CHECKS[4],
                *_CHECKS[:4],
                "各单位主要负责同志要亲自部署。",
                "请各单位于12月20日前报送检查情况和整改台账。",
            ),
        ),
    )
)
"""A notice that was revised twice: words, elements, paragraphs that came, went and were moved."""


def before_a_document(sit_down, room: Room, account: str, folder: str = "待办", title: str = "") -> Clerk:
    clerk = sit_down(room, account)
    clerk.open_folder(folder)
    clerk.open_document(title) if title else clerk.window.desk.documents.choose_next()
    clerk.settle()
    return clerk


def turn_to(clerk: Clerk, side: str) -> None:
    sides = clerk.see("reading", QTabWidget)
    sides.setCurrentIndex([sides.tabText(place) for place in range(sides.count())].index(side))
    clerk.settle()


@ROOMS
@pytest.mark.parametrize(
    "side", ["版面", "办理单", "流程", "修改痕迹", "附件"], ids=["page", "form", "flow", "traces", "files"]
)
def test_the_desk_with_every_side_of_a_document(sit_down, room, side):
    clerk = before_a_document(sit_down, room, "chenguosheng")
    turn_to(clerk, side)
    assert faults(clerk.window, room) == []


@ROOMS
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.id)
def test_every_folder(sit_down, room, folder):
    clerk = sit_down(room, "zhaoliheng")
    clerk.open_folder(folder.label)
    assert faults(clerk.window, room) == []


@ROOMS
def test_an_empty_folder(sit_down, room):
    clerk = sit_down(room, "xuchong")
    clerk.open_folder("待阅")
    clerk.see("empty")
    assert faults(clerk.window, room) == []


@ROOMS
@pytest.mark.parametrize("words", ["通知", "没有这样的词"], ids=["found", "not-found"])
def test_a_search(sit_down, room, words):
    clerk = sit_down(room, "zhaoliheng")
    clerk.open_folder("全部公文")
    clerk.type(clerk.see("find"), words)
    bar = clerk.window.desk.documents.bar
    assert wait_for(lambda: bar.outline.filter.words == words)
    clerk.settle()
    assert faults(clerk.window, room) == []


@ROOMS
def test_a_narrowed_and_grouped_list(sit_down, room):
    clerk = sit_down(room, "zhaoliheng")
    clerk.open_folder("全部公文")
    bar = clerk.window.desk.documents.bar
    bar.narrow("kind", "通知")
    bar.want(grouping=Grouping.STEP)
    clerk.settle()
    assert faults(clerk.window, room) == []


@ROOMS
@pytest.mark.parametrize("side", ["版面", "流程", "修改痕迹"], ids=["page", "flow", "traces"])
def test_a_returned_document(sit_down, room, side):
    clerk = before_a_document(sit_down, room, "zhouyue", title="城北水厂")
    turn_to(clerk, side)
    assert faults(clerk.window, room) == []


@ROOMS
def test_a_document_with_five_files(sit_down, room):
    clerk = sit_down(room, "zhouyue")
    session = clerk.window.desk._workplace.session
    kept = session.writing.keep_text(notice(title="关于报送五个附件的通知"))
    files = tuple(session.writing.keep_file(name, io.BytesIO(b"rows" * 300), 1200) for name in FILES)
    flow = session.routes.outgoing["outgoing-general"]
    drafted = act.Draft(
        flow=flow,
        department=DepartmentId(""),
        source=kept.source,
        particulars=kept.particulars,
        attachments=files,
    )
    document = session.perform(drafted).dossiers[0]
    clerk.window.desk.show_document(document)
    turn_to(clerk, "附件")
    assert faults(clerk.window, room) == []


@ROOMS
@pytest.mark.parametrize("whole", [False, True], ids=["changes", "whole"])
def test_a_document_with_three_texts(sit_down, room, whole):
    clerk = sit_down(room, "zhouyue")
    session = clerk.window.desk._workplace.session
    first, *others = (session.writing.keep_text(text) for text in REVISED)
    flow = session.routes.outgoing["outgoing-general"]
    drafted = act.Draft(flow=flow, department=DepartmentId(""), source=first.source, particulars=first.particulars)
    document = session.perform(drafted).dossiers[0]
    for kept in others:
        session.perform(act.Revise(dossier=document, source=kept.source, particulars=kept.particulars))
    clerk.window.desk.show_document(document)
    turn_to(clerk, "修改痕迹")
    clerk.fill(clerk.see("compared-old"), "第1稿")
    if whole:
        clerk.see("compared-whole", QCheckBox).click()
    clerk.settle()
    assert faults(clerk.window, room) == []


@ROOMS
def test_the_word_that_an_act_is_done(sit_down, room):
    clerk = before_a_document(sit_down, room, "chenguosheng")
    clerk.window.desk._toast.say("已审核《关于做好低温雨雪冰冻天气防范应对工作的紧急通知》，送办公室审核", lambda: None)
    assert faults(clerk.window, room) == []


@ROOMS
@pytest.mark.parametrize("side", ["版面", "办理单", "流程"], ids=["page", "form", "flow"])
def test_a_document_that_came(sit_down, room, side):
    clerk = sit_down(room, "heyutong")
    session = clerk.window.desk._workplace.session
    came = Incoming(sender="青石镇人民政府", number="青政〔2026〕7号", dated="2026-11-10", copies=2)
    written = Registration(incoming=came, title="关于解决抗旱资金的请示")
    document = session.perform(written.act(session)).dossiers[0]
    clerk.window.desk.show_document(document)
    turn_to(clerk, side)
    assert faults(clerk.window, room) == []


@ROOMS
def test_a_reminder_of_what_is_due(sit_down, room):
    clerk = before_a_document(sit_down, room, "chenguosheng")
    clerk.window.desk.remind("今天到期 2 件，已超期 1 件，请看“今日到期”。")
    assert faults(clerk.window, room) == []


@ROOMS
def test_several_documents_that_are_selected(sit_down, room):
    clerk = sit_down(room, "zhaoliheng")
    clerk.open_folder("全部公文")
    clerk.window.desk.documents.lines.selectAll()
    clerk.settle()
    clerk.see("together")
    assert faults(clerk.window, room) == []


@ROOMS
def test_the_editor(sit_down, room):
    clerk = sit_down(room, "zhouyue")
    clerk.window.commands.action("document.new").trigger()
    clerk.settle()
    assert faults(clerk.window, room) == []


@ROOMS
@pytest.mark.parametrize("kind", KINDS, ids=["notice", "letter", "minutes"])
def test_the_editor_with_a_text(sit_down, room, kind):
    clerk = sit_down(room, "zhouyue")
    clerk.window.commands.action("document.new").trigger()
    clerk.settle()
    text = notice(title=f"清源县人民政府办公室关于做好岁末年初安全生产工作的{kind}", kind=kind)
    clerk.window.desk._workplace.session.drafts.keep("new/screen", KeptDraft(text=text))
    clerk.window.editor.take_up("new/screen")
    clerk.settle()
    assert faults(clerk.window, room) == []


@ROOMS
@pytest.mark.parametrize(
    "title", ["关于归档工作的通知。", "清源县人民政府办公室关于归档工作的通知"], ids=["faulty", "right"]
)
def test_what_is_wrong_with_a_text_that_is_written(sit_down, room, title):
    clerk = sit_down(room, "zhouyue")
    clerk.window.commands.action("document.new").trigger()
    clerk.settle()
    text = notice(title=title, recipients="各乡镇人民政府,县直各单位：" if title.endswith("。") else "各乡镇人民政府")
    clerk.window.editor.show_text(text)
    clerk.window.commands.action("inspect.show").trigger()
    clerk.settle()
    assert faults(clerk.window, room) == []


@ROOMS
def test_what_is_wrong_with_a_document(sit_down, room):
    clerk = before_a_document(sit_down, room, "chenguosheng")
    clerk.window.commands.action("inspect.show").trigger()
    clerk.settle()
    assert faults(clerk.window, room) == []


@ROOMS
def test_what_the_reader_of_a_file_noticed(sit_down, room, tmp_path):
    clerk = sit_down(room, "zhouyue")
    clerk.window.commands.action("document.new").trigger()
    clerk.settle()
    file = tmp_path / "关于开展岁末年初安全生产大检查的通知.txt"
    file.write_text("关于归档的通知\n\n现将有关事项通知如下。\n清源县水利局\n2026年03月05日\n", encoding="utf-8")
    clerk.window.editor.opening.read(file)
    clerk.settle()
    assert clerk.sees("notes-check")
    assert faults(clerk.window, room) == []


@ROOMS
def test_what_was_dropped_of_a_paste(sit_down, room):
    clerk = sit_down(room, "zhouyue")
    clerk.window.commands.action("document.new").trigger()
    clerk.settle()
    body = clerk.window.editor.body
    tabs = clerk.window.editor.panes.tabs
    tabs.setCurrentIndex(min(1, tabs.count() - 1))
    body.text.insertFromMimeData(clipboard(html=PASTED))
    clerk.settle()
    assert faults(clerk.window, room) == []


@ROOMS
def test_the_help_beside_the_desk(sit_down, room):
    clerk = before_a_document(sit_down, room, "chenguosheng")
    clerk.window.commands.action("help.contents").trigger()
    clerk.settle()
    assert faults(clerk.window, room) == []


@ROOMS
def test_the_tour(sit_down, room):
    clerk = sit_down(room, "chenguosheng")
    clerk.window.commands.action("help.tour").trigger()
    clerk.settle()
    assert faults(clerk.see("tour-card"), room) == []


@ROOMS
@pytest.mark.parametrize("drafts", [0, 2], ids=["none", "two"])
def test_the_drafts(sit_down, room, drafts):
    clerk = sit_down(room, "zhouyue")
    session = clerk.window.desk._workplace.session
    for key in tuple(session.drafts.all()):
        session.drafts.drop(key)
    for number in range(drafts):
        session.drafts.keep(f"new/{number}", KeptDraft(text=notice(title=f"关于第{number + 1}件事项的通知")))
    clerk.window.commands.action("document.drafts").trigger()
    clerk.settle()
    assert faults(clerk.window, room) == []
