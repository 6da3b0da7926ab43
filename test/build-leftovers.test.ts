/** Corners of builds, each as a real Docker 28.5 was seen to have it. */
import { expect, test } from "vitest";
import { virtualStart } from "../src/engine/clocks.ts";
import { directory } from "../src/engine/filesystem/build.ts";
import { createLab } from "../src/headless/lab.ts";
import { runLine } from "../src/headless/run-lines.ts";
import { ownedBy } from "../src/headless/workspace.ts";

/** What the last of some lines says. */
async function said(dockerfile: string, ...lines: readonly string[]) {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  await runLine(session, `echo a > a.txt; mkdir conf; cat > Dockerfile <<'END_OF_FILE'\n${dockerfile}\nEND_OF_FILE\n`);
  let answer = { stdout: "", stderr: "" };
  for (const line of lines) answer = await runLine(session, line);
  return answer;
}

test.each([
  ["app", "1001 50 60"],
  ["app:7", "7"],
  ["app:staff", "50"],
  ["1000", "1001 50 60"],
  ["1000:7", "7"],
  ["55", "0"],
])("a group that USER gives is the only one: %s", async (user, groups) => {
  const accounts =
    "RUN echo app:x:1000:1001::/h:/bin/sh >> /etc/passwd; printf 'app:x:1001:\\nstaff:x:50:app\\nops:x:60:nobody,app\\nseven:x:7:\\n' >> /etc/group";
  const { stderr } = await said(`FROM alpine:3.20\n${accounts}\nUSER ${user}\nRUN id -G`, "docker build --progress=plain .");
  expect(/^#\d+ 0\.\d+ (.*)$/m.exec(stderr)?.[1]).toBe(groups);
});

test("SOURCE_DATE_EPOCH is the time of the image, of its own rows and of what WORKDIR makes", async () => {
  const dockerfile = "FROM alpine:3.20\nRUN echo x > /f\nWORKDIR /w\nENV A=1";
  const build = "docker build -q -t ep --build-arg SOURCE_DATE_EPOCH=1000000000 .";
  const time = "2001-09-09T01:46:40Z";
  expect((await said(dockerfile, build, "docker image inspect --format '{{.Created}}' ep")).stdout).toBe(`${time}\n`);
  const { stdout } = await said(dockerfile, build, "docker history --format '{{.CreatedAt}}' ep");
  expect(stdout.split("\n").map((row) => row === time)).toEqual([true, true, true, false, false, false]);
  expect((await said(dockerfile, build, "docker run --rm ep stat -c %Y /w")).stdout).toBe("1000000000\n");
});

test.each([
  ["COPY [a.txt /x", "[a.txt"],
  ["COPY a.txt [q conf /x/", "[q a.txt conf"],
  ["COPY a.txt /y\nCOPY [q /x", "[q a.txt"],
])("the client sends nothing for a pattern that is none: %s", async (lines, asked) => {
  const { stderr } = await said(`FROM alpine:3.20\n${lines}`, "docker build --progress=plain .");
  const why = `rpc error: code = Unknown desc = invalid includepatterns: [${asked}]: syntax error in pattern`;
  expect(stderr).toMatch(/\[internal\] load build context\n#\d+ transferring context: done\n#\d+ ERROR: rpc/);
  expect(stderr).toContain(` > [internal] load build context:\n------\nERROR: failed to build: failed to solve: ${why}\n`);
});

test("what ONBUILD lines of the base set off is checked, on the line of FROM", async () => {
  const rules = ["later", "ENV PASSWORD=x", "CMD echo hi", "ENV old form", "EXPOSE 80/UDP"];
  const parent = `printf 'FROM alpine:3.20\\nONBUILD WORKDIR ${rules.join("\\nONBUILD ")}\\n' | docker build -q -t parent -`;
  const { stdout } = await said(
    "FROM parent AS x\nRUN true",
    parent,
    "docker build --check . | grep -E 'WARN|^Dockerfile' | cut -d' ' -f-2",
  );
  const told = ["WorkdirRelativePath", "SecretsUsedInArgOrEnv", "JSONArgsRecommended", "LegacyKeyValueFormat", "ExposeProtoCasing"];
  expect(stdout).toBe(told.map((rule) => `WARNING: ${rule}\nDockerfile:1\n`).join(""));
});

test("why tells which image a result came with, in the build that took it over", async () => {
  const lines = [
    "docker build -q -t first --cache-to type=inline .",
    "docker builder prune -af",
    "docker build -q -t second --cache-from first .",
    "why --all",
  ];
  expect((await said("FROM alpine:3.20\nRUN echo x > /x", ...lines)).stdout).toContain("Its result came from `first`.");
  expect((await said("FROM alpine:3.20\nRUN echo x > /x", ...lines.slice(0, 3), "docker build -q .", "why --all")).stdout).not.toContain(
    "came from",
  );
});

test("an image of settings alone has no times, and FROM it is no step", async () => {
  const dockerfile = 'FROM scratch\nENV A=1\nCMD ["x"]';
  const empty = "docker build -q -t empty .";
  const { stdout } = await said(dockerfile, empty, "docker history empty --format '{{.CreatedSince}} {{.CreatedAt}} {{.CreatedBy}}'");
  expect(stdout).toBe('N/A 1970-01-01T00:00:00Z CMD ["x"]\nN/A 1970-01-01T00:00:00Z ENV A=1\n');
  expect((await said(dockerfile, empty, "docker image inspect empty --format '[{{.Created}}]'")).stdout).toBe("[]\n");
  const onIt =
    "printf 'FROM empty\\nCOPY --from=empty a.txt* /x/\\nCOPY conf /conf\\nLABEL a=b\\n' | docker build --progress=plain -t on -f - .";
  const { stderr } = await said(dockerfile, empty, onIt);
  expect(stderr).not.toMatch(/\] FROM|\d FROM/);
  expect(stderr).toContain("[stage-0 2/3] COPY conf /conf");
  const times = await said(dockerfile, empty, onIt, "docker history on --format '{{.CreatedAt}}'");
  expect(new Set(times.stdout.trim().split("\n")).size).toBe(1);
  expect(times.stdout).not.toContain("1970");
});

test("a check's JSON has the graph that its Dockerfile came by", async () => {
  const { stdout } = await said("FROM alpine:3.20\nCMD x", "docker build --call check,format=json .");
  const [{ definition }] = (JSON.parse(stdout) as { sources: [{ definition: Definition }] }).sources;
  const [source = "", end = ""] = definition.def.map((base64) => atob(base64));
  // Recorded on a real engine, but for the session's 25 letters.
  const at = source.indexOf("local.session") + "local.session".length + 2;
  expect(`${source.slice(0, at)}*${source.slice(at + 25)}`).toBe(
    "Z\0\x1a\xc5\x01\n\x12local://dockerfile\x12\x14\n\x0clocal.differ\x12\x04none\x12J\n\x11local.followpaths\x125" +
      '["Dockerfile","Dockerfile.dockerignore","dockerfile"]\x12*\n\rlocal.session\x12\x19*\x12!\n\x13local.sharedkeyhint\x12\ndockerfile',
  );
  const [digest = ""] = Object.keys(definition.Source.locations);
  expect(end).toBe(`\nI\nG${digest}`);
  expect(Object.keys(definition.metadata)).toContain(digest);
});

interface Definition {
  readonly def: readonly string[];
  readonly metadata: object;
  readonly Source: { readonly locations: object };
}

test.each([
  ["FROM --platform=bogus alpine:3.20"],
  ["FROM --platform=linux/amd64 alpine:3.20"],
  ["FROM --platform=amd64 alpine:3.20 AS amd64"],
])("a platform that is none is no constant one: %s", async (from) => {
  const { stdout } = await said(`${from}\nrun x`, "docker build --check .");
  expect(stdout).toContain("ConsistentInstructionCasing");
  expect(stdout.includes("FromPlatformFlagConstDisallowed")).toBe(from.endsWith("/amd64 alpine:3.20"));
});

test.each([
  ["--check", ["rel", "$NOPE", "$NONE"]],
  ["--check --target last", ["$NOPE", "$NONE"]],
  ["--progress=plain", ["$NOPE", "$NONE"]],
])("a stage that a context has taken the place of is checked only when all are: %s", async (flags, found) => {
  const dockerfile = "FROM alpine:3.20 AS base\nWORKDIR rel\nFROM base AS last\nENV A=$NOPE B=$NONE";
  const { stdout, stderr } = await said(dockerfile, `docker build ${flags} --build-context base=conf .`);
  const quoted = [...`${stdout}${stderr}`.matchAll(/(?:Usage of undefined variable|Relative workdir) ['"]([^'"]*)['"]/g)].map(
    ([, word]) => word,
  );
  expect([...new Set(quoted)]).toEqual(found);
});

test.each([
  ["set -x; echo in '' 50% a=b \"it's\" time a-b", ["+ echo 'in'  '50%' 'a=b' 'it'\"'\"'s' time a-b"]],
  ["printf '{print $1}\\n' > p; echo a b | awk -f p; awk -f q", ["a", "awk: can't open 'q': No such file or directory"]],
  ["tar -cf - -C /no . | tar -xf -", ["tar: can't change directory to '/no': No such file or directory", "tar: short read"]],
  ["printf '%ld|%5.1lf|%+e\\n' 5 6 7", ["5|  6.0|+7.000000e+00"]],
  ["tail -n +3 /etc/hosts", ["1.2.3.4\tb", "::1\ta"]],
])("busybox in a step: %s", async (command, printed) => {
  const build = "docker build --progress=plain --add-host b:1.2.3.4 --add-host a=::1 .";
  const { stderr } = await said(`FROM alpine:3.20\nRUN ${command.replace(/\n/g, "\\n")} 2>&1; true`, build);
  const lines = [...stderr.matchAll(/^#\d+ \d+\.\d+ (.*)$/gm)].map(([, line = ""]) => line);
  expect(lines).toEqual(expect.arrayContaining(printed));
});

const path = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

test.each([
  ["base=conf --target base", "{}", ""],
  ["last=conf", "{}", ""],
  ["last=docker-image://set", { Env: [path, "A=1"], Cmd: ["x"], WorkingDir: "/", ArgsEscaped: true }, "amd64"],
  ["base=conf", { Env: [path], Labels: { a: "b" } }, ""],
])("a context in place of the target is the image, untouched: %s", async (flags, config, architecture) => {
  const set = `printf 'FROM scratch\\nCMD ["x"]\\nENV A=1\\n' | docker build -q -t set -`;
  const dockerfile = "FROM alpine:3.20 AS base\nFROM base AS last\nLABEL a=b";
  const look = "docker image inspect got --format '{{json .Config}} {{.Architecture}}'";
  const { stdout } = await said(dockerfile, set, `docker build -q -t got --build-context ${flags} .`, look);
  expect(stdout).toBe(`${typeof config === "string" ? config : JSON.stringify(config)} ${architecture}\n`);
});

test.each([
  ["WORKDIR /w/x\nRUN --mount=type=bind ls a.txt", "a.txt"],
  ["WORKDIR /w/x\nRUN --mount=type=cache touch f; ls\nRUN ls -A", "f"],
  ["RUN --mount=type=bind true", 'invalid mount target "/"'],
])("a mount without a target is over the working directory: %s", async (lines, words) => {
  const { stderr } = await said(`FROM alpine:3.20\n${lines}`, "docker build --progress=plain .");
  expect([...stderr.matchAll(/^#\d+ \d+\.\d+ (.*)$|(invalid mount.*)$/gm)].map(([, printed, error]) => printed ?? error)).toEqual([words]);
});

test("--ulimit holds in a step", async () => {
  const { stderr } = await said("FROM alpine:3.20\nRUN echo at most $(ulimit -n), $(ulimit -Hn)", "docker build --ulimit nofile=100:200 .");
  expect(stderr).toContain(" at most 100, 200\n");
});

test("a build has several outputs, and its metadata the images it was made from", async () => {
  const dockerfile = "FROM alpine:3.20 AS one\nRUN true\nFROM busybox:1.36\nCOPY --from=one /etc/passwd /p";
  const build = "docker build -o out -o type=tar,dest=o.tar --load -t twice --metadata-file m.json .";
  const tell = `grep -c root: out/p; tar tf o.tar | grep -x p; docker images -q twice | wc -l; grep uri m.json | tr -d ' '`;
  expect((await said(dockerfile, build, tell)).stdout.split("\n")).toEqual([
    "1",
    "p",
    "1",
    '"uri":"pkg:docker/alpine@3.20?platform=linux%2Famd64",',
    '"uri":"pkg:docker/busybox@1.36?platform=linux%2Famd64",',
    "",
  ]);
});

test("an outline is told with what the lint found, targets are not", async () => {
  const dockerfile = "FROM alpine:3.20 AS One\nWORKDIR sub";
  expect((await said(dockerfile, "docker build --call=outline .")).stderr.match(/WARN|warnings found/g)).toHaveLength(3);
  expect((await said(dockerfile, "docker build --call=targets .")).stderr).not.toMatch(/WARN|warnings found/);
});
