"""Copies: found whatever was put around them, and nothing else taken for one."""

import json
import random
import time
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from shahrkarimeh import dedup
from shahrkarimeh.dedup import fingerprint, is_copy, overlap, signature, wording, worth_comparing
from shahrkarimeh.items import Meeting, MeetingReport
from shahrkarimeh.platforms import read_any
from shahrkarimeh.platforms.base import Page
from shahrkarimeh.sites import Site
from shahrkarimeh.store import COPIES, REPORTS, Store
from shahrkarimeh.text.letters import fold
from tests.samples import report, words

CORPUS = Path(__file__).parent / "corpus"


def corpus() -> dict[str, tuple[dict[str, Any], MeetingReport]]:
    """All posts of the corpus by document, as the platform reads them, each taken for a report."""
    documents = {}
    for line in [line for path in sorted(CORPUS.glob("dev*.jsonl")) for line in path.read_bytes().splitlines()]:
        document = json.loads(line)
        site = Site(name=document["site"], title=document["site"], home=document["url"].partition("/%")[0] + "/")
        (post,) = read_any(site, Page(document["url"], 200, {}, line))
        facts = Meeting(session_number=(document["gold"].get("meeting") or {}).get("session_number"))
        data = post.model_dump(exclude={"kind", "id"})
        documents[document["doc"]] = document, MeetingReport(**data, id=document["doc"], meeting=facts)
    return documents


@pytest.fixture(scope="module")
def documents() -> dict[str, tuple[dict[str, Any], MeetingReport]]:
    return corpus()


def families(pairs: list[tuple[str, str]]) -> set[frozenset[str]]:
    """The sets of documents that pairs join."""
    found: list[set[str]] = []
    for a, b in pairs:
        joined = [f for f in found if a in f or b in f]
        found = [f for f in found if f not in joined] + [{a, b}.union(*joined)]
    return set(map(frozenset, found))


def test_the_corpus_has_its_copies_and_no_others(documents: Any) -> None:
    wordings = {name: wording(item.model_dump()) for name, (_, item) in documents.items()}
    annotated = [(name, d["same_as"]) for name, (d, _) in documents.items() if "same_as" in d]
    taken = [(a, b) for a, b in combinations(wordings, 2) if is_copy(wordings[a], wordings[b])]
    assert len(annotated) == 7 and set(map(frozenset, annotated)) <= set(map(frozenset, taken))
    assert families(taken) == families(annotated)
    keys = {name: set(signature(w.shingles)) for name, w in wordings.items()}
    for a, b in taken:
        sizes = len(wordings[a].shingles), len(wordings[b].shingles)
        assert worth_comparing(len(keys[a] & keys[b]), *sizes), (a, b)
    # The margin that the bounds stand in: invitations of two councils, all set phrases, share half of what they ask.
    apart = [
        overlap(wordings[a], wordings[b])[0]
        for a, b in combinations(wordings, 2)
        if (a, b) not in taken and "revises" not in {**documents[a][0], **documents[b][0]}
    ]
    assert min(overlap(wordings[a], wordings[b])[0] for a, b in taken) > 1.5 * dedup.CONTAINED
    assert max(apart) < 0.6 * dedup.CONTAINED


@pytest.mark.parametrize("seed", range(4))
def test_the_store_finds_them_in_any_order(documents: Any, tmp_path: Path, seed: int) -> None:
    order = sorted(documents)
    random.Random(seed).shuffle(order)
    store = Store(tmp_path)
    pairs = []
    for name in order:
        item = documents[name][1].model_copy()
        item.duplicate_of = store.original(item)
        store.append(item, COPIES if item.duplicate_of else REPORTS)
        if item.duplicate_of:
            pairs.append((name, item.duplicate_of))
    store.close()
    assert families(pairs) == families([(n, d["same_as"]) for n, (d, _) in documents.items() if "same_as" in d])
    heads = {head for _, head in pairs}
    assert not heads & {name for name, _ in pairs}  # a copy is told by the report that stands


