// How an address stands on the server, told while the page can be seen. A hidden page gives its connection back: browsers
// open six to a host. The server says first how things stand, so that whoever was away compares and misses nothing.
/** A word that the pages of one browser share, so that the server keeps them from taking all of its connections. */
const browser = () => {
  try {
    return localStorage["onrecord-browser"] ??= Math.random().toString(36).slice(2);
  } catch {
    // Where nothing may be stored, each page stands for itself.
    return "";
  }
};

export const watch = (query, told) => {
  let source = null;
  let waiting = 0;
  const close = () => {
    clearTimeout(waiting);
    source?.close();
    source = null;
  };
  const open = () => {
    close();
    if (document.visibilityState === "hidden") return;
    source = new EventSource(new URL(`events?${query}&browser=${browser()}`, import.meta.url));
    source.addEventListener("message", (event) => told(JSON.parse(event.data)));
    // A browser gives up after some answers; a server that is started again must be found again.
    source.addEventListener("error", () => {
      close();
      waiting = setTimeout(open, 1000);
    });
  };
  document.addEventListener("visibilitychange", open);
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && open());
  open();
};
