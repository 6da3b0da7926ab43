/** Random Dockerfiles of several stages, and edits of them. */
import { instruction, type Scope } from "./instructions.ts";
import type { Chance } from "./random.ts";

interface Options {
  /** Images of earlier rounds. */
  readonly images: readonly string[];
  /** Names of `--build-context`. */
  readonly contexts: readonly string[];
  /** What of the context may be copied, beside the plain files. */
  readonly extras: readonly string[];
  readonly stages?: number;
}

/** Most of what is copied from a stage. */
const someFiles = "RUN mkdir -p /d1/sub /app /srv && echo f > /f1 && echo d > /d1/f && echo s > /d1/sub/f && ln -s d1 /link";

export function dockerfile(chance: Chance, { images, contexts, extras, stages = chance.below(3) }: Options): string[] {
  const others = [...images, ...contexts];
  const lines = chance.yes(0.06)
    ? [chance.one(["# escape=\\", "# escape=`", "# check=skip=all", "# Escape = \\", "# check=error=false"])]
    : [];
  lines.push(
    ...chance.one([
      ["FROM live-base AS base"],
      ["FROM live-base AS base"],
      ["ARG TAG=latest", "FROM live-base:${TAG} AS base"],
      ["ARG IMAGE=live-base", "ARG OTHER=$IMAGE", "FROM ${OTHER} AS base"],
      ["FROM live-base:${TAG:-latest} AS Base"],
      ["FROM --platform=$BUILDPLATFORM live-base AS base"],
      ["FROM --platform=linux/amd64 live-base AS base"],
    ]),
  );
  lines.push("RUN echo constant > /base.txt");
  if (chance.yes(0.85)) lines.push(someFiles);
  const known = ["base"];
  for (let count = chance.below(6); count >= 0; count -= 1) lines.push(instruction(chance, { sources: others, scratch: false, extras }));
  for (let extra = stages; extra > 0; extra -= 1) {
    const name = `s${extra}`;
    const from = chance.of([
      [4, () => chance.one(known)],
      [5, () => "live-base"],
      [2, () => "scratch"],
      [others.length > 0 ? 3 : 0, () => chance.one(others)],
      [
        lines.some((line) => line.startsWith("ARG IMAGE")) ? 3 : 0,
        () => chance.one(["$OTHER", "${IMAGE}", "${IMAGE:+base}", "${NONE:-base}"]),
      ],
    ]);
    lines.push(`FROM ${from}${chance.yes(0.9) ? ` AS ${name}` : ""}`);
    const scope: Scope = {
      sources: [...known, ...known, ...others, ...(chance.yes(0.2) ? ["0", "live-base"] : [])],
      scratch: from === "scratch",
      extras,
    };
    if (from === "scratch") lines.push("COPY d1 /d1/", "COPY --from=base /base.txt /f1");
    if (from === "live-base" && chance.yes(0.6)) lines.push(someFiles);
    for (let count = 1 + chance.below(5); count > 0; count -= 1) lines.push(instruction(chance, scope));
    if (lines.some((line) => line.endsWith(` AS ${name}`))) known.push(name);
  }
  return chance.yes(0.02) ? lines.map((line) => `${line.replaceAll("\n", "\r\n")}\r`) : lines;
}

export const stagesOf = (lines: readonly string[]): string[] => lines.flatMap((line) => /^FROM .* AS (\S+)/.exec(line)?.[1] ?? []);

/** One instruction put in, taken out, moved or written again. */
export function editDockerfile(chance: Chance, lines: readonly string[], others: readonly string[], extras: readonly string[]): string[] {
  const places = lines.flatMap((line, index) => (/^(FROM|# (escape|check)|ARG (TAG|IMAGE|OTHER)=)/i.test(line) ? [] : [index]));
  const at = places.length > 0 ? chance.one(places) : lines.length;
  const sources = [
    ...stagesOf(lines.slice(0, at))
      .slice(0, -1)
      .map((name) => name.toLowerCase()),
    ...others,
  ];
  const from = lines.slice(0, at).findLast((line) => line.startsWith("FROM")) ?? "";
  const fresh = (): string => instruction(chance, { sources, scratch: / scratch/.test(from), extras });
  return chance.of([
    [3, () => lines.toSpliced(at, 0, fresh())],
    [2, () => lines.toSpliced(at, 1)],
    () => lines.toSpliced(at, 1, fresh()),
    () => {
      const [first, second] = [lines[at], lines[at + 1]];
      if (first === undefined || second === undefined || second.startsWith("FROM")) return [...lines];
      return lines.toSpliced(at, 2, second, first);
    },
    () => lines.map((line, index) => (index === at ? line.replace(/ /, "  ") : line)),
  ]);
}
