/** What a service expects of its image, for a placeholder where the lab does not know it. */
import type { PlaceholderRequest } from "../../../engine/api.ts";
import { child } from "../model/tree.ts";
import { type ServiceView, textsOf } from "./service-view.ts";
import type { Stack } from "./stack.ts";

const shells: ReadonlySet<string> = new Set(["sh", "bash", "ash", "dash"]);

/** Words of a script that are no programs. */
const words: ReadonlySet<string> = new Set("if then elif else fi for while until do done case esac in { } ! [ [[".split(" "));

/** Programs that a script calls, in its order. */
function programsOf(script: string): string[] {
  return script.split(/\|\|?|&&?|;|\n/).flatMap((command) => {
    const called = command
      .trim()
      .split(/\s+/)
      .find((word) => !words.has(word) && word !== "exec" && !/^\w+=/.test(word));
    return called === undefined || !/^[\w./-]+$/.test(called) ? [] : [called];
  });
}

/** The script that the service gives to a shell of its own choice. */
function scriptOf(service: ServiceView): string | undefined {
  const [shell = "", ...rest] = [...(service.command("entrypoint") ?? []), ...(service.command("command") ?? [])];
  const at = rest.findIndex((word) => /^-\w*c$/.test(word));
  return service.command("entrypoint") && isShell(shell) && at >= 0 ? rest[at + 1] : undefined;
}

function isShell(program: string): boolean {
  return shells.has(program.slice(program.lastIndexOf("/") + 1));
}

/** What the services expect that run on the image of this one: one placeholder serves them all. */
export function placeholderFor(service: ServiceView, stack: Stack): PlaceholderRequest {
  const image = stack.image(service);
  const sharing = stack.services.filter((other) => other !== service && stack.image(other) === image);
  const requests = [service, ...sharing].map((one) => requestOf(one, stack));
  const all = (list: (request: PlaceholderRequest) => readonly string[]): string[] => [...new Set(requests.flatMap(list))];
  return {
    ...(requests[0] as PlaceholderRequest),
    ports: all(({ ports }) => ports),
    programs: all(({ programs }) => programs),
    ...(requests.some(({ healthy }) => healthy) ? { healthy: true } : {}),
  };
}

/** Whether others wait for its health, which then has to be the image's business. */
function mustBeHealthy(service: ServiceView, stack: Stack): boolean {
  if (service.tree.healthcheck !== undefined) return false;
  return stack.services.some((other) => child(other.part("depends_on"), service.name).condition === "service_healthy");
}

/** The ports that its neighbours and its health check call, the program of its entrypoint, those of its health check. */
function requestOf(service: ServiceView, stack: Stack): PlaceholderRequest {
  const [, ...check] = textsOf(service.part("healthcheck").test);
  const script = programsOf(scriptOf(service) ?? "");
  const programs = [...programsOf(check.join(" ")), ...script.slice(0, -1)];
  // Who lends its network publishes the ports of those that borrow it.
  const lends = stack.services.some((other) => other.text("network_mode") === `service:${service.name}`);
  const published = lends ? [] : service.parts("ports");
  const ports = [
    ...published.map(({ target, protocol }) => `${target}/${protocol ?? "tcp"}`),
    ...service.texts("expose").map((port) => (port.includes("/") ? port : `${port}/tcp`)),
    ...[...check.join(" ").matchAll(/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]):(\d{2,5})\b/g)].map(([, port]) => `${port}/tcp`),
  ];
  const [first = ""] = service.command("entrypoint") ?? [];
  // What a script ends with is what stays.
  const server = isShell(first) ? script.at(-1) : first;
  const [user = ""] = service.text("user").split(":");
  return {
    ports: [...new Set(ports)].filter((port) => /^\d+\/\w+$/.test(port)),
    programs: [...new Set(programs)].filter((program) => program !== server),
    ...(server ? { server } : {}),
    ...(mustBeHealthy(service, stack) ? { healthy: true } : {}),
    ...(/^[a-z_][\w-]*$/.test(user) ? { user } : {}),
  };
}
