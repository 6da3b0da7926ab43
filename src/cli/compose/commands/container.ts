/** What docker does with a container, done with a service's: `attach`, `commit`, `export`, `stats`. */
import { stats as dockerStats } from "../../commands/container/stats.ts";
import { CliError } from "../../errors.ts";
import { checkOutput } from "../../output-file.ts";
import { absolute } from "../../paths.ts";
import { bytesToLatin1 } from "../../../engine/programs/shell/bytes.ts";
import { splitName } from "../../commands/container/commit.ts";
import type { ComposeCall, ComposeCommand } from "../command.ts";
import { askedIndex, projectName, working } from "../open-stack.ts";
import { containersOf, isRunning, runningContainer, type StackContainer } from "../stack/containers.ts";
import { fromLabels } from "../stack/from-labels.ts";

const indexFlag = { name: "index", type: "int", help: "index of the container if service has multiple replicas." } as const;

async function chosen(call: ComposeCall): Promise<{ readonly project: string; readonly container: StackContainer }> {
  const { context, args } = call;
  const project = await projectName(call);
  return { project, container: await runningContainer(context.engine, project, args[0] as string, askedIndex(call)) };
}

const attach: ComposeCommand = {
  name: "attach",
  short: "Attach local standard input, output, and error streams to a service's running container",
  operands: "SERVICE",
  arity: { min: 1 },
  flags: [
    { name: "detach-keys", type: "string", help: "Override the key sequence for detaching from a container." },
    indexFlag,
    { name: "no-stdin", type: "bool", help: "Do not attach STDIN" },
    { name: "sig-proxy", type: "bool", default: "true", help: "Proxy all received signals to the process" },
  ],
  async run(call) {
    const { flags, context } = call;
    const { container } = await chosen(call);
    if (call.dryRun) throw new CliError("interactive run is not supported in dry-run mode");
    const words = [
      ...(flags.has("detach-keys") ? ["--detach-keys", flags.text("detach-keys")] : []),
      ...(flags.bool("no-stdin") ? ["--no-stdin"] : []),
      `--sig-proxy=${flags.bool("sig-proxy")}`,
    ];
    return call.docker(["attach", ...words, container.id], context);
  },
};

const commit: ComposeCommand = {
  name: "commit",
  short: "Create a new image from a service container's changes",
  operands: "SERVICE [REPOSITORY[:TAG]]",
  arity: { min: 1, max: 2 },
  flags: [
    { name: "author", short: "a", type: "string", help: 'Author (e.g., "John Hannibal Smith <hannibal@a-team.com>")' },
    { name: "change", short: "c", type: "list", help: "Apply Dockerfile instruction to the created image" },
    indexFlag,
    { name: "message", short: "m", type: "string", help: "Commit message" },
    { name: "pause", short: "p", type: "bool", default: "true", help: "Pause container during commit" },
  ],
  async run(call) {
    const { flags, args, context } = call;
    const { project, container } = await chosen(call);
    return working(call, await fromLabels(context.engine, project), "Committing", async ({ progress, dryRun }) => {
      const { name } = container;
      progress.event(name, "Committing", "working", `Commit ${name}`);
      if (dryRun) {
        progress.event(name, "Committed", "done", `Commit ${name}`);
        return 0;
      }
      const { Id } = await context.engine.containerCommit(container.id, {
        ...(args[1] === undefined ? {} : splitName(args[1])),
        comment: flags.text("message"),
        author: flags.text("author"),
        changes: flags.list("change"),
        pause: flags.bool("pause"),
      });
      progress.event(name, `Committed as ${Id}`, "done", `Commit ${name}`);
      return 0;
    });
  },
};

const exportContainer: ComposeCommand = {
  name: "export",
  short: "Export a service container's filesystem as a tar archive",
  operands: "SERVICE",
  arity: { min: 1 },
  flags: [indexFlag, { name: "output", short: "o", type: "string", help: "Write to a file, instead of STDOUT" }],
  async run(call) {
    const { flags, context } = call;
    const { project, container } = await chosen(call);
    const output = flags.text("output");
    if (output !== "") checkOutput(output, "failed to export container", context);
    else if (context.terminal?.stdout) throw new CliError("output option is required when exporting to terminal");
    return working(call, await fromLabels(context.engine, project), "Exporting", async ({ progress, dryRun }) => {
      const { name } = container;
      const text = `export ${name} to ${output}`;
      progress.event(name, "Exporting", "working", text);
      const archive = await context.engine.containerExport(container.id);
      if (dryRun) progress.event(name, "Exported", "done", text);
      else if (output === "") context.stdout(bytesToLatin1(archive));
      else context.disk.writeFile(absolute(context.cwd, output), archive, { mode: 0o600 });
      return 0;
    });
  },
};

const stats: ComposeCommand = {
  name: "stats",
  short: "Display a live stream of container(s) resource usage statistics",
  operands: "[SERVICE]",
  arity: { min: 0, max: 1 },
  flags: dockerStats.flags.map((flag) =>
    flag.name === "format"
      ? { ...flag, help: flag.help.replace("https://docs.docker.com/go/formatting/", "https://docs.docker.com/engine/cli/formatting/") }
      : flag,
  ),
  async run(call) {
    const { flags, args, context } = call;
    const [service] = args;
    const all = (await containersOf(context.engine, await projectName(call))).filter(
      (one) => service === undefined || one.service === service,
    );
    const shown = all.filter((one) => flags.bool("all") || isRunning(one)).map(({ id }) => id);
    // Nothing named would mean everything there is.
    const { engine } = context;
    const own = { ...context, engine: shown.length > 0 ? engine : withoutContainers(engine) };
    return dockerStats.run({ command: dockerStats, name: "docker compose stats", flags, args: shown, context: own, debug: false });
  },
};

function withoutContainers(engine: ComposeCall["context"]["engine"]): ComposeCall["context"]["engine"] {
  return new Proxy(engine, {
    get: (target, key, receiver) => (key === "containerList" ? async () => [] : Reflect.get(target, key, receiver)),
  });
}

export const containerCommands: readonly ComposeCommand[] = [attach, commit, exportContainer, stats];
