import { EngineError, type UpdateRequest } from "../api.ts";
import { type Daemon, tell } from "./daemon.ts";
import { fullHostConfig } from "./host-config.ts";
import { updateResources } from "./resources.ts";
import { limitCgroup } from "./runtime/isolate.ts";
import { validateHostConfig } from "./validate.ts";

/** `docker update`: limits hold at once for what runs. Throws `EngineError`; returns warnings. */
export function updateContainer(daemon: Daemon, name: string, update: UpdateRequest): readonly string[] | null {
  const { RestartPolicy, ...resources } = update;
  const asked = fullHostConfig({
    ...resources,
    ...(RestartPolicy && { RestartPolicy: { Name: RestartPolicy.Name ?? "", MaximumRetryCount: RestartPolicy.MaximumRetryCount ?? 0 } }),
  });
  const warnings = validateHostConfig(asked, daemon.machine, () => true, true);
  const container = daemon.containers.get(name);
  const words = `Cannot update container ${container.id}`;
  if (container.dead || container.removing) throw new EngineError(409, `${words}: container is marked for removal and cannot be "update"`);
  try {
    container.hostConfig = updateResources(container.hostConfig, asked);
  } catch (error) {
    throw error instanceof EngineError ? new EngineError(error.status, `${words}: ${error.message}`) : error;
  }
  if (asked.RestartPolicy.Name) container.restartManager.policy = container.hostConfig.RestartPolicy;
  if (container.running) limitCgroup(container.running.init.cgroup, container.hostConfig);
  tell(daemon, container, "update");
  return warnings.length > 0 ? warnings : null;
}
