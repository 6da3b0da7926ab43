/** `npm install`, `npm ci` and `npm uninstall`. */
import type { Process } from "../../program.ts";
import { hole } from "../binaries.ts";
import { absolute, downloadTime, print, printError, sayLab } from "../lab.ts";
import { homeOf } from "../python/environment.ts";
import { deprecation, nodePackages } from "./catalogue.ts";
import { type Lock, lockedVersions, type Manifest, readJson, sorted, writeJson } from "./manifest.ts";
import { logHint, noManifest, type NodeHost, type NpmArguments } from "./context.ts";
import { runLifecycle } from "./run.ts";
import { inRange, parseVersion } from "./semver.ts";
import { isElsewhere, lockFor, NotInRegistry, type Resolved, resolveTree, unpackPackage } from "./tree.ts";

type Mode = "install" | "ci" | "uninstall";

/** Exit code. */
export async function install(process: Process, host: NodeHost, args: NpmArguments, mode: Mode): Promise<number> {
  const started = process.clock.now();
  const folder = absolute(process.cwd, args.options.get("--prefix") ?? args.options.get("-C") ?? ".");
  const global = args.options.has("-g") || args.options.has("--global");
  if (global) return installGlobally(process, host, args);
  const manifestPath = `${folder}/package.json`;
  const given = readJson<Manifest>(process.fs, manifestPath);
  const lockPath = ["npm-shrinkwrap.json", "package-lock.json"].map((name) => `${folder}/${name}`).find((path) => process.fs.exists(path));
  const lock = lockPath ? readJson<Lock>(process.fs, lockPath) : undefined;
  if (!given && (mode === "ci" || args.words.length === 0)) {
    return noManifest(process, manifestPath);
  }
  if (mode === "ci" && !lock) {
    printError(
      process,
      "npm error code EUSAGE",
      "npm error",
      "npm error The `npm ci` command can only install with an existing package-lock.json or",
      "npm error npm-shrinkwrap.json with lockfileVersion >= 1. Run an install with npm@5 or",
      "npm error later to generate a package-lock.json file, then try again.",
      "npm error",
      "npm error Clean install a project",
      "npm error",
      "npm error Usage:",
      "npm error npm ci",
      ...logHint(process),
    );
    return 1;
  }
  if (mode === "ci" && given && lock) {
    const problems = outOfStep(given, lock);
    if (problems.length > 0) {
      printError(
        process,
        "npm error code EUSAGE",
        "npm error",
        "npm error `npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync. Please update your lock file with `npm install` before continuing.",
        "npm error",
        ...problems.map((line) => `npm error ${line}`),
        "npm error",
        ...logHint(process),
      );
      return 1;
    }
  }
  const manifest = edited(given ?? {}, args, mode);
  const omitDev = omitsDev(process, args);
  const elsewhere = Object.entries({ ...manifest.dependencies, ...(omitDev ? {} : manifest.devDependencies) }).filter(([, range]) =>
    isElsewhere(range),
  );
  const unreachable = elsewhere.find(([, range]) => !/^(file:|link:|workspace:|\.{0,2}\/)/.test(range));
  if (unreachable) {
    sayLab(process, `${unreachable[0]} comes from ${unreachable[1]}: there is no internet in the lab, only its registry.`);
    return 1;
  }
  if (process.network === "none" && !isUpToDate(process, folder, manifest)) return noNetwork(process, manifest);
  let tree: Resolved[];
  try {
    tree = resolveTree(manifest, { dev: true, ...(lock ? { locked: applicable(lock, manifest, mode) } : {}) });
  } catch (error) {
    if (error instanceof NotInRegistry) return notInRegistry(process, error);
    throw error;
  }
  const wanted = tree.filter(({ dev }) => !omitDev || !dev);
  const modules = `${folder}/node_modules`;
  const scripts = manifest.scripts ?? {};
  if (mode === "ci") process.fs.remove(modules, { recursive: true, force: true });
  if (scripts.preinstall && !args.options.has("--ignore-scripts")) {
    const code = await runLifecycle(process, folder, manifest, "preinstall");
    if (code !== 0) return code;
  }
  const before = installedVersions(process, modules);
  const fresh = wanted.filter(({ item, version }) => before.get(item.name) !== version);
  const gone = [...before.keys()].filter(
    (name) => !wanted.some(({ item }) => item.name === name) && !elsewhere.some(([other]) => other === name),
  );
  for (const { item, version } of fresh) {
    const words = deprecation(item.name, version);
    if (words) printError(process, `npm warn deprecated ${item.name}@${version}: ${words}`);
  }
  for (const name of gone) process.fs.remove(`${modules}/${name}`, { recursive: true, force: true });
  for (const resolved of fresh) {
    await process.clock.sleep(downloadTime(resolved.item.size / 4), process.signal);
    unpackPackage(process.fs, modules, resolved);
  }
  for (const [name, range] of elsewhere) linkLocal(process, folder, modules, name, range);
  writeCache(process, args, fresh);
  if (wanted.length > 0) writeJson(process.fs, `${modules}/.package-lock.json`, lockFor(manifest, wanted));
  if (mode !== "ci") {
    if (args.words.length > 0 && !args.options.has("--no-save")) writeJson(process.fs, manifestPath, withVersions(manifest, args, tree));
    if (!args.options.has("--no-package-lock") && !args.options.has("--no-save")) {
      const saved = args.words.length > 0 ? withVersions(manifest, args, tree) : manifest;
      writeJson(
        process.fs,
        lockPath ?? `${folder}/package-lock.json`,
        lockFor(saved.name === undefined ? { name: folder.split("/").at(-1) || "app", ...saved } : saved, tree),
      );
    }
  }
  if (!args.options.has("--ignore-scripts")) {
    for (const name of ["install", "postinstall", "prepare"]) {
      if (!scripts[name]) continue;
      const code = await runLifecycle(process, folder, manifest, name);
      if (code !== 0) return code;
    }
  }
  summary(process, args, {
    started,
    added: fresh.filter(({ item }) => !before.has(item.name)).length,
    changed: fresh.filter(({ item }) => before.has(item.name)).length,
    removed: gone.length,
    total: wanted.length,
  });
  return 0;
}

