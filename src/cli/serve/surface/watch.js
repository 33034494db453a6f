// How an address stands on the server, told while the page can be seen. A hidden page gives its connection back: browsers
// open six to a host. The server says first how things stand, so that whoever was away compares and misses nothing.
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
    source = new EventSource(`events?${query}`);
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
