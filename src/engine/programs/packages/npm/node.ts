/** The `node` command: what it is told to run, and the tools that are scripts of node's in the images. */
import { simulatedNode } from "../../node/run.ts";
import type { NodeStart } from "../../node/runtime.ts";
import type { Process, Program } from "../../program.ts";
import { servedPorts } from "../../placeholder/runtimes.ts";
import { holdHttp } from "../../placeholder/server.ts";
import { absolute, print, printError, sayLab, which } from "../lab.ts";
import { type Manifest, readJson } from "./manifest.ts";
import type { NodeHost } from "./context.ts";
import { npm } from "./npm.ts";
import { projectTool } from "./project-tools.ts";
import { nodemon } from "./nodemon.ts";
import { npx } from "./run.ts";
import { install } from "./install.ts";

export const node: Program = async (process, descriptor) => {
  const version = String(descriptor.data?.version ?? "22.16.0");
  const args = process.argv.slice(1);
  const preload: string[] = [];
  let isModule = false;
  const executable = which(process, process.argv[0] ?? "node") ?? "/usr/local/bin/node";
  const run = (start: NodeStart, argv: readonly string[]): Promise<number> =>
    (process.machine.node ?? simulatedNode).run(process, { version, argv: [executable, ...argv], preload }, start);
  while (args[0]?.startsWith("-") && args[0] !== "-") {
    const option = args.shift() as string;
    if (option === "--version" || option === "-v") {
      print(process, `v${version}`);
      return 0;
    }
    if (option === "-e" || option === "--eval" || option === "-p" || option === "--print" || option === "-pe")
      return run({ kind: "eval", text: args.shift() ?? "", print: option.includes("p"), module: isModule }, args);
    if (option === "--check" || option === "-c") return exists(process, version, args[0] ?? "") ? 0 : 1;
    if (option === "--help" || option === "-h") {
      print(process, "Usage: node [options] [ script.js ] [arguments]");
      return 0;
    }
    if (option === "-r" || option === "--require" || option === "--import") preload.push(args.shift() ?? "");
    if (option === "--input-type=module") isModule = true;
  }
  const [script, ...rest] = args;
  if (script === "-" || (script === undefined && !process.terminal?.stdin))
    return run({ kind: "eval", text: await process.input.readAll(), print: false, module: isModule }, rest);
  if (script === undefined) {
    sayLab(process, "node's interactive prompt is not part of the lab.");
    return 0;
  }
  if (!exists(process, version, script)) return 1;
  const path = process.fs.realpath(withExtension(process, absolute(process.cwd, script)));
  const tool = await runKnown(process, version, path, rest);
  if (tool !== undefined) return tool;
  return run({ kind: "file", path }, [path, ...rest]);
};

/** npm, npx, yarn, corepack and tools of packages, told by where their scripts stand. */
async function runKnown(process: Process, version: string, path: string, args: readonly string[]): Promise<number | undefined> {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const package_ = /^(.*\/(?:node_modules|nodejs)\/(?:@[^/]+\/)?[^/]+|\/opt\/yarn-[^/]+)\//.exec(path)?.[1];
  if (package_ === undefined) return undefined;
  const manifest = readJson<Manifest>(process.fs, `${package_}/package.json`);
  const prefix = (which(process, "node") ?? "/usr/local/bin/node").replace(/\/bin\/node$/, "");
  const host: NodeHost = { nodeVersion: version, npmVersion: manifest?.version ?? "10.9.2", prefix };
  if (manifest?.name === "npm") return name === "npx-cli.js" ? npx(process, args) : npm(process, host, args);
  if (name === "yarn.js" && path.includes("yarn")) return yarn(process, host, args);
  if (manifest?.name === "corepack") return corepack(process, manifest.version ?? "0.33.0", args);
  if (manifest?.name === "pnpm") return pnpm(process, host, args);
  const command = name.replace(/\.js$/, "");
  if (args[0] === "--version" || args[0] === "-v" || args[0] === "-V") {
    print(
      process,
      command === "tsc"
        ? `Version ${manifest?.version}`
        : command === "vite"
          ? `vite/${manifest?.version} linux-x64 node-v${version}`
          : (manifest?.version ?? ""),
    );
    return 0;
  }
  if (command === "nodemon") return nodemon(process, manifest?.version ?? "", args);
  // A server to develop with: what is served is not looked at.
  const ports = servedPorts(command, args, process.env);
  if (ports) return holdHttp(process, `what ${command} serves`, ports);
  const known = projectTool(process, command, manifest?.version ?? "", args);
  if (known !== undefined) return known;
  sayLab(process, `${command} ${manifest?.version ?? ""} is installed, but what it does when it runs is not part of the lab.`);
  return 1;
}

