import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scaledClock } from "../engine/clocks.ts";
import { LabSession, workspacePath } from "./session.ts";
import { engine, makeSession, type } from "./testing.ts";

describe("the shell remembers", () => {
  test("directory, variables, functions, aliases, exit status", async () => {
    const session = makeSession({ "src/a": "" });
    expect(session.prompt).toBe("dev@drydock:~/workspace$ ");
    await type(session, 'cd src; x="a b"; f() { echo "f:$1:$x"; return 3; }; alias hi="echo hello"');
    expect(session.cwd).toBe(`${workspacePath}/src`);
    expect(session.prompt).toBe("dev@drydock:~/workspace/src$ ");
    expect(await type(session, "f 1")).toBe("f:1:a b\n[3]");
    expect(await type(session, "echo $?; hi there")).toBe("3\nhello there\n");
    expect(await type(session, "cd - && cd / && pwd")).toBe(`${workspacePath}\n/\n`);
    expect(session.prompt).toBe("dev@drydock:/$ ");
  });

  test("a subshell and a failing line change nothing", async () => {
    const session = makeSession();
    await type(session, "(cd /; x=1)");
    expect(await type(session, 'echo ${y?no y}; echo "[$x]"')).toBe("bash: y: no y\n[1]");
    expect(await type(session, "pwd")).toBe(`${workspacePath}\n`);
  });

  test("exit does not close the lab", async () => {
    const session = makeSession();
    expect(await type(session, "x=1; exit")).toContain("the lab stays open");
    expect(await type(session, "echo $x")).toBe("1\n");
    expect(await type(session, "(exit 4)")).toBe("[4]");
  });
});

describe("mistakes, in bash's words", () => {
  test("name their line when a program sends it", async () => {
    const session = makeSession();
    let output = "";
    const take = (text: string): void => {
      output += text;
    };
    for (const line of ["cd nope", "true\n(nosuch)", "echo )"])
      await session.exec(line, { stdout: take, stderr: take, numbersLines: true });
    expect(output).toBe(
      "bash: line 1: cd: nope: No such file or directory\nbash: line 2: nosuch: command not found\n" +
        "bash: -c: line 1: syntax error near unexpected token `)'\nbash: -c: line 1: `echo )'\n",
    );
  });

  test.each([
    ["nosuch", "bash: nosuch: command not found\n[127]"],
    ["./nosuch", "bash: ./nosuch: No such file or directory\n[127]"],
    ["./a.txt", "bash: ./a.txt: Permission denied\n[126]"],
    ["cd nope", "bash: cd: nope: No such file or directory\n[1]"],
    ["cat nope", "cat: nope: No such file or directory\n[1]"],
    ["echo )", "bash: syntax error near unexpected token `)'\n[2]"],
    ["echo x > /etc/passwd", "bash: /etc/passwd: Permission denied\n[1]"],
    ["ls /root", "ls: cannot open directory '/root': Permission denied\n[2]"],
    ["PATH=/nowhere; ls", "bash: ls: command not found\n[127]"],
  ])("%s", async (line, output) => {
    expect(await type(makeSession({ "a.txt": "a" }), line)).toBe(output);
  });

  test.each(["nano x", "vim x", "less x", "git init", "python app.py"])("%s says what the lab offers", async (line) => {
    const output = await type(makeSession(), line);
    expect(output).toMatch(/^bash: \w+: command not found\ndrydock: .{20,}\n\[127\]$/);
  });
});