function omitsDev(process: Process, { options }: NpmArguments): boolean {
  if (options.get("--include") === "dev") return false;
  return (
    options.get("--omit") === "dev" ||
    options.has("--production") ||
    options.get("--only") === "prod" ||
    options.get("--only") === "production" ||
    (process.env.get("NODE_ENV") === "production" && options.get("--omit") === undefined)
  );
}

/** What the command line adds to or takes from package.json. */
function edited(manifest: Manifest, args: NpmArguments, mode: Mode): Manifest {
  if (args.words.length === 0) return manifest;
  const dev = args.options.has("--save-dev") || args.options.has("-D");
  const dependencies = { ...manifest.dependencies };
  const devDependencies = { ...manifest.devDependencies };
  for (const word of args.words) {
    const { name, range } = split(word);
    delete dependencies[name];
    delete devDependencies[name];
    if (mode === "uninstall") continue;
    (dev ? devDependencies : dependencies)[name] = range;
  }
  return {
    ...manifest,
    ...(Object.keys(dependencies).length > 0 || manifest.dependencies ? { dependencies: sorted(dependencies) } : {}),
    ...(Object.keys(devDependencies).length > 0 || manifest.devDependencies ? { devDependencies: sorted(devDependencies) } : {}),
  };
}

/** `@scope/name@^1` in two. */
function split(word: string): { name: string; range: string } {
  const at = word.indexOf("@", 1);
  return at < 0 ? { name: word, range: "latest" } : { name: word.slice(0, at), range: word.slice(at + 1) };
}

/** `latest` is saved as the version it meant. */
function withVersions(manifest: Manifest, args: NpmArguments, tree: readonly Resolved[]): Manifest {
  const exact = args.options.has("--save-exact") || args.options.has("-E");
  const fix = (record: Readonly<Record<string, string>> | undefined): Record<string, string> | undefined =>
    record &&
    Object.fromEntries(
      Object.entries(record).map(([name, range]) => {
        const resolved = tree.find(({ item }) => item.name === name);
        const asked = args.words.some((word) => split(word).name === name);
        return [name, asked && resolved && !/[\^~<>=x*]/.test(range) ? `${exact ? "" : "^"}${resolved.version}` : range];
      }),
    );
  const [dependencies, devDependencies] = [fix(manifest.dependencies), fix(manifest.devDependencies)];
  return { ...manifest, ...(dependencies ? { dependencies } : {}), ...(devDependencies ? { devDependencies } : {}) };
}

