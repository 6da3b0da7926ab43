/** What the log of events tells of a container's volumes: mounted when it starts or files of it are copied, unmounted after. */
import type { Daemon } from "./daemon.ts";
import type { Container } from "./record.ts";

export function tellVolumesMounted(daemon: Daemon, { id, mounts }: Container): void {
  for (const { type, name, target, readOnly } of mounts) {
    if (type !== "volume") continue;
    const attributes = { container: id, destination: target, driver: "local", propagation: "", "read/write": String(!readOnly) };
    daemon.events.emit("volume", "mount", name, attributes);
  }
}

export function tellVolumesUnmounted(daemon: Daemon, { id, mounts }: Container): void {
  for (const { type, name } of mounts)
    if (type === "volume") daemon.events.emit("volume", "unmount", name, { container: id, driver: "local" });
}

/** Does something with a container's files, for which its volumes are mounted once more, whether it runs or not. */
export function withVolumes<Result>(daemon: Daemon, container: Container, act: () => Result): Result {
  tellVolumesMounted(daemon, container);
  try {
    return act();
  } finally {
    tellVolumesUnmounted(daemon, container);
  }
}
