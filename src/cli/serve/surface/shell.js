// The bar around a framed page: what is chosen there leads to another address of the preview, the width to another frame.
const frame = document.querySelector("iframe");
const bar = document.querySelector("form");
const { at, day } = bar.elements;

const widths = () => {
  const width = bar.elements.width.value;
  frame.style.width = width === "full" ? "100%" : `${width}px`;
};

/** What the frame shows: an address of the site, and its day where that is not the site's own. */
const shown = () => {
  const { pathname } = frame.contentWindow.location;
  const [, other, rest] = /^\/-\/day\/(\d{4}-\d{2}-\d{2})\/(.*)$/.exec(pathname) ?? [];
  return { day: other ?? "", at: rest ?? pathname.slice(1) };
};

// Two slashes at its start would lead to another host.
const link = (view) => `/${view.day ? `-/day/${view.day}/` : ""}${view.at.replace(/^\/+/, "")}`;

/** The bar follows the links that are taken in the frame. */
const follow = async () => {
  if (!frame.contentWindow.location.href.startsWith("http")) return;
  const view = shown();
  at.value = decodeURI(view.at);
  document.title = `${frame.contentDocument.title} · Preview`;
  document.getElementById("alone").href = link(view);
  const words = new URLSearchParams({ at: decodeURI(view.at), width: bar.elements.width.value });
  if (view.day) words.set("day", view.day);
  history.replaceState(null, "", `?${words}`);
  const reply = await fetch(`bar?${words}`);
  if (!reply.ok) return;
  const next = new DOMParser().parseFromString(await reply.text(), "text/html");
  document.getElementById("languages").replaceWith(next.getElementById("languages"));
  const given = next.getElementById("day");
  day.value = given.value;
  document.getElementById("own-day").hidden = !view.day;
};

bar.addEventListener("change", (event) => {
  if (event.target.name === "width") {
    widths();
    follow();
  }
  if (event.target.name === "day" && event.target.validity.valid && day.value) {
    frame.contentWindow.location.href = link({ ...shown(), day: day.value });
  }
});
bar.addEventListener("submit", (event) => {
  event.preventDefault();
  const path = at.value.trim().replace(/^\/+/, "");
  frame.contentWindow.location.href = link({ day: shown().day, at: path.split("/").map(encodeURIComponent).join("/") });
});
document.getElementById("own-day").addEventListener("click", () => {
  frame.contentWindow.location.href = link({ ...shown(), day: "" });
});
document.addEventListener("click", (event) => {
  const other = event.target.closest("#languages a");
  if (!other) return;
  event.preventDefault();
  frame.contentWindow.location.href = other.dataset.to;
});
frame.addEventListener("load", follow);
widths();
