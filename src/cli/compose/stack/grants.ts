/** Secrets and configurations: where they stand, what cannot be had, and those that are not files. */
import { file } from "../../../engine/filesystem/build.ts";
import { writeTar } from "../../../engine/filesystem/tar.ts";
import type { DockerContext } from "../../context.ts";
import type { ComposeHost } from "../model/host.ts";
import { ComposeProblem, within } from "../model/problem.ts";
import type { Mapping } from "../model/tree.ts";
import type { ServiceView } from "./service-view.ts";
import type { Stack } from "./stack.ts";

type Kind = "secrets" | "configs";

/** Where a secret or configuration stands in the container. */
export function grantTarget(kind: Kind, { source, target }: Mapping): string {
  const path = String(target || source);
  return path.startsWith("/") ? path : `${kind === "secrets" ? "/run/secrets" : ""}/${path}`;
}

/** Warns of what Compose does not do; throws `ComposeProblem` for what only a swarm has. */
export function checkGrants(stack: Stack, service: ServiceView, host: ComposeHost): void {
  for (const kind of ["configs", "secrets"] as const)
    for (const grant of service.parts(kind)) {
      const settings = stack.resources(kind).find(([key]) => key === grant.source)?.[1];
      if (settings) within([kind, String(grant.source)], () => checkGrant(kind, grant, settings, host));
    }
}

function checkGrant(kind: Kind, { uid, gid, mode }: Mapping, settings: Mapping, host: ComposeHost): void {
  const what = kind === "secrets" ? "secret" : "config";
  if (settings.external === true) throw new ComposeProblem(`unsupported external ${what} ${settings.name}`);
  for (const key of ["driver", "template_driver"])
    if (settings[key]) throw new ComposeProblem(`Docker Compose does not support ${kind}.*.${key}`);
  if (typeof settings.file !== "string") return;
  if (uid !== undefined || gid !== undefined || mode !== undefined)
    host.warn(`${kind === "secrets" ? kind : what} \`uid\`, \`gid\` and \`mode\` are not supported, they will be ignored`);
  if (kind === "secrets" && host.kind(settings.file) === undefined) host.warn(`secret file ${settings.name} does not exist`);
}

/** Copies those that are not files into a container before it starts. Throws `ComposeProblem` where the root file system can't be written, or a variable is missing. */
export async function copyContents(stack: Stack, service: ServiceView, container: string, context: DockerContext): Promise<void> {
  for (const kind of ["secrets", "configs"] as const) {
    for (const grant of service.parts(kind)) {
      const settings = stack.resources(kind).find(([key]) => key === grant.source)?.[1];
      const what = kind === "secrets" ? "secret" : "config";
      const text = settings && contentOf(settings, what, stack);
      if (!text) continue;
      if (service.flag("read_only"))
        throw new ComposeProblem(
          `cannot create ${what} "${grant.source}" in read-only service ${service.name}: \`file\` is the sole supported option`,
        );
      const path = grantTarget(kind, grant);
      const mode = Number.parseInt(String(grant.mode ?? "0444"), 8);
      const node = file(text, { mode, uid: Number(grant.uid ?? 0), gid: Number(grant.gid ?? 0) });
      const archive = writeTar([{ path: path.slice(1), kind: "added", node, size: text.length, hidden: 0 }]);
      await context.engine.containerArchivePut(container, "/", archive, { copyUIDGID: true });
    }
  }
}

function contentOf(settings: Mapping, what: string, { project }: Stack): string | undefined {
  if (typeof settings.content === "string" && settings.content !== "") return settings.content;
  if (typeof settings.environment !== "string") return undefined;
  const value = project.environment.get(settings.environment);
  if (value === undefined)
    throw new ComposeProblem(`environment variable "${settings.environment}" required by ${what} "${settings.name}" is not set`);
  return value;
}
