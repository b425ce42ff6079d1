"""Undoing (撤销): one journal for everything that is written in the editor, and the keys that go through it."""
