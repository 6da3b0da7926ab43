/** Work on services in the order of their dependencies, side by side where nothing forbids it. */
import type { ServiceView } from "./service-view.ts";

/** The signal says that another service has failed: what can stop, should. */
type ServiceWork = (service: ServiceView, signal: AbortSignal) => Promise<void>;

/** Each after the services it depends on. Rejects with the first failure, when what goes on has ended. */
export function inDependencyOrder(services: readonly ServiceView[], work: ServiceWork): Promise<void> {
  const dependencies = (service: ServiceView): readonly string[] => service.dependencies.map((one) => one.service);
  return ordered(services, dependencies, work);
}

/** Each after the services that depend on it. */
export function inReverseOrder(services: readonly ServiceView[], work: ServiceWork): Promise<void> {
  const dependents = ({ name }: ServiceView): readonly string[] =>
    services.filter((one) => one.dependencies.some(({ service }) => service === name)).map((one) => one.name);
  return ordered(services, dependents, work);
}

async function ordered(
  services: readonly ServiceView[],
  before: (service: ServiceView) => readonly string[],
  work: ServiceWork,
): Promise<void> {
  const byName = new Map(services.map((service) => [service.name, service]));
  const begun = new Map<string, Promise<void>>();
  const failed = new AbortController();
  let failure: unknown;
  const start = (service: ServiceView): Promise<void> => {
    const known = begun.get(service.name);
    if (known) return known;
    const run = (async () => {
      await Promise.all(before(service).flatMap((name) => (byName.has(name) ? [start(byName.get(name) as ServiceView)] : [])));
      if (failed.signal.aborted) return;
      await work(service, failed.signal);
    })();
    begun.set(service.name, run);
    run.catch((error: unknown) => {
      if (failed.signal.aborted) return;
      failure = error;
      failed.abort();
    });
    return run;
  };
  await Promise.allSettled(services.map(start));
  if (failed.signal.aborted) throw failure;
}
