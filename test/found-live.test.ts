/** What random builds on a real engine showed, each in its smallest form. */
import { expect, test } from "vitest";
import { virtualStart } from "../src/engine/clocks.ts";
import { directory } from "../src/engine/filesystem/build.ts";
import { createLab } from "../src/headless/lab.ts";
import { runLine } from "../src/headless/run-lines.ts";
import { ownedBy } from "../src/headless/workspace.ts";
import { stepsOf } from "./live/plain-progress.ts";

const accounts = `FROM alpine:3.20
RUN printf 'root:x:0:0:root:/root:/bin/sh\\napp:x:1000:1001:app:/home/app:/bin/sh\\n' > /etc/passwd
RUN printf 'root:x:0:\\nstaff:x:50:app\\napp:x:1001:\\n' > /etc/group
`;

/** What the steps of each Dockerfile printed, and the error. */
async function built(
  ...rounds: readonly { readonly edit?: string; readonly dockerfile: string; readonly options?: string }[]
): Promise<string[]> {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  let lines: string[] = [];
  for (const { edit = "true", dockerfile, options = "" } of rounds) {
    await runLine(session, `${edit}; sleep 1`);
    await runLine(session, `cat > Dockerfile <<'END_OF_FILE'\n${dockerfile}\nEND_OF_FILE\nsleep 1`);
    const { stderr } = await runLine(session, `docker build --progress=plain ${options} -t found .`);
    lines = stderr.split("\n").flatMap((line) => {
      const [, said] = /^#\d+ \d+\.\d+ (.*)/.exec(line) ?? /^ERROR: failed to build: failed to solve: (.*)/.exec(line) ?? [];
      return said === undefined ? [] : [said.replace(/^process ".*" did/, "process did")];
    });
  }
  return lines;
}

/** The verdicts of the last build's steps, after lines that end in the last Dockerfile being there. */
async function verdictsAfter(...lines: readonly string[]): Promise<string[]> {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  let stderr = "";
  for (const line of lines) ({ stderr } = await runLine(session, `${line}; sleep 2`));
  return stepsOf(stderr).map(([step, verdict]) => `${verdict} ${step}`);
}

const failed = (why: string) => [`process did not complete successfully: ${why}`];

test.each([
  ["app", failed("unable to find user app: invalid argument")],
  ["5:app", failed("unable to find user 5: invalid argument")],
  ["0", failed("unable to find user 0: invalid argument")],
  ["-1", failed("uids and gids must be in range 0-2147483647")],
  ["5:7", ["5", "7", "/"]],
  ["0:0", ["0", "0", "/"]],
])("without /etc/passwd, USER %s", async (user, said) => {
  expect(
    await built({ dockerfile: `FROM alpine:3.20\nRUN rm -f /etc/passwd /etc/group\nUSER ${user}\nRUN id -u; id -g; echo $HOME` }),
  ).toEqual(said);
});

test.each([
  ["app", failed("unable to find groups for spec app: invalid argument")],
  ["5:app", failed("unable to find groups for spec : invalid argument")],
  ["5", ["5", "0", "/"]],
  ["1000:5", ["1000", "5", "/home/app"]],
])("without /etc/group, USER %s", async (user, said) => {
  expect(await built({ dockerfile: `${accounts}RUN rm /etc/group\nUSER ${user}\nRUN id -u; id -g; echo $HOME` })).toEqual(said);
});

test.each([
  ["5:ghost", "5 5"],
  ["app:ghost", "1000 1001"],
  ["ghost:app", "0 1001"],
  ["ghost:5", "0 5"],
  ["5:", "5 0"],
  ["app:", "1000 0"],
  [":app", "0 1001"],
])("--chown=%s gives %s", async (owner, said) => {
  expect(await built({ edit: "echo x > f", dockerfile: `${accounts}COPY --chown=${owner} f /f\nRUN stat -c '%u %g' /f` })).toEqual([said]);
});

test.each([
  ["COPY --chown=app f /f", ["invalid user index: -1"]],
  ["COPY --chown=5:app f /f", ["invalid user index: -1"]],
  ["COPY --chown=root f /f", []],
  ["USER app\nWORKDIR /w", ["invalid user index: -1"]],
  ["COPY f /g\nCOPY --chown=app f /f", []],
])("on nothing, %s", async (lines, said) => {
  expect(await built({ edit: "echo x > f", dockerfile: `FROM scratch\n${lines}` })).toEqual(said);
});

test("a cache mount without from= starts from nothing", async () => {
  const mounted = (source: string) => built({ dockerfile: `FROM alpine:3.20\nRUN --mount=type=cache,target=/c,source=${source} echo hi` });
  expect(await mounted("d1/x")).toEqual(failed("open /d1/x: no such file or directory"));
  expect(await mounted("/")).toEqual(["hi"]);
});

test.each([
  ["d/no", "d"],
  ["no", "/"],
])("a mount of %s within one of %s is missed when the step begins", async (inner, outer) => {
  const mounts = `--mount=type=bind,source=${inner},target=/m --mount=type=bind,source=${outer},target=/n`;
  expect(await built({ edit: "mkdir d; echo x > d/f", dockerfile: `FROM alpine:3.20\nRUN ${mounts} echo hi` })).toEqual(
    failed(`open /${inner}: no such file or directory`),
  );
});

test("a step begins where its WORKDIR really is", async () => {
  const dockerfile = `FROM alpine:3.20\nRUN mkdir /d1 && ln -s d1 /link\nWORKDIR /link\nRUN pwd; echo $PWD; cd /link; pwd`;
  expect(await built({ dockerfile })).toEqual(["/d1", "/d1", "/link"]);
});

test("a directory's new mode is copied with what runs, and is no part of the key", async () => {
  const dockerfile = `FROM alpine:3.20\nCOPY s /s\nRUN stat -c %a /s/t`;
  const first = { edit: "mkdir -p s/t; echo x > s/t/f; chmod 755 s/t", dockerfile };
  const changed = { edit: "chmod 700 s/t; echo y > s/t/f", dockerfile };
  expect(await built(first, changed)).toEqual(["700"]);
  expect(await built(first, { edit: "chmod 700 s/t", dockerfile })).toEqual([]);
  expect(await built(first, changed, { edit: "chmod 755 s/t", dockerfile })).toEqual([]);
});

