import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { createLab } from "../../../headless/lab.ts";
import type { LabSession } from "../../../shell/session.ts";
import { directory } from "../../filesystem/build.ts";
import { splitWords } from "./protocol.ts";

const recorded: [command: string, reply: string][] = JSON.parse(readFileSync(new URL("fixtures/replies.json", import.meta.url), "utf8"));

async function run(session: LabSession, line: string): Promise<string> {
  let output = "";
  const write = (text: string): void => {
    output += text;
  };
  await session.exec(line, { stdout: write, stderr: write });
  return output;
}

/** Members of sets and keys come in an order that is each server's own. */
function unordered(command: string, reply: string): string {
  if (!/^(KEYS|SMEMBERS|SUNION|SCAN)/.test(command)) return reply;
  return reply
    .split("\n")
    .map((line) => line.replace(/^[\s\d)]+/, ""))
    .sort()
    .join("\n");
}

describe("redis in a container", () => {
  let session: LabSession;
  beforeAll(async () => {
    session = createLab(directory({}));
    await run(session, "docker run -d -q --name cache redis:7-alpine");
    await run(session, "sleep 1");
  }, 60_000);

  it("answers as Redis 7.0 was recorded to", async () => {
    for (const [command, reply] of recorded) {
      const output = await run(session, `docker exec cache sh -c 'echo "$0" | redis-cli --no-raw' '${command}'`);
      expect([command, unordered(command, output.replace(/[\r\n]+$/, ""))]).toEqual([command, unordered(command, reply)]);
    }
  }, 60_000);

  it("keeps its keys when it is told to end, and none of the last ones when it is killed", async () => {
    await run(session, "docker exec cache redis-cli set kept 1; docker stop cache; docker start cache; sleep 1");
    expect(await run(session, "docker exec cache redis-cli get kept")).toBe("1\n");
    await run(session, "docker exec cache redis-cli set lost 1; docker kill cache; docker start cache; sleep 1");
    expect(await run(session, "docker exec cache redis-cli mget kept lost")).toBe("1\n\n");
  }, 60_000);

  it("keeps every change in an append-only file", async () => {
    await run(session, "docker run -d -q --name aof redis:7-alpine redis-server --appendonly yes; sleep 1");
    await run(session, "docker exec aof redis-cli rpush l a b; docker kill aof; docker start aof; sleep 1");
    expect(await run(session, "docker exec aof redis-cli lrange l 0 -1")).toBe("a\nb\n");
  }, 60_000);

  it("lets keys end by the machine's clock", async () => {
    await run(session, "docker exec cache redis-cli setex gone 5 x; sleep 6");
    expect(await run(session, "docker exec cache redis-cli exists gone")).toBe("0\n");
  });

  it("hands values to whoever waits, and messages to whoever listens", async () => {
    const waiting = `docker exec cache sh -c 'redis-cli blpop jobs 5 & redis-cli subscribe news > /tmp/heard & sleep 1; redis-cli rpush jobs one; redis-cli publish news hi; sleep 1; cat /tmp/heard'`;
    expect(await run(session, waiting)).toBe("1\njobs\none\n1\nsubscribe\nnews\n1\nmessage\nnews\nhi\n");
  });

  it("runs a transaction only when what it watched is unchanged", async () => {
    const lines = ["WATCH w", "SET w 1", "MULTI", "SET w 2", "EXEC", "GET w", "MULTI", "FOO", "EXEC"];
    const output = await run(session, `printf '%s\\n' ${lines.map((line) => `'${line}'`).join(" ")} | docker exec -i cache redis-cli`);
    expect(output).toContain("QUEUED\n\n1\nOK\nERR unknown command 'FOO'");
    expect(output).toContain("EXECABORT Transaction discarded because of previous errors.");
  });

  it("lets nobody in without the password", async () => {
    await run(session, "docker run -d -q --name locked redis:7-alpine --requirepass s3cret; sleep 1");
    expect(await run(session, "docker exec locked redis-cli get a")).toBe("NOAUTH Authentication required.\n\n");
    expect(await run(session, "docker exec -e REDISCLI_AUTH=s3cret locked redis-cli ping")).toBe("PONG\n");
  });

  it("says what is wrong with its configuration", async () => {
    expect(await run(session, "docker run --rm -q redis:7-alpine --nonsense 1")).toContain("Bad directive or wrong number of arguments");
  });
});

it("reads words in quotes", () => {
  expect(splitWords(`set a "b \\x41\\n" 'it\\'s' c`)).toEqual(["set", "a", "b A\n", "it's", "c"]);
  expect(splitWords(`set "a`)).toBeUndefined();
});
