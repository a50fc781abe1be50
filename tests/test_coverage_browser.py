"""The page in headless Chromium: from the demo's recordings, and from data that means harm."""

import base64
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from shahrkarimeh.coverage.gather import page
from shahrkarimeh.items import MeetingReport, Speaker, Statement, to_json
from shahrkarimeh.scores import read_scores
from shahrkarimeh.store import Reader
from tests.browser import Browser, browser
from tests.samples import report

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
DOCS = ROOT / "docs" / "coverage.md"
ROWS = "[...document.querySelectorAll('.reports tbody .link')].map(e => e.textContent)"
HOSTILE = '"><img src=x onerror="window.harmed=1"><script>window.harmed=1</script></script>\u202eabc<b>b</b>&amp;'


@pytest.fixture(scope="module")
def window() -> Iterator[Browser]:
    with tempfile.TemporaryDirectory() as profile, browser(Path(profile)) as opened:
        yield opened


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("demo")
    recordings = [str(ROOT / f"recordings/{name}.warc.gz") for name in ("shahrekarimeh", "qomshora")]
    command = [sys.executable, "-m", "shahrkarimeh"]
    subprocess.run(
        [*command, "crawl", "-q", "--replay", *recordings, "--data", str(directory / "data")], check=True, cwd=ROOT
    )
    out = directory / "page.html"
    subprocess.run([*command, "report", "--data", str(directory / "data"), "--out", str(out)], check=True, cwd=ROOT)
    return out


def made(directory: Path, *reports: MeetingReport) -> Path:
    (directory / "reports.jsonl").write_text("".join(f"{to_json(r)}\n" for r in reports), "utf-8")
    out = directory / "page.html"
    out.write_text(page(Reader(directory), {})[0], "utf-8")
    return out


@pytest.fixture(autouse=True)
def _as_it_was(window: Browser) -> None:
    window.size(1440)
    window.media()
    window.complaints()


TYPE = """
    const query = document.getElementById('query');
    query.value = arguments[0];
    query.dispatchEvent(new Event('input'));"""
OUTSIDE = """
    return [...document.querySelectorAll('main *')].filter((e) => !e.closest('.scroll,svg,.hidden,thead,.lists dd'))
        .map((e) => [e.getBoundingClientRect(), e.outerHTML.slice(0, 90)])
        .filter(([box]) => box.width && (box.right > innerWidth + 1 || box.left < -1)).map(([, html]) => html);"""
WIDTHS = """
    const width = (text) => {
        const span = document.createElement('span');
        span.textContent = text;
        document.body.append(span);
        const found = span.getBoundingClientRect().width;
        span.remove();
        return found;
    };
    const [word] = arguments;
    return [width(word), width([...word].join('\u200c')), [...word].reduce((sum, c) => sum + width(c), 0)];"""
ONLY_IN_TEXT = """
    const [row] = packed.facts.rows;
    return loadDetail(row).then(({ t: text }) => (
        text.split(/\\s+/).find((word) => squeeze(word).length > 5 && !factsOf(row).includes(squeeze(word)))));"""
STATE = """
    const { lang, dir } = document.documentElement;
    return [lang, dir, document.title, document.getElementById('asof').textContent];"""
RATIOS = """
    const part = (v) => (v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    const light = (name) => {
        const [r, g, b] = [1, 3, 5].map((k) => part(parseInt(colour(name).slice(k, k + 2), 16) / 255));
        return .2126 * r + .7152 * g + .0722 * b;
    };
    const ratio = (a, b) => {
        const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
        return (x + .05) / (y + .05);
    };
    return Object.fromEntries(arguments[0].map(([a, b]) => [`${a} on ${b}`, ratio(a, b)]));"""


def press(window: Browser, selector: str) -> None:
    window.js("document.querySelector(arguments[0]).click()", selector)


def redrawn(window: Browser, selector: str) -> None:
    before = window.js("return document.documentElement.dataset.plots")
    press(window, selector)
    window.wait(f"document.documentElement.dataset.plots !== '{before}'")


