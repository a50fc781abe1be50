"""Whose meeting it is: the body of an officer, and bodies of which it is said without more that they were held."""

import re
from dataclasses import replace
from typing import Literal

from shahrkarimeh.reports.bodies import Body
from shahrkarimeh.reports.document import Span
from shahrkarimeh.text.patterns import compiled

When = Literal["held", "coming", "void", "earlier", "unknown"]

_L, _R = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_OFFICER = re.compile(rf"{_L}(?:رییس|عضو|دبیر|سخنگوی|نایب رییس|نماینده|مسیول)(?: این)? $")


def host_of_officer(folded: str, body: Body) -> Body:
    """«رئیس کمیسیون عمران شورای شهر قم در جلسه‌ای گفت»: a meeting of the council, for all that is said."""
    if body.kind == "commission" and _OFFICER.search(folded, max(0, body.start - 16), body.start):
        return replace(body, kind="council", name=None, many=False)
    return body


# «کمیسیون بهداشت چهارشنبه‌شب با حضور … تشکیل شد»: the body is held itself; without a day or guests it was founded
_ITSELF = compiled(
    rf" ?[^.؛:\n«»]{{0,260}}?{_L}(?:(?:برگزار|تشکیل|برپا|منعقد) (?P<verb>شد|گردید|شده بود|نشد|می ?شود|می ?گردد|خواهد)|"
    rf"(?P<came>میزبان [^.؛:\n«»]{{3,90}} بود|گرد ?هم (?:امد|امدند|امده)|"
    rf"دور ?هم (?:جمع شد|جمع شده|جمع شدند|نشست|نشستند)))"
    rf"{_R}"
)
_ITS_DAY = compiled(
    rf"{_L}(?:امروز|دیروز|دیشب|امشب|پریروز|فردا|\S*شنبه(?: ?شب)?|(?:روز|شب|عصر|صبح|شامگاه) گذشته|مورخه?|ساعت){_R}"
)
_ITS_GUESTS = compiled(rf"{_L}(?:با ?حضور|به ریاست|با موضوع|با محوریت|با دستور ?کار){_R}")
_NOT_ITSELF = re.compile(rf"{_L}(?:را|سال|دوره|گفت|کرد|کردند|است|بود|داد|برای نخستین بار){_R}|{_L}شد(?:ند)?{_R}(?=.)")
_WHICH = re.compile(r"[ ،]{0,2}که ")  # «کمیسیون … که با موضوع … تشکیل شده بود، سه تصمیم گرفت»
_BY_VERB: dict[str, When] = {"شد": "held", "گردید": "held", "شده بود": "held", "نشد": "void"}
SUBJECT = 60
"""Characters before the subject of a sentence, a credit line included."""
_NO_SUBJECT = re.compile(
    rf"{_L}(?:به|از|در|با|برای|توسط|نظر|گزارش|عمومی|خبر|رسانی|ارتباطات|رسانه|کانال|سایت|"
    rf"سخنگوی|دبیرخانه|عضو|اعضای?|روسای?|های|این|ان|همین) ?$"
)


def is_subject(folded: str, body: Body, sentence: Span) -> bool:
    """Whether a body may be who acts in a sentence: in no preposition's grip, no officer's and no press office's."""
    before = folded[max(sentence[0], body.start - 16) : body.start]
    return not _NO_SUBJECT.search(before) and host_of_officer(folded, body) == body


def held_itself(folded: str, sentence: Span, body: Body) -> When | None:
    """Whether a sentence says of a body, without a noun for its meeting, that it was held."""
    if body.kind == "other" or body.start - sentence[0] > SUBJECT or not is_subject(folded, body, sentence):
        return None
    m = _ITSELF.match(folded, body.end, sentence[1])
    if not m:
        return None
    between = folded[body.end : m.start("came" if m["came"] else "verb")]
    # who gathers has met; who was a host may have been it of a feast
    day = _ITS_DAY.search(between) or (m["came"] and not m["came"].startswith("میزبان"))
    if _NOT_ITSELF.search(between) or not (day or (body.kind == "commission" and _ITS_GUESTS.search(between))):
        return None
    if m["came"]:
        return "held"
    if m["verb"] == "شده بود" and not _WHICH.match(between):
        return "earlier"
    return _BY_VERB.get(m["verb"], "coming")
