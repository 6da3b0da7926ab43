/** Containers keep the images they were made from. */
import { EngineError, type ImageDeleteItem } from "../api.ts";
import type { ImageStore } from "../images/store.ts";
import type { Daemon } from "./daemon.ts";

/** Whether a container of any state was made from the image. */
export function isUsed(daemon: Daemon, imageId: string): boolean {
  return daemon.containers.all().some(({ image }) => image.id === imageId);
}

/**
 * `docker rmi` among containers. Throws `EngineError` 409 for what one of them uses: a last name needs force, an image that
 * something runs from stays even then and only loses its name.
 */
export function removeImage(
  daemon: Daemon,
  store: ImageStore,
  reference: string,
  options: { force?: boolean; noPrune?: boolean },
): ImageDeleteItem[] {
  const removal = { ...options, isUsed: (image: string) => isUsed(daemon, image) };
  const { id } = store.get(reference);
  const users = daemon.containers.all().filter(({ image }) => image.id === id);
  if (users.length === 0) return store.remove(reference, removal);
  const short = id.slice("sha256:".length, "sha256:".length + 12);
  const running = users.find((container) => container.isRunning);
  const byId = id.slice("sha256:".length).startsWith(reference.replace(/^sha256:/, ""));
  const conflict = (words: string): never => {
    throw new EngineError(409, `conflict: unable to ${words}`);
  };
  if (byId) {
    if (running) conflict(`delete ${short} (cannot be forced) - image is being used by running container ${running.shortId}`);
    if (!options.force) conflict(`delete ${short} (must be forced) - image is being used by stopped container ${users[0]?.shortId}`);
    return store.remove(reference, removal);
  }
  if (store.tagsOf(id).length > 1) return store.remove(reference, removal);
  if (!options.force) {
    const user = users[0]?.shortId;
    conflict(`remove repository reference "${reference}" (must force) - container ${user} is using its referenced image ${short}`);
  }
  return running ? store.untag(reference) : store.remove(reference, removal);
}
