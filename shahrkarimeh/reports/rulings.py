"""The decisions that one sentence tells: its verdicts, each with its matter and its votes."""

import re
from dataclasses import replace

from shahrkarimeh.reports import hearsay, matter, matter_split, nominal, referents
from shahrkarimeh.reports.elections import elected_in
from shahrkarimeh.reports.heads import headed
from shahrkarimeh.reports.located import matter_of, may_be
from shahrkarimeh.reports.masks import Mask
from shahrkarimeh.reports.matter_words import PAPERS
from shahrkarimeh.reports.orders import (
    DO,
    LOOK_BACK,
    PRINCIPAL,
    Found,
    end_of_orders,
    orders_of,
    principal,
)
from shahrkarimeh.reports.references import ITSELF, NTH, all_of, named_before, quoted
from shahrkarimeh.reports.unsaid import alike, among_resolutions, told_as_past
from shahrkarimeh.reports.verdicts import Verdict, by_count, find_verdicts
from shahrkarimeh.reports.votes import Votes, fill, votes_in

Span = tuple[int, int]

_E = r"(?![^\W_])"
_S = r"(?<![^\W_])"

# Where the next of several matters begins that share a verb: «… با 8 رای و سپس …»
_NEXT_MATTER = re.compile(
    r"(?:(?<=رای)|(?<=موافق)|(?<=مخالف)|(?<=ممتنع)|(?<=ارا)|(?<=اعضا)|(?<=\)))(?: و|،)(?: همچنین| نیز| سپس| بعد|"
    r" انگاه)? (?=\S)"
)
_TAIL_SPEECH = re.compile(r"(?:گفت|افزود|اظهار|تصریح|خاطرنشان|بیان|یاداور|اعلام)")
_FORMED = re.compile(r"(?:کمیته|کارگروه|هییت|تیم|کمیسیون)")
_RESPECTIVELY = re.compile(r"به ترتیب با (?P<n>#+(?:(?:،| و) #+)+) رای")
_BRACKET = re.compile(r" ?\([^)\n]{3,80}\)")
_CLOSED_DOORS = re.compile(r"غیر ?علنی")
_DETAILS = re.compile(r"(?:بررسی )?(?:جزییات|بقیه|باقی|ادامه بررسی|سایر بندها|مابقی)(?![^\W_])")
_GENERALS = re.compile(r"(?:کلیات|متن) (?:این )?(?:لایحه|طرح)$")
_THIS = re.compile(
    r"\W*(?:این|همین) (?:موضوع|مصوبه|تصمیم|لایحه|طرح|پیشنهاد|درخواست)(?![^\W_])|"
    r"\W*(?:موضوع|مصوبه|لایحه|طرح|پیشنهاد|درخواست) (?:یاد ?شده|مذکور|مزبور|فوق|اخیر)(?![^\W_])"
)
_POINTS = re.compile(r"(?<![^\W_])(?:این|ان|همین|مذکور|یاد ?شده)(?![^\W_])|لایحه|طرح|پیشنهاد|درخواست|موضوع")
# «مصوبات ذیل را از تصویب گذراند:»
_BELOW = re.compile(
    r"(?:مصوبات|موارد|لوایح|تصمیمات|دستور|دستورها|لایحه|مصوبه|طرح)(?: های)? ?(?:ذیل|زیر|"
    r"به شرح)|(?:ترتیب|شرح) (?:زیر|ذیل)|#+ (?:دستور|لایحه|مصوبه) را"
)
_EACH = re.compile(
    r"(?:هر ?(?:دو|سه|#+)(?: (?:مورد|مصوبه|لایحه|تصمیم|طرح))?|همگی|همه این(?:ها| موارد))(?: نیز|"
    r" هم)?،? (?:با|به) "
)
_AS_MANY = re.compile(r"(?:همین|همان) (?:تعداد|میزان|شمار|اندازه) رای(?: (?P<no>مخالف|منفی))?")
_NEEDED = re.compile(r"(?P<n>#+) ?رای(?: (?:موافق|مثبت))? (?:می ?خواست|نیاز داشت|لازم داشت|لازم بود)")
_ONLY = re.compile(r"(?<![^\W_])(?:تنها|فقط)(?: با)?(?: #+ ?رای از)? *\Z")
_PART = re.compile(r"(?:بند|ماده|تبصره|ردیف|بخش|لایحه|طرح|پیشنهاد|درخواست)(?![^\W_])")
_PAPER = re.compile(r"لایحه|طرح|درخواست|پیشنهاد")


