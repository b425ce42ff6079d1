"""At the editor: what is typed is kept without being asked, and becomes a document when it is handed in."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QListWidget, QPushButton, QToolButton, QWidget

from oa_desktop.domain.actions import Action
from oa_desktop.domain.actions import handling as act
from oa_desktop.domain.documents.profile import NATIONAL, Change
from oa_desktop.domain.errors import Unavailable
from oa_desktop.domain.flows.conditions import Condition, Subject
from oa_desktop.domain.manuscript import Annex
from oa_desktop.domain.registry import Layer
from oa_desktop.domain.secrecy.classification import SystemGrade
from oa_desktop.office import queries as q
from oa_desktop.office.session import Session
from oa_desktop.ui.writing.beginning import marks_of
from oa_desktop.ui.writing.editor_bar import EditorBar
from oa_desktop.ui.writing.text.edit import TextEdit
from tests.fakes.office import FLOW, FakeOffice, notice
from tests.fakes.together import TOGETHER
from tests.ui.hands import type_words
from tests.ui.writer import Writer


def test_what_is_typed_is_kept_two_seconds_later_without_being_asked(writer):
    writer.begin()
    writer.type("title", "guanyu ceshi de tongzhi")
    assert writer.session.drafts.all() == {}
    with writer.qtbot.waitSignal(writer.editor.kept, timeout=2000):
        writer.type("title", "x")
    ((_, kept),) = writer.session.drafts.all().items()
    assert kept.text.title == "guanyu ceshi de tongzhix"


def test_a_text_whose_form_says_a_mark_is_copied_for_the_editor_alone(writer):
    writer.begin()
    annexes = (Annex(title="名单", body=notice().body),)
    for text, plainly in ((notice(classification="工作秘密", annexes=annexes), False), (notice(annexes=annexes), True)):
        writer.editor.show_text(text)
        writer.settle()
        sections = writer.editor.body.findChildren(TextEdit)
        assert {one.objectName() for one in sections} == {"body", "annex"}
        for one in sections:
            one.selectAll()
            assert one.createMimeDataFromSelection().hasText() is plainly


def test_going_back_to_the_desk_keeps_what_was_typed(writer):
    writer.begin()
    writer.type("title", "tongzhi")
    writer.editor.leave()
    writer.settle()
    assert writer.kept() == ["tongzhi"]


def test_a_text_that_is_handed_in_is_a_document_and_no_draft_any_more(writer, office):
    writer.begin()
    writer.editor.form.show_manuscript(notice())
    type_words(writer.editor.body.text, "现将有关事项通知如下。\n一、提高认识。")
    writer.editor.keeping.autosave.save()
    writer.press("send")
    writer.answer(words="qing shenhe")
    (document,) = writer.handed_in
    state = writer.session.dossier(document)
    assert (state.step, state.particulars.title) == ("department", notice().title)
    assert [block.text for block in writer.session.text(document).body] == ["现将有关事项通知如下。", "一、提高认识。"]
    assert writer.session.ask(q.Timeline(dossier=document))[-1].words == "qing shenhe"
    sent = office.stores.made.kept[-1].entry
    assert (sent.kind, sent.rendering) == ("submit", writer.session.papers.lay_before(document).seen.page)
    assert writer.session.drafts.all() == {}
    assert writer.problems == []


def test_a_returned_document_is_written_on_where_it_stands(writer, office):
    document = office.draft(notice())
    writer.revise(document)
    writer.type("note", "xxx")
    writer.press("hand-in")
    assert writer.session.text(document).note == "xxx"
    assert [one.act for one in writer.session.ask(q.Timeline(dossier=document))] == ["拟稿", "修改"]


def test_what_is_not_right_yet_is_said_beside_its_element_and_nothing_is_refused(writer):
    writer.begin()
    writer.qtbot.waitUntil(lambda: bool(writer.editor.form._said["title"].text()))
    writer.editor.form.show_manuscript(notice(date="2026.4.16"))
    writer.qtbot.waitUntil(lambda: bool(writer.editor.form._said["date"].text()))
    said = {name: label.text() for name, label in writer.editor.form._said.items()}
    assert said["title"] == ""


def test_a_refused_text_stays_in_the_editor(writer):
    writer.begin()
    writer.editor.form.show_manuscript(notice(classification="绝密★10年"))
    writer.press("hand-in")
    assert [one.code for one in writer.problems] == ["classification.above-grade"]
    assert writer.editor.manuscript().title == notice().title
    assert writer.handed_in == []


def test_a_new_text_is_issued_and_signed_by_the_unit_and_nothing_is_kept_before_a_key(writer):
    writer.begin()
    assert writer.typed("issuing_organs") == writer.typed("signatories") == "清源县人民政府办公室"
    writer.editor.leave()
    writer.settle()
    assert writer.kept() == []


class Interrupted:
    """A session in which nothing can be sent on."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def __getattr__(self, name: str) -> object:
        return getattr(self._session, name)

    def perform(self, action: Action) -> object:
        if isinstance(action, act.SubmitForReview):
            raise Unavailable("disk.full", reason="满")
        return self._session.perform(action)