test("files of a folder that a stage stands on are root's", async () => {
  const dockerfile = `FROM more AS m\nFROM alpine:3.20\nCOPY --from=m f /f\nRUN stat -c '%u %g' /f`;
  expect(await built({ edit: "mkdir d; echo x > d/f", dockerfile, options: "--build-context more=./d" })).toEqual(["0 0"]);
});

test("names of one file weigh once where one source brings them", async () => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  const from = "FROM alpine:3.20 AS a\\nRUN mkdir /d && head -c 3000 /dev/zero > /d/a && ln /d/a /d/b\\nFROM scratch\\n";
  const copies = ["/d /d", "/d/a /d/b /e/", "/d /d /g/", "/d /d/a /i/"].map((words) => `COPY --from=a ${words}\\n`).join("");
  await runLine(session, `printf '${from}${copies}' > Dockerfile; docker build -t found .`);
  const { stdout } = await runLine(session, "docker history --format '{{.Size}}' found");
  expect(stdout.split("\n").slice(0, 4)).toEqual(["6kB", "3kB", "6kB", "3kB"]);
});

test("a folder that busybox copies keeps its special bits", async () => {
  const dockerfile =
    "FROM alpine:3.20\nRUN mkdir -m 7777 a && cp -r a b && stat -c %a b && umask 077 && cp -r a c && stat -c %a c && umask 022 && touch f && chmod 6755 f && cp f g && stat -c %a g";
  expect(await built({ dockerfile })).toEqual(["7755", "7700", "6755"]);
});

test("the row of a RUN tells the ENV that has taken an ARG's name over", async () => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  const dockerfile = "FROM alpine:3.20\nARG A=arg B=b\nENV A=env\nRUN true\n";
  await runLine(session, `printf '${dockerfile.replaceAll("\n", "\\n")}' | docker build -q -t found -`);
  const { stdout } = await runLine(session, "docker history --no-trunc --format '{{.CreatedBy}}' found");
  expect(stdout.split("\n")[0]).toBe("RUN |2 A=env B=b /bin/sh -c true # buildkit");
});

test("a mount of the stage that a step stands on is missed when the step begins", async () => {
  const dockerfile = "FROM alpine:3.20 AS a\nFROM a\nRUN --mount=type=bind,from=a,source=/f1,target=/d1 true";
  expect(await built({ dockerfile })).toEqual(failed("open /f1: no such file or directory"));
});

test("a link to nothing that a pattern matches is missed; within a folder it is copied as it is", async () => {
  const edit = "ln -sfn nowhere dangling; echo b > b.txt";
  for (const source of ["dang*", '["*", "/x/"]'])
    expect(
      (await built({ edit, dockerfile: `FROM alpine:3.20\nCOPY ${source.startsWith("[") ? source : `${source} /x/`}` })).join(),
    ).toMatch(/failed to calculate checksum of ref \S+ "\/dangling": not found/);
  expect(await built({ edit, dockerfile: "FROM alpine:3.20\nCOPY . /x/\nRUN readlink /x/dangling" })).toEqual(["nowhere"]);
});

test("--chmod without a value changes no mode", async () => {
  const dockerfile = "FROM alpine:3.20\nARG V\nCOPY --chmod=$V f /f\nRUN stat -c %a /f";
  expect(await built({ edit: "echo x > f; chmod 640 f", dockerfile })).toEqual(["640"]);
});

test("what --no-cache left behind is found again when the newer result is pruned", async () => {
  const steps = await verdictsAfter(
    "printf 'FROM alpine:3.20\\nRUN mkdir /d\\n' > Dockerfile; docker build -t found .",
    "docker build --no-cache -t found .",
    "docker rmi found",
    "docker builder prune -f",
    "docker build --progress=plain -t found .",
  );
  expect(steps).toEqual(["CACHED [2/2] RUN mkdir /d"]);
});

test("a copied folder brings its time: copied again it makes the same layer, which an image may share", async () => {
  const build = "docker build --progress=plain -t found .";
  const steps = await verdictsAfter(
    "printf 'FROM alpine:3.20\\nRUN mkdir /from && echo x > /from/f\\n' | docker build -t parent -",
    `printf 'FROM alpine:3.20\\nCOPY --from=parent /fr* /from\\n' > Dockerfile; ${build}`,
    `docker tag found parent; sleep 2; ${build}`,
    "docker rmi -f found; docker builder prune -f",
    build,
  );
  expect(steps).toEqual(["CACHED [stage-0 2/2] COPY --from=parent /fr* /from"]);
});

test.each([
  ["/link*", "lstat /d1: no such file or directory"],
  ["/link", "lstat /d1: no such file or directory"],
  ["/link/x", "lstat /d1/x: no such file or directory"],
  ["/link/x*", "lstat /d1: no such file or directory"],
  ["/l2", "lstat /d1: no such file or directory"],
  ["/l3/*", "lstat /a/b/c: no such file or directory"],
  ["/l4*", "lstat /zz: no such file or directory"],
  ["/abs/y", "lstat /q/r/y: no such file or directory"],
  ["/loop", "too many links"],
  ["/loop*", "too many links"],
  ["/m/l*", "lstat /m/n/o: no such file or directory"],
  ["/m/l5/*", "lstat /m/n/o: no such file or directory"],
])("a link to nothing in the step's own stage, %s, is missed where it leads", async (source, said) => {
  const links =
    "ln -s d1 /link; ln -s link /l2; ln -s /a/b/c /l3; ln -s ../../x/../zz /l4; ln -s /q/r /abs; ln -s loop /loop; mkdir m; ln -s n/o m/l5";
  expect(await built({ dockerfile: `FROM alpine:3.20 AS base\nRUN ${links}\nFROM base\nCOPY --from=base ${source} rel/file` })).toEqual([
    said,
  ]);
});

