"""Names that are registered for good are what they look like, and have room."""

import pytest

from oa_desktop.domain.errors import Refused
from oa_desktop.domain.names import LONGEST, refuse_unfit_name

PASTED = ("清源县\x00财政局", "清源县\u202e财政局", "zhang\u200bsan", "财政局\n", "\ufeff财政局")


@pytest.mark.parametrize("name", ["清源县财政局", "买买提·吐尔逊", "𠮷野", "zhangsan", "长" * LONGEST])
def test_a_name_that_is_what_it_looks_like_is_taken(name):
    refuse_unfit_name(name)


@pytest.mark.parametrize("name", PASTED)
def test_a_name_with_what_nobody_sees_is_refused_and_shown_with_it(name):
    with pytest.raises(Refused) as refused:
        refuse_unfit_name("张三", name)
    assert refused.value.code == "organisation.name-unseen"
    assert "\\u" in str(refused.value.params["name"])


def test_a_name_that_no_page_has_room_for_is_refused_without_all_of_it():
    with pytest.raises(Refused) as refused:
        refuse_unfit_name("长" * 10_000)
    assert refused.value.code == "organisation.name-long"
    assert len(str(refused.value.params["name"])) < LONGEST
