"""ARNs and partitions."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.loaders import Loader

from pinpoint_mock.core.arns import arn, partition

BOTOCORE_PARTITIONS: list[dict[str, Any]] = Loader().load_data("partitions")["partitions"]
REGIONS = {
    region: entry["id"]
    for entry in BOTOCORE_PARTITIONS
    for region in entry["regions"]
    if not region.endswith("-global")  # no place where Pinpoint could be
} | {"eusc-de-east-1": "aws-eusc", "eu-isoe-west-1": "aws-iso-e", "us-isof-south-1": "aws-iso-f"}


@pytest.mark.parametrize(("region_name", "name"), REGIONS.items())
def test_every_region_of_botocore_is_in_its_partition(region_name: str, name: str) -> None:
    assert partition(region_name) == name


def test_an_arn_names_partition_region_account_and_resource() -> None:
    assert arn("cn-north-1", "123456789012", "apps/a") == "arn:aws-cn:mobiletargeting:cn-north-1:123456789012:apps/a"
