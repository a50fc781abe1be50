"""Which session numbers were found, which are missing, which are in doubt."""

from datetime import date, timedelta

from shahrkarimeh.coverage.sessions import Term, terms
from shahrkarimeh.items import MeetingReport
from tests.samples import report

BODY = {"city": "قم", "body": "شورای اسلامی شهر قم", "body_kind": "council", "term": 6}
START = date(2021, 8, 10)


def weekly(*numbers: int) -> list[tuple[MeetingReport, bool]]:
    return [(on(n, START + timedelta(days=7 * n)), False) for n in numbers]


def on(number: int | None, day: date | None, id_: int | None = None, **facts: object) -> MeetingReport:
    day_text = day.isoformat() if day else None
    return report(id_ or number or 0, "متن", **{**BODY, "session_number": number, "date": day_text, **facts})


def only(reports: list[tuple[MeetingReport, bool]]) -> Term:
    (term,) = terms(reports)
    return term


def test_the_numbers_up_to_the_highest_are_found_or_missing() -> None:
    term = only(weekly(196, 197, 200, 198))
    assert term.last == 200
    assert term.found() == [(196, 198), (200, 200)]
    assert term.missing() == [(1, 195), (199, 199)]


def test_several_reports_of_a_session_count_once_and_a_copy_alone_is_told() -> None:
    reports = [*weekly(1, 2), (on(2, START, 9), False), (on(3, START + timedelta(days=21), 10), True)]
    term = only(reports)
    assert term.numbers() == [1, 2, 3] and term.missing() == []
    assert term.only_in_copies() == [(3, 3)]


def test_a_number_that_its_date_contradicts_does_not_stretch_the_term() -> None:
    wrong = (on(1400, START + timedelta(days=30), 99), False)
    term = only([*weekly(1, 2, 3, 5), wrong])
    assert term.doubtful == {1400} and term.last == 5 and term.missing() == [(4, 4)]
    undated = (on(9999, None, 98), False)
    assert only([*weekly(1, 2, 3, 5), undated]).doubtful == {9999}


def test_a_number_out_of_the_order_of_days_is_in_doubt_and_still_found() -> None:
    early = (on(4, START - timedelta(days=300), 99), False)
    term = only([*weekly(1, 2, 3, 5, 6), early])
    assert term.doubtful == {4} and term.missing() == []


def test_of_two_that_contradict_each_other_neither_is_in_doubt() -> None:
    a, b = on(266, date(2024, 5, 1)), on(404, date(2023, 1, 1))
    assert only([(a, False), (b, False)]).doubtful == frozenset()


def test_a_report_published_a_month_late_is_no_contradiction() -> None:
    late = [(on(4, START + timedelta(days=7 * 4 + 30), 99), False)]
    assert only(weekly(1, 2, 3, 5, 6) + late).doubtful == frozenset()


def test_spellings_of_a_body_are_one_and_terms_are_apart() -> None:
    other = on(2, START + timedelta(days=14), body="شوراي اسلامي شهر قم")
    last_term = on(90, START - timedelta(days=90), term=5)
    found = terms([*weekly(1, 3), (other, False), (last_term, False)])
    assert [(t.body, t.term, t.numbers()) for t in found] == [
        ("شورای اسلامی شهر قم", 6, [1, 2, 3]),
        ("شورای اسلامی شهر قم", 5, [90]),
    ]


def test_no_number_no_term() -> None:
    assert terms([(on(None, START), False)]) == []


def test_ten_thousand_numbers_take_no_square_of_time() -> None:
    import time

    reports = [(on(n, START), False) for n in range(1, 3001)]
    start = time.process_time()
    terms(reports)
    assert time.process_time() - start < 10


def test_one_site_lacks_what_another_has() -> None:
    elsewhere = on(9, START + timedelta(days=63), 1)
    elsewhere.site = "b"
    term = only([*weekly(1, 2), (elsewhere, False)])
    assert term.sites() == ["a", "b"]
    assert term.of("a").missing() == [(3, 9)] and term.of("b").missing() == [(1, 8)]
