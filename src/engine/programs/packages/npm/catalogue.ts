/** npm's packages as the registry of the lab has them. */
import { deprecated, small, table } from "../../../../../content/catalogue/packages/npm.ts";
import { names } from "../../../../../content/catalogue/packages/npm-names.ts";
import { compareVersions, inRange, parseVersion } from "./semver.ts";

export interface NodePackage {
  readonly name: string;
  /** Newest first; any version before the newest is taken to exist. */
  readonly versions: readonly string[];
  /** Bytes unpacked. */
  readonly size: number;
  readonly dependencies: readonly string[];
  readonly commands: readonly string[];
  /** Known by name alone: any version is taken to exist. */
  readonly isHollow?: boolean;
}

const words = (text: string | undefined): string[] => (text ?? "").split(" ").filter(Boolean);
let packages: ReadonlyMap<string, NodePackage> | undefined;

/** All packages by name, the small ones included. */
export function nodePackages(): ReadonlyMap<string, NodePackage> {
  if (packages) return packages;
  const map = new Map<string, NodePackage>();
  for (const item of small.split(";")) {
    const [name = "", version = "", size = "0"] = words(item.trim());
    map.set(name, { name, versions: [version], size: Number(size) * 1000, dependencies: [], commands: [] });
  }
  for (const line of table.trim().split("\n")) {
    const [name = "", versions, size = "0", dependencies, commands] = line.split("|").map((field) => field.trim());
    map.set(name, {
      name,
      versions: words(versions),
      size: Number(size) * 1000,
      dependencies: words(dependencies),
      commands: words(commands),
    });
  }
  for (const name of words(names.replaceAll("\n", " ")))
    if (!map.has(name))
      map.set(name, {
        name,
        versions: [plausibleVersion(name)],
        size: 60_000,
        dependencies: [],
        commands: commandsOf[name] ?? [],
        isHollow: true,
      });
  for (const item of [...map.values()]) {
    for (const name of item.dependencies)
      if (!map.has(name)) map.set(name, { name, versions: [plausibleVersion(name)], size: 20_000, dependencies: [], commands: [] });
  }
  packages = map;
  return map;
}

/** Programs of packages that are known by name alone. */
const commandsOf: Readonly<Record<string, readonly string[]>> = {
  "@vue/cli": ["vue"],
  "@vue/cli-service": ["vue-cli-service"],
  astro: ["astro"],
  gatsby: ["gatsby"],
  gulp: ["gulp"],
  "grunt-cli": ["grunt"],
  "http-server": ["http-server"],
  "json-server": ["json-server"],
  knex: ["knex"],
  nodemon: ["nodemon"],
  nuxt: ["nuxt", "nuxi"],
  "sequelize-cli": ["sequelize", "sequelize-cli"],
  serve: ["serve"],
  "@strapi/strapi": ["strapi"],
  strapi: ["strapi"],
  "ts-node": ["ts-node"],
  "ts-node-dev": ["ts-node-dev", "tsnd"],
  typeorm: ["typeorm"],
  "webpack-dev-server": ["webpack-dev-server"],
};

/** A version for a package that is only known by name: the same one always. */
function plausibleVersion(name: string): string {
  let sum = 7;
  for (const character of name) sum = (sum * 31 + character.charCodeAt(0)) % 9973;
  return `${1 + (sum % 4)}.${sum % 7}.${sum % 5}`;
}

/** The newest version in the range, tag or exact version; `undefined` when there is none. */
export function pickVersion(item: NodePackage, range: string): string | undefined {
  if (range === "" || range === "*" || range === "latest" || range === "lts" || range === "next") return item.versions[0];
  const listed = item.versions.find((version) => {
    const parsed = parseVersion(version);
    return parsed && inRange(parsed, range);
  });
  if (listed) return listed;
  // The list holds milestones: a version asked for by number may lie between two of them, or before all.
  for (const word of range.split(/[\s|]+/)) {
    const asked = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(word);
    if (!asked) continue;
    const text = `${asked[1]}.${asked[2] ?? 0}.${asked[3] ?? 0}`;
    const [version, newest] = [text, item.versions[0]].map((each) => parseVersion(each ?? ""));
    if (version && newest && inRange(version, range) && (item.isHollow || compareVersions(version, newest) <= 0)) return text;
  }
  return undefined;
}

/** What npm warns of when it installs this version. */
export function deprecation(name: string, version: string): string | undefined {
  return deprecated[`${name}@${version.split(".")[0]}`];
}
