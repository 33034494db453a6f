// What readers of other people's pages see where a claim is embedded: the snippet is copied from the claim's page, pasted
// into a page of another site, and looked at.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";
import * as chromium from "./chromium.js";

const KINDS = {
  ".css": "text/css", ".html": "text/html; charset=utf-8", ".json": "application/json", ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

let browser, tracker, paper, site, page, base;
/** What stands on the other site's page. */
let article = "";
/** What the browser complained of. */
let complaints = [];

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

before(async () => {
  site = await mkdtemp(join(tmpdir(), "onrecord-"));
  tracker = await listening(async (path) => {
    const file = join(site, path.replace(/^\/tracker\//, "/"), path.endsWith("/") ? "index.html" : "");
    return [KINDS[extname(file)], await readFile(file)];
  });
  paper = await listening(async (path) => {
    if (path !== "/") throw new Error(`nothing at ${path}`);
    return [KINDS[".html"], `<!doctype html><html lang="en"><title>Paper</title><link rel="icon" href="data:,">${article}`];
  });
  base = `http://127.0.0.1:${tracker.address().port}/tracker/`;
  const environment = { ...process.env };
  delete environment.SOURCE_DATE_EPOCH;
  const options = ["-r", process.env.DEMONSTRATION, "-q", "build", "-u", base, "-o", site];
  execFileSync(process.env.ONRECORD, options, { env: environment });
  browser = await chromium.start();
  page = await browser.tabs.newPage();
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("requestfailed", (request) => complaints.push(`not loaded: ${request.url()}`));
});

after(async () => {
  await browser?.stop();
  tracker?.close();
  paper?.close();
  if (site) await rm(site, { recursive: true, force: true });
});

/** A server of this machine that answers with what `find` finds. */
const listening = (find) => new Promise((done) => {
  const server = createServer(async (request, response) => {
    try {
      const [kind, bytes] = await find(new URL(request.url, "http://x").pathname);
      response.setHeader("Content-Type", kind ?? "application/octet-stream").end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1", () => done(server));
});

/** The snippets of a claim's page, as a reader copies them: the card, then badges. */
const copied = async (path) => {
  await page.goto(base + path);
  await page.locator("details:has(#embed) > summary").click();
  return page.locator("#embed pre").allInnerTexts();
};

/** Shows other people's page with this in it, at a width; the frames in it have all been loaded. */
const shown = async (html, width) => {
  article = `<body style="margin: 0">${html}`;
  await page.setViewportSize({ width, height: 900 });
  // Another name of this machine, and so another site.
  await page.goto(`http://localhost:${paper.address().port}/`, { waitUntil: "load" });
  const frame = page.frames()[1];
  await frame?.waitForLoadState("load");
  await frame?.evaluate(() => document.fonts.ready.then(() => {}));
  return frame;
};

/** How a card stands in its frame. */
const measured = (frame) => frame.evaluate(() => {
  const { scrollWidth, scrollHeight } = document.scrollingElement;
  const wide = [...document.querySelectorAll("*")].filter((e) => e.getBoundingClientRect().right > innerWidth + 0.5);
  const faces = [...document.fonts].filter((face) => face.status === "loaded").length;
  return {
    over: Math.max(0, scrollHeight - innerHeight), wide: scrollWidth - innerWidth + wide.length, faces: faces > 0,
    paper: getComputedStyle(document.querySelector("main")).backgroundColor, scripts: document.scripts.length,
  };
});

test("every card fits into its frame, in light and dark, from a telephone's width on", async () => {
  const claims = (await readdir(join(site, "claims"), { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const papers = { light: "rgb(255, 253, 248)", dark: "rgb(20, 19, 15)" };
  let seen = 0;
  for (const [scheme, paper] of Object.entries(papers)) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const prefix of ["", "es/"]) {
      for (const { name } of claims) {
        const document = await readFile(join(site, prefix, "claims", name, "oembed.json"), "utf8").catch(() => null);
        if (!document) continue;
        for (const width of scheme === "light" ? [280, 320, 360, 640] : [360]) {
          complaints = [];
          const found = await measured(await shown(JSON.parse(document).html, width));
          const expected = { over: 0, wide: 0, faces: true, paper, scripts: 0 };
          assert.deepEqual(found, expected, `${prefix}${name} at ${width}, ${scheme}`);
          assert.deepEqual(complaints, [], `${prefix}${name} at ${width}, ${scheme}: the browser's console`);
          seen += 1;
        }
      }
    }
  }
  assert.ok(seen > 150, `${seen} cards`);
});

test("a card says what its claim's page says, and leads there in a tab of its own that may do all", async () => {
  const [snippet] = await copied("claims/invented-ferry/");
  complaints = [];
  const frame = await shown(snippet, 640);
  const text = await frame.locator("main").innerText();
  for (const part of ["Invented example", "Partly complete", "Overdue", "Due", "Last checked", "30 January 2026"]) {
    assert.ok(text.includes(part), `${part} in:\n${text}`);
  }
  const title = await page.locator("iframe").getAttribute("title");
  assert.match(title, /: Partly complete, checked 30 Jan 2026$/);
  const [opened] = await Promise.all([browser.tabs.waitForEvent("page"), frame.locator("h1 a").click()]);
  await opened.waitForLoadState("load");
  assert.equal(opened.url(), `${base}claims/invented-ferry/`);
  assert.deepEqual(await opened.evaluate(() => [opener, origin]), [null, new URL(base).origin], "free of the frame");
  await opened.close();
  assert.deepEqual(complaints, [], "the browser's console");
});

test("a card that was embedded under an old address is still there", async () => {
  const [snippet] = await copied("claims/sig-continued-actions/");
  const old = snippet.replace("/claims/sig-continued-actions/", "/claims/sig-actions/");
  assert.notEqual(old, snippet);
  complaints = [];
  const frame = await shown(old, 640);
  const card = await frame.locator("main").innerText();
  assert.ok(card.includes("did not last"), card);
  assert.equal(await frame.locator("h1 a").evaluate((link) => link.href), `${base}claims/sig-continued-actions/`);
  assert.deepEqual(complaints, [], "the browser's console");
});

test("a card stands whole in the bounds that publishing systems set, but for its type", async () => {
  await page.emulateMedia({ colorScheme: "light" });
  const [snippet] = await copied("claims/invented-ferry/");
  complaints = [];
  const frame = await shown(snippet.replace(/sandbox="[^"]*"/, 'sandbox="allow-scripts"'), 360);
  const found = await measured(frame);
  assert.deepEqual([found.wide, found.paper, found.scripts], [0, "rgb(255, 253, 248)", 0]);
  // Without an origin a frame may not load fonts; the system's are set to their width.
  assert.deepEqual(complaints.filter((text) => !/font|woff2|ERR_FAILED/.test(text)), []);
});

test("a badge stands in a page with its text, and the file that is kept is the same drawing", async () => {
  const [, live] = await copied("claims/invented-ferry/");
  const link = page.locator("#embed a[download]");
  assert.equal(await link.getAttribute("download"), "invented-ferry-2026-01-30-en.svg");
  const kept = await (await fetch(await link.evaluate((element) => element.href))).text();
  assert.equal(kept, await readFile(join(site, "claims/invented-ferry/status.svg"), "utf8"));
  assert.match(kept, /checked 30 Jan 2026/);
  assert.doesNotMatch(kept, /href|url\(|@import|<script|<image/, "it needs nothing else");
  complaints = [];
  await shown(live, 360);
  const { alt, size } = await page.locator("img").evaluate(async (image) => {
    await image.decode();
    return { alt: image.alt, size: [image.naturalWidth > 100, image.height] };
  });
  assert.match(alt, /: Partly complete, checked 30 Jan 2026$/);
  assert.deepEqual(size, [true, 20]);
  assert.deepEqual(complaints, [], "the browser's console");
});
