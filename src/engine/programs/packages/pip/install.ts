/** `pip install` and `pip download`. */
import { FsError } from "../../../filesystem/errors.ts";
import type { Process } from "../../program.ts";
import { hole } from "../binaries.ts";
import { absolute, downloadTime, print, printError, sayLab } from "../lab.ts";
import { homeOf, type PythonEnvironment, userSite } from "../python/environment.ts";
import type { InstallArguments } from "./arguments.ts";
import { buildWheels, prepareMetadata } from "./build-wheel.ts";
import { pythonPackages } from "./catalogue.ts";
import { BadProject, installProject, type Project, readProject } from "./project.ts";
import {
  formatRequirement,
  InvalidRequirement,
  MissingFile,
  normalize,
  parseRequirement,
  type Requirement,
  readRequirements,
} from "./requirement.ts";
import { type Candidate, NoMatch, resolve } from "./resolve.ts";
import { installedDists, isCached, removeDist, type Target, unpackWheel, writeCache } from "./unpack.ts";

const newestPip = "25.1.1";

/** Exit code 0, or 1 after an error in pip's words. */
export async function install(
  process: Process,
  environment: PythonEnvironment,
  args: InstallArguments,
  mode: "install" | "download" | "wheel",
): Promise<number> {
  const quiet = args.flags.has("quiet");
  const out = { ...process, stdout: quiet ? () => {} : process.stdout.bind(process) } as Process;
  if (environment.managed && !args.flags.has("break-system") && !args.target && !args.prefix && mode === "install")
    return refuseManaged(process, environment);
  let wanted: { requirements: Requirement[]; constraints: Requirement[]; projects: Project[] };
  try {
    wanted = collect(process, args);
  } catch (error) {
    return badInput(process, error);
  }
  if (wanted.requirements.length === 0 && wanted.projects.length === 0) {
    if (args.files.length > 0) return 0;
    printError(process, `ERROR: You must give at least one requirement to ${mode} (see "pip help ${mode}")`);
    return 1;
  }
  const place = placeFor(out, environment, args);
  const cache = args.flags.has("no-cache") ? undefined : (args.cacheDir ?? `${homeOf(process)}/.cache/pip`);
  const present = args.target || mode !== "install" ? [] : installedDists(process.fs, [place.site, ...environment.path]);
  const versions = new Map(present.map((dist) => [normalize(dist.name), dist.version]));
  const force = args.flags.has("force");
  for (const project of wanted.projects) {
    print(
      out,
      project.editable ? `Obtaining file://${project.path}` : `Processing ${project.written === "." ? project.path : project.written}`,
    );
    print(
      out,
      "  Installing build dependencies: started",
      "  Installing build dependencies: finished with status 'done'",
      "  Getting requirements to build wheel: started",
      "  Getting requirements to build wheel: finished with status 'done'",
      "  Preparing metadata (pyproject.toml): started",
      "  Preparing metadata (pyproject.toml): finished with status 'done'",
    );
    await process.clock.sleep(2_500, process.signal);
  }
  const requirements = [...wanted.projects.flatMap((project) => project.requires), ...wanted.requirements];
  let candidates: Candidate[];
  try {
    candidates = await resolve(
      requirements,
      {
        libc: environment.libc,
        constraints: wanted.constraints,
        installed: (name) => (force ? undefined : versions.get(name)),
        upgrade: args.flags.has("upgrade"),
        noDependencies: args.flags.has("no-deps"),
      },
      {
        satisfied: (requirement, version) =>
          print(
            out,
            `Requirement already satisfied: ${formatRequirement(requirement)} in ${environment.site}${origin(requirement)} (${version})`,
          ),
        async candidate(candidate) {
          await announce(out, process, environment, candidate, cache);
        },
      },
    );
  } catch (error) {
    if (error instanceof NoMatch) return noMatch(process, error);
    if (error instanceof BuildFailed) return 1;
    throw error;
  }
  // What is upgraded to the version that is there already stays.
  const fresh = candidates.filter(({ item, version }) => force || versions.get(normalize(item.name)) !== version);
  for (const candidate of fresh) await download(out, environment, candidate, cache);
  if (mode === "download") return saveDownloads(out, environment, fresh, args);
  const sources = fresh.filter(({ item }) => fromSource(item.wheels, environment));
  if (!(await buildWheels(out, sources, environment))) return 1;
  if (mode === "wheel") return saveDownloads(out, environment, fresh, args, true);
  if (fresh.length > 0 || wanted.projects.length > 0) {
    print(
      out,
      `Installing collected packages: ${[...fresh.map(({ item }) => item.name), ...wanted.projects.map(({ name }) => name)].join(", ")}`,
    );
    for (const { item, version, requested } of fresh) {
      const old = present.find((dist) => normalize(dist.name) === normalize(item.name) && dist.site === place.site);
      if (old) {
        print(
          out,
          `  Attempting uninstall: ${item.name}`,
          `    Found existing installation: ${old.name} ${old.version}`,
          `    Uninstalling ${old.name}-${old.version}:`,
        );
        removeDist(process.fs, old);
        print(out, `      Successfully uninstalled ${old.name}-${old.version}`);
      }
      try {
        unpackWheel(process.fs, item, version, place, requested);
      } catch (error) {
        if (!(error instanceof FsError)) throw error;
        printError(
          process,
          `ERROR: Could not install packages due to an OSError: [Errno 13] ${error.reason}: '${error.path}'`,
          "Check the permissions.",
          "",
        );
        return 1;
      }
      await process.clock.sleep(60 + item.installedSize / 60_000, process.signal);
    }
    for (const project of wanted.projects) installProject(process.fs, project, place);
    print(
      out,
      `Successfully installed ${[...fresh.map(({ item, version }) => `${item.name}-${version}`), ...wanted.projects.map(({ name, version }) => `${name}-${version}`)].sort().join(" ")}`,
    );
  }
  closingWords(process, environment, args);
  return 0;
}

