// No page of the demonstration is wider than a small phone: whoever reads at 320 pixels scrolls down and never aside.
// It is built for a day on which a reading waits to be confirmed, which makes the widest badge.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { test } from "node:test";
import { chromium } from "playwright-core";

const KINDS = {
  ".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json",
  ".svg": "image/svg+xml", ".woff2": "font/woff2",
};
const WIDTH = 320;

/** Addresses of the pages below a folder; those that lead on to others are not looked at. */
const pages = async (site) => {
  const files = (await readdir(site, { recursive: true })).filter((file) => file.endsWith(".html")).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(site, file), "utf8")));
  return files.filter((_, place) => !texts[place].includes('http-equiv="refresh"'));
};

test("no page scrolls aside on a small phone", { timeout: 300_000 }, async (context) => {
  const site = await mkdtemp(join(tmpdir(), "narrow-"));
  context.after(() => rm(site, { recursive: true, force: true }));
  const server = createServer(async (request, answer) => {
    const file = join(site, new URL(request.url, "http://x").pathname);
    const bytes = await readFile(file).catch(() => null);
    answer.writeHead(bytes ? 200 : 404, { "content-type": KINDS[extname(file)] ?? "application/octet-stream" });
    answer.end(bytes);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  context.after(() => server.close());
  const base = `http://127.0.0.1:${server.address().port}/`;
  const environment = { ...process.env };
  delete environment.SOURCE_DATE_EPOCH;
  const options = ["-r", process.env.DEMONSTRATION, "-q", "build", "-u", base, "--as-of", "2026-03-01", "-o", site];
  execFileSync(process.env.ONRECORD, options, { env: environment });
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  context.after(() => browser.close());
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 800 }, bypassCSP: true });
  const wide = [];
  let waiting = 0;
  for (const path of await pages(site)) {
    await page.goto(base + path);
    // What is cut off is not there to be read either.
    await page.addStyleTag({ content: "main :is(h1, h2, h3, li, p, dd, blockquote) { overflow: visible !important; }" });
    const width = await page.evaluate(() => document.fonts.ready.then(() => document.documentElement.scrollWidth));
    if (width > WIDTH) wide.push(`${path}: ${width}`);
    waiting += await page.locator(".record-foot img").evaluateAll((images) => images.filter((image) => image.naturalWidth > innerWidth).length);
  }
  assert.deepEqual(wide, []);
  assert.ok(waiting > 0, "a badge that is wider than the phone is among them");
});
