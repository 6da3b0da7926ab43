import { expect, it } from "vitest";
import type { LabSession } from "../../shell/session.ts";
import { Host, type Parts } from "./host.ts";
import { parts } from "./parts.ts";
import type { CallName, Calls, FromWorker } from "./protocol.ts";

/** A lab of which one part does not come: what it answers, and what it tells. */
function setUp(replaced: Partial<Parts>) {
  const told: FromWorker[] = [];
  const answers = new Map<number, (message: FromWorker) => void>();
  const host = new Host(
    (message) => {
      told.push(message);
      if (message.type === "answer" || message.type === "failed") answers.get(message.id)?.(message);
    },
    { ...parts, ...replaced },
  );
  let next = 1;
  const call = <Name extends CallName>(name: Name, ask: Calls[Name]["ask"]): Promise<Calls[Name]["answer"]> =>
    new Promise((resolve, reject) => {
      const id = next++;
      answers.set(id, (message) => (message.type === "answer" ? resolve(message.value as Calls[Name]["answer"]) : reject(message)));
      host.receive({ type: "call", id, name, ask } as Parameters<Host["receive"]>[0]);
    });
  const troubles = () => told.filter(({ type }) => type === "trouble").length;
  return { call, troubles };
}

const run = (line: string) => ({ line, columns: 80, rows: 24 });

it("has a shell though what the lesson begins with cannot be fetched; makes it before the first command that finds it", async () => {
  const lines: string[] = [];
  let offline = true;
  const { call, troubles } = setUp({
    beginning: async () => {
      if (offline) throw new Error("It could not be fetched.");
      return async (session: LabSession) => {
        lines.push("begun");
        await session.exec("echo here > /tmp/begun", { stdout: () => {}, stderr: () => {} });
      };
    },
  });
  await call("start", { files: [], lesson: "any" });
  expect(await call("prompt", null)).toMatch(/\$ $/);
  expect((await call("exec", run("test -e /tmp/begun"))).exitCode).toBe(1);
  expect(troubles()).toBe(1);
  offline = false;
  expect((await call("exec", run("test -e /tmp/begun"))).exitCode).toBe(0);
  await call("exec", run("true"));
  expect(lines).toEqual(["begun"]);
});

it("grades no copy that lacks what the lesson begins with", async () => {
  const { call, troubles } = setUp({
    beginning: async () => {
      throw new Error("It could not be fetched.");
    },
  });
  await call("start", { files: [], lesson: "any", copy: true });
  await expect(call("grade", null)).rejects.toMatchObject({ error: { message: "It could not be fetched." } });
  expect(troubles()).toBe(0);
});
