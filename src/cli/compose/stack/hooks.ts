/** Commands of `post_start` and `pre_stop`, run in a service's container. */
import { ComposeProblem } from "../model/problem.ts";
import type { Mapping } from "../model/tree.ts";
import type { StackContainer } from "./containers.ts";
import { textPairs, textsOf } from "./service-view.ts";
import { child } from "../model/tree.ts";
import type { Work } from "./work.ts";

/** One after the other; what they print is nobody's. Throws `ComposeProblem` for one that fails. */
export async function runHooks({ context }: Work, container: StackContainer, hooks: readonly Mapping[]): Promise<void> {
  const { engine } = context;
  for (const hook of hooks) {
    const { Id } = await engine.execCreate(container.id, {
      Cmd: textsOf(hook.command),
      User: String(hook.user ?? ""),
      Privileged: hook.privileged === true,
      WorkingDir: String(hook.working_dir ?? ""),
      Env: Object.entries(textPairs(child(hook, "environment"))).map(([name, value]) => `${name}=${value}`),
      AttachStdout: true,
      AttachStderr: true,
    });
    const running = await engine.execStart(Id);
    for await (const _ of running.output);
    const { ExitCode } = await engine.execInspect(Id);
    if (ExitCode) throw new ComposeProblem(`${container.service} hook exited with status ${ExitCode}`);
  }
}
