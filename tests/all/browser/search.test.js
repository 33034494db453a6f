// What a reader finds on the search page: of a site below a path, as a host serves it, and of the preview.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import * as chromium from "./chromium.js";
import { Project, Server } from "./project.js";

const PATIENCE = 30_000;
const HOSTILE = "Depot <img src=x onerror=alert(1)> & \"electric\" </title><b>buses</b>";
const RECORD = `+++
title = ${JSON.stringify(HOSTILE)}
claim = "A depot <script>alert(2)</script> will be built for electric buses."
claimants = ["city-council"]
made_on = 2024-03-05
topics = ["transport"]
[[updates]]
published = 2025-02-03
status = "complete"
key = true
summary = "The depot is open."
body = "Buses charge there, says <i>nobody</i>."
+++
`;
const KINDS = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json" };

let browser, project, site, preview;
let complaints = [];

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

before(async () => {
  project = await Project.copy(process.env.SAMPLE);
  await project.write("content/claims/depot.md", RECORD);
  const options = ["build", "--root", project.root, "--output", join(project.root, "site"), "--color", "never"];
  await promisify(execFile)(process.env.ONRECORD, options);
  site = await host(join(project.root, "site"), "/tracker/");
  preview = await Server.start(project.root);
  browser = await chromium.start();
  browser.tabs.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  browser.tabs.on("weberror", (fault) => complaints.push(fault.error().message));
});

after(async () => {
  await browser?.stop();
  await preview?.stop("SIGKILL");
  site?.close();
  await project?.remove();
});

/** Serves a folder below a path of a host, as those do that know no more than file names. */
const host = async (folder, below) => {
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    const file = normalize(decodeURIComponent(path.slice(below.length)) + (path.endsWith("/") ? "index.html" : ""));
    const bytes = path.startsWith(below) && (await readFile(join(folder, file)).catch(() => null));
    response.writeHead(bytes ? 200 : 404, { "Content-Type": KINDS[extname(file)] ?? "application/octet-stream" });
    response.end(bytes || "");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  server.at = (path) => `http://127.0.0.1:${server.address().port}${below}${path}`;
  return server;
};

/** Waits until what is looked at equals what is expected. */
const becomes = async (look, expected, what) => {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const seen = await look().catch((fault) => `not to be seen: ${fault.message}`);
    if (JSON.stringify(seen) === JSON.stringify(expected)) return;
    if (Date.now() > end) assert.deepEqual(seen, expected, what);
    await sleep(20);
  }
};

const titles = (page) => () => page.locator("#found-rows h2").allInnerTexts();
const said = (page) => () => page.locator("#found-count").innerText();
const held = (page) => () => page.evaluate(() => document.activeElement.id || document.activeElement.innerText);

/** A step on a page of its own; the browser must have had nothing to complain of, a broken policy first of all. */
const step = (name, address, run) => test(name, { timeout: 3 * PATIENCE }, async () => {
  complaints = [];
  const page = await browser.tabs.newPage();
  await page.goto(address());
  await run(page);
  await page.close();
  assert.deepEqual(complaints, [], "the browser's console");
});

