"""Where the items of a list of people begin and who is not counted: crowds, suites, the members as a body."""

from shahrkarimeh.reports.list_words import (
    BODIES,
    COUNTED,
    CROWD,
    GROUPS,
    JOINTS,
    KIN,
    MEMBERS,
    NUMERALS,
    OF_COUNCIL,
    PRESS,
    QUALITIES,
    SUITE,
)
from shahrkarimeh.text.people import People
from shahrkarimeh.text.words import lexicon


def numbered(people: People, i: int) -> bool:
    """Whether the number at `i` counts districts: behind «منطقه» or another such number."""
    k = i - 1
    while people.word(k) in (*JOINTS, "تا") or people.word(k).isdigit() or people.word(k) in NUMERALS:
        k -= 1
    return people.word(k) in ("منطقه", "مناطق", "ناحیه", "نواحی")


def _is_uncounted(people: People, i: int) -> bool:
    """Whether a crowd, a suite, the press or the members as a body are named at token `i`."""
    w = people.word(i)
    rest = people.folded[people.starts[i] : people.starts[i] + 60]
    if w in CROWD or glued_crowd(w) or w in PRESS or COUNTED.match(rest):
        return True
    if w in lexicon().plural_heads and people.word(i + 1) in ("مربوطه", "ذیربط", "ذی", "مرتبط"):
        return True  # «کارشناسان مربوطه»
    if w in lexicon().plural_heads and (people.word(i + 1), people.word(i + 2)) == ("دستگاه", "ها"):
        return True  # «مدیران دستگاه‌ها»
    if w in NUMERALS and (people.head_at(i + 1) or his(people.word(i + 1))):
        return True  # «دو استاد دانشگاه», «دو معاونش»
    if w == "ریاست" and people.word(i + 1) == "محترم" and people.word(i + 2) in JOINTS:
        return True
    if w == "بیش" and people.word(i + 1) == "از":
        return True  # «بیش از بیست نفر از کسبه»
    if w == "هر":
        return people.word(i + 2) in ("عضو", "نفر")
    if w in SUITE and people.word(i + 1) == "همراه":
        return True
    # «عضو شورا» may be somebody's office, «منتخبان مردم» a group
    return w in MEMBERS and (w not in ("عضو", "منتخبان", "منتخبین", "کل") or bool(OF_COUNCIL.match(rest)))


def dropped(people: People, i: int) -> int:
    """The index behind those who are not listed; 0 where none of them stands here."""
    if not _is_uncounted(people, i):
        return 0
    k = i + 1
    if people.word(i) == "هر" and people.word(i + 3) in ("یعنی", ":", "("):
        people.sure = True
        return i + 4  # «هر پنج عضو یعنی راد، ثریا کلهری و …»
    if people.word(i) in ("مدعوین", "مدعوان", "مهمانان", "میهمانان") and (people.titles_at(k) or people.head_at(k)):
        return k  # «و مدعوین آقایان …»
    if people.word(i) in QUALITIES and starts(people, k):
        return k
    while k < len(people.words):
        t = people.word(k)
        if t == "یعنی":
            return k + 1  # «سه تن از مدیران شهرداری یعنی مدیر مالی، …»
        if (t, people.word(k + 1)) == ("به", "همراه"):
            break
        if t in ("،", ",", "؛", ":") or (t in ("و", "(") and starts(people, k + 1)):
            break
        if people.word(i) in MEMBERS and _is_someone(people, k):
            break  # «اعضای کمیسیون خانم‌ها دکتر آزاده درجزینی و …»
        if people.is_stop(k) and t not in ("از", "و", "یک", "(", ")", "این", "ان", "همه", "کلیه", "همراه"):
            break
        k += 1
    return k


def _is_someone(people: People, k: int) -> bool:
    return bool(people.titles_at(k)) or (people.is_given(k) and people.word(k) not in lexicon().weak)


def starts(people: People, i: int) -> bool:
    """Whether an item of a list begins here beyond doubt."""
    w = people.word(i)
    return bool(
        people.titles_at(i)
        or his(w)
        or people.head_at(i)
        or w in lexicon().plural_heads
        or w in GROUPS
        or w in CROWD
        or w in MEMBERS
        or (w in KIN and people.word(i + 1) in ("شهید", "شهدا", "شهدای", "شهیدان"))
        or people.is_given(i)
        or w in ("سید", "سیده")
    )


def may_go_on(people: People, i: int, last: tuple[int, int]) -> bool:
    """Whether an office takes one more field or body: «نمایندگان آب، برق و اصناف», not «رئیس بنیاد، نام‌گذاری …»."""
    lex, head = lexicon(), people.folded[slice(*last)].split()[0]
    plural = head in lex.plural_heads or head in GROUPS or head not in lex.heads
    return plural or people.word(i) in lex.role_words or people.word(i) in lex.orgs or people.word(i) in BODIES


def his(word: str) -> bool:
    """«معاونانش»."""
    return word.endswith("ش") and (
        word[:-1] in lexicon().plural_heads or (word[:-1],) in lexicon().heads.get(word[:-1], ())
    )


def glued_crowd(word: str) -> bool:
    """«وجمعی از شهروندان»: the joint is glued to it."""
    return word.startswith("و") and word[1:] in CROWD
