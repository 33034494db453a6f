// The frame in a page's corner: it hears how the page stands, and asks the page for what it cannot do itself.
import { copies } from "./copy.js";
import { watch } from "./watch.js";

const query = location.search.slice(1);
const page = new URLSearchParams(query).get("page");
let sheet = new URLSearchParams(query).get("sheet");
let files = new URLSearchParams(query).get("files");
let open = false;
/** The findings whose overlay was put aside. */
let aside = null;

const part = () => document.querySelector("main");
const ask = (ask, more = {}) => parent.postMessage({ ask, ...more }, location.origin);

// The frame is as small as a tab at that moment: to scroll in it would leave the list at its end once it is large.
const focus = (what) => document.querySelector(what)?.focus({ preventScroll: true });

const show = () => {
  const { errors, notes } = part().dataset;
  const mode = errors !== "0" && aside !== notes ? "overlay" : open ? "panel" : "tab";
  const before = document.documentElement.dataset.mode;
  document.documentElement.dataset.mode = mode;
  if (mode === "overlay") {
    ask("full");
    // It covers the page: keys are for it, unless the user is at something else, such as the bar around the page.
    if (before !== mode && parent.document.hasFocus()) focus("#overlay button");
    return;
  }
  // The frame takes the size of what it shows, which has the window of the page to go by, not the frame's own.
  const { style } = document.getElementById("panel");
  style.width = `${Math.min(400, parent.innerWidth - 24)}px`;
  style.maxHeight = `${Math.min(520, parent.innerHeight - 24)}px`;
  const box = document.getElementById(mode).getBoundingClientRect();
  ask("corner", { width: box.width, height: box.height });
};

const refresh = async () => {
  const reply = await fetch(`part?${query}`);
  if (!reply.ok) return;
  const text = await reply.text();
  part().replaceWith(new DOMParser().parseFromString(text, "text/html").querySelector("main"));
  show();
};

const actions = {
  open: () => { open = true; },
  close: () => { open = false; },
  aside: () => { aside = part().dataset.notes; },
  overlay: () => { aside = null; },
};

const act = (name) => {
  actions[name]();
  show();
  focus({ open: "#panel button", close: "#tab", aside: "#tab", overlay: "#overlay button" }[name]);
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button) act(button.dataset.act);
});
addEventListener("keydown", (event) => {
  const { mode } = document.documentElement.dataset;
  if (event.key === "Escape" && mode !== "tab") act(mode === "overlay" ? "aside" : "close");
});
copies();
document.fonts.ready.then(show);
parent.addEventListener("resize", show);
show();

watch(query, (state) => {
  if (state.page !== page) return ask("reload");
  if (state.sheet !== sheet) {
    sheet = state.sheet;
    ask("sheet", { sheet });
  }
  if (state.files !== files) {
    // What changed before that is not known: any file may be other than it was.
    const changed = state.since === files ? state.changed : null;
    files = state.files;
    ask("files", { changed });
  }
  if (state.notes !== part().dataset.notes) refresh();
});
