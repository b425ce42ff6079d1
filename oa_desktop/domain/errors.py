"""The tree of errors that people meet.

::

    OfficeError
    ├── Refused       a rule of the office says no: name the rule, the reason and the remedy
    └── Unavailable   disk, key store, library, font: offer a retry, lose nothing

Anything else that is raised is a bug: it is logged, reported, and the draft is kept.
Neither class carries a sentence. It carries a code and parameters; ``resources/words/problems.yaml``
words every code as what happened, why, and what to do.
"""

from __future__ import annotations


class OfficeError(Exception):
    """A problem that has words for the user.

    Attributes:
        code: Key into the table of problem words, such as ``flow.not-your-turn``.
        params: Values that the words mention.
        recorded: Whether it stands in the unit's audit journal by now; once is enough.
    """

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params
        self.recorded = False

    def __str__(self) -> str:
        return f"{self.code} {self.params}" if self.params else self.code


class Refused(OfficeError):
    """A rule of the office does not allow the act; nothing has changed."""


class Unavailable(OfficeError):
    """The surroundings (disk, key, library) do not allow the act now; nothing is lost, it may be tried again."""
