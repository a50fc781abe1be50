// What the plots count. Pure: rows in, counts out.

/** The meetings behind the rows, each once: reports of one meeting share its key; a report without one is its own. */
function meetingsOf(rows) {
  const meetings = new Map();
  for (const row of rows) {
    const key = row.key ?? `#${row.at}`;
    const meeting = meetings.get(key) ?? { day: null, held: null, visibility: null };
    meeting.held ??= row.held;
    meeting.day = meeting.held ?? meeting.day ?? row.day;
    if (row.visibility && meeting.visibility !== 'closed') meeting.visibility = row.visibility;
    meetings.set(key, meeting);
  }
  return [...meetings.values()];
}

/** Group → kind → how many. */
function tally(pairs) {
  const groups = new Map();
  for (const [group, kind] of pairs) {
    if (!groups.has(group)) groups.set(group, new Map());
    groups.get(group).set(kind, (groups.get(group).get(kind) ?? 0) + 1);
  }
  return groups;
}

const MOST_MONTHS = 600;

/** All months from the first to the last; where they lie more than fifty years apart only those there are. */
function monthsThrough(keys) {
  const sorted = [...new Set(keys)].sort();
  const number = (key) => Number(key.slice(0, 4)) * 12 + Number(key.slice(5)) - 1;
  const first = number(sorted[0] ?? '0000-01');
  const count = number(sorted.at(-1) ?? '0000-01') - first + 1;
  if (!sorted.length || count > MOST_MONTHS) return sorted;
  return Array.from({ length: count }, (_, k) => {
    const month = first + k;
    return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}

/** All years from the first to the last; only those that there are, where a wrong date would make them centuries. */
function yearsThrough(keys) {
  const sorted = [...new Set(keys)].sort();
  const [first, last] = [Number(sorted[0]), Number(sorted.at(-1))];
  if (!sorted.length || last - first > MOST_MONTHS / 12) return sorted;
  return Array.from({ length: last - first + 1 }, (_, k) => String(first + k).padStart(4, '0'));
}

/** Names in all their spellings, most frequent first: `weigh` tells how much a row adds to each. */
function ranking(entries) {
  const found = new Map();
  for (const { key, label, weight, note } of entries) {
    const entry = found.get(key) ?? { count: 0, labels: new Map(), notes: new Map() };
    entry.count += weight;
    entry.labels.set(label, (entry.labels.get(label) ?? 0) + 1);
    if (note) entry.notes.set(note, (entry.notes.get(note) ?? 0) + 1);
    found.set(key, entry);
  }
  const most = (counts) => [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? '';
  return [...found.values()]
    .map(({ count, labels, notes }) => ({ count, label: most(labels), note: most(notes) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

/** Who spoke, by the number of reports with words of theirs. */
function peopleOf(rows) {
  return ranking(rows.flatMap((row) => row.speakers.filter(({ name }) => name).map(({ name, role }) => (
    { key: `${squeeze(name)}|${squeeze(row.city)}`, label: name, weight: 1, note: role }))));
}

/** Which offices spoke, by the number of statements. */
function officesOf(rows) {
  return ranking(rows.flatMap((row) => row.speakers.filter(({ role }) => role).map(({ role, said }) => (
    { key: squeeze(role), label: role, weight: said }))));
}

/** Whom the reports credit. */
function creditedOf(rows) {
  return ranking(rows.filter((row) => row.attribution).map((row) => (
    { key: squeeze(row.attribution), label: row.attribution, weight: 1 })));
}

/** The counted votes, for and against, and how many decisions had each. */
function votesOf(decisions) {
  const counts = new Map();
  for (const { yes, no } of decisions) {
    if (yes === null) continue;
    const key = `${yes}|${no ?? 0}`;
    counts.set(key, { yes, no: no ?? 0, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || b.yes - a.yes || a.no - b.no);
}
