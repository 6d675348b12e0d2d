"""The lines of files to import: what they say of endpoints, and which cannot be read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from pinpoint_mock.audience.import_lines import (
    COLUMNS,
    Line,
    MalformedLine,
    Refused,
    UnknownColumn,
    csv_lines,
    json_lines,
)

Reader = Callable[[bytes], Iterator[Line]]

ALL_COLUMNS: dict[str, tuple[str, Any]] = {
    "Address": ("ada@example.com", {"Address": "ada@example.com"}),
    "Attributes.plan": ("pro", {"Attributes": {"plan": ["pro"]}}),
    "ChannelType": ("EMAIL", {"ChannelType": "EMAIL"}),
    "Demographic.AppVersion": ("1.2", {"Demographic": {"AppVersion": "1.2"}}),
    "Demographic.Locale": ("en_US", {"Demographic": {"Locale": "en_US"}}),
    "Demographic.Make": ("apple", {"Demographic": {"Make": "apple"}}),
    "Demographic.Model": ("iPhone", {"Demographic": {"Model": "iPhone"}}),
    "Demographic.ModelVersion": ("8", {"Demographic": {"ModelVersion": "8"}}),
    "Demographic.Platform": ("ios", {"Demographic": {"Platform": "ios"}}),
    "Demographic.PlatformVersion": ("11", {"Demographic": {"PlatformVersion": "11"}}),
    "Demographic.Timezone": ("Europe/Paris", {"Demographic": {"Timezone": "Europe/Paris"}}),
    "EffectiveDate": ("2026-01-01T00:00:00Z", {}),
    "Id": ("ada", {"Id": "ada"}),
    "Location.City": ("Paris", {"Location": {"City": "Paris"}}),
    "Location.Country": ("FR", {"Location": {"Country": "FR"}}),
    "Location.Latitude": ("48.85", {"Location": {"Latitude": 48.85}}),
    "Location.Longitude": ("-2", {"Location": {"Longitude": -2.0}}),
    "Location.PostalCode": ("01000", {"Location": {"PostalCode": "01000"}}),
    "Location.Region": ("IDF", {"Location": {"Region": "IDF"}}),
    "Metrics.visits": ("12", {"Metrics": {"visits": 12.0}}),
    "OptOut": ("ALL", {"OptOut": "ALL"}),
    "RequestId": ("r1", {"RequestId": "r1"}),
    "User.UserAttributes.name": ("Ada", {"User": {"UserAttributes": {"name": ["Ada"]}}}),
    "User.UserId": ("ada", {"User": {"UserId": "ada"}}),
}
"""A cell of each column, and what it says."""


def contents(read: Reader, *lines: str | bytes) -> list[Any]:
    content = b"\n".join(line.encode() if isinstance(line, str) else line for line in lines)
    return [line.content for line in read(content)]


class TestCsv:
    @pytest.mark.parametrize("name", ALL_COLUMNS)
    def test_each_column(self, name: str) -> None:
        cell, definition = ALL_COLUMNS[name]
        assert contents(csv_lines, name, cell) == [definition]

    def test_the_columns_are_those_of_the_table(self) -> None:
        assert {name for name in ALL_COLUMNS if not name.startswith(("Attributes", "Metrics", "User.UserA"))} == {
            *COLUMNS
        }

    def test_all_columns_in_one_file(self) -> None:
        header, row = ",".join(ALL_COLUMNS), ",".join(cell for cell, _ in ALL_COLUMNS.values())
        [definition] = contents(csv_lines, header, row)
        assert definition["User"] == {"UserAttributes": {"name": ["Ada"]}, "UserId": "ada"}
        assert set(definition) == {name.partition(".")[0] for name in ALL_COLUMNS} - {"EffectiveDate"}

    @pytest.mark.parametrize(
        ("row", "values"),
        [
            ("a,b,c", ["a", "b", "c"]),
            ("b,,a", ["b", "a"]),
            ('"a, b",,"say ""hi"""', ["a, b", 'say "hi"']),
            (",a,", ["a"]),
            ("é, b ,c", ["é", " b ", "c"]),
        ],
    )
    def test_a_column_that_is_repeated_adds_values_in_order(self, row: str, values: list[str]) -> None:
        header = "Attributes.likes,Attributes.likes,Attributes.likes"
        assert contents(csv_lines, header, row) == [{"Attributes": {"likes": values}}]

    def test_blanks_around_the_names_of_columns_do_not_count(self) -> None:
        header = "Id, User.UserAttributes.likes,User.UserAttributes.likes "
        definition = {"Id": "ada", "User": {"UserAttributes": {"likes": ["tea", " cake"]}}}
        assert contents(csv_lines, header, "ada,tea, cake") == [definition]

    def test_empty_cells_say_nothing(self) -> None:
        header = "Id,Address,Metrics.m,Location.Latitude,User.UserAttributes.a"
        assert contents(csv_lines, header, "ada,,,,") == [{"Id": "ada"}]

    def test_lines_are_numbered_as_an_editor_does_and_empty_ones_do_not_count(self) -> None:
        found = list(csv_lines(b"\r\nId\r\n\r\nada\r\n  \r\nbob\r\n"))
        assert found == [Line(4, {"Id": "ada"}), Line(6, {"Id": "bob"})]

    @pytest.mark.parametrize("content", [b"", b"\n\n", b"Id,Address\n"])
    def test_a_file_without_lines(self, content: bytes) -> None:
        assert list(csv_lines(content)) == []

    def test_a_file_of_user_ids_alone(self) -> None:
        found = list(csv_lines(b"User.UserId\nada\nbob eve\n"))
        users = [(line.number, line.content["User"]["UserId"]) for line in found if isinstance(line.content, dict)]
        assert users == [(2, "ada"), (3, "bob"), (3, "eve")]

    def test_beside_other_columns_a_user_id_may_have_blanks(self) -> None:
        assert contents(csv_lines, "Id,User.UserId", "phone,Ada L") == [{"Id": "phone", "User": {"UserId": "Ada L"}}]

    @pytest.mark.parametrize(
        ("row", "reason", "explanation"),
        [
            ("ada", "There must be 3 cells, not 1", "it is 'ada'"),
            ("ada,EMAIL,1,2", "There must be 3 cells, not 4", "it is 'ada,EMAIL,1,2'"),
            ('ada,EMAIL,"1', "unexpected end of data", "it is 'ada,EMAIL,\"1'"),
            ('ada,EMAIL,"1"2', "',' expected after '\"'", "it is 'ada,EMAIL,\"1\"2'"),
            ("ada,EMAIL\t,1", "There must be no tabs", r"it is 'ada,EMAIL\t,1'"),
            (b"ad\xe9,EMAIL,1", "The text is not UTF-8", "it is 'ad\ufffd,EMAIL,1'"),
            ("ada,EMAIL,many", "Invalid Metrics: must be a number", "Metrics was 'many'"),
            ("ada,EMAIL,nan", "Invalid Metrics: must be a number", "Metrics was 'nan'"),
            ("ada,EMAIL,1e999", "Invalid Metrics: must be a number", "Metrics was '1e999'"),
        ],
    )
    def test_a_line_that_cannot_be_read_says_why_and_others_are_read(
        self, row: str | bytes, reason: str, explanation: str
    ) -> None:
        found = contents(csv_lines, "Id,ChannelType,Metrics.m", row, "bob,SMS,1")
        assert found == [Refused(reason, explanation), {"Id": "bob", "ChannelType": "SMS", "Metrics": {"m": 1.0}}]

    @pytest.mark.parametrize(
        ("sent", "read"),
        [
            ("Canada/East-Saskatchewan", "America/Managua"),
            ("US/Pacific-New", "America/Los_Angeles"),
            ("US/Pacific", "US/Pacific"),
        ],
    )
    def test_time_zones_that_imports_no_longer_support_are_replaced(self, sent: str, read: str) -> None:
        definition = {"Demographic": {"Timezone": read}}
        assert contents(csv_lines, "Demographic.Timezone", sent) == [definition]
        assert contents(json_lines, json.dumps({"Demographic": {"Timezone": sent}})) == [definition]

    def test_an_unknown_channel_type(self) -> None:
        [found] = contents(csv_lines, "Id,ChannelType", "ada,email")
        assert found.reason.startswith("Invalid ChannelType: must be one of ")
        assert found.explanation == "ChannelType was 'email'. Did you mean 'EMAIL'?"

    @pytest.mark.parametrize(
        ("header", "text", "hint"),
        [
            ("Id,Adress", "There is no column 'Adress'", "imports do not know 'Adress'. Did you mean 'Address'?"),
            (
                "EndpointStatus",
                "There is no column 'EndpointStatus'",
                "imports do not know 'EndpointStatus'. Known are ",
            ),
            ("id", "There is no column 'id'", "imports do not know 'id'. Did you mean 'Id'?"),
            ("Attributes.", "There is no column 'Attributes.'", "imports do not know 'Attributes.'. "),
            ("Attributes", "There is no column 'Attributes'", "imports do not know 'Attributes'. "),
            ("Id,", "There is no column ''", "imports do not know ''. Known are "),
            ("\ufeffId", "There is no column '\\ufeffId'", "imports do not know '\\ufeffId'. "),
            ("Id,Address,Id", "The column 'Id' is there twice", "only attributes can have several columns"),
            (
                "Metrics.m,Metrics.m",
                "The column 'Metrics.m' is there twice",
                "only attributes can have several columns",
            ),
        ],
    )
    def test_a_header_with_another_column(self, header: str, text: str, hint: str) -> None:
        with pytest.raises(UnknownColumn) as caught:
            csv_lines(f"{header}\nada".encode())
        assert str(caught.value) == text
        assert caught.value.explanation.startswith(hint)

    @pytest.mark.parametrize(
        ("header", "quotation"),
        [
            (b'Id,"Address', 'unexpected end of data\n at [Source: (String)"Id,"Address"; line: 1, column: 1].'),
            (b"Id\tAddress", 'There must be no tabs\n at [Source: (String)"Id\tAddress"; line: 1, column: 3].'),
        ],
    )
    def test_a_malformed_header(self, header: bytes, quotation: str) -> None:
        with pytest.raises(MalformedLine) as caught:
            csv_lines(header + b"\nada")
        assert caught.value.quotation == quotation

    def test_a_compressed_file(self) -> None:
        with pytest.raises(MalformedLine, match="The text is not UTF-8") as caught:
            csv_lines(b"\x1f\x8b\x08\x00Id")
        assert caught.value.explanation == "the file is compressed by gzip, and imports take no compressed files"


