/** `~/.docker/config.json` on the learner's own disk, and the folder it lies in. */
import type { DockerContext } from "./context.ts";

export interface ConfigFile {
  readonly auths?: Readonly<Record<string, { readonly auth?: string }>>;
  readonly currentContext?: string;
}

/** Where the client keeps what it remembers. */
export function configFolder({ env }: Pick<DockerContext, "env">): string {
  return env.get("DOCKER_CONFIG") ?? `${env.get("HOME") ?? "/home/dev"}/.docker`;
}

export function configPath(context: Pick<DockerContext, "env">): string {
  return `${configFolder(context)}/config.json`;
}

/** What is no JSON counts as empty: the client says so elsewhere and goes on. */
export function readConfig(context: DockerContext): ConfigFile {
  try {
    return JSON.parse(context.disk.readText(configPath(context))) as ConfigFile;
  } catch {
    return {};
  }
}

/** Changes some of its entries and leaves the others; `undefined` takes one out. */
export function writeConfig(context: DockerContext, changes: Partial<Record<keyof ConfigFile, unknown>>): void {
  const text = JSON.stringify({ ...readConfig(context), ...changes }, null, "\t");
  context.disk.writeFile(configPath(context), text, { parents: true, mode: 0o600 });
}
