"""URLs of S3, and what stands in its place."""

from __future__ import annotations

import pytest

from pinpoint_mock.audience.locations import Location, object_store, read_location
from pinpoint_mock.core.errors import BadRequestException, S3NotMocked
from pinpoint_mock.state.objects import Objects
from pinpoint_mock.state.world import World


@pytest.mark.parametrize(
    ("url", "bucket", "key"),
    [
        ("s3://audience/users.csv", "audience", "users.csv"),
        ("s3://audience/2026/01/", "audience", "2026/01/"),
        ("s3://audience/", "audience", ""),
        ("s3://audience", "audience", ""),
        ("s3://audience//users 1.csv?#", "audience", "/users 1.csv?#"),
    ],
)
def test_a_url_names_a_bucket_and_a_key(url: str, bucket: str, key: str) -> None:
    location = read_location("S3Url", url)
    assert location == (bucket, key)
    assert read_location("S3Url", location.url) == location


@pytest.mark.parametrize("url", ["", "audience/users.csv", "S3://audience/users.csv", "s3:///users.csv", "s3://"])
def test_another_text_is_refused(url: str) -> None:
    with pytest.raises(BadRequestException, match="Invalid S3UrlPrefix: must have the form") as caught:
        read_location("S3UrlPrefix", url)
    assert caught.value.explanation == f"S3UrlPrefix was {url!r}"


def test_the_store_is_that_of_the_account_and_region_of_the_application() -> None:
    stores = {("1", "eu-west-1"): Objects()}
    world = World(object_stores=lambda account_id, region_name: stores.get((account_id, region_name)))
    location = Location("audience", "users.csv")
    here, elsewhere = (world.backend("1", region).new_app("shop", {}) for region in ("eu-west-1", "us-east-1"))
    assert object_store(here, location) is stores["1", "eu-west-1"]
    with pytest.raises(S3NotMocked, match="would use s3://audience/users"):
        object_store(elsewhere, location)
