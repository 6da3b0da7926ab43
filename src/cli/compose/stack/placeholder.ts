/** What a service expects of its image, for a placeholder where the lab does not know it. */
import type { PlaceholderRequest } from "../../../engine/api.ts";
import { type ServiceView, textsOf } from "./service-view.ts";
import type { Stack } from "./stack.ts";

const shells: ReadonlySet<string> = new Set(["sh", "bash", "ash", "dash"]);

/** The ports that its neighbours and its health check call, the program of its entrypoint, those of its health check. */
export function placeholderFor(service: ServiceView, stack: Stack): PlaceholderRequest {
  const [, ...check] = textsOf(service.part("healthcheck").test);
  const commands = check.join(" ").split(/\|\|?|&&|;/);
  const programs = commands.map((command) => command.trim().split(/\s+/)[0] ?? "").filter((word) => /^[\w./-]+$/.test(word));
  // Who lends its network publishes the ports of those that borrow it.
  const lends = stack.services.some((other) => other.text("network_mode") === `service:${service.name}`);
  const published = lends ? [] : service.parts("ports");
  const ports = [
    ...published.map(({ target, protocol }) => `${target}/${protocol ?? "tcp"}`),
    ...service.texts("expose").map((port) => (port.includes("/") ? port : `${port}/tcp`)),
    ...[...check.join(" ").matchAll(/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]):(\d{2,5})\b/g)].map(([, port]) => `${port}/tcp`),
  ];
  const [server = ""] = service.command("entrypoint") ?? [];
  const isShell = shells.has(server.slice(server.lastIndexOf("/") + 1));
  return {
    ports: [...new Set(ports)].filter((port) => /^\d+\/\w+$/.test(port)),
    programs: [...new Set(programs)],
    ...(server === "" || isShell ? {} : { server }),
  };
}
