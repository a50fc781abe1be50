"""The matter of a decision: the shortest phrase that names it, cut out of the words around a verdict.

Works on the mask of the text (`masks.mask_of`): folded letters, cardinals as `#`.
"""

import re

from shahrkarimeh.reports.heads import headed
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.matter_words import (
    ACTS,
    ASIDE,
    BALLOT_WORDS,
    BARE_OBJECT,
    BARE_THAT,
    BEFORE,
    BELOW,
    BULLETS,
    CLAUSE,
    CUT,
    DEVOTED,
    DISCUSSED,
    HEADS,
    LEADS,
    MEN,
    NO_MATTER,
    NO_NOUN,
    NOTHING,
    NTH_WAS,
    OBJECT,
    ONE,
    PAPERS,
    PROPOSED,
    PURPOSE,
    PUT_TO_VOTE,
    SETS,
    SPEAKER,
    SUBJECT,
    TRIM_LEFT,
    WANTED,
    E,
    S,
)
from shahrkarimeh.reports.votes import Votes

Span = tuple[int, int]


# «پیش نویس لایحه ان را», «پیشنهاد شهرداری برای فعالیت شبانه ان را»
_OWN_NOUN = re.compile(
    rf"{S}(?:{PAPERS}|{ACTS}|پیش ?نویس|متن|جزییات|قیمت|هزینه|نرخ|ادامه|اجرای|نقشه|ضوابط|سقف|نحوه|"
    rf"شرایط|محل|زمان)(?: (?:{PAPERS}))? *$"
)
_ASKED_FOR = re.compile(
    r" ?(?:(?:ولی|اما|سپس|همچنین) )?(?:پیشنهاد|درخواست|تقاضای?)(?: \S+){0,3}? (?:برای|مبنی بر|جهت) [^،؛.]{4,60}$"
)
_FOR_WORK = re.compile(rf" (?:(?:برای|جهت|به منظور) {PURPOSE}|به رای)(?![^\W_])")
_EDGE = re.compile(r"[،؛:.] ?| و | که ")


def words(text: str) -> int:
    """How many words a piece of text has."""
    return len(re.findall(r"\w+|#+", text))


def is_reference(text: str) -> bool:
    """Whether a phrase names nothing by itself: «این لایحه», «پیشنهاد مذکور», «»."""
    return not NOTHING.sub("", text)


def is_council(text: str) -> bool:
    """Whether a phrase is the council or its members and nothing else."""
    return bool(SUBJECT.fullmatch(text))


def is_heap(text: str) -> bool:
    """Whether a phrase names no single matter: «سه لایحه شهرداری», «موارد زیر»."""
    return bool(
        (SETS.match(text.strip()) and not ONE.match(text.strip()))
        or BELOW.search(text.strip())
        or NO_MATTER.match(text.strip())
    )


def skip(pattern: re.Pattern[str], text: str, a: int, b: int) -> int:
    """Where a phrase that the pattern matches at `a` ends; `a` where none does."""
    m = pattern.match(text, a, b)
    return m.end() if m and m.end() < b else a


def start_of(mask: Mask, a: int, b: int, votes: Votes) -> int:
    """Where the matter begins in a region: behind connectives, votes, times, subjects and «رسیدگی به»."""
    text = mask.text
    a = skip(BULLETS, text, a, b)
    while True:
        at = skip(LEADS, text, a, b)
        at = max([at, *(e for s, e in votes.spans if _opens(text, at, s) and e < b)])
        at = skip(SUBJECT, text, at, b)
        if at <= a:
            break
        a = at
    while (at := skip(BEFORE, text, skip(TRIM_LEFT, text, a, b), b)) > a:
        a = at
    if re.match(r"(?:باتوجه|بدلیل|بعلت|بخاطر|پس از|بعد از|در|به|با|ضمن|بر|از|طی) ", text[a:b]):
        for m in re.finditer(
            rf"(?<!به )(?<!در )(?<!از )(?<!این )(?<!بر )(?<!و ){S}(?:لایحه|طرح|یک ?فوریت|دو ?فوریت|کلیات|پیشنهاد|"
            rf"درخواست){E}",
            text[a:b],
        ):
            if words(text[a + m.start() : b]) > 1:
                return start_of(mask, a + m.start(), b, votes) if m.start() else a
    return a


def _opens(text: str, at: int, vote: int) -> bool:
    """Whether a phrase of votes at `vote` opens what begins at `at`: «با 9 رای موافق لایحه …»."""
    return vote >= at and not text[at:vote].strip(" ،و(").removeprefix("با").removeprefix("به").strip()


def _whole(phrase: str) -> bool:
    """Whether a phrase is long enough to name a matter, so that what follows may be cut off."""
    return (
        (words(phrase) >= 2 or phrase.strip().endswith("فوریت"))
        and not BARE_THAT.match(phrase)
        and len(phrase.replace(" ", "")) >= 6
    )


