// The table of reports: filters, search, order, pages.
const PAGE_ROWS = 25;
const ORDERS = {
  date: (row) => row.day?.[0] ?? '',
  session: (row) => (row.term ?? 0) * 1e6 + Math.min(row.number ?? 0, 999999),
};

function foundRows() {
  const words = wordsOf(view.query);
  const found = chosenRows({ copies: view.copies }).filter((row) => (
    (!view.site || row.site === view.site) && (!view.visibility || row.visibility === view.visibility) && matches(row, words)));
  const order = ORDERS[view.sort];
  const sign = view.down ? -1 : 1;
  return found.sort((a, b) => (order(a) < order(b) ? -sign : order(a) > order(b) ? sign : a.at - b.at));
}

function sortHead(name) {
  if (!(name in ORDERS)) return h('th', { scope: 'col' }, t(`columns.${name}`));
  const current = view.sort === name;
  const click = () => {
    view.down = current ? !view.down : true;
    view.sort = name;
    showTable();
    $('table').querySelector(`[data-sort="${name}"]`).focus();
  };
  return h('th', { scope: 'col', 'aria-sort': current ? (view.down ? 'descending' : 'ascending') : null },
    h('button', { type: 'button', class: 'sort', data: { sort: name }, title: t('sortBy', t(`columns.${name}`)), on: { click } },
      t(`columns.${name}`), h('span', { class: 'arrow', 'aria-hidden': 'true' }, current ? (view.down ? '▼' : '▲') : '↕')));
}

function rowElement(row) {
  const cellOf = (name, ...inside) => h('td', { class: `c-${name}`, data: { label: t(`columns.${name}`) } }, inside);
  const session = row.number === null ? '' : digits(row.number);
  return h('tr', {},
    cellOf('date', dayShort(row.day), row.held || !row.day ? null : h('small', {}, t('published'))),
    cellOf('title', h('button', { type: 'button', class: 'link', on: { click: () => openReport(row) } }, bdi(row.title || row.id)),
      row.head === null ? null : h('span', { class: 'badge' }, t('copyOf')), row.topic ? h('div', { class: 'quiet' }, bdi(row.topic)) : null),
    cellOf('body', bdi(row.body), row.term === null ? null : h('small', {}, termText(row.term))),
    cellOf('session', session, row.visibility ? h('small', { class: `v-${row.visibility}` }, t(row.visibility)) : null),
    cellOf('decisions', row.decisions.length ? num(row.decisions.length) : ''),
    cellOf('site', bdi(siteText(row.site))));
}

function showPager(count) {
  const all = Math.max(1, Math.ceil(count / PAGE_ROWS));
  const go = (by, disabled, words) => h('button', { type: 'button', disabled, on: { click: () => { view.page += by; showTable(); $('reports').scrollIntoView(); } } }, words);
  $('pages').setAttribute('aria-label', t('pageOf', num(view.page + 1), num(all)));
  $('pages').replaceChildren(...(all > 1 ? [go(-1, view.page === 0, t('previous')), h('span', {}, t('pageOf', num(view.page + 1), num(all))), go(1, view.page >= all - 1, t('next'))] : []));
}

function showTable() {
  const found = foundRows();
  view.page = Math.min(view.page, Math.max(0, Math.ceil(found.length / PAGE_ROWS) - 1));
  const shown = found.slice(view.page * PAGE_ROWS, (view.page + 1) * PAGE_ROWS);
  const all = chosenRows({ copies: view.copies }).length;
  $('found').replaceChildren(t('foundReports', num(found.length), num(all)), searching.part === null ? '' : ` · ${t('searching', perCent(searching.part))}`);
  const names = ['date', 'title', 'body', 'session', 'decisions', 'site'];
  $('table').replaceChildren(found.length
    ? h('table', { class: 'reports' }, h('caption', { class: 'hidden' }, t('reports')), h('thead', {}, h('tr', {}, names.map(sortHead))), h('tbody', {}, shown.map(rowElement)))
    : h('p', { class: 'quiet' }, t('nothingFound')));
  showPager(found.length);
}

const searching = { part: null, begun: false };

/** The facts are searched at once, the texts as they are unpacked. */
async function searchTexts() {
  if (searching.begun) return;
  searching.begun = true;
  let told = 0;
  await indexTexts((part) => {
    searching.part = part < 1 ? part : null;
    if (part === 1 || performance.now() - told > 250) {
      told = performance.now();
      showTable();
    }
  });
}

function showFilters() {
  fillSelect($('site'), [['', t('allSites')], ...packed.facts.sites.map(({ site }) => [site, siteText(site)])]);
  fillSelect($('visibility'), [['', t('anyVisibility')], ['open', t('open')], ['closed', t('closed')]]);
}

function listenToFilters() {
  const again = () => { view.page = 0; showTable(); };
  $('filters').addEventListener('submit', (event) => event.preventDefault());
  $('query').addEventListener('input', () => {
    view.query = $('query').value;
    again();
    if (wordsOf(view.query).some((word) => word.length > 1)) searchTexts();
  });
  $('site').addEventListener('change', () => { view.site = $('site').value; again(); });
  $('visibility').addEventListener('change', () => { view.visibility = $('visibility').value; again(); });
  $('with-copies').addEventListener('change', () => { view.copies = $('with-copies').checked; again(); });
}
