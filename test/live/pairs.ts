/**
 * Builds pairs on a real engine and in the lab, and compares the verdicts of the second after the first: what enters a key
 * besides a Dockerfile's usual text, and what does not.
 *
 *   node test/live/pairs.ts [name…]
 *
 * Needs a real Docker (`eval "$(test/engine up)"`). Exits 1 when they disagree, 2 when there is no engine.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stepsOf } from "./plain-progress.ts";

/** The lines below FROM and the flags, before and after. */
type Pair = readonly [name: string, before: string, beforeFlags: string, after: string, afterFlags: string];

const cacheMount = (options: string) => `RUN --mount=type=cache,target=/c${options} stat -c %u:%a /c`;
const staged = (ending: string) => `RUN echo 1 > /f\nFROM alpine:3.20\nRUN : @\n${ending}`;

const pairs: readonly Pair[] = [
  ["link, base changed", "RUN echo 1\nCOPY --link a.txt /d/\nRUN true", "", "RUN echo 2\nCOPY --link a.txt /d/\nRUN true", ""],
  ["link, or not", "COPY --link a.txt /d/\nRUN true", "", "COPY a.txt /d/\nRUN true", ""],
  ["link with an owner", "COPY --link --chown=1:1 a.txt /d/\nRUN true", "", "COPY --chown=1:1 a.txt /d/\nRUN true", ""],
  ["link with a mode", "COPY --link --chmod=600 a.txt /d/\nRUN true", "", "COPY --chmod=600 a.txt /d/\nRUN true", ""],
  [
    "link through a link",
    "RUN mkdir /r && ln -s /r /d\nCOPY --link a.txt /d/\nRUN ls /r",
    "",
    "RUN mkdir /r && ln -s /r /d\nCOPY --link a.txt /d\nRUN ls /r",
    "",
  ],
  ["ADD --link", "ADD --link a.txt /d/\nRUN true", "", "ADD a.txt /d/\nRUN true", ""],
  ["cache id", cacheMount(""), "", cacheMount(",id=q"), ""],
  ["cache sharing", cacheMount(""), "", cacheMount(",sharing=private"), ""],
  ["cache read-only", cacheMount(""), "", cacheMount(",ro"), ""],
  ["cache mode", cacheMount(",mode=0700"), "", cacheMount(",mode=0755"), ""],
  ["cache owner", cacheMount(",uid=5"), "", cacheMount(",uid=6"), ""],
  ["cache namespace", cacheMount(""), "", cacheMount(""), "--build-arg BUILDKIT_CACHE_MOUNT_NS=n"],
  [
    "secret id",
    "RUN --mount=type=secret,id=a true",
    "--secret id=a,src=a.txt",
    "RUN --mount=type=secret,id=b true",
    "--secret id=b,src=a.txt",
  ],
  ["secret mode", "RUN --mount=type=secret,id=a true", "", "RUN --mount=type=secret,id=a,mode=0444 true", ""],
  [
    "secret value",
    "RUN --mount=type=secret,id=a,env=T true",
    "--secret id=a,src=a.txt",
    "RUN --mount=type=secret,id=a,env=T true",
    "--secret id=a,src=b.txt",
  ],
  ["ssh id", "RUN --mount=type=ssh true", "", "RUN --mount=type=ssh,id=x true", ""],
  ["tmpfs size", "RUN --mount=type=tmpfs,target=/t true", "", "RUN --mount=type=tmpfs,target=/t,size=1m true", ""],
  ["bind rw", "RUN --mount=type=bind,target=/t true", "", "RUN --mount=type=bind,target=/t,rw true", ""],
  [
    "epoch and WORKDIR",
    "WORKDIR /w\nCOPY a.txt /a\nRUN true",
    "",
    "WORKDIR /w\nCOPY a.txt /a\nRUN true",
    "--build-arg SOURCE_DATE_EPOCH=1700000000",
  ],
  ["epoch without", "COPY a.txt /a\nRUN true", "", "COPY a.txt /a\nRUN true", "--build-arg SOURCE_DATE_EPOCH=1700000000"],
  ["proxies", "RUN true", "", "RUN true", "--build-arg HTTP_PROXY=http://x --build-arg all_proxy=y"],
  ["a declared proxy", "ARG HTTP_PROXY\nRUN true", "", "ARG HTTP_PROXY\nRUN true", "--build-arg HTTP_PROXY=http://x"],
  ["host name", "RUN hostname", "", "RUN hostname", "--build-arg BUILDKIT_SANDBOX_HOSTNAME=box"],
  ["names with platforms", "RUN true", "", "RUN true", "--build-arg BUILDKIT_MULTI_PLATFORM=1"],
  ["host address", "RUN true", "--add-host a:1.2.3.4", "RUN true", "--add-host a:1.2.3.5"],
  ["other host", "RUN true", "--add-host a:1.2.3.4", "RUN true", "--add-host b:1.2.3.4"],
  ["order of hosts", "RUN true", "--add-host a:1.2.3.4 --add-host b:1.2.3.4", "RUN true", "--add-host b:1.2.3.4 --add-host a:1.2.3.4"],
  ["size of shm, written otherwise", "RUN true", "--shm-size 64m", "RUN true", "--shm-size 65536k"],
  ["size of shm", "RUN true", "--shm-size 64m", "RUN true", "--shm-size 32m"],
  ["order of limits", "RUN true", "--ulimit nofile=100 --ulimit nproc=50", "RUN true", "--ulimit nproc=50 --ulimit nofile=100:100"],
  ["control group", "RUN true", "--cgroup-parent a", "RUN true", "--cgroup-parent b"],
  ["network", "RUN true", "--network none", "RUN --network=none true", ""],
  ["network of the host", "RUN true", "--network host", "RUN true", "--network none"],
  ["filter by a name nobody gave", "RUN true", "", "RUN true", "--no-cache-filter stage-0"],
  ["filter by name", staged("COPY --from=x /f /f\nRUN true"), "", staged("COPY --from=x /f /f\nRUN true"), "--no-cache-filter x"],
  ["label", "RUN true", "", "RUN true", "--label a=b"],
  ["security", "RUN true", "", "RUN --security=sandbox true", ""],
  [
    "a directory for a stage",
    "COPY --from=lib /a.txt /\nRUN true",
    "--build-context lib=.",
    "COPY --from=lib /a.txt /\nRUN true",
    "--build-context lib=sub",
  ],
  [
    "an image for a stage",
    "COPY --from=lib /etc/passwd /\nRUN true",
    "--build-context lib=docker-image://alpine:3.20",
    "COPY --from=alpine:3.20 /etc/passwd /\nRUN true",
    "",
  ],
  [
    "the image itself as a named context",
    staged("COPY a.txt /b\nRUN true"),
    "",
    staged("COPY a.txt /b\nRUN true"),
    "--build-context alpine:3.20=docker-image://alpine:3.20",
  ],
];

