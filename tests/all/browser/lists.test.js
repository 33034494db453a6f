// What a reader sees of the filter of lists in a browser: a site below a path, with records that mean no good.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";

const CLAIMS = 120;
const HOSTILE = "<img src=x onerror=hit=1><script>hit=1</script> \"' &lt; {n} {id} $& \u202e";
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json" };

const SITE = `title = "Filter"
base_url = "https://example.org/deep/er/"
languages = ["en", "es"]
as_of = 2026-03-01
[[topics]]
id = "roads"
title = ${JSON.stringify(`Roads ${HOSTILE}`)}
[[topics]]
id = "rail"
title = "Rail"
`;
const PEOPLE = ["a", "b", "c"].map((id) => `[[people]]\nid = "${id}"\nname = "Person ${id}"\n`).join("\n");

/** Claim 7 is hostile; every third is of rail, every second has a reading. */
const claim = (n) => {
  const title = n === 7 ? `Seventh ${HOSTILE}` : `Claim number ${n} of the vía`;
  const head = `title = ${JSON.stringify(title)}\nclaim = "It will be."\nclaimants = ["${"abc"[n % 3]}"]\n`;
  const dated = `made_on = ${2020 + n % 5}-01-02\ntopics = ["${n % 3 ? "roads" : "rail"}"]\n`;
  const reading = `[[updates]]\npublished = 2025-01-01\nstatus = "in_progress"\nsummary = ${JSON.stringify(n === 7 ? HOSTILE : `Reading ${n}.`)}\n`;
  return head + dated + (n % 2 ? reading : "");
};

let root, server, browser, base;
let complaints = [];

