/** RUN and WORKDIR become vertices (spec §3.1, §3.3). */
import type { Ulimit } from "../../api.ts";
import { DockerfileError, type RunInstruction, type WorkdirInstruction } from "../../dockerfile/ast.ts";
import { expandWord } from "../../dockerfile/expand.ts";
import { isScript } from "../../dockerfile/instructions/run.ts";
import { resolveMount } from "../../dockerfile/mount.ts";
import { type DispatchScope, shownText } from "./dispatch-scope.ts";
import { compareNames } from "../../filesystem/walk.ts";
import { runRow } from "./history.ts";
import type { FileSource, Mount, RunLimits } from "./operation.ts";
import { normalizeOwner } from "./owner-name.ts";
import { located, type StageRead } from "./plan.ts";
import { baseName, cleanPath, resolveSource, resolveWorkdir } from "./paths.ts";
import type { StageState } from "./state.ts";

const proxyNames = ["HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY"];

export function dispatchRun(instruction: RunInstruction, state: StageState, scope: DispatchScope): string {
  if (instruction.devices && !scope.plan.dockerfile.features.device)
    throw new DockerfileError("device feature is only supported in Dockerfile frontend 1.14.0-labs or later", instruction.range);
  const sources: FileSource[] = [];
  const mounts = resolveMounts(instruction, state, scope, sources);
  const shell = instruction.command.form === "shell" ? state.shell : undefined;
  const words = commandOf(instruction, mounts, sources);
  const argv = [...(shell ?? []), ...words];
  const proxies = Object.entries(scope.buildArgs).filter(([name]) => proxyNames.includes(name.toUpperCase()));
  // A variable that holds a secret is known to the step alone.
  const secret = new Set(mounts.flatMap((mount) => (mount.type === "secret" && mount.env !== undefined ? [mount.env] : [])));
  const shown = shownText(
    (text, env) =>
      expandWord(
        text,
        { get: (name) => (secret.has(name) ? "****" : env.get(name)) },
        { escape: scope.escape, budget: scope.plan.budget, keepQuotes: true, keepUnset: true },
      ),
    instruction.text,
    state.environment,
  );
  scope.addVertex(
    state,
    {
      kind: "run",
      argv,
      environment: state.environment,
      proxies,
      cwd: state.cwd,
      user: state.user,
      hostname: scope.buildArgs.BUILDKIT_SANDBOX_HOSTNAME ?? "buildkitsandbox",
      addHosts: scope.options.addHosts ?? [],
      network: instruction.network && instruction.network !== "default" ? instruction.network : (scope.options.network ?? "default"),
      security: instruction.security ?? "sandbox",
      platform: scope.platform,
      ...limitsOf(scope.options),
      mounts,
      ...(shell && { shell }),
    },
    sources,
    shown,
  );
  return runRow(argv, state.declared, state.environment);
}

/** What `--shm-size`, `--ulimit` and `--cgroup-parent` ask for. The parent counts for the key alone. */
function limitsOf({ shmSize, ulimits = [], cgroupParent }: DispatchScope["options"]): { limits?: RunLimits } {
  const limits: RunLimits = {
    ...(shmSize && { shmSize }),
    ...(ulimits.length > 0 && { ulimits: ulimits.map(parseUlimit).sort((a, b) => compareNames(a.Name, b.Name)) }),
    ...(cgroupParent && { cgroupParent }),
  };
  return Object.keys(limits).length > 0 ? { limits } : {};
}

/** `nofile=100` sets both the soft and the hard limit. */
function parseUlimit(text: string): Ulimit {
  const [Name = "", bounds = ""] = text.split("=");
  const [soft = "", hard = soft] = bounds.split(":");
  return { Name, Soft: Number(soft), Hard: Number(hard) };
}

/** The body of a script, or the text with its here-documents behind it; a `#!` script is mounted and run as a file. */
function commandOf(instruction: RunInstruction, mounts: Mount[], sources: FileSource[]): readonly string[] {
  const { command, heredocs } = instruction;
  if (command.form === "exec") return command.words;
  const [first] = heredocs;
  if (!first) return [command.text];
  if (!isScript(instruction)) return [`${command.text}${heredocs.map(({ raw, name }) => `\n${raw}${name}`).join("")}`];
  if (!first.body.startsWith("#!")) return [first.body];
  mounts.push({ type: "bind", target: "/dev/pipes/", source: sources.length, path: "/", readOnly: true });
  sources.push({ kind: "inline", name: resolveSource(first.name).slice(1), content: first.body, mode: 0o755 });
  return [cleanPath(`/dev/pipes/${first.name}`)];
}

