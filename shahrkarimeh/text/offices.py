"""How far an office goes: «معاون عمرانی شهردار», «نماینده مردم قم در مجلس», over words that no list knows too."""

from shahrkarimeh.text.letters import fold
from shahrkarimeh.text.naming import LIGHT, Naming
from shahrkarimeh.text.ordinary import is_ordinary, is_plain
from shahrkarimeh.text.phrases import DIVINE, SAYYED

_NEVER_INSIDE = frozenset(("ریاست", "عضو", "سخنگوی", "سخنگو", "منشی"))
_COUNTS = frozenset("دو سه چهار پنج شش هفت هشت نه ده یازده دوازده سیزده چهارده پانزده بیست سی صد هزار".split())
_BLESSINGS = frozenset(("س", "ع", "عج", "ص", "ره", "رض", "قدس", "مدظله"))
_MAX_ROLE = 16
_FEW = 5
_LONGEST_SURNAME = 4
# Words of offices that a verb makes a deed: «رئیس کمیسیون اقتصادی | اداره می‌کرد»
_DEEDS = frozenset(fold("اداره مدیریت مشارکت ثبت تنظیم ساماندهی نوسازی بازرسی تلفیق").split())
_SEATS = frozenset(fold("شورا شورای مجلس هیئت هیأت کمیسیون ستاد انجمن کمیته کارگروه سازمان").split())
# Offices that nothing but a place follows
_COMPLETE = frozenset(fold("شهردار فرماندار استاندار بخشدار دادستان").split())
_SESSION = frozenset(("جلسه", "نشست", "صحن"))
_PEOPLE = frozenset(fold("خانواده خانواده‌های خانواده‌ها فرزندان والدین همسران").split())
_SIDES = frozenset(fold("شرقی غربی شمالی جنوبی رضوی").split())
_TOWNS = frozenset(fold("شهر آباد دژ کلا کوه رود دشت").split())
_CITIES = frozenset(fold("شهر شهرستان استان").split())
_BEHIND_PLACES = frozenset("، هم نیز با از ضمن که گفت افزود :".split())
_BEFORE_PLACES = frozenset(fold("شهر شورای شهرستان استان شهردار فرماندار استاندار بخشدار منطقه").split())
# Bodies that need no complement: «سرپرست فرمانداری | حکم … را خواند»
_WHOLE = frozenset(
    fold("شهردار شهرداری فرماندار فرمانداری استاندار استانداری بخشداری دهیاری دادگستری شورا آبفا").split()
)
_DISTRICTS = ("منطقه", "ناحیه")
_OF_MANY = ("ها", "های")
_FARTHEST_OBJECT = 14  # words


