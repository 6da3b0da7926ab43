/**
 * Tags that the registries have and the catalogue has not: older releases of its own images, and any release of what it has a
 * placeholder for. Each is answered with the nearest image there is, and a sentence that says so. A tag that nobody ever
 * published stays unknown.
 */
import { familiarName, parseReference, withDefaultTag } from "../../src/engine/images/reference.ts";

/** Another image than was asked for, under the name that was asked for. */
export interface StandIn {
  /** In familiar form: `postgres:15-alpine`. */
  readonly reference: string;
  /** What a learner has to know about it: a sentence. */
  readonly notice: string;
}

/** Oldest release, as numbers, of the catalogue's own repositories. */
const oldest: Readonly<Record<string, string>> = {
  alpine: "2.6",
  busybox: "1.21",
  debian: "8",
  golang: "1.2",
  nginx: "1.7",
  node: "0.10",
  postgres: "8.4",
  python: "2.7",
  redis: "2.6",
  registry: "2.0",
  ubuntu: "14.04",
};

/** Newest major or minor release that the registries have of those repositories where it is above the catalogue's own. */
const newest: Readonly<Record<string, string>> = {
  alpine: "3.23",
  golang: "1.25",
  nginx: "1.31",
  node: "25",
  postgres: "18",
  python: "3.14",
  redis: "8.4",
};

/** Older releases that are called by a word. */
const words: Readonly<Record<string, readonly string[]>> = {
  debian: ["buster", "stretch", "jessie", "oldstable", "oldoldstable", "buster-slim", "stretch-slim", "jessie-slim"],
  ubuntu: ["focal", "bionic", "xenial", "trusty", "rolling", "devel"],
  node: [
    ...["lts", "current"].flatMap((name) =>
      ["buster", "bullseye", "stretch"].flatMap((base) => [`${name}-${base}`, `${name}-${base}-slim`]),
    ),
    "gallium",
    "fermium",
    "erbium",
    "dubnium",
    "carbon",
    "boron",
    "argon",
  ],
};

/** Repositories of others whose server is, at its heart, one that the lab has. */
const relatives: Readonly<Record<string, { readonly of: string; readonly lacks: string }>> = {
  "postgis/postgis": { of: "postgres", lacks: "PostGIS" },
  "pgvector/pgvector": { of: "postgres", lacks: "the vector extension" },
  "timescale/timescaledb": { of: "postgres", lacks: "TimescaleDB" },
  "redis/redis-stack": { of: "redis", lacks: "its modules" },
  "redis/redis-stack-server": { of: "redis", lacks: "its modules" },
  "redislabs/redismod": { of: "redis", lacks: "its modules" },
  "nginxinc/nginx-unprivileged": { of: "nginx", lacks: "what makes it run without root" },
};

const number = /^(v?)(\d+(?:\.\d+)*)/;
/** What a published tag without a version may begin with. */
const named =
  /^(latest|stable|lts|edge|main|mainline|master|nightly|develop|release|alpine|slim|apache|fpm|cli|ubuntu|debian|management|community|enterprise|open|all|pg\d+|public|java\d+|python\d+|jdk\d*|jre\d*|x86_64|amd64|linux|dind|production|vectorized|(bullseye|bookworm|buster|focal|jammy|noble|trixie))/i;

/**
 * What stands in for a reference that the catalogue does not list.
 * @param listed tags of a repository that it does list, the newest release first
 * @param placeholder the program's name, when the repository has a placeholder
 */
export function standInFor(
  text: string,
  listed: (repository: string) => readonly string[],
  placeholder: (repository: string) => string | undefined,
): StandIn | undefined {
  const reference = withDefaultTag(parseReference(text));
  const { tag } = reference;
  if (tag === undefined || reference.digest !== undefined) return undefined;
  const repository = familiarName(reference);
  const of = placeholder(repository);
  if (of !== undefined) {
    if (!number.test(tag) && !named.test(tag)) return undefined;
    const nearest = tag.includes("alpine") && listed(repository).includes("alpine") ? "alpine" : "latest";
    return {
      reference: `${repository}:${nearest}`,
      notice: `${repository} is a placeholder in the lab. It holds the ports of ${of}, says so in its log, and does nothing else.`,
    };
  }
  const relative = relatives[repository];
  const own = relative?.of ?? repository;
  const asked = relative ? tag.replace(/^(pg|latest-pg)(?=\d)/, "") : tag;
  if (!relative && !wasPublished(own, asked)) return undefined;
  const nearest = nearestTag(asked, listed(own), newest[own]);
  if (nearest === undefined) return undefined;
  const lacking = relative ? `, without ${relative.lacks}` : "";
  return {
    reference: `${own}:${nearest}`,
    notice: `the lab has no ${repository}:${tag}. What runs under this name is ${own}:${nearest}${lacking}.`,
  };
}

function wasPublished(repository: string, tag: string): boolean {
  if (words[repository]?.includes(tag)) return true;
  const first = oldest[repository];
  const version = number.exec(tag)?.[2];
  return first !== undefined && version !== undefined && compare(version, first) >= 0;
}

/**
 * Of the tags of the same kind (`-alpine`, `-slim`), that of the release next above; the newest for a release above all of them,
 * as long as it is none above `newest`.
 */
function nearestTag(asked: string, listed: readonly string[], newest: string | undefined): string | undefined {
  const kind = kinds.find((name) => asked.includes(name)) ?? "";
  const version = number.exec(asked)?.[2];
  const parts = version === undefined ? undefined : Math.min(version.split(".").length, 2);
  const candidates = listed
    .flatMap((tag) => {
      const found = release.exec(tag);
      return found && (found[2] ?? "") === kind ? [{ tag, version: found[1] as string }] : [];
    })
    .filter((candidate) => parts === undefined || candidate.version.split(".").length === parts)
    .sort((a, b) => compare(a.version, b.version) || a.version.length - b.version.length);
  const above = candidates.find((candidate) => version === undefined || compare(candidate.version, version) >= 0);
  const isNewer = version !== undefined && newest !== undefined && compare(version, newest) <= 0;
  return (above ?? (isNewer ? candidates.at(-1) : undefined))?.tag;
}

const kinds = ["alpine-slim", "alpine", "slim"] as const;
const release = /^(\d+(?:\.\d+)*)(?:-(alpine-slim|alpine|slim))?$/;

/** As versions are compared: number by number; what one does not say is equal. */
function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((text) => text.split(".").map(Number)) as [number[], number[]];
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = (a[index] as number) - (b[index] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}