def end_of(mask: Mask, a: int, b: int, votes: Votes) -> int:
    """Where the matter that begins at `a` ends."""
    text = mask.text
    ends = [m.start() for m in CUT.finditer(text, a, b)]
    ends += [
        s - len(m[0])
        for s, _ in votes.spans
        for m in [re.search(r"[\s،(]*(?:با|به)?[\s(]*$", text[a:s])]
        if m and a < s < b
    ]
    ballot = BALLOT_WORDS.search(text, a + 1, b)
    b = ballot.start() if ballot else b
    for end in sorted(e for e in ends if e < b):
        if (
            _whole(text[a:end])
            or (_FOR_WORK.match(text, end) and is_reference(text[a:end]))
            or (is_reference(text[a:end]) and any(end < s <= end + 6 for s, _ in votes.spans))
        ):
            b = end
            break
    while b > a and text[b - 1] in ' \t\n،,؛:.-–ـ"«»(*/←→⟵➡⇐➜':
        b -= 1
    return b


def names(text: str) -> bool:
    """Whether a phrase names a matter by itself."""
    return (
        len(text) > 3
        and not is_reference(text)
        and not NO_NOUN.match(text)
        and not SPEAKER.match(text)
        and not MEN.match(text)
    )


def cut(mask: Mask, a: int, b: int, votes: Votes) -> Span:
    """The matter in a region before a verdict: in its last clause that names one."""
    pronoun = OBJECT.search(mask.text, max(a, b - 90), b)
    if pronoun and not (pronoun["x"] in ("ان", "انها") and _of_it(mask, a, pronoun.start())):
        return pronoun.span("x")
    put = PUT_TO_VOTE.search(mask.text, a, b)
    bare = BARE_OBJECT.search(mask.text, a, put.start() if put else b)
    if bare and not headed(bare["w"]):
        return bare.span("x")
    if put and put.start() > a and not _names_own(mask, put.end(), b, votes):
        span = cut(mask, a, put.start(), votes)
        if names(mask.text[slice(*span)]):
            return span
    starts = [a, *(m.end() for m in CLAUSE.finditer(mask.text, a, b) if m.end() < b)]
    for aside in ASIDE.finditer(mask.text, a, b):
        base = next((s for s in starts if HEADS.match(mask.text, start_of(mask, s, b, votes), aside.start())), None)
        if base is not None:
            starts = [s for s in starts if not base < s <= aside.end() + 1]
        elif headed(mask.text[aside.end() : b]):
            starts.append(aside.end())
    devoted = (
        NTH_WAS.search(mask.text, a, b)
        or DEVOTED.search(mask.text, a, b)
        or WANTED.search(mask.text, a, b)
        or PROPOSED.search(mask.text, a, b)
    )
    devoted = devoted or _discussed(mask, a, b, votes)
    if devoted:
        return _cut(mask, devoted.start("x"), devoted.end("x"), votes)
    first = None
    for start in reversed(starts):
        span = _cut(mask, start, b, votes)
        phrase = mask.text[span[0] : span[1]]
        if names(phrase):
            return span
        if (
            first is None
            and is_reference(phrase)
            and re.search(rf"{S}(?:این|ان|همین|همان|پیشنهادی|طرحی|درخواستی|موضوعی|لایحه ای){E}(?! بار)", phrase)
        ):
            return span
        first = first or span
    return first or (b, b)


def _of_it(mask: Mask, a: int, b: int) -> bool:
    """Whether «آن» behind `[a, b)` belongs to the noun before it: «پیش‌نویس لایحه آن را»."""
    a = max([a, *(m.end() for m in _EDGE.finditer(mask.text, a, b))])
    return bool(_OWN_NOUN.search(mask.text, a, b) or _ASKED_FOR.match(mask.text, a, b))


def _names_own(mask: Mask, a: int, b: int, votes: Votes) -> bool:
    """Whether the words behind a vote name a matter themselves: «آن را به رای گذاشت؛ توقف پرداخت …»."""
    if a >= b or mask.text[a:b].lstrip()[:1] != "؛":
        return False
    phrase = mask.text[slice(*_cut(mask, a, b, votes))]
    return headed(phrase) and words(phrase) > 1


def _discussed(mask: Mask, a: int, b: int, votes: Votes) -> re.Match[str] | None:
    """«در خصوص خرید … بحث و با 3 رای …»; None where another matter follows: «… بحث شد و سپس لایحه …»."""
    m = DISCUSSED.search(mask.text, a, b)
    if m is None:
        return None
    phrase = mask.text[slice(*_cut(mask, m.end(), b, votes))]
    return None if headed(phrase) and words(phrase) > 1 else m


def _cut(mask: Mask, a: int, b: int, votes: Votes) -> Span:
    a = start_of(mask, a, b, votes)
    trim = TRIM_LEFT.match(mask.text, a, b)
    a = trim.end() if trim else a
    return a, max(a, end_of(mask, a, b, votes))
