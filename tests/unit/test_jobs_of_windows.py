"""On Windows a worker is put into a job object; the calls and the layout are tried here, Windows itself is not."""

import ctypes

import pytest

from oa_desktop.confine.jobs import FLAGS, BasicLimits, ExtendedLimits, Job

MEMORY = 512 << 20


class FakeKernel:
    """Windows as far as a job needs it; one call may fail."""

    def __init__(self, fails: str = "") -> None:
        self.calls: list[str] = []
        self.told = ExtendedLimits()
        self.held: list[int | None] = []
        self._fails = fails

    def _answer(self, name: str, good: int = 1) -> int:
        self.calls.append(name)
        return 0 if name == self._fails else good

    def CreateJobObjectW(self, _security, _name):  # noqa: N802 - the name in Windows
        return self._answer("CreateJobObjectW", 77)

    def SetInformationJobObject(self, job, kind, told, size):  # noqa: N802 - as above
        assert (job.value, kind, size) == (77, 9, ctypes.sizeof(ExtendedLimits))
        ctypes.memmove(ctypes.byref(self.told), told, size)
        return self._answer("SetInformationJobObject")

    def AssignProcessToJobObject(self, _job, process):  # noqa: N802 - as above
        self.held.append(process.value)
        return self._answer("AssignProcessToJobObject")

    def CloseHandle(self, _job):  # noqa: N802 - as above
        return self._answer("CloseHandle")


def test_structures_are_laid_out_as_windows_of_64_bits_has_them():
    assert (ctypes.sizeof(BasicLimits), ctypes.sizeof(ExtendedLimits)) == (64, 144)
    assert (BasicLimits.LimitFlags.offset, BasicLimits.ActiveProcessLimit.offset) == (16, 40)
    assert (ExtendedLimits.IoInfo.offset, ExtendedLimits.ProcessMemoryLimit.offset) == (64, 112)


def test_a_worker_gets_its_memory_no_process_of_its_own_and_no_way_out():
    kernel = FakeKernel()
    job = Job(4711, MEMORY, kernel)
    assert kernel.held == [4711]
    assert kernel.told.ProcessMemoryLimit == MEMORY
    assert kernel.told.BasicLimitInformation.LimitFlags == FLAGS
    assert kernel.told.BasicLimitInformation.ActiveProcessLimit == 1
    assert FLAGS & 0x2000, "the worker ends with the job"
    assert FLAGS & (0x800 | 0x1000) == 0, "nothing breaks away"
    job.close()
    assert kernel.calls[-1] == "CloseHandle"


@pytest.mark.parametrize("call", ["CreateJobObjectW", "SetInformationJobObject", "AssignProcessToJobObject"])
def test_a_worker_that_windows_does_not_hold_is_not_used(call):
    kernel = FakeKernel(call)
    with pytest.raises(OSError, match=call):
        Job(4711, MEMORY, kernel)
    assert ("CloseHandle" in kernel.calls) == (call != "CreateJobObjectW")
