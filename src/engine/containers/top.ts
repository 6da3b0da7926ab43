/** `docker top`: the host's ps, of one container's processes. */
import { EngineError, type TopResponse } from "../api.ts";
import type { Task } from "../kernel/task.ts";
import type { Daemon } from "./daemon.ts";
import { type Column, columnFor, sortValue } from "./ps-columns.ts";
import { type PsRequest, readPsOptions, type SortKey } from "./ps-options.ts";
import { selectionOf } from "./ps-selection.ts";
import type { Container } from "./record.ts";

/**
 * The daemon asks ps for the container's pids; where ps does not take them beside the options given (selections, orders, trees), it asks
 * without and picks the container's lines.
 *
 * @throws EngineError 500 for what ps does not understand, and when it lists nothing
 */
export function topOf(daemon: Daemon, container: Container, psArguments: string | undefined): TopResponse {
  const request = readPsOptions((psArguments ?? "-ef").trim().split(/\s+/));
  const columns = request.columns.map(columnFor);
  const order = request.sort.map(ordering);
  if (!request.headers || !columns.some(({ title }) => title === "PID")) throw new EngineError(500, "Couldn't find PID field in ps output");
  const isListed = selectionOf(daemon, request);
  const tasks = [...(container.running?.init.cgroup.allTasks() ?? [])].filter(isListed).sort((a, b) => a.pid - b.pid);
  const sorted = tasks.toSorted((a, b) => order.reduce((sum, compare) => sum || compare(a, b, daemon), 0));
  const shown = request.tree ? asTree(tasks) : sorted.map((task) => ({ task, branch: "" }));
  return {
    Titles: columns.map(({ title }) => title),
    Processes: shown.map((row) => fieldsOf(row, columns, request, daemon)),
  };
}

interface Row {
  readonly task: Task;
  /** What stands before the command: the lines of the tree, if there is one. */
  readonly branch: string;
}

/** The daemon cuts ps' lines at their blanks; what is left over belongs to the last column. */
function fieldsOf({ task, branch }: Row, columns: readonly Column[], request: PsRequest, daemon: Daemon): string[] {
  const isCommand = (index: number): boolean => /^(cmd|args|command|ucmd|comm)$/.test(request.columns[index]?.name ?? "");
  const values = columns.map(({ value }, index) => `${isCommand(index) ? branch : ""}${value(task, daemon)}`);
  if (request.environment) values.push(...[...task.environ].map(([name, text]) => `${name}=${text}`));
  const words = values
    .join(" ")
    .split(" ")
    .filter((word) => word !== "");
  return [...words.slice(0, columns.length - 1), words.slice(columns.length - 1).join(" ")];
}

type Compare = (a: Task, b: Task, daemon: Daemon) => number;

/** @throws EngineError 500 */
function ordering({ name, descending }: SortKey): Compare {
  const value = sortValue(name);
  if (!value) throw new EngineError(500, "ps: error: unknown sort specifier");
  return (a, b, daemon) => {
    const [first, second] = [value(a, daemon), value(b, daemon)];
    const difference = Number(first) - Number(second);
    const order = Number.isNaN(difference) ? Number(first > second) - Number(first < second) : difference;
    return descending ? -order : order;
  };
}

/** `ps --forest`: below the shim, which is of no container, hangs the first process; other branches come from `docker exec`. */
function asTree(tasks: readonly Task[]): Row[] {
  const listed = new Set(tasks);
  const rows: Row[] = [];
  const add = (task: Task, stem: string, isLast: boolean): void => {
    rows.push({ task, branch: `${stem} \\_ ` });
    const children = tasks.filter(({ parent }) => parent === task);
    for (const child of children) add(child, `${stem}${isLast ? "    " : " |  "}`, child === children.at(-1));
  };
  const roots = tasks.filter(({ parent }) => !parent || !listed.has(parent));
  for (const task of roots) add(task, "", task === roots.at(-1));
  return rows;
}