describe("^C", () => {
  test("ends an endless loop with 130, and the session goes on", async () => {
    const session = makeSession();
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 20);
    expect(await type(session, "x=1; while true; do :; done", { signal: controller.signal })).toBe("[130]");
    expect(await type(session, "echo $? $x")).toBe("130 1\n");
  });

  test("ends a sleep at once", async () => {
    const session = new LabSession({ engine, clock: scaledClock(1), workspace: makeSession().workspace });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 10);
    const started = performance.now();
    expect(await type(session, "sleep 100; echo never", { signal: controller.signal })).toBe("[130]");
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe("docker", () => {
  test("is a program of the host, live at a terminal and plain through a pipe", async () => {
    const session = makeSession();
    expect(await type(session, "docker --version")).toMatch(/^Docker version 28\./);
    expect(await type(session, "docker --version | wc -l; which docker")).toBe("1\n/usr/bin/docker\n");
    expect(await type(session, "docker nosuch")).toContain("docker nosuch");
    expect(await type(session, "PATH=/nowhere; docker version")).toBe("bash: docker: command not found\n[127]");
  });
});

describe("the host's processes", () => {
  test("a fork bomb leaves the shell alive, and what is endless takes time", async () => {
    const session = makeSession({});
    let output = "";
    const exec = (line: string) =>
      session.exec(line, {
        stdout: (text) => {
          output += text;
        },
        stderr: () => {},
      });
    await exec(":(){ :|:& };:");
    await exec("yes > /dev/null &");
    await exec("sleep 1; ps -e | wc -l");
    expect(Number(output)).toBeLessThan(1100);
    await exec("kill -9 $!; wait $!; echo $?; readlink /proc/self/ns/uts");
    expect(output).toMatch(/137\nuts:\[4026531838\]\n$/);
  }, 30_000);

  test("namespaces are left and joined by hand", async () => {
    const session = makeSession({});
    let output = "";
    const write = (text: string): void => {
      output += text;
    };
    await session.exec("sudo unshare -u sh -c 'hostname boxed; sleep 1000000' & sleep 1", { stdout: write, stderr: () => {} });
    await session.exec("sudo nsenter -t $(pgrep -f 'sleep 1000000' | tail -1) -u hostname; hostname", { stdout: write, stderr: write });
    expect(output).toBe("boxed\ndrydock\n");
    output = "";
    await session.exec("sudo unshare -fp --mount-proc sh -c 'echo $$; ps -o pid,comm'", { stdout: write, stderr: write });
    expect(output).toBe("1\n    PID COMMAND\n      1 sh\n      2 ps\n");
    output = "";
    await session.exec("unshare -u true", { stdout: write, stderr: write });
    expect(output).toBe("unshare: unshare failed: Operation not permitted\n");
  });
});

describe("whatever is typed", () => {
  const words = [
    "echo",
    "$x",
    "${x",
    "}",
    "(",
    ")",
    "((",
    "[[",
    "]]",
    "if",
    "then",
    "fi",
    "for",
    "in",
    "do",
    "done",
    "case",
    "esac",
    ";;",
    "|",
    "||",
    "&&",
    "&",
    ";",
    "\n",
    "<",
    ">",
    "<<E",
    "<<<",
    "2>&1",
    "'",
    '"',
    "`",
    "$(",
    "\\",
    "*",
    "[z-a]",
    "~",
    "x=(a b)",
    "readonly r=1",
    "for r in 1",
    "${x//[/b}",
    "${x:?}",
    "set -eu",
    "f()",
    "break",
    "exit",
    "eval",
    "1/0",
    "sed s/a/b/",
    "grep -e '['",
    "awk '{'",
    "find . -exec",
    "xargs",
    "printf %q",
    "\0",
    "🚢",
    "\ud800",
    "{1..3}",
    "!!",
    "exec 3>f",
    "tar",
    "<(",
    "m[k]=1",
    "let",
  ];
  const line = fc
    .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })), { minLength: 1, maxLength: 9 })
    .map((parts) => parts.join(" "));

  test("a line ends with an exit code, and the shell goes on", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 4 }), async (lines) => {
        const session = makeSession({ f: "text\n" });
        for (const each of lines) {
          session.isIncomplete(each);
          await session.complete(each, each.length);
          const { exitCode } = await session.exec(each, { stdout: () => {}, stderr: () => {}, signal: AbortSignal.timeout(2000) });
          expect(exitCode).toBeGreaterThanOrEqual(0);
          expect(exitCode).toBeLessThan(256);
        }
      }),
      { numRuns: 150 },
    );
  });
});
