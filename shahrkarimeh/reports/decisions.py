"""What the meeting decided: each matter once, with its outcome and its votes."""

import re
from bisect import bisect_left

from shahrkarimeh.items import Decision
from shahrkarimeh.reports import tables
from shahrkarimeh.reports.ballots import ballot_in, matter_put, outcome_of
from shahrkarimeh.reports.bare_items import item_rulings, named_outcome, noun_of
from shahrkarimeh.reports.document import Document, Span
from shahrkarimeh.reports.elections import elected_line, noun_of_election
from shahrkarimeh.reports.frame import MeetingFrame
from shahrkarimeh.reports.heads import headed
from shahrkarimeh.reports.masks import Mask, mask_of
from shahrkarimeh.reports.merging import merge
from shahrkarimeh.reports.minutes import Line, lines_of
from shahrkarimeh.reports.order_content import is_report_of_it
from shahrkarimeh.reports.orders import Found
from shahrkarimeh.reports.other_councils import of_another_city
from shahrkarimeh.reports.referents import introduced
from shahrkarimeh.reports.rulings import rulings_in
from shahrkarimeh.reports.told_votes import completes, title_votes, voted, votes_of_elected
from shahrkarimeh.reports.verdicts import by_count, find_verdicts
from shahrkarimeh.reports.votes import Votes, fill, votes_in
from shahrkarimeh.text.patterns import compiled

MAX_SENTENCE = 1500
"""Longer sentences are read in parts of this many characters: no matter is named that far from its verdict."""

MAX_DECISIONS = 200
"""More than any meeting decides: what follows is not read."""

_EARLIER_DAY = compiled(
    r"(?:سال|هفته|ماه|دوره|جلسه|نشست)(?: های)? (?:گذشته|قبل|پیش|قبلی|پیشین)|پیش از این|پیش ?تر|کمیسیون|"
    r"بود(?:ه)? است|(?:شد|رسید|کرد|گرفت|داد|داشت|نمود|گردید|اورد|ماند|گذاشت|پذیرفت|خورد)ه بود"
)
_OF_COMMISSION = re.compile(r"(?:رییس|عضو|اعضای|دبیر|سخنگوی|پیشنهاد|گزارش) کمیسیون")
# «تنها مصوبه جلسه، …»
_ITS_OWN = re.compile(
    r"در (?:این|همین) (?:جلسه|نشست)(?![^\W_])|(?:مصوبه|مصوبات|تصمیم|"
    r"تصمیمات)(?: \w+)? (?:این )?(?:جلسه|نشست)(?! (?:قبل|گذشته|پیش))(?![^\W_])"
)
# «رای گرفتند: 6 به 1»: what was decided is told before
_WERE_TAKEN = re.compile(
    r"\W*(?:رای (?:گرفتند|گرفته شد)|رای ?گیری (?:شد|کردند)|نتیجه(?: رای ?گیری)?:)\W*#+ (?:به|"
    r"در برابر) #+"
)
# «دستور اول، … بود. هر پنج عضو موافق بودند»
_AGREED = re.compile(r"(?<![^\W_])(?:موافق(?:ت)? (?:بودند|کردند)|رای (?:مثبت|موافق) دادند|دست بالا بردند)\W*$")
_SHORTLY = 300
_HE = re.compile(r"(?<![^\W_])(?:وی|او|نامبرده|ایشان)(?![^\W_])")
_OFFICES = compiled(r"(?:(?<!به )ریاست|هییت رییسه|نامزد|کرسی|صندلی|برگزیده|انتخاب|ابقا|ورقه|شمارش)(?![^\W_])")


def decisions_of(doc: Document, frame: MeetingFrame) -> list[Decision]:
    """The decisions of the meeting, in the order of the post."""
    return _Reading(doc, frame).decisions()