def test_a_text_that_could_not_be_sent_on_is_written_on_as_the_document_that_it_has_become(writer):
    writer.begin()
    writer.type("title", "guanyu ceshi")
    writer.workplace.session = Interrupted(writer.session)
    writer.press("send")
    writer.answer()  # what it lacks
    writer.answer()
    assert [one.code for one in writer.problems] == ["disk.full"]
    assert writer.handed_in == []
    writer.workplace.session = writer.session
    writer.type("note", "x")
    writer.press("hand-in")
    assert [row.dossier for row in writer.session.ask(q.InHand())] == writer.handed_in
    assert writer.session.text(writer.handed_in[0]).note == "x"


@pytest.mark.parametrize(
    ("written", "lacks", "led_to"),
    [
        (replace(notice(), body=()), "缺少正文", "body"),
        (replace(notice(), title=""), "缺少标题", "element-title"),
        (replace(notice(), date="昨天"), "成文日期", "element-date"),
    ],
    ids=["no-text", "no-title", "no-date"],
)
def test_what_is_not_right_yet_is_listed_before_it_is_sent_on_and_leads_to_its_place(writer, written, lacks, led_to):
    writer.begin()
    writer.editor.show_text(written)
    writer.press("send")
    listed = writer.dialog().findChild(QListWidget, "findings")
    place = next(row for row in range(listed.count()) if lacks in listed.item(row).text())
    writer.qtbot.mouseClick(
        listed.viewport(), Qt.MouseButton.LeftButton, pos=listed.visualItemRect(listed.item(place)).center()
    )
    assert QApplication.focusWidget().objectName() == led_to
    assert writer.session.ask(q.InHand()) == ()


def test_who_sends_it_on_all_the_same_is_asked_for_the_words_as_usual(writer):
    writer.begin()
    writer.editor.show_text(replace(notice(), body=()))
    writer.press("send")
    writer.answer()
    writer.answer(words="qing shen")
    assert len(writer.handed_in) == 1


def test_enter_goes_to_what_is_listed_first(writer):
    writer.begin()
    writer.editor.show_text(replace(notice(), title="", body=()))
    writer.press("send")
    writer.qtbot.keyClick(writer.dialog().findChild(QListWidget, "findings"), Qt.Key.Key_Return)
    assert QApplication.focusWidget().objectName() == "element-title"


def test_whoever_thinks_better_of_sending_it_on_still_has_the_text_as_a_draft(writer):
    writer.begin()
    writer.editor.form.show_manuscript(notice())
    writer.press("send")
    writer.dialog().reject()
    assert writer.handed_in == []
    assert writer.editor.manuscript().title == notice().title
    assert writer.session.ask(q.InHand()) == ()


def test_a_unit_with_several_flows_lets_the_drafter_choose_and_the_draft_remembers(qtbot):
    letters = replace(FLOW, id="letters", name="函件")
    writer = Writer(qtbot, FakeOffice(flows={FLOW.id: FLOW, letters.id: letters}))
    writer.begin()
    chosen = writer.editor.findChild(QComboBox, "flow")
    assert [chosen.itemText(place) for place in range(chosen.count())] == ["发文", "函件"]
    chosen.setFocus()
    qtbot.keyClick(chosen, Qt.Key.Key_Down)
    writer.type("title", "x")
    writer.editor.leave()
    writer.settle()
    (key,) = writer.session.drafts.all()
    writer.room.drafts.chosen.emit(key)
    writer.settle()
    writer.press("hand-in")
    assert writer.session.dossier(writer.handed_in[0]).flow.id == "letters"
    writer.go_home()


