/** npm: `install`, `ci`, `run`, `init` and what goes with them. */
import { FsError } from "../../../filesystem/errors.ts";
import type { Process } from "../../program.ts";
import { print, printError, sayLab } from "../lab.ts";
import { homeOf } from "../python/environment.ts";
import { logHint, type NodeHost, type NpmArguments, parseNpm } from "./context.ts";
import { install } from "./install.ts";
import { BadJson, type Manifest, readJson, writeJson } from "./manifest.ts";
import { npx, runScript } from "./run.ts";

/** `argv` without the program's own name. */
export async function npm(process: Process, host: NodeHost, argv: readonly string[]): Promise<number> {
  const args = parseNpm(argv);
  const { command, options } = args;
  if (options.has("--version") || options.has("-v")) {
    print(process, host.npmVersion);
    return 0;
  }
  try {
    return await run(process, host, args, command);
  } catch (error) {
    if (error instanceof FsError && error.code === "EACCES") return noAccess(process, error.path);
    if (!(error instanceof BadJson)) throw error;
    printError(
      process,
      "npm error code EJSONPARSE",
      `npm error path ${error.path}`,
      `npm error JSON.parse ${error.message}`,
      "npm error JSON.parse Failed to parse JSON data.",
      "npm error JSON.parse Note: package.json must be actual JSON, not just JavaScript.",
      ...logHint(process),
    );
    return 1;
  }
}

/** What a user without rights over the project's folder is told. */
function noAccess(process: Process, path: string): number {
  const folder = path.replace(/(\/node_modules)\/.*$/, "$1");
  const lines = [
    "npm error code EACCES",
    "npm error syscall mkdir",
    `npm error path ${folder}`,
    "npm error errno -13",
    `npm error Error: EACCES: permission denied, mkdir '${folder}'`,
    "npm error     at async mkdir (node:internal/fs/promises:857:10) {",
    "npm error   errno: -13,",
    "npm error   code: 'EACCES',",
    "npm error   syscall: 'mkdir',",
    `npm error   path: '${folder}'`,
    "npm error }",
    "npm error",
    "npm error The operation was rejected by your operating system.",
    "npm error It is likely you do not have the permissions to access this file as the current user",
    "npm error",
    "npm error If you believe this might be a permissions issue, please double-check the",
    "npm error permissions of the file and its containing directories, or try running",
    "npm error the command again as root/Administrator.",
    ...logHint(process),
  ];
  printError(process, ...lines);
  return 243;
}

