// What an editor sees in a browser while records are edited below `onrecord serve`.
// The steps build on each other: one project, one server, one browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import * as chromium from "./chromium.js";
import { Project, Server } from "./project.js";

const PATIENCE = 30_000;
const CLAIM = "claims/bus-lanes/";
const UPDATE = "content/claims/bus-lanes/updates/2026-01-10-0800.md";
const STYLE = "themes/house/assets/site.css";
const GONE = '{% extends "default/404.html" %}\n{% block main %}Not here{% endblock %}\n';
const TWELVE = [
  "", "claims/", CLAIM, "claims/quiet/", "sources/", "topics/", "status/", "milestones/", "changes/", "about/", "es/",
  "es/claims/bus-lanes/",
];

let browser, project, server;
/** What the browser complained of and the step did not announce. */
let complaints = [];
let announced = [];
/** The step that failed. */
let failed = null;

/** Desk rules that find something in the sample: nothing is told but what a step does. */
const QUIET = [
  "claim-without-condition",
  "criterion-without-evidence",
  "example-address",
  "orphan-page",
  "reading-reverted",
  "source-without-access-date",
];

// Whoever ends the test ends what it started.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

before(async () => {
  project = await Project.copy(process.env.SAMPLE);
  const checks = QUIET.map((code) => `${code} = "off"`).join(", ");
  const settings = `as_of = 2026-02-14\ntheme = "house"\nchecks = { ${checks} }`;
  await project.edit("content/site.toml", "as_of = 2026-02-14", settings);
  await project.write(STYLE, style("rgb(1, 2, 3)"));
  await project.write("themes/house/templates/404.html", GONE);
  server = await Server.start(project.root);
  browser = await chromium.start();
  browser.tabs.on("console", (message) => {
    if (message.type() === "error") complain(message.text());
  });
  browser.tabs.on("weberror", (fault) => complain(fault.error().message));
});

after(async () => {
  await browser?.stop();
  await server?.stop("SIGKILL");
  await project?.remove();
});

// Helpers.

const complain = (text) => announced.some((known) => known.test(text)) || complaints.push(text);

/** Waits until what is looked at equals what is expected. */
const becomes = async (look, expected, what) => {
  const end = Date.now() + PATIENCE;
  for (;;) {
    // A page that is just being loaded cannot be looked at.
    const seen = await look().catch((fault) => `not to be seen: ${fault.message}`);
    if (seen === expected) return;
    if (Date.now() > end) assert.equal(seen, expected, `${what}; the server said:\n${server.said}`);
    await sleep(20);
  }
};

const style = (colour) => `body { background: ${colour}; min-height: 3000px }\n`;
const open = async (path) => {
  const page = await browser.tabs.newPage();
  await page.goto(server.at(path));
  return page;
};
const has = (page, text) => async () => (await page.locator("body").innerText()).includes(text);
const served = (path, text) => async () => (await (await fetch(server.at(path))).text()).includes(text);
const mark = (page) => page.evaluate(() => { window.mark = "set"; });
const marked = (page) => page.evaluate(() => window.mark === "set");
const panel = (page) => page.frames().find((frame) => new URL(frame.url()).pathname === "/-/panel");
const mode = (page) => async () => panel(page).evaluate(() => document.documentElement.dataset.mode);
const room = (page) => page.evaluate(() => {
  const { width, height } = document.querySelector("iframe").getBoundingClientRect();
  return width >= innerWidth - 20 && height === innerHeight ? "all" : width > 20 && height > 10 ? "a corner" : "none";
});

/**
 * A step: its page is closed at its end, and the browser must have had nothing to complain of but what is `known`.
 * Steps behind one that failed are left out: the records are not as they expect them.
 */
const step = (name, path, run, ...known) => test(name, { timeout: 3 * PATIENCE }, async (context) => {
  if (failed) return context.skip(`\`${failed}\` failed`);
  failed = name;
  complaints = [];
  announced = known;
  const page = await open(path);
  await run(page);
  await page.close();
  assert.deepEqual(complaints, [], "the browser's console");
  failed = null;
});

// Steps.

step("a page holds one script and one frame more than the site's own", CLAIM, async (page) => {
  // Linked data is no program.
  const own = "script:not([type='application/ld+json']), iframe";
  const added = await page.evaluate((own) => [...document.querySelectorAll(own)].map((element) => {
    const { origin, pathname } = new URL(element.src);
    return `${element.localName} ${origin === location.origin ? pathname : origin}`;
  }), own);
  assert.deepEqual(added.sort(), ["iframe /-/panel", "script /-/live.js"]);
  await becomes(mode(page), "tab", "nothing is wrong, and a small tab stands in the corner");
  await becomes(() => room(page), "a corner", "it covers no more than that");
});

step("new words are on the page by themselves, and the reader stays where they were", CLAIM, async (page) => {
  await page.evaluate(() => scrollTo(0, 321));
  await becomes(() => page.evaluate(() => scrollY), 321, "scrolled");
  await project.edit(UPDATE, "Work has begun.\n", "Work has begun at the north end.\n");
  await becomes(has(page, "Work has begun at the north end."), true, "the words that were saved");
  await becomes(() => page.evaluate(() => scrollY), 321, "the place");
});