def search(window: Browser, query: str) -> list[str]:
    window.js(TYPE, query)
    window.wait("!searching.begun || index.blocks === blockCount()")
    return window.js(f"return {ROWS}")


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_complaint_and_nothing_wider_than_the_view(window: Browser, demo: Path, width: int, scheme: str) -> None:
    window.size(width)
    window.media(scheme=scheme)
    window.open(demo)
    window.js("document.querySelectorAll('details').forEach(d => { d.open = true })")
    for _ in ("fa", "en"):
        assert window.js("return document.documentElement.scrollWidth") <= width
        assert window.js(OUTSIDE) == []
        redrawn(window, "#language")
    press(window, ".reports .link")
    window.wait("document.getElementById('report').open")
    assert window.js("const d = document.getElementById('report'); return d.scrollWidth <= d.clientWidth")
    assert window.js("return document.querySelectorAll('.plot .bars, .plot .scatterlayer').length") >= 8
    assert window.complaints() == []


def test_nothing_is_asked_of_any_network(window: Browser, demo: Path) -> None:
    window.open(demo)
    asked = "return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith('data:'))"
    assert window.js(asked) == []
    assert window.js("return fetch('https://example.org/').then(() => 'sent', () => 'refused')") == "refused"
    assert any("Content Security Policy" in c for c in window.complaints())


def test_persian_letters_are_joined_and_in_our_font(window: Browser, demo: Path) -> None:
    window.open(demo)
    joined, parted, isolated = window.js(WIDTHS, "مجلس")
    assert joined < 0.9 * isolated and joined < 0.9 * parted
    assert window.js("return [...document.fonts].some(f => f.status === 'loaded')")
    assert window.js("return getComputedStyle(document.body).direction + document.documentElement.lang") == "rtlfa"


def test_search_knows_spellings_half_spaces_and_the_text(window: Browser, demo: Path) -> None:
    window.open(demo)
    all_rows = window.js(f"return {ROWS}")
    first = search(window, "نصیری‌پور")
    assert 0 < len(first) < len(all_rows)
    for same in ("نصیری پور", "نصیریپور", "نصيري‌پور", "نصيريپور"):
        assert search(window, same) == first
    number = search(window, "۱۲۴۰")
    assert number and search(window, "1240") == number
    word = window.js(ONLY_IN_TEXT)
    assert word and search(window, word)
    assert search(window, "qqqqzzzz") == []
    assert len(search(window, "")) == len(all_rows)


def test_the_program_and_the_page_fold_alike(window: Browser, demo: Path) -> None:
    from shahrkarimeh.text.letters import squeeze

    window.open(demo)
    for text in ("شوراي اسلامي شهر ۱۲٫۵", "مسئول هیأت رؤیت خانهٔ", "نیم‌فاصله «گیومه» ABC", "١٢٣ كتاب آب", "مُحَمَّد مـــتن"):
        assert window.js("return squeeze(arguments[0])", text) == squeeze(text)


def test_switches_language_theme_and_body(window: Browser, demo: Path) -> None:
    window.open(demo)
    persian = window.js(STATE)
    redrawn(window, "#language")
    english = window.js(STATE)
    assert english[:3] == ["en", "ltr", "Coverage of the meeting reports"]
    assert "2026" in english[3] or "20" in english[3]
    assert persian[:2] == ["fa", "rtl"] and any(d in persian[3] for d in "۰۱۲۳۴۵۶۷۸۹")
    light = window.js("return getComputedStyle(document.body).backgroundColor")
    redrawn(window, "#theme")
    assert window.js("return getComputedStyle(document.body).backgroundColor") != light
    reports = window.js("return document.querySelector('#totals dd').textContent")
    window.js("const b = document.getElementById('body'); b.selectedIndex = 1; b.dispatchEvent(new Event('change'))")
    assert int(window.js("return document.querySelector('#totals dd').textContent")) < int(reports)


def test_the_grid_by_keyboard_and_the_report_it_opens(window: Browser, demo: Path) -> None:
    window.open(demo)
    cells = "document.querySelectorAll('.term[open] .cell')"
    assert window.js(f"return [...{cells}].filter(c => c.tabIndex === 0).length") == 1
    key = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: arguments[0], bubbles: true}))"
    window.js(f"{cells}[0].focus(); {key}", "ArrowLeft")
    assert window.js("return document.activeElement.dataset.n") == "2"
    missing = window.js("return document.querySelector('.term[open] .said').textContent")
    assert "پیدا نشد" in missing
    window.js("document.querySelector('.term[open] button.cell.found').click()")
    window.wait("document.getElementById('report').open")
    assert window.js("return document.querySelectorAll('#report .text mark').length") > 2
    assert window.js("return location.hash").startswith("#report=")
    window.js("document.querySelector('#report .close').click()")
    window.wait("!document.getElementById('report').open && location.hash === ''")


