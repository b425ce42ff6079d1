"""Files that seats and classes hand to each other (成绩文件、成绩单), first read through in a confined process.

What takes a reader too much, or what it stumbles over, comes to nothing there; afterwards it is read here.
"""

from __future__ import annotations

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.training.result_file import look_through
from oa_desktop.domain.training.transcript import parsed_transcript
from oa_desktop.office.confined import answer, ask


def tried_result(data: bytes) -> bytes:
    """Return a result file that can be read through.

    Raises:
        Refused: ``training.result-other``, ``journal-file.damaged`` and the like.
        Unavailable: ``confine.failed``.
    """
    ask(result_confined, data, too_hard=Refused("training.result-other"))
    return data


def tried_transcript(data: bytes) -> bytes:
    """Return a transcript that can be read.

    Raises:
        Refused: ``transcript.other``, ``transcript.newer``.
        Unavailable: ``confine.failed``.
    """
    ask(transcript_confined, data, too_hard=Refused("transcript.other"))
    return data


def result_confined(data: bytes) -> object:
    """Read a result file through, in the child."""
    return answer(lambda: look_through(data))


def transcript_confined(data: bytes) -> object:
    """Read a transcript, in the child."""
    return answer(lambda: bool(parsed_transcript(data)))