class BuildFailed extends Error {}

function collect(
  process: Process,
  args: InstallArguments,
): { requirements: Requirement[]; constraints: Requirement[]; projects: Project[] } {
  const requirements: Requirement[] = [];
  const constraints: Requirement[] = [];
  const projects: Project[] = [];
  for (const word of args.words) {
    const wheel = /(?:^|\/)([\w.]+)-([\w.!+]+)-[^/]*\.whl$/.exec(word);
    if (wheel && process.fs.exists(absolute(process.cwd, word))) {
      const requirement = parseRequirement(`${(wheel[1] as string).replaceAll("_", "-")}==${wheel[2]}`, "");
      if (requirement) requirements.push(requirement);
    } else if (word === "." || word.startsWith("./") || word.startsWith("/") || word.startsWith("..") || /^\.\[.*\]$/.test(word))
      projects.push(readProject(process.fs, process.cwd, word, false));
    else {
      const requirement = parseRequirement(word, "");
      if (requirement) requirements.push(requirement);
    }
  }
  for (const word of args.editable) projects.push(readProject(process.fs, process.cwd, word, true));
  for (const [flag, files] of [
    ["-r", args.files],
    ["-c", args.constraints],
  ] as const) {
    for (const file of files) {
      const read = readRequirements(process.fs, process.cwd, file, flag);
      requirements.push(...read.requirements);
      constraints.push(...read.constraints);
      for (const { written, editable } of read.projects) projects.push(readProject(process.fs, process.cwd, written, editable));
    }
  }
  return { requirements, constraints, projects };
}

function badInput(process: Process, error: unknown): number {
  if (error instanceof MissingFile)
    printError(process, `ERROR: Could not open requirements file: [Errno 2] No such file or directory: '${error.message}'`);
  else if (error instanceof InvalidRequirement)
    printError(
      process,
      `ERROR: Invalid requirement: '${error.message}': Expected end or semicolon (after name and no valid version specifier)`,
    );
  else if (error instanceof BadProject) printError(process, `ERROR: ${error.message}`);
  else throw error;
  return 1;
}

const origin = ({ from }: Requirement): string => (from ? ` (from ${from})` : "");

function fromSource(wheels: string, environment: PythonEnvironment): boolean {
  return wheels === "none" || (wheels === "glibc" && environment.libc === "musl");
}