def rulings_in(mask: Mask, a: int, b: int, commission: bool, minutes: bool = False) -> list[Found]:
    """The decisions told in the sentence `[a, b)`, in order."""
    if mask.text[a:b].rstrip(' »"').endswith("؟"):
        return []
    mask = told_as_past(mask, a, b)
    chosen = elected_in(mask, a, b)
    if chosen:
        out = [
            Found(e.start, e.end, "elected", Votes(e.votes_for, None, e.abstentions, e.by_all), e.end) for e in chosen
        ]
        last = chosen[-1].end
        first = rulings_in_clauses(mask, a, chosen[0].start, a, commission, minutes)
        rest = rulings_in_clauses(mask, last, b, a, commission, minutes)
        return (
            [f for f in first if a <= f.start < f.end <= chosen[0].start] + out + [f for f in rest if f.start >= last]
        )
    return rulings_in_clauses(mask, a, b, a, commission, minutes) or among_resolutions(mask, a, b)


def rulings_in_clauses(mask: Mask, a: int, b: int, sentence: int, commission: bool, minutes: bool) -> list[Found]:
    """The decisions told by the verdicts between `a` and `b`."""
    verdicts = find_verdicts(mask.text, a, b, minutes)
    verdicts = [
        v
        for i, v in enumerate(verdicts)
        if minutes or not hearsay.is_no_verdict(mask.text, sentence, v, _goes_on(mask, v, verdicts[i + 1 : i + 2]))
    ]
    out: list[Found] = []
    at, tail = a, b
    for i, v in enumerate(verdicts):
        stop = verdicts[i + 1].start if i + 1 < len(verdicts) else b
        if v.frame == "after" and i + 1 < len(verdicts):
            stop = end_of_orders(mask.text, v.end, stop)
        for begin, end in _segments(mask, v, at):
            piece = replace(v, start=end, end=end) if end < v.start else v
            found = _read(mask, piece, begin, stop, sentence, commission, out)
            tail = v.end if found or (i + 1 == len(verdicts) and not v.active) else tail
            out += found
        if out and i + 1 == len(verdicts):
            _add_tail(mask, out[-1].votes, tail, b)
        bracket = _BRACKET.match(mask.text, v.end, b)
        at = bracket.end() if bracket else stop if v.frame == "after" else v.end
    _shared_votes(mask, out, at, b)
    return out + alike(mask, out, at, b)


def _shared_votes(mask: Mask, found: list[Found], a: int, b: int) -> None:
    """«… تصویب و … تایید شد؛ هر دو با رای همه اعضا»: one vote told of several."""
    opening = found[0].votes if len(found) > 1 and found[0].tags & {"shared"} else None
    if opening and opening.spans and opening.spans[0][0] < found[0].start:
        for f in found[1:]:
            fill(f.votes, opening if not f.votes and f.outcome == found[0].outcome else Votes())
    if len(found) > 1 and _EACH.search(mask.text, a, b):
        votes = votes_in(mask, a, b)
        for f in found:
            fill(f.votes, votes)


def _goes_on(mask: Mask, v: Verdict, later: list[Verdict]) -> bool:
    """Whether a later verdict may be on the same matter: no other is named between."""
    between = mask.text[v.end : later[0].start].lstrip(" ،") if later else ""
    return bool(later) and not headed(between.removeprefix("و "))


def _segments(mask: Mask, v: Verdict, at: int) -> list[Span]:
    """The parts of a region that share one verb: «لایحه … با 10 رای و لایحه … با 6 رای موافق تصویب شد»."""
    starts = [at]
    if v.frame == "subject":
        for m in _NEXT_MATTER.finditer(mask.text, at, v.start):
            following = mask.text[m.end() : m.end() + 60]
            if m.start() < starts[-1] or not (headed(following) or ITSELF.match(following) or NTH.match(following)):
                continue
            votes = votes_in(mask, starts[-1], m.start())
            named = mask.text[slice(*matter.cut(mask, starts[-1], m.start(), votes))]
            if votes and (headed(named) or NTH.match(named)):
                starts.append(m.end())
    return list(zip(starts, [*starts[1:], v.start], strict=True))


