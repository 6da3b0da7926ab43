/** The guest's machine as its /proc and /sys/fs/cgroup tell it: the script that reads them, and what its output means. */
import type { MachineCgroup, MachineInspect, MachineProcess, NamespaceInodes, ProcessState } from "../../engine/api.ts";
import { namespaceKinds } from "../../engine/kernel/namespace-kinds.ts";

/**
 * For busybox's sh. The kernel's own threads are left out. It starts as few programs as it can: each costs the emulated
 * processor milliseconds.
 */
export const surveyScript = `
cd /proc
echo "kernel $(uname -r)"
echo "hostname $(hostname)"
echo "cpus $(nproc)"
awk '/^MemTotal/ { print "memory", $2 * 1024 }' meminfo
pids=$(awk '
  FNR == 1 { pid = FILENAME; sub("/.*", "", pid) }
  /^PPid:/ && ($2 == 2 || pid == 2) { nextfile }
  /^PPid:/ { print pid }' [0-9]*/status 2> /dev/null)
for pid in $pids; do
  [ -r "$pid/status" ] || continue
  echo "process $pid"
  grep -E '^(Name|State|PPid|Uid|VmRSS|NSpid):' "$pid/status"
  printf 'args '; tr '\\0' ' ' < "$pid/cmdline"; echo
  cat "$pid/cgroup"
  ls -l "$pid/ns"
done 2> /dev/null
cd /sys/fs/cgroup
for group in $(find . -mindepth 1 -type d); do
  echo "cgroup \${group#.}"
  cd "$group"
  grep . memory.current memory.max memory.events pids.current pids.max pids.events cpu.max cpu.weight cpu.stat
  cd /sys/fs/cgroup
done 2> /dev/null
`;

/** Reads what the script printed. What asks the questions, the agent and what it runs, is left out. */
export function readSurvey(text: string): MachineInspect {
  const blocks = text.split(/^(?=process |cgroup )/m);
  const facts = fieldsOf(blocks[0] ?? "", / (.*)/);
  const all = blocks
    .filter((block) => block.startsWith("process "))
    .map(processOf)
    .filter((process) => process !== undefined)
    .sort((a, b) => a.pid - b.pid);
  const processes = withoutAgent(all);
  return {
    hostname: facts.get("hostname") ?? "",
    kernel: facts.get("kernel") ?? "",
    cpus: Number(facts.get("cpus") ?? 1),
    memory: Number(facts.get("memory") ?? 0),
    namespaces: processes[0]?.namespaces ?? noNamespaces,
    processes,
    cgroups: blocks.filter((block) => block.startsWith("cgroup ")).map(cgroupOf),
  };
}

const noNamespaces = Object.fromEntries(namespaceKinds.map((kind) => [kind, 0])) as NamespaceInodes;

/** `undefined` for one that went away while it was read. */
function processOf(block: string): MachineProcess | undefined {
  const fields = fieldsOf(block, /:\s*(.*)/);
  const links = [...block.matchAll(/ (\w+) -> \w+:\[(\d+)\]$/gm)].map(([, kind = "", inode]) => [kind, Number(inode)] as const);
  const inodes = new Map(links.filter(([kind]) => (namespaceKinds as readonly string[]).includes(kind)));
  const args = /^args (.*)$/m.exec(block)?.[1]?.trim() ?? "";
  const pids = (fields.get("NSpid") ?? "").split(/\s+/).filter(Boolean).map(Number);
  if (!namespaceKinds.every((kind) => inodes.has(kind)) || pids.length === 0) return undefined;
  return {
    pid: Number(/^process (\d+)/.exec(block)?.[1]),
    parent: Number(fields.get("PPid")),
    pids,
    uid: Number((fields.get("Uid") ?? "").split(/\s+/)[1] ?? 0),
    state: (fields.get("State") ?? "S").slice(0, 1) as ProcessState,
    command: args || `[${fields.get("Name") ?? ""}]`,
    memory: Number.parseInt(fields.get("VmRSS") ?? "0", 10) * 1024,
    namespaces: Object.fromEntries(inodes) as NamespaceInodes,
    cgroup: /^0::(.*)$/m.exec(block)?.[1] ?? "/",
  };
}

function cgroupOf(block: string): MachineCgroup {
  // `file:value`, or `file:key value` for files of several lines.
  const lines = [...block.matchAll(/^([\w.]+):(?:([a-z_]+) (\d+)|(.*))$/gm)];
  const fields = new Map(
    lines.map(([, file = "", key, count, value]) => [key === undefined ? file : `${file} ${key}`, count ?? value ?? ""]),
  );
  const limit = (file: string): { max: number } | object => {
    const value = fields.get(file);
    return value === undefined || value === "max" ? {} : { max: Number(value) };
  };
  // Its first word may be `max`, which looks like a key.
  const [quota = "max", period = "100000"] = (/^cpu\.max:(.*)$/m.exec(block)?.[1] ?? "max 100000").split(" ");
  return {
    path: /^cgroup (.*)$/m.exec(block)?.[1] ?? "",
    memory: {
      current: Number(fields.get("memory.current") ?? 0),
      ...limit("memory.max"),
      oomKills: Number(fields.get("memory.events oom_kill") ?? 0),
    },
    pids: { current: Number(fields.get("pids.current") ?? 0), ...limit("pids.max"), refused: Number(fields.get("pids.events max") ?? 0) },
    cpu: {
      ...(quota === "max" ? {} : { max: Number(quota) / Number(period) }),
      weight: Number(fields.get("cpu.weight") ?? 100),
      throttledPeriods: Number(fields.get("cpu.stat nr_throttled") ?? 0),
    },
  };
}

function withoutAgent(processes: readonly MachineProcess[]): MachineProcess[] {
  const hidden = new Set(processes.filter(({ command }) => /\/bin\/agent$/.test(command)).map(({ pid }) => pid));
  // Parents have smaller numbers than their children, until numbers begin anew.
  for (let before = -1; before !== hidden.size; ) {
    before = hidden.size;
    for (const { pid, parent } of processes) if (hidden.has(parent)) hidden.add(pid);
  }
  return processes.filter(({ pid }) => !hidden.has(pid));
}

/** Lines of `name` and what `value` captures after it; the first of a name counts. */
function fieldsOf(block: string, value: RegExp): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of block.split("\n")) {
    const found = new RegExp(`^(\\w+)${value.source}`).exec(line);
    if (found?.[1] !== undefined && !fields.has(found[1])) fields.set(found[1], found[2] ?? "");
  }
  return fields;
}
