"""How a confined call fails."""

from typing import Literal, get_args

Kind = Literal["crashed", "timeout", "memory", "refused", "error"]
KINDS: frozenset[str] = frozenset(get_args(Kind))


class ConfinedFailure(Exception):
    """A confined function did not return a value.

    Attributes:
        kind: `crashed` the worker died or spoke nonsense, `timeout`, `memory`, `refused` the function tried what
            a worker may not do, `error` the function raised.
        message: what is known, in English, for the log.
        error: class name of the exception the function raised, else empty.
    """

    def __init__(self, kind: Kind, message: str, error: str = "") -> None:
        super().__init__(kind, message)
        self.kind = kind
        self.message = message
        self.error = error

    @property
    def is_overload(self) -> bool:
        """Whether the call wanted more than a worker has; a library ends its worker when memory runs out."""
        return self.kind in {"timeout", "memory", "crashed"}

    def __str__(self) -> str:
        return f"{self.kind}: {self.message}"