TEXT = "\n\n".join(words(n, 40) for n in range(5))


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        f"به گزارش خبرنگار ما از محل برگزاری، امروز صبح\n\n{TEXT}\n\nانتهای پیام",
        TEXT[: len(TEXT) // 2],
        TEXT[len(TEXT) // 2 :],
        "\n\n".join(TEXT.split("\n\n")[1:4]) + "\n\n" + words(77, 60),
        TEXT.replace("ی", "ي").replace("ک", "ك"),
        TEXT.replace("1", "۱").replace("2", "٢"),
    ],
    ids=["same", "lead", "first half", "second half", "middle and more", "Arabic letters", "Persian digits"],
)
def test_what_is_put_around_or_cut_off_makes_no_other_report(copy: str) -> None:
    a, b = wording(report(1, TEXT).model_dump()), wording(report(2, copy, site="b").model_dump())
    assert is_copy(a, b) and is_copy(b, a)


def test_what_differs_in_matter_is_no_copy() -> None:
    def copied(one: MeetingReport, other: MeetingReport) -> bool:
        return is_copy(wording(one.model_dump()), wording(other.model_dump()))

    first = report(1, f"نرخ تازه ۲۰۰۰ تومان است. {TEXT}", session_number=5)
    assert copied(first, report(2, first.text, session_number=5))  # put up again
    assert copied(first, report(2, first.text, site="b"))
    assert not copied(first, report(2, first.text, site="b", session_number=6))
    # A correction, said to be one or not, repeats the words and not the report.
    assert not copied(first, report(2, f"{first.text} اصلاحیه: در خبر پیشین نرخ نادرست آمده بود.", site="b"))
    titled = report(2, first.text, site="b").model_copy(update={"title": "اصلاحیه/ نرخ تازه"})
    assert not copied(first, titled)
    assert not copied(first, report(2, first.text.replace("۲۰۰۰", "۲۵۰۰")))
    # A council's bill may be called a correction too.
    assert copied(first, report(2, f"{first.text} لایحه اصلاحیه بودجه بررسی شد.", site="b"))


def test_formulas_and_digests_make_no_copies() -> None:
    formula = "جلسه رسمی و علنی شورای اسلامی شهر با حضور اکثریت اعضا به ریاست رئیس شورا در سالن جلسات برگزار شد "
    shorts = [wording(report(n, formula + words(n, 30), site=f"s{n}").model_dump()) for n in range(3)]
    assert not any(is_copy(a, b) for a, b in combinations(shorts, 2))
    digest = wording(report(9, "\n\n".join(words(n, 100) for n in range(20)), site="b").model_dump())
    assert not is_copy(digest, wording(report(1, words(1, 100)).model_dump()))
    empty = wording(report(1, "").model_dump())
    assert not is_copy(empty, empty) and signature(empty.shingles) == []


def test_the_fingerprint_sees_words_and_no_spelling() -> None:
    assert fingerprint("جلسهٔ شورا", "می‌شود ١٢") == fingerprint("جلسه شورا", "مي شود 12")
    assert fingerprint("جلسه", "شورا") != fingerprint("جلسه شورا", "")
    assert fingerprint("الف", "۱۱ رأی") != fingerprint("الف", "۱۰ رأی")


def test_comparing_takes_a_bounded_time_for_any_text() -> None:
    huge = report(1, "الف " * 1_000_000 + words(1, 50_000))
    started = time.perf_counter()
    mine = wording(huge.model_dump())
    signature(mine.shingles)
    assert is_copy(mine, mine) and time.perf_counter() - started < 20


def test_words_are_those_of_the_folded_text(documents: Any) -> None:
    for _, item in documents.values():
        assert dedup._words(item.text)[0] == dedup._WORD.findall(fold(item.text))
    odd = "شهرِ قم‌ است " + "ـ" * 100 + " الف" + "ب" * 100 + "\x1cپ\u2028ت مسئولان\u064b"
    assert dedup._words(odd)[0] == dedup._WORD.findall(fold(odd))
