/** Cases on a real engine: the client for builds, the API's socket for files. */
import { spawn, spawnSync } from "node:child_process";
import { text } from "node:stream/consumers";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import type { DirectoryNode } from "../../src/engine/filesystem/node.ts";
import { readTar, unpack } from "../../src/engine/filesystem/untar.ts";
import { WorkingTree } from "../../src/engine/filesystem/working-tree.ts";
import { base, buildLine, type Case, prepare, quote, results, type Round, writesResults } from "./case.ts";
import { starter } from "./engine.ts";
import { aboveBase, changedFiles, configLines, look, type Observation, type ObservedImage, observe } from "./observe.ts";
import { written } from "./written.ts";

/**
 * `docker build` calls the plugin that it would call, by its name: the client starts it twice, which takes two thirds of a small
 * build's processor time.
 */
const quickBuild = 'docker() { if [ "$1" = build ]; then "$DOCKER_CONFIG/cli-plugins/docker-buildx" "$@"; else command docker "$@"; fi; }';

export interface Said {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export class RealEngine {
  readonly #environment: NodeJS.ProcessEnv;
  readonly #socket: string;
  /** Trees by the layers they are made of, the base image's first of all. */
  readonly #trees = new Map<string, DirectoryNode>();
  #base: DirectoryNode | undefined;

  constructor(environment: NodeJS.ProcessEnv) {
    this.#environment = environment;
    this.#socket = (environment.DOCKER_HOST ?? "").replace(/^unix:\/\//, "");
  }

  /** `28.5.2 (BuildKit v0.25.1)`, as far as it tells. */
  async version(): Promise<string> {
    const said = await this.#shell(
      "docker version --format '{{.Server.Version}}'; docker buildx inspect default | sed -n 's/^BuildKit version: *//p'",
      "/",
    );
    const [server = "?", buildkit = "?"] = said.stdout.trim().split("\n");
    return `Docker ${server} (BuildKit ${buildkit})`;
  }

  /** Every round's observation, on an engine whose build cache is empty. */
  async run({ rounds }: Case): Promise<Observation[]> {
    const folder = mkdtempSync(path.join(tmpdir(), "drydock-live-"));
    try {
      await this.#reset();
      const seen: Observation[] = [];
      const project = path.join(folder, "project");
      mkdirSync(project);
      for (const round of rounds) seen.push(await this.#round(round, project));
      return seen;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Shell lines in a folder with these files, on an engine whose build cache is empty. */
  async transcript(files: Readonly<Record<string, string>>, script: readonly string[]): Promise<Said[]> {
    const folder = mkdtempSync(path.join(tmpdir(), "drydock-live-"));
    try {
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        writeFileSync(path.join(folder, name), text, { mode: 0o644 });
      }
      await this.#reset();
      const said: Said[] = [];
      for (const line of script) said.push(await this.#shell(line, folder));
      return said;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  async #round(round: Round, folder: string): Promise<Observation> {
    await this.#shell([...round.edits, ...prepare(round)].join("\n"), folder);
    const { exitCode, stderr } = await this.#shell(buildLine(round), folder);
    const observation = observe(exitCode, stderr);
    const made = writesResults(round) ? { written: written(await this.#results(folder), this.#base) } : {};
    const has = exitCode === 0 && (await this.#shell(`docker image inspect ${round.tag}`, folder)).exitCode === 0;
    return { ...observation, ...made, ...(has && { image: await this.#image(round.tag, folder) }) };
  }

  /** What the build wrote beside the project. */
  async #results(folder: string): Promise<DirectoryNode> {
    const archive = `${folder}.tar`;
    await this.#shell(`tar -C ${results} --numeric-owner -cf ${quote(archive)} .`, folder);
    const tree = new WorkingTree();
    unpack(tree, "/", readTar(readFileSync(archive)), {});
    return tree.root;
  }

  async #image(tag: string, folder: string): Promise<ObservedImage> {
    const [config = "{}", ...history] = (await this.#shell(look(tag), folder)).stdout.trimEnd().split("\n");
    const { rows, onBase } = aboveBase(history);
    return { config: configLines(config), history: rows, files: changedFiles(onBase ? this.#base : undefined, await this.#files(tag)) };
  }

  /** No cache, no images but those the engine came with and the base of all cases. */
  async #reset(): Promise<void> {
    for (const tag of ["live", "live-parent"]) await this.#ask("DELETE", `/images/${tag}?force=1`);
    // Images that lost their name in earlier cases would still share their layers with the cache.
    await this.#ask("POST", "/images/prune");
    await this.#prune();
    if (this.#base) return;
    const made = await this.#shell(`printf %s ${quote(base.dockerfile)} | docker build -q -t ${base.tag} -`, "/");
    if (made.exitCode !== 0) throw new Error(`the real engine cannot build the base image: ${made.stderr}`);
    await this.#prune();
    this.#base = await this.#files(base.tag);
  }

  /**
   * Leaves no build cache. A step that failed may keep what it stood on from being pruned for as long as the engine runs (a
   * WORKDIR over a file does, on 28.5): then it is started again.
   */
  async #prune(): Promise<void> {
    for (let attempt = 0; attempt < 3; attempt++) {
      await this.#ask("POST", "/build/prune?all=1");
      const { BuildCache } = JSON.parse(new TextDecoder().decode(await this.#ask("GET", "/system/df?type=build-cache"))) as {
        BuildCache: readonly unknown[] | null;
      };
      if (!BuildCache || BuildCache.length === 0) return;
      if (attempt > 0) this.#restart();
    }
    throw new Error("the real engine does not give up its build cache");
  }

  #restart(): void {
    for (const verb of ["down", "up"]) spawnSync(starter, [verb], { env: this.#environment, stdio: "ignore" });
  }

  /** The image's files, out of what `docker save` gives. */
  async #files(tag: string): Promise<DirectoryNode> {
    const archive = new Map(readTar(await this.#ask("GET", `/images/${tag}/get`)).map(({ path: name, node }) => [name, node]));
    const read = (name: string): Uint8Array => {
      const node = archive.get(name);
      if (node?.kind !== "file") throw new Error(`docker save left out ${name}`);
      return node.content.bytes;
    };
    const [manifest] = JSON.parse(new TextDecoder().decode(read("manifest.json"))) as { Layers: string[] | null }[];
    let tree = new WorkingTree().root;
    let chain = "";
    for (const layer of manifest?.Layers ?? []) {
      chain += layer;
      let next = this.#trees.get(chain);
      if (!next) {
        const working = new WorkingTree(tree);
        unpack(working, "/", readTar(read(layer)), { whiteouts: true });
        next = working.root;
        this.#trees.set(chain, next);
      }
      tree = next;
    }
    return tree;
  }

  async #shell(line: string, folder: string): Promise<Said> {
    const bash = spawn("bash", ["-c", `umask 022\n${quickBuild}\n${line}`], {
      cwd: folder,
      env: this.#environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const ended = new Promise<number>((resolve, reject) => bash.on("error", reject).on("close", (code) => resolve(code ?? -1)));
    const [stdout, stderr, exitCode] = await Promise.all([text(bash.stdout), text(bash.stderr), ended]);
    return { exitCode, stdout, stderr };
  }

  #ask(method: string, target: string): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const asked = request({ agent: false, socketPath: this.#socket, method, path: target }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve(new Uint8Array(Buffer.concat(chunks))));
        response.on("error", reject);
      });
      asked.on("error", reject);
      asked.end();
    });
  }
}
