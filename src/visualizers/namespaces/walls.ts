/** Which walls stand around a container, and who is on the same side where one does not. */
import type { NamespaceKind } from "../../engine/api.ts";
import type { NamespacesView, RoomView } from "../../views/namespaces.ts";
import { counted } from "../shapes/words.ts";

export interface Wall {
  readonly kind: NamespaceKind;
  readonly inode: number;
  /** `the host`, or names of containers; nobody where the wall stands. */
  readonly with: readonly string[];
}

/** In the order in which they are told of, with what each hides. */
export const kinds: readonly { readonly kind: NamespaceKind; readonly hides: string }[] = [
  { kind: "pid", hides: "other processes" },
  { kind: "net", hides: "network cards, addresses and ports" },
  { kind: "uts", hides: "the host name" },
  { kind: "mnt", hides: "mounted file systems" },
  { kind: "ipc", hides: "shared memory and message queues" },
  { kind: "cgroup", hides: "the tree of limits above its own" },
  { kind: "user", hides: "whose root is root" },
  { kind: "time", hides: "clocks since boot" },
];

/** Docker does not build these two, unless its daemon is told to build the first. */
const seldom: readonly NamespaceKind[] = ["user", "time"];

export const theHost = "the host";

/** All eight of a container that runs; none of one that does not. */
export function wallsOf({ name, namespaces }: RoomView, { host, rooms }: NamespacesView): readonly Wall[] {
  if (!namespaces) return [];
  return kinds.map(({ kind }) => {
    const inode = namespaces[kind];
    const others = rooms.filter((room) => room.name !== name && room.namespaces?.[kind] === inode).map((room) => room.name);
    // What all share with the host is the host's, and whoever else has it says so itself.
    return { kind, inode, with: host.namespaces[kind] === inode ? [theHost] : others };
  });
}

/** The kinds of which two containers have the same, and the host another. */
export function sharedBy(one: RoomView, other: RoomView, { host }: NamespacesView): readonly NamespaceKind[] {
  const [a, b] = [one.namespaces, other.namespaces];
  if (!a || !b) return [];
  return kinds.flatMap(({ kind }) => (a[kind] === b[kind] && a[kind] !== host.namespaces[kind] ? [kind] : []));
}

/** In the order given, but those that share something side by side. */
export function sideBySide(rooms: readonly RoomView[], view: NamespacesView): readonly RoomView[] {
  const left = [...rooms];
  const placed: RoomView[] = [];
  for (let room = left.shift(); room; room = left.shift()) {
    placed.push(room);
    const next = left.findIndex((other) => placed.some((one) => sharedBy(one, other, view).length > 0));
    if (next > 0) left.unshift(...left.splice(next, 1));
  }
  return placed;
}

/** Walls that are down, of those that a container usually has. */
export function openWalls(walls: readonly Wall[]): readonly Wall[] {
  return walls.filter((wall) => standing(wall) === "open");
}

/** Whether a wall stands, was left out, or is one that containers usually do without. */
export function standing(wall: Wall): "stands" | "open" | "usual" {
  if (wall.with.length === 0) return "stands";
  return seldom.includes(wall.kind) ? "usual" : "open";
}

/** Before the name of a wall; after that of one that is down stands who is on the other side: `pid = host`. */
export const wallMarks = { stands: "✓ ", open: "", usual: "– " } as const;

/** A container without one wall, which a learner can start to see what appears. */
export interface Opening {
  readonly kind: NamespaceKind;
  /** Name of the container. */
  readonly name: string;
  readonly command: string;
  /** What is to be seen in it. */
  readonly appears: string;
}

const opening = (kind: NamespaceKind, option: string, appears: string): Opening => ({
  kind,
  name: `open-${kind}`,
  command: `docker run -d --name open-${kind} ${option} alpine:3.20 sleep infinity`,
  appears,
});

export const openings: readonly Opening[] = [
  opening("pid", "--pid host", "every process of the host"),
  opening("net", "--network host", "the host's network cards"),
  opening("uts", "--uts host", "the host's own name"),
  opening("ipc", "--ipc host", "the host's shared memory"),
  opening("cgroup", "--cgroupns host", "the whole tree of limits"),
];

/** Who is behind a wall that is down, in a word or two: `host`, `web and 2 others`. */
export function nearest({ with: others }: Wall): string {
  const [first = ""] = others;
  const name = first === theHost ? "host" : first;
  return others.length > 1 ? `${name} and ${counted(others.length - 1, "other")}` : name;
}
