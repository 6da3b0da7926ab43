import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Engine } from "../engine/api.ts";
import { scaledClock, virtualClock } from "../engine/clocks.ts";
import { WorkingTree } from "../engine/filesystem/working-tree.ts";
import { LabSession, workspacePath } from "./session.ts";

const engine = { imageList: async () => [{ RepoTags: ["app:1", "web:2"] }], builds: () => [] } as unknown as Engine;

function makeSession(files: Readonly<Record<string, string>> = {}): LabSession {
  const tree = new WorkingTree(undefined, { uid: 1000, gid: 1000 });
  tree.chown("/", 1000, 1000);
  for (const [path, text] of Object.entries(files)) tree.writeFile(`/${path}`, text, { parents: true });
  return new LabSession({ engine, clock: virtualClock(), workspace: tree.root });
}

async function type(
  session: LabSession,
  line: string,
  options: { signal?: AbortSignal; terminal?: { columns: number; rows: number } } = {},
): Promise<string> {
  let output = "";
  const write = (text: string): void => {
    output += text;
  };
  const { exitCode } = await session.exec(line, { stdout: write, stderr: write, ...options });
  return exitCode === 0 ? output : `${output}[${exitCode}]`;
}

const terminal = { columns: 80, rows: 24 };

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

describe("history", () => {
  test("lines, `history`, and !! at a terminal", async () => {
    const session = makeSession();
    await type(session, "echo one");
    await type(session, "echo one");
    expect(await type(session, "!! two", { terminal })).toBe("echo one two\none two\n");
    expect(await type(session, "echo !$", { terminal })).toBe("echo two\ntwo\n");
    expect(await type(session, "!nope", { terminal })).toBe("bash: !nope: event not found\n[1]");
    expect(session.history).toEqual(["echo one", "echo one two", "echo two"]);
    expect(await type(session, "history 2")).toBe("    3  echo two\n    4  history 2\n");
  });

  test("without a terminal ! is plain, as in a script", async () => {
    expect(await type(makeSession(), 'echo "hi!!"')).toBe("hi!!\n");
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

describe("isIncomplete", () => {
  test.each([
    'echo "a',
    "echo 'a",
    "if true",
    "for i in 1; do",
    "f() {",
    "(",
    "echo $(",
    "cat <<EOF\ntext",
    "echo a \\",
    "echo a |",
    "true &&",
    "false ||",
    "case x in",
    "while true; do\necho",
  ])("more must follow %j", (line) => {
    expect(makeSession().isIncomplete(line)).toBe(true);
  });
  test.each([
    "",
    "echo a",
    "echo 'a\\'",
    "cat <<EOF\ntext\nEOF\n",
    "echo )",
    "fi",
    "echo a &",
    'echo "a\nb"',
    "if true; then echo; fi",
    "echo 'a |'",
    "<script>",
  ])("%j is whole", (line) => {
    expect(makeSession().isIncomplete(line)).toBe(false);
  });
});

describe("completion", () => {
  const files = { "app.py": "", "src/main.go": "", "with space.txt": "", "it's": "", ".hidden": "" };
  async function candidates(line: string): Promise<string[]> {
    const completion = await makeSession(files).complete(line, line.length);
    return completion.candidates.map(({ text }) => text);
  }

  test.each([
    ["cat a", ["app.py"]],
    ["cat src/", ["src/main.go"]],
    ["cd ", ["src/"]],
    ["cat with", ["with\\ space.txt"]],
    ["cat 'with", ["'with space.txt"]],
    ["cat it", ["it\\'s"]],
    ["cat .h", [".hidden"]],
    ["echo x > a", ["app.py"]],
    ["sha256s", ["sha256sum"]],
    ["ls | sha256s", ["sha256sum"]],
    ["x=1 sha256s", ["sha256sum"]],
    ["echo $HOM", ["$HOME"]],
    ["cat ~/work", ["~/workspace/"]],
    ["docker rmi a", ["app:1"]],
    ["docker build --no-cache-f", ["--no-cache-filter"]],
    ["docker hist", ["history"]],
  ])("%s", async (line, expected) => {
    expect(await candidates(line)).toEqual(expected);
  });

  test("a completed name is read back as the file it names", async () => {
    const names = ["a b", "it's", 'q"q', "<script>", "🚢", "$x", "*", "new\nline", "#c", "back\\slash"];
    const session = makeSession(Object.fromEntries(names.map((name, index) => [`n${index}${name}`, `${index}`])));
    for (const [index] of names.entries()) {
      const line = `cat n${index}`;
      const { from, to, candidates: found } = await session.complete(line, line.length);
      expect(found).toHaveLength(1);
      expect(await type(session, line.slice(0, from) + found[0]?.text + line.slice(to))).toBe(`${index}`);
    }
  });
});

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
