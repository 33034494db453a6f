// A project in a folder of its own, and the preview server that shows it.
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A copy of a project, edited file by file. */
export class Project {
  static async copy(from) {
    const project = new Project();
    project.root = await mkdtemp(join(tmpdir(), "onrecord-"));
    await cp(from, project.root, { recursive: true });
    return project;
  }

  async write(path, text) {
    const file = join(this.root, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  /** Puts `now` where `was` stands, which it must. */
  async edit(path, was, now) {
    const text = await readFile(join(this.root, path), "utf8");
    if (!text.includes(was)) throw new Error(`${path} holds no ${JSON.stringify(was)}:\n${text}`);
    await this.write(path, text.replace(was, () => now));
  }

  drop(path) {
    return rm(join(this.root, path));
  }

  remove() {
    return rm(this.root, { recursive: true, force: true });
  }
}

/** `onrecord serve` of a project, on the port that it was given or found. */
export class Server {
  static async start(root, port = 0) {
    const program = process.env.ONRECORD;
    const child = spawn(program, ["serve", "--root", root, "--port", String(port), "--color", "never"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    process.once("exit", () => child.kill("SIGKILL"));
    const server = new Server();
    server.child = child;
    server.said = "";
    server.ended = new Promise((done) => child.once("exit", (code, signal) => done(code ?? signal)));
    const found = new Promise((done, failed) => {
      const hear = (text) => {
        server.said += text;
        const line = /http:\/\/[^\s/]+:(\d+)\//.exec(server.said);
        if (line) done(Number(line[1]));
      };
      child.stdout.setEncoding("utf8").on("data", hear);
      child.stderr.setEncoding("utf8").on("data", hear);
      child.once("error", (fault) => failed(new Error(`${program}: ${fault.message}`)));
      child.once("exit", (code) => failed(new Error(`onrecord ended with ${code}:\n${server.said}`)));
    });
    server.port = await found;
    return server;
  }

  at(path) {
    return `http://127.0.0.1:${this.port}/${path}`;
  }

  /** Ends it; returns its exit code, or the signal that ended it. */
  stop(signal) {
    this.child.kill(signal);
    return this.ended;
  }
}