step("a page stays as it is while another claim is edited", CLAIM, async (page) => {
  await mark(page);
  await project.edit("content/claims/quiet.md", '"gazette-12"]\n+++\n', '"gazette-12"]\n+++\n\nNothing was heard.\n');
  await becomes(served("claims/quiet/", "Nothing was heard."), true, "the other claim's page");
  // Nothing tells that no reload follows: it would have come with the words.
  await sleep(1000);
  assert.equal(await marked(page), true, "no reload");
});

step("mistakes lie over the last good page, and go when they are mended", CLAIM, async (page) => {
  const script = "<script>parent.hit = hit = 1</script><img src=x onerror='parent.hit = hit = 1'>";
  await mark(page);
  await project.edit(UPDATE, '"underway"', JSON.stringify(script));
  await becomes(mode(page), "overlay", "the overlay");
  await becomes(() => room(page), "all", "it covers the page");
  const overlay = panel(page).locator("#overlay");
  const said = await overlay.innerText();
  for (const part of [`${UPDATE}:3`, `${script} cannot be the id of a status`, "error"]) {
    assert.ok(said.includes(part), `the overlay says ${part}:\n${said}`);
  }
  assert.equal(await overlay.locator("script, img").count(), 0, "words of a record are no elements");
  assert.equal(await panel(page).evaluate(() => window.hit ?? parent.hit), undefined, "nor are they run");
  await becomes(async () => server.said.includes(`\`${script}\` cannot be`), true, "the terminal says it too");
  assert.equal(await has(page, "Work has begun at the north end.")(), true, "the last good page is below");
  assert.equal(await marked(page), true, "it was not loaded again");
  await project.edit(UPDATE, JSON.stringify(script), '"underway"');
  await project.edit(UPDATE, "at the north end", "at the south end");
  await becomes(mode(page), "tab", "the overlay is gone");
  await becomes(has(page, "Work has begun at the south end."), true, "the words of the mended record");
});

step("a long list of mistakes is shown from its beginning", CLAIM, async (page) => {
  const mistakes = Array.from({ length: 30 }, (_, number) => `mistake-${number} = 1`).join("\n");
  await project.edit(UPDATE, 'status = "underway"', `status = "underway"\n${mistakes}`);
  await becomes(mode(page), "overlay", "the overlay");
  await page.reload();
  await becomes(mode(page), "overlay", "the overlay of a page that is opened meanwhile");
  await becomes(() => room(page), "all", "it covers the page");
  const seen = () => panel(page).evaluate(() => [scrollY, document.documentElement.scrollHeight > innerHeight]);
  assert.deepEqual(await seen(), [0, true], "it is long, and at its beginning");
  await project.edit(UPDATE, `\n${mistakes}`, "");
  await becomes(mode(page), "tab", "mended");
});

step("an overlay that was put aside comes back with the next mistake", CLAIM, async (page) => {
  await project.edit(UPDATE, '"underway"', '"nowhere"');
  await becomes(mode(page), "overlay", "the overlay");
  await panel(page).locator("#overlay [data-act=aside]").click();
  await becomes(mode(page), "tab", "put aside");
  await becomes(() => room(page), "a corner", "the page can be read");
  await project.edit(UPDATE, '"nowhere"', '"elsewhere"');
  await becomes(mode(page), "overlay", "another mistake");
  await project.edit(UPDATE, '"elsewhere"', '"underway"');
  await becomes(mode(page), "tab", "mended");
});

const BROKEN = [
  ["content/site.toml", "[\"en\", \"es\"]", "[\"en\", \"es\""],
  ["content/people.toml", "id = ", "id == "],
  ["content/claims/quiet.md", "claimants = ", "claimant = "],
  ["themes/house/templates/404.html", "{% block main %}", "{% block main"],
];
for (const [file, was, now] of BROKEN) {
  step(`a broken ${file} ends nothing`, CLAIM, async (page) => {
    await project.edit(file, was, now);
    await becomes(mode(page), "overlay", "the overlay");
    const said = await panel(page).locator("#overlay").innerText();
    assert.ok(said.includes(`${file}:`), `it names the file:\n${said}`);
    assert.equal(await has(page, "Work has begun at the south end.")(), true, "the last good page is below");
    await project.edit(file, now, was);
    await becomes(mode(page), "tab", "mended");
  });
}

step("a warning stands in the panel of the page that it is about", CLAIM, async (page) => {
  await project.edit(UPDATE, "at the south end.\n", "at the south end.\n\nA [note](javascript:alert(1)).\n");
  const tab = (of) => () => panel(of).locator("#tab").innerText();
  await becomes(async () => /1 finding/.test(await tab(page)()), true, "the tab counts it");
  await panel(page).locator("#tab").click();
  await becomes(mode(page), "panel", "the panel opens");
  const said = await panel(page).locator("#panel").innerText();
  assert.ok(said.includes(`${UPDATE}:12`), `the panel names the place:\n${said}`);
  const quiet = await open("claims/quiet/");
  await becomes(mode(quiet), "tab", "the other page's tab");
  assert.ok(!/finding/.test(await tab(quiet)()), "another claim's page has none");
  await quiet.close();
});

