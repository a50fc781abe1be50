"""Lists of people and offices: «با حضور شهردار، مدیران مناطق سه‌گانه و دکتر … رئیس دانشکده», item by item."""

from dataclasses import dataclass

from shahrkarimeh.reports.document import Span
from shahrkarimeh.reports.list_edges import dropped, glued_crowd, his, may_go_on, numbered, starts
from shahrkarimeh.reports.list_words import (
    BODIES,
    CROWD,
    FILLERS,
    GROUPS,
    JOINTS,
    NUMERALS,
    OF_COUNCIL,
    OWN,
    PAREN,
    PRESS,
    SEATED_IN,
    SOME,
    SUITE,
    TOGETHER,
)
from shahrkarimeh.text.naming import LIGHT, is_name_word
from shahrkarimeh.text.people import Mention, People
from shahrkarimeh.text.words import lexicon

_MOST_ITEMS = 40
_LEFT_OVER = 2


@dataclass(frozen=True, slots=True)
class Item:
    """One of a list. `[start, end)` of the folded text: the name where there is one, else the office."""

    start: int
    end: int
    named: bool
    role: Span | None = None
    """The office beside a name."""


def read_list(people: People, i: int) -> tuple[list[Item], int]:
    """The items from token `i` on and the token at which the list ends."""
    out: list[Item] = []
    joint = ""
    while i < len(people.words) and len(out) < _MOST_ITEMS:
        w = people.word(i)
        together = (w, people.word(i + 1)) in TOGETHER
        if w in JOINTS or w in FILLERS or together:
            joint = w if w in JOINTS else joint
            people.sure = people.sure or (w == "اقایان" and people.word(i + 1) not in JOINTS)
            i += 2 if together else 1
            continue
        if w == "همراه" and people.word(i + 1) in ("با",):
            i += 2
            continue
        if w == ")" or (w == "(" and not out):  # «دو عضو (… و …)»
            i += 1
            continue
        if out and not out[-1].named and (w.isdigit() or w in NUMERALS or w == "تا") and numbered(people, i):
            out[-1] = Item(out[-1].start, people.end(i), named=False)
            i, joint = i + 1, ""
            continue
        if w == "از" and out and out[-1].named and people.word(i + 1) in lexicon().orgs:
            i = _to_next_joint(people, i)  # «خانم‌ها راد و امینی از کمیسیون فرهنگی، …»
            continue
        if (w, people.word(i + 1)) == ("به", "نمایندگی"):  # «و به نمایندگی از فرماندار، …»
            i, joint = _to_next_joint(people, i) + 1, "،"
            continue
        if w == "از" and people.word(i + 1) == "جمله":  # «مسئولان شهر از جمله شهردار و …»
            out = [o for o in out if o.named]
            i, joint = i + 2, "،"
            continue
        if out and out[-1].named and people.word(i - 1) == "»" and people.head_at(i):
            i = _role_behind(people, i, out)  # «مسعود الوندی» شهردار ساوه
            continue
        if people.sure and w.isdigit() and people.word(i + 1) in ("-", ")", ".", "–"):  # «1- عباس تیابی 2- …»
            joint, i = "،", i + 2
            continue
        if behind := dropped(people, i):
            i, joint = behind, ""
            continue
        step = _item(people, i, joint, out)
        if step is None and not people.is_stop(i) and (people.is_given(i + 1) or people.titles_at(i + 1)):
            i += 1  # an unknown title: «پرفسور حمید …»
            continue
        if step is None:
            break
        i, joint = step, ""
    return out, i


def _to_next_joint(people: People, i: int) -> int:
    """The index of the next comma or و from token `i` on; of the end where there is none."""
    return next((k for k in range(i, len(people.words)) if people.word(k) in ("،", "و")), len(people.words))


def names_only(people: People) -> People:
    """The words of a form's field: an office behind a comma is an item of its own unless all have one."""
    people.sure = True
    heads = [k for k in range(len(people.words)) if people.word(k - 1) in ("،", ",") and people.head_at(k)]
    commas = sum(people.word(k) in ("،", ",") for k in range(len(people.words)))
    people.parted = len(heads) * 2 < commas + 1
    return people


def _role_behind(people: People, i: int, out: list[Item]) -> int:
    found = people.mention_at(i)
    if not found or not found[0].role:
        return i + 1
    out[-1] = Item(out[-1].start, out[-1].end, named=True, role=found[0].role)
    return found[1]


def _item(people: People, i: int, joint: str, out: list[Item]) -> int | None:
    """Reads one item into `out`; the index behind it, None where the list ends."""
    if people.is_stop(i):
        return None
    if not joint and out and people.word(i + 1) in LIGHT and not people.head_at(i):
        return None  # «… رئیس کانون | برپا شد»
    found = people.mention_at(i)
    office = bool(people.head_at(i + people.titles_at(i)) or people.word(i) in lexicon().plural_heads)
    last = out[-1] if out else None
    if found is None or (found[0].name is None and found[0].role is None):
        mention, k = None, i
    else:
        mention, k = found
    if mention and mention.name and not office:
        return _named(people, i, k, mention, out)
    if mention and mention.name:
        out.append(Item(*mention.name, named=True, role=mention.role))
        return k
    if not mention and not starts(people, i) and last is None:
        return None
    k = _office_end(people, max(k, i + 1))
    if people.word(k) in ("وی", "ایشان", "او") and people.word(i) in lexicon().plural_heads:
        k += 1  # «معاونان عمرانی و مالی وی»
    if k - i > 1 and people.word(k) in LIGHT and people.word(k - 1) not in lexicon().role_words:
        k -= 1  # «شهردار | برپا شد»
    if (not starts(people, i)) and last and not last.named and joint and may_go_on(people, i, (last.start, last.end)):
        out[-1] = Item(last.start, people.end(k - 1), named=False)
        return k
    k = _cut_at_group(people, i, k)
    start = people.starts[i + people.titles_at(i) if people.titles_at(i) < k - i else i]
    return _close(people, Item(start, people.end(k - 1), named=False), k, out)