def test_the_marks_stand_on_the_words_of_the_fields(window: Browser, demo: Path) -> None:
    window.open(demo, "#report=shahrekarimeh%3A125")
    window.wait("document.querySelector('#report[open] .text mark')")
    decided = window.js(
        "return [...document.querySelectorAll('#report .text mark.f-decision')].map(m => m.textContent)"
    )
    assert "متمم بودجه سازمان آتش‌نشانی" in decided
    assert window.js("return document.querySelector('#report .text .chip.decision').textContent").startswith(
        "تصویب ۱۰ موافق"
    )


def test_hostile_text_stays_text(window: Browser, tmp_path: Path) -> None:
    bad = report(
        1,
        f"{HOSTILE}\n\n{HOSTILE}",
        body=HOSTILE,
        city=HOSTILE,
        topic=HOSTILE,
        session_number=10**9,
        date="2020-01-01",
        attendees=[HOSTILE],
        chair=HOSTILE,
    )
    bad.title, bad.attribution = HOSTILE, HOSTILE
    bad.speakers = [Speaker(name=HOSTILE, role=HOSTILE)]
    bad.statements = [Statement(speaker=0, text=HOSTILE, quote=True, span=(0, 10**6))]
    window.open(made(tmp_path, bad), "#report=a%3A1")
    window.wait("document.querySelector('#report[open] .text mark')")
    redrawn(window, "#language")
    assert window.js("return window.harmed ?? null") is None
    assert window.js("return document.querySelectorAll('img, main script, dialog script, .plot a').length") == 0
    assert "onerror" in window.js("return document.querySelector('#report .text').textContent")
    assert window.js("return document.documentElement.scrollWidth <= innerWidth")
    assert window.complaints() == []


def test_reports_that_say_nothing(window: Browser, tmp_path: Path) -> None:
    empty = MeetingReport.model_validate({"id": "a:1", "site": "a", "url": "", "title": "", "text": "", "meeting": {}})
    window.open(made(tmp_path, empty), "#report=a%3A1")
    window.wait("document.getElementById('report').open")
    assert window.js("return document.querySelectorAll('[data-plot] .plot').length") == 2  # the fields: told, read
    assert window.complaints() == []


def test_letters_and_marks_meet_contrast_aa(window: Browser, demo: Path) -> None:
    marks = ["decision", "statement", "person", "number", "when", "what", "source"]
    texts = [
        "ink",
        "quiet",
        "accent",
        "second",
        "closed",
        "rejected",
        "approved",
        "referred",
        "error",
        "warning",
        "note",
    ]
    pairs = [
        *(("ink", f"m-{m}") for m in marks),
        *((x, "panel") for x in texts),
        ("quiet", "paper"),
        ("on-accent", "accent"),
        ("ink", "soft"),
    ]
    for scheme in ("light", "dark"):
        window.media(scheme=scheme)
        window.open(demo)
        assert {k: v for k, v in window.js(RATIOS, pairs).items() if v < 4.5} == {}


def test_it_prints_on_white_within_the_paper(window: Browser, demo: Path, tmp_path: Path) -> None:
    window.media(scheme="dark")
    window.open(demo)
    paper = {"paperWidth": 8.27, "paperHeight": 11.69, "printBackground": True}
    raw = base64.b64decode(window.driver.execute_cdp_cmd("Page.printToPDF", paper)["data"])
    assert raw.startswith(b"%PDF") and 3 <= len(re.findall(rb"/Type */Page\b", raw)) <= 40
    window.media(kind="print", scheme="dark")
    window.size(700)
    window.js("window.dispatchEvent(new Event('beforeprint'))")
    assert window.js("return document.documentElement.dataset.theme") == "light"
    assert window.js("return getComputedStyle(document.querySelector('.filters')).display") == "none"
    assert window.js("return document.documentElement.scrollWidth") <= 700


