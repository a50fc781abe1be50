"""Items of a list of decisions, and cells of tables, that tell theirs without a verb.

Works on the mask of the text (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re

from shahrkarimeh.items import Outcome
from shahrkarimeh.reports import matter
from shahrkarimeh.reports.ballots import ballot_in, matter_put
from shahrkarimeh.reports.document import Span
from shahrkarimeh.reports.election_words import SEAT
from shahrkarimeh.reports.heads import headed
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.minutes import ITEM_MARK, Line
from shahrkarimeh.reports.orders import TO_DO, Found, orders_of
from shahrkarimeh.reports.rulings import rulings_in
from shahrkarimeh.reports.verdicts import Verdict, bare_outcome, by_count
from shahrkarimeh.reports.votes import Votes, votes_in

_NOMINAL: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    ("rejected", re.compile(r"(?:عدم (?:تصویب|موافقت(?: با)?|پذیرش)|مخالفت با|رد) ")),
    ("approved", re.compile(r"(?:تصویب|موافقت با|تایید|پذیرش) ")),
    ("referred", re.compile(r"(?:ارجاع|عودت|احاله) ")),
    ("postponed", re.compile(r"(?:مسکوت (?:ماندن|گذاشتن)|موکول (?:شدن|کردن|نمودن|به)|تعویق) ")),
)
_NEXT_TIME = re.compile(r" (?:در|به) (?:جلسه|نشست|جلسات|هفته)(?: \w+)? ?(?:اتی|اینده|بعد|بعدی)")
_TALK = re.compile(
    r"(?<![^\W_])(?:گفت|افزود|بیان|اظهار|خواستار|تذکر|ارایه گزارش|گزارش (?:داد|ارایه)|توضیحات|سخنرانی|پرسش|"
    r"قرایت شد|مطالبی|تلاوت|خاتمه|پایان یافت|درخواست نمود|برگزار|مطرح نمود|"
    r"تشکر|تقدیر نمود|است|بودند|بود|می باشد|صحبت)(?![^\W_])|(?<![^\W_])(?:کرد|کردند|نمود|نمودند|داد|دادند|"
    r"داشت|داشتند|شد|گردید|خواند|پرداخت)[ .»]*$"
)
# «موضوع : … . نتیجه : …»: the fields of an item
_TOPIC = re.compile(r"(?<![^\W_])(?:موضوع|عنوان|شرح|متن|خلاصه|دستور)(?: \w+){0,2} ?: ?")
_RESULT = re.compile(
    r"[\s.،؛\-–(]*(?<![^\W_])(?:نتیجه|تصمیم|مصوبه|رای|نظر|وضعیت|تصمیم متخذه)(?: (?:شورا|نهایی|صحن|کمیسیون|رای ?گیری|"
    r"جلسه|اعضا))* ?: ?"
)
_ABOUT = re.compile(r"[^،؛:\n]{0,90}?(?:در ?خصوص|در ?مورد|درباره|مبنی بر|پیرامون|راجع به|بابت|با موضوع) (?=\S)")
_DASH = re.compile(r" [\-–—←→] (?=\S)")
_VOTE_LABEL = re.compile(r"(?:موافق|مخالف|ممتنع|مثبت|منفی|ارا|رای) *$")
_NO_LABEL = re.compile(r"(?:ماده واحده|مصوبه|دستور|بند|تبصره|موضوع|نتیجه|گزارش)(?: \S+)?$")
_VERDICT = re.compile(r"(?<![^\W_])(?:شد|شدند|گردید|گردیدند|نشد|نیاورد|رسید|نرسید|گرفت|نگرفت|کرد|کردند)(?![^\W_])")
_WORD_FIRST: dict[str, Outcome] = {"رد": "rejected", "تصویب": "approved", "مسکوت": "postponed"}
# «مقرر گردید:», above items that say what is to be done
_ORDERED = re.compile(r"(?:مقرر|مصوب|تصمیم|موافقت|قرار|مصوبات|مصوبه)[^:]{0,40}:? *$")
_TAIL = re.compile(r"[\-–—:(،ـ←→⟵➡⇐➜](?=[^\-–—:(،ـ←→⟵➡⇐➜]{2,60}$)")


def noun_of(mask: Mask, a: int, b: int, votes: Votes | None = None) -> Span:
    """The matter of a row or an item, without its mark and «تصویب», «موافقت با» before it."""
    mark = ITEM_MARK.match(mask.text, a, b)
    a = mark.end() if mark and mark.end() < b else a
    for _, pattern in _NOMINAL:
        m = pattern.match(mask.text, a, b)
        a = m.end() if m else a
    return matter.cut(mask, a, b, votes or Votes())


def named_outcome(mask: Mask, a: int, b: int) -> Outcome | None:
    """The outcome that an item or a row opens with: «مخالفت با …», «ارجاع …»."""
    mark = ITEM_MARK.match(mask.text, a, b)
    a = mark.end() if mark and mark.end() < b else a
    return next((o for o, p in _NOMINAL if p.match(mask.text, a, b)), None)


def bare_item(mask: Mask, a: int, b: int, listed: bool) -> list[Found]:
    """An item without a verb: «خرید 20 دست لباس کار - 6 رأی موافق», «تصویب آیین نامه», «… : رد»."""
    text = mask.text
    votes = votes_in(mask, a, b)
    tail = _TAIL.search(text, a, b)
    dash = _DASH.search(text, a, b)
    first = next((o for o, p in _NOMINAL if p.match(text, dash.end(), b)), None) if dash else None
    if dash and first:
        tail = dash
    said = (first or bare_outcome(text[tail.end() : b])) if tail else None
    noun = next((o for o, p in _NOMINAL if p.match(text, a, b)), None)
    later = _NEXT_TIME.search(text, a, b)
    outcome = (
        noun
        or ("postponed" if later else None)
        or (said if said != "approved" or not by_count(votes) else by_count(votes))
        or by_count(votes)
    )
    if outcome is None and listed and not _TALK.search(text, a, b):
        outcome = "approved"
    if outcome is None:
        return []
    end = tail.start() if tail and (said or votes) else b
    end = min(end, later.start()) if later else end
    span = noun_of(mask, a, max(end, a + 1), votes)
    return (
        []
        if matter.is_reference(text[slice(*span)]) or matter.is_heap(text[slice(*span)])
        else [Found(*span, outcome, votes, a)]
    )


def item_rulings(mask: Mask, line: Line, sentences: list[Span], commission: bool) -> list[Found]:
    """The decisions of an item: told by its fields, by its sentences, or without a verb."""
    a, b = line.start, line.end
    mark = ITEM_MARK.match(mask.text, a, b)
    inside = mark.end() if mark and mark.end() < b else a
    fields = _fields(mask, inside, b) or _labelled(mask, inside, b)
    if fields:
        return fields
    spans = [(max(s, inside), e) for s, e in sentences if inside < e]
    rulings = [f for span in spans for f in _told(mask, *span, commission, len(spans) > 1)]
    if not any(f.end > f.start for f in rulings):
        # Minutes decide in the present tense as well; what the other sentences add carries it out.
        orders = (rulings_in(mask, *span, commission, minutes=True) for span in spans)
        rulings = next((found for found in orders if any(f.end > f.start for f in found)), rulings)
    rulings = [f for i, f in enumerate(rulings) if not i or "ordered" not in f.tags]
    if len(spans) > 1 and rulings and "again" in rulings[0].tags and rulings[0].at >= spans[1][0]:
        _name_by(mask, rulings, spans[0])
    if not rulings and _ORDERED.search(line.heading) and TO_DO.search(mask.text, inside, b):
        rulings = orders_of(mask, Verdict("approved", "after", inside, inside), inside, b, inside, [])
    if not rulings:
        rulings = bare_item(mask, inside, b, line.listed)
    if len(rulings) == 1 and not rulings[0].votes:
        rulings[0].votes = votes_in(mask, a, b)
    return rulings


def _told(mask: Mask, a: int, b: int, commission: bool, ballots: bool) -> list[Found]:
    """What a sentence of an item decides, by its verdicts or by its counts alone."""
    found = rulings_in(mask, a, b, commission)
    ballot = ballot_in(mask, a, b, votes_in(mask, a, b), matter_put(mask, a, b)) if ballots and not found else None
    return [ballot] if ballot else found


def _name_by(mask: Mask, rulings: list[Found], head: Span) -> None:
    """Gives the verdict of an item's second sentence the matter that its first one names: «ضوابط نما. تایید شد»."""
    span = noun_of(mask, *head)
    if matter.words(mask.text[slice(*span)]) > 1 and not _TALK.search(mask.text, *head):
        rulings[0].start, rulings[0].end = span
        rulings[0].tags.discard("again")


