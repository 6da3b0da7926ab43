import { describe, expect, test } from "vitest";
import { workspacePath } from "./session.ts";
import { makeSession, terminal, type } from "./testing.ts";

describe("the disk", () => {
  test("edits made while a command runs are kept beside the command's own", async () => {
    const session = makeSession({ "a.txt": "old\n" });
    const running = type(session, "sleep 1; echo appended >> a.txt; echo new > b.txt");
    session.disk.writeFile(`${workspacePath}/a.txt`, "edited\n");
    session.disk.writeFile(`${workspacePath}/c.txt`, "c\n");
    await running;
    expect(await type(session, "cat a.txt b.txt c.txt")).toBe("edited\nappended\nnew\nc\n");
  });

  test("onChange tells of commands and of edits, until it is stopped", async () => {
    const session = makeSession();
    let told = 0;
    const stop = session.onChange(() => told++);
    await type(session, "touch x");
    const afterCommand = told;
    expect(afterCommand).toBeGreaterThan(0);
    await type(session, "cat x");
    expect(told).toBe(afterCommand);
    session.disk.writeFile(`${workspacePath}/y`, "");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).toBe(afterCommand + 1);
    stop();
    await type(session, "touch z");
    expect(told).toBe(afterCommand + 1);
  });

  test("a fork sees what was, and what happens in it stays there", async () => {
    const session = makeSession({ "a.txt": "a\n" });
    await type(session, "x=1; cd /tmp");
    const fork = session.fork();
    expect(await type(fork, `echo $x; pwd; cd ${workspacePath} && echo b > a.txt; y=2; rm -f ~/.bashrc`)).toBe("1\n/tmp\n");
    await type(session, "x=5");
    expect(await type(session, `echo $x$y; cat ${workspacePath}/a.txt; ls -A ~`)).toBe("5\na\n.bashrc\n.profile\nworkspace\n");
    expect(await type(fork, "echo $x$y; cat a.txt")).toBe("12\nb\n");
  });

  test("save and restore bring everything back", async () => {
    const session = makeSession({ "a.txt": "a\n" });
    await type(session, 'mkdir d; cd d; x=1; declare -A m=([k]="v w"); f() { echo "f $x"; }; alias g=f; echo 🚢 > ship; chmod 750 ship');
    const saved = structuredClone(session.save());
    const other = makeSession();
    other.restore(saved);
    expect(other.prompt).toBe("dev@drydock:~/workspace/d$ ");
    expect(await type(other, 'g; echo "${m[k]}"; cat ship; stat -c %a ship')).toBe("f 1\nv w\n🚢\n750\n");
    expect(other.history.slice(0, 1)).toEqual(session.history);
    const damaged = { ...saved, disk: saved.disk.slice(0, 100) };
    expect(() => other.restore(damaged)).toThrow();
    expect(await type(other, "cat ship")).toBe("🚢\n");
  });

  test("a host that was kept before a command was added to the lab gets it", async () => {
    const session = makeSession();
    session.disk.remove("/usr/bin/knock");
    const other = makeSession();
    other.restore(structuredClone(session.save()));
    expect(await type(other, "command -v knock")).toBe("/usr/bin/knock\n");
  });

  test("ls in columns and quotes at a terminal, plain through a pipe", async () => {
    const session = makeSession({ "a b": "", c: "", d: "" });
    expect(await type(session, "ls", { terminal })).toBe("'a b'   c   d\n");
    expect(await type(session, "ls | cat", { terminal })).toBe("a b\nc\nd\n");
  });
});