test.each([
  ["changes nothing", "COPY /none* /app/", "true"],
  [
    "is on another ground in an image that is left",
    "COPY f /",
    "printf 'FROM alpine:3.20\\nRUN true\\nCOPY f /\\n' | docker build -t other -f - .",
  ],
])("docker builder prune takes a layer that %s", async (_, step, other) => {
  const steps = await verdictsAfter(
    `echo x > f; ${other}`,
    `printf 'FROM alpine:3.20\\n${step}\\n' > Dockerfile; docker build -t found .`,
    "docker rmi -f found; docker builder prune -f",
    "docker build --progress=plain -t found .",
  );
  expect(steps).toEqual([`DONE [2/2] ${step}`]);
});

test("of a stage whose results are pruned nothing runs when what reads it is known", async () => {
  const stage = "FROM alpine:3.20 AS base\\nRUN mkdir /d\\nRUN mkdir /d/e\\nWORKDIR /d/e\\n";
  const reader = (last: string) => `FROM alpine:3.20\\nRUN --mount=from=base,source=/d,target=/m ls /m\\n${last}`;
  const steps = await verdictsAfter(
    `printf '${stage}${reader("RUN touch /x")}' > Dockerfile; docker build -t kept .`,
    "docker build -t found .; docker rmi found; docker builder prune -f",
    `printf '${stage}${reader("RUN touch /y")}' > Dockerfile; docker build --progress=plain -t found .`,
  );
  expect(steps.filter((step) => !step.startsWith("CACHED"))).toEqual(["DONE [stage-1 3/3] RUN touch /y"]);
});

test.each([
  ["COPY web/assets/*.xyz /", "lstat /web/assets"],
  ["COPY web/*.xyz /", "lstat /web"],
  ["COPY web/empty/* /", "lstat /web/empty"],
  ["COPY web/assets/*.css /", "lstat /web/assets"],
  ["COPY web/empt* /x/", undefined],
  ["COPY web/assets/*.xyz /\nCOPY web /w", undefined],
  ["COPY web/assets/*.xyz web/assets/a.js /w/", undefined],
  ["COPY --from=alpine:3.20 /srv/* /x/", undefined],
  ["COPY w*/assets/*.xyz /", undefined],
])("a folder that nothing is copied out of is not sent: %s", async (lines, missing) => {
  const edit = "mkdir -p web/assets web/empty; echo a > web/assets/a.js; echo c > web/assets/c.css; echo '**/*.css' > .dockerignore";
  const said = missing === undefined ? [] : [`${missing}: no such file or directory`];
  expect(await built({ edit, dockerfile: `FROM alpine:3.20\n${lines}` })).toEqual(said);
});

test.each([
  ["COPY --from=a /a /x\nCOPY --from=b /b /x", "[b 1/2] FROM"],
  ["COPY --from=b /b /x\nCOPY --from=a /a /x", "[a 1/2] FROM"],
  ["COPY --from=alpine:3.20 /etc/passwd /x\nCOPY --from=b /b /x", "[b 1/2] FROM"],
  ["COPY --from=b /b /x\nCOPY --from=alpine:3.20 /etc/passwd /x", "FROM"],
  ["RUN --mount=from=alpine:3.20,target=/m --mount=from=a,target=/n true", "[a 1/2] FROM"],
])("a base that several have is called as it is met last: %s", async (lines, name) => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  const stages = "FROM alpine:3.20 AS a\nRUN touch /a\nFROM alpine:3.20 AS b\nRUN touch /b\nFROM busybox:1.36\n";
  await runLine(session, `cat > Dockerfile <<'END'\n${stages}${lines}\nEND\n`);
  const { stderr } = await runLine(session, "docker build --progress=plain .");
  expect(/^#\d+ (.*FROM) docker.io\/library\/alpine:3.20/m.exec(stderr)?.[1]).toBe(name);
});

test.each([
  ["COPY l*/one.cfg /x/", []],
  ["COPY link/*.cfg /x/", ["one.cfg"]],
  ["COPY */lin/*.cfg /x/", []],
  ["COPY conf/*/x.cfg /x/", ["x.cfg"]],
  ["COPY lin* /x/", ["in", "lin", "one.cfg"]],
  ["COPY conf/li* /x/", ["x.cfg"]],
  ["COPY --from=s /l*/one.cfg /x/", []],
  ["COPY --from=s /c*/lin/x.cfg /x/", []],
])("links within a pattern: %s", async (step, said) => {
  const edit = "mkdir -p conf/in; echo 1 > conf/one.cfg; echo 2 > conf/in/x.cfg; ln -s conf link; ln -s in conf/lin";
  const stage = "FROM alpine:3.20 AS s\nCOPY conf /conf\nRUN ln -s conf /link\nFROM alpine:3.20\n";
  expect(await built({ edit, dockerfile: `${stage}${step}\nRUN mkdir -p /x; ls /x` })).toEqual(said);
});

test.each([
  "FROM alpine:3.20 AS a\nFROM Bad\nCOPY --from=a / /",
  "FROM Bad AS x\nFROM alpine:3.20",
  "FROM alpine:3.20\nRUN --mount=from=Bad,target=/x true",
])("a name that is none is told when the other images have been asked about: %s", async (dockerfile) => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  await runLine(session, `cat > Dockerfile <<'END'\n${dockerfile}\nEND\n`);
  const { stderr } = await runLine(session, "docker build --progress=plain .");
  expect(stderr).toContain("load metadata for docker.io/library/alpine:3.20");
  expect(stderr).toContain('failed to parse stage name "Bad": invalid reference format: repository name (library/Bad) must be lowercase');
});

test("an image given as a context is not the one that a stage stands on", async () => {
  const dockerfile = "FROM alpine:3.20\nCOPY --from=more /f1 .";
  const said = (await built({ dockerfile, options: "--build-context more=docker-image://alpine:3.20" })).join();
  expect(said).toMatch(/^failed to compute cache key: failed to calculate checksum of ref \S+ "\/f1": not found$/);
});