/** `fastapi-0.115.0-py3-none-any.whl` or the name of the source archive. */
function archive({ item, version }: Candidate, environment: PythonEnvironment): string {
  const base = `${item.name.replaceAll("-", "_")}-${version}`;
  if (fromSource(item.wheels, environment)) return `${base}.tar.gz`;
  if (item.wheels === "any") return `${base}-py3-none-any.whl`;
  const tag = `cp${environment.short.replace(".", "")}`;
  return `${base}-${tag}-${tag}-${environment.libc === "musl" ? "musllinux_1_2_x86_64" : "manylinux_2_17_x86_64.manylinux2014_x86_64"}.whl`;
}

async function announce(
  out: Process,
  process: Process,
  environment: PythonEnvironment,
  candidate: Candidate,
  cache: string | undefined,
): Promise<void> {
  const { item, requirement } = candidate;
  if (process.network === "none") {
    await noNetwork(process, item.name);
    throw new NoMatch(requirement, []);
  }
  print(out, `Collecting ${formatRequirement(requirement)}${origin(requirement)}`);
  const name = archive(candidate, environment);
  const source = fromSource(item.wheels, environment);
  const cached = cache !== undefined && isCached(process.fs, cache, name);
  await process.clock.sleep(90, process.signal);
  print(
    out,
    `  ${cached ? "Using cached" : "Downloading"} ${name}${source ? ` (${humanSize(item.downloadSize)})` : `.metadata (${humanSize(1_000 + (item.downloadSize % 9_000))})`}`,
  );
  if (source) {
    await process.clock.sleep(downloadTime(item.downloadSize), process.signal);
    if (!(await prepareMetadata(out, item, environment))) throw new BuildFailed();
  }
}

async function noNetwork(process: Process, name: string): Promise<void> {
  for (let total = 4; total >= 0; total--) {
    printError(
      process,
      `WARNING: Retrying (Retry(total=${total}, connect=None, read=None, redirect=None, status=None)) after connection broken by 'NewConnectionError('<pip._vendor.urllib3.connection.HTTPSConnection object at 0x7f3a5c1d2e50>: Failed to establish a new connection: [Errno -3] Temporary failure in name resolution')': /simple/${name.toLowerCase()}/`,
    );
    await process.clock.sleep(1_000 * 2 ** (4 - total), process.signal);
  }
}

async function download(out: Process, environment: PythonEnvironment, candidate: Candidate, cache: string | undefined): Promise<void> {
  const { item } = candidate;
  if (fromSource(item.wheels, environment)) return;
  const name = archive(candidate, environment);
  if (cache !== undefined && isCached(out.fs, cache, name)) {
    print(out, `Using cached ${name} (${humanSize(item.downloadSize)})`);
    return;
  }
  print(out, `Downloading ${name} (${humanSize(item.downloadSize)})`);
  await out.clock.sleep(downloadTime(item.downloadSize), out.signal);
  if (item.downloadSize > 512_000) {
    const [amount = "", unit = ""] = humanSize(item.downloadSize).split(" ");
    print(out, `   ${"━".repeat(40)} ${amount}/${amount} ${unit} 25.0 MB/s eta 0:00:00`);
  }
  if (cache !== undefined) {
    try {
      writeCache(out.fs, cache, name, item.downloadSize);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
    }
  }
}

/** As pip prints sizes. */
function humanSize(bytes: number): string {
  if (bytes >= 10_000_000) return `${(bytes / 1e6).toFixed(1)} MB`;
  if (bytes >= 1_000_000) return `${(bytes / 1e6).toFixed(1)} MB`;
  if (bytes >= 10_000) return `${Math.floor(bytes / 1000)} kB`;
  return `${(bytes / 1000).toFixed(1)} kB`;
}

function placeFor(process: Process, environment: PythonEnvironment, args: InstallArguments): Target {
  const common = {
    interpreter: environment.executable,
    tag: `cpython-${environment.short.replace(".", "")}`,
    musl: environment.libc === "musl",
    compile: !args.flags.has("no-compile"),
  };
  if (args.target) {
    const site = absolute(process.cwd, args.target);
    return { ...common, site, bin: `${site}/bin` };
  }
  if (args.prefix) {
    const prefix = absolute(process.cwd, args.prefix);
    return { ...common, site: `${prefix}/lib/python${environment.short}/site-packages`, bin: `${prefix}/bin` };
  }
  if (args.flags.has("user")) return { ...common, ...userSite(process, environment.short) };
  if (process.uid !== 0 && !writable(process, environment.site)) {
    print(process, "Defaulting to user installation because normal site-packages is not writeable");
    return { ...common, ...userSite(process, environment.short) };
  }
  return { ...common, site: environment.site, bin: environment.bin };
}

