/**
 * For tests: a WebContainer of this machine's own Node, since the real one can be had from its vendor alone. It has the whole
 * public face of the real class, by its types, and is as narrow: paths are relative to its folder and stay in it, a program's
 * streams come as one with a terminal's line ends, nothing works after `teardown`, one exists at a time.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { watch } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, readlink, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FileSystemAPI, FileSystemTree, SpawnOptions, WebContainer, WebContainerProcess } from "@webcontainer/api";

type Face = { [Name in keyof WebContainer]: WebContainer[Name] };
type PortListener = (port: number, type: "open" | "close", url: string) => void;

/** Loaded into each program: tells when it listens. */
const reporter = `
const { Server } = require("node:net");
const listen = Server.prototype.listen;
Server.prototype.listen = function (...args) {
  this.once("listening", () => { const { port } = this.address(); process.send?.({ port, open: true }); this.once("close", () => process.send?.({ port, open: false })); });
  return listen.apply(this, args);
};
process.channel?.unref();
`;

/** `npm install` where there is no registry: each dependency says its own name, and one called `not-there` is not. */
const installer = `
const { mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const [command, verb] = process.argv.slice(1);
if (command !== "npm" || verb !== "install") process.exit(127);
for (const name of Object.keys(JSON.parse(readFileSync("package.json", "utf8")).dependencies ?? {})) {
  if (name === "not-there") {
    console.error("npm error 404 " + name + " is not in this registry");
    process.exit(1);
  }
  mkdirSync("node_modules/" + name, { recursive: true });
  writeFileSync("node_modules/" + name + "/index.js", "module.exports = " + JSON.stringify("the real " + name) + ";");
}
`;

let booted: LocalContainer | undefined;

export class LocalContainer implements Face {
  readonly workdir: string;
  readonly path = "/usr/bin";
  readonly fs: FileSystemAPI;
  readonly #ports = new Set<PortListener>();
  readonly #programs = new Set<ChildProcess>();
  #over = false;

