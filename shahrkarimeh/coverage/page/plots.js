// The plots of the page, each from the rows that are chosen.
const OUTCOMES = ['approved', 'rejected', 'referred', 'postponed', 'elected'];
const VISIBILITIES = ['open', 'closed', 'unstated'];
const MOST_RANKED = 12;
const MOST_NAMED = 400; // rows of a plot's table

const seriesOf = (groups, counted, kinds) => kinds.map((kind) => ({
  label: t(kind), colourName: kind, values: groups.map((group) => counted.get(group)?.get(kind) ?? 0),
}));
const legendOf = (series) => series.map(({ label: name, colourName }) => ({ label: name, colourName }));
const yearRows = (groups, series) => groups.map((group, k) => [digits(group), ...series.map(({ values }) => num(values[k]))]);

function yearTicks(groups) {
  const step = Math.ceil(groups.length / (window.innerWidth < 600 ? 6 : 12));
  return (_, k) => k % step === 0;
}

/** From a little below 0 to a little above the highest. */
const around = (values) => [-0.8, Math.max(...values) + 0.8];

const PLOTS = {
  months(rows) {
    const dated = meetingsOf(rows).filter(({ day }) => day);
    const counted = tally(dated.map(({ day }) => [monthKey(day), 'all']));
    const groups = monthsThrough(counted.keys());
    const values = groups.map((group) => counted.get(group)?.get('all') ?? 0);
    const years = new Set(groups.map((group) => group.slice(0, 4)));
    const step = Math.ceil(years.size / (window.innerWidth < 600 ? 6 : 12));
    const named = [...years].filter((_, k) => k % step === 0);
    const every = (group, k) => named.includes(group.slice(0, 4)) && (group.endsWith('-01') || (k === 0 && Number(group.slice(5)) < 6));
    return {
      title: t('months'), empty: !groups.length, head: [t('month'), t('number')],
      rows: groups.map((group, k) => [monthText(group), num(values[k])]).filter((_, k) => values[k]).slice(-MOST_NAMED),
      ...stacked(groups, [{ label: '', colourName: 'accent', values }], { name: monthText, every }),
    };
  },

  openness(rows) {
    const dated = meetingsOf(rows).filter(({ day }) => day);
    const counted = tally(dated.map(({ day, visibility }) => [yearKey(day), visibility ?? 'unstated']));
    const groups = yearsThrough(counted.keys());
    const series = seriesOf(groups, counted, VISIBILITIES);
    return {
      title: t('openness'), note: t('opennessNote', num(dated.filter(({ visibility }) => visibility).length)), empty: !groups.length,
      legend: legendOf(series), head: [t('year'), ...series.map((s) => s.label)], rows: yearRows(groups, series),
      ...stacked(groups, series, { name: digits, every: yearTicks(groups), relative: true }),
    };
  },

  people(rows) {
    const people = peopleOf(rows);
    return {
      title: t('people'), note: t('peopleNote'), empty: !people.length, head: [t('person'), t('office'), t('number')],
      rows: people.slice(0, MOST_NAMED).map(({ label: name, note, count }) => [bdi(name), bdi(note), num(count)]),
      ...ranked(people, { most: MOST_RANKED, text: num }),
    };
  },

  offices(rows) {
    const offices = officesOf(rows);
    return {
      title: t('offices'), note: t('officesNote'), empty: !offices.length, head: [t('office'), t('number')],
      rows: offices.slice(0, MOST_NAMED).map(({ label: name, count }) => [bdi(name), num(count)]),
      ...ranked(offices, { most: MOST_RANKED, text: num, colourName: 'second' }),
    };
  },

  outcomes(rows) {
    const counted = tally(rows.filter(({ day }) => day).flatMap(({ day, decisions }) => decisions.map(({ outcome }) => [yearKey(day), outcome])));
    const groups = yearsThrough(counted.keys());
    const series = seriesOf(groups, counted, OUTCOMES);
    return {
      title: t('outcomes'), empty: !groups.length, legend: legendOf(series), head: [t('year'), ...series.map((s) => s.label)],
      rows: yearRows(groups, series), ...stacked(groups, series, { name: digits, every: yearTicks(groups) }),
    };
  },

  votes(rows) {
    const decisions = rows.flatMap((row) => row.decisions);
    const votes = votesOf(decisions);
    const counted = decisions.filter(({ yes }) => yes !== null).length;
    const largest = Math.max(1, ...votes.map(({ count }) => count));
    const words = ({ yes, no, count }) => `${t('votesFor')} ${num(yes)} · ${t('votesAgainst')} ${num(no)} · ${t('decisions')} ${num(count)}`;
    return {
      title: t('votes'), note: t('votesNote', num(decisions.length), num(counted), num(decisions.filter(({ unanimous }) => unanimous).length)),
      empty: !votes.length, head: [t('votesFor'), t('votesAgainst'), t('number')],
      rows: votes.slice(0, MOST_NAMED).map(({ yes, no, count }) => [num(yes), num(no), num(count)]),
      traces: [{
        type: 'scatter', mode: 'markers', x: votes.map(({ yes }) => yes), y: votes.map(({ no }) => no), cliponaxis: false, hoverinfo: 'text', hovertext: votes.map((v) => label(words(v))),
        marker: { color: colour('accent'), opacity: 0.75, line: { width: 1, color: colour('panel') }, sizemode: 'area', sizeref: (2 * largest) / 34 ** 2, sizemin: 4, size: votes.map(({ count }) => count) },
      }],
      layout: layout({
        margin: { l: 56, r: 20, t: 20, b: 52 },
        xaxis: countAxis(Math.max(...votes.map(({ yes }) => yes)), { range: around(votes.map(({ yes }) => yes)), title: { text: label(t('votesFor')), standoff: 10 } }),
        yaxis: countAxis(Math.max(...votes.map(({ no }) => no)), { range: around(votes.map(({ no }) => no)), title: { text: label(t('votesAgainst')), standoff: 10 } }),
      }),
    };
  },

  credited(rows) {
    const credited = creditedOf(rows);
    return {
      title: t('credited'), note: t('creditedNote'), empty: !credited.length, head: [t('source'), t('number')],
      rows: credited.slice(0, MOST_NAMED).map(({ label: name, count }) => [bdi(name), num(count)]),
      ...ranked(credited, { most: MOST_RANKED, text: num, colourName: 'second' }),
    };
  },

  filled(rows) {
    const shares = packed.facts.fields.map((name, k) => ({
      label: t(`fields.${name}`), count: rows.filter((row) => (row.filled >> k) & 1).length / Math.max(1, rows.length),
    })).sort((a, b) => b.count - a.count);
    return {
      title: t('filled'), note: t('filledNote'), empty: !rows.length, head: [t('field'), t('share')],
      rows: shares.map(({ label: name, count }) => [name, perCent(count)]), ...ranked(shares, { most: shares.length, text: perCent }),
    };
  },

  scores() {
    const { scores, unseen } = packed.facts;
    const entries = Object.entries(scores).map(([name, { score, n }]) => ({ label: t(`fields.${name}`), count: score, n })).sort((a, b) => b.count - a.count);
    return {
      title: t('scores'), note: t('scoresNote', unseen && num(unseen)), empty: !entries.length, head: [t('field'), t('share'), t('measured')],
      rows: entries.map(({ label: name, count, n }) => [name, perCent(count), num(n)]), ...ranked(entries, { most: entries.length, text: perCent, colourName: 'second' }),
    };
  },
};

/** Draws all plots, one after the other, so that the page stays alive meanwhile. */
async function drawPlots() {
  const rows = chosenRows();
  const turn = (drawPlots.turn = (drawPlots.turn ?? 0) + 1);
  for (const figure of document.querySelectorAll('[data-plot]')) {
    if (turn !== drawPlots.turn) return;
    await draw(figure, PLOTS[figure.dataset.plot](rows));
    await new Promise((resolve) => { setTimeout(resolve); });
  }
  document.documentElement.dataset.plots = String(turn);
}
