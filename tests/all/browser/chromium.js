// A Chromium as people use it: tabs in one window, of which one is seen.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", "--window-size=1000,700", "about:blank",
];

/**
 * Starts the program that `$CHROMIUM` names. `tabs` opens tabs, `window` opens an address in a window of its own, `stop`
 * ends it and leaves nothing behind.
 */
export const start = async () => {
  const program = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const home = await mkdtemp(join(tmpdir(), "chromium-"));
  const child = spawn(program, [`--user-data-dir=${home}/profile`, ...FLAGS], {
    env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = new Promise((done) => child.once("exit", done));
  process.once("exit", () => child.kill("SIGKILL"));
  const address = await listening(child, program);
  // Without its defaults: with them every tab believes that it is seen, and none gives its connection back.
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  const [tabs] = browser.contexts();
  await tabs.grantPermissions(["clipboard-read", "clipboard-write"]);
  const debug = await browser.newBrowserCDPSession();
  const window = (url) => debug.send("Target.createTarget", { url, newWindow: true });
  const stop = async () => {
    await browser.close();
    child.kill("SIGKILL");
    await ended;
    await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  return { tabs, window, stop };
};

/** The address of its debugger, which it says when it has started. */
const listening = (child, program) => new Promise((found, failed) => {
  let said = "";
  child.stderr.setEncoding("utf8");
  child.stderr.on("data", (text) => {
    said = (said + text).slice(-4000);
    const line = /DevTools listening on (ws:\S+)/.exec(said);
    if (line) found(line[1]);
  });
  child.once("error", (fault) => failed(new Error(`${program}: ${fault.message}; name a Chromium in $CHROMIUM`)));
  child.once("exit", (code) => failed(new Error(`${program} ended with ${code}:\n${said}`)));
});