  private constructor(workdir: string) {
    this.workdir = workdir;
    // Overloads of a type are beyond a literal; each method is as strict as its widest form.
    this.fs = {
      readdir: async (at: string) => readdir(this.#full(at)),
      readFile: async (at: string, encoding: "utf8" | null = null) => readFile(this.#full(at), encoding),
      writeFile: async (at: string, data: string | Uint8Array) => writeFile(this.#full(at), data),
      mkdir: async (at: string, options?: { recursive?: boolean }) => mkdir(this.#full(at), options),
      rm: async (at: string, options?: { force?: boolean; recursive?: boolean }) => rm(this.#full(at), options),
      rename: async (from: string, to: string) => rename(this.#full(from), this.#full(to)),
      watch: (at: string, options: { recursive?: boolean }, told: () => void) => watch(this.#full(at), options, told),
    } as unknown as FileSystemAPI;
  }

  static async boot({ workdirName }: { workdirName?: string } = {}): Promise<LocalContainer> {
    if (booted) throw new Error("Only a single WebContainer instance can be booted");
    if (workdirName?.includes("/")) throw new Error("workdirName should be a valid folder name");
    booted = new LocalContainer(await mkdtemp(path.join(tmpdir(), "webcontainer-")));
    await writeFile(`${booted.workdir}.cjs`, reporter);
    return booted;
  }

  #full(at: string): string {
    if (this.#over) throw new Error("Proxy has been released and is not useable");
    const full = path.resolve(this.workdir, at);
    if (path.isAbsolute(at) || (full !== this.workdir && !full.startsWith(`${this.workdir}/`)))
      throw new Error(`EINVAL: '${at}' is outside of the working directory`);
    return full;
  }

  async mount(tree: FileSystemTree | Uint8Array | ArrayBuffer, { mountPoint = "." }: { mountPoint?: string } = {}): Promise<void> {
    if (tree instanceof Uint8Array || tree instanceof ArrayBuffer) throw new Error("snapshots are not known here");
    const write = async (folder: FileSystemTree, at: string): Promise<void> => {
      await mkdir(this.#full(at), { recursive: true });
      for (const [name, node] of Object.entries(folder)) {
        if (name.includes("/")) throw new Error(`EINVAL: '${name}' is no name`);
        const full = this.#full(path.join(at, name));
        if ("directory" in node) await write(node.directory, path.join(at, name));
        else if ("symlink" in node.file) await symlink(node.file.symlink, full);
        else await writeFile(full, node.file.contents);
      }
    };
    await write(structuredClone(tree), mountPoint);
  }

  // biome-ignore lint/suspicious/noExplicitAny: one overload answers in bytes, one in a tree, and no one type is assignable to both
  async export(at: string, options?: { format?: string; excludes?: string[] }): Promise<any> {
    if (options?.format !== undefined && options.format !== "json") throw new Error("only json is known here");
    const read = async (folder: string): Promise<FileSystemTree> => {
      const tree: FileSystemTree = {};
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        const full = path.join(folder, entry.name);
        if (entry.isDirectory()) tree[entry.name] = { directory: await read(full) };
        else if (entry.isSymbolicLink()) tree[entry.name] = { file: { symlink: await readlink(full) } };
        else tree[entry.name] = { file: { contents: await readFile(full) } };
      }
      return tree;
    };
    return read(this.#full(at));
  }

  async spawn(command: string, second: string[] | SpawnOptions = [], third: SpawnOptions = {}): Promise<WebContainerProcess> {
    const [args, { cwd = ".", env = {} }] = Array.isArray(second) ? [second, third] : [[], second];
    const options = {
      cwd: this.#full(cwd),
      env: { PATH: process.env.PATH ?? "", ...Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)])) },
    };
    const words = command === "node" ? ["-r", `${this.workdir}.cjs`, ...args] : ["-e", installer, command, ...args];
    const child = spawn(process.execPath, words, { ...options, stdio: ["pipe", "pipe", "pipe", "ipc"] });
    this.#programs.add(child);
    const open = new Set<number>();
    const tell = (port: number, type: "open" | "close"): void => {
      for (const listener of this.#ports) listener(port, type, `https://local-${port}.webcontainer-api.io`);
    };
    child.on("message", ({ port, open: isOpen }: { port: number; open: boolean }) => {
      if (isOpen) open.add(port);
      else open.delete(port);
      tell(port, isOpen ? "open" : "close");
    });
    const output = new ReadableStream<string>({
      start(controller) {
        const told = (bytes: Buffer): void => controller.enqueue(bytes.toString().replaceAll("\n", "\r\n"));
        child.stdout?.on("data", told);
        child.stderr?.on("data", told);
        child.once("close", () => controller.close());
      },
    });
    const exit = new Promise<number>((resolve) =>
      child.once("close", (code, signal) => {
        this.#programs.delete(child);
        for (const port of open) tell(port, "close");
        resolve(code ?? (signal === "SIGKILL" ? 137 : 143));
      }),
    );
    // Whoever types at a program that has ended types into the void.
    child.stdin?.on("error", () => {});
    const input = new WritableStream<string>({ write: (text) => void child.stdin?.write(text) });
    return { exit, input, output, kill: () => void child.kill("SIGKILL"), resize: () => {} };
  }

  // biome-ignore lint/suspicious/noExplicitAny: it stands for an overload an event, each with another listener
  on(event: string, listener: any): () => void {
    if (event !== "port") return () => {};
    this.#ports.add(listener);
    return () => this.#ports.delete(listener);
  }

  async setPreviewScript(): Promise<void> {}

  teardown(): void {
    if (this.#over) throw new Error("WebContainer already torn down");
    this.#over = true;
    booted = undefined;
    for (const child of this.#programs) child.kill("SIGKILL");
    void rm(this.workdir, { recursive: true, force: true });
    void rm(`${this.workdir}.cjs`, { force: true });
  }
}