/** Why `npm ci` would refuse. */
function outOfStep(manifest: Manifest, lock: Lock): string[] {
  const locked = lockedVersions(lock);
  const problems: string[] = [];
  for (const [name, range] of Object.entries({ ...manifest.devDependencies, ...manifest.dependencies })) {
    if (isElsewhere(range)) continue;
    const version = locked.get(name)?.version;
    const parsed = parseVersion(version ?? "");
    if (version === undefined) problems.push(`Missing: ${name}@${nodePackages().get(name)?.versions[0] ?? range} from lock file`);
    else if (parsed && /^[\d^~<>=*xv]/.test(range) && !inRange(parsed, range))
      problems.push(`Invalid: lock file's ${name}@${version} does not satisfy ${name}@${range}`);
  }
  return problems;
}

/** Locked versions that package.json still allows. */
function applicable(lock: Lock, manifest: Manifest, mode: Mode): Map<string, { version: string; dev: boolean }> {
  const locked = lockedVersions(lock);
  if (mode === "ci") return locked;
  const asked = { ...manifest.devDependencies, ...manifest.dependencies };
  const kept = new Map<string, { version: string; dev: boolean }>();
  for (const [name, entry] of locked) {
    const range = asked[name];
    const parsed = parseVersion(entry.version);
    // What nothing needs any more is left out of the new lock; the catalogue knows what needs what.
    if (range === undefined ? nodePackages().has(name) && isNeeded(name, asked) : !parsed || inRange(parsed, range)) kept.set(name, entry);
  }
  return kept;
}

function isNeeded(name: string, asked: Readonly<Record<string, string>>): boolean {
  const seen = new Set<string>();
  const visit = (at: string): boolean => {
    if (at === name) return true;
    if (seen.has(at)) return false;
    seen.add(at);
    return (nodePackages().get(at)?.dependencies ?? []).some(visit);
  };
  return Object.keys(asked).some(visit);
}

function installedVersions(process: Process, modules: string): Map<string, string> {
  const found = new Map<string, string>();
  if (!process.fs.exists(modules)) return found;
  const note = (name: string): void => {
    if (process.fs.lookup(`${modules}/${name}`, { follow: false })?.kind !== "directory") return;
    const manifest = readJson<Manifest>(process.fs, `${modules}/${name}/package.json`);
    if (manifest?.version) found.set(name, manifest.version);
  };
  for (const name of process.fs.readdir(modules)) {
    if (name.startsWith("@")) for (const child of process.fs.readdir(`${modules}/${name}`)) note(`${name}/${child}`);
    else if (!name.startsWith(".")) note(name);
  }
  return found;
}

function isUpToDate(process: Process, folder: string, manifest: Manifest): boolean {
  const found = installedVersions(process, `${folder}/node_modules`);
  return Object.keys({ ...manifest.dependencies }).every((name) => found.has(name));
}

function linkLocal(process: Process, folder: string, modules: string, name: string, range: string): void {
  const target = absolute(folder, range.replace(/^(file|link|workspace):/, "") || ".");
  process.fs.mkdir(`${modules}/${name}`.replace(/\/[^/]*$/, ""), { recursive: true });
  process.fs.remove(`${modules}/${name}`, { recursive: true, force: true });
  process.fs.symlink(target, `${modules}/${name}`);
}

/** npm keeps what it downloaded, unless told otherwise: a layer carries it along. */
function writeCache(process: Process, args: NpmArguments, fresh: readonly Resolved[]): void {
  const folder = args.options.get("--cache") ?? process.env.get("npm_config_cache") ?? `${homeOf(process)}/.npm`;
  for (const { item, version } of fresh) {
    process.fs.writeFile(
      `${absolute(process.cwd, folder)}/_cacache/content-v2/sha512/${item.name.replaceAll("/", "-")}-${version}`,
      hole(item.size / 4, "\x1f"),
      { parents: true },
    );
  }
}

function notInRegistry(process: Process, { packageName: name, range, known }: NotInRegistry): number {
  if (known) {
    printError(
      process,
      "npm error code ETARGET",
      `npm error notarget No matching version found for ${name}@${range}.`,
      "npm error notarget In most cases you or one of your dependencies are requesting",
      "npm error notarget a package version that doesn't exist.",
      ...logHint(process),
    );
    sayLab(
      process,
      `the lab's registry is a snapshot of June 2025: newer releases than ${nodePackages().get(name)?.versions[0]} of ${name} are not in it.`,
    );
  } else {
    printError(
      process,
      "npm error code E404",
      `npm error 404 Not Found - GET https://registry.npmjs.org/${name.replace("/", "%2f")} - Not found`,
      "npm error 404",
      `npm error 404  '${name}@${range}' is not in this registry.`,
      "npm error 404",
      "npm error 404 Note that you can also install from a",
      "npm error 404 tarball, folder, http url, or git folder.",
      ...logHint(process),
    );
    sayLab(process, `the lab's npm registry holds ${nodePackages().size} common packages; "${name}" is not one of them.`);
  }
  return 1;
}