interface Line {
  readonly name: string;
  readonly line: string;
}

function write(folder: string, wanted: readonly string[]): Line[] {
  const mark = process.pid;
  for (const [name, text] of [
    ["a.txt", "hello\n"],
    ["b.txt", "bye\n"],
    [".dockerignore", "*.df\nsub\n"],
  ] as const)
    writeFileSync(path.join(folder, name), text);
  spawnSync("mkdir", ["-p", path.join(folder, "sub")]);
  writeFileSync(path.join(folder, "sub", "a.txt"), "other\n");
  return pairs
    .filter(([name]) => wanted.length === 0 || wanted.includes(name))
    .flatMap(([name, before, beforeFlags, after, afterFlags], index) =>
      (
        [
          [before, beforeFlags],
          [after, afterFlags],
        ] as const
      ).map(([text, flags], half) => {
        const file = `${index}-${half}.df`;
        writeFileSync(path.join(folder, file), `FROM alpine:3.20 AS x\nRUN : @\n${text}\n`.replaceAll("@", `${mark} ${index}`));
        return { name: `${name}, ${half === 0 ? "before" : "after"}`, line: `docker build --progress=plain -f ${file} ${flags} .` };
      }),
    );
}

function told(output: string): string {
  return [...stepsOf(output)].sort().join("\n   ");
}

if (spawnSync("docker", ["version"]).status !== 0) {
  console.error('no engine: eval "$(test/engine up)"');
  process.exit(2);
}
const folder = mkdtempSync(path.join(tmpdir(), "drydock-pairs-"));
try {
  const lines = write(folder, process.argv.slice(2));
  const real = lines.map(({ line }) => spawnSync("bash", ["-c", line], { cwd: folder, encoding: "utf8" }).stderr);
  const input = lines.map(({ line }) => `${line}\n`).join("");
  const root = path.resolve(import.meta.dirname, "../..");
  const lab = spawnSync("node", ["src/headless/main.ts", "exec", "--json", "--workspace", folder], {
    cwd: root,
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  const answers = lab.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { readonly stderr: string });
  let different = 0;
  for (const [index, { name, line }] of lines.entries()) {
    const [theirs, ours] = [told(real[index] as string), told(answers[index]?.stderr ?? "")];
    if (theirs === ours) continue;
    different++;
    console.log(`${name}\n  ${line}\n  docker:\n   ${theirs}\n  lab:\n   ${ours}`);
  }
  console.log(`${lines.length - different} of ${lines.length} builds have the real engine's verdicts`);
  process.exitCode = different > 0 ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
