// Sources and copies, the last runs, and what they found wrong.

function showSites() {
  const columns = Object.values(t('siteColumns'));
  const span = ({ first, last }) => (first ? `${dayShort(first)} – ${dayShort(last)}` : '');
  const rows = packed.facts.sites.map((site) => [
    bdi(siteText(site.site)), ...['reports', 'copies', 'posts', 'revisions', 'rejected'].map((name) => num(site[name])), span(site)]);
  $('sites').replaceChildren(simpleTable(columns, rows, { numeric: [1, 2, 3, 4, 5], folds: true }));
}

function siteText(name) {
  const title = packed.facts.sites.find((site) => site.site === name)?.title;
  return view.lang === 'fa' && title ? title : name;
}

function showRuns() {
  const { runs } = packed.facts;
  if (!runs.length) {
    $('runs').replaceChildren(h('p', { class: 'quiet' }, t('noRuns')));
    return;
  }
  const went = ({ code }) => h('span', { class: `went went-${code}` }, t(`went.${code}`));
  const rows = runs.map((run) => [
    bdi(siteText(run.site)), `${dayShort(run.day)} ${digits(run.time.slice(11, 16))}`, went(run), bdi(run.door ?? '—'),
    num(run.requests), num(run.counts.new), num(run.counts.revised), num(run.failed)]);
  $('runs').replaceChildren(simpleTable(Object.values(t('runColumns')), rows, { numeric: [4, 5, 6, 7], folds: true }));
}

/** A finding of a run. A kind that the page has no words for is told by its detail. */
function findingElement(site, { level, kind, count, detail }) {
  const known = STRINGS[view.lang].finding[kind];
  return h('li', { class: `finding ${level}` },
    h('b', {}, t(`level.${level}`)), ' ', bdi(siteText(site)), ': ', known ?? bdi(kind), count === null ? null : ` (${num(count)})`,
    detail ? h('div', { class: 'quiet' }, bdi(detail)) : null);
}

function showFindings() {
  const { runs, faults, faulty } = packed.facts;
  const found = runs.flatMap((run) => run.findings.map((finding) => findingElement(run.site, finding)));
  const addresses = runs.flatMap((run) => run.failures.map(({ url, error }) => h('li', {}, bdi(url), ' — ', bdi(error))));
  const unread = faulty ? h('details', { class: 'faults' }, h('summary', {}, t('faults', num(faulty))), h('ul', {}, faults.map((fault) => h('li', {}, bdi(fault))))) : null;
  const failures = addresses.length ? h('details', { class: 'faults' }, h('summary', {}, `${t('finding.failed')} (${num(addresses.length)})`), h('ul', {}, addresses)) : null;
  $('findings').replaceChildren(h('h3', {}, t('findings')), ...(found.length ? [h('ul', { class: 'plain' }, found)] : []),
    ...[failures, unread].filter(Boolean), ...(found.length || faulty ? [] : [h('p', { class: 'quiet' }, t('noFindings'))]));
}
