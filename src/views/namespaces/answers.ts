/** One question, asked on the host and in a container, with the lines that speak of the same thing. */
import type { Engine, MachineInspect, MachineProcess, NamespaceKind } from "../../engine/api.ts";

export type Question = "ps" | "hostname" | "ip addr" | "mount" | "id";

/** The program that asks, and the namespace that answers. */
const questions: Readonly<Record<Question, { readonly argv: readonly string[]; readonly wall: NamespaceKind }>> = {
  ps: { argv: ["ps", "-eo", "pid,user,args"], wall: "pid" },
  hostname: { argv: ["hostname"], wall: "uts" },
  "ip addr": { argv: ["ip", "addr"], wall: "net" },
  mount: { argv: ["mount"], wall: "mnt" },
  id: { argv: ["id"], wall: "user" },
};

export interface Answer {
  /** What was run. */
  readonly command: string;
  readonly lines: readonly AnswerLine[];
}

export interface AnswerLine {
  readonly text: string;
  /** The same in both answers where both lines speak of one thing. */
  readonly pair?: string;
  /** What that thing is called on the other side: `1`, `eth0`; absent where both say the same. */
  readonly other?: string;
}

/** A line, and what it speaks of. */
interface Spoken {
  readonly text: string;
  readonly about?: string;
  /** What it is called on this side. */
  readonly name?: string;
}

/** What the host says, and what process `pid` of a container says, when there is one. */
export async function answersOf(
  engine: Engine,
  machine: MachineInspect,
  question: Question,
  pid: number | undefined,
): Promise<[Answer, Answer | undefined]> {
  const { argv, wall } = questions[question];
  const ask = async (where: number): Promise<string[]> => {
    const { output } = await engine.machineRun(argv, where);
    return output.replace(/\n$/, "").split("\n");
  };
  const command = argv.join(" ");
  const host = machine.processes[0]?.pid ?? 1;
  const place = pid === undefined ? undefined : machine.processes.find((process) => process.pid === pid);
  if (!place) return [{ command, lines: (await ask(host)).map((text) => ({ text })) }, undefined];
  const [outside, inside] = [await ask(host), await askIfThere(() => ask(place.pid))];
  if (!inside) return [{ command, lines: outside.map((text) => ({ text })) }, undefined];
  const shared = place.namespaces[wall] === machine.namespaces[wall];
  const sides = question === "ps" ? byPid(machine, place, outside, inside) : byWords(question, shared, outside, inside);
  return [
    { command, lines: paired(sides[0], sides[1]) },
    { command, lines: paired(sides[1], sides[0]) },
  ];
}

/** The process may have ended since the kernel told of it. */
async function askIfThere(ask: () => Promise<string[]>): Promise<string[] | undefined> {
  return ask().catch(() => undefined);
}

function byWords(
  question: Question,
  shared: boolean,
  outside: readonly string[],
  inside: readonly string[],
): readonly [readonly Spoken[], readonly Spoken[]] {
  // In one namespace equal words mean the same thing. In two they may not: each network has a `lo`.
  if (shared) return [outside.map((text) => ({ text, about: text })), inside.map((text) => ({ text, about: text }))];
  if (question === "ip addr") return cables(outside, inside);
  return [outside.map((text) => ({ text })), inside.map((text) => ({ text }))];
}

function byPid(
  { processes }: MachineInspect,
  place: MachineProcess,
  outside: readonly string[],
  inside: readonly string[],
): readonly [readonly Spoken[], readonly Spoken[]] {
  const there = new Map(processes.map(({ pid }) => [pid, pid]));
  const level = place.pids.length - 1;
  const here = new Map(
    processes
      .filter(({ namespaces, pids }) => namespaces.pid === place.namespaces.pid || (level === 0 && pids.length > 1))
      .map(({ pids, pid }) => [pids[level] as number, pid]),
  );
  const spoken =
    (numbers: ReadonlyMap<number, number>) =>
    (text: string): Spoken => {
      const name = /^\s*(\d+)/.exec(text)?.[1];
      const pid = name === undefined ? undefined : numbers.get(Number(name));
      return pid === undefined ? { text } : { text, about: `process ${pid}`, name };
    };
  return [outside.map(spoken(there)), inside.map(spoken(here))];
}

/** `2: eth0@if7` here is the other end of the cable that is number 7 there. */
function cables(outside: readonly string[], inside: readonly string[]): readonly [readonly Spoken[], readonly Spoken[]] {
  const ends = new Map<string, string>();
  for (const text of inside) {
    const [, peer, name] = /^\d+: (?=\S+@if(\d+))([^@:]+)/.exec(text) ?? [];
    if (peer && name) ends.set(peer, name);
  }
  const there = (text: string): Spoken => {
    const [, index = "", name] = /^(\d+): ([^@:\s]+)/.exec(text) ?? [];
    return ends.has(index) ? { text, about: `cable ${index}`, name } : { text };
  };
  const here = (text: string): Spoken => {
    const [, peer] = /^\d+: \S+@if(\d+)/.exec(text) ?? [];
    return peer ? { text, about: `cable ${peer}`, name: ends.get(peer) } : { text };
  };
  return [outside.map(there), inside.map(here)];
}

function paired(mine: readonly Spoken[], theirs: readonly Spoken[]): AnswerLine[] {
  const others = new Map(theirs.filter(({ about }) => about).map((line) => [line.about, line]));
  return mine.map(({ text, about, name }) => {
    const other = about === undefined ? undefined : others.get(about);
    if (!other) return { text };
    return { text, pair: about, ...(other.name !== undefined && other.name !== name && { other: other.name }) };
  });
}
