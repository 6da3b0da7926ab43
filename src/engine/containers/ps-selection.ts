/** Which processes the options of procps' ps list. */
import { EngineError } from "../api.ts";
import { accountsOf, groupsIn } from "../kernel/accounts.ts";
import type { Task } from "../kernel/task.ts";
import type { Daemon } from "./daemon.ts";
import type { PsList, PsRequest } from "./ps-options.ts";

const wrong = (message: string): EngineError => new EngineError(500, `ps: error: ${message}`);
const terminalOf = ({ terminal }: Task): string => terminal?.name.replace(/^\/dev\//, "") ?? "?";

/**
 * Whether ps lists a process of a container. Asked for its pids alone it lists them all.
 *
 * @throws EngineError 500 for lists of what is not there, and when ps lists nothing on the whole host
 */
export function selectionOf(daemon: Daemon, request: PsRequest): (task: Task) => boolean {
  if (request.everyone) return () => true;
  const tests = request.lists.map((list) => inList(daemon, list));
  if (request.running) tests.push(({ state }) => state === "R");
  if (tests.length === 0 && !request.tree && !request.apart) return () => true;
  const chosen = tests.length > 0 ? (task: Task): boolean => tests.some((test) => test(task)) : bySimple(request);
  const selected = (task: Task): boolean => chosen(task) !== request.negated;
  if (!daemon.machine.processes.all().some(selected)) throw new EngineError(500, "ps: exit status 1");
  return selected;
}

/** Without a list ps shows whoever shares the user and the terminal of who asks: the daemon is root and has none. */
function bySimple({ bsd, flags }: PsRequest): (task: Task) => boolean {
  const hasTerminal = ({ terminal }: Task): boolean => terminal !== undefined;
  const isOwn = ({ credentials }: Task): boolean => credentials.uid === 0;
  if (!bsd) {
    if (flags.has("d") || flags.has("a")) return (task) => task.session !== task.pid && (flags.has("d") || hasTerminal(task));
    return (task) => isOwn(task) && !hasTerminal(task);
  }
  const [anybody, anywhere] = [flags.has("bsd a"), flags.has("bsd x")];
  return (task) => (anybody || isOwn(task)) && (anywhere || hasTerminal(task));
}

function inList({ machine }: Daemon, { by, words }: PsList): (task: Task) => boolean {
  if (by === "command") return ({ comm }) => words.includes(comm.slice(0, 15));
  if (by === "terminal") {
    const there = new Set(machine.processes.all().map(terminalOf));
    const names = words.map((word) => (word === "-" ? "?" : word.replace(/^\/dev\//, "")));
    if (names.some((name) => name !== "?" && !there.has(name))) throw wrong("TTY could not be found");
    return (task) => names.includes(terminalOf(task));
  }
  if (by === "user" || by === "realUser" || by === "group") {
    const known =
      by === "group"
        ? groupsIn(machine.disk).map(({ name, gid }) => [name, gid] as const)
        : accountsOf(machine.disk).map(({ name, uid }) => [name, uid] as const);
    const ids = words.map((word) => (/^\d+$/.test(word) ? Number(word) : known.find(([name]) => name === word)?.[1]));
    if (ids.includes(undefined)) throw wrong(`${by === "group" ? "group" : "user"} name does not exist`);
    return ({ credentials: { uid, realUid, gid } }) => ids.includes({ user: uid, realUser: realUid, group: gid }[by]);
  }
  const numbers = words.map(Number);
  // Between the first process of a container and the machine's stands a shim.
  const parentOf = ({ parent, cgroup }: Task): number => (parent?.cgroup === cgroup ? parent.pid : 0);
  return (task) => numbers.includes({ pid: task.pid, parent: parentOf(task), session: task.session }[by]);
}
