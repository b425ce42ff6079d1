"""Pictures of an OFD: multimedia resources (多媒体), each once, and the image objects (图像对象) that show them.

GB/T 33190-2016 10 and 11.3: an image is a unit square, which its matrix stretches over its box.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Final

from oa_desktop.docs.layout.page import Image
from oa_desktop.docs.ofd.markup import Node, child, number, numbers, root, to_bytes
from oa_desktop.docs.packages import lawful
from oa_desktop.docs.pictures.plain import PlainPicture

LIST: Final = "DocumentRes.xml"
"""The list of what belongs to this document alone."""
_FOLDER: Final = "Res"


@dataclass(slots=True, kw_only=True)
class Pictures:
    """The pictures of one document.

    Attributes:
        ids: Gives the ids of the document.
    """

    ids: count[int]
    _pictures: dict[bytes, tuple[int, PlainPicture]] = field(default_factory=dict)

    def id_for(self, plain: PlainPicture) -> int:
        """Return the id of a picture's resource, which from now on is in the document."""
        if plain.data not in self._pictures:
            self._pictures[plain.data] = (next(self.ids), plain)
        return self._pictures[plain.data][0]

    def files(self) -> dict[str, bytes]:
        """Return the files of the package: the list of resources and the pictures; nothing where there are none."""
        if not self._pictures:
            return {}
        resources = root("Res", BaseLoc=_FOLDER)
        listed = child(resources, "MultiMedias")
        files: dict[str, bytes] = {}
        for identity, plain in self._pictures.values():
            name = f"picture_{identity}.{plain.form}"
            medium = child(listed, "MultiMedia", ID=identity, Type="Image", Format=plain.form.name)
            child(medium, "MediaFile", name)
            files[f"Doc_0/{_FOLDER}/{name}"] = plain.data
        return {f"Doc_0/{LIST}": to_bytes(resources), **files}


def put_image(layer: Node, image: Image, object_id: int, resource_id: int) -> None:
    """Put a picture into a layer, with its name for who cannot see it."""
    box = numbers(image.x_mm, image.y_mm, image.width_mm, image.height_mm)
    matrix = f"{number(image.width_mm)} 0 0 {number(image.height_mm)} 0 0"
    drawn = child(layer, "ImageObject", ID=object_id, Boundary=box, CTM=matrix, ResourceID=resource_id)
    if image.name:
        drawn.set("Name", lawful(image.name))
