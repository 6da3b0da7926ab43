import { describe, expect, test } from "vitest";
import { scaledClock, virtualStart } from "../engine/clocks.ts";
import { directory } from "../engine/filesystem/build.ts";
import { createLab } from "../headless/lab.ts";
import { ownedBy } from "../headless/workspace.ts";
import type { Engine } from "../engine/api.ts";
import { LabSession } from "./session.ts";

const lab = (): LabSession => createLab(directory({}, ownedBy(virtualStart)));

/** A lab in which time passes as it does for the test, with an engine that has built nothing. */
const labInTime = (): LabSession =>
  new LabSession({
    engine: { builds: () => [] } as Partial<Engine> as Engine,
    clock: scaledClock(1),
    workspace: directory({}, ownedBy(virtualStart)),
  });

/** Runs a line at a terminal; types each text, or does what is given, when the screen ends with what stands before it. */
async function at(session: LabSession, line: string, ...script: readonly (readonly [seen: string, then: string | (() => void)])[]) {
  let screen = "";
  let seen = 0;
  const waiting = [...script];
  const write = (text: string): void => {
    screen += text.replaceAll("\r\n", "\n");
    queueMicrotask(answer);
  };
  const answer = (): void => {
    const [next] = waiting;
    if (!next || !screen.slice(seen).endsWith(next[0])) return;
    waiting.shift();
    seen = screen.length;
    // Whoever printed it is to read by then.
    setTimeout(() => {
      if (typeof next[1] === "string") session.type(next[1]);
      else next[1]();
      answer();
    }, 5);
  };
  answer();
  const { exitCode } = await session.exec(line, { stdout: write, stderr: write, terminal: { columns: 80, rows: 24 } });
  expect(waiting).toEqual([]);
  return { screen, exitCode };
}

describe("what is typed while a command runs", () => {
  test("is read as lines, echoed and corrected by the terminal, until ^D", async () => {
    const { screen, exitCode } = await at(lab(), "cat", ["", "onx\x7fe\r"], ["one\n", "\x04"]);
    expect(screen).toBe("onx\b \be\none\n");
    expect(exitCode).toBe(0);
  });

  test("goes to read, which takes one line", async () => {
    const session = lab();
    expect((await at(session, 'read -p "name? " x; echo "<$x>"', ["name? ", "moby\rls\r"])).screen).toBe("name? moby\nls\n<moby>\n");
    expect(session.takeTypedAhead()).toBe("ls\n");
    expect((await at(session, "echo $x")).screen).toBe("moby\n");
  });

  test("is kept for the prompt when nothing reads it, half a line too", async () => {
    const session = labInTime();
    await at(session, "sleep 0.05", ["", "echo a\rec"]);
    expect(session.takeTypedAhead()).toBe("echo a\nec");
    expect(session.takeTypedAhead()).toBe("");
  });

  test("^C ends what reads, and drops what was typed", async () => {
    const session = labInTime();
    const { screen, exitCode } = await at(session, "cat; echo never", ["", "half\x03"]);
    expect({ screen, exitCode, ahead: session.takeTypedAhead() }).toEqual({ screen: "half^C", exitCode: 130, ahead: "" });
    expect((await at(session, "trap - INT; sleep 1000000", ["", "\x03"])).exitCode).toBe(130);
    expect((await at(session, "echo $?")).screen).toBe("130\n");
  });

  test("without a terminal there is nothing to read", async () => {
    const session = lab();
    let output = "";
    const stdout = (text: string): void => {
      output += text;
    };
    await session.exec("cat; read x; echo $?", { stdout, stderr() {} });
    expect(output).toBe("1\n");
  });
});

async function captured(session: LabSession, line: string): Promise<{ readonly stdout: string }> {
  let stdout = "";
  await session.exec(line, {
    stdout: (text) => {
      stdout += text;
    },
    stderr: () => {},
  });
  return { stdout };
}

describe("docker at the terminal", () => {
  test("run -it is a shell in the container, whose own terminal echoes", async () => {
    const session = lab();
    const { screen, exitCode } = await at(
      session,
      "docker run -q -it --rm alpine:3.20 sh",
      ["/ # ", "echo $((6*7))\r"],
      ["42\n/ # ", "tail -f /dev/null\r"],
      ["tail -f /dev/null\n", "\x03"],
      ["^C\n/ # ", "half\x03"],
      ["half^C\n/ # ", "exit 3\r"],
    );
    expect(screen).toContain("/ # echo $((6*7))\n42\n/ # tail -f /dev/null\n^C\n/ # half^C\n/ # exit 3\n");
    expect(exitCode).toBe(3);
    expect((await at(session, "docker ps -aq")).screen).toBe("");
  });

  test("bytes and letters come into a container as they were", async () => {
    const session = lab();
    const typed = await at(session, "docker run -q -i --rm alpine:3.20 cat", ["", "é\r"], ["é\n", "\x04"]);
    expect(typed.screen).toBe("é\né\n");
    const { stdout } = await captured(session, "printf '\\377\\000\\303' | docker run -i --rm alpine:3.20 od -An -b");
    expect(stdout.trim()).toBe("377 000 303");
  });

  test("^P^Q leaves it running, attach comes back, ^D ends it", async () => {
    const session = lab();
    const left = await at(session, "docker run -q -it --name box alpine:3.20 sh", ["/ # ", "x=kept\r"], ["x=kept\n/ # ", "\x10\x11"]);
    expect(left.exitCode).toBe(0);
    expect((await at(session, "docker ps --format '{{.Names}}'")).screen).toBe("box\n");
    const back = await at(session, "docker attach box", ["", "echo $x\r"], ["kept\n/ # ", "\x04"]);
    expect(back).toMatchObject({ exitCode: 0, screen: expect.stringContaining("echo $x\nkept\n/ # ") });
    expect((await at(session, "docker ps -q")).screen).toBe("");
    expect((await at(session, "cat", ["", "cooked again\r"], ["cooked again\n", "\x04"])).screen).toBe("cooked again\ncooked again\n");
  });

  test("exec -it knows the window's size, and hears of a new one", async () => {
    const session = lab();
    await at(session, "docker run -q -d --name web alpine:3.20 tail -f /dev/null");
    const resized = at(
      session,
      "docker exec -it web sh",
      ["/ # ", "stty size\r"],
      ["24 80\n/ # ", () => session.resize(101, 33)],
      ["", "stty size; exit\r"],
    );
    expect((await resized).screen).toContain("33 101\n");
  });

  test("-i without -t reads lines and ends at ^D", async () => {
    const { screen, exitCode } = await at(lab(), "docker run -q -i --rm alpine:3.20 cat", ["", "a line\r"], ["a line\na line\n", "\x04"]);
    expect({ screen, exitCode }).toEqual({ screen: "a line\na line\n", exitCode: 0 });
  });

  test("a prune asks, and only y is a yes", async () => {
    const session = lab();
    await at(session, "docker volume create -q data 2>/dev/null || docker volume create data");
    const no = await at(session, "docker volume prune -a", ["[y/N] ", "n\r"]);
    expect(no.screen).toMatch(/\[y\/N\] n\n$/);
    const yes = await at(session, "docker volume prune -a", ["[y/N] ", "y\r"]);
    expect(yes.screen).toMatch(/\[y\/N\] y\nDeleted Volumes:\ndata\n/);
    const away = await at(session, "docker volume prune -a", ["[y/N] ", "\x03"]);
    expect(away.exitCode).toBe(130);
  });
});
