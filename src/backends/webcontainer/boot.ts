/** Boots a WebContainer in this page, or says in a plain sentence why it cannot be. */
import type { BootOptions, WebContainer } from "@webcontainer/api";
import { wordsOf } from "../error-words.ts";

/** What booting needs of the page. */
export interface BootWorld {
  /** The page is kept apart from others by its headers, and may share memory. */
  readonly isIsolated: boolean;
  /** The browser knows such pages at all. */
  readonly canIsolate: boolean;
  /** It came over https, or from this machine. */
  readonly isSecure: boolean;
  readonly isOnline: boolean;
  /** Loads the vendor's part that stands in our own files. */
  load(): Promise<{ readonly WebContainer: { boot(options: BootOptions): Promise<WebContainer> } }>;
  /** Milliseconds the vendor's server may take. */
  readonly patience: number;
}

export const thisPage = (): BootWorld => ({
  isIsolated: globalThis.crossOriginIsolated,
  // Not whether there is a SharedArrayBuffer: browsers hide it on every page that is not isolated.
  canIsolate: "crossOriginIsolated" in globalThis,
  isSecure: globalThis.isSecureContext,
  isOnline: navigator.onLine,
  load: () => import("@webcontainer/api"),
  patience: 45_000,
});

/** Why there is no WebContainer: a sentence for the learner. */
export class CannotBoot extends Error {}

function whyNotIsolated({ canIsolate, isSecure }: BootWorld): string {
  if (!canIsolate) return "This browser cannot keep a page apart from others, which a real Node.js needs. Newer ones can.";
  if (!isSecure)
    return "This page came over http, and browsers keep a page apart from others, which a real Node.js needs, over https alone.";
  return "This page is not isolated from others: whoever hosts it has to send two headers with it (docs/webcontainers.md).";
}

/** Throws `CannotBoot`. One that comes when it is no longer waited for is ended. */
export async function boot(world: BootWorld): Promise<WebContainer> {
  if (!world.isOnline) throw new CannotBoot("There is no network, and a real Node.js is fetched from stackblitz.com.");
  if (!world.isIsolated) throw new CannotBoot(whyNotIsolated(world));
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
    throw new CannotBoot(`A real Node.js did not start here: ${wordsOf(error)}.`);
  } finally {
    clearTimeout(timer);
  }
}