function resolveMounts(instruction: RunInstruction, state: StageState, scope: DispatchScope, sources: FileSource[]): Mount[] {
  const reads = [...(scope.stage.reads.get(instruction) ?? [])];
  return instruction.mounts.map((option): Mount => {
    let mount: ReturnType<typeof resolveMount>;
    try {
      mount = resolveMount(option, (value) => expandWord(value, state.environment, { escape: scope.escape, budget: scope.plan.budget }));
    } catch (error) {
      throw located(error, instruction.range);
    }
    const read = mount.from === undefined ? undefined : reads.shift();
    const given = mount.target === undefined ? undefined : absolute(state.cwd, mount.target);
    // Without one it is the working directory.
    const target = given ?? absolute(state.cwd, ".");
    const path = resolveSource(mount.source ?? "/");
    const files = () => scope.source(read as StageRead, mount.target ?? "");
    switch (mount.type) {
      case "bind":
        if (target === "/") throw invalidTarget(target, instruction);
        sources.push(read ? files() : { kind: "context" });
        return { type: "bind", target, source: sources.length - 1, path, readOnly: mount.readOnly };
      case "cache": {
        if (target === "/") throw invalidTarget(target, instruction);
        if (read) sources.push(files());
        return {
          type: "cache",
          target,
          id: (scope.buildArgs.BUILDKIT_CACHE_MOUNT_NS ? `${scope.buildArgs.BUILDKIT_CACHE_MOUNT_NS}/` : "") + (mount.id || target),
          sharing: mount.sharing ?? "shared",
          readOnly: mount.readOnly,
          path,
          ...(mount.mode !== undefined && { mode: mount.mode }),
          ...(mount.uid !== undefined && { uid: mount.uid }),
          ...(mount.gid !== undefined && { gid: mount.gid }),
          ...(read && { source: sources.length - 1 }),
        };
      }
      case "tmpfs":
        if (target === "/") throw invalidTarget(target, instruction);
        return {
          type: "tmpfs",
          target,
          ...(mount.size !== undefined && { size: String(mount.size) }),
          ...(path !== "/" && { path }),
        };
      case "ssh":
        return {
          type: "ssh",
          id: mount.id || "default",
          required: mount.required ?? false,
          mode: mount.mode ?? 0o600,
          uid: mount.uid ?? 0,
          gid: mount.gid ?? 0,
          target: given ?? "/run/buildkit/ssh_agent.0",
        };
      default: {
        const id = mount.id || mount.source || baseName(given ?? "");
        const place = mount.env === undefined || given !== undefined ? (given ?? `/run/secrets/${baseName(id)}`) : undefined;
        return {
          type: mount.type,
          id,
          required: mount.required ?? false,
          mode: mount.mode ?? 0o400,
          uid: mount.uid ?? 0,
          gid: mount.gid ?? 0,
          ...(place !== undefined && { target: place }),
          ...(mount.env !== undefined && { env: mount.env || id }),
        };
      }
    }
  });
}

function invalidTarget(target: string, instruction: RunInstruction): DockerfileError {
  return new DockerfileError(`invalid mount target ${JSON.stringify(target)}`, instruction.range);
}

function absolute(cwd: string, path: string): string {
  return cleanPath(path.startsWith("/") ? path : `/${cwd}/${path}`);
}

/** `WORKDIR /` is a setting alone; any other path is made, even when it is there already (spec §3.3). */
export function dispatchWorkdir(instruction: WorkdirInstruction, state: StageState, scope: DispatchScope): string {
  const path = resolveWorkdir(state.cwd, scope.expand(instruction, instruction.path, state.environment));
  const shown = shownText(
    (text, env) => expandWord(text, env, { escape: scope.escape, budget: scope.plan.budget }),
    instruction.text,
    state.environment,
  );
  state.cwd = path;
  state.config.change({ WorkingDir: path });
  const epoch = scope.buildArgs.SOURCE_DATE_EPOCH;
  if (path !== "/") {
    const owner = state.user === "" ? undefined : normalizeOwner(state.user);
    scope.addVertex(state, { kind: "workdir", path: cleanPath(path), ...(owner && { owner }), ...(epoch && { epoch }) }, [], shown);
  }
  return `WORKDIR ${path}`;
}