def _read(
    mask: Mask, v: Verdict, at: int, stop: int, sentence: int, commission: bool, before: list[Found]
) -> list[Found]:
    """What one verdict decides; `before` are the decisions the sentence told already."""
    if v.frame == "after":
        found = orders_of(mask, v, at, stop, sentence, before, commission)
        return [] if found and hearsay.is_decoy(mask.text, sentence, v, (v.start, v.start), True) else found
    votes = votes_in(mask, at, v.end)
    if v.inner:
        votes = votes_in(mask, at, v.end)
        formed = _FORMED.match(mask.text, v.inner[0])
        span = v.inner if formed else matter.cut(mask, v.inner[0], nominal.first_noun(mask, v), votes)
    else:
        span = matter_of(mask, v, at, votes)
    if hearsay.is_decoy(mask.text, at, v, span, commission, bool(before)) or not may_be(mask.text[slice(*span)], v):
        return []
    if (
        (mask.text.startswith("#", v.start) and by_count(votes) == "rejected")
        or (mask.text.startswith("#", v.start) and _ONLY.search(mask.text[at : v.start]))
        or (v.outcome == "approved" and _short_of(mask, at, v.end, votes))
        or (v.frame in ("with", "to") and v.outcome == "approved" and votes.votes_for and by_count(votes) == "rejected")
    ):
        v = replace(v, outcome="rejected")
    if v.frame == "subject" and (parted := mask.text.rfind("؛", at, span[0])) > at:
        votes = votes_in(mask, parted, v.end)
    if _BELOW.search(mask.text, at, v.end):
        return []
    if v.outcome in ("postponed", "referred"):
        votes = votes_in(mask, max(at, min(span[0], v.start)), v.end)
    if v.inner and not votes and _CLOSED_DOORS.search(mask.text, *span):
        return []
    if before and not votes and (m := _AS_MANY.search(mask.text, at, v.end)) and before[-1].votes.votes_for is not None:
        votes.put("votes_against" if m["no"] else "votes_for", before[-1].votes.votes_for)
    bracket = _BRACKET.match(mask.text, v.end, stop)
    if bracket:
        _add_tail(mask, votes, *bracket.span())
    found = _settle(mask, v, span, votes, sentence, stop, before)
    for f in found:
        f.tags |= ({"act"} if v.act else set()) | ({"shared"} if v.shared else set())
    return found + nominal.further_nouns(mask, v)


def _short_of(mask: Mask, a: int, b: int, votes: Votes) -> bool:
    """Whether the votes are fewer than the sentence says were needed: «سه رای می خواست که دو رای اورد»."""
    m = _NEEDED.search(mask.text, a, b)
    return bool(m and votes.votes_for is not None and votes.votes_for < mask.values.get(m.start("n"), 0))


def _add_tail(mask: Mask, votes: Votes, a: int, b: int) -> None:
    """Votes told behind the verdict: «… تصویب شد (5 رأی)», «… با 4 رای در برابر 3 رای»."""
    if re.search(
        r"#+ ?(?:نفر|عضو|رای|موافق|مخالف)|#+ به #+|اتفاق ارا|مخالف|تنها (?:موافق|ممتنع)", mask.text[a:b]
    ) and not _TAIL_SPEECH.search(mask.text, a, b):
        tail = votes_in(mask, a, b)
        fill(votes, tail)


def _settle(
    mask: Mask, v: Verdict, span: Span, votes: Votes, sentence: int, stop: int, before: list[Found]
) -> list[Found]:
    """The decisions of a verdict with its matter, references looked up, several matters parted."""
    phrase = mask.text[span[0] : span[1]]
    if matter.is_heap(phrase):
        return []
    if nominal.DISMISSED.match(mask.text[v.start : v.end]) and not _PART.match(phrase):
        return [nominal.dismissal(mask, v, span, votes, sentence)]
    if v.outcome == "approved" and (handed := nominal.handed_on(mask, span)):
        return [Found(*handed[1], handed[0], votes, v.start)]
    if nth := quoted(mask, span[0], phrase):
        return [Found(*nth, v.outcome, votes, v.start)]
    if several := all_of(mask, span[0], phrase):
        return [Found(*s, v.outcome, votes, v.start + i, referred_to=True) for i, s in enumerate(several)]
    back = max(0, span[0] - LOOK_BACK)
    if not matter.is_reference(phrase) and (noun := referents.pointed(mask, back, span[0], phrase)):
        return [Found(*noun, v.outcome, votes, v.start, referred_to=True)]
    if v.outcome in ("postponed", "referred") and before and _DETAILS.match(phrase):
        return [Found(*span, v.outcome, votes, v.start)]
    if not matter.names(phrase):
        return _referring(mask, v, span, votes, sentence, stop, before)
    return _naming(mask, v, span, votes)


