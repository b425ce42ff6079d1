"""A bare window of three panes, which is what Qt alone costs: ``python -m benchmarks.bare_window``."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QListWidget, QMainWindow, QSplitter, QTableWidget, QTextEdit

from benchmarks.painting import Painted


def main() -> None:
    """Show it until it has been painted."""
    application = QApplication([])
    window, panes = QMainWindow(), QSplitter()
    for pane in (QListWidget(), QTableWidget(), QTextEdit()):
        panes.addWidget(pane)
    window.setCentralWidget(panes)
    window.resize(1366, 768)
    watch = Painted(window, application.quit)
    window.show()
    application.exec()
    watch.tell()


if __name__ == "__main__":
    main()
