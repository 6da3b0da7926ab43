/** The go command. */
import { encodeExecutable } from "../../executable.ts";
import type { Process, Program } from "../../program.ts";
import { hole } from "../binaries.ts";
import { absolute, print, printError, sayLab } from "../lab.ts";
import { check, compile, link, missingCompiler, type Toolchain } from "./build.ts";
import { goModules, moduleFor } from "./catalogue.ts";
import { findModule, type MainModule } from "./main-module.ts";
import { get, modDownload, modInit, moduleCache, modOther, modTidy } from "./modules.ts";
import { readPackage } from "./source.ts";

interface GoArguments {
  readonly words: readonly string[];
  readonly flags: ReadonlyMap<string, string>;
}

const valued = new Set([
  "o",
  "ldflags",
  "gcflags",
  "tags",
  "mod",
  "p",
  "asmflags",
  "buildmode",
  "run",
  "count",
  "timeout",
  "C",
  "modfile",
  "pgo",
  "coverprofile",
  "covermode",
  "bench",
]);
const switches = new Set([
  "v",
  "x",
  "n",
  "a",
  "race",
  "trimpath",
  "buildvcs",
  "cover",
  "u",
  "d",
  "t",
  "short",
  "work",
  "json",
  "modcacherw",
  "failfast",
  "m",
  "f",
  "w",
]);

/** Flags stand before the packages. Returns the first flag that go does not know instead of throwing. */
function parse(argv: readonly string[]): GoArguments | string {
  const flags = new Map<string, string>();
  const words: string[] = [];
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] as string;
    if (!word.startsWith("-") || words.length > 0) {
      words.push(word);
      continue;
    }
    const [name = "", inline] = word.replace(/^--?/, "").split(/=(.*)/s);
    if (valued.has(name)) flags.set(name, inline ?? argv[++index] ?? "");
    else if (switches.has(name)) flags.set(name, inline ?? "true");
    else return word.replace(/=.*/s, "");
  }
  return { words, flags };
}

export const go: Program = async (process, descriptor) => {
  const toolchain: Toolchain = {
    version: String(descriptor.data?.version ?? "1.23.10"),
    goroot: String(descriptor.data?.goroot ?? "/usr/local/go"),
  };
  const [command = "", ...rest] = process.argv.slice(1);
  if (command === "mod") return mod(process, toolchain, rest);
  if (command === "version") {
    print(process, `go version go${toolchain.version} linux/amd64`);
    return 0;
  }
  if (command === "env") return environment(process, toolchain, rest);
  if (command === "" || command === "help") {
    printError(
      process,
      "Go is a tool for managing Go source code.",
      "",
      "Usage:",
      "",
      "\tgo <command> [arguments]",
      "",
      "The commands are:",
      "",
      "\tbuild       compile packages and dependencies",
      "\tclean       remove object files and cached files",
      "\tenv         print Go environment information",
      "\tget         add dependencies to current module and install them",
      "\tinstall     compile and install packages and dependencies",
      "\tmod         module maintenance",
      "\trun         compile and run Go program",
      "\ttest        test packages",
      "\tversion     print Go version",
      "\tvet         report likely mistakes in packages",
    );
    return 2;
  }
  const args = parse(rest);
  if (typeof args === "string") {
    printError(
      process,
      `flag provided but not defined: ${args}`,
      `usage: go ${command} [-o output] [build flags] [packages]`,
      `Run 'go help ${command}' for details.`,
    );
    return 2;
  }
  const directory = args.flags.get("C");
  const here: Process = directory === undefined ? process : { ...process, cwd: absolute(process.cwd, directory) };
  const tooNew = newerGo(here, toolchain);
  if (tooNew && ["build", "install", "run", "vet", "test", "get", "list"].includes(command)) {
    printError(process, tooNew);
    return 1;
  }
  switch (command) {
    case "build":
      return build(here, toolchain, args);
    case "install":
      return install(here, toolchain, args);
    case "run":
      return run(here, toolchain, args);
    case "vet":
      return vet(here, args);
    case "test":
      return test(here, args);
    case "get":
      return get(here, args.words);
    case "clean":
      if (rest.some((word) => /^--?cache/.test(word))) here.fs.remove(cacheOf(here), { recursive: true, force: true });
      if (rest.some((word) => /^--?modcache/.test(word))) here.fs.remove(moduleCache(here), { recursive: true, force: true });
      return 0;
    case "fmt":
      return 0;
    case "list":
    case "generate":
    case "doc":
    case "tool":
    case "work":
    case "fix":
    case "telemetry":
      sayLab(process, `go ${command} is not part of the lab.`);
      return 1;
    default:
      printError(process, `go ${command}: unknown command`, "Run 'go help' for usage.");
      return 2;
  }
};

