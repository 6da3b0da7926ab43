/** The engine's builds from outside: events, failures, interruption, pruning, copies, saving. */
import { expect, test } from "vitest";
import { catalogue } from "../content/catalogue/index.ts";
import type { BuildEvent, BuildResult } from "../src/engine/api.ts";
import { virtualClock } from "../src/engine/clocks.ts";
import { createEngine, restoreEngine } from "../src/engine/engine.ts";
import { coreutils } from "../src/engine/programs/coreutils/index.ts";
import { createStepRunner } from "../src/engine/programs/run-step.ts";
import { Bench, type Plan, ranSteps } from "./builder-bench.ts";

interface Told {
  readonly result: BuildResult;
  readonly events: readonly BuildEvent[];
  /** `name: ending` of every vertex, in order of its end. */
  readonly endings: readonly string[];
  readonly statuses: readonly string[];
}

async function tell(bench: Bench, plan: Plan, signal?: AbortSignal): Promise<Told> {
  const events: BuildEvent[] = [];
  const result = await bench.engine.build(bench.request(plan), { onEvent: (event) => events.push(event), ...(signal && { signal }) });
  const endings: string[] = [];
  const statuses: string[] = [];
  for (const event of events) {
    if (event.type === "status" && event.completed !== undefined) statuses.push(`${event.id} ${event.current}`);
    if (event.type !== "vertex" || event.vertex.completed === undefined) continue;
    const { name, canceled, error, cached } = event.vertex;
    endings.push(`${name}: ${canceled ? "CANCELED" : error !== undefined ? `ERROR ${error}` : cached ? "CACHED" : "DONE"}`);
  }
  return { result, events, endings, statuses };
}

const build = (dockerfile: string, files: Plan["files"] = {}, options: Partial<Plan> = {}): Plan => ({ dockerfile, files, ...options });
const busybox = "FROM busybox:1.36\n";

