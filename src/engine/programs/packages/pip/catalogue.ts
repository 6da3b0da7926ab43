/** Python's packages as the index of the lab has them. */
import { table } from "../../../../../content/catalogue/packages/pip.ts";
import { names } from "../../../../../content/catalogue/packages/pip-names.ts";
import { normalize } from "./requirement.ts";
import { compareVersions, isPrerelease, isVersion, type Specifier, satisfies } from "./version.ts";

export interface PythonPackage {
  readonly name: string;
  /** Newest first; between the ends any version is taken to exist. */
  readonly versions: readonly string[];
  readonly wheels: "any" | "binary" | "glibc" | "none";
  /** What building from source needs; absent when there is no source to fall back on. */
  readonly build?: readonly string[];
  /** Bytes. */
  readonly downloadSize: number;
  readonly installedSize: number;
  readonly requires: readonly string[];
  readonly extras: Readonly<Record<string, readonly string[]>>;
  /** Script to `module:callable`. */
  readonly scripts: Readonly<Record<string, string>>;
  readonly importName: string;
  /** Known by name alone: any version is taken to exist. */
  readonly isHollow?: boolean;
}

const words = (text: string): string[] => text.split(" ").filter(Boolean);

function parse(line: string): PythonPackage {
  const [name = "", versions = "", kind = "", sizes = "", requires = "", extras = "", scripts = "", importName = ""] = line
    .split("|")
    .map((field) => field.trim());
  const [download = 0, installed = 0] = sizes.split("/").map(Number);
  const source = /src\(([^)]*)\)/.exec(kind)?.[1];
  const build = kind === "py" || kind === "bin" ? [] : source?.split(",");
  return {
    name,
    versions: words(versions),
    wheels: kind === "py" ? "any" : kind === "bin" ? "binary" : kind.startsWith("gnu") ? "glibc" : "none",
    ...(build ? { build } : {}),
    downloadSize: download * 1000,
    installedSize: installed * 1000,
    requires: words(requires),
    extras: Object.fromEntries(
      extras
        .split(";")
        .filter(Boolean)
        .map((item) => {
          const [extra = "", list = ""] = item.split(": ");
          return [extra.trim(), words(list)];
        }),
    ),
    scripts: Object.fromEntries(words(scripts).map((item) => item.split("=") as [string, string])),
    importName: importName || name.replaceAll("-", "_"),
  };
}

function hollow(name: string): PythonPackage {
  return { ...parse(`${name} | 1.0.0 | py | 60/240 | | | ${scriptsOf[name] ?? ""} | ${importOf[name] ?? ""}`), isHollow: true };
}

/** What they are imported as, where it is not their name. */
const importOf: Readonly<Record<string, string>> = { "mysql-connector": "mysql", "mysql-connector-python": "mysql" };

/** Programs of projects that are known by name alone. */
const scriptsOf: Readonly<Record<string, string>> = {
  daphne: "daphne=daphne.cli:main",
  flower: "flower=flower.command:main",
  honcho: "honcho=honcho.command:main",
  hypercorn: "hypercorn=hypercorn.__main__:main",
  locust: "locust=locust.main:main",
  mlflow: "mlflow=mlflow.cli:cli",
  rq: "rq=rq.cli:main",
  scrapy: "scrapy=scrapy.cmdline:execute",
  streamlit: "streamlit=streamlit.cli:main",
  supervisor: "supervisord=supervisor.supervisord:main supervisorctl=supervisor.supervisorctl:main",
  uwsgi: "uwsgi=uwsgi:main",
  waitress: "waitress-serve=waitress.runner:run",
};

let packages: ReadonlyMap<string, PythonPackage> | undefined;

/** All packages by normalized name. */
export function pythonPackages(): ReadonlyMap<string, PythonPackage> {
  packages ??= new Map(
    [...words(names.replaceAll("\n", " ")).map(hollow), ...table.trim().split("\n").map(parse)].map((item) => [normalize(item.name), item]),
  );
  return packages;
}

/** The newest version that all specifiers allow; `undefined` when there is none. */
export function pickVersion(item: PythonPackage, specifiers: readonly Specifier[]): string | undefined {
  const allowPre = specifiers.some(({ version }) => isPrerelease(version));
  const listed = item.versions.find((version) => (allowPre || !isPrerelease(version)) && satisfies(version, specifiers));
  // The list holds milestones: a version asked for by name, or one that bounds a range, may lie between two of them.
  const named = specifiers.filter(
    ({ operator }) => operator === "==" || operator === "===" || operator === "~=" || operator === "<=" || operator === ">=",
  );
  const between = named
    .map(({ version }) => version)
    .filter((version) => isVersion(version) && liesWithin(item, version) && satisfies(version, specifiers));
  return [...(listed ? [listed] : []), ...between].sort(compareVersions).at(-1);
}

function liesWithin(item: PythonPackage, version: string): boolean {
  if (item.isHollow) return true;
  const [newest, oldest] = [item.versions[0], item.versions.at(-1)];
  return newest !== undefined && oldest !== undefined && compareVersions(version, newest) <= 0 && compareVersions(version, oldest) >= 0;
}
