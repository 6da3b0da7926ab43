import { releaseVolumes } from "./create.ts";
import { type Daemon, tell } from "./daemon.ts";
import type { Container } from "./record.ts";

/** Takes a container that does not run out of the world. */
export function removeContainer(daemon: Daemon, container: Container, options: { readonly anonymousVolumes: boolean }): void {
  if (daemon.containers.find(container.id) !== container) return;
  container.removing = true;
  container.dead = true;
  daemon.containers.remove(container);
  releaseVolumes(daemon, container.id, options.anonymousVolumes, container.mounts);
  for (const { id, containerId } of daemon.execs.values()) if (containerId === container.id) daemon.execs.delete(id);
  tell(daemon, container, "destroy");
  container.tellRemoved();
}
