"""The options: what can set each, and what holds where several mocks set them."""

from __future__ import annotations

import pytest

from pinpoint_mock.state.options import MOCK, SESSION, TEST, Options, in_force, names


def test_every_option_belongs_to_one_of_three_groups() -> None:
    assert names(MOCK) == [
        "region_name",
        "account_id",
        "strict_templates",
        "assert_all_faults_used",
        "allow_real_aws",
        "seed",
    ]
    assert names(TEST) == ["application_id", "channels"]
    assert names(SESSION) == ["autouse", "install_into_moto", "show_messages"]
    assert sorted(names()) == sorted(names(MOCK, TEST, SESSION)) == sorted(vars(Options()))


@pytest.mark.parametrize("name", names(MOCK, TEST))
def test_an_option_of_a_mock_or_test_is_not_set_by_default(name: str) -> None:
    assert getattr(Options(), name) is None


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([], Options()),
        ([Options(seed=1)], Options(seed=1)),
        ([Options(seed=1), Options(seed=2), Options()], Options(seed=2)),
        ([Options(allow_real_aws=True), Options(allow_real_aws=False)], Options(allow_real_aws=False)),
        ([Options(strict_templates=True), Options(region_name="a")], Options(strict_templates=True, region_name="a")),
    ],
)
def test_the_newest_value_that_is_set_holds(layers: list[Options], expected: Options) -> None:
    assert in_force(layers) == expected
