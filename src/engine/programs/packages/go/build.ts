/** Compiling and linking: `go build`, `go install`, `go run`, `go vet`, `go test`. */
import { sha256Hex } from "../../../filesystem/digest.ts";
import type { Content } from "../../../filesystem/node.ts";
import { encodeExecutable } from "../../executable.ts";
import type { Process } from "../../program.ts";
import { glibcLoader, hole, type Libc, linkage, muslLoader } from "../binaries.ts";
import { absolute, printError, which } from "../lab.ts";
import { closure, isStandard, moduleFor } from "./catalogue.ts";
import type { MainModule } from "./main-module.ts";
import { download } from "./modules.ts";
import { compileErrors, type GoFile, readPackage, sourceDigest } from "./source.ts";

export interface Toolchain {
  readonly version: string;
  readonly goroot: string;
}

/** A checked package, ready to be linked. */
export interface Checked {
  /** `example.com/server/cmd/api` */
  readonly importPath: string;
  readonly folder: string;
  readonly files: readonly GoFile[];
  /** All packages that go into it, standard ones by path. */
  readonly imports: ReadonlySet<string>;
  /** Modules by path, with versions. */
  readonly modules: ReadonlyMap<string, string>;
  readonly digest: string;
  /** Other packages of the module go into it. */
  readonly local: boolean;
}

/** Checks a package and what it imports; prints what is wrong. `undefined` after an error. */
export async function check(process: Process, main: MainModule | undefined, pattern: string): Promise<Checked | undefined> {
  const folder = pattern.endsWith(".go")
    ? process.cwd
    : absolute(process.cwd, pattern.startsWith(".") || pattern.startsWith("/") ? pattern : pattern);
  const isFile = pattern.endsWith(".go");
  if (!isFile && !pattern.startsWith(".") && !pattern.startsWith("/")) return checkByImportPath(process, main, pattern);
  if (!main && !isFile) {
    printError(process, "go: go.mod file not found in current directory or any parent directory; see 'go help modules'");
    return undefined;
  }
  const all = readPackage(process.fs, folder);
  const files = isFile ? all.filter(({ name }) => pattern.split(/\s+/).some((each) => each.endsWith(name))) : all;
  if (isFile && files.length === 0) {
    printError(process, `no required module provides package ${pattern}; to add it:\n\tgo get ${pattern}`);
    return undefined;
  }
  if (process.fs.lookup(folder)?.kind !== "directory") {
    printError(process, `stat ${folder}: directory not found`);
    return undefined;
  }
  if (files.length === 0) {
    printError(
      process,
      process.fs.readdir(folder).some((name) => name.endsWith("_test.go"))
        ? `package ${pattern}: no non-test Go files in ${folder}`
        : `no Go files in ${folder}`,
    );
    return undefined;
  }
  return checkFiles(process, main, folder, files, isFile);
}

function checkByImportPath(process: Process, main: MainModule | undefined, pattern: string): Promise<Checked | undefined> | undefined {
  if (main && (pattern === main.mod.path || pattern.startsWith(`${main.mod.path}/`)))
    return check(process, main, `${main.folder}${pattern.slice(main.mod.path.length)}`);
  if (isStandard(pattern) || !pattern.includes("."))
    printError(process, `package ${pattern} is not in std (${goroot(process)}/src/${pattern})`);
  else printError(process, `no required module provides package ${pattern}; to add it:\n\tgo get ${pattern}`);
  return undefined;
}

function goroot(process: Process): string {
  return process.env.get("GOROOT") ?? "/usr/local/go";
}

