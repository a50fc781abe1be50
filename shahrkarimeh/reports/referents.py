"""What a word of reference stands for: «این لایحه», «پیشنهاد», «این کمک» lead back to the matter named before.

Works on the mask of the text (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re

from shahrkarimeh.reports.heads import headed
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.matter import end_of, is_heap, is_reference, names, skip, start_of, words
from shahrkarimeh.reports.matter_words import BEFORE, PAPERS, E, S
from shahrkarimeh.reports.referent_words import ASKED, ASKED_END, HEADED, NEAR, STRONG, TABLED, WEAK, WISHED
from shahrkarimeh.reports.votes import Votes
from shahrkarimeh.text.patterns import compiled

Span = tuple[int, int]

_VERBY = re.compile(r"(?<![^\W_])(?:گفت|کرد|افزود|داشت|شنید|خواست)(?= و | )")
# How a matter comes before the meeting: «دستور نخست خرید … بود», «نوبت به وام … رسید», «… مطرح شد».
_INTRODUCED = (
    compiled(
        rf"{S}(?:دستور(?: کار| جلسه)?(?: (?:اول|دوم|سوم|چهارم|نخست|بعدی|پایانی)،)?|موضوع|محور|بحث|پیشنهاد|درخواست|"
        rf"تقاضای?|خواسته|لایحه|پرونده|مساله)"
        rf"(?P<x> [^،؛.:\n]{{6,140}}?) بود(?:ند)?(?=[ .،؛]|$)"
    ),
    compiled(rf"{S}نوبت(?: رسیدگی)? به (?P<x>[^،؛.:\n]{{6,120}}?) (?:رسید|شد){E}"),
    compiled(
        rf"(?:^|[،؛.:\n] ?)(?P<x>[^،؛.:\n]{{6,140}}?)(?: (?:نیز|هم))? (?:(?:مطرح|قرایت|طرح) (?:شد|گردید)|"
        r"(?:به (?:رای|بحث|شور)|روی میز|در نوبت رای ?گیری|در دستور(?: کار| جلسه| بررسی)?)(?: [^\W\d_]+){0,3}? "
        rf"(?:گذاشته شد|قرار (?:گرفت|داشت)|رفت|امد|بود|جای گرفت|نشست)){E}"
    ),
    compiled(
        rf"(?:^|[،؛.:\n] ?)(?P<x>[^،؛.:\n]{{6,140}}?) را (?:به (?:صحن|شورا|جلسه|رای|بحث)|مطرح|در دستور|روی میز|"
        rf"پیشنهاد|ضروری|راه ?حل|چاره|لازم|پیش) (?:[^\W\d_]+ ){{0,3}}?(?:اورد|برد|کرد|داد|گذاشت|خواند|دانست|کشید){E}"
    ),
    compiled(
        rf"{S}(?:درباره|پیرامون|بر سر|در ?خصوص|در ?مورد)(?: ی)? (?P<x>[^،؛.:\n]{{6,120}}?) (?:بحث|گفت ?و ?گو|گفتگو|"
        rf"تبادل نظر|صحبت|رای ?گیری|مذاکره) (?:شد|کردند|نمودند|گردید|درگرفت|پرداختند){E}"
    ),
)
_PARTS = ("فوریت", "اصل", "کلیات", "جزییات", "متن", "بررسی", "ادامه", "اجرای", "تصویب")
_WISHES = ("پیشنهاد", "موضوع", "طرح", "درخواست", "تقاضا", "خواسته")
_PART_OF_IT = re.compile(r"\W*(?:اصل|کلیات|جزییات|متن|مفاد) (?:ان|انها)(?![^\W_])")
_WORD = re.compile(r"[^\W\d_]+|#+")
# «این کمک», «همین واگذاری»: a noun with nothing behind it points back to the phrase that it headed.
_POINTED = re.compile(
    r"\W*(?:(?:این|همین|ان) (?P<n>[^\W\d_]{3,}(?: ?(?:نامه|سازی|گذاری))?)(?: (?:نیز|هم|را|مذکور))*|"
    r"(?P<of>[^\W\d_]{3,}) (?:ان|انها))\W*$"
)


def referent(mask: Mask, a: int, upto: int, phrase: str, sentence: int = 0) -> Span | None:
    """What «این لایحه», «این پیشنهاد» or nothing at all refers to: the last such matter named in `[a, upto)`."""
    wanted = re.search(rf"{S}(?:{PAPERS}){E}", phrase.replace("پیشنهادی", "پیشنهاد"))
    wanted = None if wanted and _PART_OF_IT.match(phrase) else wanted
    kind = wanted[0] if wanted else ""
    asked = _wished(mask, a, upto, wanted is not None) if kind in ("", *_WISHES) else None
    named = _named(mask, a, upto, phrase, wanted, sentence) if not asked or kind == "طرح" else None
    if kind == "موضوع":
        return introduced(mask, max(a, upto - NEAR), upto) or asked or named
    return named or asked or introduced(mask, max(a, upto - NEAR), upto)


def introduced(mask: Mask, a: int, upto: int) -> Span | None:
    """The last matter that came before the meeting in `[a, upto)`, in whatever words."""
    return next(iter(introductions(mask, a, upto)[-1:]), None)


def introductions(mask: Mask, a: int, upto: int, wishes: bool = False) -> list[Span]:
    """All of them in order; with what was asked for, where `wishes` says so."""
    patterns = (*_INTRODUCED, WISHED) if wishes else _INTRODUCED
    spans = [m.span(m.lastgroup or 0) for pattern in patterns for m in pattern.finditer(mask.text, a, upto)]
    return sorted({s for span in spans if (s := _headed_in(mask, *span))})


def _headed_in(mask: Mask, a: int, b: int) -> Span | None:
    """The phrase of a matter in `[a, b)`: from its first noun of matters on."""
    for m in _WORD.finditer(mask.text, a, b):
        if not headed(mask.text[m.start() : b]):
            continue
        start = start_of(mask, m.start(), b, Votes())
        span = start, end_of(mask, start, b, Votes())
        phrase = mask.text[slice(*span)]
        return span if names(phrase) and not is_heap(phrase) and words(phrase) > 1 else None
    return None


def pointed(mask: Mask, a: int, upto: int, phrase: str) -> Span | None:
    """What «این کمک» points to: the last phrase in `[a, upto)` that this noun heads; None for any other phrase."""
    m = _POINTED.match(phrase)
    word = (m["n"] or m["of"]) if m else ""
    if not headed(word) or word in _PARTS:
        return None
    noun = re.compile(
        rf"(?<!این )(?<!همین )(?<!ان ){S}{re.escape(word)}(?= (?!را |و |شد|کرد|با |در |از |ان |"
        rf"انها )(?:{_WORD.pattern}))"
    )
    for found in reversed(list(noun.finditer(mask.text, a, upto))):
        stop = re.search(r"[.؛\n]", mask.text[found.start() : upto])
        end = end_of(mask, found.start(), found.start() + stop.start() if stop else upto, Votes())
        if words(mask.text[found.start() : end]) > 1:
            return found.start(), end
    return None


def _wished(mask: Mask, a: int, upto: int, near_too: bool) -> Span | None:
    """What was last asked for or proposed."""
    text, none = mask.text, Votes()
    asked = next(iter(reversed(list(ASKED.finditer(text, a, upto)))), None)
    near = max(a, upto - NEAR)
    wish = next(iter(reversed(list(WISHED.finditer(text, near, upto)))), None) if near_too else None
    if wish and (asked is None or wish.start() > asked.start()):
        s, e = wish.span(wish.lastgroup or 0)
        s = start_of(mask, s, e, none)
        return s, end_of(mask, s, e, none)
    return _asked(text, asked) if asked else None


def _named(mask: Mask, a: int, upto: int, phrase: str, wanted: re.Match[str] | None, sentence: int) -> Span | None:
    """The last paper named, of the kind that the phrase wants."""
    text, none = mask.text, Votes()
    for m in reversed(list(TABLED.finditer(text, a, upto))):
        if wanted is not None and wanted[0] not in ("موضوع", m["h"]):
            continue
        if (
            wanted is None
            and not STRONG.match(m["h"])
            and not (sentence <= m.start() and not WEAK.match(m["h"]) and re.search(rf"{S}ان{E}", phrase))
        ):
            continue
        lead = text[max(a, m.start() - 6) : m.start()]
        if (
            text.startswith(" از ", m.end("h"))
            or re.search(r"(?:این|همین|ان|همان|امه و) $", lead)
            or (wanted is None and re.search(r"(?:در|از|با|اصل) $", lead))
        ):
            continue
        stop = re.search(r"[.؛\n]", text[m.start() : upto])
        chain = HEADED.search(text, max(a, m.start() - 40), m.start()) if wanted is None else None
        start = skip(BEFORE, text, chain.start() if chain else m.start(), upto)
        end = end_of(mask, start, m.start() + stop.start() if stop else upto, none)
        if not is_reference(text[start:end]) and words(text[start:end]) >= 2 and not _VERBY.search(text[start:end]):
            return start, end
    return None


def _asked(text: str, m: re.Match[str]) -> Span | None:
    end = m.end("x")
    stop = ASKED_END.search(text, m.start("x"), end)
    end = stop.start() if stop else end
    start = m.start("x")
    while end > start and text[end - 1] in " ،.":
        end -= 1
    return (start, end) if end > start else None
