"""The items' schema for msgspec, which reads a line in a quarter of the time that pydantic takes. Made from the models.

It is stricter than they are and than the tables: whatever it takes is good. What it does not take is not bad for that;
pydantic judges it, and says what is wrong.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from annotated_types import Ge
from msgspec import Meta
from pydantic.fields import FieldInfo

from shahrkarimeh.export.sound import LARGEST
from shahrkarimeh.items import Day, Instant, JalaliDay, MeetingReport, Model, Post

# msgspec's days and times are those of RFC 3339, of which Python's own reader takes all but a small «z».
_TEXTS: list[tuple[Any, Any]] = [
    (Instant, Annotated[datetime, Meta(tz=True)]),
    (Day, date),
    (JalaliDay, Annotated[str, Meta(pattern=r"\A1[34][0-9]{2}-[0-9]{2}-[0-9]{2}\Z")]),
]
_SMALL_Z = re.compile(rb'\dz"')
_SPACED_KEY = re.compile(rb'"\s+:')


def _whole(limits: list[Any]) -> Any:
    """A whole number within limits that the models set and the tables hold. Raises TypeError for other limits."""
    least = -LARGEST
    for limit in limits:
        if not isinstance(limit, Ge):
            raise TypeError(f"no type of msgspec for {limit}")
        least = int(limit.ge)  # type: ignore[call-overload]
    return Annotated[int, Meta(ge=least, le=LARGEST)]


def _type(hint: Any, limits: list[Any]) -> Any:
    """The type as msgspec has it. Raises TypeError for one that the models have not had so far."""
    for ours, theirs in _TEXTS:
        if hint == ours:
            return theirs
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _type(parts[0], [limit for p in parts[1:] if isinstance(p, FieldInfo) for limit in p.metadata])
    if origin in (Union, UnionType):
        return Union[tuple(_type(part, limits if part is int else []) for part in parts)]  # noqa: UP007 - made of parts
    if hint is int:
        return _whole(limits)
    if limits:
        raise TypeError(f"no type of msgspec for {hint} with {limits}")
    if origin in (list, tuple):
        return origin[tuple(_type(part, []) for part in parts)]
    if isinstance(hint, type) and issubclass(hint, Model):
        return _struct(hint)
    if origin is Literal or hint in (str, bool, type(None)):
        return hint
    raise TypeError(f"no type of msgspec for {hint}")


@cache
def _struct(model: type[Model]) -> type[msgspec.Struct]:
    hints = get_type_hints(model, include_extras=True)
    fields: list[Any] = []
    for name, told in model.model_fields.items():
        kind = _type(hints[name], told.metadata)
        # By its kind pydantic tells what a line is, so that must be there.
        if told.is_required() or name == "kind":
            fields.append((name, kind))
        elif told.default_factory is not None:
            fields.append((name, kind, msgspec.field(default_factory=list)))
        else:
            fields.append((name, kind, told.default))
    return msgspec.defstruct(model.__name__, fields, forbid_unknown_fields=True, kw_only=True, gc=False)


def _keys(item: Any) -> int:
    """How many keys an item has where all are written."""
    out = len(item.__struct_fields__)
    for part in (getattr(item, "meeting", None), item.provenance):
        out += len(part.__struct_fields__) if part is not None else 0
    for name in ("speakers", "statements", "decisions"):
        parts = getattr(item, name, None)
        out += len(parts) * len(parts[0].__struct_fields__) if parts else 0
    return out


def _plain(item: Any, raw: bytes) -> bool:
    """Whether every key stands once, and every statement has its speaker."""
    # A quotation mark inside a string has a backslash before it, so what is counted here and is no key is too much.
    if raw.count(b'":') != _keys(item) or _SPACED_KEY.search(raw) or (b"z" in raw and _SMALL_Z.search(raw)):
        return False
    statements = getattr(item, "statements", None)
    return not statements or max(s.speaker for s in statements) < len(item.speakers)


def reader(model: type[Post] | type[MeetingReport]) -> Callable[[bytes], Any | None]:
    """What reads a line as the model's fields, times and days parsed; it gives None where pydantic has to judge."""
    decode = msgspec.json.Decoder(_struct(model)).decode

    def read(raw: bytes) -> Any | None:
        try:
            item = decode(raw)
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        return item if _plain(item, raw) else None

    return read
