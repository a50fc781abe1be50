// What is packed inside the page: the facts, unpacked when it opens, and the texts, unpacked when they are asked for.
const packed = { facts: null, texts: new Map() };

/** The bytes of a packed element as text. Rejects where they are damaged. */
async function inflated(element) {
  const binary = atob(element.textContent);
  const bytes = new Uint8Array(binary.length);
  for (let k = 0; k < binary.length; k += 1) bytes[k] = binary.charCodeAt(k);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).text();
}

/** A row under its full names. `head` is the id of the report that it repeats, '' for an unknown one, null for none. */
function named(row, at) {
  return {
    at, id: row.i, site: row.s, url: row.u ?? null, title: row.t ?? '', published: row.p ?? null, held: row.d ?? null,
    day: row.d ?? row.p ?? null, body: row.b ?? '', city: row.c ?? '', term: row.m ?? null, number: row.n ?? null,
    visibility: row.v ?? null, extraordinary: Boolean(row.x), key: row.k ?? null, topic: row.o ?? null,
    attribution: row.a ?? null, reporter: row.r ?? null, head: row.h ?? null, filled: row.f ?? 0,
    speakers: (row.w ?? []).map(([name, role, said]) => ({ name, role, said })),
    decisions: (row.e ?? []).map(([text, outcome, yes, no, abstained, unanimous]) => ({
      text, outcome, yes, no, abstained, unanimous: Boolean(unanimous),
    })),
  };
}

async function loadFacts() {
  const facts = JSON.parse(await inflated($('facts')));
  facts.rows = facts.rows.map(named);
  facts.byId = new Map(facts.rows.map((row) => [row.id, row]));
  packed.facts = facts;
  return facts;
}

/** The texts of a block of rows, unpacked once. */
function loadBlock(number) {
  if (!packed.texts.has(number)) {
    const element = document.querySelector(`script[data-texts="${number}"]`);
    packed.texts.set(number, inflated(element).then(JSON.parse));
  }
  return packed.texts.get(number);
}

/** What only the view of one report shows: its text, where its facts stand in it, and the lesser facts. */
async function loadDetail(row) {
  const { block } = packed.facts;
  return (await loadBlock(Math.floor(row.at / block)))[row.at % block];
}

const blockCount = () => Math.ceil(packed.facts.rows.length / packed.facts.block);

/** The rows of the chosen body; copies only where they are asked for. */
function chosenRows({ copies = false } = {}) {
  return packed.facts.rows.filter((row) => (copies || row.head === null) && (!view.body || row.body === view.body));
}