@pytest.fixture
def with_upward(qtbot):
    """Somebody in a unit that has a flow of its own for what goes up."""
    suits = (Condition(subject=Subject.KIND, among=("请示", "报告")),)
    upward = replace(FLOW, id="upward", name="发文（上行文）", suits=suits)
    writer = Writer(qtbot, FakeOffice(flows={FLOW.id: FLOW, upward.id: upward}))
    writer.begin()
    yield writer
    writer.go_home()


def offered(writer) -> tuple[str, bool]:
    """The flow that is offered, and whether it is said that it was changed."""
    flow = writer.editor.findChild(QComboBox, "flow")
    return flow.currentText(), bool(flow.accessibleDescription())


def rewrite_kind(writer, kind: str) -> None:
    writer.element("kind").lineEdit().clear()
    writer.compose("kind", kind)


def test_the_flow_follows_the_kind_and_it_is_said(with_upward):
    assert offered(with_upward) == ("发文", False)
    with_upward.compose("kind", "请示")
    assert offered(with_upward) == ("上行文", True)
    rewrite_kind(with_upward, "通知")
    assert offered(with_upward) == ("发文", True)
    rewrite_kind(with_upward, "报告")
    assert with_upward.editor.draft().flow == "upward"


def test_a_flow_that_the_drafter_has_chosen_stays(with_upward):
    with_upward.compose("kind", "请示")
    flow = with_upward.editor.findChild(QComboBox, "flow")
    flow.setFocus()
    with_upward.qtbot.keyClick(flow, Qt.Key.Key_Up)
    assert offered(with_upward) == ("发文", False)
    rewrite_kind(with_upward, "报告")
    assert offered(with_upward) == ("发文", False)


def test_sending_on_asks_whom_the_chosen_flow_leaves_to_be_chosen(qtbot):
    writer = Writer(qtbot, FakeOffice(flows={FLOW.id: FLOW, TOGETHER.id: TOGETHER}))
    writer.begin()
    asked = {flow: [one.name for one in form.fields] for flow, form in writer.editor._beginning.sends.items()}
    assert asked == {FLOW.id: [], TOGETHER.id: ["chosen.countersign"]}
    writer.go_home()


def test_with_one_flow_there_is_nothing_to_choose(writer):
    writer.begin()
    assert writer.editor.findChild(QComboBox, "flow").isHidden()


