// The search page: asks the index below it, and shows what it finds as rows of a list.
// What records say is put in as text alone, never as markup. The page's words stand in the page.

const form = document.getElementById("search");
const field = form.elements.q;
const found = document.getElementById("found");
const count = document.getElementById("found-count");
const rows = document.getElementById("found-rows");
const more = document.getElementById("found-more");
const lists = document.getElementById("no-search");

const NARROW = ["status", "topic", "claimant", "year"];
const DATES = ["entry", "changed", "published"];
const AT_ONCE = 20;
const WORDS = 32;
const PAUSE = 150;

/** What is searched; loaded when somebody begins to search. */
let index = null;
/** Counts searches: what comes in late of an older one is thrown away. */
let turn = 0;
/** What was found, and how much of it is shown. */
let results = [];
let shown = 0;

const load = () => {
  index ??= import(new URL(`${form.dataset.index}pagefind.js`, document.baseURI)).then(async (pagefind) => {
    await pagefind.init();
    return pagefind;
  });
  return index;
};

const filled = (text, n) => text.replace("{n}", new Intl.NumberFormat(document.documentElement.lang).format(n));

/** What the form asks for; `null` where it asks for nothing. */
const asked = () => {
  const filters = {};
  for (const name of NARROW) {
    const value = form.elements[name]?.value;
    if (value) filters[name] = [value];
  }
  const term = field.value.trim();
  if (!term && Object.keys(filters).length === 0) return null;
  const sort = form.elements.sort.value;
  return { term: term || null, options: { filters, sort: sort ? { [sort]: "desc" } : {} } };
};

const search = async () => {
  const mine = ++turn;
  const wanted = asked();
  remember();
  if (!wanted) {
    found.hidden = true;
    count.textContent = "";
    rows.replaceChildren();
    return;
  }
  found.hidden = false;
  if (!rows.firstChild) count.textContent = form.dataset.wait;
  try {
    const answer = await (await load()).search(wanted.term, wanted.options);
    if (mine !== turn) return;
    results = answer.results;
    const first = await drawn(0, AT_ONCE);
    if (mine !== turn) return;
    rows.replaceChildren(...first);
    shown = first.length;
    more.hidden = shown >= results.length;
    count.textContent = results.length ? filled(form.dataset.found, results.length) : form.dataset.none;
  } catch (fault) {
    if (mine !== turn) return;
    console.error(fault);
    index = null;
    rows.replaceChildren();
    more.hidden = true;
    count.textContent = form.dataset.failed;
  }
};

/** Rows of what was found, from one place on. */
const drawn = async (from, length) => {
  const page = await Promise.all(results.slice(from, from + length).map((result) => result.data()));
  return page.filter(Boolean).map(row);
};

const row = (data) => {
  const item = document.getElementById("found-row").content.cloneNode(true).firstElementChild;
  const key = data.filters.status?.[0];
  const status = document.querySelector(`template[data-status="${CSS.escape(key)}"]`);
  // An entry is of its day, what is narrowed by is how its claim stands now: that has to be said.
  const now = data.meta.entry && document.getElementById("found-now");
  if (status && now) item.querySelector(".row-status").append(now.content.cloneNode(true));
  if (status) item.querySelector(".row-status").append(status.content.cloneNode(true));
  const link = document.createElement("a");
  link.href = data.raw_url;
  link.textContent = data.meta.title;
  const title = document.createElement("h2");
  title.append(link);
  item.querySelector(".row-text").prepend(title);
  item.querySelector(".row-why").append(...excerpt(data));
  const date = DATES.find((name) => data.meta[name]);
  item.querySelector("dt").append(document.getElementById(`found-${date}`).content.cloneNode(true));
  item.querySelector("dd").textContent = data.meta[date];
  return item;
};

/** The words around what was found, that marked. */
const excerpt = (data) => {
  const words = data.content.split(/\s+/);
  const hits = new Set(data.locations);
  const within = (from) => data.locations.filter((at) => at >= from && at < from + WORDS).length;
  const starts = [0, ...[...hits].map((at) => Math.max(0, at - 6))];
  const start = starts.reduce((best, from) => (within(from) > within(best) ? from : best));
  const parts = [start > 0 ? "… " : ""];
  words.slice(start, start + WORDS).forEach((word, place) => {
    if (hits.has(start + place)) {
      const mark = document.createElement("mark");
      mark.textContent = word;
      parts.push(mark, " ");
    } else {
      parts.push(`${word} `);
    }
  });
  if (start + WORDS < words.length) parts.push("…");
  return parts;
};

/** The address says what was asked, so that it can be kept, sent and gone back to. */
const remember = () => {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value.trim()) query.set(name, value.trim());
  const text = query.toString();
  history.replaceState(null, "", text ? `?${text}` : location.pathname);
};

const recall = () => {
  const query = new URLSearchParams(location.search);
  for (const name of ["q", ...NARROW, "sort"]) {
    const part = form.elements[name];
    if (part) part.value = query.get(name) ?? "";
    // A list that does not know the value would show nothing.
    if (part?.selectedIndex === -1) part.selectedIndex = 0;
  }
};

const links = () => [...rows.querySelectorAll("a")];

/** Down and up go from the field through what was found and back. */
const step = (event, by) => {
  const all = links();
  const at = document.activeElement === field ? -1 : all.indexOf(document.activeElement);
  if (at === -1 && document.activeElement !== field) return;
  const to = at + by;
  if (to >= all.length || to < -1) return;
  event.preventDefault();
  (to === -1 ? field : all[to]).focus();
};

const clear = () => {
  field.value = "";
  field.focus();
  search();
};

let pause = 0;
field.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(search, PAUSE);
});
field.addEventListener("focus", () => load().catch(() => (index = null)), { once: true });
form.addEventListener("change", (event) => event.target !== field && search());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  search();
});
more.addEventListener("click", async () => {
  const mine = turn;
  const next = await drawn(shown, AT_ONCE);
  if (mine !== turn) return;
  rows.append(...next);
  shown += next.length;
  more.hidden = shown >= results.length;
  next[0]?.querySelector("a").focus();
});
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const types = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !types) {
    event.preventDefault();
    field.focus();
    field.select();
  } else if (event.key === "Escape" && (event.target === field || rows.contains(event.target))) {
    event.preventDefault();
    clear();
  } else if (event.key === "ArrowDown") {
    step(event, 1);
  } else if (event.key === "ArrowUp") {
    step(event, -1);
  }
});
addEventListener("popstate", () => {
  recall();
  search();
});

lists.hidden = true;
form.hidden = false;
recall();
if (asked()) search();
