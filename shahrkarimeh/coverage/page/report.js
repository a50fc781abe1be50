// One report: its facts, and its text with the facts marked in it.
const MARKED = ['decisions', 'statements', 'speakers', 'attendees', 'absentees', 'chair', 'session_number', 'term', 'date', 'weekday', 'body', 'city', 'visibility', 'extraordinary', 'topic', 'reported_by', 'attribution'];
const FAMILIES = {
  decisions: 'decision', statements: 'statement', speakers: 'person', attendees: 'person', absentees: 'person', chair: 'person',
  session_number: 'number', term: 'number', date: 'when', weekday: 'when', body: 'what', city: 'what', visibility: 'what', extraordinary: 'what', topic: 'what',
  reported_by: 'source', attribution: 'source',
};

/** The places of a text, cut where any of them begins or ends: `{from, to, places}`. */
function segments(length, places) {
  const edges = [...new Set([0, length, ...places.flatMap(({ from, to }) => [from, to])])].filter((at) => at <= length).sort((a, b) => a - b);
  return edges.slice(0, -1).map((from, k) => ({ from, to: edges[k + 1], places: places.filter((p) => p.from <= from && p.to >= edges[k + 1]) }));
}

/** What a statement or a decision is headed by: who said it, how it ended. */
function chip(row, { field, which }) {
  if (field === 'statements') {
    const { name, role } = row.speakers[which] ?? {};
    return h('span', { class: 'chip statement' }, bdi(name ?? role ?? ''));
  }
  const { outcome } = row.decisions[which] ?? {};
  return h('span', { class: `chip decision o-${outcome}` }, `${t(outcome)} ${votesText(row.decisions[which])}`.trim());
}

function votesText({ yes, no, abstained, unanimous }) {
  const parts = [['votesFor', yes], ['votesAgainst', no], ['abstentions', abstained]].filter(([, n]) => n !== null && n !== undefined).map(([word, n]) => `${num(n)} ${t(word)}`);
  if (unanimous) parts.push(t('unanimous'));
  return parts.join(view.lang === 'fa' ? '، ' : ', ');
}

/** A stretch of text in the marks of its places; what begins there is headed by its chip. */
function marked(row, text, { from, to, places }) {
  if (!places.length) return text;
  const fields = [...new Set(places.map(({ field }) => field))].sort((a, b) => MARKED.indexOf(a) - MARKED.indexOf(b));
  const chips = places.filter((p) => p.from === from && p.which !== undefined).map((p) => chip(row, p));
  const names = fields.map((field) => t(`fields.${field}`)).join(' · ');
  return [chips, h('mark', { class: [...new Set(fields.map((field) => `f-${FAMILIES[field]}`))].join(' '), title: names }, text)];
}

/** The paragraphs of a text with its marks. Each runs in the direction of its own letters. */
function paragraphs(row, text, places) {
  const out = [];
  let from = 0;
  for (const block of text.split('\n\n')) {
    const to = from + block.length;
    const inside = places.filter((p) => p.from < to && p.to > from).map((p) => ({ ...p, from: Math.max(p.from, from) - from, to: Math.min(p.to, to) - from }));
    out.push(h('p', { dir: 'auto' }, segments(block.length, inside).map((s) => marked(row, block.slice(s.from, s.to), s))));
    from = to + 2;
  }
  return out;
}

/** `[field, start, end, which]` of the data; of the title's, -1 stands before the offsets. */
function placesOf(detail, inTitle) {
  return (detail.g ?? []).filter((place) => (place[1] === -1) === inTitle).map((place) => {
    const [from, to, which] = inTitle ? place.slice(2) : place.slice(1);
    return { field: place[0], from, to, which };
  });
}

