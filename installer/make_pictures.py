"""Makes the pictures of README and help of those that demonstrations left: ``make_pictures.py out/demo/screens …``."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

SHOWN = ("draft", "issue", "handling", "choose", "authoring")
"""Which steps the README and the help show."""
FOLDER = Path(__file__).parent.parent / "resources" / "pictures"
_COLOURS = 160


def main(*taken: Path) -> int:
    """Write the shown pictures, small; return 1 where the demonstrations left none of a step."""
    FOLDER.mkdir(exist_ok=True)
    for step in SHOWN:
        found = [picture for folder in taken for picture in sorted(folder.glob(f"*-{step}.png"))]
        if not found:
            print(f"没有 {step} 的图片", file=sys.stderr)
            return 1
        with Image.open(found[0]) as picture:
            picture.convert("RGB").quantize(_COLOURS).save(FOLDER / f"{step}.png", optimize=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
