"""Starting the central service as it was ordered (启动)."""

from __future__ import annotations

from oa_desktop.bootstrap.central import opened
from oa_desktop.bootstrap.places import keep_private, log_file
from oa_desktop.bootstrap.service_order import ServiceOrder
from oa_desktop.service.application import application
from oa_desktop.service.machines import Machines
from oa_desktop.service.notes import note_on_output
from oa_desktop.service.peers import trust_machines
from oa_desktop.service.running import listen, serve
from oa_desktop.sync.address import read_address


def main(order: ServiceOrder) -> int:
    """Serve until the system says stop.

    Raises:
        Refused: ``central.not-private``, ``central.certificate``, and what the store refuses.
        Unavailable: ``central.not-listening``, ``central.no-key``, and what is in the way of the store.
    """
    keep_private()
    machines = Machines(order.machines)
    trust = trust_machines(order.certificate, machines)
    address = read_address(order.listen)
    with opened(order) as central, listen(address) as listening:
        note_on_output()
        serve(application(central, machines, log_file(order.realm)), listening, trust)
    return 0
