// Searches a list of claims in place: all of it, not the page of it that is shown.
//
// The list stands there without this script; the controls are hidden until it runs. What it searches, `claims/rows.json`,
// is loaded once a reader opens the filter, or follows a link to a filtered list. Texts of records are set as texts,
// never as markup. What is asked for stands in the address, so that it can be linked and gone back to.
"use strict";
(() => {
  const filter = document.querySelector("details.filter");
  // Browsers load nothing from beside a page that is opened from a disk.
  if (!filter || location.protocol === "file:") return;
  const { rows, claim, by, only, promised, inferred, checked, draft, thousands, groupFrom } = filter.dataset;
  const { found, further, loading, failed } = filter.dataset;
  const STEP = 50;
  const words = filter.querySelector("input");
  const selects = [...filter.querySelectorAll("select")];
  const controls = [words, ...selects];
  const said = filter.querySelector("[role=status]");
  const clear = filter.querySelector("button");
  const whole = [...document.querySelectorAll("[data-list], .pager")];
  const results = document.createElement("ul");
  results.className = "rows";
  const more = document.createElement("button");
  more.type = "button";
  more.className = "more-found";
  let claims = null;
  let request = null;
  let matches = [];

  /** Letters alone, small and without marks: `vía` is found by `via`. */
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const number = (count) => {
    const digits = String(count);
    return digits.length < Number(groupFrom) ? digits : digits.replace(/\B(?=(\d{3})+$)/g, () => thousands);
  };

  /** Makes an element of texts and elements. */
  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value) element.setAttribute(key, value);
    element.append(...children.filter((child) => child !== null));
    return element;
  };

  // What is searched.

  /** The claims of this list, from the file of all claims. */
  const read = (data) => {
    const ids = (list, places) => places.map((place) => list[place][0]);
    const read = ([id, title, why, status, topics, claimants, year, kinds, due, checked, marks, draft]) => {
      const [key, label] = data.statuses[status] ?? ["", ""];
      const names = claimants.map((place) => data.claimants[place][1]);
      const facts = {
        status: [key], topic: ids(data.topics, topics), claimant: ids(data.claimants, claimants),
        kind: ids(data.kinds, kinds), year: [String(year ?? "undated")],
      };
      return { id, title, why, key, label, due, checked, marks, draft, facts, text: plain([title[0], why[0], ...names].join("\n")) };
    };
    return data.claims.map(read).filter((claim) => !by || claim.facts[by].includes(only));
  };

  /** Fills the choices: what claims of this list have, with how many. */
  const offer = (data) => {
    const years = [...new Set(claims.map((claim) => claim.facts.year[0]))];
    const named = (year) => [year, year === "undated" ? data.undated : year];
    const lists = {
      status: data.statuses, topic: data.topics, claimant: data.claimants, kind: data.kinds,
      // The latest first; what has no year comes last.
      year: years.sort((a, b) => (b === "undated" ? -1e5 : Number(b)) - (a === "undated" ? -1e5 : Number(a))).map(named),
    };
    for (const select of selects) {
      const counts = new Map();
      for (const claim of claims) {
        for (const value of claim.facts[select.name]) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      const there = lists[select.name].filter(([value]) => counts.has(value));
      select.append(...there.map(([value, label]) => new Option(`${label} (${number(counts.get(value))})`, value)));
    }
  };

  /** Loads what is searched, once; after a failure it may be asked for again. */
  const load = () => {
    request ??= (async () => {
      said.textContent = loading;
      try {
        const answer = await fetch(rows, { credentials: "same-origin" });
        if (!answer.ok) throw new Error(`${answer.status} ${rows}`);
        const data = await answer.json();
        claims = read(data);
        offer(data);
        said.textContent = "";
      } catch {
        request = null;
        said.textContent = failed;
      }
    })();
    return request;
  };

  // What is shown.

  const time = ([text, machine]) => (machine ? make("time", { datetime: machine }, text) : text);
  const dated = (term, date) => make("div", {}, make("dt", {}, term), make("dd", {}, time(date)));

  /** The mark of a status, which stands somewhere on the page. */
  const mark = (key) => document.querySelector(`main .mark.st-${CSS.escape(key)}`)?.cloneNode(true) ?? null;

  /** A claim as the page's own lines show it. */
  const line = (one) => {
    const link = make("a", { href: claim.replace("{id}", one.id), lang: one.title[1] }, one.title[0]);
    const state = one.draft ? make("span", { class: "state" }, draft) : null;
    const marks = one.marks.map(([key, text]) => make("li", { class: `mark-${key}` }, text));
    const status = make("span", { class: `status st-${one.key}` }, mark(one.key), make("span", { class: "word" }, one.label));
    return make(
      "li", { class: one.draft ? "row is-draft" : "row" },
      make("p", { class: "row-status" }, status),
      make(
        "div", { class: "row-text" },
        make("h2", {}, link, state ? " " : null, state),
        make("p", { class: "row-why", lang: one.why[1] }, one.why[0]),
        marks.length ? make("ul", { class: "marks" }, ...marks) : null,
      ),
      make(
        "dl", { class: "row-dates" },
        one.due ? dated(one.due[1] === "promised" ? promised : inferred, one.due[0]) : null,
        one.checked ? dated(checked, one.checked) : null,
      ),
    );
  };

  const asked = () => controls.filter((control) => control.value.trim() !== "");

  /** Shows more of what was found. */
  const grow = () => {
    const shown = results.children.length;
    const next = matches.slice(shown, shown + STEP).map(line);
    results.append(...next);
    const left = matches.length - results.children.length;
    more.hidden = left <= 0;
    more.textContent = further.replace("{n}", () => number(Math.min(left, STEP)));
    return next[0];
  };

  /** Shows what is asked for, or the list as it was. */
  const show = () => {
    const is = claims !== null && asked().length > 0;
    for (const part of whole) part.hidden = is;
    results.hidden = !is;
    clear.hidden = !is;
    results.replaceChildren();
    more.hidden = true;
    if (!is) {
      if (claims !== null) said.textContent = "";
      return;
    }
    const wanted = plain(words.value).split(/\s+/).filter(Boolean);
    const chosen = selects.filter((select) => select.value);
    matches = claims.filter((claim) => wanted.every((word) => claim.text.includes(word))
      && chosen.every((select) => claim.facts[select.name].includes(select.value)));
    const figures = { found: number(matches.length), total: number(claims.length) };
    said.textContent = found.replace(/\{(found|total)\}/g, (_, name) => figures[name]);
    grow();
  };

  // The address.

  const address = () => {
    const query = new URLSearchParams(location.search);
    for (const { name, value } of controls) {
      if (value.trim()) query.set(name, value.trim());
      else query.delete(name);
    }
    const text = query.toString();
    return `${location.pathname}${text && "?"}${text}${location.hash}`;
  };

  /** Takes over what the address asks for. */
  const restore = async () => {
    const query = new URLSearchParams(location.search);
    const asks = controls.some((control) => query.get(control.name));
    if (asks) {
      filter.open = true;
      await load();
    }
    // A choice that the list does not have is none, and is not to be passed on with the address.
    for (const control of controls) control.value = query.get(control.name) ?? "";
    for (const select of selects) if (select.selectedIndex < 0) select.value = "";
    if (asks) keep("replaceState");
    show();
  };

  /** After a choice one can go back to what was before it; letters of a word are no places to go back to. */
  const keep = (way) => {
    if (address() !== `${location.pathname}${location.search}${location.hash}`) history[way](null, "", address());
  };

  const reset = () => {
    for (const control of controls) control.value = "";
    keep("pushState");
    show();
  };

  let typing = false;
  words.addEventListener("input", async () => {
    const way = typing ? "replaceState" : "pushState";
    typing = true;
    keep(way);
    await load();
    show();
  });
  words.addEventListener("blur", () => { typing = false; });
  for (const select of selects) {
    select.addEventListener("change", () => {
      typing = false;
      keep("pushState");
      show();
    });
  }
  filter.addEventListener("toggle", () => {
    if (filter.open) load();
    else if (asked().length) reset();
  });
  filter.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    // What is asked for goes first, then the filter itself.
    if (asked().length) {
      event.preventDefault();
      reset();
    } else if (filter.open) {
      filter.open = false;
      filter.querySelector("summary").focus();
    }
  });
  clear.addEventListener("click", () => {
    reset();
    words.focus();
  });
  more.addEventListener("click", () => grow()?.querySelector("a").focus());
  addEventListener("popstate", restore);

  filter.after(results, more);
  results.hidden = more.hidden = true;
  filter.hidden = false;
  restore();
})();
