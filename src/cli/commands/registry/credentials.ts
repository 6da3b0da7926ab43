/** Who is logged in to which registry: `~/.docker/config.json` on the learner's own disk, as the real client keeps it. */
import type { DockerContext } from "../../context.ts";

/** The name that Docker Hub has in the file. */
export const hub = "https://index.docker.io/v1/";

interface ConfigFile {
  readonly auths?: Readonly<Record<string, { readonly auth?: string }>>;
}

export function configPath({ env }: Pick<DockerContext, "env">): string {
  return `${env.get("DOCKER_CONFIG") ?? `${env.get("HOME") ?? "/home/dev"}/.docker`}/config.json`;
}

function read(context: DockerContext): ConfigFile {
  try {
    return JSON.parse(context.disk.readText(configPath(context))) as ConfigFile;
  } catch {
    return {};
  }
}

function write(context: DockerContext, auths: ConfigFile["auths"]): void {
  context.disk.writeFile(configPath(context), JSON.stringify({ ...read(context), auths }, null, "\t"), { parents: true });
}

/** The name an image's registry has in the file. */
export function serverName(domain: string): string {
  return ["", "docker.io", "index.docker.io", "registry-1.docker.io", hub].includes(domain)
    ? hub
    : domain.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
}

/** Base64 is no secret: that is what the client's warning is about. */
export function storeCredentials(context: DockerContext, server: string, user: string, password: string): void {
  write(context, { ...read(context).auths, [server]: { auth: btoa(`${user}:${password}`) } });
}

/** Whether there was anything to forget. */
export function forgetCredentials(context: DockerContext, server: string): boolean {
  const { [server]: gone, ...rest } = read(context).auths ?? {};
  if (gone !== undefined) write(context, rest);
  return gone !== undefined;
}

/** The user logged in there, if any. */
export function userOf(context: DockerContext, server: string): string | undefined {
  const auth = read(context).auths?.[server]?.auth;
  try {
    return auth === undefined ? undefined : atob(auth).split(":")[0];
  } catch {
    return undefined;
  }
}
