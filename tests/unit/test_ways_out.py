"""Whatever screens and commands let out comes from what records it, or stands here with the reason why it need not."""

from __future__ import annotations

import pytest

from tests.rigs.ways_out import toolkit_ways, ways_out

_HANDED = "made by what records it, and handed on"
_OWN = "what somebody brought or typed themselves; nothing out of the store"
_NO_PAPER = "no document stands in it"
_LET_OUT = "words of a document as the office lets them out: none of what bears a mark; wiped from the clipboard"
_SHOWN_ONCE = "a password or code that is shown once"
_FOLDER = "asks for a folder; the backup that is made or tried there is encrypted, and recorded by the office"
UNRECORDED = {
    "ui/training/class_results.py:write": _HANDED,
    "cli/archive_reading.py:read": _HANDED,
    "cli/archive_replay.py:command": _HANDED,
    "cli/certificate_command.py:export": _NO_PAPER,
    "cli/certificate_command.py:token": _NO_PAPER,
    "cli/clear_command.py:_keep": _HANDED,
    "cli/compare_command.py:command": _OWN,
    "cli/demo_archive.py:_tamper": "the demonstration",
    "cli/demo_command.py:_leave": "the demonstration",
    "cli/demo_command.py:_leave_document": "the demonstration",
    "cli/doctor_command.py:command": _NO_PAPER,
    "cli/form_command.py:command": _OWN,
    "cli/impose_command.py:command": _OWN,
    "cli/new_command.py:command": "an empty beginning",
    "cli/package_command.py:_write": _HANDED,
    "cli/render_command.py:_write": _OWN,
    "cli/roll_commands.py:_import": _SHOWN_ONCE,
    "cli/roll_commands.py:_keep_refused": _OWN,
    "cli/said_today.py:_remember": "what the program itself told last; nothing out of the store",
    "cli/demo_training.py:_leave": "the demonstration",
    "cli/screens.py:_keep": "the demonstration",
    "cli/show_command.py:_write_copies": _HANDED,
    "cli/training_command.py:certificates": _HANDED,
    "cli/training_command.py:pack": _NO_PAPER,
    "cli/training_command.py:room": _NO_PAPER,
    "cli/training_command.py:papers": "what an exercise says; nothing of a store",
    "cli/training_command.py:_scored": "an exercise, in a store of its own that holds nothing real",
    "cli/training_command.py:_report": "a report on an exercise; nothing there is a paper of the office",
    "ui/clearing/opening.py:open_clearing": _HANDED,
    "ui/clearing/opening.py:write_notices": _HANDED,
    "ui/desk_dialogs.py:open_audit": _HANDED,
    "ui/entering/recovery_code.py:_copy": _SHOWN_ONCE,
    "ui/exchanging/exchange_dialog.py:_write": _HANDED,
    "ui/leading/matter.py:matter_of": "no paper: what lies before a leader",
    "ui/leaving/backing_up.py:choose": _FOLDER,
    "ui/leaving/backing_up.py:choose_backup": _FOLDER,
    "ui/leaving/several_forms.py:keep": _HANDED,
    "ui/leaving/several_forms.py:print": _HANDED,
    "ui/leaving/words.py:copy_own": _OWN,
    "ui/leaving/words.py:copy_words": _LET_OUT,
    "ui/rolls/first_passwords.py:_keep": _SHOWN_ONCE,
    "ui/rolls/rolls_dialog.py:keep": _HANDED,
    "ui/rolls/taking_in.py:_keep_refused": _OWN,
    "ui/telling/problem_dialog.py:_buttons": _NO_PAPER,
    "ui/training/class_files.py:keep_certificates": _HANDED,
    "ui/training/seat_dialog.py:keep": _NO_PAPER,
}
"""Ways out whose record is not seen where they are, and why."""


def test_whatever_leaves_is_recorded_or_stands_in_the_table():
    found = list(ways_out())
    assert {one.place for one in found if not one.recorded} == set(UNRECORDED)
    print(f"{len(found)} ways out, {sum(one.recorded for one in found)} of them seen to be recorded")