async function checkFiles(
  process: Process,
  main: MainModule | undefined,
  folder: string,
  files: readonly GoFile[],
  single: boolean,
): Promise<Checked | undefined> {
  const imports = new Set<string>();
  const used = new Map<string, string>();
  const sources = [...files];
  const seen = new Set([folder]);
  const errors: string[] = [];
  const queue: { folder: string; files: readonly GoFile[] }[] = [{ folder, files }];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const names = new Set(next.files.map((file) => file.package).filter((name) => !name.endsWith("_test")));
    if (names.size > 1) {
      const [a, b] = [next.files[0], next.files.find((file) => file.package !== next?.files[0]?.package)];
      errors.push(`found packages ${a?.package} (${a?.name}) and ${b?.package} (${b?.name}) in ${next.folder}`);
      break;
    }
    for (const file of next.files) {
      for (const { path, line, column } of file.imports) {
        // The go command names files without `./`, the compiler with it.
        const at = `${shownFolder(process, next.folder).replace("./", "")}${file.name}:${line}:${column}`;
        if (path === "C" || isStandard(path)) {
          imports.add(path);
          continue;
        }
        const local =
          main && (path === main.mod.path || path.startsWith(`${main.mod.path}/`))
            ? `${main.folder === "/" ? "" : main.folder}${path.slice(main.mod.path.length)}`
            : undefined;
        if (local !== undefined) {
          if (seen.has(local)) continue;
          seen.add(local);
          const found = readPackage(process.fs, local);
          if (found.length === 0)
            errors.push(
              `${at}: ${process.fs.exists(local) ? `no Go files in ${local}` : `package ${path} is not in std (${goroot(process)}/src/${path})`}`,
            );
          sources.push(...found);
          queue.push({ folder: local, files: found });
          continue;
        }
        const problem = external(process, main, path, used);
        if (problem) errors.push(`${at}: ${problem}`);
        else imports.add(path);
      }
    }
  }
  if (errors.length > 0) {
    printError(process, ...errors);
    return undefined;
  }
  if (main && used.size > 0 && !process.fs.exists(`${main.folder}/vendor`)) {
    if (!(await download(process, closure(used)))) return undefined;
  }
  const compile = [...seen].flatMap((each) =>
    compileErrors(shownFolder(process, each).replace(/\/$/, "") || ".", each === folder ? files : readPackage(process.fs, each)),
  );
  const importPath =
    single || !main ? "command-line-arguments" : main.mod.path + folder.slice(main.folder === "/" ? 0 : main.folder.length);
  if (compile.length > 0) {
    printError(process, `# ${importPath}`, ...compile);
    return undefined;
  }
  return { importPath, folder, files, imports, modules: used, digest: sourceDigest(sources), local: seen.size > 1 };
}

/** `./` before a file name, as the compiler shows places. */
function shownFolder({ cwd }: Process, folder: string): string {
  if (folder === cwd) return "./";
  return folder.startsWith(`${cwd}/`) ? `${folder.slice(cwd.length + 1)}/` : `${folder}/`;
}

/** Why a package outside the module can't be had; notes its module when it can. */
function external(process: Process, main: MainModule | undefined, path: string, used: Map<string, string>): string | undefined {
  if (!path.split("/")[0]?.includes(".")) return `package ${path} is not in std (${goroot(process)}/src/${path})`;
  if (!main)
    return `no required module provides package ${path}: go.mod file not found in current directory or any parent directory; see 'go help modules'`;
  const owner = moduleFor(path, [...main.mod.requires.keys(), ...main.mod.replaces.keys()]);
  if (owner === undefined) return `no required module provides package ${path}; to add it:\n\tgo get ${path}`;
  const version = main.mod.requires.get(owner) ?? "v0.0.0";
  if (main.mod.replaces.has(owner)) return undefined;
  const sums = `${main.folder}/go.sum`;
  if (!process.fs.exists(sums) || !process.fs.readText(sums).includes(`${owner} ${version}`)) {
    return `missing go.sum entry for module providing package ${path}; to add:\n\tgo get ${main.mod.path}`;
  }
  used.set(owner, version);
  return undefined;
}

export interface LinkOptions {
  readonly ldflags: string;
  readonly env: ReadonlyMap<string, string>;
}

/** Network and user look-ups go through libc where cgo can be used. */
const cgoPackages = [
  "net",
  "os/user",
  "net/http",
  "runtime/cgo",
  "C",
  "plugin",
  "net/http/httputil",
  "net/rpc",
  "net/smtp",
  "expvar",
  "net/http/pprof",
  "net/http/httptest",
  "crypto/x509-system",
];

