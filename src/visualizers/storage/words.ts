/** The storage picture in words. */
import type { StorageView } from "../../views/storage.ts";

export function summaryOf({ volumes, containers }: StorageView): string {
  return `${volumes.length} ${volumes.length === 1 ? "volume" : "volumes"}, ${containers.length} ${containers.length === 1 ? "container" : "containers"}`;
}

export function wordsOf({ volumes }: StorageView): string[] {
  return volumes.map(
    ({ name, users }) => `Volume ${name} ${users.length === 0 ? "is used by no container" : `is mounted by ${users.join(", ")}`}.`,
  );
}
