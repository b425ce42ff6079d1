"""The text (正文) as it is written: levels, tables, annexes, pasting, finding; its door is ``body_editor``."""
