/** What the machine's own `/proc` tells of a container's processes: for the pictures of namespaces and control groups. */
import { readFile, readlink } from "node:fs/promises";
import type { ContainerFacts } from "./objects.ts";
import type { Upstream } from "./upstream.ts";

export interface ProcessFacts {
  /** On the machine. */
  readonly pid: number;
  /** In each pid namespace, the machine's first. */
  readonly pids: readonly number[];
  readonly command: string;
  /** `pid:[4026531836]`, by kind. Absent where the gateway may not look. */
  readonly namespaces: Readonly<Record<string, string>>;
  readonly cgroup: string;
}

const kinds = ["cgroup", "ipc", "mnt", "net", "pid", "time", "user", "uts"] as const;

/** Empty when the container does not run, or the engine is on another machine. */
export async function processFacts(upstream: Upstream, { Id, State }: ContainerFacts): Promise<readonly ProcessFacts[]> {
  if (!State.Running || !upstream.isLocal) return [];
  const { Titles, Processes } = await upstream.json<{ Titles: string[]; Processes: string[][] }>(
    "GET",
    `/containers/${Id}/top?ps_args=-eo%20pid,args`,
  );
  const column = Titles.indexOf("PID");
  const found = await Promise.all(Processes.map((row) => factsOf(Number(row[column]))));
  return found.filter((facts) => facts !== undefined);
}

/** `undefined` for one that has ended meanwhile. */
async function factsOf(pid: number): Promise<ProcessFacts | undefined> {
  try {
    const [status, cgroup, command] = await Promise.all(
      ["status", "cgroup", "cmdline"].map((name) => readFile(`/proc/${pid}/${name}`, "utf8")),
    );
    const links = await Promise.all(
      kinds.map(async (kind): Promise<[string, string] | undefined> => {
        try {
          return [kind, await readlink(`/proc/${pid}/ns/${kind}`)];
        } catch {
          return undefined;
        }
      }),
    );
    return {
      pid,
      pids: (/^NSpid:\s*(.*)$/m.exec(status ?? "")?.[1] ?? String(pid)).split(/\s+/).map(Number),
      command: (command ?? "").replaceAll("\0", " ").trim(),
      namespaces: Object.fromEntries(links.filter((link) => link !== undefined)),
      cgroup: (cgroup ?? "").trim(),
    };
  } catch {
    return undefined;
  }
}