test.each([
  ["bind,source=src,target=/m", "bind,from=base,source=/f1,target=/m/deep", "open"],
  ["bind,source=src,target=/m", "bind,from=base,source=/dd,target=/m/deep", "mkdir"],
  ["bind,from=base,source=/f1,target=/m/deep", "bind,source=src,target=/m", "open"],
  ["bind,source=src,target=/m", "tmpfs,target=/m/deep", "mkdir"],
  ["bind,source=src,target=/m,rw", "bind,from=base,source=/f1,target=/m/deep", undefined],
])("nothing is mounted where it would have to be made in a read-only mount: %s, %s", async (first, second, call) => {
  const stage = "FROM alpine:3.20 AS base\nRUN echo 1 > /f1; mkdir /dd\nFROM alpine:3.20\n";
  const said = await built({ edit: "mkdir src", dockerfile: `${stage}RUN --mount=type=${first} --mount=type=${second} ls /m` });
  if (call === undefined) expect(said).toEqual(["deep"]);
  else {
    expect(said[0]).toMatch(
      /^runc run failed: .* error mounting "(tmpfs|\/var\S+)" to rootfs at "\/m\/deep": (open|mkdir) \S+\/m\/deep: read-only file system$/,
    );
    expect(said[0]).toContain(`: ${call} /var`);
    expect(said[1]).toBe(failed("exit code: 1")[0]);
  }
});

const makes = "RUN mkdir -p /app /d1/sub; echo 1 > /f; ln -s d1 /link; ln -s loop /loop; chmod 700 /app";
const runc = "runc run failed: unable to start container process: error during container init: ";

test.each([
  ["WORKDIR /a/w\nRUN rm -r /a\nUSER 1000\nRUN pwd; stat -c '%u %g %a' . ..", ["/a/w", "1000 0 755"]],
  ["WORKDIR /a/w\nRUN rm -r /a/w; ln -s new /a/w\nRUN pwd\nRUN ls /a", ["/a/new", "new", "w"]],
  ["WORKDIR /a/w\nRUN rm -r /a/w; touch /a/w\nRUN true", [`${runc}mkdir /a/w: not a directory`]],
  ["WORKDIR /a/w\nRUN rm -r /a/w; ln -s w /a/w\nRUN true", ["working dir  points to invalid target: too many links"]],
  ["WORKDIR /a/w/x\nRUN rm -r /a/w; touch /a/w\nRUN true", ["lstat <root>/a/w/x: not a directory"]],
  ["WORKDIR /a/w\nRUN --mount=type=tmpfs,target=/a pwd; touch x\nRUN ls -A", ["/a/w"]],
  ["WORKDIR /a/w\nRUN --mount=type=cache,target=/a touch x\nRUN --mount=type=cache,target=/a ls /a/w\nRUN ls -A", ["x"]],
  ["WORKDIR /link/v\nRUN --mount=from=alpine:3.20,source=/etc,target=/d1 true", [`${runc}mkdir /link/v: read-only file system`]],
  ["WORKDIR /a/v\nRUN rm -r /a/v; ln -s /d1/in /a/v\nRUN --mount=type=tmpfs,target=/d1 true", [`${runc}mkdir /a/v: file exists`]],
])("a step's working directory is made when it is gone, or refused: %s", async (lines, said) => {
  const got = await built({ dockerfile: `FROM alpine:3.20\n${makes}\n${lines}` });
  const shown = got.map((line) => line.replace(/.*(?=lstat )|.*(?=working dir .*links)/, "").replace(/\/var\/\S+\/rootfs/, "<root>"));
  expect([...new Set(shown)].slice(0, said.length)).toEqual(said);
});

