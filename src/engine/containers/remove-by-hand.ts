import { EngineError, type RemoveOptions } from "../api.ts";
import type { Daemon } from "./daemon.ts";
import type { Container } from "./record.ts";
import { removeContainer } from "./remove.ts";
import { killContainer } from "./stop.ts";

/** `docker rm`. Throws `EngineError` 409 for what runs, unless forced. */
export async function removeByHand(daemon: Daemon, container: Container, term: string, options: RemoveOptions): Promise<void> {
  if (container.removing) throw new EngineError(409, `removal of container ${term} is already in progress`);
  if (options.link) throw new EngineError(500, "Conflict, cannot remove the default link name of the container");
  if (container.isRunning) {
    const words = `cannot remove container "${term}"`;
    if (!options.force && container.paused) throw new EngineError(409, `${words}: container is paused and must be unpaused first`);
    if (!options.force)
      throw new EngineError(409, `${words}: container is ${container.status}: stop the container before removing or force remove`);
  }
  container.removing = true;
  try {
    if (container.isRunning) await killContainer(daemon, container);
    // A second `docker rm` of the same container, typed in one line, finds this one at work.
    else await daemon.clock.sleep(0);
  } finally {
    container.removing = false;
  }
  removeContainer(daemon, container, { anonymousVolumes: options.volumes ?? false });
}
