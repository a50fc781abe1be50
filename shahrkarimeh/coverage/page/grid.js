// The numbers of one term as cells, in rows of ten; long runs of missing rows are drawn together.
const ROW = 10;
const LEAST_RUN = 2; // rows

/** What is to be drawn: rows `{first, last}` of at most ten numbers, and runs of empty ones `{gap: [first, last]}`. */
function gridRows(term) {
  const told = new Set(term.numbers.map(([n]) => n).filter((n) => n <= term.last));
  const filled = [...new Set([...told].map((n) => Math.floor((n - 1) / ROW)))].sort((a, b) => a - b);
  const out = [];
  let next = 0;
  const row = (k) => ({ first: k * ROW + 1, last: Math.min((k + 1) * ROW, term.last) });
  for (const k of filled) {
    if (k - next >= LEAST_RUN) out.push({ gap: [next * ROW + 1, k * ROW] });
    else for (let empty = next; empty < k; empty += 1) out.push(row(empty));
    out.push(row(k));
    next = k + 1;
  }
  return out;
}

/** What is known of one number: its reports, whether only copies name it, whether it is in doubt. */
function cellState(term, n) {
  const reports = (term.reportsOf.get(n) ?? []).map((at) => packed.facts.rows[at]);
  const kinds = [];
  if (!reports.length) kinds.push('missing', ...(n < term.first ? ['before'] : []));
  else kinds.push('found', ...(reports.every((row) => row.head !== null) ? ['copy'] : []), ...(reports.length > 1 ? ['several'] : []));
  if (term.doubtful.includes(n)) kinds.push('doubt');
  return { n, reports, kinds };
}

const sessionText = (term, n) => t('sessionOn', digits(n), dayText(packed.facts.rows[term.reportsOf.get(n)[0]].day));

/** In words, what a cell says. */
function cellText(term, { n, reports, kinds }) {
  if (reports.length) {
    const words = [t('cellFound', digits(n), t('reportsCount', num(reports.length)), dayText(reports[0].day))];
    if (kinds.includes('copy')) words.push(t('cellCopy'));
    if (kinds.includes('doubt')) words.push(t('cellDoubt'));
    return words.join(' · ');
  }
  const sure = term.numbers.map(([k]) => k).filter((k) => !term.doubtful.includes(k));
  const before = sure.filter((k) => k < n).at(-1);
  const after = sure.find((k) => k > n);
  const where = before === undefined ? t('beforeIt', sessionText(term, after)) : t('between', sessionText(term, before), sessionText(term, after));
  return `${t('cellMissing', digits(n))} · ${where}`;
}

function cell(term, n) {
  const state = cellState(term, n);
  return h('button', {
    type: 'button', class: `cell ${state.kinds.join(' ')}`, tabindex: '-1', data: { n }, title: cellText(term, state), 'aria-label': cellText(term, state),
  }, digits(n));
}

/** Moves through the cells: sideways to the next one as the language runs, up and down by ten. */
function moveFocus(event, cells) {
  const at = cells.indexOf(document.activeElement);
  const forward = view.lang === 'fa' ? 'ArrowLeft' : 'ArrowRight';
  const steps = { [forward]: 1, [forward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft']: -1, ArrowDown: ROW, ArrowUp: -ROW, Home: -Infinity, End: Infinity };
  if (at < 0 || !(event.key in steps)) return;
  event.preventDefault();
  cells[Math.max(0, Math.min(cells.length - 1, at + steps[event.key]))].focus();
}

/** The grid of a term, and below it what the cell says that is pointed at. */
function grid(term, name) {
  const said = h('p', { class: 'said', 'aria-live': 'polite' }, t('cellHint'));
  const blocks = gridRows(term).map((row) => (row.gap
    ? h('div', { class: `run${row.gap[1] < term.first ? ' before' : ''}` }, t('gap', rangeText(row.gap), num(row.gap[1] - row.gap[0] + 1)))
    : h('div', { class: 'ten' }, Array.from({ length: row.last - row.first + 1 }, (_, k) => cell(term, row.first + k)))));
  const box = h('div', { class: 'cells', role: 'group', 'aria-label': t('gridLabel', name) }, blocks);
  const cells = [...box.querySelectorAll('.cell')];
  if (cells.length) cells[0].tabIndex = 0;
  const tell = ({ target }) => {
    const button = target.closest('.cell');
    if (button) said.replaceChildren(button.title);
  };
  box.addEventListener('pointerover', tell);
  box.addEventListener('focusin', (event) => {
    cells.forEach((one) => { one.tabIndex = one === event.target ? 0 : -1; });
    tell(event);
  });
  box.addEventListener('keydown', (event) => moveFocus(event, cells));
  box.addEventListener('click', (event) => {
    tell(event);
    const first = term.reportsOf.get(Number(event.target.closest('.cell')?.dataset.n))?.[0];
    if (first !== undefined) openReport(packed.facts.rows[first]);
  });
  return [box, said];
}