function cacheOf(process: Process): string {
  return process.env.get("GOCACHE") ?? `${process.env.get("HOME") || "/root"}/.cache/go-build`;
}

/** A go.mod may ask for a newer Go than there is; the images do not fetch one. */
function newerGo(process: Process, { version }: Toolchain): string | undefined {
  const asked = findModule(process)?.mod.go;
  if (asked === undefined) return undefined;
  const [a, b] = [asked, version].map((text) => text.split(".").map(Number));
  const order = [0, 1, 2].map((index) => (a?.[index] ?? 0) - (b?.[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
  return order > 0
    ? `go: go.mod requires go >= ${asked} (running go ${version}; GOTOOLCHAIN=${process.env.get("GOTOOLCHAIN") ?? "local"})`
    : undefined;
}

/** Packages that patterns name: `./...` is every one below. */
function expand(process: Process, words: readonly string[]): string[] {
  const patterns = words.length > 0 ? words : ["."];
  if (patterns.every((word) => word.endsWith(".go"))) return [patterns.join(" ")];
  return patterns.flatMap((word) => {
    if (!word.endsWith("/...")) return [word];
    const found: string[] = [];
    const visit = (folder: string): void => {
      if (readPackage(process.fs, folder).length > 0) found.push(folder);
      for (const name of process.fs.readdir(folder))
        if (
          !name.startsWith(".") &&
          !name.startsWith("_") &&
          name !== "vendor" &&
          name !== "testdata" &&
          process.fs.lookup(`${folder}/${name}`)?.kind === "directory"
        )
          visit(`${folder === "/" ? "" : folder}/${name}`);
    };
    visit(absolute(process.cwd, word.slice(0, -4) || "."));
    return found;
  });
}

async function build(process: Process, toolchain: Toolchain, args: GoArguments): Promise<number> {
  const main = findModule(process);
  const packages = expand(process, args.words);
  if (packages.length === 0) {
    printError(process, `go: warning: "./..." matched no packages`);
    return 0;
  }
  const output = args.flags.get("o");
  for (const pattern of packages) {
    const checked = await check(process, main, pattern);
    if (!checked) return 1;
    const uncompiled = missingCompiler(process, checked);
    if (uncompiled !== undefined) {
      printError(process, uncompiled);
      return 1;
    }
    await compile(process, checked, toolchain);
    const isMain = checked.files[0]?.package === "main";
    if (isMain && !checked.files.some(({ hasMain }) => hasMain)) {
      printError(process, `# ${checked.importPath}`, "runtime.main_main·f: function main is undeclared in the main package");
      return 1;
    }
    // Only one package that is a program leaves a file behind, unless told where to.
    if (!isMain || (packages.length > 1 && output === undefined)) continue;
    const name = pattern.endsWith(".go") ? (checked.files[0]?.name.replace(/\.go$/, "") ?? "main") : programName(main, checked.importPath);
    const target = outputPath(process, output, name);
    if (target === undefined) {
      printError(process, `go: build output "${output}" already exists and is a directory`);
      return 1;
    }
    process.fs.writeFile(target, link(process, toolchain, checked, { ldflags: args.flags.get("ldflags") ?? "", env: process.env }), {
      mode: 0o755,
      parents: true,
    });
    process.fs.chmod(target, 0o755);
  }
  return 0;
}

/** The last part of the import path, without a version. */
function programName(main: MainModule | undefined, importPath: string): string {
  return (
    (importPath === "command-line-arguments" ? "main" : importPath)
      .replace(/\/v\d+$/, "")
      .split("/")
      .at(-1) ??
    main?.mod.path ??
    "main"
  );
}

function outputPath(process: Process, output: string | undefined, name: string): string | undefined {
  if (output === undefined) return absolute(process.cwd, name);
  const path = absolute(process.cwd, output);
  return output.endsWith("/") || process.fs.lookup(path)?.kind === "directory" ? `${path}/${name}` : path;
}

async function install(process: Process, toolchain: Toolchain, args: GoArguments): Promise<number> {
  const bin = process.env.get("GOBIN") ?? `${process.env.get("GOPATH") ?? "/root/go"}/bin`;
  const remote = args.words.find((word) => word.includes("@"));
  if (remote) {
    const [path = ""] = remote.split("@");
    const known = goTools.get(path);
    if (known && process.network !== "none") return installTool(process, toolchain, bin, path, known);
    if (moduleFor(path, goModules().keys()) === undefined || process.network === "none")
      printError(process, `go: ${remote}: module lookup disabled: dial tcp: lookup proxy.golang.org: no such host`);
    sayLab(process, `installing programs from the internet with go install is not part of the lab (${path}).`);
    return 1;
  }
  return build(process, toolchain, { words: args.words, flags: new Map([...args.flags, ["o", `${bin}/`]]) });
}

/** Programs that Dockerfiles install with `go install …@version`: newest version and kB. */
const goTools: ReadonlyMap<string, readonly [version: string, kB: number]> = new Map([
  ["github.com/air-verse/air", ["v1.62.0", 14_200]],
  ["github.com/cosmtrek/air", ["v1.49.0", 13_800]],
  ["github.com/go-delve/delve/cmd/dlv", ["v1.24.2", 19_600]],
  ["github.com/golangci/golangci-lint/cmd/golangci-lint", ["v1.64.8", 41_000]],
  ["github.com/golang-migrate/migrate/v4/cmd/migrate", ["v4.18.3", 12_000]],
  ["github.com/pressly/goose/v3/cmd/goose", ["v3.24.3", 31_000]],
  ["github.com/sqlc-dev/sqlc/cmd/sqlc", ["v1.29.0", 68_000]],
  ["github.com/swaggo/swag/cmd/swag", ["v1.16.4", 12_900]],
  ["github.com/a-h/templ/cmd/templ", ["v0.3.894", 15_000]],
  ["github.com/google/wire/cmd/wire", ["v0.6.0", 9_200]],
  ["golang.org/x/tools/cmd/goimports", ["v0.34.0", 6_300]],
  ["golang.org/x/tools/gopls", ["v0.19.0", 37_000]],
  ["golang.org/x/vuln/cmd/govulncheck", ["v1.1.4", 12_300]],
  ["google.golang.org/protobuf/cmd/protoc-gen-go", ["v1.36.6", 9_400]],
  ["google.golang.org/grpc/cmd/protoc-gen-go-grpc", ["v1.5.1", 8_700]],
  ["honnef.co/go/tools/cmd/staticcheck", ["v0.6.1", 15_400]],
  ["mvdan.cc/gofumpt", ["v0.8.0", 5_100]],
]);

async function installTool(
  process: Process,
  toolchain: Toolchain,
  bin: string,
  path: string,
  [version, kB]: readonly [string, number],
): Promise<number> {
  const name = path
    .replace(/\/v\d+$/, "")
    .split("/")
    .at(-1) as string;
  printError(process, `go: downloading ${path.split("/").slice(0, 3).join("/")} ${version}`);
  await process.clock.sleep(4_000 + kB / 4, process.signal);
  const content = encodeExecutable({ program: "installed-tool", data: { name, package: path, version } }, kB * 1000);
  process.fs.writeFile(`${bin}/${name}`, content, { mode: 0o755, parents: true });
  process.fs.writeFile(`${moduleCache(process)}/cache/download/${path}/@v/${version}.zip`, hole(kB * 600), { parents: true });
  process.fs.writeFile(`${cacheOf(process)}/${name}-${toolchain.version}-d`, hole(kB * 2_500), { parents: true });
  return 0;
}

async function run(process: Process, toolchain: Toolchain, args: GoArguments): Promise<number> {
  const files = args.words.filter(
    (word, index) => word.endsWith(".go") && args.words.slice(0, index).every((other) => other.endsWith(".go")),
  );
  const packages = files.length > 0 ? files : args.words.slice(0, 1);
  if (packages.length === 0) {
    printError(process, "go: no go files listed");
    return 1;
  }
  const target = `/tmp/go-build${process.clock.now()}/b001/exe/main`;
  const code = await build(process, toolchain, { words: packages, flags: new Map([...args.flags, ["o", target]]) });
  if (code !== 0) return code;
  const status = await process.spawn([target, ...args.words.slice(packages.length)]);
  process.fs.remove(target.replace(/\/b001.*/, ""), { recursive: true, force: true });
  if (status !== 0) printError(process, `exit status ${status}`);
  return status === 0 ? 0 : 1;
}

async function vet(process: Process, args: GoArguments): Promise<number> {
  const main = findModule(process);
  for (const pattern of expand(process, args.words)) if (!(await check(process, main, pattern))) return 1;
  return 0;
}

/** Compiles what would be tested; running tests is running programs. */
async function test(process: Process, args: GoArguments): Promise<number> {
  const main = findModule(process);
  let withTests = false;
  for (const pattern of expand(process, args.words)) {
    const checked = await check(process, main, pattern);
    if (!checked) return 1;
    const tests = process.fs.readdir(checked.folder).some((name) => name.endsWith("_test.go"));
    if (!tests) print(process, `?   \t${checked.importPath}\t[no test files]`);
    withTests ||= tests;
  }
  if (!withTests) return 0;
  sayLab(process, "the packages compile; running their tests comes with containers.");
  return 1;
}

async function mod(process: Process, toolchain: Toolchain, rest: readonly string[]): Promise<number> {
  const [word = "", ...more] = rest;
  const names = more.filter((each) => !each.startsWith("-"));
  if (word === "init") return modInit(process, toolchain, names[0]);
  if (word === "download") return modDownload(process);
  if (word === "tidy") return modTidy(process);
  return modOther(process, word);
}

function environment(process: Process, toolchain: Toolchain, rest: readonly string[]): number {
  const get = (name: string, otherwise: string): string => process.env.get(name) ?? otherwise;
  const values: Readonly<Record<string, string>> = {
    CGO_ENABLED: get("CGO_ENABLED", "1"),
    GOARCH: get("GOARCH", "amd64"),
    GOCACHE: cacheOf(process),
    GOFLAGS: get("GOFLAGS", ""),
    GOMODCACHE: moduleCache(process),
    GOOS: get("GOOS", "linux"),
    GOPATH: get("GOPATH", "/root/go"),
    GOPROXY: get("GOPROXY", "https://proxy.golang.org,direct"),
    GOROOT: toolchain.goroot,
    GOTOOLCHAIN: get("GOTOOLCHAIN", "auto"),
    GOVERSION: `go${toolchain.version}`,
  };
  const names = rest.filter((word) => !word.startsWith("-"));
  print(
    process,
    ...(names.length > 0 ? names.map((name) => values[name] ?? "") : Object.entries(values).map(([name, value]) => `${name}='${value}'`)),
  );
  return 0;
}
