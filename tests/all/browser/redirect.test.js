// Old addresses in a browser: they lead to the same place of the new page, and without script to the page.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { Project } from "./project.js";

const TYPES = { html: "text/html; charset=utf-8", css: "text/css", svg: "image/svg+xml", woff2: "font/woff2" };
const ANCHOR = "u-2026-02-13-1442";

let project, server, browser, base;
let complaints = [];

before(async () => {
  project = await Project.copy(process.env.SAMPLE);
  for (const [folder, more] of [["folders", []], ["files", ["--portable"]]]) {
    const built = spawnSync(
      process.env.ONRECORD, ["build", "-q", "-r", project.root, "-o", join(project.root, folder), ...more],
    );
    assert.equal(built.status, 0, String(built.stderr));
  }
  // As hosts do, below the path that the sample's address has.
  server = createServer(async (request, response) => {
    const path = new URL(request.url, "http://localhost").pathname.replace(/^\/tracker\//, "");
    const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
    try {
      const bytes = await readFile(join(project.root, "folders", file));
      response.writeHead(200, { "content-type": TYPES[file.split(".").pop()] ?? "text/plain" }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((listens) => server.listen(0, "127.0.0.1", listens));
  base = `http://127.0.0.1:${server.address().port}/tracker/`;
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
});

after(async () => {
  await browser?.close();
  server?.close();
  await project?.remove();
});

/** Where an address leads, and which element of the page it then names. */
const follow = async (address, options = {}) => {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  // From a disk a browser takes no font, whatever the page.
  const hears = !address.startsWith("file:");
  page.on("console", (message) => hears && message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (fault) => complaints.push(fault.message));
  await page.goto(address, { waitUntil: "commit" }).catch(() => {});
  await page.waitForURL(/bus-lanes\//, { timeout: 30_000 });
  await page.waitForLoadState();
  const target = options.javaScriptEnabled === false
    ? null
    : await page.evaluate(() => document.querySelector(":target")?.id ?? null);
  const url = page.url();
  await context.close();
  return { url, target };
};

test("an old address below a path leads to the same place of the new page", async () => {
  const found = await follow(`${base}claims/bus-lane/?from=mail#${ANCHOR}`);
  assert.deepEqual(found, { url: `${base}claims/bus-lanes/?from=mail#${ANCHOR}`, target: ANCHOR });
});

test("so it does from a disk, and in every language", async () => {
  const root = pathToFileURL(join(project.root, "files")).href;
  const found = await follow(`${root}/es/claims/bus-lane/index.html#${ANCHOR}`);
  assert.deepEqual(found, { url: `${root}/es/claims/bus-lanes/index.html#${ANCHOR}`, target: ANCHOR });
});

test("without script it leads to the page", async () => {
  const found = await follow(`${base}claims/bus-lane/#${ANCHOR}`, { javaScriptEnabled: false });
  assert.equal(found.url.split("#")[0], `${base}claims/bus-lanes/`);
});

test("an old address is no step to go back to", async () => {
  const page = await browser.newPage();
  await page.goto(`${base}claims/`);
  await page.goto(`${base}claims/bus-lane/#${ANCHOR}`, { waitUntil: "commit" }).catch(() => {});
  await page.waitForURL(/bus-lanes\//);
  await page.goBack();
  assert.equal(page.url(), `${base}claims/`);
  await page.close();
});

test("the browser has nothing to complain of", () => assert.deepEqual(complaints, []));
