/** An attached `up` where someone looks on: coloured prefixes, the menu, ^C once and twice, files minded on a key. */
import { expect, test } from "vitest";
import { virtualStart } from "../../src/engine/clocks.ts";
import { fromPaths } from "../../src/engine/filesystem/build.ts";
import { createLab } from "../../src/headless/lab.ts";
import { runLine } from "../../src/headless/run-lines.ts";
import { ownedBy } from "../../src/headless/workspace.ts";
import type { LabSession } from "../../src/shell/session.ts";

const files = {
  "compose.yaml": `services:
  web:
    image: alpine:3.20
    command: ["sh", "-c", "trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 1; done"]
    develop: {watch: [{path: ./src, action: sync, target: /src}]}
  worker:
    image: alpine:3.20
    command: ["sh", "-c", "trap '' TERM; echo stubborn; while :; do sleep 1; done"]
    stop_grace_period: 1000s
`,
  "src/a.txt": "one\n",
};

/** Runs a line at a terminal; each answer is typed once the screen shows what it waits for. */
async function atTerminal(session: LabSession, line: string, ...answers: readonly (readonly [shows: string, type: string])[]) {
  let screen = "";
  const waiting = [...answers];
  const write = (text: string): void => {
    screen += text;
    const [next] = waiting;
    if (!next || !screen.includes(next[0])) return;
    waiting.shift();
    setTimeout(() => session.type(next[1]), 5);
  };
  const { exitCode } = await session.exec(line, { stdout: write, stderr: write, terminal: { columns: 80, rows: 24 } });
  expect(waiting).toEqual([]);
  return { screen, exitCode };
}

const lab = (): LabSession => createLab(fromPaths(files, ownedBy(virtualStart)));

test("lines bear their service in its colour, and ^C stops all in good order", async () => {
  const session = lab();
  const { screen, exitCode } = await atTerminal(session, "docker compose up web", ["up\n", "\x03"]);
  expect(exitCode).toBe(130);
  expect(screen).toContain("Attaching to web-1\n");
  expect(screen).toContain("\x1b[36mweb-1  | \x1b[0mup\n");
  expect(screen).toContain("\x1b[1;38;2;0;0;0;48;2;255;255;255mw\x1b[0m\x1b[2m Enable Watch\x1b[0m");
  expect(screen).toContain("Gracefully Stopping... press Ctrl+C again to force\n");
  expect(screen).toContain("Container workspace-web-1  \x1b[32mStopping\x1b[0m\n");
  expect(screen).toContain("\x1b[36mweb-1  | \x1b[0mbye\n");
  expect(screen).toContain("\x1b[36m\r\x1b[Kweb-1 exited with code 0\n\x1b[0m");
  const { stdout } = await runLine(session, "docker compose ps -a --format '{{.Name}} {{.State}}'");
  expect(stdout).toBe("workspace-web-1 exited\n");
}, 20_000);

test("a second ^C waits for nobody", async () => {
  const session = lab();
  const { exitCode } = await atTerminal(session, "docker compose up worker", ["stubborn\n", "\x03"], ["Gracefully", "\x03"]);
  expect(exitCode).toBe(130);
  const { stdout } = await runLine(session, "docker compose ps -a --format '{{.State}} {{.ExitCode}}'");
  expect(stdout).toBe("exited 137\n");
}, 20_000);

test("w minds the files", async () => {
  const session = lab();
  const { screen } = await atTerminal(session, "docker compose up web", ["up\n", "w"], ["Disable Watch", "w"], ["Watch disabled", "\x03"]);
  expect(screen).toContain("⦿ ");
  expect(screen).toContain("Watch enabled");
}, 20_000);

test("progress is a list of tasks, the head blue when all are done", async () => {
  const { screen } = await atTerminal(lab(), "docker compose up -d web");
  expect(screen).toContain("\x1b[34m[+] Running 2/2\x1b[0m\n");
  expect(screen).toContain(" \x1b[32m✔\x1b[0m Container workspace-web-1  \x1b[32mStarted\x1b[0m  ");
  expect(screen).toMatch(/\d\.\ds/);
}, 20_000);
