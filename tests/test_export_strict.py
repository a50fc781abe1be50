"""Lines are judged as pydantic judges them, whatever msgspec, which is asked first, would let pass."""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Annotated, Any

import pytest
from pydantic import Field, ValidationError

from shahrkarimeh.export.sound import unsound
from shahrkarimeh.export.strict import reader
from shahrkarimeh.items import MeetingReport, Model, Post, Provenance, from_json, to_json
from tests.dataset import report, spoken

ODD: list[Any] = [
    None, True, 0, -1, 1, 1.0, 1.5, 2**63 - 1, 2**63, "1", "true", "", "open", "x", [], {}, ["x"], [1], [0, 1],
    "2016-02-30", "2016-02-29", "2016-W05-1", "1394-11-12", "1394-11-12\n", "۱۳۹۴-۱۱-۱۲", "2016-02-01T10:30:00",
    "2016-02-01T10:30:00Z", "2016-02-01T10:30:00z", "2016-02-01 10:30:00+00:00", "2016-02-01T24:00:00Z",
]  # fmt: skip
PIECES = [
    b'"', b"\\", b",", b":", b" ", b"\t", b"\x00", b"\xff", b"\xd8", b"0", b"9", b"z", b"Z", b"null", b"{", b"}", b"[",
    b'"id":"x",', b'"title" : "y",', b'"schema":"1",', b"\\ud800", b"\\u0000", b"1e2", b"-", b".5", b"\xe2\x80\x8c",
]  # fmt: skip


def whole() -> MeetingReport:
    """A report with every part."""
    meeting = {"date": "2016-02-01", "date_jalali": "1394-11-12", "visibility": "open", "extraordinary": True}
    source = Provenance(fetched_at="2026-11-23T19:00:00Z", via="rest", extractor="0.1.0")
    told = spoken().model_dump() | {"modified_at": "2016-02-01T10:30:00+03:30", "published_jalali": "1394-11-12"}
    told |= {"provenance": source, "tags": ["شورا"], "duplicate_of": "press:1", "meeting": told["meeting"] | meeting}
    return MeetingReport.model_validate(told)


def post() -> Post:
    return Post(id="press:1", site="press", url="https://press.example/1", title="x", text="y", tags=["z"])


def good(raw: bytes) -> bool:
    try:
        return unsound(from_json(raw), raw) is None
    except ValidationError:
        return False


def parts(value: Any) -> Iterator[Any]:
    """Every object and list of a line."""
    if isinstance(value, dict | list):
        yield value
        for inner in list(value.values()) if isinstance(value, dict) else value:
            yield from parts(inner)


def changed(line: str, rng: random.Random) -> bytes:
    """The line with something else in it: a value, a key, or a few bytes."""
    if rng.random() < 0.5:
        told = json.loads(line)
        for _ in range(rng.randint(1, 2)):
            part = rng.choice(list(parts(told)))
            key = rng.choice(list(part) if isinstance(part, dict) else range(len(part))) if part else None
            if key is None:
                continue
            if rng.random() < 0.2 and isinstance(part, dict):
                del part[key]
            else:
                part[key] = deepcopy(rng.choice(ODD))
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
    raw = bytearray(line.encode())
    for _ in range(rng.randint(1, 2)):
        at = rng.randrange(len(raw))
        raw[at : at + rng.randint(0, 2)] = rng.choice(PIECES)
    return bytes(raw) + b"\n"


@pytest.mark.parametrize("item", [whole(), post()], ids=["report", "post"])
def test_what_msgspec_takes_pydantic_takes(item: MeetingReport | Post) -> None:
    read, rng, line = reader(type(item)), random.Random(5), to_json(item)
    taken = 0
    for _ in range(20_000):
        raw = changed(line, rng)
        if read(raw) is not None:
            taken += 1
            assert good(raw), raw.decode("utf-8", "replace")
    assert taken > 1000


@pytest.mark.parametrize("item", [whole(), post(), report(1)], ids=["whole", "post", "plain"])
def test_what_this_program_writes_needs_no_second_reading(item: MeetingReport | Post) -> None:
    line = f"{to_json(item)}\n".encode()
    read = reader(type(item))(line)
    assert (read.id, read.revision) == (item.id, item.revision)


@pytest.mark.parametrize(
    "change",
    [
        ('"title":', '"title":"y","title":'),
        ('"title":', '"title" : "y","title":'),
        ('"kicker":null', '"title"\t:null'),
        ("2026-11-23T19:00:00Z", "2026-11-23T19:00:00z"),
        ('"speaker":0', '"speaker":1'),
        ('"kind":"meeting_report",', ""),
    ],
)
def test_what_the_schema_cannot_say_is_left_to_pydantic(change: tuple[str, str]) -> None:
    line = to_json(whole())
    assert change[0] in line
    raw = f"{line.replace(*change)}\n".encode()
    assert reader(MeetingReport)(raw) is None
    assert not good(raw)


def test_a_rule_that_msgspec_is_not_told_stops_the_program() -> None:
    class Longer(Model):
        name: Annotated[str, Field(min_length=3)]

    with pytest.raises(TypeError, match="no type of msgspec"):
        reader(Longer)  # type: ignore[arg-type]
