"""The page: one HTML file that needs nothing else, the data packed inside. Same data, same bytes."""

import base64
import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from string import Template
from typing import Any

from shahrkarimeh.text.letters import fold

BLOCK = 100
"""So many texts are packed together: opening a report unpacks no more than these."""
SCRIPTS = (
    "strings", "dom", "format", "data", "fold", "figures", "charts", "plots",
    "grid", "sessions", "health", "table", "report", "main",
)  # fmt: skip
"""The parts of the page's one script, in the order in which they are joined."""
FONTS = {
    "vazirmatn-arabic.woff2": "U+0600-06FF, U+0750-077F, U+08A0-08FF, U+200C-200E, U+FB50-FDFF, U+FE70-FEFC",
    "vazirmatn-latin.woff2": "U+0000-00FF, U+2010-2026, U+2039-203A, U+2190-2193, U+2212, U+FFFD",
}

_FOLDED = ((0x600, 0x780), (0x8A0, 0x900), (0xFB50, 0xFE00), (0xFE70, 0xFEFD))
"""Blocks of the Arabic script."""


def fold_table() -> dict[str, str]:
    """What `letters.fold` makes of the letters and digits of the Arabic script, for the page's search."""
    chars = (chr(c) for first, end in _FOLDED for c in range(first, end))
    return {c: f for c in chars if c.isalnum() and (f := fold(c)) != c}


def _pack(data: Any) -> str:
    """JSON, gzipped, in base64: it holds nothing that HTML could take for its own."""
    raw = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return _squeezed(raw)


def _squeezed(raw: bytes) -> str:
    return base64.b64encode(gzip.compress(raw, 9, mtime=0)).decode("ascii")


def _part(name: str) -> str:
    return resources.files("shahrkarimeh.coverage").joinpath("page", name).read_text("utf-8")


def _font(name: str) -> str:
    raw = resources.files("shahrkarimeh.coverage").joinpath("page", name).read_bytes()
    return base64.b64encode(raw).decode("ascii")


def _style() -> str:
    faces = (
        f'@font-face{{font-family:"Vazirmatn";font-weight:100 900;font-display:block;unicode-range:{chars};'
        f'src:url("data:font/woff2;base64,{_font(name)}") format("woff2")}}'
        for name, chars in FONTS.items()
    )
    return "\n".join([*faces, _part("page.css")])


def _script() -> str:
    return "\n".join(_part(f"{name}.js") for name in SCRIPTS)


def _plotly() -> bytes:
    from plotly.offline import get_plotlyjs

    return str(get_plotlyjs()).encode()


def _hash(inline: str | bytes) -> str:
    raw = inline.encode() if isinstance(inline, str) else inline
    return f"'sha256-{base64.b64encode(hashlib.sha256(raw).digest()).decode('ascii')}'"


def _policy(script: str, plotly: bytes) -> str:
    """Nothing from anywhere, and of what is inside only these scripts. The plotting library adds styles of its own."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)} {_hash(plotly)}",
            "style-src 'unsafe-inline'",
            "font-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def html(facts: Mapping[str, Any], details: Sequence[Any]) -> str:
    """The page. `facts` is unpacked when it opens, `details` (one for each row) when they are asked for."""
    script, style, plotly = _script(), _style(), _plotly()
    packed = {**facts, "block": BLOCK, "fold": fold_table()}
    return Template(_part("page.html")).substitute(
        policy=_policy(script, plotly),
        style=style,
        script=script,
        plotly=_squeezed(plotly),
        facts=_pack(packed),
        texts="\n".join(_blocks(details)),
    )


def _blocks(details: Sequence[Any]) -> Iterable[str]:
    for at in range(0, len(details), BLOCK):
        yield f'<script type="text/plain" data-texts="{at // BLOCK}">{_pack(details[at : at + BLOCK])}</script>'