async function noNetwork(process: Process, manifest: Manifest): Promise<number> {
  const [name = ""] = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  await process.clock.sleep(70_000, process.signal);
  printError(
    process,
    "npm error code ENOTFOUND",
    "npm error syscall getaddrinfo",
    "npm error errno ENOTFOUND",
    `npm error network request to https://registry.npmjs.org/${name.replace("/", "%2f")} failed, reason: getaddrinfo ENOTFOUND registry.npmjs.org`,
    "npm error network This is a problem related to network connectivity.",
    "npm error network In most cases you are behind a proxy or have bad network settings.",
    "npm error network",
    "npm error network If you are behind a proxy, please make sure that the",
    "npm error network 'proxy' config is set properly.  See: 'npm help config'",
    ...logHint(process),
  );
  return 1;
}

async function installGlobally(process: Process, host: NodeHost, args: NpmArguments): Promise<number> {
  const started = process.clock.now();
  if (process.network === "none")
    return noNetwork(process, { dependencies: Object.fromEntries(args.words.map((word) => [split(word).name, "*"])) });
  let tree: Resolved[];
  try {
    tree = resolveTree(
      { dependencies: Object.fromEntries(args.words.map((word) => [split(word).name, split(word).range])) },
      { dev: false },
    );
  } catch (error) {
    if (error instanceof NotInRegistry) return notInRegistry(process, error);
    throw error;
  }
  const tops = new Set(args.words.map((word) => split(word).name));
  const modules = `${host.prefix}/lib/node_modules`;
  let changed = 0;
  for (const resolved of tree) {
    await process.clock.sleep(downloadTime(resolved.item.size / 4) / 4, process.signal);
    if (process.fs.exists(`${modules}/${resolved.item.name}`)) changed++;
    // npm itself only gets a new number: its own scripts are what starts it.
    if (resolved.item.name === "npm") writeJson(process.fs, `${modules}/npm/package.json`, { name: "npm", version: resolved.version });
    else unpackPackage(process.fs, modules, resolved);
    if (!tops.has(resolved.item.name) || resolved.item.name === "npm") continue;
    for (const command of resolved.item.commands) {
      process.fs.remove(`${host.prefix}/bin/${command}`, { force: true });
      process.fs.symlink(`../lib/node_modules/${resolved.item.name}/bin/${command}.js`, `${host.prefix}/bin/${command}`);
    }
  }
  process.fs.remove(`${modules}/.bin`, { recursive: true, force: true });
  summary(process, args, {
    started,
    added: tree.length - changed,
    changed,
    removed: 0,
    total: tree.length,
  });
  return 0;
}

function summary(
  process: Process,
  { options }: NpmArguments,
  count: { started: number; added: number; changed: number; removed: number; total: number },
): void {
  if (options.has("--silent") || options.has("-s") || options.get("--loglevel") === "silent") return;
  const packages = (number: number): string => `${number} package${number === 1 ? "" : "s"}`;
  const parts = [
    ...(count.added > 0 ? [`added ${packages(count.added)}`] : []),
    ...(count.removed > 0 ? [`removed ${packages(count.removed)}`] : []),
    ...(count.changed > 0 ? [`changed ${packages(count.changed)}`] : []),
  ];
  const elapsed = process.clock.now() - count.started;
  const took = elapsed < 1000 ? `${Math.max(180, Math.round(elapsed))}ms` : `${Math.round(elapsed / 1000)}s`;
  const audit =
    options.has("--no-audit") || options.get("--audit") === "false" || options.has("-g")
      ? ""
      : `${parts.length > 0 ? ", and" : ","} audited ${packages(count.total + 1)}`;
  print(process, "", `${parts.length > 0 ? parts.join(", ") : "up to date"}${audit} in ${took}`);
  const funding = Math.floor(count.total / 5);
  if (funding > 0 && !options.has("--no-fund") && options.get("--fund") !== "false")
    print(process, "", `${packages(funding)} ${funding === 1 ? "is" : "are"} looking for funding`, "  run `npm fund` for details");
  if (audit !== "") print(process, "", "found 0 vulnerabilities");
}