for (const [where, at] of [["below a path", () => site.at("search/")], ["in the preview", () => preview.at("search/")]]) {
  step(`${where}: words find a claim, and what records say is text`, at, async (page) => {
    await becomes(() => page.locator("#no-search").isVisible(), false, "the lists are no longer all there is");
    await page.keyboard.press("/");
    await becomes(held(page), "q", "the slash leads to the field");
    await page.keyboard.type("charging depots");
    await becomes(titles(page), [HOSTILE], "stems are found: the entry alone says that buses charge");
    await page.locator("#q").fill("depot");
    await becomes(titles(page), [HOSTILE, HOSTILE], "the claim and its entry");
    await becomes(said(page), "Found: 2", "and how many they are is said");
    const statuses = async () => {
      const told = await page.locator("#found-rows .row-status").allInnerTexts();
      return told.map((text) => text.replace(/\s+/g, " ").trim()).sort();
    };
    await becomes(statuses, ["Complete", "Status now Complete"], "an old entry does not say how its claim stood then");
    const markup = "#found-rows img, #found-rows script, #found-rows b, #found-rows i";
    assert.equal(await page.locator(markup).count(), 0, "nothing of it is markup");
    await becomes(() => page.locator("#found-rows mark").first().innerText(), "depot", "the word is marked");
    await becomes(() => page.locator("#found-rows .status").first().innerText(), "Complete", "and the status shown");
  });

  step(`${where}: what is found is narrowed and put in order`, at, async (page) => {
    await page.locator("#q").fill("lanes buses");
    await becomes(async () => (await titles(page)()).length > 0, true, "something is found");
    await page.locator("#q").fill("");
    await page.locator("#q-claimant").selectOption("city-council");
    await page.locator("#q-sort").selectOption("made");
    const made = ["Quiet claim", "Bus lanes on Main Street", "Bus lanes on Main Street", HOSTILE, HOSTILE];
    await becomes(titles(page), made, "by the day on which a claim was made, the latest first");
    await page.locator("#q-sort").selectOption("changed");
    const changed = ["Bus lanes on Main Street", "Bus lanes on Main Street", "Quiet claim", HOSTILE, HOSTILE];
    await becomes(titles(page), changed, "by the day of the last change");
    await page.locator("#q-status").selectOption("complete");
    await becomes(titles(page), [HOSTILE, HOSTILE], "of one status");
    await page.locator("#q-year").selectOption("2025");
    await becomes(said(page), "Nothing was found.", "of another year than that of the claim");
    await page.locator("#q-year").selectOption("2024");
    await becomes(titles(page), [HOSTILE, HOSTILE], "of its year");
    await page.reload();
    await becomes(titles(page), [HOSTILE, HOSTILE], "the address keeps what was asked");
  });

  step(`${where}: the keyboard is enough`, at, async (page) => {
    await page.keyboard.press("/");
    await page.keyboard.type("depot");
    await becomes(titles(page), [HOSTILE, HOSTILE], "two are found");
    await page.keyboard.press("ArrowDown");
    await becomes(held(page), HOSTILE, "down leads to the first");
    await page.keyboard.press("ArrowUp");
    await becomes(held(page), "q", "up leads back");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    await becomes(held(page), "q", "Escape leads to the field");
    await becomes(() => page.locator("#q").inputValue(), "", "which is empty");
    await becomes(() => page.locator("#found").isVisible(), false, "and nothing is shown");
    await page.keyboard.type("depot");
    await becomes(titles(page), [HOSTILE, HOSTILE], "two are found again");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await becomes(() => page.locator("h1").innerText(), HOSTILE, "Enter opens it");
  });
}

step("each language has words of its own", () => site.at("es/search/"), async (page) => {
  await page.locator("#q").fill("depot");
  await becomes(said(page), "Resultados: 2", "in Spanish");
  await becomes(() => page.locator("#found-rows .status").first().innerText(), "Cumplido", "statuses too");
  await page.locator("#found-rows a").first().click();
  await becomes(() => page.evaluate(() => document.documentElement.lang), "es", "and so are the claims");
});

step("a search that cannot be loaded says so, and leaves the lists", () => site.at("search/"), async (page) => {
  await page.route("**/index/**", (route) => route.abort());
  await page.locator("#q").fill("depot");
  await becomes(said(page), "The search could not be loaded. The lists below hold every claim.", "it says so");
  await becomes(() => page.locator("a[href='../claims/']").last().isVisible(), true, "the list of claims");
  complaints = [];
});

test("an edit is found in the preview", { timeout: 3 * PATIENCE }, async () => {
  const page = await browser.tabs.newPage();
  await page.goto(preview.at("search/?q=tramway"));
  await becomes(said(page), "Nothing was found.", "nobody speaks of it");
  await project.edit("content/claims/depot.md", "for electric buses.", "for the tramway.");
  await becomes(titles(page), [HOSTILE], "somebody does");
  await page.close();
});
