/** What of a step's own doing is another than before: parts of its instruction, and the variables and settings it runs under. */
import type { EnvironmentChange, PartChange } from "../../api.ts";
import type { Variable } from "../plan/environment.ts";
import type { Mount } from "../plan/operation.ts";
import type { PlainOperation } from "./memory.ts";

/** All that a text decides, by the names a learner knows; what another instruction decides is in `environmentChanges`. */
export function partChanges(a: PlainOperation, b: PlainOperation): PartChange[] {
  if (a.kind === "from" || b.kind === "from") return [];
  const [before, after] = [partsOf(a), partsOf(b)];
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].flatMap((name): PartChange[] => {
    const [old, now] = [before.get(name), after.get(name)];
    if (old === now) return [];
    return [{ name, ...(old !== undefined && { before: old }), ...(now !== undefined && { after: now }) }];
  });
}

type Parts = ReadonlyMap<string, string>;

function partsOf(operation: PlainOperation): Parts {
  switch (operation.kind) {
    case "run":
      return runParts(operation);
    case "copy":
      return parts([
        ["instruction", operation.add ? "ADD" : "COPY"],
        // A source may move: only its name counts, and the files say the rest.
        ["sources", operation.items.map(({ path }) => path.slice(path.lastIndexOf("/") + 1) || "/").join(" ")],
        ["destination", operation.destination],
        ["--chown", operation.owner],
        ["--chmod", operation.mode],
        ...otherFields(operation, ["add", "items", "destination", "owner", "mode"]),
      ]);
    case "workdir":
      return parts([["path", operation.path]]);
    default:
      return parts([["instruction", JSON.stringify(operation)]]);
  }
}

function runParts(operation: PlainOperation & { kind: "run" }): Parts {
  const { argv, shell, mounts, security } = operation;
  const words = shell ? argv.slice(shell.length) : argv;
  const seen = new Map<string, number>();
  return parts([
    ["command", shell ? words.join(" ") : JSON.stringify(words)],
    ["form", shell ? "shell" : "exec"],
    ["--security", security === "sandbox" ? undefined : security],
    ...mounts.map((mount): [string, string] => {
      const name = `--mount ${mount.target ?? ("env" in mount ? mount.env : "") ?? ""}`.trim();
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return [count > 1 ? `${name} (${count})` : name, mountText(mount)];
    }),
    ...otherFields(operation, [
      ...["argv", "shell", "mounts", "security", "variables", "cwd", "user", "hostname"],
      ...["addHosts", "network", "platform", "limits"],
    ]),
  ]);
}

/** Fields that have no name of their own here, so that no difference goes untold. */
function otherFields(operation: PlainOperation, known: readonly string[]): [string, string][] {
  return Object.entries(operation).flatMap(([name, value]): [string, string][] =>
    name === "kind" || known.includes(name) || value === undefined || value === false
      ? []
      : [[`--${name}`, typeof value === "string" ? value : JSON.stringify(value)]],
  );
}

function parts(list: readonly (readonly [string, string | undefined])[]): Parts {
  return new Map(list.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

/** `type=cache,target=/c`: in the order it is usually written. `source` is a number of ours and left out. */
function mountText(mount: Mount): string {
  const { type, source: _, ...rest } = mount as Mount & { source?: number };
  return [
    `type=${type}`,
    ...Object.entries(rest).flatMap(([name, value]) =>
      value === undefined || value === false ? [] : [value === true ? name : `${name}=${String(value)}`],
    ),
  ].join(",");
}

/** Variables and settings that enter a RUN's key; for WORKDIR its owner and stamp. */
export function environmentChanges(a: PlainOperation, b: PlainOperation): EnvironmentChange[] {
  const changes: EnvironmentChange[] = [];
  const compare = (name: string, source: EnvironmentChange["source"], before: string | undefined, after: string | undefined) => {
    if ((before || undefined) !== (after || undefined)) changes.push({ name, source, ...(before && { before }), ...(after && { after }) });
  };
  if (a.kind === "workdir" && b.kind === "workdir") {
    compare("USER", "USER", a.owner, b.owner);
    compare("SOURCE_DATE_EPOCH", "option", a.epoch, b.epoch);
  }
  if (a.kind !== "run" || b.kind !== "run") return changes;
  changes.push(...variableChanges(new Map(a.variables), new Map(b.variables)));
  compare("WORKDIR", "WORKDIR", a.cwd, b.cwd);
  compare("USER", "USER", a.user, b.user);
  if (a.shell && b.shell) compare("SHELL", "SHELL", JSON.stringify(a.shell), JSON.stringify(b.shell));
  compare("--network", "option", a.network, b.network);
  compare("--platform", "option", a.platform, b.platform);
  compare("--add-host", "option", hosts(a.addHosts), hosts(b.addHosts));
  compare("hostname", "option", a.hostname, b.hostname);
  compare("--shm-size, --ulimit or --cgroup-parent", "option", JSON.stringify(a.limits), JSON.stringify(b.limits));
  return changes;
}

function hosts(list: readonly string[]): string {
  return list.map((host) => host.split(/[:=]/)[0]).join(" ");
}

/** What differs between two sets of variables. The same ones in another order are another key too (spec §3.1). */
export function variableChanges(before: ReadonlyMap<string, Variable>, after: ReadonlyMap<string, Variable>): EnvironmentChange[] {
  const changes: EnvironmentChange[] = [];
  for (const [name, { value, source }] of after) {
    const old = before.get(name);
    if (old?.value !== value) changes.push({ name, source, ...(old && { before: old.value }), after: value });
  }
  for (const [name, { value, source }] of before) if (!after.has(name)) changes.push({ name, source, before: value });
  if (changes.length > 0) return changes;
  const [old, now] = [[...before.keys()], [...after.keys()]];
  const moved = now.findIndex((name, index) => name !== old[index]);
  const variable = after.get(now[moved] ?? "");
  if (moved >= 0 && variable)
    changes.push({ name: now[moved] as string, source: variable.source, before: variable.value, after: variable.value });
  return changes;
}