test.each([
  ["bind,from=alpine:3.20,source=/etc/passwd,target=/app", "mount <file>:/app (via /proc/self/fd/6), flags: 0x5001: not a directory"],
  ["bind,from=alpine:3.20,source=/etc,target=/f,rw", "mount <tree>:/f (via /proc/self/fd/6), flags: 0x5000: not a directory"],
  ["tmpfs,target=/f", "mount tmpfs:/f (via /proc/self/fd/6), flags: 0x2: not a directory"],
  ["cache,target=/f", "mount <diff>:/f (via /proc/self/fd/6), flags: 0x5000: not a directory"],
  ["bind,from=alpine:3.20,source=/etc,target=/f/x/y", "open o_path procfd: open <root>/f/x/y: not a directory"],
  ["tmpfs,target=/f/x", "mkdir <root>/f: not a directory"],
  ["cache,target=/loop", "SecureJoin <root>/loop/: too many levels of symbolic links"],
  ["bind,from=alpine:3.20,source=/etc,target=/loop/x", "SecureJoin <root>/loop/x: too many levels of symbolic links"],
])("what can't be mounted where it should be: %s", async (mount, why) => {
  const [said = ""] = await built({ dockerfile: `FROM alpine:3.20\n${makes}\nRUN --mount=type=${mount} true` });
  const shown = said
    .replaceAll(/\/var\/\S+?\/rootfs(?=\/)/g, "<root>")
    .replaceAll(/\/var\/\S+\/(file|diff)\b/g, "<$1>")
    .replaceAll(/\/var\/\S+?buildkit-mount\d+/g, "<tree>");
  expect(shown.replace(/.*to rootfs at "[^"]*": /, "")).toBe(why);
});

test("a tmpfs has the mode of what it covers, and a mount's target may be one of the engine's own files", async () => {
  const steps = "RUN --mount=type=tmpfs,target=/app --mount=type=tmpfs,target=/new stat -c %a /app /new";
  const over = "RUN --mount=from=alpine:3.20,source=/etc/shells,target=/etc/hosts head -n 1 /etc/hosts";
  expect(await built({ dockerfile: `FROM alpine:3.20\n${makes}\n${steps}\n${over}` })).toEqual(["700", "1777", "# valid login shells"]);
});

test.each([
  ["cache,target=/dev", "unable to setup user: stat /dev/null: no such file or directory"],
  ["bind,target=/dev", "mkdir <root>/dev/pts: read-only file system"],
  ["tmpfs,target=/proc", "error closing exec fds: open /proc/self/fd: no such file or directory"],
  ["bind,target=/proc", '"<root>/proc" cannot be mounted because it is not of type proc'],
  ["bind,target=/sys", "mkdir <root>/sys/fs: read-only file system"],
  ["tmpfs,target=/dev", "full"],
])("a mount over what runc puts together: %s", async (mount, words) => {
  const [said = ""] = await built({ dockerfile: `FROM alpine:3.20\nRUN --mount=type=${mount} ls /dev | grep full` });
  expect(said.replaceAll(/\/var\/\S+?\/rootfs(?=\/)/g, "<root>")).toMatch(new RegExp(`${words.replace(/[/"]/g, "\\$&")}$`));
});

const cacheFrom = (source: string, id = "a") => `--mount=type=cache,target=/c,id=${id}${source}`;

test.each([
  [
    [`${cacheFrom(",from=s,source=/f")} cat /c; echo more >> /c`, `${cacheFrom(",from=s")} cat /c/f /c/d/f`],
    ["file", "file", "more", "one"],
  ],
  [
    [`${cacheFrom(",from=s,source=/link")} echo x > /c/x`, `${cacheFrom(",from=s,source=/d")} ls /c`],
    ["f", "x"],
  ],
  [[`${cacheFrom(",from=s")} rm -r /c/d`, `${cacheFrom(",from=s,source=/d")} true`], failed("open /d: no such file or directory")],
  [
    [`${cacheFrom("")} mkdir -p /c/x/y; echo z > /c/x/f`, `${cacheFrom(",source=/x")} ls /c`, `${cacheFrom(",source=/x/f")} cat /c`],
    ["f", "y", "z"],
  ],
  [
    [`${cacheFrom(",from=s,uid=5")} ls -A /c; stat -c '%u %a' /c; touch /c/n`, `${cacheFrom(",from=s,uid=5")} ls /c`],
    ["5 755", "n"],
  ],
  [[`${cacheFrom(",uid=5")} touch /c/n`, `${cacheFrom(",uid=5,source=/n")} true`], failed("open /n: no such file or directory")],
  [[`${cacheFrom(",from=s,source=/d,uid=5,mode=0700")} stat -c '%u %a' /c`], ["0 755"]],
  [[`${cacheFrom(",from=s,source=/d/f,ro")} echo x > /c || cat /c`], ["/bin/sh: can't create /c: Read-only file system", "one"]],
])("a cache mount is one tree, and source= a place in it: %s", async (steps, said) => {
  const stage = "FROM alpine:3.20 AS s\nRUN mkdir /d; echo one > /d/f; echo file > /f; ln -s d /link\nFROM alpine:3.20\n";
  expect(await built({ dockerfile: `${stage}${steps.map((step) => `RUN ${step}`).join("\n")}` })).toEqual(said);
});

test("what the stage that a step stands on lacks is missed by a cache mount too", async () => {
  const dockerfile = "FROM alpine:3.20 AS a\nRUN true\nFROM a\nRUN --mount=type=cache,from=a,source=/d1,target=/c true";
  expect(await built({ dockerfile })).toEqual(failed("open /d1: no such file or directory"));
});

test("a backslash escapes in a here-document, whatever # escape= says", async () => {
  const dockerfile = '# escape=`\nFROM alpine:3.20\nENV M=m\nCOPY <<A /a\n$M \\$M `$M `\\ "\\$M" \\\\x\nA\nRUN cat /a';
  expect(await built({ dockerfile })).toEqual(['m $M `m ` "$M" \\x']);
});

test("nothing is warned of in a stage that only a replaced one stood on", async () => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  await runLine(session, "mkdir d; printf 'FROM alpine:3.20 AS base\\nENV A=$NONE\\nFROM base AS s\\nRUN true\\n' > Dockerfile");
  const warned = async (options: string) => / - UndefinedVar: .*/.exec((await runLine(session, `docker build ${options} .`)).stderr)?.[0];
  expect(await warned("")).toBe(" - UndefinedVar: Usage of undefined variable '$NONE' (line 2)");
  expect(await warned("--build-context s=d")).toBeUndefined();
});

test("what a replaced stage would copy from is asked for and linted, and not run", async () => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  const stages =
    "FROM alpine:3.20 AS o\\nENV A=$NONE\\nRUN true\\nFROM alpine:3.20 AS s\\nCOPY --from=o /o /o\\nCOPY --from=nowhere /x /x\\n";
  await runLine(session, `mkdir d; printf '${stages}' > Dockerfile`);
  const { stderr } = await runLine(session, "docker build --progress=plain --build-context s=d .");
  expect(stderr).toContain("nowhere: failed to resolve source metadata for docker.io/library/nowhere:latest");
  await runLine(session, "sed -i '$d' Dockerfile");
  const without = await runLine(session, "docker build --progress=plain --build-context s=d .");
  expect(without.exitCode).toBe(0);
  expect(without.stderr).toContain("Usage of undefined variable '$NONE' (line 2)");
  expect(stepsOf(without.stderr)).toEqual([]);
});

const writes = "RUN --mount=type=bind,source=src,target=/m,rw true";

test.each([
  ["COPY src /m", "COPY src /m", "CACHED"],
  [writes, writes, "DONE"],
  [`${writes}\nCOPY src /m`, "COPY src /m", "DONE"],
  ["COPY src /m\nRUN --mount=type=bind,source=o,target=/q,rw true", "COPY src /m", "DONE"],
  ["COPY src /m\nRUN --mount=type=bind,target=/q,rw false", "COPY src /m", "DONE"],
  ["COPY src /m\nRUN --mount=type=bind,target=/q true", "COPY src /m", "CACHED"],
])("a directory's mode counts again after a step that could write to the context: %s, then %s", async (before, after, verdict) => {
  const dockerfile = (lines: string) => `cat > Dockerfile <<'END'\nFROM alpine:3.20\nCOPY src /m\n${lines}\nEND\n`;
  const steps = await verdictsAfter(
    `mkdir src; echo a > src/a; echo o > o; ${dockerfile(before)}docker build .`,
    `chmod 700 src; ${dockerfile(after)}docker build --progress=plain .`,
  );
  expect(steps.at(-1)).toMatch(new RegExp(`^${verdict} `));
});

