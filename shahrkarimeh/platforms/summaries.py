"""Summaries: the newsroom's own, not what the CMS cut from the text."""

import re
from html import unescape

from shahrkarimeh import html
from shahrkarimeh.text.letters import squeeze

# What themes hang on an excerpt: «ادامه مطلب», «Continue reading <title>»
_MORE = re.compile(r"<a\b[^>]{0,1000}class=[\"'][^\"'>]{0,200}more-link.*", re.S)
_TAG = re.compile(r"<[^<>]{0,5000}>")
_CUT = re.compile(r"(?:\[\s*(?:…|\.{3})\s*\]|…|\.{3})\s*(?:ادامه (?:مطلب|خبر)|بیشتر بخوانید|Continue reading.*)?\s*$")


def summary_of(excerpt: str, markup: str, text: str) -> str | None:
    """The summary in an excerpt's markup; None where it is empty, cut, or says what the text begins with.

    `markup` is the content the CMS would have cut it from, `text` what is stored of it.
    """
    summary = html.plain(_MORE.sub("", excerpt[:20_000]))
    said = squeeze(summary)
    if not said or _CUT.search(summary) or squeeze(text).startswith(said):
        return None
    # The CMS cuts from the whole content, captions and share bars included.
    whole = unescape(_TAG.sub(" ", markup[: 20 * len(said) + 2000]))
    return None if squeeze(whole).startswith(said) else summary
