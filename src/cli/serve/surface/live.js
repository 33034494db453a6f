// Put into each page of the preview, before everything else in it. It makes one frame, which holds all that the preview
// shows and hears, and does what that frame asks: reload the page, take a new stylesheet, give the frame more room.
// It runs before the page's own policy is read, which forbids frames and connections; the frame has a policy of its own.
(() => {
  "use strict";
  const frame = document.createElement("iframe");
  const dress = (styles) => {
    for (const [name, value] of Object.entries(styles)) frame.style.setProperty(name, value, "important");
  };
  frame.title = "Preview";
  frame.src = "/-/panel" + new URL(document.currentScript.src).search;
  dress({ all: "initial", position: "fixed", right: "12px", bottom: "12px", width: "1px", height: "1px",
    border: "0", margin: "0", "z-index": "2147483647", "color-scheme": "light dark" });
  document.documentElement.append(frame);

  const corner = ({ width, height }) => dress({ inset: "auto 12px 12px auto", width: `${Math.ceil(width)}px`,
    height: `${Math.ceil(height)}px`, "max-width": "calc(100vw - 24px)", "max-height": "calc(100vh - 24px)" });
  const full = () => dress({ inset: "0", width: "100%", height: "100%", "max-width": "none", "max-height": "none" });

  // The new stylesheet is there before the old one goes, so that nothing is shown without one.
  const swap = (sheet) => {
    for (const old of document.querySelectorAll("link[rel~=stylesheet]")) {
      const address = new URL(old.href);
      if (address.origin !== location.origin) continue;
      address.searchParams.set("sheet", sheet);
      const link = old.cloneNode();
      link.href = address.href;
      link.addEventListener("load", () => old.remove());
      link.addEventListener("error", () => link.remove());
      old.after(link);
    }
  };

  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
    const { ask } = event.data;
    if (ask === "reload") location.reload();
    if (ask === "sheet") swap(event.data.sheet);
    if (ask === "corner") corner(event.data);
    if (ask === "full") full();
  });
  addEventListener("beforeprint", () => dress({ display: "none" }));
  addEventListener("afterprint", () => dress({ display: "block" }));
})();
