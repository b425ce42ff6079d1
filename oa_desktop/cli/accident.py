"""What nobody foresaw (意外), told at the command line in one sentence."""

from __future__ import annotations

from pathlib import Path

from oa_desktop.bootstrap.accident import log_accident
from oa_desktop.i18n import _


def tell(error: BaseException, command: str, log: Path) -> str:
    """Log an error and return what to say about it.

    Args:
        error: What was raised.
        command: Name of the command, nothing else of the command line.
        log: The file to add to; where it cannot be written the sentence says so.
    """
    if not log_accident(error, command, log):
        return _(
            "程序出了意料之外的错误（{kind}），这一步没有做完；已经办成的不受影响，请用 list 或 show 看清再办；"
            "技术情况没有记下来（{log} 写不进去），请告诉技术人员是在做什么时出的错。"
        ).format(kind=type(error).__name__, log=log)
    return _(
        "程序出了意料之外的错误（{kind}），这一步没有做完；已经办成的不受影响，请用 list 或 show 看清再办；"
        "技术情况记在 {log}（不含公文内容），请交给技术人员。"
    ).format(kind=type(error).__name__, log=log)