class TestJson:
    @pytest.mark.parametrize("name", ALL_COLUMNS)
    def test_each_member(self, name: str) -> None:
        _, definition = ALL_COLUMNS[name]
        assert contents(json_lines, json.dumps(definition)) == [definition]

    @pytest.mark.parametrize(
        ("sent", "read"),
        [
            ({"Id": 7}, {"Id": "7"}),
            ({"Id": 1.5, "Address": True}, {"Id": "1.5", "Address": "true"}),
            ({"Attributes": {"age": [42, False, "x", None]}}, {"Attributes": {"age": ["42", "false", "x"]}}),
            (
                {"User": {"UserId": 7, "UserAttributes": {"n": [1]}}},
                {"User": {"UserId": "7", "UserAttributes": {"n": ["1"]}}},
            ),
            (
                {"Metrics": {"m": 1}, "Location": {"Latitude": 2}},
                {"Metrics": {"m": 1.0}, "Location": {"Latitude": 2.0}},
            ),
            ({"Id": "a", "Address": None, "Attributes": {"x": None}}, {"Id": "a", "Attributes": {}}),
            ({"Id": "a", "EndpointStatus": "INACTIVE", "EffectiveDate": "2026-01-01", "CohortId": "7"}, {"Id": "a"}),
            ({"Attributes": {"x": []}, "Location": {}}, {"Attributes": {"x": []}, "Location": {}}),
        ],
    )
    def test_values_become_those_of_the_service(self, sent: Any, read: Any) -> None:
        assert contents(json_lines, json.dumps(sent)) == [read]

    @pytest.mark.parametrize(
        ("member", "value", "reason", "explanation"),
        [
            ("Address", ["a"], "Invalid Address: must be a string", "Address was a list"),
            ("Attributes", ["a"], "Invalid Attributes: must be an object", "Attributes was a list"),
            ("Attributes", {"plan": "pro"}, "Invalid Attributes: must be a list", "Attributes was 'pro'"),
            ("Metrics", {"m": "1"}, "Invalid Metrics: must be a number", "Metrics was '1'"),
            ("Metrics", {"m": True}, "Invalid Metrics: must be a number", "Metrics was True"),
            ("Metrics", {"m": 10**400}, "Invalid Metrics: must be a number", "Metrics was 1000"),
            ("User", "ada", "Invalid User: must be an object", "User was 'ada'"),
        ],
    )
    def test_a_value_of_another_kind(self, member: str, value: Any, reason: str, explanation: str) -> None:
        [found] = contents(json_lines, json.dumps({member: value}))
        assert found.reason == reason
        assert found.explanation.startswith(explanation)

    @pytest.mark.parametrize(
        ("line", "quotation"),
        [
            (b"Id,Address", 'Expecting value\n at [Source: (String)"Id,Address"; line: 1, column: 2].'),
            (b"[1]", 'Expecting an object\n at [Source: (String)"[1]"; line: 1, column: 1].'),
            (b'{"m": NaN}', 'NaN is not JSON\n at [Source: (String)"{"m": NaN}"; line: 1, column: 1].'),
            (b'{"\xff"}', 'The text is not UTF-8\n at [Source: (String)"{"\ufffd"}"; line: 1, column: 3].'),
        ],
    )
    def test_a_malformed_first_line(self, line: bytes, quotation: str) -> None:
        with pytest.raises(MalformedLine) as caught:
            json_lines(b"\n" + line + b"\n{}")
        assert caught.value.quotation == quotation

    def test_malformed_lines_after_the_first_are_refused_alone(self) -> None:
        found = list(json_lines(b'{"Id": "a"}\n{"Id": \n\n{"Id": "b"}\r\n'))
        assert found == [
            Line(1, {"Id": "a"}),
            Line(2, Refused("Expecting value", "it is '{\"Id\": '")),
            Line(4, {"Id": "b"}),
        ]

    @pytest.mark.parametrize("content", [b"", b"\n \n"])
    def test_a_file_without_lines(self, content: bytes) -> None:
        assert list(json_lines(content)) == []