test.each([
  ["", ",uid=5", "w w"],
  ["", "", "w"],
  [",uid=5", ",from=live,source=/etc", "w"],
  [",uid=5", "", "w w"],
])("a forced step empties cache mounts that start as its own does: %s, %s", async (kept, forced, said) => {
  const dockerfile = (word: string) =>
    `FROM alpine:3.20 AS live\nFROM alpine:3.20 AS forced\nRUN --mount=type=cache,id=z,target=/c${forced} true\n` +
    `FROM live\nCOPY --from=forced /etc/shells /x\nRUN --mount=type=cache,id=z,target=/c${kept} echo w >> /c/log; : ${word}; echo $(cat /c/log)`;
  const options = "--no-cache-filter forced";
  expect(await built({ dockerfile: dockerfile("1") }, { dockerfile: dockerfile("2"), options })).toEqual([said]);
});

test.each([
  ["mode=0777", "755 0 0"],
  ["mode=1777,gid=5", "755 0 5"],
  ["mode=0770,uid=3", "750 3 0"],
  ["mode=0022", "0 0 0"],
])("the directory of a cache mount is made under the daemon's umask: %s", async (options, said) => {
  const dockerfile = `FROM alpine:3.20\nRUN --mount=type=cache,target=/c,${options} stat -c '%a %u %g' /c`;
  expect(await built({ dockerfile })).toEqual([said]);
});

test("a umask holds in pipelines and subshells, and one of a subshell's stays there", async () => {
  const dockerfile = "FROM alpine:3.20\nRUN umask 002; echo a | cat > /a; (umask 077; echo b > /b); echo c > /c; stat -c %a /a /b /c";
  expect(await built({ dockerfile })).toEqual(["664", "600", "664"]);
});

test("a mount point that had to be made shows in the time of its directory: a prune takes such a step, run again, without its image", async () => {
  const dockerfile = "FROM alpine:3.20\\nRUN echo a > /a\\nRUN --mount=type=bind,target=/m true\\n";
  const build = "docker build --progress=plain -t live .";
  const steps = await verdictsAfter(
    `printf '${dockerfile}' > Dockerfile; ${build}`,
    `echo b > b; ${build}`,
    "docker rmi -f live; docker builder prune -f",
    build,
  );
  expect(steps).toEqual(["CACHED [stage-0 2/3] RUN echo a > /a", "DONE [stage-0 3/3] RUN --mount=type=bind,target=/m true"]);
});

test.each([
  ["FROM alpine:3.20 AS base\\nFROM base\\nUSER me\\n", ""],
  ["FROM alpine:3.20 AS base\\nFROM base AS next\\nFROM next\\nUSER me\\n", ""],
  ["FROM base\\nUSER me\\n", "/"],
  ["FROM base AS next\\nFROM next\\nUSER me\\n", "/"],
])("the working directory of what stands on a directory in place of a stage: %s", async (dockerfile, place) => {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  await runLine(session, `mkdir d; printf '${dockerfile}' > Dockerfile; docker build -q --build-context base=d -t x .`);
  expect((await runLine(session, "docker image inspect -f '{{.Config.WorkingDir}}' x")).stdout).toBe(`${place}\n`);
});

/** What the last line prints, in a project with an archive that has a hard link and one that breaks off. */
async function printedBy(dockerfile: string, ...lines: readonly string[]): Promise<string> {
  const session = createLab(directory({}, ownedBy(virtualStart)));
  const files =
    "mkdir -p in && echo x > in/a && ln in/a in/b && tar -cf links.tar in && gzip -k links.tar && head -c 100 links.tar.gz > cut.tgz";
  await runLine(session, `${files}; printf '${dockerfile}' > Dockerfile; echo k > key`);
  let stdout = "";
  for (const line of lines) ({ stdout } = await runLine(session, line));
  return stdout;
}

test("a directory that the client makes for a result is its user's alone", async () => {
  expect(await printedBy("FROM scratch\\nCOPY key /\\n", "docker build -q -o deep/er .", "stat -c '%a %U' deep deep/er deep/er/key")).toBe(
    "700 dev\n700 dev\n644 dev\n",
  );
});

test("hard links stay hard links in an archive", async () => {
  const dockerfile = "FROM scratch\\nADD links.tar /\\n";
  expect(
    await printedBy(
      dockerfile,
      "docker build -q -o type=tar,dest=out.tar . > /dev/null; tar -tvf out.tar | grep -c '^hrw-r--r-- .* in/b link to in/a'",
    ),
  ).toBe("1\n");
});

test("an archive that breaks off before its first window is inflated is a file like any other", async () => {
  expect(await printedBy("FROM scratch\\nADD cut.tgz /x/\\n", "docker build -q -o out . > /dev/null; stat -c %s out/x/cut.tgz")).toBe(
    "100\n",
  );
});

test("settings alone, above a base's layers, have the time of the base: built again it is the same image", async () => {
  const dockerfile = "FROM alpine:3.20\\nENV A=b\\n";
  const lines = ["docker build -q -t a . ; sleep 5; docker build -q -t b --no-cache ."];
  expect(await printedBy(dockerfile, ...lines, "docker image inspect -f '{{.Created}}' a b alpine:3.20 | sort -u | wc -l")).toBe("1\n");
  expect(await printedBy(dockerfile, ...lines, "docker images -q --no-trunc a; docker images -q --no-trunc b")).toMatch(/^(\S+)\n\1\n$/);
});

test("that a secret cannot be read is told by the step that asks for it", async () => {
  const build = "docker build --progress=plain --secret id=s,src=in . 2>&1 | grep -c 'ERROR: read in: is a directory'";
  expect(await printedBy("FROM alpine:3.20\\nRUN true\\n", build)).toBe("0\n");
  expect(await printedBy("FROM alpine:3.20\\nRUN --mount=type=secret,id=s true\\n", build)).toBe("1\n");
});

