// Numbers and days in the language and the calendar of the page.
const view = { lang: 'fa', theme: null, body: '', site: '', visibility: '', copies: false, query: '', sort: 'date', down: true, page: 0 };

const MONTHS = {
  fa: ['فروردین', 'اردیبهشت', 'خرداد', 'تیر', 'مرداد', 'شهریور', 'مهر', 'آبان', 'آذر', 'دی', 'بهمن', 'اسفند'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
};
const GROUPED = { fa: new Intl.NumberFormat('fa-IR'), en: new Intl.NumberFormat('en-GB') };
const PER_CENT = {
  fa: new Intl.NumberFormat('fa-IR', { style: 'percent', maximumFractionDigits: 0 }),
  en: new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 }),
};

/** The words of that name: `t('term', '۵')`, `t('fields.body')`. */
function t(name, ...about) {
  const words = name.split('.').reduce((at, key) => at?.[key], STRINGS[view.lang]);
  return typeof words === 'function' ? words(...about) : words ?? name;
}

const digits = (text) => (view.lang === 'fa' ? String(text).replace(/\d/g, (d) => '۰۱۲۳۴۵۶۷۸۹'[d]) : String(text));
const num = (n) => GROUPED[view.lang].format(n);
const perCent = (share) => PER_CENT[view.lang].format(share);

/** A day in both calendars, as the language has it: «۱۲ بهمن ۱۳۹۴», “1 February 2016”. */
function dayText(both) {
  if (!both) return '';
  const [year, month, day] = both[view.lang === 'fa' ? 1 : 0].split('-').map(Number);
  return `${digits(day)} ${MONTHS[view.lang][month - 1]} ${digits(year)}`;
}

/** The same, short enough for a column: «۱۳۹۴/۱۱/۱۲», “2016-02-01”. */
function dayShort(both) {
  if (!both) return '';
  return view.lang === 'fa' ? digits(both[1].replaceAll('-', '/')) : both[0];
}

const monthKey = (both) => both[view.lang === 'fa' ? 1 : 0].slice(0, 7);
const yearKey = (both) => both[view.lang === 'fa' ? 1 : 0].slice(0, 4);
const monthText = (key) => `${MONTHS[view.lang][Number(key.slice(5)) - 1]} ${digits(key.slice(0, 4))}`;
const rangeText = ([first, last]) => (first === last ? digits(first) : `${digits(first)}–${digits(last)}`);
const rangesText = (ranges) => ranges.map(rangeText).join(view.lang === 'fa' ? '، ' : ', ');
const rangesCount = (ranges) => ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
const termText = (term) => (term === null || term === undefined ? t('noTerm') : t('term', digits(term)));
