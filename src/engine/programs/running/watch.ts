/** `watch`: a command again and again, in place of what it printed last. */
import type { Applet } from "../coreutils/applet.ts";
import { formatDate } from "../coreutils/dates.ts";
import { parseOptions } from "../coreutils/options.ts";

export const watch: Applet = async (process, args, tool) => {
  const options = parseOptions(args, {
    short: "bcd::egn:ptx",
    long: {
      interval: "n:",
      "no-title": "t",
      differences: "d?",
      exec: "x",
      color: "c",
      beep: "b",
      errexit: "e",
      chgexit: "g",
      precise: "p",
    },
    stopAtOperand: true,
  });
  if (options.operands.length === 0) {
    if (!tool.gnu) return tool.usage("missing");
    process.stderr("\nUsage:\n watch [options] command\n");
    return 1;
  }
  if (tool.gnu && !process.terminal && !process.env.has("TERM")) {
    process.stderr("Error opening terminal: unknown.\n");
    return 1;
  }
  const seconds = Math.max(0.1, Number(options.value("n") ?? 2) || 2);
  const command = options.operands.join(" ");
  let before: string | undefined;
  for (;;) {
    let shown = "";
    const write = (text: string): void => {
      shown += text;
    };
    const argv = options.has("x") ? options.operands : ["sh", "-c", command];
    const status = await process.spawn(argv, { stdin: "", stdout: write, stderr: write });
    process.stdout(
      `\x1b[H\x1b[J${options.has("t") ? "" : title(command, seconds, process.hostname, process.clock.now(), process.terminal?.columns ?? 80)}${shown}`,
    );
    await process.drained();
    if (options.has("e") && status !== 0) return tool.gnu ? 8 : status;
    if (options.has("g") && before !== undefined && before !== shown) return 0;
    before = shown;
    const pause = process.task.scope.budget.tick(100);
    if (pause) await pause;
    await process.clock.sleep(seconds * 1000, process.signal);
  }
};

function title(command: string, seconds: number, host: string, now: number, columns: number): string {
  const left = `Every ${seconds.toFixed(1)}s: ${command}`;
  const right = `${host}: ${formatDate("%a %b %e %H:%M:%S %Y", now)}`;
  return `${left.padEnd(Math.max(left.length + 1, columns - right.length))}${right}\n\n`;
}