test("the metadata tell what was asked of the frontend", async () => {
  const options =
    "--build-arg B=2 --label x=y --target t --add-host a:1.2.3.4 --build-context c=in --ulimit nofile=5 --no-cache-filter t,u";
  const line = `docker build -q --metadata-file m.json ${options} . > /dev/null; tr -d ' \\n' < m.json | grep -o '"args":{[^}]*}'`;
  const args = {
    "add-hosts": "a=1.2.3.4",
    "build-arg:B": "2",
    "context:c": "local:c",
    "frontend.caps": "moby.buildkit.frontend.contexts+forward",
    "label:x": "y",
    "no-cache": "t,u",
    target: "t",
    ulimit: "nofile=5:5",
  };
  expect(await printedBy("FROM scratch AS t\\nCOPY key /\\n", line)).toBe(`"args":${JSON.stringify(args)}\n`);
});

test("unpacking an archive's ./ gives the directory its owner and mode", async () => {
  const dockerfile =
    "FROM alpine:3.20\nRUN mkdir -m 750 /a && mkdir /b && chown 5:6 /a && tar -cf - -C /a . | tar -xf - -C /b && stat -c '%a %u:%g' /b";
  expect(await built({ dockerfile })).toEqual(["750 5:6"]);
});

test("the same files in another archive are another archive", async () => {
  const build = "docker build --progress=plain - 2>&1 | grep -A1 'remote build context' | tail -1 | cut -c4-7";
  const lines = [`tar -cf c.tar Dockerfile key; cat c.tar | ${build}`, `gzip -c c.tar | ${build}`, `cat c.tar | ${build}`];
  const dockerfile = "FROM scratch\\nCOPY key /\\n";
  expect(await printedBy(dockerfile, lines.slice(0, 2).join("; "))).toBe("DONE\nDONE\n");
  expect(await printedBy(dockerfile, lines[0] as string, lines[2] as string)).toBe("CACH\n");
});

test("GitHub's cache is left out where there is no GitHub", async () => {
  expect(await printedBy("FROM scratch\\nCOPY key /\\n", "docker build -q --cache-to type=gha --cache-from type=gha . | cut -c1-7")).toBe(
    "sha256:\n",
  );
});

test("the metadata tell which secrets and agents the steps ask for, once each", async () => {
  const mounts = ["secret,id=b", "secret,id=a,required", "secret,id=b,target=/q", "ssh"].map((each) => `--mount=type=${each}`).join(" ");
  const line =
    "docker build -q --secret id=a,src=key --metadata-file m.json . > /dev/null; tr -d ' \\n' < m.json | grep -o '\"secrets\".*,\"locals\"'";
  const told = `${JSON.stringify({ secrets: [{ id: "a" }, { id: "b", optional: true }], ssh: [{ id: "default", optional: true }] }).slice(1, -1)},"locals"\n`;
  expect(await printedBy(`FROM alpine:3.20\\nRUN ${mounts} true\\n`, line)).toBe(told);
});

test("a directory for each platform, when it is asked for", async () => {
  const line = "docker build -q -o type=local,dest=out,platform-split=true . > /dev/null; find out | sort | xargs stat -c '%a %n'";
  expect(await printedBy("FROM scratch\\nCOPY key /\\n", line)).toBe("700 out\n755 out/linux_amd64\n644 out/linux_amd64/key\n");
  const links = "ln -s /etc/x in/abs; ln -s etc/x in/rel; docker build -q -o type=local,dest=out,platform-split=true . > /dev/null";
  const read = "readlink out/linux_amd64/abs out/linux_amd64/rel";
  expect(await printedBy("FROM scratch\\nCOPY in /\\n", links, read)).toBe("/linux_amd64/etc/x\netc/x\n");
});

test("files that two instructions copied are two files in the tar of a tree", async () => {
  const line = "docker build -q -o type=tar,dest=o.tar . > /dev/null; tar -tvf o.tar | grep key | cut -c1";
  expect(await printedBy("FROM scratch\\nCOPY key /a/\\nCOPY key /b/\\n", line)).toBe("-\n-\n");
  const ways =
    "mkdir -p d/in; mv key d; ln -s ../key d/in/akey; docker build -q -o type=tar,dest=o.tar . > /dev/null; tar -tvf o.tar | grep key | cut -c1";
  expect(await printedBy("FROM scratch\\nCOPY d/in/akey /a/\\nCOPY d /a/\\n", ways)).toBe("-\nl\n-\n");
});

test("what ONBUILD sets off behind the instruction that ends the build is not checked", async () => {
  const dockerfile = "FROM alpine:3.20 AS a\\nONBUILD WORKDIR later\\nRUN --mount=type=cache,target=$NONE true\\nFROM a\\n";
  expect(await printedBy(dockerfile, "docker build . 2>&1 | grep -c WorkdirRelativePath")).toBe("0\n");
});

test("a Dockerfile that is a link in a circle", async () => {
  const build = "docker build -q . 2>&1 | sed 's/.*: //'";
  const lines = `rm Dockerfile; ln -s dockerfile Dockerfile; ${build}; ln -s Dockerfile dockerfile; ${build}; rm D* d*; ln -s Dockerfile Dockerfile; ${build}`;
  expect(await printedBy("", lines)).toBe("no such file or directory\ntoo many links\ntoo many links\n");
});

test("an ENV that an ARG hides in its stage is seen in those that stand on it; an ARG that is declared again keeps its place", async () => {
  const dockerfile =
    "FROM alpine:3.20 AS a\\nENV A=env\\nARG A=arg\\nARG B=1\\nRUN echo one $A\\nFROM a\\nENV C=$A\\nRUN echo two $A $C\\nARG A=again\\nRUN echo three $A\\n";
  const said = "docker build --progress=plain -t said . 2>&1 | grep -oE ' (one|two|three) [a-z ]+$' | sort -u";
  const rows = "docker history --no-trunc --format '{{.CreatedBy}}' said | grep -o '|2 [^/]*'";
  expect(await printedBy(dockerfile, said)).toBe(" one arg\n three again\n two env env\n");
  expect(await printedBy(dockerfile, said, rows)).toBe("|2 A=again B=1 \n|2 A=env B=1 \n|2 A=arg B=1 \n");
});

