"""What words of reference stand for beside a verdict: «دومی» among quoted matters, «آن» for the clause before.

Works on the mask of the text (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re

from shahrkarimeh.reports import matter, referents
from shahrkarimeh.reports.heads import headed
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.matter_words import CLAUSE
from shahrkarimeh.reports.orders import LOOK_BACK
from shahrkarimeh.reports.votes import Votes

Span = tuple[int, int]

_IT = re.compile(r"(?<![^\W_])(?:تصمیم نهایی|تصمیم گیری نهایی|این(?= *$)|ان|انها|تکلیفش|سرنوشتش)(?![^\W_])")
_ORDINALS = ("اولی", "دومی", "سومی", "چهارمی", "پنجمی")
NTH = re.compile(rf"(?:فقط |تنها )?(?P<n>{'|'.join(_ORDINALS)})(?![^\W_])")
_ALL_OF = re.compile(r"\W*هر (?P<n>#+|دو|سه) (?:پیشنهاد|لایحه|طرح|درخواست|موضوع|دستور|مورد|خواسته)(?![^\W_])")
_AND = re.compile(r"،? و |، ?")
_TWO, _MOST = 2, 4
# «A و B، دو مصوبه این نشست بود که اولی با 9 رای و دومی …»
_NUMBERED = re.compile(r"(?P<x>[^؛.:\n]{12,260}?)،? #+ (?:مصوبه|لایحه|طرح|تصمیم|مورد|پیشنهاد|دستور|موضوع)(?![^\W_])")
_BESIDE = 6
_PREPOSITION = re.compile(r"(?<![^\W_])(?:با|به|از|بر|درباره|در خصوص) (?!گزارش|نقل|گفته|درخواست|پیشنهاد|اشاره|توجه)")
_FELT = re.compile(r" (?:استقبال|حمایت|پشتیبانی|دفاع|هم ?نظر|همراه|همدل|هم ?صدا)(?![^\W_])| و *$|،")
ITSELF = re.compile(r"(?:اصل|کلیات|خود|جزییات|متن) ")
"""What may stand before a matter that is named by itself."""


def quoted(mask: Mask, upto: int, phrase: str) -> Span | None:
    """«دومی»: the second of the matters that stood in quotation marks, one beside the other."""
    nth = NTH.match(phrase)
    if nth is None:
        return None
    run: list[Span] = []
    for m in re.finditer(r"«([^«»\n]{6,120})»", mask.text[max(0, upto - LOOK_BACK) : upto]):
        base = max(0, upto - LOOK_BACK)
        if run and base + m.start() - run[-1][1] > _BESIDE:
            run = []
        run.append((base + m.start(1), base + m.end(1)))
    n = _ORDINALS.index(nth["n"])
    run = run or _enumerated(mask, max(0, upto - LOOK_BACK), upto)
    return run[n] if len(run) > max(n, 1) else None


def _enumerated(mask: Mask, a: int, upto: int) -> list[Span]:
    """The matters of the last «A و B، دو مصوبه …»."""
    m = next(iter(reversed(list(_NUMBERED.finditer(mask.text, a, upto)))), None)
    if m is None:
        return []
    start = matter.start_of(mask, *m.span("x"), Votes())
    cuts = [c for c in _AND.finditer(mask.text, start, m.end("x")) if headed(mask.text[c.end() :])]
    starts, ends = [start, *(c.end() for c in cuts)], [*(c.start() for c in cuts), m.end("x")]
    return list(zip(starts, ends, strict=True))


def all_of(mask: Mask, upto: int, phrase: str) -> list[Span]:
    """«هر دو پیشنهاد»: the last matters that came before the meeting, as many as are said; empty for another phrase."""
    m = _ALL_OF.match(phrase)
    count = mask.values.get(upto + m.start("n"), 0) if m else 0
    if not _TWO <= count <= _MOST:
        return []
    return referents.introductions(mask, max(0, upto - LOOK_BACK), upto, wishes=True)[-count:]


def _behind(mask: Mask, a: int, b: int) -> Span | None:
    """The first matter behind a preposition: «… از استعفای شهردار استقبال و با آن …»."""
    for m in _PREPOSITION.finditer(mask.text, a, b):
        if headed(mask.text[m.end() : b]):
            return m.end(), matter.end_of(mask, m.end(), _stop(mask, m.end(), b), Votes())
    return None


def _stop(mask: Mask, a: int, b: int) -> int:
    m = _FELT.search(mask.text, a, b)
    return m.start() if m else b


def named_before(mask: Mask, span: Span, sentence: int, phrase: str) -> Span | None:
    """What «ادامه ان» or «ان» refers to in the same sentence: the matter of the clause before."""
    if span[0] - sentence < 10 or not _IT.search(phrase) or ITSELF.match(phrase):
        return None
    first = CLAUSE.search(mask.text, sentence, span[0])
    near = matter.cut(mask, sentence, first.start() if first else span[0], Votes())
    if phrase.strip() == "این" and first and first[0].endswith("؛") and matter.names(mask.text[slice(*near)]):
        return near  # «چهار تانکر تازه خریده خواهد شد؛ این را اعضا تصویب کردند»
    if not headed(mask.text[slice(*near)]):
        near = matter.cut(mask, sentence, span[0], Votes())
    if not headed(mask.text[slice(*near)]):
        near = _behind(mask, sentence, span[0]) or near
    named = mask.text[slice(*near)]
    return near if headed(named) and matter.names(named) and not matter.is_heap(named) else None
