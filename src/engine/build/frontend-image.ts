/** The vertices that bring the frontend `# syntax=` names (spec §2.2). Inside it is the lab's own, with that one's flags. */
import type { Clock } from "../clock.ts";
import { type Frontend, unknownFrontend } from "../dockerfile/frontend.ts";
import type { BuildCache } from "./keys/cache.ts";
import { sha } from "./keys/hash.ts";
import type { Progress } from "./solve/progress.ts";

interface World {
  readonly clock: Clock;
  readonly cache: BuildCache;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Throws `DockerfileError` when there is no such image. */
export async function loadFrontend(frontend: Frontend, { clock, cache, progress, signal }: World): Promise<void> {
  const { reference, features } = frontend;
  const name = `resolve image config for docker-image://${reference}`;
  const resolving = progress.start({ id: `resolve ${reference}`, name });
  await clock.sleep(180, signal);
  if (!features) {
    resolving.log(2, `drydock: the lab has docker/dockerfile as frontend, and no ${reference}\n`);
    resolving.fail(`${reference}: not found`);
    throw unknownFrontend(frontend);
  }
  resolving.complete();
  const pinned = reference.includes("@") ? reference : `${reference}@sha256:${sha(`frontend ${reference}`).padEnd(64, "0").slice(0, 64)}`;
  const id = `frontend ${pinned}`;
  const cached = cache.linked(id) !== undefined;
  const loading = progress.start({ id, name: `docker-image://${pinned}` });
  if (!cached) {
    await loading.task(`resolve ${pinned}`, () => clock.sleep(10, signal));
    await clock.sleep(400, signal);
    cache.link(id, id);
  }
  loading.complete({ cached });
}
