/** Random cases: a project, then up to eight builds with an edit or two before each. */
import { type Case, type Round, results } from "./case.ts";
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
  let place: Place = usual;
  for (let count = 3 + chance.below(5); count > 0; count -= 1) {
    const dockerfile = chance.yes(0.04) ? lines.toSpliced(2 + chance.below(lines.length - 1), 0, mistake(chance)) : lines;
    if (chance.yes(0.2)) place = chance.one(places);
    rounds.push({
      edits,
      dockerfile,
      file: place.file,
      options: [...place.options, ...options(chance, lines, contexts), ...outputs(chance)],
      tag: "live",
    });
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
        () => void edits.push(chance.one(ignoreFilesOf)),
        () => {},
      ]);
    }
  }
  return { name: `${seed}-${number}`, rounds };
}

/** Where the Dockerfile stands, and how the build is told so. */
interface Place {
  readonly file: string;
  readonly options: readonly string[];
}

const usual: Place = { file: "Dockerfile", options: [] };

const places: readonly Place[] = [
  usual,
  usual,
  { file: "dockerfile", options: [] },
  { file: "dockerfile", options: ["-f Dockerfile"] },
  { file: "DockerFile", options: [] },
  { file: "DockerFile", options: ["-f DockerFile"] },
  { file: "Dockerfile", options: ["-f dockerfile"] },
  { file: "Dockerfile", options: ["-f ./conf/../Dockerfile"] },
  { file: "Dockerfile.dev", options: ["-f Dockerfile.dev"] },
  { file: "with space.df", options: ["-f 'with space.df'"] },
  { file: "ünï.Dockerfile", options: ["-f ünï.Dockerfile"] },
  { file: "build/image/Dockerfile", options: ["-f build/image/Dockerfile"] },
  { file: "../outside.Dockerfile", options: ["-f ../outside.Dockerfile"] },
  { file: "../outside/dockerfile", options: ["-f ../outside/Dockerfile"] },
  { file: "../read.me", options: ["-f - < ../read.me"] },
  { file: "src/lib", options: ["-f src/lib"] },
  { file: "Containerfile", options: ["-f $PWD/Containerfile"] },
];

/** What is ignored for one Dockerfile alone. */
const ignoreFilesOf = [
  "printf 'src\\n' > dockerfile.dockerignore",
  "printf '*.md\\n' > Dockerfile.dev.dockerignore",
  "printf 'conf/*\\n!conf/one.cfg\\n' > 'with space.df.dockerignore'",
  "mkdir -p build/image; printf 'deps.lock\\nbuild\\n' > build/image/Dockerfile.dockerignore",
  "printf '**/*.sh\\n' > ../outside.Dockerfile.dockerignore",
  "printf 'src/lib\\n' > Containerfile.dockerignore",
  "rm -f *.dockerignore",
  "rm -f dockerfile; ln -s Dockerfile dockerfile",
  "rm -f Dockerfile; ln -s dockerfile Dockerfile",
  "mkdir -p Dockerfile dockerfile; true",
];

/** Where the result goes, and what is told of it. */
function outputs(chance: Chance): string[] {
  const output = chance.yes(0.25)
    ? [
        chance.one([
          `-o ${results}/tree`,
          `-o ${results}`,
          `-o ${results}/deep/er`,
          `--output type=local,dest=${results}/tree`,
          `--output dest=${results}/tree,type=local,platform-split=false`,
          `--output type=local,dest=${results}/tree,mode=delete`,
          `--output type=tar,dest=${results}/tree.tar`,
          `--output type=tar,dest=${results}/tree.tar`,
          `-o - > ${results}/out.tar`,
          `-o type=tar > ${results}/out.tar`,
          `--output type=tar,dest=${results}/tree.tar,platform-split=true`,
          `--output type=docker,dest=${results}/image.tar`,
          `--output type=oci,dest=${results}/image.tar`,
          "--output type=docker",
          "--output type=image,push=false",
          "--output type=image,name=live-named",
          "--output type=cacheonly",
          "--output type=nothing",
          `--output type=tar,dest=${results}`,
          "--output type=local",
          "--load",
          `-o ${results}/one -o type=tar,dest=${results}/two.tar`,
          `-o ${results}/one --load`,
        ]),
      ]
    : [];
  if (chance.yes(0.1)) output.push(`--iidfile ${results}/${chance.one(["image.id", "no/such/folder"])}`);
  if (chance.yes(0.1)) output.push(`--metadata-file ${results}/${chance.one(["metadata.json", "metadata.json", "no/such/folder"])}`);
  return output;
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
    ...may(0.04, () => `--label ${chance.one(["x=y", "a=over", "x=", "x", "x=y --label x=z", "'x y=z'", "a=b=c"])}`),
    ...may(0.06, () => `--no-cache-filter ${chance.one([...stagesOf(lines), "base", "none", "base,s1", "BASE"])}`),
    ...may(0.03, () => `--network ${chance.one(["none", "default"])}`),
    ...may(0.03, () => "--add-host a:1.2.3.4"),
    ...may(0.3, () => "--secret id=tok,src=/tmp/live-token"),
    ...may(0.03, () => "--shm-size 128m"),
    ...may(0.02, () => "--ulimit nofile=1000"),
    ...may(0.03, () => `--build-context ${chance.one(["base=conf", "live-base=docker-image://live-base", "s1=src", "live-base=conf"])}`),
    ...may(
      0.04,
      () => `--platform ${chance.one(["linux/amd64", "linux", "amd64", "linux/x86_64", "linux/amd64/v1", "linux/amd64,linux/amd64"])}`,
    ),
  ];
}