def _referring(
    mask: Mask, v: Verdict, span: Span, votes: Votes, sentence: int, stop: int, before: list[Found]
) -> list[Found]:
    """The decision of a verdict whose matter is only referred to, or stands behind it."""
    phrase = mask.text[slice(*span)]
    if (
        before
        and not re.search(rf"{_S}اصل{_E}", phrase)
        and not re.search(rf"{_S}(?:{PAPERS}){_E}", phrase.replace("این", ""))
    ):
        _again(before[-1], v, votes)
        return []
    if PRINCIPAL.match(phrase) and (whole := principal(mask, span, before)):
        return [Found(*whole, v.outcome, votes, v.start)]
    if v.frame == "subject" and not before and not _POINTS.search(phrase) and DO.search(mask.text, v.end, stop):
        ordered = orders_of(mask, v, v.start, stop, sentence, before)
        for f in ordered[:1]:
            fill(f.votes, votes)
        return ordered
    near = named_before(mask, span, sentence, phrase)
    if near:
        return [Found(*near, v.outcome, votes, v.start)]
    found = referents.referent(mask, max(0, span[0] - LOOK_BACK), max(span[0], sentence), phrase, sentence)
    if v.shared and not (found and _PAPER.search(phrase)):
        return []
    if found is None and _GENERALS.match(phrase):
        return [Found(*span, v.outcome, votes, v.start)]
    if found is None or matter.is_heap(mask.text[found[0] : found[1]]):
        found = (v.start, v.start)
    tags = {"pointing"} if _THIS.match(phrase) else set()
    tags |= {"again"} if not phrase.strip() or found[0] == found[1] else set()
    return [Found(*found, v.outcome, votes, v.start, referred_to=True, tags=tags)]


def _naming(mask: Mask, v: Verdict, span: Span, votes: Votes) -> list[Found]:
    """The decisions of a verdict that names its matters."""
    out = []
    pieces = matter_split.split(mask, span)
    shares = _in_order(mask, span, v.end, len(pieces))
    for i, (s, e) in enumerate(pieces):
        piece = mask.text[s:e]
        if re.match(
            r"(?:اصل|کلیات|خود|متن)(?: و جزییات)?(?: (?:ان|لایحه|طرح|این \w+|موضوع))?$", piece.strip()
        ) or matter.is_reference(piece):
            found = referents.referent(mask, max(0, s - LOOK_BACK), s, piece)
            if found or len(pieces) == 1:
                out.append(Found(*(found or (s, e)), v.outcome, votes, v.start, referred_to=bool(found)))
        elif len(piece.replace(" ", "")) >= 5:
            out.append(Found(s, e, v.outcome, shares[i] if shares else votes, v.start))
    return out


def _in_order(mask: Mask, span: Span, end: int, count: int) -> list[Votes]:
    """«… به ترتیب با 9 و 7 رای موافق …»: the votes for each of several matters; empty where not told so."""
    m = _RESPECTIVELY.search(mask.text, span[0], end) if count > 1 else None
    numbers = [mask.values.get(m.start("n") + n.start()) for n in re.finditer("#+", m["n"])] if m else []
    return [Votes(n) for n in numbers] if len(numbers) == count else []


def _again(last: Found, v: Verdict, votes: Votes) -> None:
    """A second verdict on the matter just decided: «از دستور خارج و رد گردید», «تصویب و به کمیسیون ارجاع شد»."""
    keep = {
        ("rejected", "postponed"),
        ("approved", "referred"),
        ("approved", "postponed"),
        ("referred", "approved"),
        ("referred", "postponed"),
    }
    told_twice = (last.outcome, v.outcome) in keep and not (last.outcome == "referred" and last.votes and not votes)
    if not told_twice and (last.outcome != "approved" or v.outcome == "rejected"):
        last.outcome = v.outcome
    fill(last.votes, votes)
