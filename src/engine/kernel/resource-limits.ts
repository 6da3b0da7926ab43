/** What one process may use (`setrlimit`). Open files and processes are enforced; the others are kept and shown. */

/** `Infinity` is unlimited. */
export interface ResourceLimit {
  readonly soft: number;
  readonly hard: number;
}

/** In the order of `/proc/<pid>/limits`; by the names of `docker run --ulimit`. */
export const resources = {
  cpu: { words: "Max cpu time", unit: "seconds" },
  fsize: { words: "Max file size", unit: "bytes" },
  data: { words: "Max data size", unit: "bytes" },
  stack: { words: "Max stack size", unit: "bytes" },
  core: { words: "Max core file size", unit: "bytes" },
  rss: { words: "Max resident set", unit: "bytes" },
  nproc: { words: "Max processes", unit: "processes" },
  nofile: { words: "Max open files", unit: "files" },
  memlock: { words: "Max locked memory", unit: "bytes" },
  as: { words: "Max address space", unit: "bytes" },
  locks: { words: "Max file locks", unit: "locks" },
  sigpending: { words: "Max pending signals", unit: "signals" },
  msgqueue: { words: "Max msgqueue size", unit: "bytes" },
  nice: { words: "Max nice priority", unit: "" },
  rtprio: { words: "Max realtime priority", unit: "" },
  rttime: { words: "Max realtime timeout", unit: "us" },
} as const;

export type Resource = keyof typeof resources;
export type ResourceLimits = Readonly<Record<Resource, ResourceLimit>>;

const unlimited: ResourceLimit = { soft: Number.POSITIVE_INFINITY, hard: Number.POSITIVE_INFINITY };
const fixed = (value: number): ResourceLimit => ({ soft: value, hard: value });

/** What a daemon started by the machine's init has, and hands on to containers. */
export const daemonLimits: ResourceLimits = {
  cpu: unlimited,
  fsize: unlimited,
  data: unlimited,
  stack: { soft: 8 * 1024 ** 2, hard: Number.POSITIVE_INFINITY },
  core: unlimited,
  rss: unlimited,
  nproc: unlimited,
  nofile: fixed(1_048_576),
  memlock: fixed(8 * 1024 ** 2),
  as: unlimited,
  locks: unlimited,
  sigpending: fixed(31_720),
  msgqueue: fixed(819_200),
  nice: fixed(0),
  rtprio: fixed(0),
  rttime: unlimited,
};

/** The daemon's, but for what is given; a negative number is no limit. */
export function limitedTo(given: readonly { readonly Name: string; readonly Soft: number; readonly Hard: number }[]): ResourceLimits {
  const value = (number: number): number => (number < 0 ? Number.POSITIVE_INFINITY : number);
  const known = given.filter(({ Name }) => Name in daemonLimits);
  return { ...daemonLimits, ...Object.fromEntries(known.map(({ Name, Soft, Hard }) => [Name, { soft: value(Soft), hard: value(Hard) }])) };
}

/** `unlimited`, or the number. */
export function limitText(value: number, unit = 1): string {
  return value === Number.POSITIVE_INFINITY ? "unlimited" : Math.floor(value / unit).toString();
}
