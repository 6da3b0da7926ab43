import type { MountEntry } from "../mount-view.ts";
import type { Task } from "../task.ts";

const root: MountEntry = {
  id: 21,
  parentId: 1,
  source: "overlay",
  root: "/",
  target: "/",
  type: "overlay",
  options: "rw,relatime",
  superOptions: "rw",
};

export function mountEntries(task: Task): readonly MountEntry[] {
  return task.namespaces.mnt.mounts?.entries() ?? task.namespaces.mnt.listed ?? [root];
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
