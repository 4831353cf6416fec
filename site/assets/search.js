const box = document.querySelector('[data-search]');
const input = box.querySelector('input');
const results = box.querySelector('ul');
const state = box.querySelector('[role=status]');
const mostResults = 12;
let loading = null;

box.hidden = false;
input.addEventListener('focus', loadEntries);
input.addEventListener('input', showResults);
input.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') clear();
  if (event.key === 'ArrowDown') results.querySelector('a')?.focus();
});
results.addEventListener('keydown', (event) => {
  const item = event.target.closest('li');
  const next = { ArrowDown: item?.nextElementSibling, ArrowUp: item?.previousElementSibling }[event.key];
  if (event.key === 'Escape') clear();
  if (next === undefined) return;
  event.preventDefault();
  (next?.querySelector('a') ?? input).focus();
});

/** All names, read once and only when somebody is about to search. */
function loadEntries() {
  loading ??= fetch(`${box.dataset.root}search.json`)
    .then((response) => response.json())
    .then(readEntries);
  return loading;
}

function readEntries({ categories, servers, tools }) {
  return [
    ...servers.map(([name, path]) => ({ name, path, note: 'server' })),
    ...tools.map(([name, server, category, slug = name]) => ({
      name,
      path: `${servers[server][1]}tools/${slug}/`,
      note: `${categories[category]}, ${servers[server][0]}`,
    })),
  ].map((entry) => ({
    ...entry,
    folded: entry.name.toLowerCase(),
    foldedNote: entry.note.toLowerCase(),
  }));
}

async function showResults() {
  const query = input.value.trim().toLowerCase();
  if (query === '') return clear();
  const found = await loadEntries().then(
    (entries) => find(entries, query),
    () => null,
  );
  // Somebody may have typed on while the names were loading.
  if (query !== input.value.trim().toLowerCase()) return;
  results.replaceChildren(...(found ?? []).slice(0, mostResults).map(makeResult));
  results.hidden = results.childElementCount === 0;
  state.textContent = found === null ? 'The list of names did not load.' : `${found.length} found`;
  state.classList.toggle('visually-hidden', found?.length > 0);
}

/** Best first: the whole name, its beginning, the beginning of a word in it, anywhere. */
function find(entries, query) {
  const words = query.split(/\s+/);
  return entries
    .filter(({ folded, foldedNote }) =>
      words.every((word) => folded.includes(word) || foldedNote.includes(word)),
    )
    .map((entry) => ({ ...entry, rank: rankOf(entry.folded, query) }))
    .sort((a, b) => a.rank - b.rank || a.name.length - b.name.length || (a.path < b.path ? -1 : 1));
}

function rankOf(name, query) {
  if (name === query) return 0;
  const at = name.indexOf(query);
  if (at === 0) return 1;
  if (at < 0) return 4;
  return /[a-z0-9]/.test(name[at - 1]) ? 3 : 2;
}

function makeResult({ name, path, note }) {
  const link = document.createElement('a');
  const code = document.createElement('code');
  const remark = document.createElement('span');
  link.href = `${box.dataset.root}${path}`;
  code.textContent = name;
  remark.textContent = note;
  link.append(code, ' ', remark);
  const item = document.createElement('li');
  item.append(link);
  return item;
}

function clear() {
  input.value = '';
  results.replaceChildren();
  results.hidden = true;
  state.textContent = '';
  input.focus();
}