class Offices(Naming):
    """Tells where offices end."""

    def strong(self, i: int) -> bool:
        """Whether token `i` begins a name wherever it stands."""
        w = self.word(i)
        whole = w not in self._lex.weak or self.word(i + 1) in DIVINE  # «رحمت‌اله» is no mercy
        return (w in SAYYED or (self.is_given(i) and whole and not self._of_town(i))) and not self.is_stop(i + 1)

    def _of_town(self, i: int) -> bool:
        """Whether token `i` is tied to what makes a town's name of it: «شاهین‌شهر», «حسن‌آباد»."""
        return i + 1 < self._count and self.joined[i + 1] and self.words[i + 1] in _TOWNS

    def role_end(self, k: int, start: int) -> int:
        """Where the office that begins at `start` ends, `k` being behind its head."""
        lex = self._lex
        first = anchored = k
        while k - start < _MAX_ROLE:
            w = self.word(k)
            if w == "(" and self.word(k + 1) in _BLESSINGS and self.word(k + 2) == ")":
                k += 3
                if self.word(k) in lex.plural_heads or self.head_at(k):
                    break
                continue
            if w == "در" and self._seat_follows(k, start):
                k += 1
                continue
            numbered = (w in _COUNTS or w == "یک") and self.word(k - 1) in _DISTRICTS
            if numbered or (w, self.word(k - 1)) in (
                ("روز", "بازار"),
                ("پیام", "دانشگاه"),
                ("بر", "نظارت"),
                ("از", "حفاظت"),
                ("از", "حمایت"),
            ):
                k += 1
                anchored = k if numbered else anchored
                continue
            if w == "این" and self.word(k - 1) in ("عضو", "رییس", "دبیر") and self.word(k + 1) in lex.orgs:
                k += 1
                continue
            if w == "این" and self.word(k + 1) in _CITIES and self.word(k - 1) not in _CITIES and k > start + 1:
                k += 1  # «نماینده مردم این شهر در مجلس»
                continue
            if w == "دیگر" and self.word(k - 1) == "عضو":
                k += 1
                continue
            if w == "و" and k == start + 1 and self.word(start) in _COMPLETE:
                break
            if w in ("و", "،", ",", "/") and k > start:
                if not self._role_goes_on(k + 1, w):
                    break
                k += 2
                continue
            if (
                w in _COUNTS
                and self.word(k - 1) not in ("منطقه", "ناحیه", "پلیس", "ماده", "فاز")
                and self.word(k + 1) != "گانه"
            ):
                break
            if w in _DEEDS and (
                self.word(k + 1) in LIGHT
                or (w == "اداره" and (_SESSION & {self.word(k + 1), self.word(k + 2)} or self.word(k + 1) == "ان"))
            ):
                break
            if w.isdigit() or (w in lex.role_words or w in lex.orgs):
                many = self.word(k + 1) == "های" and self.joined[k + 1]
                of_town = self.word(start) in _COMPLETE and k == anchored and w not in lex.orgs
                if first < k and (many or of_town) and self._object_at(k):
                    break  # «رئیس سازمان فرهنگی شهرداری | برنامه‌های تازه را», «شهردار شاهین‌شهر | درآمد را»
                k += 1
                anchored = k
                continue
            if (
                self.is_stop(k)
                or self.word(k) in _NEVER_INSIDE
                or ((first < k or self.word(start) in _COMPLETE) and k == anchored and self._object_at(k))
                or (w in lex.object_starters and (k > start + 1 or self.word(start) in _COMPLETE))
                or self.titles_at(k)
                or self._begins_name(k)
                or (self._behind_city(k) and is_plain(w))
                or (
                    (k > start + 1 or self.word(start) in _COMPLETE)
                    and self.verbal(k)
                    and (self.word(k - 1) not in _BEFORE_PLACES or (is_plain(w) and w not in lex.cities))
                )
            ):
                break
            k += 1
            place = w in lex.cities or (self.word(k - 2) in _COMPLETE and not is_ordinary(w))
            town = w in _TOWNS and self.joined[k - 1] and anchored == k - 1  # «شهردار شاهین‌شهر»
            of_place = w in lex.cities and self.word(k - 2) in lex.role_words  # «مدیرعامل قطار شهری اصفهان»
            of_place = of_place or (w in _SIDES and self.word(k - 2) in lex.cities and anchored == k - 1)
            if w in _WHOLE or town or of_place or (place and self.word(k - 2) in _WHOLE):
                anchored = k
        if self.word(k) == "را":
            # «پیمانکار پروژه | خاک منطقه را عامل … دانست»: what is known to be office, and a city
            k = min(k, anchored + 1 if self.word(anchored - 1) in ("شهر", "استان", "شهردار") else anchored)
        return max(k, start + 1)

    def _object_at(self, k: int) -> bool:
        """Whether a verb's object begins with token `k`, behind a whole office: «معاون شهرداری | سقف بودجه را»."""
        prior = self.word(k - 1)
        if (
            self.word(k) in self._lex.cities
            or self.word(k) in _WHOLE
            or not is_ordinary(self.word(k))
            or not (
                prior in _WHOLE
                or (self.word(k - 2) in _WHOLE and prior in self._lex.cities)
                or (prior in _TOWNS and self.joined[k - 1])
                or (self.word(k - 2) in _COMPLETE and not is_ordinary(prior))
                or self.word(k - 2) in _DISTRICTS
                or (prior in self._lex.role_words and prior not in self._lex.orgs and prior not in _OF_MANY)
            )
        ):
            return False
        for n in range(k + 1, min(k + _FARTHEST_OBJECT, self._count)):
            w = self.words[n]
            if w == "را":
                return True
            if w in LIGHT or w in "،؛.:()«»":
                return False
        return False

    def until_comma(self, k: int) -> int:
        """The comma that closes an office set between two: «، مسئول رفع سد معبر،»."""
        for n in range(k, min(k + _FEW, self._count)):
            if self.word(n) == "،":
                return n
            if self.is_stop(n) or self.head_at(n) or self.titles_at(n) or self.is_given(n):
                break
        return k

    def may_end_name(self, k: int) -> bool:
        """Whether token `k` may be the last of a name."""
        return not (
            self.is_stop(k) or self.head_at(k) or self.titles_at(k) or self.word(k) in self._lex.object_starters
        )

    def _behind_city(self, k: int) -> bool:
        """«سخنگوی شورای اسلامی شهر بندرعباس | جزئیات را …»."""
        prior = self.word(k - 1)
        if self.joined[k] or self.word(k - 2) not in _CITIES or prior in _BEFORE_PLACES:
            return False
        return prior in self._lex.cities or self.joined[k - 1] or not is_plain(prior)  # «شهر خلاق موسیقی»

    def _seat_follows(self, k: int, start: int) -> bool:
        """«نماینده ولی فقیه در خراسان جنوبی», «نماینده مردم قم در مجلس»."""
        prior, behind = self.word(k - 1), self.word(k + 1)
        if self.is_stop(k + 1):
            return False
        if self.word(start) == "نماینده" and behind in _SEATS:
            return True
        if self.word(k + 1) == "امور" or (
            (behind in self._lex.cities or not is_ordinary(behind)) and self._ends_place(k + 2)
        ):
            return not behind.isdigit()
        return prior == "فقیه" or (behind in ("مجلس", "شورای", "شورا") and "مردم" in (prior, self.word(k - 2)))

    def _ends_place(self, k: int) -> bool:
        return self.word(k) in _BEHIND_PLACES or (self.word(k) == "و" and bool(self.head_at(k + 1)))

    def _begins_name(self, k: int) -> bool:
        w = self.word(k)
        prior = self.word(k - 1)
        if prior in ("شهید", "امام", "بیمارستان", "حضرت", "شهرک", "مدرسه", "محله", "منطقه", "شاه", "حرم", "مسجد"):
            return False
        if self.word(k + 1) == "البدل":
            return False
        return self.strong(k) and w not in self._lex.orgs and w not in self._lex.role_words

    def _office_behind(self, k: int) -> bool:
        """Whether the words from `k` on, a surname's, end at an office."""
        for n in range(k, min(k + _LONGEST_SURNAME, self._count)):
            if self.head_at(n):
                return n > k
            if self.is_stop(n):
                return False
        return False

    def _role_goes_on(self, k: int, joint: str) -> bool:
        """Whether an office goes on with token `k`, behind a comma or و."""
        w = self.word(k)
        if w == "شوراها" and self.word(k - 2) in self._lex.role_words:
            return True  # «مدیرکل امور شهری و شوراها»
        if (
            w in _COUNTS
            or self.head_at(k)
            or w in self._lex.plural_heads
            or self.is_stop(k)
            or self.titles_at(k)
            or self.strong(k)
        ):
            return False
        if joint == "و" and w in _PEOPLE and self.word(k + 1).endswith(("ان", "دا", "دای", "ین")):
            return False  # «رئیس هیئت کشتی و خانواده قهرمانان»
        if joint == "و":
            # «کاردان معاون عمرانی و نجفی معاون مالی»: a surname with an office of its own
            if self.is_given(k) and self._office_behind(k + 1):
                return False  # «مدیر فنی و نادر بهروان کارشناس ترافیک»
            if self.head_at(k + 1) and w not in self._lex.role_words and w not in self._lex.orgs:
                return False
            return w in self._lex.role_words or w not in self._lex.object_starters
        # a list of fields: «معاون سیاسی، امنیتی استانداری», «رئیس کمیسیون عمران، معماری و شهرسازی»
        prior_is_field = self.word(k - 2) in self._lex.role_words
        return prior_is_field and w in self._lex.role_words
