"""ARNs of Pinpoint's resources.

Source: DG permissions-actions; CLI create-app; CLI get-campaign; CLI create-sms-template.
"""

from __future__ import annotations

import re

ARN_START = "arn:aws(?:-[a-z]+)*"
"""The pattern of the beginning of any ARN."""

ROLE_ARN = re.compile(f"{ARN_START}:iam::[0-9]{{12}}:role/[A-Za-z0-9_+=,.@/-]+")
"""The form of the ARN of an IAM role.

Source: AWS IAM/latest/UserGuide/reference_identifiers.
"""

PARTITIONS = {
    "cn-": "aws-cn",
    "eu-isoe-": "aws-iso-e",
    "eusc-": "aws-eusc",
    "us-gov-": "aws-us-gov",
    "us-iso-": "aws-iso",
    "us-isob-": "aws-iso-b",
    "us-isof-": "aws-iso-f",
}
"""The partition by the beginning of a region's name.

Source: BOTOCORE partitions.json.
"""


def partition(region_name: str) -> str:
    """The AWS partition of a region.

    >>> partition("eu-west-1"), partition("cn-north-1")
    ('aws', 'aws-cn')
    """
    return next((name for prefix, name in PARTITIONS.items() if region_name.startswith(prefix)), "aws")


def arn(region_name: str, account_id: str, resource: str) -> str:
    """The ARN of a Pinpoint resource such as `apps/<id>`.

    >>> arn("us-east-1", "123456789012", "apps/abc")
    'arn:aws:mobiletargeting:us-east-1:123456789012:apps/abc'
    """
    return f"arn:{partition(region_name)}:mobiletargeting:{region_name}:{account_id}:{resource}"
