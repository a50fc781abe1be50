"""What words of reference stand for beside a verdict: «دومی» among quoted matters, «آن» for the clause before.

Works on the mask of the text (`votes.mask_of`): folded letters, cardinals as `#`.
"""

import re

from shahrkarimeh.reports import matter
from shahrkarimeh.reports.heads import headed
from shahrkarimeh.reports.matter_words import CLAUSE
from shahrkarimeh.reports.orders import LOOK_BACK
from shahrkarimeh.reports.votes import Mask, Votes

Span = tuple[int, int]

_IT = re.compile(r"(?<![^\W_])(?:تصمیم نهایی|تصمیم گیری نهایی|ان|انها|تکلیفش|سرنوشتش)(?![^\W_])")
_ORDINALS = ("اولی", "دومی", "سومی", "چهارمی", "پنجمی")
_NTH = re.compile(rf"(?:فقط |تنها )?(?P<n>{'|'.join(_ORDINALS)})(?![^\W_])")
_BESIDE = 6
_ITSELF = re.compile(r"(?:اصل|کلیات|خود|جزییات|متن) ")


def quoted(mask: Mask, upto: int, phrase: str) -> Span | None:
    """«دومی»: the second of the matters that stood in quotation marks, one beside the other."""
    nth = _NTH.match(phrase)
    if nth is None:
        return None
    run: list[Span] = []
    for m in re.finditer(r"«([^«»\n]{6,120})»", mask.text[max(0, upto - LOOK_BACK) : upto]):
        base = max(0, upto - LOOK_BACK)
        if run and base + m.start() - run[-1][1] > _BESIDE:
            run = []
        run.append((base + m.start(1), base + m.end(1)))
    n = _ORDINALS.index(nth["n"])
    return run[n] if len(run) > max(n, 1) else None


def named_before(mask: Mask, span: Span, sentence: int, phrase: str) -> Span | None:
    """What «ادامه ان» or «ان» refers to in the same sentence: the matter of the clause before."""
    if span[0] - sentence < 10 or not _IT.search(phrase) or _ITSELF.match(phrase):
        return None
    first = CLAUSE.search(mask.text, sentence, span[0])
    near = matter.cut(mask, sentence, first.start() if first else span[0], Votes())
    if not headed(mask.text[slice(*near)]):
        near = matter.cut(mask, sentence, span[0], Votes())
    named = mask.text[slice(*near)]
    return near if headed(named) and matter.names(named) and not matter.is_heap(named) else None
