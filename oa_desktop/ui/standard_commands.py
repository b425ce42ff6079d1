"""What the window can be told (命令表), in the order of its menus; help pages and palette read the same table."""

from __future__ import annotations

from oa_desktop.ui.document_commands import ACT_COMMANDS, DOCUMENT_COMMANDS
from oa_desktop.ui.inspecting.inspect_commands import INSPECT_COMMANDS
from oa_desktop.ui.leading.leader_commands import LEADER_COMMANDS
from oa_desktop.ui.page_commands import (
    PAGE_COMMANDS,
    PAPER_COMMANDS,
    PASSAGE_COMMANDS,
    TRACE_COMMANDS,
    WRITING_COMMANDS,
)
from oa_desktop.ui.session_commands import SESSION_COMMANDS
from oa_desktop.ui.tool_commands import HELP_COMMANDS, TOOL_COMMANDS
from oa_desktop.ui.view_commands import FIND_COMMANDS, VIEW_COMMANDS

COMMANDS = (
    *LEADER_COMMANDS,
    *DOCUMENT_COMMANDS,
    *PAPER_COMMANDS,
    *ACT_COMMANDS,
    *SESSION_COMMANDS,
    *WRITING_COMMANDS,
    *PASSAGE_COMMANDS,
    *FIND_COMMANDS,
    *PAGE_COMMANDS,
    *TRACE_COMMANDS,
    *VIEW_COMMANDS,
    *INSPECT_COMMANDS,
    *TOOL_COMMANDS,
    *HELP_COMMANDS,
)