_MADE = "made of what is recorded, for the printer or to be seen before it is printed; no words are copied there"
_WRITTEN = "what somebody writes themselves in this window"
_SAID = "what the program says; a few words of a paper at most, which whoever reads them typed or looks at"
_LOOKED_AT = "pages of an item to be looked at under a watermark; no words are copied there"
_EXERCISE = "what an exercise came to; nothing there is a paper of the office"
BY_THE_TOOLKIT = {
    "ui/acting/caution_notice.py QTextBrowser": _SAID,
    "ui/acting/phrases_dialog.py QPlainTextEdit": _WRITTEN,
    "ui/archiving/held_item_dialog.py PagePane": _LOOKED_AT,
    "ui/archiving/reading_dialog.py PagePane": _LOOKED_AT,
    "ui/reading/replay_view.py PagePane": _LOOKED_AT,
    "ui/auditing/audit_dialog.py TextSelectableByMouse": "fingerprints and serials, to be compared; no words of a paper",
    "ui/entering/recovery_code.py print_": _SHOWN_ONCE,
    "ui/growing_text.py QPlainTextEdit": _WRITTEN,
    "ui/guiding/help_page.py QTextBrowser": _NO_PAPER,
    "ui/inspecting/file_findings.py PagePane": _OWN,
    "ui/inspecting/file_findings.py QTextBrowser": _OWN,
    "ui/inspecting/findings_panel.py QTextBrowser": _SAID,
    "ui/leaving/print_preview.py PagePane": _MADE,
    "ui/leaving/print_preview.py QPrinter": _MADE,
    "ui/reading/document_pane.py PagePane": _LET_OUT,
    "ui/reading/page_dialog.py PagePane": "the page of one document to be looked at; no words are copied there",
    "ui/reading/page_pane.py PageView": "no words leave unless whoever shows pages says by what",
    "ui/screens.py grab": "pictures of the demonstration",
    "ui/telling/isolation.py QTextBrowser": _NO_PAPER,
    "ui/telling/problem_dialog.py TextSelectableByMouse": _SAID,
    "ui/training/authoring_outcome.py QTextBrowser": "what a try of an exercise came to; no paper of the office",
    "ui/training/example_dialog.py PagePane": _EXERCISE,
    "ui/training/example_dialog.py QTextBrowser": _EXERCISE,
    "ui/training/marked_side.py PagePane": _EXERCISE,
    "ui/training/marked_side.py QTextBrowser": _EXERCISE,
    "ui/training/score_dialog.py QTextBrowser": _EXERCISE,
    "ui/training/seat_dialog.py QTextBrowser": _NO_PAPER,
    "ui/training/transcript_dialog.py QTextBrowser": _EXERCISE,
    "ui/verifying/verdict_dialog.py QTextBrowser": "what a signed file proves; its printed page is recorded",
    "ui/verifying/verdict_dialog.py TextSelectableByMouse": "what a signed file proves; its printed page is recorded",
    "ui/writing/drafts/page.py QPlainTextEdit": _WRITTEN,
    "ui/writing/preview.py PagePane": _MADE,
    "ui/writing/preview.py TextSelectableByMouse": _SAID,
    "ui/writing/form/editors.py QPlainTextEdit": _WRITTEN,
    "ui/writing/text/annotating.py QPlainTextEdit": _WRITTEN,
    "ui/writing/text/edit.py QTextEdit": _WRITTEN,
    "ui/writing/text/edit.py createMimeDataFromSelection": _WRITTEN,
}
"""Where the toolkit itself can let words or pictures out, by a key, the mouse or a call, and why it may."""


def test_whatever_the_toolkit_can_let_out_by_itself_stands_in_the_table():
    assert set(toolkit_ways()) == set(BY_THE_TOOLKIT)


@pytest.mark.parametrize(
    "line",
    [
        "self.words = QTextBrowser(self)",
        "label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)",
        "drag = QDrag(self)",
        "pane = PagePane(workplace, None, self)",
        "pixels = self.grab()",
        "class Lines(QPlainTextEdit):\n        pass",
    ],
)
def test_a_new_way_of_the_toolkit_is_found(line):
    assert list(toolkit_ways({"ui/new.py": f"def make(self):\n    {line}\n"}))


@pytest.mark.parametrize(
    "line",
    [
        "write_file(path, session.papers.made(document, paper))",
        "data = session.papers.page(document)[1]; write_file(path, data)",
        "Matter(made=made, hand_out=lambda session, work: session.shelf.made(book, file, work))",
        "papers.save_made(title, lambda session, file: session.custody.made(book, file))",
        "QGuiApplication.clipboard().setText(title)",
        "texts.words(passage, QGuiApplication.clipboard().setText)",
    ],
)
def test_an_output_that_records_nothing_is_found(line):
    (found,) = ways_out({"ui/new.py": f"def leave(path):\n    {line}\n"})
    assert not found.recorded


def test_an_output_that_is_recorded_is_left_alone():
    source = "def leave(path):\n    data = session.papers.hand_out(document, paper)\n    write_file(path, data)\n"
    (found,) = ways_out({"ui/new.py": source})
    assert found.recorded