function factList(row, detail) {
  const list = (values) => (values?.length ? h('ul', {}, values.map((value) => h('li', {}, value instanceof Node ? value : bdi(value)))) : null);
  const said = ({ name, role }) => h('span', {}, bdi(name ?? '—'), role ? [' · ', h('span', { class: 'quiet' }, bdi(role))] : null);
  const decided = (d) => h('span', {}, bdi(d.text), ' ', h('span', { class: `chip decision o-${d.outcome}` }, t(d.outcome)), ' ', h('span', { class: 'quiet' }, votesText(d)));
  const values = {
    body: row.body && bdi(row.body), city: row.city && bdi(row.city), session_number: row.number !== null && digits(row.number),
    term: row.term !== null && `${digits(row.term)}${detail.y === 'inferred' ? ` (${t('inferred')})` : ''}`,
    date: dayText(row.held), weekday: detail.w && bdi(detail.w), visibility: row.visibility && t(row.visibility), extraordinary: row.extraordinary && t('yes'),
    topic: row.topic && bdi(row.topic), chair: detail.c && bdi(detail.c), attendees: list(detail.a), absentees: list(detail.b),
    speakers: list(row.speakers.map(said)), decisions: list(row.decisions.map(decided)),
    reported_by: row.reporter && bdi(row.reporter), attribution: row.attribution && bdi(row.attribution),
    published: dayText(row.published), author: detail.u && bdi(detail.u), id: h('code', {}, bdi(row.id)), revision: detail.r > 1 && digits(detail.r), record: detail.p && h('code', {}, bdi(detail.p)),
  };
  return h('dl', { class: 'facts' }, Object.entries(values).filter(([, value]) => value).map(([name, value]) => [
    h('dt', { class: name in FAMILIES ? `f-${FAMILIES[name]}` : null }, t(`fields.${name}`)), h('dd', {}, value)]));
}

/** Links to the other reports of the meeting, the copies, the report that this one repeats. */
function relatives(row) {
  const { rows, byId } = packed.facts;
  const groups = [
    ['repeats', [byId.get(row.head)].filter(Boolean)],
    ['sameMeeting', row.key ? rows.filter((other) => other !== row && other.key === row.key && other.head === null && other.id !== row.head) : []],
    ['itsCopies', rows.filter((other) => other.head === row.id)],
  ].filter(([, others]) => others.length);
  return groups.map(([title, others]) => h('div', { class: 'relatives' }, h('h3', {}, t(title)), h('ul', {}, others.map((other) => h('li', {},
    h('button', { type: 'button', class: 'link', on: { click: () => openReport(other) } }, bdi(other.title || other.id)), ' ', h('span', { class: 'quiet' }, bdi(siteText(other.site))))))));
}

function fillReport(row, detail) {
  const box = $('report');
  const families = [...new Set((detail.g ?? []).map(([field]) => FAMILIES[field]))];
  const fieldsOf = (family) => MARKED.filter((field) => FAMILIES[field] === family && detail.g.some(([name]) => name === field)).map((field) => t(`fields.${field}`)).join(view.lang === 'fa' ? '، ' : ', ');
  const title = segments(row.title.length, placesOf(detail, true)).map((s) => marked(row, row.title.slice(s.from, s.to), s));
  box.replaceChildren(
    h('div', { class: 'bar' }, row.url ? h('a', { href: row.url, rel: 'noopener noreferrer', target: '_blank' }, t('openSource')) : h('span'),
      h('button', { type: 'button', class: 'close', autofocus: true, on: { click: () => box.close() } }, t('close'))),
    h('div', { class: 'head' }, detail.k ? h('p', { class: 'quiet', dir: 'auto' }, detail.k) : null, h('h2', { id: 'report-h', dir: 'auto' }, row.title ? title : row.id),
      h('p', { class: 'quiet' }, bdi(siteText(row.site)), ' · ', dayText(row.published))),
    h('div', { class: 'two' },
      h('div', {}, h('h3', {}, t('facts')), factList(row, detail), relatives(row)),
      h('div', {}, h('h3', {}, t('text')), families.length ? h('ul', { class: 'legend', 'aria-label': t('legendHint') }, families.map((family) => h('li', {}, h('mark', { class: `f-${family}` }, fieldsOf(family))))) : null,
        h('div', { class: 'text' }, paragraphs(row, detail.t ?? '', placesOf(detail, false))))));
}

/** Opens a report; its address can be kept: `#report=ID`. */
async function openReport(row) {
  const box = $('report');
  try {
    fillReport(row, await loadDetail(row));
  } catch {
    fillReport(row, { t: t('broken') });
  }
  openReport.row = row;
  history.replaceState(null, '', `#report=${encodeURIComponent(row.id)}`);
  if (!box.open) box.showModal();
  box.scrollTop = 0;
}

function listenToReport() {
  const box = $('report');
  box.addEventListener('close', () => {
    openReport.row = null;
    history.replaceState(null, '', location.pathname + location.search);
  });
  box.addEventListener('click', (event) => { if (event.target === box) box.close(); });
  const fromAddress = () => {
    const id = new URLSearchParams(location.hash.slice(1)).get('report');
    const row = id && packed.facts.byId.get(id);
    if (row && openReport.row !== row) openReport(row);
  };
  window.addEventListener('hashchange', fromAddress);
  fromAddress();
}
