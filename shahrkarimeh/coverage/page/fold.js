// Search: letters and digits alone, in one form, so that ي finds ی and a half-space makes no difference.
const UNSEEN = 0xffff; // no character has this number
const DROPPED = 0;
const folds = new Uint16Array(65536).fill(UNSEEN);

function foldOf(code) {
  const char = String.fromCharCode(code);
  const folded = packed.facts.fold[char] ?? char.toLowerCase();
  return folded.length === 1 && /[\p{L}\p{N}]/u.test(folded) ? folded.charCodeAt(0) : DROPPED;
}

/** A text's letters and digits, folded as the program folds them. */
function squeeze(text) {
  const out = new Uint16Array(text.length);
  let length = 0;
  for (let k = 0; k < text.length; k += 1) {
    const code = text.charCodeAt(k);
    if (folds[code] === UNSEEN) folds[code] = foldOf(code);
    if (folds[code] !== DROPPED) out[length++] = folds[code];
  }
  let text16 = '';
  for (let k = 0; k < length; k += 8192) text16 += String.fromCharCode(...out.subarray(k, Math.min(k + 8192, length)));
  return text16;
}

const index = { facts: [], texts: [], blocks: 0 };

function factsOf(row) {
  index.facts[row.at] ??= [row.title, row.topic, row.body, row.city, row.number, row.attribution, row.reporter, row.id,
    ...row.speakers.flatMap(({ name, role }) => [name, role]), ...row.decisions.map(({ text }) => text)]
    .map((value) => squeeze(String(value ?? ''))).join(' ');
  return index.facts[row.at];
}

/** The words of a query; what stands in quotation marks is one. */
function wordsOf(query) {
  return [...query.matchAll(/["«“]([^"»”]+)["»”]|(\S+)/g)].map((m) => squeeze(m[1] ?? m[2])).filter(Boolean);
}

/** Whether each word stands in the facts of the row, or in its text as far as the texts are unpacked. */
function matches(row, words) {
  return words.every((word) => factsOf(row).includes(word) || index.texts[row.at]?.includes(word));
}

/** Unpacks all texts for the search, block by block; tells after each how far it is. */
async function indexTexts(progress) {
  for (; index.blocks < blockCount(); index.blocks += 1) {
    const first = index.blocks * packed.facts.block;
    const details = await loadBlock(index.blocks);
    details.forEach(({ t: text }, k) => { index.texts[first + k] = squeeze(text ?? ''); });
    packed.texts.delete(index.blocks); // thousands of texts need not stay
    progress((index.blocks + 1) / blockCount());
    await new Promise((resolve) => { setTimeout(resolve); });
  }
}