before(async () => {
  root = await mkdtemp(join(tmpdir(), "lists-"));
  const put = async (path, text) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  await put("content/site.toml", SITE);
  await put("content/people.toml", PEOPLE);
  for (let n = 0; n < CLAIMS; n += 1) await put(`content/claims/c${String(n).padStart(3, "0")}.toml`, claim(n));
  const built = spawnSync(process.env.ONRECORD, ["build", "-q"], { cwd: root, encoding: "utf8" });
  assert.equal(built.status, 0, built.stderr);
  server = createServer(async (request, answer) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = pathname.startsWith("/deep/er/") ? pathname.slice("/deep/er/".length) : "404.html";
    const file = join(root, "site", path.endsWith("/") || !path ? `${path}index.html` : path);
    const bytes = await readFile(file).catch(() => null);
    answer.writeHead(bytes ? 200 : 404, { "content-type": `${TYPES[extname(file)] ?? "text/plain"}; charset=utf-8` });
    answer.end(bytes);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${server.address().port}/deep/er/`;
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
});

after(async () => {
  await browser?.close();
  server?.close();
  if (root) await rm(root, { recursive: true, force: true });
});

/** Opens a page in a context of its own; the browser may complain of nothing but what is announced. */
const look = (name, path, run, options = {}) => test(name, { timeout: 60_000 }, async () => {
  const { announced, ...settings } = options;
  const context = await browser.newContext(settings);
  const page = await context.newPage();
  complaints = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !announced?.test(message.text())) complaints.push(message.text());
  });
  page.on("pageerror", (fault) => complaints.push(fault.message));
  await page.goto(base + path);
  await run(page, context);
  await context.close();
  assert.deepEqual(complaints, [], "the browser's console");
});

const said = (page) => page.locator(".filter [role=status]");
const found = async (page, count, total = CLAIMS) => {
  await said(page).filter({ hasText: `${count} of ${total} claims` }).waitFor();
};
const titles = (page) => page.locator(".row:visible h2 a").allInnerTexts();
const open = async (page) => {
  await page.locator(".filter > summary").click();
  await page.locator("#filter-q:visible").waitFor();
};
const asked = (page) => decodeURIComponent(new URL(page.url()).search);

look("typing narrows the whole list, not the page of it", "claims/", async (page) => {
  assert.equal((await titles(page)).length, 50);
  await open(page);
  await page.keyboard.press("Tab");
  await page.keyboard.type("NUMBER 11 via");
  await found(page, 11);
  assert.ok((await titles(page)).includes("Claim number 119 of the vía"));
  assert.equal(asked(page), "?q=NUMBER+11+via");
  assert.equal(await page.locator(".pager:visible").count(), 0);
  const line = page.locator(".row:visible", { hasText: "number 119 " });
  assert.match((await line.innerText()).replace(/\s+/g, " "), /In progress Claim number 119 of the vía Reading 119\. Last checked 1 Jan 2025/);
  assert.equal(await line.locator("svg.mark").count(), 1, "the mark of the status");
  assert.equal(await line.locator("h2 a").evaluate((link) => link.href), `${base}claims/c119/`);
  await line.locator("h2 a").click();
  assert.match(await page.locator("h1").innerText(), /119/);
  await page.goBack();
  await found(page, 11);
});

look("choices narrow it further, and one can go back", "claims/", async (page) => {
  await open(page);
  await page.selectOption("#filter-topic", "rail");
  await found(page, 40);
  await page.selectOption("#filter-status", "in_progress");
  await found(page, 20);
  await page.selectOption("#filter-year", "2021");
  await found(page, 4);
  assert.equal(asked(page), "?topic=rail&status=in_progress&year=2021");
  await page.goBack();
  await found(page, 20);
  await page.goBack();
  await found(page, 40);
  assert.equal(await page.inputValue("#filter-status"), "");
  await page.goForward();
  await found(page, 20);
  await page.getByRole("button", { name: "Show the whole list" }).click();
  assert.equal((await titles(page)).length, 50);
  assert.equal(asked(page), "");
  assert.equal(await page.evaluate(() => document.activeElement.id), "filter-q");
});

look("a choice that the list does not have is not kept in the address", "claims/?status=nope&topic=rail", async (page) => {
  await found(page, 40);
  assert.equal(asked(page), "?topic=rail");
});

look("a filtered list can be linked to, and shows more by and by", "claims/?utm=x&claimant=a", async (page) => {
  await found(page, 40);
  await page.goto(`${base}claims/?status=in_progress`);
  await found(page, 60);
  assert.equal((await titles(page)).length, 50);
  await page.getByRole("button", { name: "Show 10 more" }).click();
  assert.equal((await titles(page)).length, 60);
  assert.match(await page.evaluate(() => document.activeElement.textContent), /101/);
  // What nobody offers is not asked for.
  await page.goto(`${base}claims/?status=nowhere`);
  await page.locator("#filter-q:visible").waitFor();
  await page.waitForFunction(() => document.querySelectorAll("#filter-topic option").length === 3);
  assert.equal((await titles(page)).length, 50);
});

look("the keyboard is enough", "claims/", async (page) => {
  await page.locator(".filter > summary").focus();
  await page.keyboard.press("Enter");
  await page.locator("#filter-q:visible").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.type("seventh");
  await found(page, 1);
  await page.keyboard.press("Escape");
  assert.equal((await titles(page)).length, 50);
  assert.equal(asked(page), "");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("#filter-q:visible").count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.localName), "summary");
});

look("a narrowed list is searched within its own claims", "topics/rail/", async (page) => {
  await open(page);
  assert.equal(await page.locator("#filter-topic").count(), 0);
  await page.selectOption("#filter-claimant", "a");
  await found(page, 40, 40);
  await page.fill("#filter-q", "reading");
  await found(page, 20, 40);
});

look("words of records stay words", "claims/?q=seventh", async (page) => {
  await found(page, 1);
  assert.deepEqual(await titles(page), [`Seventh ${HOSTILE}`]);
  assert.equal(await page.locator(".rows img, .rows script").count(), 0);
  assert.equal(await page.locator(".row:visible .row-why").innerText(), HOSTILE);
  assert.match(await page.locator("#filter-topic option").nth(1).textContent(), /^Roads <img src=x/);
  await page.fill("#filter-q", HOSTILE);
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => window.hit), undefined);
});

look("each language searches its own words", "es/claims/?status=in_progress", async (page) => {
  await said(page).filter({ hasText: "60 de 120 afirmaciones" }).waitFor();
  const link = page.locator(".row:visible h2 a").first();
  assert.equal(await link.getAttribute("lang"), "en");
  assert.equal(await link.evaluate((one) => one.href), `${base}es/claims/c001/`);
});

look("a list that cannot be loaded stays as it is", "", async (page, context) => {
  await context.route("**/rows.json", (route) => route.abort());
  await page.goto(`${base}claims/?q=seventh`);
  await said(page).filter({ hasText: "could not be loaded" }).waitFor();
  assert.equal((await titles(page)).length, 50);
  await context.unroute("**/rows.json");
  await page.fill("#filter-q", "sevent");
  await found(page, 1);
}, { announced: /net::ERR_FAILED/ });

look("without script the links narrow the list, and nothing else is offered", "claims/", async (page) => {
  assert.equal(await page.locator(".filter:visible").count(), 0);
  await page.locator(".lists a", { hasText: "2023" }).click();
  assert.equal(page.url(), `${base}years/2023/`);
  assert.equal(await page.locator("h1").innerText(), "Claims made in 2023");
  assert.equal((await titles(page)).length, 24);
  assert.match(await page.locator(".lists [aria-current=page]").innerText(), /^2023\s+24$/);
  await page.locator(".lists a", { hasText: "All claims" }).click();
  assert.equal(page.url(), `${base}claims/`);
}, { javaScriptEnabled: false });

look("on a phone the other lists are folded, and open without script", "claims/", async (page) => {
  const link = page.locator(".lists a:visible", { hasText: "Rail" });
  assert.equal(await link.count(), 0);
  await page.locator(".lists > summary").click();
  await link.click();
  assert.equal(page.url(), `${base}topics/rail/`);
}, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