async function run(process: Process, host: NodeHost, args: NpmArguments, command: string): Promise<number> {
  switch (command) {
    case "install":
    case "i":
    case "add":
    case "in":
      return install(process, host, args, "install");
    case "ci":
    case "clean-install":
      return install(process, host, args, "ci");
    case "uninstall":
    case "remove":
    case "rm":
    case "un":
      return install(process, host, args, "uninstall");
    case "prune":
      return install(process, host, args, "install");
    case "run":
    case "run-script":
      return runScript(process, args.words[0], [...args.words.slice(1), ...args.rest]);
    case "test":
    case "t":
    case "start":
    case "stop":
    case "restart":
      return runScript(process, command === "t" ? "test" : command, [...args.words, ...args.rest]);
    case "exec":
    case "x":
      return npx(process, [...args.words, ...args.rest]);
    case "init":
    case "create":
      return init(process, args);
    case "ls":
    case "list":
      return list(process);
    case "cache":
      if (args.words[0] === "clean" && !args.options.has("--force") && !args.options.has("-f")) {
        printError(
          process,
          "npm error As of npm@5, the npm cache self-heals from corruption issues",
          "npm error by treating integrity mismatches as cache misses.  As a result,",
          "npm error data extracted from the cache is guaranteed to be valid.  If you",
          "npm error want to make sure everything is consistent, use `npm cache verify`",
          "npm error instead.  Deleting the cache can only make npm go slower, and is",
          "npm error not likely to correct any problems you may be encountering!",
          "npm error",
          "npm error On the other hand, if you're debugging an issue with the installer,",
          "npm error or race conditions that depend on the timing of writing to an empty",
          "npm error cache, you can use `npm install --cache /tmp/empty-cache` to use a",
          "npm error temporary cache instead of nuking the actual one.",
          "npm error",
          "npm error If you're sure you want to delete the entire cache, rerun this command",
          "npm error with --force.",
          ...logHint(process),
        );
        return 1;
      }
      if (args.words[0] === "clean") {
        printError(process, "npm warn using --force Recommended protections disabled.");
        process.fs.remove(`${homeOf(process)}/.npm/_cacache`, { recursive: true, force: true });
      }
      return 0;
    case "config":
    case "set":
      if (args.words[0] === "get") print(process, args.words[1] === "registry" ? "https://registry.npmjs.org/" : "undefined");
      return 0;
    case "root":
      print(process, args.options.has("-g") ? `${host.prefix}/lib/node_modules` : `${process.cwd}/node_modules`);
      return 0;
    case "prefix":
      print(process, args.options.has("-g") ? host.prefix : process.cwd);
      return 0;
    case "pkg":
    case "audit":
    case "fund":
    case "outdated":
    case "update":
    case "view":
    case "info":
    case "publish":
    case "pack":
    case "link":
    case "login":
    case "rebuild":
    case "dedupe":
    case "version":
    case "ping":
    case "search":
      if (command === "audit") {
        print(process, "found 0 vulnerabilities");
        return 0;
      }
      sayLab(process, `npm ${command} is not part of the lab.`);
      return 1;
    case "":
    case "help":
      print(
        process,
        "npm <command>",
        "",
        "Usage:",
        "",
        "npm install        install all the dependencies in your project",
        "npm install <foo>  add the <foo> dependency to your project",
        "npm test           run this project's tests",
        "npm run <foo>      run the script named <foo>",
        "",
        `npm@${host.npmVersion} ${host.prefix}/lib/node_modules/npm`,
      );
      return command === "" ? 1 : 0;
    default:
      printError(process, `Unknown command: "${command}"`, "", "", "To see a list of supported npm commands, run:", "  npm help");
      return 1;
  }
}

async function init(process: Process, { options, words }: NpmArguments): Promise<number> {
  if (words.length > 0) {
    sayLab(process, `npm init ${words[0]} would run a generator from the internet; the lab has npm init -y.`);
    return 1;
  }
  if (!options.has("-y") && !options.has("--yes") && (await process.input.readLine()) === undefined) {
    printError(process, "npm error canceled", ...logHint(process));
    return 1;
  }
  const path = `${process.cwd}/package.json`;
  const value = {
    name: (process.cwd.split("/").at(-1) || "app").toLowerCase(),
    version: "1.0.0",
    description: "",
    main: "index.js",
    scripts: { test: 'echo "Error: no test specified" && exit 1' },
    keywords: [],
    author: "",
    license: "ISC",
  };
  if (!process.fs.exists(path)) writeJson(process.fs, path, value);
  print(process, `Wrote to ${path}:`, "", process.fs.readText(path).trimEnd(), "", "");
  return 0;
}

function list(process: Process): number {
  const manifest = readJson<Manifest>(process.fs, `${process.cwd}/package.json`);
  print(process, `${manifest ? `${manifest.name ?? "app"}@${manifest.version ?? ""} ` : ""}${process.cwd}`);
  const names = Object.keys({ ...manifest?.dependencies, ...manifest?.devDependencies }).sort();
  const lines: string[] = [];
  let missing = false;
  for (const name of names) {
    const own = readJson<Manifest>(process.fs, `${process.cwd}/node_modules/${name}/package.json`);
    if (!own) missing = true;
    lines.push(own ? `${name}@${own.version}` : `UNMET DEPENDENCY ${name}`);
  }
  print(
    process,
    ...(lines.length > 0 ? lines.map((line, index) => `${index === lines.length - 1 ? "└──" : "├──"} ${line}`) : ["└── (empty)"]),
    "",
  );
  return missing ? 1 : 0;
}
