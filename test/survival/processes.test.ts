/** Processes that get out of hand. The lab goes on, in little time and memory. */
import { describe, expect, it } from "vitest";
import { survivor } from "./lab.ts";

const bombs = ["sh -c 'b() { b | b & }; b; sleep 1000'", "sh -c 'while true; do sh -c \"sleep 1000\" & done'"];

describe("a fork bomb", () => {
  it.each(bombs)("in a container: %s", async (bomb) => {
    const run = survivor();
    await run(`docker run -d --name bomb alpine ${bomb}`);
    await run("sleep 10");
    expect((await run("docker run --rm alpine echo alive")).text).toContain("alive");
    expect((await run("docker rm -f bomb && docker ps -aq | wc -l")).text).toBe("bomb\n0\n");
    expect(Number((await run("ps -e | wc -l")).text)).toBeLessThan(15);
  });

  it("at the host's prompt", async () => {
    const run = survivor();
    await run(":(){ :|:& };:");
    await run("sleep 5");
    expect((await run("echo alive")).text).toContain("alive");
  });
});

describe("an endless log", () => {
  it("is bounded, and says so", async () => {
    const run = survivor();
    await run("docker run -d --name talker alpine sh -c 'yes | head -n 2000000; sleep 1000'");
    await run("sleep 3");
    expect(Number((await run("docker logs talker 2>/dev/null | wc -c")).text)).toBeLessThanOrEqual(1024 * 1024);
    expect((await run("docker logs talker 2>&1 >/dev/null")).text).toMatch(
      /^drydock: the lab keeps the last 1 MB of a container's log; \d+/,
    );
  });
});

describe("input without an end for a program that needs all of it", () => {
  it("has it killed, as the kernel does when memory runs out", async () => {
    const run = survivor();
    expect((await run("docker run --name hoarder -m 64m alpine sh -c 'yes | sort'")).code).toBe(137);
    expect((await run("docker run --rm alpine sh -c 'yes | sort > /dev/null; echo $?'")).text).toBe("137\nKilled\n");
    expect((await run("echo alive")).text).toBe("alive\n");
  });
});

describe("a process that ignores every signal", () => {
  it("is killed when its time is up", async () => {
    const run = survivor();
    await run("docker run -d --name deaf alpine sh -c 'trap \"\" HUP INT QUIT TERM USR1 USR2; while :; do sleep 1; done'");
    await run("docker kill -s TERM deaf; sleep 1");
    expect((await run("docker inspect -f '{{.State.Running}}' deaf")).text).toBe("true\n");
    await run("docker stop -t 2 deaf");
    expect((await run("docker inspect -f '{{.State.ExitCode}}' deaf")).text).toBe("137\n");
  });
});

describe("1,000 containers that crash and always start again", () => {
  it("are there after a quarter of a minute, and go away", async () => {
    const run = survivor();
    await run("for i in $(seq 1 1000); do docker run -d --restart always --name c$i alpine sh -c 'exit 1' >/dev/null; done");
    await run("sleep 15");
    expect((await run("docker ps -q | wc -l")).text).toBe("1000\n");
    expect((await run("docker inspect -f '{{gt .RestartCount 2}}' c500")).text).toBe("true\n");
    expect((await run("docker rm -f $(docker ps -aq) | wc -l")).text).toBe("1000\n");
  }, 120_000);
});

describe("who kills the learner's shell", () => {
  it.each(["kill -9 $$", "docker run --rm --privileged --pid host alpine sh -c 'kill -9 -1'"])("%s", async (line) => {
    const run = survivor();
    await run("X=5");
    expect((await run(line)).text).toContain("drydock: your shell was ended by SIGKILL; this is a new one");
    expect((await run("echo alive $X; ps -e | grep -c docker")).text).toBe("alive\n1\n");
  });

  it("a stop is no end", async () => {
    const run = survivor();
    await run("kill -STOP $$");
    expect((await run("echo alive")).text).toBe("alive\n");
  });
});