async function failure(dockerfile: string, files: Plan["files"] = {}, options: Partial<Plan> = {}): Promise<string> {
  const { result } = await tell(new Bench(), build(dockerfile, files, options));
  const message = result.failure?.message.replace(/ref \S+::\S+:/, "ref X::Y:").replace(/overlay2\/\w{25}\//, "overlay2/X/");
  return `${message} @${result.failure?.source?.startLine ?? "-"}`;
}

test.each([
  ["FROM busybox:1.36\nRUN exit 3\n", 'process "/bin/sh -c exit 3" did not complete successfully: exit code: 3 @2'],
  [
    "FROM busybox:1.36\nUSER ghost\nRUN true\n",
    'process "/bin/sh -c true" did not complete successfully: unable to find user ghost: no matching entries in passwd file @3',
  ],
  ['FROM busybox:1.36\nRUN ["nosuch","x"]\n', 'process "nosuch x" did not complete successfully: exit code: 1 @2'],
  [
    "FROM busybox:1.36\nCOPY nope.txt .\n",
    'failed to compute cache key: failed to calculate checksum of ref X::Y: "/nope.txt": not found @2',
  ],
  [
    "FROM busybox:1.36 AS one\nRUN true\nFROM busybox:1.36\nCOPY --from=one /nope /x\n",
    'failed to compute cache key: failed to calculate checksum of ref X::Y: "/nope": not found @4',
  ],
  [
    "FROM nosuch:1\n",
    "nosuch:1: failed to resolve source metadata for docker.io/library/nosuch:1: docker.io/library/nosuch:1: not found @1",
  ],
  [
    "FROM busybox:1.36 AS build\nCOPY --from=biuld /x /x\n",
    "biuld: failed to resolve source metadata for docker.io/library/biuld:latest: docker.io/library/biuld:latest: not found (did you mean build?) @2",
  ],
  [
    "FROM Lab/Busybox\n",
    'failed to parse stage name "Lab/Busybox": invalid reference format: repository name (Busybox) must be lowercase @1',
  ],
  ["FROM $X\n", "base name ($X) should not be blank @1"],
  ["FROM x:$V\n", 'failed to parse stage name "x:": invalid reference format @1'],
  ["FROM scratch\nCOPY --from=3 /a /a\n", "invalid stage index 3 @-"],
  ["FROM scratch AS one\nCOPY --from=one /a /a\n", "circular dependency detected on stage: one @2"],
  [
    "FROM scratch AS one\nCOPY --from=two /a /a\nFROM scratch AS two\nFROM one\n",
    'cannot copy from stage "two", it needs to be defined before current stage "one" @2',
  ],
  [
    "FROM scratch\nCOPY --from=$S /a /a\n",
    "variable expansion is not supported for --from, define a new stage with FROM using ARG from global scope as a workaround @-",
  ],
  ["FROM busybox:1.36\nCOPY http://x/y /\n", "source can't be a URL for COPY @2"],
  ["FROM busybox:1.36\nCOPY --chmod=99 a /\n", "invalid chmod parameter: '99'. it should be octal string and between 0 and 07777 @2"],
  ["FROM busybox:1.36\nEXPOSE abc\n", "invalid containerPort: abc @2"],
  ["FROM busybox:1.36\nEXPOSE 80/foo\n", 'invalid port: "80/foo": invalid proto: foo @2'],
  ["FROM busybox:1.36\nSTOPSIGNAL FOO\n", "invalid signal: FOO @2"],
  ["FROM busybox:1.36\nRUN --mount=type=cache true\n", 'invalid mount target "/" @2'],
  // The literal is the Dockerfile's own.
  ["FROM busybox:1.36\nWORKDIR $" + "{U:?m}\n", 'failed to process "$' + '{U:?m}": U: m @2'],
  ["FROM busybox:1.36\nCOPY . /etc/passwd\n", "cannot copy to non-directory: /var/lib/docker/overlay2/X/merged/etc/passwd @2"],
  ["FROM busybox:1.36\nWORKDIR /etc/passwd/x\n", "lstat /etc/passwd/x: not a directory @2"],
  ["", "the Dockerfile cannot be empty @-"],
])("%j fails in BuildKit's words", async (dockerfile, message) => {
  expect(await failure(dockerfile)).toBe(message);
});

test("a target that there is not, with the nearest one", async () => {
  expect(await failure("FROM scratch AS build\n", {}, { target: "biuld" })).toBe(
    'target stage "biuld" could not be found (did you mean build?) @-',
  );
});

test("a Dockerfile that there is not", async () => {
  const bench = new Bench();
  const { failure: told } = await bench.engine.build({ ...bench.request(build("")), dockerfile: { name: "x.Dockerfile" } });
  expect(told?.message).toBe("failed to read dockerfile: open x.Dockerfile: no such file or directory");
});

test("the context's transfer counts the bytes BuildKit counts", async () => {
  const bench = new Bench();
  const dockerfile =
    'FROM busybox:1.36\nWORKDIR /app\nCOPY requirements.txt .\nRUN cat requirements.txt > installed.txt\nCOPY . .\nENV MODE=prod\nEXPOSE 8000\nUSER nobody\nCMD ["cat", "app.py"]\n';
  const files = { "requirements.txt": "fastapi==0.115.0\n", "app.py": 'print("v1")\n' };
  const first = await tell(bench, build(dockerfile, files));
  // One letter more than the recorded alpine:3.20 has, in the Dockerfile alone.
  expect(first.statuses.slice(0, 3)).toEqual(["transferring dockerfile: 204", "transferring context: 2", "transferring context: 313"]);
  const request = bench.request(build(dockerfile, files));
  await bench.engine.build(request);
  const events: BuildEvent[] = [];
  await bench.engine.build(request, { onEvent: (event) => events.push(event) });
  expect(
    events
      .filter((event) => event.type === "status" && event.id === "transferring context:" && event.completed !== undefined)
      .map((event) => event.type === "status" && event.current),
  ).toEqual([2, 92]);
});

test("FROM is fetched, then CACHED below a step that runs and DONE when only its key is needed", async () => {
  const bench = new Bench();
  const from = (told: Told) => told.endings.find((one) => one.includes("FROM"))?.replace(/@sha256:\w+/, "");
  const first = await tell(bench, build(`${busybox}RUN true\nRUN echo 1\n`));
  expect(first.statuses.some((status) => status.startsWith("extracting"))).toBe(true);
  expect(from(first)).toBe("[1/3] FROM docker.io/library/busybox:1.36: DONE");
  expect(from(await tell(bench, build(`${busybox}RUN true\nRUN echo 2\n`)))).toMatch(/DONE$/);
  expect(from(await tell(bench, build(`${busybox}RUN false || true\n`)))).toMatch(/CACHED$/);
});

test("branches run side by side; when one fails the others are canceled and what is finished stays", async () => {
  const bench = new Bench();
  const dockerfile = `FROM busybox:1.36 AS one\nRUN sleep 2; exit 3\n${busybox}RUN echo quick\nRUN sleep 50\nRUN sleep 60\nCOPY --from=one /a /a\n`;
  const started = bench.clock.now();
  const { endings, result } = await tell(bench, build(dockerfile));
  expect(bench.clock.now() - started).toBeLessThan(10_000);
  expect(endings).toContain("[stage-1 3/5] RUN sleep 50: CANCELED");
  expect(endings.find((one) => one.includes("exit 3: "))).toMatch(/exit code: 3$/);
  expect(ranSteps(result.view)).toBe("ERROR: one:2RUN stage-1:2RUN canceled stage-1:3RUN skipped stage-1:4RUN skipped stage-1:5COPY");
  expect(ranSteps((await tell(bench, build(`FROM busybox:1.36 AS one\nRUN true\n${busybox}RUN echo quick\n`))).result.view)).toBe("-");
});

test("a missing file of the context fails at once, before slow steps above it have run", async () => {
  const bench = new Bench();
  await bench.build(build(`${busybox}RUN true\n`));
  const { endings } = await tell(bench, build(`${busybox}RUN sleep 100\nCOPY nope .\n`));
  expect(bench.clock.now()).toBeLessThan(virtualClock().now() + 10_000);
  expect(endings).toContain("[2/3] RUN sleep 100: CANCELED");
});

test("an interrupted build rejects, keeps its finished steps and shows as canceled", async () => {
  const bench = new Bench();
  const controller = new AbortController();
  const dockerfile = `${busybox}RUN echo done\nRUN sleep 100\n`;
  bench.clock.sleep(20_000).then(() => controller.abort(new Error("Ctrl-C")));
  await expect(tell(bench, build(dockerfile), controller.signal)).rejects.toThrow("Ctrl-C");
  expect(ranSteps(bench.engine.builds().at(-1) as NonNullable<BuildResult["view"]>)).toBe("2RUN canceled 3RUN Canceled: context canceled");
  expect(await bench.build(build(`${busybox}RUN echo done\n`))).toBe("-");
});

test("the same image id each time, with history and config", async () => {
  const bench = new Bench();
  const plan = build(
    `${busybox}LABEL a=b\nARG V=1\nRUN echo $V > /v\nEXPOSE 53/udp 80\nENTRYPOINT ["x"]\nCMD echo hi\n`,
    {},
    { tags: ["app:1"], labels: { c: "d" } },
  );
  const first = await bench.view(plan);
  const again = await bench.view(plan);
  expect(again.imageId).toBe(first.imageId);
  const { Config } = await bench.engine.imageInspect("app:1");
  expect(Config).toMatchObject({
    Labels: { a: "b", c: "d" },
    ExposedPorts: { "53/udp": {}, "80/tcp": {} },
    Entrypoint: ["x"],
    Cmd: ["/bin/sh", "-c", "echo hi"],
  });
  const rows = (await bench.engine.imageHistory("app:1")).slice(0, 6).map(({ CreatedBy, Size }) => `${Size} ${CreatedBy}`);
  expect(rows).toEqual([
    '0 CMD ["/bin/sh" "-c" "echo hi"]',
    '0 ENTRYPOINT ["x"]',
    "0 EXPOSE [53/udp 80/tcp]",
    "2 RUN |1 V=1 /bin/sh -c echo $V > /v # buildkit",
    "0 ARG V=1",
    "0 LABEL a=b",
  ]);
});

test("pruning: used layers stay without -a, all goes with it; removing the image keeps the cache", async () => {
  const plan = build(`${busybox}RUN echo 1 > /a\nRUN echo 2 > /b\n`, {}, { tags: ["k"] });
  const bench = new Bench();
  await bench.build(plan);
  await bench.engine.imageRemove("k");
  expect(await bench.build(plan)).toBe("-");
  await bench.engine.buildPrune();
  expect(await bench.build(plan)).toBe("-");
  await bench.engine.buildPrune({ all: true });
  expect(await bench.build(plan)).toBe("2RUN 3RUN");
  await bench.engine.imageRemove("k");
  // Both results, and the Dockerfile that the builder keeps.
  expect((await bench.engine.buildPrune()).spaceReclaimed).toBe(4 + plan.dockerfile.length);
  expect(await bench.build(plan)).toBe("2RUN 3RUN");
});

test("a pruned stage does not run again when all that reads it matches", async () => {
  const bench = new Bench();
  const plan = build(`FROM busybox:1.36 AS build\nRUN echo made > /made\n${busybox}COPY --from=build /made /made\n`, {}, { tags: ["k"] });
  await bench.build(plan);
  await bench.engine.buildPrune();
  expect(await bench.build(plan)).toBe("-");
});

test("a copy of the engine goes its own way", async () => {
  const bench = new Bench();
  const plan = build(`${busybox}RUN echo 1\n`, {}, { tags: ["mine"] });
  await bench.build(plan);
  const copy = bench.engine.fork({ clock: virtualClock() });
  expect(copy.preview(bench.request(plan)).stages[0]?.steps[1]?.verdict).toBe("cached");
  await copy.build(bench.request(build(`${busybox}RUN echo 2\n`, {}, { tags: ["theirs"] })));
  await copy.imageRemove("mine");
  expect((await bench.engine.imageList()).flatMap(({ RepoTags }) => RepoTags)).toEqual(["mine:latest"]);
  expect(await bench.build(build(`${busybox}RUN echo 2\n`))).toBe("2RUN");
  expect(bench.engine.builds()).toHaveLength(2);
});

test("a saved engine comes back with images, cache and reasons; damaged data is refused", async () => {
  const bench = new Bench();
  const plan = build(
    `FROM busybox:1.36 AS build\nRUN echo made > /made\n${busybox}COPY --from=build /made /made\nCOPY a.txt .\n`,
    { "a.txt": "1\n" },
    { tags: ["kept"] },
  );
  const built = await bench.view(plan);
  const options = { clock: virtualClock(), images: catalogue, runStep: createStepRunner(coreutils) };
  const state = structuredClone(await bench.engine.save());
  expect(state.trees.length).toBeLessThan(100_000);
  const engine = await restoreEngine(options, state);
  expect((await engine.imageInspect("kept")).Id).toBe(built.imageId);
  expect(ranSteps((await engine.build(bench.request(plan))).view)).toBe("-");
  const view = engine.preview(bench.request({ ...plan, files: { "a.txt": "2\n" } }));
  expect(view.stages[1]?.steps[2]?.reason).toMatchObject({ kind: "files-changed", changes: [{ path: "a.txt", how: "content" }] });
  const broken = { ...state, trees: state.trees.slice(0, -3) };
  await expect(restoreEngine(options, broken)).rejects.toThrow(/damaged/);
  await expect(restoreEngine(options, { ...state, data: "{}" })).rejects.toThrow(/damaged/);
  expect(createEngine(options).builds()).toEqual([]);
});

test("random bytes and very long Dockerfiles end in an answer", async () => {
  const bench = new Bench();
  let seed = 1;
  const random = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed;
  };
  for (let round = 0; round < 200; round++) {
    const text = Array.from({ length: 1 + (random() % 300) }, () => String.fromCharCode(random() % 256)).join("");
    expect(bench.engine.preview(bench.request(build(round % 2 ? `FROM busybox:1.36\n${text}` : text))).dockerfileName).toBe("Dockerfile");
  }
  const long = `${busybox}${"RUN echo a step of a very long Dockerfile that nobody should write\n".repeat(75_000)}`;
  const view = bench.engine.preview(bench.request({ ...build(long), apart: true }));
  expect(view.failure).toEqual({
    message: "the lab builds Dockerfiles of up to 3000 instructions; this one has more than 30000",
    lab: true,
  });
  const wide = bench.engine.preview(bench.request({ ...build(`${busybox}# ${"x".repeat(5_000_000)}\nRUN true\n`), apart: true }));
  expect(wide.failure?.message ?? "fine").toBe("dockerfile line greater than max allowed size of 65535");
}, 60_000);

test("the files of every step can be asked for, whether an image holds its layer or not, until they are pruned", async () => {
  const bench = new Bench();
  const { result } = await tell(
    bench,
    build(`${busybox.trim()} AS one\nRUN echo hi > /hello; rm /bin/ls\nFROM scratch\nCOPY --from=one /hello /\n`),
  );
  const changes = async (id: string) => {
    const step = result.view.stages.flatMap(({ steps }) => steps).find((one) => one.id === id);
    return (await bench.engine.layerChanges(step?.key ?? ""))
      .filter(({ type }) => type !== "directory")
      .map(({ kind, path }) => `${kind} ${path}`);
  };
  expect(await changes("one:1")).toContain("added /bin/ls");
  expect((await changes("one:2")).sort()).toEqual(["added /hello", "deleted /bin/ls"]);
  expect(await changes("stage-1:1")).toEqual(["added /hello"]);
  await bench.engine.buildPrune({ all: true });
  await expect(changes("one:2")).rejects.toMatchObject({ status: 404 });
});