class _Reading:
    """One pass over a post."""

    def __init__(self, doc: Document, frame: MeetingFrame) -> None:
        self.doc, self.frame = doc, frame
        self.mask: Mask = mask_of(doc.folded)
        self.ends = [b for _, b in doc.sentences]
        self.commission = frame.body_kind == "commission"
        self.found: list[Found] = []
        self.pending: tuple[int, Votes] | None = None
        self.sentence_no = 0
        self.put: Span | None = None
        """The matter that the sentence before put to the vote."""
        self.last_no = -9
        """Number of the sentence that told the last decision."""

    def decisions(self) -> list[Decision]:
        for line in lines_of(self.doc, self.mask):
            if len(self.found) > MAX_DECISIONS:
                break
            if line.kind == "table":
                self._table(line)
            elif line.kind == "item" and line.end - line.start < MAX_SENTENCE:
                self._item(line)
            else:
                self._prose(line)
        for f in self.found:
            person = noun_of_election(self.mask, f.start, f.end) if f.outcome == "approved" else None
            if person is not None:
                f.start, f.outcome = person, "elected"
        title_votes(self.doc.folded_title, self.mask, self.found)
        votes_of_elected(self.mask, self.found)
        return [self._decision(f) for f in merge(self.mask, self.found)]

    def _decision(self, f: Found) -> Decision:
        end = f.end
        if (
            self.mask.text.count("«", f.start, end) > self.mask.text.count("»", f.start, end)
            and self.doc.text[end : end + 1] == "»"
        ):
            end += 1
        text = self.doc.slice(f.start, end)
        at = self.doc.text.find(text, max(0, f.start - 2))
        v = f.votes
        return Decision(
            text=text,
            outcome=f.outcome,
            votes_for=v.votes_for,
            votes_against=v.votes_against,
            abstentions=v.abstentions,
            unanimous=v.unanimous,
            span=(at, at + len(text)) if at >= 0 else None,
        )

    def _sentences(self, line: Line) -> list[Span]:
        out = []
        first = bisect_left(self.ends, line.start + 1)
        for k in range(first, len(self.doc.sentences)):
            a, b = self.doc.sentences[k]
            if a >= line.end:
                break
            b = min(b, line.end)
            out += [(i, min(i + MAX_SENTENCE, b)) for i in range(max(a, line.start), b, MAX_SENTENCE)]
        return out

    def _elected_line(self, line: Line) -> bool:
        chosen = elected_line(self.mask, line.start, line.end, line.heading)
        if chosen:
            self.found.append(
                Found(
                    chosen.start, chosen.end, "elected", Votes(chosen.votes_for, None, None, chosen.by_all), chosen.end
                )
            )
        return chosen is not None

    def _prose(self, line: Line) -> None:
        if self._elected_line(line):
            return
        for a, b in self._sentences(line):
            self.sentence_no += 1
            if len(self.found) < MAX_DECISIONS:
                self._sentence(a, b)

    def _sentence(self, a: int, b: int) -> None:
        rulings = rulings_in(self.mask, a, b, self.commission)
        if all(f.outcome != "postponed" for f in rulings):  # What is put off names the meeting it is put off to.
            rulings = [f for f in rulings if not self._is_foreign(f)]
        lead = any(s < b and a < e for s, e in self.frame.lead) or self.sentence_no <= 2
        for f in rulings:
            f.lead = lead
        if rulings:
            if self.pending and self.pending[0] >= self.sentence_no - 2 and not rulings[0].votes:
                rulings[0].votes = self.pending[1]
            self.pending = None
            self._take(rulings)
            self.last_no = self.sentence_no
            return
        votes = votes_in(self.mask, a, b)
        if ballot := self._ballot(a, b, votes):
            self._take([ballot])
            self.last_no = self.sentence_no
        elif votes:
            self._votes_alone(a, b, votes)

    def _ballot(self, a: int, b: int, votes: Votes) -> Found | None:
        """A vote told by its counts, in the sentence that puts the matter to the vote or in the next one."""
        told = matter_put(self.mask, a, b)
        if not (told or votes or self.put):
            return None  # most sentences
        text = _OF_COMMISSION.sub("", self.mask.text[a:b])
        if _EARLIER_DAY.search(text) or _OFFICES.search(text) or self.frame.is_foreign(a, b):
            return None
        put, self.put = self.put, None
        found = ballot_in(self.mask, a, b, votes, told)
        if found is None and put and votes:
            outcome = outcome_of(self.mask, a, b, votes)
            found = Found(*put, outcome, votes, a) if outcome else None
        elif found and put and not headed(self.mask.text[found.start : found.end]):
            found.start, found.end = put
        self.put = None if found else told
        return found

    def _is_foreign(self, f: Found) -> bool:
        """Whether the verdict stands in a sentence of another meeting; one that the matter itself names is none."""
        inside = re.search(r"جلسه|نشست|کمیسیون|شورا", self.mask.text[f.start : f.end]) or _ITS_OWN.search(
            self.mask.text, max(0, min(f.at, f.start) - 60), f.at
        )
        return not inside and (
            self.frame.is_foreign(f.at, f.at + 1) or of_another_city(self.mask, min(f.start, f.at), self.frame.city)
        )

    def _take(self, rulings: list[Found]) -> None:
        """Adds decisions; a verdict without a matter right behind one says how that was voted."""
        for f in rulings:
            last = self.found[-1] if self.found else None
            near = last and self.sentence_no - self.last_no <= 1
            if (
                ("again" in f.tags or ("pointing" in f.tags and f.votes))
                and last
                and not last.votes
                and last.outcome == f.outcome
                and (near or ("pointing" in f.tags and len(self.found) == 1))
            ):
                fill(last.votes, f.votes)
            elif f.end > f.start and not (near and self._is_rider(f)):
                self.found.append(f)

    def _is_rider(self, f: Found) -> bool:
        """Whether an order only has the matter just decided reported on."""
        return "ordered" in f.tags and f.outcome == "approved" and is_report_of_it(self.mask.text[f.start : f.end])

    def _votes_alone(self, a: int, b: int, votes: Votes) -> None:
        """A sentence of votes without a verdict tells them of the matter it names, of the last one, or of the next."""
        text = self.mask.text[a:b]
        if (
            ("#" not in text and "مخالف" not in text and "اتفاق" not in text)
            or _EARLIER_DAY.search(text)
            or self.frame.is_foreign(a, b)
        ):
            return
        last = self.found[-1] if self.found else None
        if last and last.outcome == "elected" and not last.votes and _HE.search(text):
            last.votes = Votes(votes.votes_for, None, votes.abstentions)
            return
        if (
            not re.search(r"رای|موافق|مخالف|ارا", text)
            or _OFFICES.search(text)
            or any(v.frame not in ("with", "to") for v in find_verdicts(self.mask.text, a, b))
        ):
            return
        if _WERE_TAKEN.match(text) and last and not last.votes and last.outcome in ("approved", "rejected"):
            last.votes = votes
            return
        if told := voted(self.mask, self.found, text, votes):
            fill(told.votes, votes)
            return
        if last and self.sentence_no - self.last_no <= 1 and completes(last.votes, votes):
            fill(last.votes, votes)
            return
        agreed = introduced(self.mask, max(0, a - _SHORTLY), a) if _AGREED.search(text) else None
        outcome = by_count(votes)
        if agreed and outcome and not (last and last.at >= agreed[0]):
            self.found.append(Found(*agreed, outcome, votes, a))
            self.last_no = self.sentence_no
            return
        near = self.sentence_no - self.last_no <= 3 or (
            len(self.found) == 1
            and (re.search(r"این (?:لایحه|طرح|مصوبه|پیشنهاد)", text) or self.found[0].outcome == outcome == "rejected")
        )
        if self.found and near and not self.found[-1].votes and self.found[-1].outcome in ("approved", "rejected"):
            self.found[-1].votes = votes
        else:
            self.pending = (self.sentence_no, votes)

    def _table(self, line: Line) -> None:
        for row in tables.rows_of(self.mask, line.start, line.end):
            votes = row.votes
            if row.outcome == "elected":
                self.found.append(Found(row.start, row.end, "elected", votes, row.start))
                continue
            rulings = rulings_in(self.mask, row.start, row.end, self.commission, minutes=True)
            if rulings and row.counted:
                f = rulings[0]
                f.outcome, f.votes = row.outcome or f.outcome, votes or f.votes
                self.found.append(f)
                continue
            named = named_outcome(self.mask, row.start, row.end)
            outcome = (
                (named if named != "approved" and row.outcome in (None, "approved") else None)
                or row.outcome
                or by_count(votes)
                or named
                or ("approved" if row.counted and not votes and "مصوب" in line.heading else None)
            )
            if outcome:
                self.found.append(Found(*noun_of(self.mask, row.start, row.end), outcome, votes, row.start))

    def _item(self, line: Line) -> None:
        """An item of a list of decisions: one decision, or several sentences that tell theirs."""
        if self._elected_line(line):
            return
        rulings = item_rulings(self.mask, line, self._sentences(line), self.commission)
        self.sentence_no += 1
        self._take(rulings)
        self.last_no = self.sentence_no if rulings else self.last_no
