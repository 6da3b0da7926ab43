import { expect, test } from "vitest";
import { AgentLine } from "./agent-line.ts";

test("answers find their questions, in whatever pieces and order they come", async () => {
  const written: string[] = [];
  const line = new AgentLine((text) => written.push(text));
  const first = line.ask("hostname");
  const second = line.ask("echo ü; false");
  expect(written).toEqual([`1 ${btoa("hostname")}\n`, "2 ZWNobyDDvDsgZmFsc2U=\n"]);
  line.heard("ready\n2 1 w7w=\n1 ");
  line.heard(`0 ${btoa("host")}\n`);
  expect(await first).toEqual({ exitCode: 0, output: "host" });
  expect(await second).toEqual({ exitCode: 1, output: "ü" });
});

test("an answer of nothing is empty", async () => {
  const line = new AgentLine(() => {});
  const answer = line.ask("true");
  line.heard("1 0 \n");
  expect(await answer).toEqual({ exitCode: 0, output: "" });
});

test("who waits is told when the machine ends", async () => {
  const line = new AgentLine(() => {});
  const answer = line.ask("sleep 1");
  line.end(new Error("gone"));
  await expect(answer).rejects.toThrow("gone");
});