function writable({ fs, uid, gid }: Process, path: string): boolean {
  const node = fs.lookup(path);
  if (!node) return false;
  return (node.uid === uid && (node.mode & 0o200) !== 0) || (node.gid === gid && (node.mode & 0o020) !== 0) || (node.mode & 0o002) !== 0;
}

async function saveDownloads(
  process: Process,
  environment: PythonEnvironment,
  candidates: readonly Candidate[],
  args: InstallArguments,
  built = false,
): Promise<number> {
  const folder = absolute(process.cwd, args.destination ?? ".");
  for (const candidate of candidates) {
    const name = archive(
      built && candidate.item.wheels === "none" ? { ...candidate, item: { ...candidate.item, wheels: "binary" } } : candidate,
      environment,
    );
    process.fs.writeFile(`${folder}/${name}`, hole(candidate.item.downloadSize, "PK\x03\x04"), { parents: true });
    print(process, `Saved ${args.destination ?? "."}/${name}`);
  }
  if (!built) print(process, `Successfully downloaded ${candidates.map(({ item }) => item.name).join(" ")}`);
  return 0;
}

function noMatch(process: Process, { requirement, versions }: NoMatch): number {
  const text = formatRequirement(requirement);
  printError(
    process,
    `ERROR: Could not find a version that satisfies the requirement ${text}${origin(requirement)} (from versions: ${versions.join(", ") || "none"})`,
    `ERROR: No matching distribution found for ${text}`,
  );
  if (process.network === "none") return 1;
  const known = pythonPackages().get(normalize(requirement.name));
  if (!known)
    sayLab(process, `the lab's package index holds ${pythonPackages().size} common projects; "${requirement.name}" is not one of them.`);
  else if (versions.length > 0)
    sayLab(
      process,
      `the lab's package index is a snapshot of June 2025: newer releases than ${known.versions[0]} of ${known.name} are not in it.`,
    );
  return 1;
}

function refuseManaged(process: Process, environment: PythonEnvironment): number {
  printError(
    process,
    "error: externally-managed-environment",
    "",
    "× This environment is externally managed",
    `╰─> To install Python packages system-wide, try ${environment.libc === "musl" ? "apk add py3-xyz" : "apt install\n    python3-xyz"}, where xyz is the package you are trying to\n    install.`,
    "    ",
    "    If you wish to install a non-packaged Python package, create a virtual",
    "    environment using python3 -m venv path/to/venv.",
    "",
    "note: If you believe this is a mistake, please contact your Python installation or OS distribution provider. You can override this, at the risk of breaking your Python installation or OS, by passing --break-system-packages.",
    "hint: See PEP 668 for the detailed specification.",
  );
  return 1;
}

function closingWords(process: Process, environment: PythonEnvironment, args: InstallArguments): void {
  if (process.uid === 0 && !environment.venv && !args.flags.has("ignore-root") && !args.target) {
    printError(
      process,
      "WARNING: Running pip as the 'root' user can result in broken permissions and conflicting behaviour with the system package manager, possibly rendering your system unusable. It is recommended to use a virtual environment instead: https://pip.pypa.io/warnings/venv. Use the --root-user-action option if you know what you are doing and want to suppress this warning.",
    );
  }
  const own = installedDists(process.fs, environment.path).find(({ name }) => name === "pip")?.version;
  if (own && own !== newestPip && !args.flags.has("no-notice") && !args.flags.has("quiet") && process.network !== "none") {
    printError(
      process,
      "",
      `[notice] A new release of pip is available: ${own} -> ${newestPip}`,
      `[notice] To update, run: ${environment.venv ? `${environment.executable} -m pip` : "pip"} install --upgrade pip`,
    );
  }
}
