"""Every id and every random choice of a mock comes from here, from a private source that a seed fixes."""

from __future__ import annotations

import binascii
import functools
import random
import string

UUID_RANDOM_BITS = 0xFFFFFFFF_FFFF_0FFF_3FFF_FFFFFFFFFFFF
UUID_VERSION_4 = 0x00000000_0000_4000_8000_000000000000
"""What is random in a UUID, and its version and variant.

Source: RFC 9562.
"""

LOWER_BASE64 = string.ascii_lowercase + string.digits + "+/"
BASE64_TO_BASE32_HEX = bytes.maketrans(
    (string.ascii_letters + string.digits + "+/").encode(), (string.digits + "abcdefghijklmnopqrstuv").encode() * 2
)


class Ids:
    """Makes ids in the service's own forms. It never touches the global `random` state.

    >>> Ids(seed=1).application_id() == Ids(seed=1).application_id()
    True
    """

    def __init__(self, seed: int | str | None = None) -> None:
        self._seed = seed

    @functools.cached_property
    def _random(self) -> random.Random:
        return random.Random(self._seed)  # at the first draw, for it takes a fourth of the time of entering a mock

    def seed(self, seed: int | str | None) -> None:
        """Fix everything that is drawn from now on; with None nothing is fixed."""
        self._random.seed(seed)

    def before_fork(self) -> None:
        """Draw what a child of this process begins with, so that parent and children make different ids."""
        self._seed_of_child = self._random.getrandbits(128)

    def in_child(self) -> None:
        """Begin with that, in the child."""
        self.seed(self._seed_of_child)

    def copy(self) -> Ids:
        """A source from which the same is drawn as from this one."""
        ids = Ids()
        ids._random.setstate(self._random.getstate())
        return ids

    def _hex(self) -> str:
        return f"{self._random.getrandbits(128) & UUID_RANDOM_BITS | UUID_VERSION_4:032x}"

    def _dashed(self) -> str:
        digits = self._hex()  # by hand, as uuid.UUID takes a good part of a whole call of the mock
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"

    def _text(self, alphabet: str, length: int) -> str:
        return "".join(self._random.choices(alphabet, k=length))

    def request_id(self) -> str:
        """A dashed UUID of version 4. The service has used other forms too; this is that of AWS's newer samples.

        Source: CLI send-messages; DG send-validate-otp.
        """
        return self._dashed()

    def application_id(self) -> str:
        """32 lower-case hexadecimal characters.

        Source: CLI create-app; CLI get-apps.
        """
        return self._hex()

    def segment_id(self) -> str:
        """32 lower-case hexadecimal characters.

        Source: CLI get-campaign.
        """
        return self._hex()

    def campaign_id(self) -> str:
        """32 lower-case hexadecimal characters.

        Source: CLI get-campaign.
        """
        return self._hex()

    def activity_id(self) -> str:
        """32 lower-case hexadecimal characters, as those of campaigns.

        Source: DG event-streams-data-campaign.
        """
        return self._hex()

    def job_id(self) -> str:
        """32 lower-case hexadecimal characters.

        Source: DG audience-define-import; DG audience-data-export.
        """
        return self._hex()

    def endpoint_id(self) -> str:
        """27 characters of lower-case base64, as in ids that the service makes.

        Source: DG segments-dynamic; gh:aws/aws-sdk-java#2377.
        """
        return self._text(LOWER_BASE64, 27)

    def recommender_id(self) -> str:
        """32 lower-case hexadecimal characters.

        AWS does not document the form; here it is that of applications, as of campaigns, segments and journeys.
        """
        return self._hex()

    def cohort_id(self) -> str:
        """`"0"` to `"99"`.

        Source: MODEL EndpointResponse.CohortId; DG audience-define-lookup.
        """
        return str(self._random.randrange(100))

    def message_id(self) -> str:
        """The 40 characters of an SMS message id, the last of them `0`.

        Source: CLI send-messages; CLI send-users-messages; gh:department-of-veterans-affairs/notification-api#2590.
        """
        random_base64 = binascii.b2a_base64(self._random.randbytes(30), newline=False)
        return random_base64.translate(BASE64_TO_BASE32_HEX)[:39].decode() + "0"

    def email_message_id(self) -> str:
        """The form of SES, which has a moment in it; here it has none, because the seed alone decides on ids.

        AWS does not document that Pinpoint returns the id of SES; here it does, as in the events of an e-mail.
        Source: DG event-streams-data-email.
        """
        return f"010001{self._random.getrandbits(40):010x}-{self._dashed()}-000000"

    def numeric_code(self, length: int) -> str:
        """Digits, which may begin with zeros, for a one-time password.

        Source: DG send-validate-otp.
        """
        return self._text(string.digits, length)

    def gateway_id(self) -> str:
        """The header `x-amz-apigw-id`: 16 characters that end in `=`.

        Source: gh:aws-amplify/aws-sdk-ios#861; gh:hashicorp/terraform-provider-aws#38065.
        """
        return binascii.b2a_base64(self._random.randbytes(11), newline=False).decode()

    def trace_id(self, seconds: int) -> str:
        """The header `X-Amzn-Trace-Id`; `seconds` are those since the epoch.

        Source: gh:awsdocs/amazon-pinpoint-user-guide@2284633:doc-source/channels-sms-verify.md.
        """
        return f"Root=1-{seconds:08x}-{self._random.getrandbits(96):024x}"
