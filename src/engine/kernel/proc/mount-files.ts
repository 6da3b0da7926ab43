import type { MountEntry } from "../mount-view.ts";
import type { Task } from "../task.ts";

/** Where there is no mount table: a root with everything in it, as a RUN step has. */
const plain: readonly MountEntry[] = [
  { id: 21, parentId: 1, source: "overlay", root: "/", target: "/", type: "overlay", options: "rw,relatime", superOptions: "rw" },
  {
    id: 22,
    parentId: 21,
    source: "proc",
    root: "/",
    target: "/proc",
    type: "proc",
    options: "rw,nosuid,nodev,noexec,relatime",
    superOptions: "rw",
  },
  {
    id: 23,
    parentId: 21,
    source: "tmpfs",
    root: "/",
    target: "/dev",
    type: "tmpfs",
    options: "rw,nosuid,strictatime",
    superOptions: "rw,size=65536k,mode=755",
  },
  {
    id: 24,
    parentId: 21,
    source: "sysfs",
    root: "/",
    target: "/sys",
    type: "sysfs",
    options: "ro,nosuid,nodev,noexec,relatime",
    superOptions: "ro",
  },
];

export function mountEntries(task: Task): readonly MountEntry[] {
  return task.namespaces.mnt.mounts?.entries() ?? plain;
}

const escaped = (text: string): string =>
  text.replace(/[ \t\n\\]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`);

/** Options of the mount and of its file system as one list, as `/proc/mounts` has them. */
export function optionsOf({ options, superOptions }: MountEntry): string {
  const own = options.split(",");
  const access = own.includes("ro") || superOptions.split(",").includes("ro") ? "ro" : "rw";
  const rest = [...own, ...superOptions.split(",")].filter((option) => option !== "ro" && option !== "rw" && option !== "");
  return [access, ...new Set(rest)].join(",");
}

export function mounts(task: Task): string {
  return mountEntries(task)
    .map((entry) => `${escaped(entry.source)} ${escaped(entry.target)} ${entry.type} ${optionsOf(entry)} 0 0\n`)
    .join("");
}

export function mountinfo(task: Task): string {
  return mountEntries(task)
    .map(
      ({ id, parentId, root, target, options, type, source, superOptions }) =>
        `${id} ${parentId} 0:${id} ${escaped(root)} ${escaped(target)} ${options} - ${type} ${escaped(source)} ${superOptions}\n`,
    )
    .join("");
}
