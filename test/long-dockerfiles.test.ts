/** Dockerfiles that nobody writes: an answer comes soon all the same, a build or a refusal in a clear sentence. */
import { expect, test } from "vitest";
import { Bench } from "./builder-bench.ts";

const bytes = 5_000_000;
const head = "FROM busybox:1.36\n";
/** Far more than it takes, far less than anything quadratic would. */
const soon = 6_000;

/** As many lines as fit, at most `most`. */
function lines(line: (i: number) => string, most = Number.POSITIVE_INFINITY): string {
  const parts = [head];
  for (let i = 0, size = 0; i < most && size < bytes; i++) {
    const text = line(i);
    parts.push(text);
    size += text.length;
  }
  return parts.join("");
}

function random(): string {
  let seed = 1;
  return Array.from({ length: bytes }, () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return String.fromCharCode((seed >> 8) & 255);
  }).join("");
}

const long = "x".repeat(400);
const kinds: Readonly<Record<string, (i: number) => string>> = {
  ENV: (i) => `ENV N${i}=${i}${long}\n`,
  "ENV of others": (i) => `ENV N${i}=$N${i - 1}x\n`,
  "ENV of nothing": (i) => `ENV N${i}=$M${i}\n`,
  LABEL: (i) => `LABEL n${i}=${i}${long}\n`,
  ARG: (i) => `ARG N${i}=${i}${long}\n`,
  EXPOSE: (i) => `EXPOSE ${1 + (i % 65000)}\n`,
  VOLUME: (i) => `VOLUME /v${i}\n`,
  COPY: (i) => `COPY a.txt /d${i}/\n`,
  RUN: (i) => `RUN : ${i}\n`,
  WORKDIR: (i) => `WORKDIR /w${i}\n`,
  ONBUILD: (i) => `ONBUILD RUN ${i}\n`,
  "here-documents": (i) => `COPY <<EOF /d${i}\n${long}\nEOF\n`,
  stages: (i) => `FROM busybox:1.36 AS s${i}\n`,
  "stages on stages": (i) => `FROM ${i === 0 ? "busybox:1.36" : `s${i - 1}`} AS s${i}\nENV N${i}=1\n`,
  comments: (i) => `# ${i}\n`,
  "unknown instructions": (i) => `FOO${i}\n`,
};

const texts = new Map<string, string>([
  ...Object.entries(kinds).flatMap(([name, line]) => [
    [`2900 × ${name}`, lines(line, name.startsWith("stages") ? 390 : 2900)] as const,
    [`5 MB of ${name}`, lines(line)] as const,
  ]),
  ["one endless line", `${head}RUN ${"x".repeat(bytes)}\n`],
  ["one endless continuation", `${head}RUN ${"x \\\n".repeat(bytes / 4)}y\n`],
  ["one ENV with everything", `${head}ENV ${Array.from({ length: bytes / 14 }, (_, i) => `N${i}=${i} \\\n`).join("")} y=1\n`],
  ["one COPY of everything", `${head}COPY ${Array.from({ length: bytes / 10 }, (_, i) => `f${i} \\\n`).join("")} /d/\n`],
  ["one endless here-document", `${head}COPY <<EOF /x\n${": hello $world\n".repeat(bytes / 14)}EOF\n`],
  ["a here-document that does not end", `${head}${"RUN <<EOF\n".repeat(bytes / 10)}`],
  ["values that double", `${head}ENV A0=xxxxxxxxxx\n${Array.from({ length: 60 }, (_, i) => `ENV A${i + 1}=$A${i}$A${i}\n`).join("")}`],
  ["blank lines", `${head}${"\n".repeat(bytes)}`],
  ["random bytes", random()],
  ["random bytes below FROM", head + random()],
]);

test.each([...texts])(
  "%s",
  async (_, text) => {
    const bench = new Bench();
    const request = bench.request({ dockerfile: text, files: { "a.txt": "1\n" }, apart: true });
    const started = performance.now();
    const view = bench.engine.preview(request);
    const previewed = performance.now();
    const { failure } = await bench.engine.build(request);
    expect(previewed - started).toBeLessThan(soon);
    expect(performance.now() - previewed).toBeLessThan(soon);
    if (view.failure) expect(failure?.message).toBe(view.failure.message);
    if (failure?.lab) expect(failure.message).toMatch(/^the lab (builds Dockerfiles of up to|fills in variables up to) .*\.?$/);
  },
  60_000,
);

test("a keystroke in a thousand steps with hundreds of variables between them", async () => {
  const bench = new Bench();
  const plan = (edit: number) => ({
    dockerfile: lines((i) => (i % 2 ? `RUN : ${i === 999 ? edit : i}\n` : `ENV N${i}=${i}\n`), 1000),
    files: { "a.txt": "1\n" },
    apart: true,
  });
  await bench.engine.build(bench.request(plan(0)));
  const times: number[] = [];
  for (let edit = 1; edit <= 20; edit++) {
    const request = bench.request(plan(edit));
    const started = performance.now();
    const view = bench.engine.preview(request);
    times.push(performance.now() - started);
    expect(view.stages[0]?.steps.filter(({ verdict }) => verdict === "reran")).toHaveLength(1);
  }
  const median = times.toSorted((a, b) => a - b)[10] as number;
  console.log(`a keystroke in 500 RUNs between 500 ENVs: ${median.toFixed(1)} ms`);
  expect(median).toBeLessThan(150);
});
