// Opens the page: unpacks the facts, shows every part, and again after a switch.

function showTotals() {
  const rows = chosenRows();
  const terms = packed.facts.terms.filter((term) => !view.body || term.body === view.body);
  const days = rows.map(({ day }) => day).filter(Boolean).sort((a, b) => (a[0] < b[0] ? -1 : 1));
  const sum = (count) => num(rows.reduce((all, row) => all + count(row), 0));
  const values = {
    reports: num(rows.length), meetings: num(meetingsOf(rows).length),
    found: num(terms.reduce((all, term) => all + term.numbers.length, 0)), missing: num(terms.reduce((all, term) => all + rangesCount(term.missing), 0)),
    statements: sum((row) => row.speakers.reduce((said, s) => said + s.said, 0)), decisions: sum((row) => row.decisions.length),
    copies: num(chosenRows({ copies: true }).length - rows.length),
    span: days.length ? `${digits(yearKey(days[0]))}–${digits(yearKey(days.at(-1)))}` : '—',
  };
  $('totals').replaceChildren(...Object.entries(values).map(([name, value]) => h('div', {}, h('dt', {}, t(`totals.${name}`)), h('dd', {}, value))));
}

function showBodies() {
  const sizes = new Map();
  for (const { body } of packed.facts.rows) if (body) sizes.set(body, (sizes.get(body) ?? 0) + 1);
  const bodies = [...sizes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  fillSelect($('body'), [['', t('allBodies')], ...bodies.map(([body, size]) => [body, `${body} (${num(size)})`])]);
}

function showWords() {
  document.documentElement.lang = view.lang;
  document.documentElement.dir = view.lang === 'fa' ? 'rtl' : 'ltr';
  document.title = t('title');
  for (const element of document.querySelectorAll('[data-t]')) element.textContent = t(element.dataset.t);
  const other = $('language');
  other.textContent = t('otherLanguage');
  other.lang = view.lang === 'fa' ? 'en' : 'fa';
  $('asof').textContent = t('asOf', dayText(packed.facts.asof) || '—', packed.facts.version);
  $('foot').textContent = t('foot');
}

const systemDark = matchMedia('(prefers-color-scheme: dark)');

function showTheme() {
  const dark = view.theme === null ? systemDark.matches : view.theme === 'dark';
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  $('theme').textContent = dark ? t('light') : t('dark');
  $('theme').setAttribute('aria-label', `${t('themeLabel')}: ${dark ? t('light') : t('dark')}`);
}

function showAll() {
  showWords();
  showTheme();
  showTotals();
  showSessions();
  showFilters();
  showTable();
  showSites();
  showRuns();
  showFindings();
  if (openReport.row) openReport(openReport.row);
}

function listen() {
  $('language').addEventListener('click', () => {
    view.lang = view.lang === 'fa' ? 'en' : 'fa';
    showBodies();
    showAll();
    drawPlots();
  });
  $('theme').addEventListener('click', () => {
    view.theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    showTheme();
    drawPlots();
  });
  systemDark.addEventListener('change', () => { showTheme(); drawPlots(); });
  $('body').addEventListener('change', () => {
    view.body = $('body').value;
    view.page = 0;
    showAll();
    drawPlots();
  });
  listenToFilters();
  listenToReport();
  listenToPrint();
}

const PAPER_WIDTH = 600; // pixels that every paper has

/** Paper is white, and the plots stand one below the other. */
function listenToPrint() {
  window.addEventListener('beforeprint', () => {
    document.documentElement.dataset.theme = 'light';
    for (const figure of document.querySelectorAll('[data-plot]')) {
      const target = figure.querySelector('.js-plotly-plot');
      const plot = PLOTS[figure.dataset.plot](chosenRows());
      if (target) window.Plotly.react(target, plot.traces, { ...plot.layout, autosize: false, width: PAPER_WIDTH });
    }
  });
  window.addEventListener('afterprint', () => { showTheme(); drawPlots(); });
}

async function start() {
  try {
    await Promise.all([loadFacts(), ...['400', '700'].map((weight) => document.fonts.load(`${weight} 13px Vazirmatn`, 'آA'))]);
    showBodies();
    showAll();
    listen();
    document.documentElement.dataset.ready = 'yes';
    await drawPlots();
  } catch (error) {
    $('trouble').hidden = false;
    $('trouble').textContent = t('failed', error.message);
    throw error;
  }
}

start();
