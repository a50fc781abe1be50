// Every body's terms: a strip that shows the gaps at a glance, and on opening it the numbers one by one.
const MOST_TERMS = 12;

function prepared(term) {
  const reportsOf = new Map(term.numbers);
  const sure = term.numbers.map(([n]) => n).filter((n) => n <= term.last);
  return { ...term, reportsOf, first: sure[0] ?? 1 };
}

/** The term as one line from 1 to its last number. */
function strip(term) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const bar = (first, last, kind) => {
    const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    const at = { x: first - 1, y: 0, width: last - first + 1, height: 1, class: kind };
    for (const [name, value] of Object.entries(at)) rect.setAttribute(name, value);
    svg.append(rect);
  };
  const shape = { viewBox: `0 0 ${Math.max(1, term.last)} 1`, preserveAspectRatio: 'none', class: 'strip', 'aria-hidden': 'true' };
  for (const [name, value] of Object.entries(shape)) svg.setAttribute(name, value);
  if (term.first > 1) bar(1, term.first - 1, 'before');
  let run = null;
  for (const n of term.numbers.map(([k]) => k).filter((k) => k <= term.last)) {
    const kind = term.copies.some(([a, b]) => a <= n && n <= b) ? 'copy' : 'found';
    if (run && run.last === n - 1 && run.kind === kind) {
      run.last = n;
      continue;
    }
    if (run) bar(run.first, run.last, run.kind);
    run = { first: n, last: n, kind };
  }
  if (run) bar(run.first, run.last, run.kind);
  return svg;
}

/** The reports whose numbers are in doubt, each a way to it. */
function doubts(term) {
  return term.doubtful.map((n) => h('li', {}, h('button', {
    type: 'button', class: 'link', on: { click: () => openReport(packed.facts.rows[term.reportsOf.get(n)[0]]) },
  }, sessionText(term, n))));
}

function termDetails(term, name) {
  const lists = [['missingList', term.missing], ['copiesList', term.copies]].filter(([, ranges]) => ranges.length);
  return [
    grid(term, name),
    h('dl', { class: 'lists' }, lists.map(([title, ranges]) => [
      h('dt', {}, `${t(title)} (${num(rangesCount(ranges))})`), h('dd', {}, rangesText(ranges))]),
    term.doubtful.length ? [h('dt', {}, t('doubtList')), h('dd', {}, h('ul', { class: 'inline' }, doubts(term)))] : []),
  ];
}

function termElement(term, open) {
  const missing = rangesCount(term.missing);
  const found = term.numbers.filter(([n]) => n <= term.last).length;
  const name = `${term.body ?? t('noBody')}، ${termText(term.term)}`;
  const inside = h('div', { class: 'inside' });
  const element = h('details', { class: 'term' },
    h('summary', {},
      h('span', { class: 'name' }, bdi(term.body ?? t('noBody')), ' ', h('span', { class: 'badge' }, termText(term.term))),
      strip(term),
      h('span', { class: 'score' }, h('b', {}, t('foundOf', digits(found), digits(term.last))), ' · ', missing ? t('missingCount', digits(missing)) : t('noneMissing'))),
    inside);
  const fill = () => { if (element.open && !inside.hasChildNodes()) inside.append(...termDetails(term, name).flat()); };
  element.addEventListener('toggle', fill);
  element.open = open;
  fill();
  return element;
}

function showSessions() {
  const terms = packed.facts.terms.filter((term) => !view.body || term.body === view.body).map(prepared);
  const kinds = [['found', 'legendFound'], ['found several', 'legendSeveral'], ['found copy', 'legendCopy'], ['found doubt', 'legendDoubt'], ['missing', 'legendMissing'], ['missing before', 'legendBefore']];
  $('sessions-legend').replaceChildren(...kinds.map(([kind, words]) => h('li', {}, h('span', { class: `cell sample ${kind}`, 'aria-hidden': 'true' }, digits(7)), t(words))));
  const shown = terms.slice(0, MOST_TERMS).map((term, k) => termElement(term, k === 0));
  const rest = terms.slice(MOST_TERMS);
  const more = h('button', { type: 'button', class: 'more', on: { click: () => more.replaceWith(...rest.map((term) => termElement(term, false))) } }, t('moreTerms', num(rest.length)));
  $('terms').replaceChildren(...(terms.length ? shown : [h('p', { class: 'quiet' }, t('noSessions'))]), ...(rest.length ? [more] : []));
}
