"""Votes: how many were for, against or abstained, and whether words call it unanimous.

All patterns are matched on the mask of a text (`masks.mask_of`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.needles import Gate, Sieve
from shahrkarimeh.text.patterns import compiled

Span = tuple[int, int]

_WHO = r"(?:نفر|عضو|تن|رای|نماینده|راي|برگه|ورقه)"
_HALL = r"(?:\s*(?:از )?(?:اعضای? ?(?:حاضر|شورا)?|حاضران|حاضرین|حاضر(?: در (?:جلسه|صحن))?|شورا))?"
_FOR, _AGAINST, _BLANK = r"موافق|مثبت", r"مخالف|منفی", r"ممتنع|سفید"
_LABEL = rf"(?:{_FOR}|{_AGAINST}|{_BLANK})"
_PLURAL = r"(?:ان|ین|ها| ها)?"
_END = r"(?![^\W_])"

# «از مجموع یازده نفر», «از 9 رای ماخوذه»: how many there were, no votes.
_TOTAL = Sieve(
    rf"(?<!بیش )(?<!بیشتر )از (?:بین |میان |مجموع |کل |جمع )?#+ ?{_WHO}(?:\s(?:حاضران|حاضرین|حاضر در جلسه|حاضر|"
    rf"ماخوذه|ماخوذ|اخذ شده|"
    r"صحیح|شورا|این شورا|شرکت کننده))*"
)
# «…؛ از 7 نفر، 5 نفر»
_OUT_OF = Sieve(rf"از (?:مجموع )?#+ ?{_WHO}،? (?P<n>#+) ?{_WHO}(?=[\s.]*$)")
# «به پنج رای لازم نرسید», «حداقل 7 رای»; «با حضور 9 عضو»: thresholds and quorums.
_QUORUM = Sieve(
    rf"#+ ?{_WHO} (?:کمتر|کم ?تر|بیشتر) از|اختلاف (?:تنها |فقط )?#+ ?{_WHO}|(?:منطقه|مناطق|ماده|تبصره|فاز|سال|شماره|"
    rf"خط|بند|کوچه|پلاک|دوره|ناحیه|نوبت|قطعه|پروژه) #+|(?:بیش|بیشتر|کمتر|کم تر) از #+(?: ?{_WHO})?|"
    rf"(?:حداقل|دست کم|نصاب|نیازمند|نیاز به|حضور|(?:غیبت|غیاب|خروج|پیشنهاد|امضای)) (?:هر |همه |تمامی |"
    rf"کلیه )?#+(?: ?{_WHO})?|"
    rf"#+ ?{_WHO}(?: از #+ ?{_WHO})?(?: لازم)?(?: را)? (?:نداشت|نیاورد|نگرفت|کسب نکرد|(?:به ?)?دست نیاورد)|"
    rf"#+ ?{_WHO}(?: (?:موافق|مثبت))? (?:می ?خواست|نیاز داشت|لازم داشت|لازم بود)|"
    rf"#+ ?{_WHO} (?:لازم|مورد نیاز|را لازم|اختلاف|بیشتر (?!نی))|#+ ?{_WHO}(?: (?:دیگر|شورا|"
    rf"از اعضا))* (?:غایب|حضور|حاضر بود)"
)
# «بدون حتی یک رای مخالف», «بدون مخالف و ممتنع», «هیچ مخالفی نداشت»
_NONE = Sieve(
    r"(?:بدون|بی|هیچ)(?: حتی)?(?: #+| هیچ(?: ?گونه)?| داشتن)? ?(?:(?:رای|نفر|عضو|نظر) ?)?"
    r"(?P<a>مخالفت?|ممتنع|منفی)ی?(?:(?: و| یا|،)(?: بدون)? ?(?:رای )?(?P<b>مخالف|ممتنع)ی?)?" + _END
)
_NONE_AFTER = Sieve(
    r"(?P<a>مخالف|ممتنع)ی? (?:هم |نیز )?(?:نداشت|نبود|داده نشد|وجود نداشت|ثبت نشد|دیده نشد|"
    r"در کار نبود)"
)
# «با رای هر پنج عضو», «همه 9 عضو حاضر»: a number and unanimous
_EVERY = Sieve(
    rf"(?:هر|همه ی?|همگی|تمامی?|کلیه ی?|اتفاق ارای?) ?(?:اعضا |ی )?(?P<n>#+)\s?\s?(?:عضو|نفر|تن|"
    rf"رای){_HALL}(?!\s?(?:به )?(?:مخالف|منفی))"
)
_UNANIMOUS = Sieve(
    r"(?<!قریب به )(?<!قریب به)(?<!قریب )(?:(?:به|با)? ?اتفاق ?(?:ارای?|نظر|رای|کامل|کلیه ارا)|بالاتفاق|متفقا|"
    r"متفق القول|به اتفاق(?= (?:تصویب|موافق|رد|به تصویب|اعضا))|"
    r"(?:رای|موافقت|ارای) (?:همه|همگی|تمامی?|کلیه)(?: ی)? (?:اعضا\w{0,2}|حاضران|حاضرین)(?: (?:حاضر|شورا\w?|در جلسه))*|"
    r"(?:رای|موافقت|نظر|ارای|اجماع|همراهی|تایید) (?:مثبت |موافق |قاطع |یکپارچه )?(?:همه|همگی|تمامی?|کلیه|"
    r"یکپارچه|صد در صدی?|100 درصدی?)"
    r"(?! مخالفان)|"
    r"(?:همه|همگی|تمامی?|کلیه)(?: ی)?(?: اعضا\w{0,2}| حاضران| حاضرین)(?: ی)?(?: شورا\w{0,2}|"
    r" حاضر)*(?: (?:در جلسه|به ان|با ان|به این \w+|با این \w+))?"
    r" (?:رای (?:مثبت|موافق)|موافقت|موافق)|(?:یک|#+) ?صدا|صدای واحد|(?:همه|"
    r"همگی)(?: ی)?(?: اعضا)?(?= (?:با [^،؛.\n]{2,60} موافقت کردند|به [^،؛.\n]{2,60} رای (?:مثبت |موافق )?دادند|"
    r"دست بالا بردند|موافق بودند|(?:ان|این \w+) را (?:تایید|تصویب|پذیرف)|رای (?:مثبت |موافق )?دادند))|(?:یک|"
    r"#+) ?دل|(?:با|به) (?:یک|#+) نظر|"
    r"اجماع(?: اعضا|"
    r" ارا| نظر)?|به (?:صورت|طور|شکل) یکپارچه|(?<=[(؛] )همه ارا|(?<=[(؛])همه ارا|"
    r"(?<=[؛،] )همه(?: ی)? (?:حاضران|اعضا)(?=[\s.]*$)|"
    r"\( ?(?:کلیه|همه|تمامی?)(?: ی)? (?:اعضا\w{0,2}|حاضرین|حاضران)(?: حاضر)?(?= ?\)))" + _END + r"(?!(?: (?:حاضران|"
    r"حاضرین|اعضا\w{0,2}|حاضر|شورا\w?))* (?:جز|به ?جز|"
    r"غیر از|به استثنای)(?![^\W_]))"
)
# «رای موافق تمامی اعضای حاضر (13 نفر)»
_ALL_COUNTED = Sieve(
    r"(?:همه|همگی|تمامی?|کلیه) (?:ی )?(?:اعضا\w{0,2}|حاضران|حاضرین)(?: (?:حاضر|شورا\w{0,2}|"
    r"در جلسه))* ?[(،] ?(?P<n>#+) ?(?:نفر|عضو|رای) ?\)?"
)
# «تنها موافق ان علی کاظمی بود»
_ONLY = Sieve(
    r"(?:تنها|یگانه) (?:رای |عضو |نماینده )?(?P<l>موافق|مخالف|ممتنع)(?: (?:ان|این \w+|طرح|"
    r"لایحه))* (?:[^\W\d_]+ ){1,6}?بود(?![^\W_])"
)
# «موافق: 8», «ارای مخالف = 2»
_COLON = Sieve(rf"(?P<l>{_LABEL}){_PLURAL} ?(?:[:=]|عبارت است از|برابر با) ?\(? ?(?P<n>#+)")
# «موافق 8، مخالف 2، ممتنع 1», where no number stands before the first label
_LABELLED = Sieve(
    rf"(?<!#)(?<!# )(?<!رای )(?<!نفر )(?<!عضو ){_LABEL}{_PLURAL} ?[-(]? ?#+\)?(?: ?(?:رای|نفر))?"
    rf"(?:[ ،,\-و/|\t]{{1,4}}{_LABEL}{_PLURAL} ?[-(]? ?#+\)?(?: ?(?:رای|نفر))?)*(?! ?(?:رای |نفر )?{_LABEL})"
)
_LABELLED_ONE = Sieve(rf"(?P<l>{_LABEL}){_PLURAL} ?[-(]? ?(?P<n>#+)")
# «با رای مثبت 5 عضو», «مخالفت 6 نفر», «موافقت هفت تن»
_OF_MEN = Sieve(rf"(?:رای |ارای |نظر )?(?P<l>{_LABEL})ت?(?: کتبی)? (?P<n>#+)\s?(?:نفر|عضو|تن|نماینده)")
# «8 رای موافق», «5 نفر از 13 عضو حاضر موافق», «یک نفر هم ممتنع», «5 عضو با ان مخالفت کردند»
_BEFORE = Sieve(
    rf"(?P<n>#+)\s*(?:{_WHO}\s*){{0,2}}(?:شورا\s+|حاضر\s+)?(?:از (?:اعضا\w{{0,2}}|حاضران|حاضرین|"
    rf"نمایندگان)(?: شورا\w?|"
    rf" حاضر)?\s+)?(?:هم |نیز )?"
    rf"(?:(?:به|با) (?:ان|این \w+) )?(?:نیز |هم )?(?:رای |ارای |نظر |"
    rf"اعلام )?(?:به صورت )?(?P<l>{_LABEL})(?:ت(?= |،|$|\.))?{_END}"
)
# «6 نفر به کلیات بودجه رای مثبت … دادند»
_TO_IT = Sieve(
    rf"(?P<n>#+) ?(?:نفر|عضو|تن)(?:\s+(?:از )?(?:اعضا\w{{0,2}}|شورا\w{{0,2}}|حاضر))*(?:\s+در (?:این |همین )?(?:جلسه|"
    rf"نشست|صحن))?\s+(?:به|"
    rf"با) [^#،؛.\n]{{2,60}}?(?:، (?:شهردار|رییس|عضو|معاون|مدیر|سرپرست)[^#،؛.\n]{{0,40}}،)? (?:رای |نظر |"
    rf"ارای )?(?P<l>مثبت|منفی|موافق|مخالف|ممتنع)(?:ت(?= کرد| نمود| و |،))?{_END}"
)
# «یکی هم رای ممتنع داد», «دیگری مخالف»
_ONE = Sieve(
    r"(?<![^\W_])(?:یکی(?: از (?:اعضا|انان|انها))?|دیگری)(?: (?:نیز|هم|دیگر))* (?:رای |نظر )?(?P<l>موافق|مخالف|ممتنع|"
    r"مثبت|"
    r"منفی|سفید)" + _END
)
_ABSTAINED = Sieve(r"امتناع (?P<n>#+) ?(?:نفر|عضو|تن)" + _END)
# «رای موافقان … را نه رای و شمار ممتنع ها را یک نفر اعلام کرد»
_FAR = Sieve(
    r"(?P<l>موافق|مخالف|ممتنع)(?:ان|ین| ها)\b[^#.؛\n]{0,40}?(?P<n>#+) ?(?:نفر|رای|تن|عضو)(?! (?:موافق|مخالف|"
    r"ممتنع|سفید|مثبت|منفی))"
)
# «3 رای در برابر 2 رای», «با نتیجه 7 به 4»
_VERSUS = Sieve(
    rf"(?P<a>#+)\s?{_WHO}?\s?(?:در (?:برابر|مقابل|قبال)|مقابل|بر) ?(?P<b>#+)(?:\s?{_WHO})?|"
    rf"(?:رای|ارای|نتیجه|نسبت) (?P<c>#+) (?:به|بر) (?P<d>#+)|(?P<e>#+) به (?P<f>#+) رای|"
    r"(?<=\()(?P<m>#+)(?: ?رای)? از #+ ?(?=\))|"
    r"(?<!از )(?P<x>#+) به (?P<y>#+)(?= (?:بود|به نفع|به سود|به تصویب|تصویب|مصوب|رد|پذیرفته)|[\s.)]*$)|"
    r"(?<=، )(?P<p>#+) به (?P<q>#+)(?=،)"
)
_VERSUS_HALF = Sieve(rf"(?:در (?:برابر|مقابل|قبال)|مقابل) ?(?P<n>#+)\s?{_WHO}")
# «با نه رای تصویب», «رای 12 نفر», «با 7 نفر موافقت»; «12 نفر به ان رای دادند»
_BARE = Sieve(
    r"(?P<n>#+) ?رای(?![^\W_]| ?گیری)|(?:رای|ارای) (?P<m>#+) ?(?:نفر|عضو|تن|نماینده)|"
    r"(?P<k>#+) ?(?:نفر|عضو|تن)(?=[^#.؛\n]{0,90}? (?:رای (?:داد|می داد)|دست(?:شان را|هایشان را|"
    r" خود را| موافقت| موافق)? بالا|(?:اری|بله) گفت)|(?: (?:حاضر|شورا|در جلسه|نیز|هم))* (?:#+ ?صدا |متفقا |یکپارچه )?"
    r"(?:(?:ان|این \w+) را )?"
    r"(?:تصویب|تایید|موافقت) (?:کردند|نمودند|و(?=\s\s)))|"
    r"(?P<h>#+) دست (?=بالا)|بالا رفتن (?P<g>#+) دست"
)
_ABSOLVED = Sieve(r"(?P<k>#+) ?(?:نفر|عضو|تن)(?:[^#.؛\n]{0,30}? رای نداد| رد (?:کردند|نمودند))")
# A vote of other days or places in a relative clause: «که پیشتر در کمیسیون با 4 رای موافق پذیرفته شده بود»
_ELSEWHERE = Sieve(
    r"(?:که|\()[^#؛.\n]{0,60}?(?:پیش ?تر|پیش از این|قبلا|سال|هفته|کمیسیون|دوره)[^؛.\n]{0,90}?(?:بود(?:ند)?|\)|ه است)"
)
_SIDE = {"موافق": "votes_for", "مثبت": "votes_for", "مخالف": "votes_against", "منفی": "votes_against"}
_SHAPES = (
    _ELSEWHERE, _QUORUM, _ONE, _ABSTAINED, _ALL_COUNTED, _EVERY, _UNANIMOUS, _ONLY, _NONE, _NONE_AFTER, _OUT_OF, _TOTAL,
    _COLON, _OF_MEN, _BEFORE, _TO_IT, _FAR, _VERSUS, _VERSUS_HALF, _ABSOLVED, _BARE,
)  # fmt: skip
_GATE = Gate((shape.pattern for shape in _SHAPES), spaces=False)  # what is taken out leaves spaces


# What counts no votes: «30 درصد», «5 دستگاه»
_MEASURE = compiled(
    r"#+(?= ?(?:درصد|هزار|میلیون|میلیارد|تومان|ریال|متر|هکتار|دستگاه|کیلومتر|واحد|قطعه|فقره|مورد|ساله?|ماهه?|روزه?|"
    r"درصدی|ساعت|دقیقه|اصله|تن نمک|نفره|طبقه|باب|فاز|لایحه|طرح|بند|دستور|نقطه|پروژه|خیابان|کوچه|پارک|منطقه)(?![^\W_]))"
)
# What may tell a vote without a number, and what a number must stand by to be one.
_WORDY = compiled("امتناع|اتفاق|متفق|مخالف|ممتنع|منفی|سفید|هم[هگ]|تمام|کلیه|صدا|دل|نظر|اجماع|یکپارچه")
_COUNTED = compiled(
    "رای|راي|ارا|نفر|عضو|تن|نماینده|موافق|مخالف|ممتنع|مثبت|منفی|سفید|دست|نتیجه|نسبت|# به #|# از #|(?:برابر|مقابل|"
    "قبال) #"
)


@dataclass(slots=True)
class Votes:
    """The counts said in words; None where nothing is said. `spans` are the phrases that say so."""

    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    unanimous: bool = False
    spans: list[Span] = field(default_factory=list)

    def __bool__(self) -> bool:
        return self.unanimous or any(v is not None for v in (self.votes_for, self.votes_against, self.abstentions))

    def put(self, side: str, value: int) -> None:
        """Sets a count that is not set yet."""
        if getattr(self, side) is None:
            setattr(self, side, value)


class _Reader:
    """Takes one shape after the other out of a span of the mask; what is taken is blanked and counts no more."""

    def __init__(self, mask: Mask, start: int, end: int) -> None:
        self.text, self.start, self.values, self.votes = mask.text[start:end], start, mask.values, Votes()
        self._may_match: set[Sieve] = set()

    def prepare(self) -> None:
        """Finds out which shapes the text may hold at all."""
        self.text = _MEASURE.sub(lambda m: "ـ" * len(m[0]), self.text)
        self._may_match = {_SHAPES[n] for n in _GATE.open(self.text)}

    def take(self, pattern: Sieve, says: bool = True) -> Sequence[re.Match[str]]:
        if pattern not in self._may_match:
            return ()
        found = tuple(pattern.finditer(self.text))
        for m in found:
            self.text = self.text[: m.start()] + " " * (m.end() - m.start()) + self.text[m.end() :]
        if says:
            self.votes.spans += [(self.start + m.start(), self.start + m.end()) for m in found]
        return found

    def value(self, m: re.Match[str], group: str) -> int | None:
        return self.values.get(self.start + m.start(group)) if m[group] else None

    def put(self, label: str, value: int | None) -> None:
        if value is not None:
            self.votes.put(_SIDE.get(label, "abstentions"), value)


def votes_in(mask: Mask, start: int, end: int) -> Votes:
    """The votes told in a span of the text."""
    r = _Reader(mask, start, end)
    counted = "#" in r.text and _COUNTED.search(r.text)
    if not counted and not _WORDY.search(r.text):
        return r.votes
    r.prepare()
    for pattern in (_ELSEWHERE, _QUORUM):
        for _ in r.take(pattern, says=False):
            pass
    _words(r)
    if not counted:
        return r.votes
    for m in r.take(_OUT_OF):
        r.put("موافق", r.value(m, "n"))
    for _ in r.take(_TOTAL, says=False):
        pass
    _labelled(r)
    _bare(r)
    r.votes.spans.sort()
    return r.votes


def _words(r: _Reader) -> None:
    for m in r.take(_ONE):
        r.put(m["l"], 1)
    for m in r.take(_ABSTAINED):
        r.put("ممتنع", r.value(m, "n"))
    for m in r.take(_ALL_COUNTED):
        r.put("موافق", r.value(m, "n"))
        r.votes.unanimous = True
    for m in r.take(_EVERY):
        against = r.text[: m.start()].rstrip().endswith(("مخالفت", "رای منفی", "رای مخالف"))
        r.put("مخالف" if against else "موافق", r.value(m, "n"))
        r.votes.unanimous = True
    for _ in r.take(_UNANIMOUS):
        r.votes.unanimous = True
    for m in r.take(_ONLY):
        r.put(m["l"], 1)
    for pattern in (_NONE, _NONE_AFTER):
        for m in r.take(pattern):
            r.put(m["a"].removesuffix("ت"), 0)
            if pattern is _NONE and m["b"]:
                r.put(m["b"], 0)


def _labelled(r: _Reader) -> None:
    for m in r.take(_COLON):
        r.put(m["l"], r.value(m, "n"))
    for run in list(_LABELLED.finditer(r.text)):
        if run.start() and r.text[: run.start()].rstrip().endswith("#"):
            continue
        for m in _LABELLED_ONE.finditer(r.text, run.start(), run.end()):
            r.put(m["l"], r.value(m, "n"))
        r.votes.spans.append((r.start + run.start(), r.start + run.end()))
        r.text = r.text[: run.start()] + " " * (run.end() - run.start()) + r.text[run.end() :]
    for pattern in (_OF_MEN, _BEFORE, _TO_IT, _FAR):
        for m in r.take(pattern):
            r.put(m["l"], r.value(m, "n"))


def _bare(r: _Reader) -> None:
    for m in r.take(_VERSUS):
        for ours, theirs in (("a", "b"), ("c", "d"), ("e", "f"), ("x", "y"), ("p", "q")):
            if m[ours]:
                r.put("موافق", r.value(m, ours))
                r.put("مخالف", r.value(m, theirs))
        r.put("موافق", r.value(m, "m"))
    for m in r.take(_VERSUS_HALF):
        r.put("مخالف" if r.votes.votes_against is None else "موافق", r.value(m, "n"))
    for m in r.take(_ABSOLVED):
        r.put("مخالف", r.value(m, "k"))
    for m in r.take(_BARE):
        for group in ("n", "m", "k", "h", "g"):
            r.put("موافق", r.value(m, group))


def fill(votes: Votes, more: Votes) -> None:
    """Adds the counts that only `more` tells."""
    for side in ("votes_for", "votes_against", "abstentions"):
        value = getattr(more, side)
        if value is not None:
            votes.put(side, value)
    votes.unanimous |= more.unanimous
