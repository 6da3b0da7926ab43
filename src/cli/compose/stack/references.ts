/** Other services in a service's settings, as containers: namespaces, volumes and links (spec compose §5.1). */
import { ComposeProblem } from "../model/problem.ts";
import type { Tree } from "../model/tree.ts";
import { byName, type StackContainer } from "./containers.ts";
import { ServiceView } from "./service-view.ts";
import type { Stack } from "./stack.ts";

/** A container that is there, or will be. */
export type Known = Pick<StackContainer, "id" | "name">;

const namespaces = { network_mode: "network", ipc: "IPC", pid: "PID" } as const;

/**
 * The service with containers in the place of the services that it shares something with. They become a part of its
 * configuration: when one of them is made anew, so is this. Throws `ComposeProblem` for one that has no container.
 */
export function withReferences(service: ServiceView, containersOf: (service: string) => readonly Known[]): ServiceView {
  const found = (name: string, what: string): string => {
    const [first] = containersOf(name).toSorted(byName);
    if (!first) throw new ComposeProblem(`cannot share ${what} with service ${name}: container missing`);
    return first.id;
  };
  const changed: Record<string, Tree> = {};
  for (const [key, what] of Object.entries(namespaces)) {
    const mode = service.text(key);
    if (mode.startsWith("service:")) changed[key] = `container:${found(mode.slice("service:".length), `${what} namespace`)}`;
  }
  const from = service.texts("volumes_from").map((text) => {
    const [name = "", ...rest] = text.split(":");
    return name === "container" ? (rest[0] ?? "") : found(name, "volume");
  });
  if (from.length > 0) changed.volumes_from = from;
  return Object.keys(changed).length > 0 ? new ServiceView(service.name, { ...service.tree, ...changed }) : service;
}

/** `container:name` pairs of `links` and `external_links`; a one-off container is linked to those of its own service. */
export function linksOf(
  stack: Stack,
  service: ServiceView,
  number: number,
  oneOff: boolean,
  containers: readonly StackContainer[],
): string[] {
  const ofService = (name: string): readonly StackContainer[] => containers.filter((one) => one.service === name && !one.oneOff);
  const links = service.texts("links").flatMap((text) => {
    const [target = "", alias = target] = text.split(":");
    const names = [alias, `${target}-${number}`, `${stack.name}-${target}-${number}`];
    return ofService(target).flatMap((one) => names.map((name) => `${one.name}:${name}`));
  });
  const own = oneOff
    ? ofService(service.name).flatMap(({ name }) => {
        const short = name.startsWith(`${stack.name}-`) ? name.slice(stack.name.length + 1) : name;
        return [`${name}:${service.name}`, `${name}:${short}`, `${name}:${name}`];
      })
    : [];
  const external = service.texts("external_links").map((text) => {
    const [target = "", alias = target] = text.split(":");
    return `${target}:${alias}`;
  });
  return [...links, ...own, ...external];
}
