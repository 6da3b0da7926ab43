/** A project is watched by one process at a time: whoever begins leaves its number in a file. */
import { FsError } from "../../../../engine/filesystem/errors.ts";
import type { DockerContext } from "../../../context.ts";
import { ComposeProblem } from "../../model/problem.ts";

/** Takes the project for this process, as long as it runs. Throws `ComposeProblem` where another has it. */
export function lockProject(project: string, { disk, env }: DockerContext): void {
  const folder = env.get("XDG_RUNTIME_DIR") ?? `${env.get("HOME") ?? ""}/.docker/docker-compose`;
  const file = `${folder}/${project}.pid`;
  try {
    const holder = disk.lookup(file)?.kind === "file" ? disk.readText(file).trim() : "";
    if (/^\d+$/.test(holder) && disk.lookup(`/proc/${holder}`))
      throw new ComposeProblem(`cannot take exclusive lock for project "${project}": process with PID ${holder} is still running`);
    disk.mkdir(folder, { recursive: true });
    disk.writeFile(file, disk.readlink("/proc/self"));
  } catch (error) {
    // A disk without processes has nobody else either.
    if (!(error instanceof FsError)) throw error;
  }
}
