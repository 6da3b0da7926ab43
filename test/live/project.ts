/** The files of a random project, and what a person does to them between two builds. */
import { archives } from "./archives.ts";
import { quote } from "./case.ts";
import type { Chance } from "./random.ts";

const files: readonly (readonly [path: string, text: string])[] = [
  ["src/main.sh", "#!/bin/sh\necho main\n"],
  ["src/lib/a.sh", "a\n"],
  ["src/lib/b.txt", "b\n"],
  ["src/lib/.hidden", "h\n"],
  ["deps.lock", "x=1\n"],
  ["notes.md", "notes\n"],
  ["conf/one.cfg", "1\n"],
  ["conf/two.cfg", "2\n"],
  ["empty.txt", ""],
  ["deep/er/est/file.txt", "deep\n"],
  ["d1/f", "from the project\n"],
];

/** What a project may have beyond its plain files, and what of it may be copied; each case takes some. */
const extras: readonly (readonly [lines: string, sources: readonly string[]])[] = [
  ["ln -s deps.lock way; ln -s src/lib ways; ln -s nowhere dangling", ["way", "ways", "ways/", "ways/b.txt", "way*", "way ways/"]],
  ["ln -s ../main.sh src/lib/up; ln -s /etc/passwd src/abs; ln -s lib src/dir", ["src/lib/up", "src/dir", "src/dir/a.sh", "src/d*"]],
  ["printf 'twice\\n' > hard; ln hard src/hard; ln hard conf/hard.cfg", ["hard src/hard", "hard", "conf/hard.cfg"]],
  ["mkdir -p void/in src/void", ["void", "void/in", "void void/"]],
  ["chmod 755 src/main.sh; chmod 4755 conf/one.cfg; chmod 640 notes.md", ["conf/one.cfg notes.md"]],
  ["chmod 1777 src/lib; chmod 700 conf", ["conf", "src/lib"]],
  ["printf 'space\\n' > 'with space.txt'; mkdir 'a dir'; printf 'in\\n' > 'a dir/f f.txt'", ["with?space.txt", "a?dir", "a*"]],
  [
    "printf 'u\\n' > ünï.txt; printf 'b\\n' > 'br[a]ck.txt'; printf 's\\n' > 'st*r.txt'; printf 'd\\n' > 'dol$lar'",
    ["ünï.txt", "br[[]a]ck.txt", "st*r.txt", "dol*", "?nï.txt", "br*"],
  ],
  ["printf '#!/bin/sh\\n' > run.sh; chmod 755 run.sh; printf 'k\\n' > KEY; printf '\\r\\n' > crlf.txt", ["KEY", "run.sh", "crlf.txt KEY"]],
  [`printf %s ${quote(archives.plain)} | base64 -d | gunzip > pack.tar`, ["pack.tar"]],
  [`printf %s ${quote(archives.plain)} | base64 -d > pack.tgz; printf 'no archive\\n' > fake.tar`, ["pack.tgz", "fake.tar"]],
  [`printf %s ${quote(archives.over)} | base64 -d | gunzip > over.tar`, ["over.tar"]],
  [
    "mkdir -p extra/etc; printf 'extra\\n' > extra/etc/passwd; printf 'e\\n' > extra/e.txt; printf 'e.txt\\n' > extra/.dockerignore",
    ["extra", "extra/etc/passwd"],
  ],
];

const ignoreFiles: readonly string[] = [
  "Dockerfile\n.dockerignore\n",
  "**/*.md\n",
  "conf\n!conf/one.cfg\n",
  "*\n!src\n!deps.lock\n",
  "src/lib/\nDockerfile\n",
  "# all\n\n/conf/\n./deps.lock\n!deps.lock\n",
  "**/*.txt\n!src/**\n",
  "s?c/l*\n",
  "!notes.md\n*.md\n",
  "  src/lib  \n",
  "src/lib/a.sh\nconf/[ot]*.cfg\n",
  "deep/er\n!deep/er/est/file.txt\n",
  "**\n!**/*.cfg\n",
  "with space.txt\nbr\\[a\\]ck.txt\n",
  "*/*/*\n",
  "src/../notes.md\nconf/./one.cfg\n",
  "**/lib\n!src/lib/b.txt\n",
  "void\n**/void/*\n",
  "[a-c]*\n!conf\n",
  "",
];

export interface Project {
  /** Shell lines that make it. */
  readonly lines: string[];
  /** Sources for COPY, of its extras. */
  readonly sources: readonly string[];
}

export function project(chance: Chance): Project {
  const folders = [...new Set(files.flatMap(([path]) => (path.includes("/") ? [path.slice(0, path.lastIndexOf("/"))] : [])))];
  const lines = [`mkdir -p ${folders.join(" ")}`, ...files.map(([path, text]) => write(path, text))];
  const taken = extras.filter(() => chance.yes(0.4));
  lines.push(...taken.map(([line]) => line));
  if (chance.yes(0.3)) lines.push(write(".dockerignore", chance.one(ignoreFiles)));
  return { lines, sources: taken.flatMap(([, sources]) => sources) };
}

/** One edit of the project, as shell lines. */
export function edit(chance: Chance): string {
  return chance.of([
    [
      4,
      () => `echo ${chance.below(100)} >> ${chance.one(["src/main.sh", "src/lib/a.sh", "deps.lock", "notes.md", "conf/one.cfg", "d1/f"])}`,
    ],
    () => `touch ${chance.one(["src/main.sh", "deps.lock", "conf/two.cfg"])}`,
    () => `chmod ${chance.one(["755", "600", "644", "4755"])} ${chance.one(["src/main.sh", "deps.lock", "notes.md", "conf/two.cfg"])}`,
    () => `chmod ${chance.one(["700", "755", "1777", "2755"])} ${chance.one(["src", "src/lib", "conf", "deep/er"])}`,
    () => write(chance.one([".dockerignore", ".dockerignore", "Dockerfile.dockerignore"]), chance.one(ignoreFiles)),
    [2, () => write("deps.lock", `x=${chance.below(3)}\n`)],
    [3, () => chance.one(rearrangements)],
    () => `ln -sfn ${chance.one(["deps.lock", "notes.md", "src", "conf", "nowhere", "../deps.lock"])} ${chance.one(["way", "link"])}`,
    () => "rm -f src/lib/a.sh; cp notes.md src/lib/a.sh",
  ]);
}

const rearrangements = [
  "mkdir -p src/new/er",
  "rm -rf void; mkdir -p void",
  "rm -f conf/two.cfg",
  "echo new > src/new.txt",
  "echo log > run.log",
  "mv notes.md notes2.md; cp notes2.md notes.md",
  "rm -f d1/f; rmdir d1; echo file > d1",
  "rm -rf src/lib/up; ln -s b.txt src/lib/up",
  "ln -f deps.lock src/same.lock",
  "rm -rf deep/er; mkdir -p deep; echo flat > deep/er",
  "cp -r conf conf2; mv conf2/one.cfg conf2/uno.cfg",
  "rm -f .dockerignore",
  "mv src srcs; mv srcs src",
  "rm -rf conf; mkdir conf; echo 1 > conf/one.cfg; echo 2 > conf/two.cfg",
];

function write(path: string, text: string): string {
  return `printf %s ${quote(text)} > ${quote(path)}`;
}
