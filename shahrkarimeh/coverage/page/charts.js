// Drawing: one plot in one figure, in the colours of the page, with its legend and its numbers as a table beside it.
const PLOT_HEIGHT = 300;
const QUARTERS = [0, 0.25, 0.5, 0.75, 1];
const BAR_HEIGHT = 28;
let plotlyLoading = null;

/** The plotting library, unpacked and run once. The page's policy names its hash. */
function plotly() {
  plotlyLoading ??= inflated($('plotly')).then((source) => {
    document.head.append(Object.assign(document.createElement('script'), { textContent: source }));
    $('plotly').remove();
    return window.Plotly ?? window.moduleName;
  });
  return plotlyLoading;
}

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** A text for the library: it reads some markup, and its texts run left to right, so Persian stands in an isolate. */
function label(text, most = Infinity) {
  const short = text.length > most ? `${text.slice(0, most - 1)}…` : text;
  const plain = short.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return view.lang === 'fa' || /[\u0590-\u08ff]/.test(plain) ? `\u2067${plain}\u2069` : plain;
}

const FONT = '13px Vazirmatn, Tahoma, sans-serif';
const measure = document.createElement('canvas').getContext('2d');

/** The width in pixels that the longest of these labels takes beside an axis. */
function widthOf(labels) {
  measure.font = FONT;
  return Math.ceil(Math.max(0, ...labels.map((text) => measure.measureText(text).width))) + 12;
}

/** Round numbers from 0 to at least `most`. */
function ticks(most) {
  const rough = Math.max(most, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((k) => k * power).find((s) => s >= rough));
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, k) => k * step);
}

function countAxis(most, more = {}) {
  const values = ticks(most);
  return {
    tickmode: 'array', tickvals: values, ticktext: values.map((v) => label(num(v))), fixedrange: true, rangemode: 'tozero',
    gridcolor: colour('grid'), zeroline: false, ...more,
  };
}

function layout(more) {
  return {
    autosize: true, height: PLOT_HEIGHT, barmode: 'stack', bargap: 0.2, showlegend: false, hovermode: 'closest', dragmode: false,
    font: { family: 'Vazirmatn, Tahoma, sans-serif', size: 13, color: colour('ink') },
    paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)', margin: { l: 8, r: 8, t: 12, b: 28, pad: 0 },
    hoverlabel: { bgcolor: colour('ink'), bordercolor: colour('ink'), font: { family: 'Vazirmatn, Tahoma, sans-serif', size: 13, color: colour('panel') } },
    ...more,
  };
}

/** Bars that grow from the side where the language begins, the longest on top. */
function ranked(entries, { most, text, colourName = 'accent' }) {
  const rtl = view.lang === 'fa';
  const shown = entries.slice(0, most);
  const width = window.innerWidth < 600 ? 22 : 34;
  const longest = Math.max(1, ...shown.map(({ count }) => count));
  const names = shown.map((entry) => label(entry.label, width));
  const numbers = shown.map(({ count }) => label(text(count)));
  const [start, end] = rtl ? ['r', 'l'] : ['l', 'r'];
  return {
    traces: [{
      type: 'bar', orientation: 'h', x: shown.map(({ count }) => count), y: shown.map((_, k) => k),
      marker: { color: colour(colourName) }, text: numbers, textposition: 'outside', cliponaxis: false,
      hovertext: shown.map(({ label: name, note, count }) => label([name, note, text(count)].filter(Boolean).join(' · '))), hoverinfo: 'text',
    }],
    layout: layout({
      height: shown.length * BAR_HEIGHT + 16, margin: { t: 8, b: 8, [start]: widthOf(names), [end]: widthOf(numbers) },
      xaxis: { visible: false, fixedrange: true, range: rtl ? [longest, 0] : [0, longest] },
      yaxis: {
        tickmode: 'array', tickvals: shown.map((_, k) => k), ticktext: names,
        range: [shown.length - 0.5, -0.5], side: rtl ? 'right' : 'left', fixedrange: true, ticklen: 6, tickcolor: 'rgba(0,0,0,0)',
      },
    }),
  };
}

/** Stacked bars over months or years; every so many groups are named. */
function stacked(groups, series, { name, every, relative = false }) {
  const sums = groups.map((_, k) => series.reduce((sum, { values }) => sum + values[k], 0));
  const share = (value, k) => (relative ? value / (sums[k] || 1) : value);
  const axis = relative
    ? { tickmode: 'array', tickvals: QUARTERS, ticktext: QUARTERS.map((v) => label(perCent(v))), fixedrange: true, range: [0, 1], gridcolor: colour('grid'), zeroline: false }
    : countAxis(Math.max(1, ...sums));
  const edge = 0.6 + groups.length * 0.015; // keeps the first bar and its name off the numbers of the axis
  const named = groups.map((group, k) => [group, k]).filter(([group, k]) => every(group, k));
  return {
    traces: series.map(({ label: kind, colourName, values }) => ({
      type: 'bar', x: groups.map((_, k) => k), y: values.map(share), marker: { color: colour(colourName) }, hoverinfo: 'text',
      hovertext: values.map((value, k) => label(`${name(groups[k])} · ${kind ? `${kind}: ` : ''}${num(value)}${relative ? ` (${perCent(share(value, k))})` : ''}`)),
    })),
    layout: layout({
      xaxis: { tickmode: 'array', tickvals: named.map(([, k]) => k), ticktext: named.map(([group]) => label(digits(group.slice(0, 4)))), fixedrange: true, tickangle: 0, range: [-edge, groups.length - 0.4], showgrid: false, zeroline: false },
      yaxis: { ...axis, ticklen: 5, tickcolor: 'rgba(0,0,0,0)' }, margin: { l: widthOf(axis.ticktext) + 5, r: 8, t: 12, b: 28 },
    }),
  };
}

/** Puts a plot into its figure: heading, note, legend, the plot itself, its numbers. */
async function draw(figure, plot) {
  const target = h('div', { class: 'plot', dir: 'ltr', role: 'img', 'aria-label': plot.title });
  figure.replaceChildren(
    h('figcaption', {}, h('h3', {}, plot.title), plot.note && h('p', { class: 'quiet' }, plot.note)),
    plot.empty ? h('p', { class: 'quiet' }, t('noData')) : [],
    plot.legend ? h('ul', { class: 'legend' }, plot.legend.map(({ label: name, colourName }) => (
      h('li', {}, h('span', { class: 'key', vars: { '--key': `var(--${colourName})` } }), name)))) : [],
  );
  if (plot.empty) return;
  figure.append(target, h('details', { class: 'numbers' }, h('summary', {}, t('dataTable')),
    h('div', { class: 'scroll' }, simpleTable(plot.head, plot.rows, { caption: plot.title, numeric: plot.head.map((_, k) => k).slice(1) }))));
  const library = await plotly();
  if (target.isConnected) await library.newPlot(target, plot.traces, plot.layout, { displayModeBar: false, responsive: true, showTips: false });
}
