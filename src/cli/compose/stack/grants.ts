/** Secrets and configurations that are not files: copied into a container before it starts. */
import { file } from "../../../engine/filesystem/build.ts";
import { writeTar } from "../../../engine/filesystem/tar.ts";
import type { DockerContext } from "../../context.ts";
import { ComposeProblem } from "../model/problem.ts";
import type { Mapping } from "../model/tree.ts";
import type { ServiceView } from "./service-view.ts";
import type { Stack } from "./stack.ts";

/** Throws `ComposeProblem` where the root file system can't be written, or a variable is missing. */
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
      const target = String(grant.target ?? `/${grant.source}`);
      const path = target.startsWith("/") ? target : `/run/secrets/${target}`;
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
