"""Several people chosen at once: «الف، ب و ج به عنوان اعضای کمیته …», «الف (رئیس)، ب (نایب رئیس) … را برگزیدند».

Works on the mask of the text (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re

from shahrkarimeh.reports.election_words import AS, NOT_A_NAME, OFFICE, SEAT, Elected, counts, name_start
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.needles import Sieve

Span = tuple[int, int]

_E = r"(?![^\W_])"
_S = r"(?<![^\W_])"
_CHOSEN_END = r"(?= (?:انتخاب|برگزیده|برگزید|معرفی|منصوب|تعیین|ابقا|گزیده|گماش|شدند|شناخته))"
PLURAL = r"(?:منشیان|منشی ?ها(?:ی)?|دبیران|نواب|ناظران|نمایندگان|اعضای?|بازرسان|حسابرسان|مشاوران|کارپردازان)"
# «… با رای اعضا به عنوان نمایندگان شورا در کمیسیون ماده 5 انتخاب شدند»
_TOGETHER = Sieve(
    rf"(?: (?:(?:هر (?:یک|کدام) )?(?:با|به) [^،؛.:\n]{{0,40}}?(?:رای|ارا\w?|اعضا\w{{0,2}})|نیز|هم))*،?(?: (?:{AS}))? "
    rf"(?P<office>{PLURAL}{_E}[^،؛.:\n(]{{0,70}}?){_CHOSEN_END}"
)
SEPARATOR = re.compile(r" ?(?:،| و) ?")
"""What parts the names, or the offices, of a list."""
_BRACKETED = Sieve(
    rf"(?P<name>(?:[^\W\d_]+ ){{1,5}}[^\W\d_]+) ?\( ?(?P<office>{OFFICE}{_E}[^()#\n]{{0,40}}?)"
    r"(?:،? ?(?:با )?#+ ?رای)? ?\)"
)
_VERB = re.compile(rf"{_S}(?:انتخاب|برگزید|تعیین|ابقا|گماش)")
_NO_NAME = re.compile(rf"{_S}(?:با|به|از|در|را|که|برای|این|ان|شد|کرد|است|بود|حضور|ریاست){_E}")
_LONGEST_NAME = 5
_LOOK_BACK = 300


def joint_in(mask: Mask, a: int, b: int) -> list[Elected]:
    """Those a sentence says were chosen together, each with the office behind the last name or beside the own one."""
    text = mask.text[a:b]
    out = []
    for m in _TOGETHER.finditer(text):
        names = _names_before(text, m.start())
        if len(names) > 1:
            every = "اتفاق ارا" in text
            out += [Elected(a + s, a + m.end("office"), None, None, every) for s, _ in names]
    return out or _bracketed(mask, a, text)


def _bracketed(mask: Mask, a: int, text: str) -> list[Elected]:
    out = []
    for m in _BRACKETED.finditer(text) if _VERB.search(text) else ():
        start = name_start(text, *m.span("name"))
        while (gap := SEPARATOR.search(text, start, m.end("name"))) is not None:
            start = gap.end()
        if _is_name(text[start : m.end("name")]) and _VERB.search(text, m.end()):
            out.append(Elected(a + start, a + m.end(), counts(mask, text, start, m.end(), a)[0], None))
    return out if len(out) > 1 else []


def sharers(text: str, a: int, b: int) -> list[Span]:
    """The names in `[a, b)` where it holds nothing else: of those that share the office of the one named next."""
    edges = [a, *(x for m in SEPARATOR.finditer(text, a, b) for x in m.span()), b]
    pieces = [(s, e) for s, e in zip(edges[::2], edges[1::2], strict=True) if text[s:e].strip()]
    return pieces if all(_is_name(text[s:e]) for s, e in pieces) else []


def _names_before(text: str, end: int) -> list[Span]:
    """The names of a list that ends at `end`."""
    begin = max(0, end - _LOOK_BACK)
    begin += max((x.end() for x in re.finditer(r"[؛.:\n]", text[begin:end])), default=0)
    begin = name_start(text, begin, end)
    edges = [begin, *(x for m in SEPARATOR.finditer(text, begin, end) for x in m.span()), end]
    run: list[Span] = []
    for s, e in reversed(list(zip(edges[::2], edges[1::2], strict=True))):
        first = name_start(text, s, e)
        if not _is_name(text[first:e]):
            break
        run.insert(0, (first, e))
    return run


def _is_name(text: str) -> bool:
    plain = not ("#" in text or NOT_A_NAME.search(text) or _NO_NAME.search(text) or SEAT.search(text))
    return plain and 2 <= len(text.split()) <= _LONGEST_NAME
