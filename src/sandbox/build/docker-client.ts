/** The docker client on this machine, which the gateway builds with. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, symlinkSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import path from "node:path";

let config: string | undefined;

/**
 * The environment of a client that speaks to this engine and knows nothing of its owner: no credentials of registries, no
 * contexts, no variables but those it needs.
 */
export function dockerEnvironment(address: string): NodeJS.ProcessEnv {
  config ??= plainConfig();
  const { PATH, HOME, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH } = process.env;
  return {
    PATH,
    HOME,
    DOCKER_HOST: address,
    DOCKER_CONFIG: config,
    BUILDX_NO_DEFAULT_ATTESTATIONS: "1",
    BUILDX_METADATA_PROVENANCE: "disabled",
    DOCKER_CLI_HINTS: "false",
    ...(DOCKER_TLS_VERIFY && { DOCKER_TLS_VERIFY }),
    ...(DOCKER_CERT_PATH && { DOCKER_CERT_PATH }),
  };
}

/** Whether builds can be done: a sentence when not. */
export function missingBuilder(address: string): string | undefined {
  const { status } = spawnSync("docker", ["buildx", "version"], { env: dockerEnvironment(address), stdio: "ignore" });
  return status === 0 ? undefined : "There is no `docker buildx` on this machine: everything works but builds.";
}

function plainConfig(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "drydock-client-"));
  const plugins = path.join(process.env.DOCKER_CONFIG ?? path.join(homedir(), ".docker"), "cli-plugins");
  if (existsSync(plugins)) symlinkSync(plugins, path.join(folder, "cli-plugins"));
  return folder;
}
