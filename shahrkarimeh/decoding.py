"""From the bytes of a body to its text."""

import re

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
_META_CHARSET = re.compile(r"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{1,40})", re.I)
# Servers say these without looking; no Persian page is in them.
_EMPTY_CLAIMS = frozenset(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252"))


def decode(body: bytes, content_type: str = "") -> str:
    """The text of a body: by its mark, as UTF-8 where it is that, by declaration, by meta, else as windows-1256.

    What is declared is often wrong on old Persian sites, and text in windows-1256 is never valid UTF-8 by chance.
    """
    for mark, name in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for found in (_CHARSET.search(content_type), _META_CHARSET.search(body[:4096].decode("latin-1"))):
        name = found[1].lower() if found else ""
        if name and name not in _EMPTY_CLAIMS:
            try:
                text = body.decode(name, "replace")
            except (LookupError, ValueError):  # unknown, or no text codec at all
                continue
            # One broken byte, or a body cut within a letter, is still UTF-8; many are not.
            if text.count("�") <= 1 + len(text) // 200:
                return text
    text = body.decode("utf-8", "replace")
    return text if text.count("�") <= 1 + len(text) // 200 else body.decode("cp1256", "replace")