test("of several steps that miss files of the client's the last is told, and all name one context", async () => {
  const missing = "FROM alpine:3.20 AS base\\nCOPY x1 /\\nRUN true\\nFROM alpine:3.20\\nCOPY x2 /\\nCOPY x3 /\\nCOPY --from=base /a /\\n";
  const told =
    "docker build --progress=plain . 2>said; tail -1 said | grep -o '/x.'; grep -o 'ref [^ ]*' said | sort -u | wc -l; grep -c '^#.*ERROR: failed to calculate' said";
  expect(await printedBy(missing, told)).toBe("/x3\n1\n3\n");
});

test("of several mounts at one target the last is there", async () => {
  const first =
    "FROM alpine:3.20 AS other\\nFROM alpine:3.20\\nRUN --mount=type=bind,target=/m,source=x --mount=type=bind,from=other,target=/m test -d /m";
  const last =
    "FROM alpine:3.20 AS other\\nFROM alpine:3.20\\nRUN --mount=type=bind,from=other,target=/m --mount=type=bind,target=/m,source=x cat /m";
  const build = "echo x > x; docker build -q -t m . > said 2>&1 && echo built";
  expect(await printedBy(first, build)).toBe("built\n");
  expect(await printedBy(last, build)).toBe("built\n");
});

test("files of the client's that are mounted into a RUN are root's", async () => {
  const dockerfile = "FROM alpine:3.20\\nRUN --mount=type=bind,target=/m stat -c %%u:%%g /m /m/d /m/d/f | sort -u";
  const build = "mkdir d; echo x > d/f; docker build --progress=plain . 2>&1 | grep -oE '[0-9]+:[0-9]+$'";
  expect(await printedBy(dockerfile, build)).toBe("0:0\n");
});

test("a Dockerfile is looked at anew when its base image's name names another", async () => {
  const build = "docker build -q -t made . 2>/dev/null >&2; docker build --progress=plain . 2>&1 | grep -o 'variable .*' | sort -u";
  const tagged = `docker tag alpine:3.20 base; ${build}; docker tag made base; ${build}`;
  expect(await printedBy("FROM base\\nENV A=$B\\n", tagged)).toBe("variable '$B' (line 2)\nvariable '$B' (did you mean $A?) (line 2)\n");
});

test("behind a FROM that comes to nothing no FROM is looked at", async () => {
  const build = "docker build . 2>&1 | grep -oE 'FROM argument .[A-Z]+.|should not be blank$' | sort -u";
  expect(await printedBy("FROM ${GONE} AS a\\nFROM ${OTHER}x\\n", build)).toBe("FROM argument 'GONE'\nshould not be blank\n");
});

test("a build whose Dockerfile has an ignore file of its own looks into the context only when a step does", async () => {
  const build = 'docker build -q --metadata-file told.json . >/dev/null; grep -c \'"name": "context"\' told.json';
  const lines = `echo x > Dockerfile.dockerignore; ${build}; printf 'COPY key /\\n' >> Dockerfile; ${build}; rm Dockerfile.dockerignore; sed -i 2d Dockerfile; ${build}`;
  expect(await printedBy("FROM alpine:3.20\\n", lines)).toBe("0\n1\n1\n");
});

test.each([
  ["--load", "docker exporter does not currently support exporting manifest lists"],
  ["-o out --load nowhere", "docker exporter does not currently support exporting manifest lists"],
  ["-o type=docker,dest=x.tar", "docker exporter does not support exporting manifest lists, use the oci exporter instead"],
  ["-o type=oci,dest=x.tar --load", "OCI exporter is not supported for the docker driver."],
  ["-o out", "Multi-platform build is not supported for the docker driver."],
])("for two platforms, %s", async (options, error) => {
  const build = `docker build --platform linux/amd64,linux/arm64 ${options.includes("nowhere") ? options : `${options} .`} 2>&1 | head -1`;
  expect(await printedBy("FROM alpine:3.20\\n", build)).toBe(`ERROR: failed to build: ${error}\n`);
});

test("a stage's variables are set again in those that stand on it, in the image's order and behind what an ARG set", async () => {
  const build = (text: string) => `printf 'FROM alpine:3.20 AS base\\n${text}RUN env\\n' > Dockerfile; docker build --progress=plain .`;
  const [standing, flat] = ["ENV A=d\\nARG X=1\\nENV B=e\\nFROM base\\n", "ENV A=d\\nARG X=1\\nENV B=e\\n"];
  expect((await verdictsAfter(build(standing), build(flat))).at(-1)).toBe("DONE [2/2] RUN env");
  const hidden = "ENV A=d\\nARG A=1\\nENV B=e\\nFROM base\\n";
  expect((await verdictsAfter(build(hidden), build("ENV A=d\\nENV B=e\\n"))).at(-1)).toBe("CACHED [2/2] RUN env");
  const again = "ENV A=d\\nENV B=e\\nENV A=f\\nFROM base\\n";
  expect((await verdictsAfter(build(again), build("ENV A=f\\nENV B=e\\n"))).at(-1)).toBe("CACHED [2/2] RUN env");
});

test("of several steps that miss files the last is told, though it reads a stage that is a directory of the client's", async () => {
  const missing =
    "FROM alpine:3.20 AS base\\nCOPY --from=more /x1 /\\nRUN true\\nFROM more AS local\\nFROM scratch\\nCOPY --from=base /etc /\\nCOPY --from=local /x2 /\\n";
  const told = "docker build --build-context more=in --progress=plain . 2>said; tail -1 said | grep -o '/x.'";
  expect(await printedBy(missing, told)).toBe("/x2\n");
});

test("of several steps that miss files of an image the last is told, though what it stands on has yet to be made", async () => {
  const missing =
    "FROM alpine:3.20 AS base\\nRUN echo one > /one\\nCOPY --from=busybox:1.36 /x1 /\\nFROM scratch\\nCOPY --from=base /one /\\nCOPY --from=busybox:1.36 /x2 /\\n";
  const told = "docker build --progress=plain . 2>said; tail -1 said | grep -o '/x.'; grep -c '^#.*ERROR: failed to calculate' said";
  expect(await printedBy(missing, told)).toBe("/x2\n2\n");
});
