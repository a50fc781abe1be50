"""What stands among an article's blocks and is no part of it, known by its words."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from shahrkarimeh.text.letters import fold, squeeze
from shahrkarimeh.text.patterns import compiled

# Classes and ids of parts that are not the article, by whole words of a class: `post-share`, not `shareholders`;
# `wp-caption` is the box around picture and caption.
_NOISE_CLASS = re.compile(
    r"(?!wp-caption$)(?:[a-z0-9]+[-_])*(?:share|shares|sharing|sharebox|sharedaddy|social|socials|addtoany|addthis|heateor|related|"
    r"relateds|relatedposts|yarpp|shortlink|short[-_]link|comment|comments|respond|tags|taglinks|tagcloud|breadcrumbs?|pagination|"
    r"caption|news[-_]tools|post[-_]tools|entry[-_]meta|post[-_]meta|entry[-_]footer|post[-_]navigation|"
    r"print[-_](?:link|button|btn|news)|printfriendly|author[-_](?:box|bio)|screen[-_]reader[-_]text|more[-_]link|"
    r"top[-_]date|newsletter|rating|wp[-_]block[-_]post[-_]terms|wp[-_]block[-_]comments)(?:[-_][a-z0-9]+)*"
)


@lru_cache(maxsize=4096)
def is_noise_class(names: str) -> bool:
    """Whether the classes and ids of a tag, in one string, say that it is no part of the article."""
    words = names.lower().split()
    return "hentry" not in words and any(len(w) < 80 and _NOISE_CLASS.fullmatch(w) for w in words)


class Block(NamedTuple):
    """A block of a page."""

    text: str
    """Its lines parted by newlines, cells by tabs."""
    linked: int = 0
    """How many of its characters, spaces aside, stand in links."""
    heading: bool = False
    listing: bool = False

    @property
    def is_links(self) -> bool:
        """Whether there is little but links in it."""
        return self.linked > 0 and self.linked >= 0.7 * sum(not c.isspace() for c in self.text)


# Patterns below are matched on `fold(text)` with its spaces collapsed.
_END = r"[/\\.\-:|؛،\s]"
# «بیشتر بخوانید:», «اخبار مرتبط», «مطالب مشابه» before links to other posts
_RELATED = re.compile(
    r"(?:(?:مطالب|اخبار|خبر های|خبرهای|خبر|مطلب|نوشته های|نوشته|پست های|گزارش های|محتوای) "
    r"(?:مرتبط|مشابه|پیشنهادی|برگزیده)|"
    r"بیشتر بخوانید|بیشتر بخوانیم|بخوانید|همچنین بخوانید|این مطلب را هم بخوانید|حتما بخوانید|مرتبط ها|"
    r"در همین (?:رابطه|زمینه|باره)|پیشنهاد سردبیر|پربازدیدترین ها|پربیننده ترین ها|related posts?)"
)
_RELATED_HEAD = re.compile(rf"{_RELATED.pattern}{_END}*")
_RELATED_LINE = re.compile(rf"(?:{_RELATED.pattern}) ?[:؛/«-] ?\S")
# «دیدگاهتان را بنویسید», «۲ نظر», «نظرات کاربران»: from there on readers write
_COMMENTS_HEAD = re.compile(
    r"(?:دیدگاه(?: ?تان| خود)? را بنویسید|(?:[0-9]{1,4} )?(?:نظر|دیدگاه)(?: ?ها| ?ات)?(?: کاربران| شما| خوانندگان)?|"
    r"(?:ارسال|ثبت) (?:نظر|دیدگاه)(?: شما)?|پاسخ دهید|لغو پاسخ)"
    rf"{_END}*(?:\([0-9]+\))?"
)
# A whole line of the page's own tools: «کد خبر: ۱۴۸۷۳ | تعداد بازدید: ۱۲۰۸», «لینک کوتاه: https://…», «ارسال نظر»
_TOOL = (
    r"(?:(?:کد|شناسه) ?(?:خبر|مطلب|یادداشت|گزارش)|تعداد (?:بازدید|نظرات?|مشاهده)|بازدید ?ها?|شماره خبر)"
    r" ?:? ?[0-9,]{1,12}|"
    r"(?:لینک|پیوند|نشانی|ادرس) کوتاه(?: (?:خبر|مطلب))? ?:? ?(?:https?://)?\S{0,400}|"
    r"(?:ارسال (?:نظر|به دوستان)|نسخه چاپی|چاپ(?: (?:خبر|مطلب|این مطلب))?|پرینت|کپی لینک|ادامه مطلب|بازگشت به لیست)|"
    r"(?:این (?:مطلب|خبر|را) ?(?:را )?)?(?:به )?اشتراک ?(?:گذاری|بگذارید)"
    r"(?: در)?(?: ?:? ?(?:facebook|whatsapp|telegram|twitter|linkedin|x|"
    r"تلگرام|ایتا|واتس ?اپ|بله|سروش|روبیکا|توییتر|فیس ?بوک|اینستاگرام))*"
)
_TOOL_LINE = re.compile(rf"(?:{_TOOL})(?:{_END}*(?:{_TOOL}))*{_END}*")
_TAGS_LINE = re.compile(r"(?:برچسب(?: ?ها)?(?:ی خبر)?|تگ ها|کلید ?واژه(?: ?ها)?|کلمات کلیدی) ?:.{0,400}")
# «امروز: چهارشنبه ۳ اردیبهشت ۱۴۰۴ - ساعت ۱۱:۱۱»: the portal's own clock
_CLOCK = re.compile(
    r"امروز ?: ?(?:یک|دو|سه|چهار|پنج)? ?(?:شنبه|جمعه) [0-9]{1,2} \S{2,9} [0-9]{4}[ -]*(?:ساعت ?:? ?[0-9:]+)?"
)
# «نوشته … اولین بار در … پدیدار شد.»: what an SEO plug-in adds to feeds
_SYNDICATED = re.compile(
    r"(?:نوشته .{1,300} (?:اولین|نخستین) بار (?:در|بر) .{1,200} پدیدار شد|the post .{1,300} appeared first on .{1,200})"
    rf"{_END}*"
)
_SHORTCODE = re.compile(
    r"\[/?(?:gallery|caption|embed|video|audio|playlist|vc_\w+|et_pb_\w+|su_\w+)\b[^\]\n]{0,500}\]", re.I
)
# «انتهای پیام/», «پایان پیام/ت», «انتهای خبر/ ۱۱۰», at the end of a line
_END_MARK = compiled(
    rf"(?:^|(?<=[\s.!؟:»)؛/])){_END}*(?:انتهای|پایان) ?(?:پیام|خبر|گزارش|مطلب|متن)\b"
    rf"{_END}*(?:[0-9]{{1,6}}|[ا-ی]{{1,2}}|[a-z]{{1,3}})?{_END}*$"
)
_TOOLS = (_TOOL_LINE, _TAGS_LINE, _CLOCK, _SYNDICATED)
_CUT = re.compile(r"\s*(?:\[\s*(?:…|\.{2,4})\s*\]|…|\.{3,4})\s*(?:(?:ادامه (?:مطلب|خبر)|بیشتر بخوانید|»)\s*)*$")
_SPACES = compiled(r" {2,}")
_LINE_EDGE = compiled(r" *\n[ \n]*| +(?=\t)|(?<=\t) +")
_MAX_LINE = 600
"""No line of tools is longer; longer lines are not looked at as a whole."""


def _single_spaced(text: str) -> str:
    return _SPACES.sub(" ", text) if "  " in text else text


def _line_without_noise(line: str) -> str:
    if "[" in line:
        line = _SHORTCODE.sub("", line)
    for _ in range(4):
        tail = fold(line[-60:])
        mark = _END_MARK.search(tail) if "پایان" in tail or "انتهای" in tail else None
        if not mark:
            break
        line = line[: len(line) - len(tail) + mark.start()].rstrip()
    if len(line) > _MAX_LINE:
        return line
    folded = _single_spaced(fold(line)).strip()
    return "" if any(pattern.fullmatch(folded) for pattern in _TOOLS) else line


def _mended(text: str) -> str:
    text = _single_spaced(text)
    if "\n" in text or "\t" in text:
        text = _LINE_EDGE.sub(lambda m: "\n" if "\n" in m[0] else "", text)
    lines = text.split("\n")
    return "\n".join(line for raw in lines if (line := _line_without_noise(raw.strip(" ")).rstrip(" \t")))


def _without_parts(blocks: Sequence[Block]) -> list[str]:
    """The texts without related posts and reader comments, each known by the heading before it."""
    texts: list[str] = []
    skipping = False
    for block in blocks:
        short = len(block.text) <= _MAX_LINE
        folded = _single_spaced(fold(block.text)).strip() if short else ""
        if short and _RELATED_HEAD.fullmatch(folded):
            skipping = True
            continue
        if block.heading and short and _COMMENTS_HEAD.fullmatch(folded):
            break
        if short and _RELATED_LINE.match(folded) and (block.linked or block.listing):
            continue
        if skipping and (block.is_links or block.listing):
            continue
        skipping = False
        if text := _mended(block.text):
            texts.append(text)
    return texts


def _repeats(first: str, rest: Sequence[str]) -> bool:
    """Whether a first block only says what the next ones begin with: an excerpt cut by the CMS, or the lead twice."""
    cut = _CUT.search(first[-80:])
    said = squeeze(first[: len(first) - len(first[-80:]) + cut.start()] if cut else first)
    if len(said) < 15:
        return False
    following, missing = [], len(said)
    for text in rest:
        following.append(squeeze(text[: 3 * missing + 100]))
        missing -= len(following[-1])
        if missing <= 0 or not cut:
            break
    joined = "".join(following)
    return joined.startswith(said) if cut else joined == said


def without_noise(blocks: Sequence[Block], title: str | None) -> list[str]:
    """The texts of the article's own blocks.

    A first block that is the title, or repeats the text that follows, goes; but never the only one.
    """
    texts = _without_parts(blocks)
    headline = squeeze(title) if title else None
    for _ in range(3):
        if len(texts) < 2:
            break
        if (headline and len(texts[0]) < _MAX_LINE and squeeze(texts[0]) == headline) or _repeats(texts[0], texts[1:]):
            del texts[0]
        else:
            break
    return texts