def test_the_docs_show_what_the_benchmark_prints(tmp_path: Path) -> None:
    shown = re.search(
        r"<!-- page -->\n```\n\$ python -m benchmarks.page\n(.*?)\n```\n", DOCS.read_text("utf-8"), re.DOTALL
    )
    assert shown, "docs/coverage.md shows the figures"
    printed = subprocess.run(
        [sys.executable, "-m", "benchmarks.page", "30"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    form = [re.split(r"\s{2,}", re.sub(r"[\d,.]*\d", "#", line.strip())) for line in (shown[1] + "\n").splitlines()]
    told = [re.split(r"\s{2,}", re.sub(r"[\d,.]*\d", "#", line.strip())) for line in printed.splitlines()]
    assert form == told, "python tools/readme.py --page mends it"


OUTSIDE_PLOTS = """
    return [...document.querySelectorAll('.plot')].flatMap((plot) => {
        const box = plot.getBoundingClientRect();
        return [...plot.querySelectorAll('text')].map((e) => [e.getBoundingClientRect(), e.textContent])
            .filter(([at]) => at.left < box.left - 1 || at.right > box.right + 1).map(([, text]) => text);
    });"""


def test_numbers_of_four_digits_stand_within_the_plots_of_a_phone(window: Browser, tmp_path: Path) -> None:
    much = report(1, "متن", session_number=3)
    much.speakers = [Speaker(name="علی احمدی", role="رئیس کمیسیون عمران و حمل‌ونقل شورای اسلامی شهر")]
    much.statements = [Statement(speaker=0, text="م", quote=False, span=(0, 1))] * 4647
    window.size(360)
    window.open(made(tmp_path, much))
    for _ in ("fa", "en"):
        assert window.js(OUTSIDE_PLOTS) == []
        redrawn(window, "#language")


def test_years_without_a_meeting_have_their_place(window: Browser, tmp_path: Path) -> None:
    window.open(made(tmp_path, *(report(n, "متن", date=f"{year}-06-01") for n, year in enumerate((2010, 2014), 1))))
    rows = "[...document.querySelectorAll('[data-plot=openness] tbody th')].map(e => e.textContent)"
    assert window.js(f"return {rows}") == ["۱۳۸۹", "۱۳۹۰", "۱۳۹۱", "۱۳۹۲", "۱۳۹۳"]


def test_sites_and_runs_can_be_read_on_a_phone(window: Browser, demo: Path) -> None:
    window.size(360)
    window.open(demo)
    cells = (
        "[...document.querySelectorAll('#sites th, #sites td, #runs th, #runs td')].filter(e => !e.closest('thead'))"
    )
    assert window.js(f"return {cells}.every(e => e.getBoundingClientRect().width > 280)")
    assert (
        window.js("return getComputedStyle(document.querySelector('#runs td'), '::before').content") == '"پایان اجرا"'
    )


def test_how_well_fields_are_read_is_shown(window: Browser, demo: Path, tmp_path: Path) -> None:
    cells = "return [...document.querySelectorAll('[data-plot=scores] tbody tr > *')].map(e => e.textContent)"
    note = "return document.querySelector('[data-plot=scores] figcaption p').textContent"
    window.open(demo)
    own = read_scores()
    assert own.unseen
    assert f"سنجیده بر {own.unseen} خبر".translate(PERSIAN) in window.js(note)
    chair = f"{own.fields['chair']['score']:.0%}".translate(PERSIAN).replace("%", "٪")
    assert f"رئیس جلسه {chair} {own.fields['chair']['n']}".translate(PERSIAN) in " ".join(window.js(cells))
    (tmp_path / "scores.json").write_text('{"chair": {"score": 0.875, "n": 40}, "overall": {"score": 0.9}}', "utf-8")
    words = ["--data", str(demo.parent / "data"), "--out", str(tmp_path / "page.html")]
    command = [sys.executable, "-m", "shahrkarimeh", "report", *words, "--scores", str(tmp_path / "scores.json")]
    subprocess.run(command, check=True)
    window.open(tmp_path / "page.html")
    assert window.js(cells) == ["رئیس جلسه", "۸۸٪", "۴۰"]
    assert window.js(note) == "سنجیده بر خبرهایی که خواننده‌ای نشانه‌گذاری کرده است"
    assert window.complaints() == []
