"""The queues (两叠公文) before a leader: what is to be done, and what is to be read."""

from __future__ import annotations

from dataclasses import dataclass

from oa_desktop.office import queries as q


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Documents that lie before a leader for one purpose.

    Attributes:
        id: Name in code.
        label: The user's word.
        query: The list.
        asked: What is asked where no step of the flow asks for more.
        over: What is said when nothing lies there any more.
    """

    id: str
    label: str
    query: type[q.DossierList]
    asked: str
    over: str


QUEUES = (
    Queue(id="to-do", label="待办", query=q.ToDo, asked="办理", over="待办的公文都办完了。"),
    Queue(id="to-read", label="待阅", query=q.ToRead, asked="阅", over="待阅的公文都看完了。"),
)