def _cut_at_group(people: People, i: int, k: int) -> int:
    """Ends an office before a group that a joint puts beside it: «سرپرست شهرداری و خانواده منتخبان»."""
    for n in range(i + 1, k):
        w = people.word(n)
        suite = (w in SUITE and people.word(n + 1) == "همراه") or his(w)
        if people.word(n - 1) in JOINTS and (suite or w in GROUPS or w in CROWD or w in PRESS):
            return n - 1
        if glued_crowd(w):
            return n
    return k


def _named(people: People, i: int, k: int, mention: Mention, out: list[Item]) -> int | None:
    last = out[-1] if out else None
    k, whole = _to_joint(people, i, k, mention)
    sure = whole or mention.certain or mention.role is not None or people.is_given(i) or starts(people, i)
    if not sure and last and not last.named and not mention.titled:
        if not may_go_on(people, i, (last.start, last.end)):
            return None
        # «نمایندگان اوقاف، میراث و اصناف»: what is governed by the office before
        k = _office_end(people, k)
        out[-1] = Item(last.start, people.end(k - 1), named=False)
        return k
    if not sure and any(people.word(n) in lexicon().object_starters for n in range(i, k)):
        return None  # «با حضور دکتر ملکی، وضعیت سلامت بررسی شد»
    group = people.word(i) in GROUPS or people.word(i) in BODIES
    if not sure and last is None and not group:
        return None
    if group and not mention.titled:
        k = _office_end(people, i + 1 if people.is_stop(i + 1) or people.word(i + 1) in JOINTS else max(k, i + 2))
        out.append(Item(people.starts[i], people.end(k - 1), named=False))
        return k
    if mention.name is None:
        return None
    out.append(Item(mention.name[0], max(mention.name[1], people.end(k - 1) if whole else 0), True, mention.role))
    if people.word(k) == "در" and people.word(k + 1) in SEATED_IN:
        k = _office_end(people, k + 2)
    return _skip_paren(people, k)


def _to_joint(people: People, i: int, k: int, mention: Mention) -> tuple[int, bool]:
    """A name of which the next joint, an office or the end is the bound, as in lists: where it ends, and if it does."""
    if mention.role is not None or mention.name is None:
        return k, False
    n = k
    while n < len(people.words) and n - k < _LEFT_OVER and people.words[n][0].isalpha():
        if people.is_stop(n) or people.head_at(n) or people.word(n) in JOINTS or people.word(n + 1) in LIGHT:
            break
        n += 1
    bound = (
        n == len(people.words)
        or people.word(n) in JOINTS
        or people.word(n)[0] in "().:؛0123456789"
        or people.head_at(n)
    )
    named = mention.titled or people.sure or is_name_word(people.word(n - 1)) or mention.certain
    whole = bool(bound and named and n - i - people.titles_at(i) > (0 if mention.titled or people.sure else 1))
    return (n, True) if whole and (n > k or people.sure or not mention.certain) else (k, False)


def _office_end(people: People, k: int) -> int:
    """Over the words that still belong to an office, which no list of words knows."""
    while k < len(people.words):
        w = people.word(k)
        if w in JOINTS or w in "()«»:.؛" or people.is_stop(k) or people.titles_at(k):
            break
        if people.head_at(k) or w in lexicon().plural_heads:
            break
        k += 1
    if people.word(k) == "در" and people.word(k + 1) in SEATED_IN:
        return _office_end(people, k + 2)
    if people.word(k) == "به" and people.word(k - 1) == "وابسته":
        return _office_end(people, k + 1)
    if people.word(k) == "از" and people.word(k - 1) in SOME and not people.is_stop(k + 1):
        return _office_end(people, k + 1)
    # «معاونین وی»
    return k + (people.word(k) in ("وی", "ایشان", "او") and people.word(k - 1) in lexicon().plural_heads)


def _skip_paren(people: People, k: int) -> int:
    if people.word(k) == "(":
        for n in range(k, min(k + 14, len(people.words))):
            if people.word(n) == ")":
                return n + 1
    return k


def _close(people: People, item: Item, k: int, out: list[Item]) -> int:
    """Takes the name in parentheses behind an office: «معاون عمرانی (مهندس راوندیان)»."""
    if people.word(k) == "(":
        m = PAREN.match(people.folded, people.starts[k])
        inner = People(people.folded, m.start(1), m.end(1), people.text) if m else None
        found = inner.mention_at(0) if inner and inner.words else None
        k = _skip_paren(people, k)
        if found and found[0].name and (found[0].titled or found[0].certain):
            out.append(Item(*found[0].name, named=True, role=(item.start, item.end)))
            return k
    words = people.folded[item.start : item.end]
    if not OF_COUNCIL.match(words) and words.strip() not in OWN:
        out.append(item)
    return k
