/** Random cases: a project, then up to eight builds with an edit or two before each. */
import type { Case, Round } from "./case.ts";
import { dockerfile as randomDockerfile, editDockerfile, stagesOf } from "./dockerfile.ts";
import { mistake } from "./instructions.ts";
import { edit, project } from "./project.ts";
import { type Chance, chance as chanceOf } from "./random.ts";

export function randomCase(seed: number, number: number): Case {
  const chance = chanceOf(seed, number);
  const rounds: Round[] = [];
  const { lines: made, sources: extras } = project(chance);
  let edits = [...made, "printf 'secret\\n' > /tmp/live-token"];
  const images: string[] = [];
  if (chance.yes(0.35)) {
    images.push("live-parent");
    rounds.push({
      edits,
      dockerfile: randomDockerfile(chance, { images: [], contexts: [], extras, stages: 0 }),
      options: [],
      tag: "live-parent",
    });
    edits = [];
  }
  const contexts = chance.yes(0.15) ? ["more"] : [];
  let lines = randomDockerfile(chance, { images, contexts, extras });
  for (let count = 3 + chance.below(5); count > 0; count -= 1) {
    const dockerfile = chance.yes(0.04) ? lines.toSpliced(2 + chance.below(lines.length - 1), 0, mistake(chance)) : lines;
    rounds.push({ edits, dockerfile, options: options(chance, lines, contexts), tag: "live" });
    edits = [];
    for (let more = 1 + chance.below(2); more > 0; more -= 1) {
      chance.of([
        [5, () => void edits.push(edit(chance))],
        [
          5,
          () => {
            lines = editDockerfile(chance, lines, [...images, ...contexts], extras);
          },
        ],
        () =>
          void edits.push(
            chance.one([
              "docker builder prune -af",
              "docker builder prune -f",
              "docker rmi live",
              "docker rmi -f live; docker builder prune -f",
              "docker image prune -f",
              "docker builder prune -f --filter type=exec.cachemount",
              "docker builder prune -f --filter type=source.local",
              "docker builder prune -f --filter type=regular",
            ]),
          ),
        [
          images.length,
          () => void edits.push(chance.one(["docker tag live-base live-parent", "docker tag live live-parent", "docker rmi live-parent"])),
        ],
        [images.length, () => void edits.push(otherParent(chance))],
        () => {},
      ]);
    }
  }
  return { name: `${seed}-${number}`, rounds };
}

/** Another image under the parent's name. */
function otherParent(chance: Chance): string {
  const lines = chance.one([
    `RUN echo ${chance.below(2)} > /f1`,
    "RUN mkdir /d1 && echo other > /d1/f",
    "ONBUILD RUN echo by the parent > /parent",
    "ENV VER=7 MODE=parent",
    "USER app",
    "WORKDIR /srv/app",
    "LABEL a=parent",
  ]);
  return `printf 'FROM live-base\\n${lines}\\n' | docker build -q -t live-parent -`;
}

function options(chance: Chance, lines: readonly string[], contexts: readonly string[]): string[] {
  const may = (share: number, text: () => string): string[] => (chance.yes(share) ? [text()] : []);
  return [
    ...contexts.map((name) => `--build-context ${name}=${chance.one(["conf", "src", "./src/lib", "docker-image://live-base"])}`),
    ...may(0.12, () => `--build-arg VER=${chance.below(3)}`),
    ...may(
      0.04,
      () =>
        `--build-arg ${chance.one(["TAG=latest", "OTHER=y", "MODE=arg", "FILE=notes.md", "HTTP_PROXY=http://127.0.0.1:9", "UNKNOWN=1"])}`,
    ),
    ...may(0.02, () => "--build-arg SOURCE_DATE_EPOCH=1700000000"),
    ...may(0.06, () => "--build-arg BUILDKIT_INLINE_CACHE=1"),
    ...may(0.04, () => "--cache-from live"),
    ...may(0.05, () => "--no-cache"),
    ...may(0.08, () => `--target ${chance.one([...stagesOf(lines), ...stagesOf(lines), "base", "BASE", "0", "1", "bas"])}`),
    ...may(0.04, () => `--label ${chance.one(["x=y", "a=over", "x="])}`),
    ...may(0.06, () => `--no-cache-filter ${chance.one([...stagesOf(lines), "base"]).toLowerCase()}`),
    ...may(0.03, () => `--network ${chance.one(["none", "default"])}`),
    ...may(0.03, () => "--add-host a:1.2.3.4"),
    ...may(0.3, () => "--secret id=tok,src=/tmp/live-token"),
    ...may(0.03, () => "--shm-size 128m"),
    ...may(0.02, () => "--ulimit nofile=1000"),
    ...may(0.03, () => `--build-context ${chance.one(["base=conf", "live-base=docker-image://live-base", "s1=src", "live-base=conf"])}`),
    ...may(0.03, () => "--platform linux/amd64"),
  ];
}
