import { expect, test } from "vitest";
import { createLab } from "../../../headless/lab.ts";
import { runLine } from "../../../headless/run-lines.ts";
import { directory } from "../../filesystem/build.ts";

test("getent asks the name server for what no file knows", async () => {
  const session = createLab(directory());
  await runLine(session, "docker network create net && docker run -d --name db --network net alpine:3.20 sleep 99");
  const { stdout } = await runLine(
    session,
    "docker run --rm -q --network net debian:12 sh -c 'getent hosts db; echo $?; getent hosts nope; echo $?'",
  );
  expect(stdout).toBe("172.18.0.2      db\n0\n2\n");
});