def test_a_kind_says_what_it_is_for_and_offers_its_usual_recipients(writer):
    writer.begin()
    writer.compose("kind", "请示")
    assert "请求指示" in writer.editor.findChild(QLabel, "kind-says").text()
    groups = writer.editor.findChild(QToolButton, "groups-recipients").menu()
    groups.actions()[0].trigger()
    assert writer.typed("recipients") == "市人民政府"
    writer.qtbot.keyClick(writer.element("recipients"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert writer.typed("recipients") == ""


@pytest.mark.parametrize(
    ("title", "page_format", "shown", "hidden"),
    [
        ("清源县人民政府常务会议纪要", "", {"attendees", "excused", "observers"}, {"recipients", "signers"}),
        ("关于商请协助的函", "", {"recipients"}, {"printed_by", "printed_on", "attendees"}),
        ("关于商请协助的函", "文件格式", {"recipients", "printed_by"}, {"attendees"}),
        ("关于召开会议的通知", "信函格式", {"recipients"}, {"printed_by", "attendees"}),
        ("", "", {"recipients", "signers", "printed_by"}, {"attendees"}),
    ],
)
def test_the_form_shows_what_the_kind_and_the_format_have(writer, title, page_format, shown, hidden):
    writer.begin()
    writer.compose("page_format", page_format)
    writer.compose("title", title)
    seen = {name for name in shown | hidden if not writer.element(name).parentWidget().isHidden()}
    assert seen == shown


@pytest.mark.parametrize(
    ("grade", "highest"),
    [
        (SystemGrade.UNCLASSIFIED, "工作秘密"),
        (SystemGrade.SECRET, "秘密★10年"),
        (SystemGrade.CONFIDENTIAL, "机密★20年"),
    ],
)
def test_only_marks_that_the_installation_may_hold_are_offered(grade, highest):
    organisation = FakeOffice(grade=grade).as_("drafter").organisation()
    assert marks_of(organisation)[-1] == highest


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("element", ["title", "note", "recipients", "signatories", "kind"])
def test_a_slip_in_an_element_is_undone_there_though_remarks_were_made_meanwhile(writer, element):
    writer.begin()
    before = writer.editor.form.fill(notice())
    control = writer.element(element)
    line = control.lineEdit() if isinstance(control, QComboBox) else control
    writer.qtbot.keyClicks(line, "x")
    writer.qtbot.waitUntil(lambda: bool(writer.editor.form._said["kind"].text()))
    writer.settle()
    writer.qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert writer.editor.form.fill(notice()) == before
    writer.qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert writer.editor.form.fill(notice()) != before


def test_where_nothing_can_be_kept_it_is_said_before_a_word_is_written(writer, office):
    office.stores.made.writable = False
    closed = []
    writer.editor.closed.connect(lambda: closed.append(True))
    writer.begin()
    assert [one.code for one in writer.problems] == ["store.read-only"]
    assert closed == [True]


def test_who_goes_while_words_cannot_be_kept_is_told_and_may_stay(writer, office):
    writer.begin()
    office.stores.made.writable = False
    with writer.qtbot.waitSignal(writer.workplace.problem, timeout=5000):
        writer.type("title", "tongzhi")
    closed = []
    writer.editor.closed.connect(lambda: closed.append(True))
    writer.press("back")
    dialog = writer.dialog()
    assert dialog.objectName() == "ask-unkept"
    dialog.reject()
    assert closed == []
    assert writer.typed("title") == "tongzhi"
    office.stores.made.writable = True
    with writer.qtbot.waitSignal(writer.editor.kept, timeout=5000):
        pass
    writer.press("back")
    assert closed == [True]
    assert writer.kept() == ["tongzhi"]


def test_what_the_office_has_mended_first_keeps_a_text_from_being_sent_on_and_leads_to_its_place(qtbot):
    changes = {"recipients.end": Change(blocks=True)}
    strict = NATIONAL.overlaid("县", Layer.COUNTY, changes, frozenset({"submit"}))
    writer = Writer(qtbot, FakeOffice(profile=strict))
    writer.begin()
    writer.editor.show_text(notice(recipients="县政府各部门："))
    writer.press("send")
    asked = writer.dialog()
    assert "先改" in asked.findChild(QListWidget, "findings").item(0).text()
    assert not asked.findChild(QPushButton, "agree").isVisible()
    with qtbot.waitSignal(asked.chosen) as led:
        qtbot.mouseClick(asked.findChild(QPushButton, "mend"), Qt.MouseButton.LeftButton)
    assert led.args[0].place.name == "主送机关"
    writer.editor.show_text(notice(recipients="县政府各部门"))
    writer.press("send")
    writer.answer()
    assert len(writer.handed_in) == 1
    writer.go_home()


def test_the_heading_of_the_editor_gives_way_before_a_button_is_cut(qtbot):
    around = QWidget()
    qtbot.addWidget(around)
    bar = EditorBar(around)
    bar.begin("拟稿：关于做好2026年度防汛抗旱应急物资储备工作的通知", (), "", sends=True)
    bar.resize(2000, bar.height())
    around.show()
    heading = next(one for one in bar.findChildren(QLabel) if one.text().startswith("拟稿"))
    assert heading.isVisible()
    bar.resize(1, bar.height())
    bar.resize(bar.sizeHint().width(), bar.height())
    assert not heading.isVisible()
    bar.layout().activate()
    send = bar.findChild(QPushButton, "send")
    assert send.width() >= send.sizeHint().width()