/** Whether the program will be linked dynamically, and against which libc. */
function libcOf(process: Process, checked: Checked, { env, ldflags }: LinkOptions): Libc {
  const wanted = env.get("CGO_ENABLED");
  const compiler = which(process, env.get("CC") ?? "gcc") !== undefined;
  const enabled =
    wanted === "1" ||
    (wanted !== "0" && compiler && (env.get("GOOS") ?? "linux") === "linux" && (env.get("GOARCH") ?? "amd64") === "amd64");
  if (!enabled || /-extldflags[= ]['"]?-static/.test(ldflags)) return "static";
  const needsC =
    cgoPackages.some((name) => checked.imports.has(name)) ||
    checked.modules.has("github.com/mattn/go-sqlite3") ||
    [...checked.modules.keys()].some((path) => /gin|echo|chi|mux|fiber|grpc|pgx|redis|mongo|prometheus|pq$/.test(path));
  if (!needsC) return "static";
  return process.fs.exists(glibcLoader) ? "glibc" : process.fs.exists(muslLoader) ? "musl" : "static";
}

/** Why C in the program can't be compiled; only what was told to use C fails, the rest does without. */
export function missingCompiler(process: Process, { modules }: Checked): string | undefined {
  if (process.env.get("CGO_ENABLED") !== "1" || !modules.has("github.com/mattn/go-sqlite3")) return undefined;
  const compiler = process.env.get("CC") ?? "gcc";
  if (which(process, compiler) !== undefined) return undefined;
  return `# runtime/cgo\ncgo: C compiler "${compiler}" not found: exec: "${compiler}": executable file not found in $PATH`;
}

/** Links the program. */
export function link(process: Process, toolchain: Toolchain, checked: Checked, options: LinkOptions): Content {
  const libc = libcOf(process, checked, options);
  const stripped = /(^|[\s"'=])-[sw]\b/.test(options.ldflags);
  let size = 1_500_000;
  if (checked.imports.has("fmt")) size += 600_000;
  if ([...checked.imports].some((path) => path === "net" || path.startsWith("net/"))) size += 5_000_000;
  if (checked.imports.has("encoding/json")) size += 500_000;
  if (checked.imports.has("html/template") || checked.imports.has("text/template")) size += 1_600_000;
  if (checked.imports.has("database/sql")) size += 400_000;
  for (const { item } of closure(checked.modules).values()) size += item.linkedSize;
  size += checked.files.reduce((sum, { text }) => sum + text.length * 8, 0);
  const data = {
    module: checked.importPath,
    digest: checked.digest,
    go: toolchain.version,
    // What runs is the sources; those of other packages of the module are not among them.
    ...(checked.local ? {} : { sources: checked.files.map(({ text }) => text) }),
    ldflags: options.ldflags,
  };
  const other = (options.env.get("GOARCH") ?? "amd64") !== "amd64" || (options.env.get("GOOS") ?? "linux") !== "linux";
  const platform = other ? { platform: `${options.env.get("GOOS") ?? "linux"}/${options.env.get("GOARCH") ?? "amd64"}` } : {};
  return encodeExecutable(
    { program: "go-app", data: { ...data, ...platform }, ...linkage(libc) },
    Math.round(size * (stripped ? 0.68 : 1)),
  );
}

/** Time and cache of a compilation: the first one compiles the standard library it needs. */
export async function compile(process: Process, checked: Checked, toolchain: Toolchain): Promise<void> {
  const folder = process.env.get("GOCACHE") ?? `${process.env.get("HOME") || "/root"}/.cache/go-build`;
  const keep = (key: string, size: number): boolean => {
    const path = `${folder}/${key.slice(0, 2)}/${key}-d`;
    if (process.fs.exists(path)) return true;
    process.fs.writeFile(path, hole(size), { parents: true });
    return false;
  };
  let work = 300;
  if (!process.fs.exists(`${folder}/README`))
    process.fs.writeFile(`${folder}/README`, "This directory holds cached build artifacts from the Go build system.\n", { parents: true });
  const web = [...checked.imports].some((path) => path.startsWith("net"));
  if (!keep(sha256Hex(`std ${toolchain.version}`), 24_000_000)) work += 6_000;
  if (web && !keep(sha256Hex(`std net ${toolchain.version}`), 34_000_000)) work += 9_000;
  for (const { item, version } of closure(checked.modules).values())
    if (!keep(sha256Hex(`${item.path}@${version}`), item.linkedSize * 2 + 20_000)) work += 200 + item.linkedSize / 600;
  if (!keep(checked.digest, 400_000)) work += 900;
  await process.clock.sleep(work, process.signal);
}
