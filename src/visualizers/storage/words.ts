/** The storage picture in words. */
import type { MountView, StorageView, StoringContainer, VolumeView } from "../../views/storage.ts";
import { sizeInWords } from "../layers/words.ts";
import { counted, listed } from "../shapes/words.ts";

export const isUp = ({ status }: StoringContainer): boolean => status === "running" || status === "paused" || status === "restarting";

/** An anonymous volume's 64 digits are cut as Docker cuts ids. */
export function shortName(name: string): string {
  return /^[0-9a-f]{64}$/.test(name) ? `${name.slice(0, 8)}…` : name;
}

/** How thick bytes are drawn: 2 to 14 units, a unit and a half more for each factor of ten above a hundred bytes. */
export function thickness(bytes: number): number {
  return bytes <= 0 ? 2 : Math.min(14, 4 + Math.max(0, Math.log10(bytes) - 2) * 1.5);
}

export function summaryOf({ volumes, containers }: StorageView): string {
  const unused = volumes.filter(({ users }) => users.length === 0).length;
  return `${counted(containers.length, "container")}, ${counted(volumes.length, "volume")}${unused > 0 ? `, ${unused} of them nobody’s` : ""}`;
}

export function wordsOf(view: StorageView, before: StorageView | undefined): string[] {
  return [
    ...removedInWords(view, before),
    ...view.containers.map(containerInWords),
    ...view.volumes.map(volumeInWords),
    ...(view.containers.length + view.volumes.length === 0 ? ["There is nothing yet: no container, no volume."] : []),
  ];
}

/** What went with containers that were there before, and what stayed. */
export function removedInWords(view: StorageView, before: StorageView | undefined): string[] {
  if (!before) return [];
  const gone = before.containers.filter(({ name }) => !view.containers.some((container) => container.name === name));
  return gone.map(({ name, writable, mounts }) => {
    const volumes = mounts.filter(({ type }) => type === "volume").map(({ source }) => source);
    const stay = volumes.filter((volume) => view.volumes.some((one) => one.name === volume));
    const went = volumes.filter((volume) => !stay.includes(volume));
    const lost = [
      writable > 0 ? `its own layer of ${sizeInWords(writable)}` : "its own layer, which was empty",
      ...went.map((volume) => `the volume ${shortName(volume)}`),
      ...mounts.filter(({ type }) => type === "tmpfs").map(({ path }) => `its tmpfs at ${path}`),
    ];
    const kept = [
      ...stay.map((volume) => `the volume ${shortName(volume)}`),
      ...mounts.filter(({ type }) => type === "bind").map(({ source }) => `the folder ${source}`),
    ];
    return `${name} was removed, and with it ${listed(lost)}.${kept.length > 0 ? ` ${listed(kept).replace(/^t/, "T")} stayed.` : ""}`;
  });
}

export function containerInWords({ name, status, writable, mounts, removesItself }: StoringContainer): string {
  const own = writable > 0 ? `${sizeInWords(writable)} in its own layer, which goes with it` : "nothing in its own layer";
  const rest = mounts.map(mountInWords);
  return `${name}, ${status}: ${listed([own, ...rest])}.${removesItself ? " When it ends it is removed, anonymous volumes and all." : ""}`;
}

function mountInWords({ type, source, path, readOnly }: MountView): string {
  const what =
    type === "volume" ? `volume ${shortName(source)}` : type === "bind" ? `the host’s ${source}` : "a tmpfs, kept in memory only";
  return `at ${path} ${what}${readOnly ? ", read-only" : ""}`;
}

export function volumeInWords({ name, anonymous, size, users }: VolumeView): string {
  const what = `${anonymous ? "Anonymous volume" : "Volume"} ${shortName(name)}, ${sizeInWords(size)}`;
  if (users.length === 0)
    return `${what}: mounted by nobody. It stays until somebody removes it${anonymous ? ", and docker volume prune would" : ""}.`;
  return `${what}: mounted by ${listed(users)}.`;
}
