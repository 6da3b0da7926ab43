import { expect, test } from "vitest";
import { virtualStart } from "../engine/clocks.ts";
import { directory } from "../engine/filesystem/build.ts";
import { createLab } from "../headless/lab.ts";
import { ownedBy } from "../headless/workspace.ts";
import type { LabSession } from "./session.ts";

/** Runs `docker login` at a terminal, and types each answer behind its question. */
async function login(session: LabSession, line: string, ...answers: readonly (readonly [question: string, answer: string])[]) {
  let screen = "";
  const waiting = [...answers];
  const write = (text: string): void => {
    screen += text.replaceAll("\r\n", "\n");
    const [next] = waiting;
    if (!next || !screen.endsWith(next[0])) return;
    waiting.shift();
    // Whoever asked is to read by then.
    setTimeout(() => session.type(next[1]), 5);
  };
  const { exitCode } = await session.exec(line, { stdout: write, stderr: write, terminal: { columns: 80, rows: 24 } });
  expect(waiting).toEqual([]);
  return { screen, exitCode };
}

test("docker login asks for what it was not given, and shows no password", async () => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  const { screen, exitCode } = await login(session, "docker login ghcr.io", ["Username: ", "ann\r"], ["Password: ", "sesamx\x7fe\r"]);
  expect(exitCode).toBe(0);
  expect(screen).toMatch(/^Username: ann\nPassword: \n(.|\n)*Login Succeeded\n/);
  expect(screen).not.toContain("sesam");
  const again = await login(session, "echo sesame | docker login ghcr.io -u ann --password-stdin");
  expect(again.screen).toContain("Login Succeeded");
});

test("^C ends the question", async () => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  expect(await login(session, "docker login -u ann", ["Password: ", "se\x03"])).toEqual({ screen: "Password: \n", exitCode: 130 });
});