def _labelled(mask: Mask, a: int, b: int) -> list[Found]:
    """«بودجه سازمان میادین: ارجاع به کمیسیون بودجه», «سخنگو: … به جلسه بعد ماند»."""
    colon = mask.text.find(":", a + 4, b)
    if colon < 0 or not mask.text[colon + 1 : b].strip() or _VOTE_LABEL.search(mask.text[a:colon]):
        return []
    span = noun_of(mask, a, colon)
    label = mask.text[slice(*span)]
    start = colon + 1 + len(mask.text[colon + 1 : b]) - len(mask.text[colon + 1 : b].lstrip())
    rest = mask.text[start:b]
    short = by_count(votes_in(mask, start, b)) or bare_outcome(rest)
    if (
        not _VERDICT.search(rest)
        and headed(label)
        and not _NO_LABEL.match(label)
        and not matter.is_heap(label)
        and short
        and b - start < 90
        and not _TALK.search(rest)
    ):
        return [Found(*span, _WORD_FIRST.get(rest.split("،")[0].strip(), short), votes_in(mask, start, b), start)]
    told = rulings_in(mask, start, b, True)
    if any(f.outcome == "elected" or ("again" not in f.tags and headed(mask.text[f.start : f.end])) for f in told):
        return []
    noun = next((o for o, p in _NOMINAL if p.match(mask.text, start, b)), None)
    if not (told or noun) or not (headed(label) or SEAT.match(label)) or matter.is_heap(label):
        return []
    outcome = noun or told[0].outcome
    return [Found(*span, outcome, votes_in(mask, start, b), start)]


def _fields(mask: Mask, a: int, b: int) -> list[Found]:
    """«موضوع : … . نتیجه : …»."""
    result = next((m for m in _RESULT.finditer(mask.text, a, b) if m.start() > a + 8), None)
    if result is None:
        return []
    said = mask.text[result.end() : b]
    topic = _TOPIC.search(mask.text, a, result.start())
    start = topic.end() if topic else a
    about = (
        _ABOUT.match(mask.text, start, result.start()) if re.match("نامه|درخواست شماره", mask.text[start:]) else None
    )
    span = noun_of(mask, about.end() if about else start, result.start())
    if span[1] - span[0] < 5:
        return []
    votes = votes_in(mask, result.end(), b)
    told = rulings_in(mask, result.end(), b, True)
    outcome = told[0].outcome if told else bare_outcome(said) or by_count(votes)
    return [Found(*span, outcome, votes, result.end())] if outcome else []
