/** Boots a WebContainer in this page, or says in a plain sentence why it cannot be. */
import type { BootOptions, WebContainer } from "@webcontainer/api";

/** What booting needs of the page. */
export interface BootWorld {
  /** The page is kept apart from others by its headers, and may share memory. */
  readonly isIsolated: boolean;
  readonly hasSharedMemory: boolean;
  readonly isOnline: boolean;
  /** Loads the vendor's part that stands in our own files. */
  load(): Promise<{ readonly WebContainer: { boot(options: BootOptions): Promise<WebContainer> } }>;
  /** Milliseconds the vendor's server may take. */
  readonly patience: number;
}

export const thisPage = (): BootWorld => ({
  isIsolated: globalThis.crossOriginIsolated,
  hasSharedMemory: typeof SharedArrayBuffer === "function",
  isOnline: navigator.onLine,
  load: () => import("@webcontainer/api"),
  patience: 45_000,
});

/** Why there is no WebContainer: a sentence for the learner. */
export class CannotBoot extends Error {}

/** Throws `CannotBoot`. One that comes when it is no longer waited for is ended. */
export async function boot(world: BootWorld): Promise<WebContainer> {
  if (!world.isOnline) throw new CannotBoot("There is no network, and a real Node.js is fetched from stackblitz.com.");
  if (!world.isIsolated)
    throw new CannotBoot(
      world.hasSharedMemory
        ? "This page is not isolated from others: whoever hosts it has to send two headers with it (docs/webcontainers.md)."
        : "This browser does not let the page share memory, which a real Node.js needs. Newer ones do, over https.",
    );
  let isLate = false;
  const booting = (async () => {
    const { WebContainer } = await world.load();
    return WebContainer.boot({ coep: "require-corp", workdirName: "drydock" });
  })();
  booting.then(
    (container) => isLate && container.teardown(),
    () => {},
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      isLate = true;
      reject(
        new CannotBoot(
          `stackblitz.com has not answered within ${world.patience / 1000} seconds: the network may block it, or this browser may not be able to run it.`,
        ),
      );
    }, world.patience);
  });
  try {
    return await Promise.race([booting, late]);
  } catch (error) {
    if (error instanceof CannotBoot) throw error;
    throw new CannotBoot(`A real Node.js did not start here: ${error instanceof Error ? error.message : String(error)}.`);
  } finally {
    clearTimeout(timer);
  }
}
