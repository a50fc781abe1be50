// Elements. Whatever comes from the data goes in as text or as an attribute's value, never as markup.
const $ = (id) => document.getElementById(id);

/** An element: `on` holds listeners, `class` and `data` what they say; children are elements or text, null is nothing. */
function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === 'on') for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (name === 'data') Object.assign(element.dataset, value);
    else if (name === 'vars') for (const [variable, v] of Object.entries(value)) element.style.setProperty(variable, v);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Text of the data, kept from reordering what stands beside it. */
const bdi = (text) => h('bdi', { dir: 'auto' }, String(text));

/** A table of plain cells; `rows` hold text, numbers formatted already, or elements. One that folds has a line for each cell on a phone. */
function simpleTable(head, rows, { caption = null, numeric = [], folds = false } = {}) {
  const kind = (k) => (numeric.includes(k) ? 'num' : null);
  return h('table', { class: folds ? 'folds' : null },
    caption && h('caption', {}, caption),
    h('thead', {}, h('tr', {}, head.map((name, k) => h('th', { scope: 'col', class: kind(k) }, name)))),
    h('tbody', {}, rows.map((row) => h('tr', {}, row.map((cell, k) => (k === 0
      ? h('th', { scope: 'row', class: kind(k) }, cell)
      : h('td', { class: kind(k), data: { label: head[k] } }, cell)))))));
}

/** A list of choices; the chosen one stays chosen where it is still there. */
function fillSelect(select, choices) {
  const chosen = select.value;
  select.replaceChildren(...choices.map(([value, label]) => h('option', { value }, label)));
  if (choices.some(([value]) => value === chosen)) select.value = chosen;
}
