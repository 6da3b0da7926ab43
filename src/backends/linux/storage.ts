/**
 * Where the guest's rooms keep their bytes, as the kernel's mount tables tell it: the upper directory of the overlay that is a room's
 * root, folders of the machine that are bound into it, and file systems in memory of its own. Volumes are a daemon's: there are none.
 */
import type { ContainerInspect, ContainerSummary, DiskUsage, Engine } from "../../engine/api.ts";
import { EngineError } from "../../engine/api.ts";
import { quote } from "../../shell/quoting.ts";
import type { AgentAnswer } from "./agent-line.ts";
import type { KernelEngine } from "./kernel-engine.ts";

/** As much of an Engine as the picture of storage needs. */
export type StorageEngine = Pick<Engine, "containerList" | "containerInspect" | "systemDf">;

/** A line of `/proc/<pid>/mountinfo`. */
interface Mount {
  /** Number of the file system: `0:24`. */
  readonly device: string;
  /** What of the file system is mounted: `/`, or a folder in it. */
  readonly root: string;
  readonly place: string;
  readonly type: string;
  readonly readOnly: boolean;
  readonly lower: readonly string[];
  readonly upper: string | undefined;
}

/** File systems that are a view of the kernel and keep nothing. */
const views = ["proc", "sysfs", "devtmpfs", "devpts", "mqueue", "cgroup", "cgroup2", "securityfs", "debugfs", "tracefs"];

/** Prints the mount tables of processes, each after a line with its number. */
export function tablesScript(pids: readonly number[]): string {
  return pids.map((pid) => `echo 'table ${pid}'; cat /proc/${pid}/mountinfo 2> /dev/null`).join("\n");
}

/** Prints the bytes of all files in each directory, one a line. */
export function sizesScript(directories: readonly string[]): string {
  return directories
    .map((directory) => `find ${quote(directory)} -type f -exec stat -c %s {} + | awk '{ sum += $1 } END { print sum + 0 }'`)
    .join("\n");
}

/** Reads what `tablesScript` printed, by the process's number. */
export function readTables(text: string): ReadonlyMap<number, readonly Mount[]> {
  const tables = new Map<number, readonly Mount[]>();
  for (const block of text.split(/^table /m).slice(1)) {
    const [pid = "", ...lines] = block.split("\n");
    tables.set(
      Number(pid),
      lines.flatMap((line) => mountOf(line) ?? []),
    );
  }
  return tables;
}

function mountOf(line: string): Mount | undefined {
  const [before = "", after = ""] = line.split(" - ");
  const [, , device = "", root = "", place, options = ""] = before.split(" ").map(plain);
  const [type = "", , settings = ""] = after.split(" ");
  if (place === undefined) return undefined;
  const setting = (name: string): string | undefined => new RegExp(`(?:^|,)${name}=([^,]*)`).exec(settings)?.[1];
  const lower = (setting("lowerdir") ?? "").split(":").filter(Boolean).reverse();
  return { device, root, place, type, readOnly: options.split(",").includes("ro"), lower, upper: setting("upperdir") };
}

/** Blanks and the like stand there as `\040`. */
function plain(word: string): string {
  return word.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/**
 * What a room has of its own but for its root.
 * @param machine the mounts of the machine itself: what is at the same place there was inherited
 */
export function ownMounts(room: readonly Mount[], machine: readonly Mount[]): ContainerInspect["Mounts"] {
  const inherited = (mount: Mount): boolean =>
    machine.some(({ device, root, place }) => device === mount.device && root === mount.root && place === mount.place);
  return room
    .filter((mount) => mount.place !== "/" && !views.includes(mount.type) && !inherited(mount))
    .map((mount) => {
      const source = onMachine(mount, machine);
      return { Type: source === undefined ? "tmpfs" : "bind", Source: source ?? "", Destination: mount.place, RW: !mount.readOnly };
    }) as unknown as ContainerInspect["Mounts"];
}

/** The folder of the machine that is mounted; `undefined` for a file system that the machine itself has not mounted. */
function onMachine({ device, root }: Mount, machine: readonly Mount[]): string | undefined {
  const home = machine.find(
    (each) => each.device === device && (each.root === "/" || root.startsWith(`${each.root}/`) || root === each.root),
  );
  if (!home) return undefined;
  const inside = home.root === "/" ? root : root.slice(home.root.length);
  return `${home.place}/${inside}`.replace(/\/+/g, "/").replace(/(.)\/$/, "$1");
}

/**
 * @param ask runs a script in the guest, as root
 * @param kernel tells the rooms
 */
export function storageEngine(ask: (script: string) => Promise<AgentAnswer>, kernel: KernelEngine): StorageEngine {
  /** One look serves the list and what is asked about each room in it. */
  let found = new Map<string, ContainerInspect>();
  return {
    async containerList() {
      const listed = await kernel.containerList();
      const rooms = await Promise.all(listed.map(({ Id }) => kernel.containerInspect(Id)));
      const { processes } = await kernel.machineInspect();
      const first = processes[0]?.pid ?? 1;
      const tables = readTables((await ask(tablesScript([first, ...rooms.map(({ State }) => State.Pid)]))).output);
      const roots = rooms.map(({ State }) => (tables.get(State.Pid) ?? []).findLast(({ place }) => place === "/"));
      const sizes = (await ask(sizesScript(roots.map((root) => root?.upper ?? "/dev/null")))).output.split("\n").map(Number);
      found = new Map(
        rooms.map((room, index) => {
          const mounts = ownMounts(tables.get(room.State.Pid) ?? [], tables.get(first) ?? []);
          const image = roots[index]?.lower.join(", ") ?? "";
          return [room.Id, { ...room, Config: { ...room.Config, Image: image }, Mounts: mounts }];
        }),
      );
      return rooms.map(({ Id }, index) => ({ Id, SizeRw: sizes[index] ?? 0 }) as ContainerSummary);
    },
    async containerInspect(id) {
      const room = found.get(id);
      if (!room) throw new EngineError(404, `No such container: ${id}`);
      return room;
    },
    async systemDf() {
      return { Volumes: [] } as unknown as DiskUsage;
    },
  };
}
