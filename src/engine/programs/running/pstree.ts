/** `pstree`: who started whom. */
import type { Applet } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import { type ListedProcess, listProcesses } from "../coreutils/process-list.ts";

export const pstree: Applet = (process, args, tool) => {
  const options = parseOptions(args, {
    short: "aAcglnptTuhU",
    long: { arguments: "a", ascii: "A", compact: "c", "show-pids": "p", unicode: "U" },
  });
  const all = listProcesses(process);
  const [wanted] = options.operands;
  const roots =
    wanted === undefined
      ? all.filter(({ pid }) => pid === 1)
      : /^\d+$/.test(wanted)
        ? all.filter(({ pid }) => pid === Number(wanted))
        : all.filter(({ user }) => user === wanted);
  if (roots.length === 0) return wanted === undefined ? 0 : /^\d+$/.test(wanted) ? 0 : tool.fail(`No such user name: ${wanted}`);
  const pids = options.has("p");
  const label = ({ comm, pid, argv }: ListedProcess): string =>
    options.has("a")
      ? `${comm}${pids ? `,${pid}` : ""}${argv.length > 1 ? ` ${argv.slice(1).join(" ")}` : ""}`
      : `${comm}${pids ? `(${pid})` : ""}`;
  const childrenOf = (pid: number): ListedProcess[] => all.filter((one) => one.ppid === pid);

  /** The lines of one process and of those below it, the first without its lead. */
  const lines = (one: ListedProcess): string[] => {
    const name = label(one);
    const groups = grouped(childrenOf(one.pid).map(lines), pids || options.has("c") || options.has("a"));
    if (options.has("a")) return [name, ...groups.flatMap((group, index) => lead(group, index === groups.length - 1, "  "))];
    if (groups.length === 0) return [name];
    const gap = " ".repeat(name.length);
    return groups.flatMap((group, index) => {
      const last = index === groups.length - 1;
      const [first = "", ...rest] = group;
      const sign = groups.length === 1 ? "---" : index === 0 ? "-+-" : last ? " `-" : " |-";
      return [`${index === 0 ? name : gap}${sign}${first}`, ...rest.map((line) => `${gap}${last ? "   " : " | "}${line}`)];
    });
  };
  for (const root of roots) process.stdout(`${lines(root).join("\n")}\n`);
  return 0;
};

function lead(group: readonly string[], last: boolean, gap: string): string[] {
  return group.map((line, index) => `${gap}${index === 0 ? (last ? "`-" : "|-") : last ? "  " : "| "}${line}`);
}

/** Those that look alike become one, with their number. */
function grouped(children: readonly string[][], apart: boolean): string[][] {
  if (apart) return [...children];
  const counted = new Map<string, { readonly lines: string[]; count: number }>();
  for (const lines of children) {
    const key = lines.join("\n");
    const entry = counted.get(key);
    if (entry) entry.count++;
    else counted.set(key, { lines, count: 1 });
  }
  return [...counted.values()].map(({ lines, count }) => (count === 1 ? lines : [`${count}*[${lines[0]}]`, ...lines.slice(1)]));
}