step("the path of the page's record can be copied", CLAIM, async (page) => {
  await panel(page).locator("#tab").click();
  const button = panel(page).locator("[data-copy]");
  await button.click();
  await becomes(() => button.innerText(), "Copied", "the button says so");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "content/claims/bus-lanes/claim.md");
});

step("a changed stylesheet is put on without a reload", CLAIM, async (page) => {
  const colour = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await becomes(colour, "rgb(1, 2, 3)", "the colour before");
  await mark(page);
  for (const next of ["rgb(4, 5, 6)", "rgb(7, 8, 9)"]) {
    await project.write(STYLE, style(next));
    await becomes(colour, next, "the new colour");
  }
  assert.equal(await page.locator("link[rel~=stylesheet]").count(), 1, "the old stylesheet is gone");
  assert.equal(await marked(page), true, "no reload");
});

step("the address of a claim that is not there yet becomes its page", "claims/night-bus/", async (page) => {
  assert.equal(await has(page, "Not here")(), true);
  const record = '+++\ntitle = "A bus at night"\nclaim = "There will be one."\nclaimants = ["city-council"]\n+++\n';
  await project.write("content/claims/night-bus.md", record.replace("+++\n", "+++\npublished = 2026-01-05\n"));
  await becomes(() => page.locator("h1").innerText(), "A bus at night", "the claim");
  await project.drop("content/claims/night-bus.md");
  await becomes(has(page, "Not here"), true, "it goes with its record");
}, /status of 404/);

step("twelve tabs each show an edit when they are brought to the front", TWELVE[0], async (first) => {
  const tabs = [first];
  for (const path of TWELVE.slice(1)) tabs.push(await open(path));
  assert.equal(await first.evaluate(() => document.visibilityState), "hidden", "one tab is seen at a time");
  await project.edit("content/site.toml", 'title = "Sample"', 'title = "Twelve pages"');
  for (const [at, tab] of tabs.entries()) {
    await tab.bringToFront();
    await becomes(async () => (await tab.title()).includes("Twelve pages"), true, `/${TWELVE[at]}`);
  }
  for (const tab of tabs.slice(1)) await tab.close();
});

step("twelve windows that are all seen show an edit too", TWELVE[0], async (first) => {
  const windows = [first];
  for (const path of TWELVE.slice(1)) {
    const opened = browser.tabs.waitForEvent("page");
    await browser.window(server.at(path));
    windows.push(await opened);
  }
  await project.edit("content/site.toml", 'title = "Twelve pages"', 'title = "Twelve windows"');
  for (const [at, window] of windows.entries()) {
    await becomes(async () => (await window.title()).includes("Twelve windows"), true, `/${TWELVE[at]}`);
    assert.equal(await window.evaluate(() => document.visibilityState), "visible", "every window is seen");
  }
  for (const window of windows.slice(1)) await window.close();
});

step("a page comes back by itself with its server", CLAIM, async (page) => {
  await server.stop("SIGKILL");
  await project.edit(UPDATE, "at the south end", "at both ends");
  server = await Server.start(project.root, server.port);
  await becomes(has(page, "Work has begun at both ends."), true, "what was saved meanwhile");
}, /ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/);

step("the shell shows the page of another day, in another language and width", `-/?at=${CLAIM}`, async (page) => {
  const framed = () => page.frame({ url: (url) => url.pathname.endsWith(CLAIM) });
  const path = async () => new URL(framed().url()).pathname;
  await becomes(path, `/${CLAIM}`, "the framed page");
  await page.locator("#day").fill("2026-01-11");
  await becomes(path, `/-/day/2026-01-11/${CLAIM}`, "the day");
  await becomes(has(framed(), "The lanes are open."), false, "what was said later is not known");
  await becomes(has(framed(), "Work has begun at both ends."), true, "what was said by then is");
  await page.locator("#languages a[hreflang=es]").click();
  await becomes(path, `/-/day/2026-01-11/es/${CLAIM}`, "the language, on the same day");
  await page.locator("input[name=width][value='360']").check();
  await becomes(async () => (await page.locator(".stage iframe").boundingBox()).width, 360, "the width");
  await page.locator("#own-day").click();
  await becomes(path, `/es/${CLAIM}`, "the site's own day again");
  await project.edit(UPDATE, "at both ends", "all along");
  await becomes(has(framed(), "Work has begun all along."), true, "an edit in the framed page");
});

step("pages live below the path of the site's own address too", `tracker/${CLAIM}`, async (page) => {
  await project.edit(UPDATE, "all along", "and stopped");
  await becomes(has(page, "Work has begun and stopped."), true, "an edit");
  await page.locator("a[href='../']").first().click();
  await becomes(async () => new URL(page.url()).pathname, "/tracker/claims/", "links stay there");
});

test("the server ends with exit code 0 when it is interrupted", async (context) => {
  if (failed) return context.skip(`\`${failed}\` failed`);
  assert.equal(await server.stop("SIGINT"), 0, server.said);
});