function corepack(process: Process, version: string, args: readonly string[]): number {
  if (args[0] === "--version" || args[0] === "-v") print(process, version);
  else if (args[0] === "enable") {
    const folder = "/usr/local/bin";
    const target = "/usr/local/lib/node_modules/pnpm";
    // Corepack's shims fetch the real tool when it is first called; here it is at hand at once.
    process.fs.writeFile(`${target}/package.json`, `${JSON.stringify({ name: "pnpm", version: "10.11.1" }, null, 2)}\n`, { parents: true });
    process.fs.writeFile(`${target}/bin/pnpm.js`, "#!/usr/bin/env node\nrequire('../lib/main.js')\n", { mode: 0o755, parents: true });
    process.fs.remove(`${folder}/pnpm`, { force: true });
    process.fs.symlink("../lib/node_modules/pnpm/bin/pnpm.js", `${folder}/pnpm`);
  } else if (args[0] !== "prepare" && args[0] !== "install" && args[0] !== "use") {
    printError(
      process,
      "Unknown Syntax Error: Command not found; did you mean one of:",
      "",
      "  0. corepack enable [--install-directory #0] ...",
      "  1. corepack prepare [--activate] ...",
    );
    return 1;
  }
  return 0;
}

const valued = new Set(
  "--network-timeout --network-concurrency --cache-folder --registry --modules-folder --mutex --store-dir --filter --reporter -C --dir --cwd -F".split(
    " ",
  ),
);

/** Words that are neither options nor their values. */
function operands(args: readonly string[]): string[] {
  return args.filter((word, index) => !word.startsWith("-") && !valued.has(args[index - 1] ?? ""));
}

/** Yarn 1: installing and running scripts. */
async function yarn(process: Process, host: NodeHost, args: readonly string[]): Promise<number> {
  const [command = "install", ...words] = operands(args);
  if (args.includes("--version") || args.includes("-v")) {
    print(process, "1.22.22");
    return 0;
  }
  if (command === "global" && words[0] === "add") return npm(process, host, ["install", "-g", ...words.slice(1)]);
  if (command === "cache" || command === "config") return 0;
  if (command === "install" || command === "add" || command === "remove") {
    print(process, `yarn ${command} v1.22.22`);
    if (
      command === "install" &&
      args.some((word) => word === "--frozen-lockfile" || word === "--immutable") &&
      !process.fs.exists(`${process.cwd}/yarn.lock`)
    )
      printError(process, "warning No lockfile found.");
    print(
      process,
      "[1/4] Resolving packages...",
      "[2/4] Fetching packages...",
      "[3/4] Linking dependencies...",
      "[4/4] Building fresh packages...",
    );
    const options = new Map([
      ["--no-package-lock", "true"],
      ["--silent", "true"],
      ...(args.includes("--production") ? ([["--omit", "dev"]] as const) : []),
    ]);
    const code = await install(process, host, { command, words, options, rest: [] }, command === "remove" ? "uninstall" : "install");
    if (code === 0) {
      if (!process.fs.exists(`${process.cwd}/yarn.lock`) && !args.includes("--frozen-lockfile"))
        process.fs.writeFile(
          `${process.cwd}/yarn.lock`,
          "# THIS IS AN AUTOGENERATED FILE. DO NOT EDIT THIS FILE DIRECTLY.\n# yarn lockfile v1\n\n\n",
        );
      print(process, "Done in 4.12s.");
    }
    return code;
  }
  return npm(process, host, ["run", command === "run" ? (words[0] ?? "") : command, ...(command === "run" ? words.slice(1) : words)]);
}

async function pnpm(process: Process, host: NodeHost, args: readonly string[]): Promise<number> {
  if (args.includes("--version") || args.includes("-v")) {
    print(process, host.npmVersion);
    return 0;
  }
  const [command = "help", ...words] = operands(args);
  if (["install", "i", "add", "remove"].includes(command)) {
    if (args.includes("--frozen-lockfile") && !process.fs.exists(`${process.cwd}/pnpm-lock.yaml`)) {
      print(
        process,
        ' ERR_PNPM_NO_LOCKFILE  Cannot install with "frozen-lockfile" because pnpm-lock.yaml is absent',
        "",
        'Note that in CI environments this setting is true by default. If you still need to run install in such cases, use "pnpm install --no-frozen-lockfile"',
      );
      return 1;
    }
    const options = new Map([
      ["--no-package-lock", "true"],
      ...(args.includes("--prod") || args.includes("-P") ? ([["--omit", "dev"]] as const) : []),
    ]);
    return install(process, host, { command, words, options, rest: [] }, command === "remove" ? "uninstall" : "install");
  }
  return npm(process, host, ["run", command === "run" ? (words[0] ?? "") : command]);
}

function withExtension({ fs }: Process, path: string): string {
  const found = [path, `${path}.js`, `${path}/index.js`].find((candidate) => fs.lookup(candidate)?.kind === "file");
  return found ?? path;
}

/** Says what node says of a script that is not there. */
function exists(process: Process, version: string, script: string): boolean {
  const path = absolute(process.cwd, script);
  if (process.fs.lookup(withExtension(process, path))?.kind === "file") return true;
  printError(
    process,
    "node:internal/modules/cjs/loader:1228",
    "  throw err;",
    "  ^",
    "",
    `Error: Cannot find module '${path}'`,
    "    at Function._resolveFilename (node:internal/modules/cjs/loader:1225:15)",
    "    at Function._load (node:internal/modules/cjs/loader:1055:27)",
    "    at node:internal/main/run_main_module:36:49 {",
    "  code: 'MODULE_NOT_FOUND',",
    "  requireStack: []",
    "}",
    "",
    `Node.js v${version}`,
  );
  return false;
}
