/** Who is logged in to which registry: `~/.docker/config.json` on the learner's own disk, as the real client keeps it. */
import type { AuthConfig } from "../../../engine/api.ts";
import { fromBase64, toBase64 } from "../../../engine/base64.ts";
import { readConfig, writeConfig } from "../../config-file.ts";
import type { DockerContext } from "../../context.ts";

/** The name that Docker Hub has in the file. */
export const hub = "https://index.docker.io/v1/";

/** The name an image's registry has in the file. */
export function serverName(domain: string): string {
  return ["", "docker.io", "index.docker.io", "registry-1.docker.io", hub].includes(domain)
    ? hub
    : domain.replace(/^https?:\/\//, "").replace(/\/.*$/, "");
}

/** Base64 is no secret: that is what the client's warning is about. */
export function storeCredentials(context: DockerContext, server: string, user: string, password: string): void {
  writeConfig(context, { auths: { ...readConfig(context).auths, [server]: { auth: toBase64(`${user}:${password}`) } } });
}

/** Forgets who was logged in there, if anyone was. */
export function forgetCredentials(context: DockerContext, server: string): void {
  const { [server]: gone, ...rest } = readConfig(context).auths ?? {};
  if (gone !== undefined) writeConfig(context, { auths: rest });
}

/** Who is logged in to the registry of an image; nobody when absent. */
export function authFor(context: DockerContext, domain: string): AuthConfig | undefined {
  const server = serverName(domain);
  const auth = readConfig(context).auths?.[server]?.auth;
  if (auth === undefined) return undefined;
  try {
    const text = new TextDecoder().decode(fromBase64(auth));
    const colon = text.indexOf(":");
    return colon < 0 ? undefined : { username: text.slice(0, colon), password: text.slice(colon + 1), serveraddress: server };
  } catch {
    return undefined;
  }
}
