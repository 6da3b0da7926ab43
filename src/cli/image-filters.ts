/** `docker images --filter` and its REPOSITORY argument. */
import type { Engine, ImageSummary } from "../engine/api.ts";
import { EngineError } from "../engine/api.ts";
import { familiarString, parseReference } from "../engine/images/reference.ts";
import { parseBool } from "./flags/values.ts";
import { problemOf } from "./problem.ts";

/** One line of `docker images`: an image under one of its names. */
export interface ImageRow {
  readonly image: ImageSummary;
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

const none = "<none>";

/**
 * Images that pass every filter, newest first, one row a name.
 * @param filters `name=value`
 * @throws EngineError 400 for a filter there is not
 */
export async function selectImages(engine: Engine, all: boolean, filters: readonly string[]): Promise<ImageRow[]> {
  const wanted = new Map<string, string[]>();
  for (const filter of filters.filter((text) => text !== "")) {
    const equals = filter.indexOf("=");
    const name = filter.slice(0, equals).trim().toLowerCase();
    wanted.set(name, [...(wanted.get(name) ?? []), filter.slice(equals + 1).trim()]);
  }
  for (const name of wanted.keys()) {
    if (!["dangling", "label", "before", "since", "until", "reference"].includes(name))
      throw new EngineError(400, `invalid filter '${name}'`);
  }
  const tests = await Promise.all([...wanted].map(([name, values]) => imageTest(engine, name, values)));
  const patterns = wanted.get("reference") ?? [];
  const images = (await engine.imageList({ all })).filter((image) => tests.every((test) => test(image)));
  return images
    .toSorted((a, b) => b.Created - a.Created)
    .flatMap((image) => rowsOf(image).filter((row) => patterns.length === 0 || patterns.some((pattern) => matches(pattern, row))));
}

async function imageTest(engine: Engine, name: string, values: readonly string[]): Promise<(image: ImageSummary) => boolean> {
  switch (name) {
    case "dangling": {
      const wants = values.map((value) => parseBool(value));
      if (wants.length !== 1 || wants[0] === undefined) throw new EngineError(400, `invalid filter 'dangling=[${values.join(" ")}]'`);
      return (image) => (image.RepoTags.length === 0) === wants[0];
    }
    case "label":
      return ({ Labels }) =>
        values.every((value) => {
          const equals = value.indexOf("=");
          const key = equals < 0 ? value : value.slice(0, equals);
          return Labels?.[key] !== undefined && (equals < 0 || Labels[key] === value.slice(equals + 1));
        });
    case "before":
    case "since": {
      const time = async (reference: string): Promise<string> => precise((await engine.imageInspect(reference)).Created);
      const limits = await Promise.all(values.map(time));
      const times = new Map(
        await Promise.all((await engine.imageList({ all: true })).map(async ({ Id }) => [Id, await time(Id)] as const)),
      );
      return ({ Id }) => limits.every((limit) => (name === "before" ? (times.get(Id) ?? "") < limit : (times.get(Id) ?? "") > limit));
    }
    case "until": {
      const times = values.map((value) => (/^\d+$/.test(value) ? Number(value) : Date.parse(value) / 1000));
      return ({ Created }) => times.every((time) => Number.isNaN(time) || Created < time);
    }
    default:
      return () => true;
  }
}

/** A time that sorts as text: nine decimals always. */
function precise(created: string): string {
  const [, seconds = created, fraction = ""] = /^(.*?)(?:\.(\d+))?Z$/.exec(created) ?? [];
  return `${seconds}.${fraction.padEnd(9, "0")}`;
}

/** An image under each of its names. */
export function rowsOf(image: ImageSummary): ImageRow[] {
  const digests = new Map(image.RepoDigests.map((text) => [text.split("@")[0] ?? "", text.split("@")[1] ?? none]));
  if (image.RepoTags.length === 0) {
    const [repository, digest] = [...digests][0] ?? [none, none];
    return [{ image, repository, tag: none, digest }];
  }
  return image.RepoTags.map((name) => {
    const colon = name.lastIndexOf(":");
    const repository = name.slice(0, colon);
    return { image, repository, tag: name.slice(colon + 1), digest: digests.get(repository) ?? none };
  });
}

/** A pattern is held against the name and against name and tag; `*` stops at a slash. */
function matches(pattern: string, row: ImageRow): boolean {
  if (row.repository === none) return false;
  const literal = !/[*?[]/.test(pattern) && problemOf(() => parseReference(pattern)) === undefined;
  const familiar = literal ? familiarString(parseReference(pattern)) : pattern;
  const expression = glob(familiar);
  return expression.test(row.repository) || expression.test(`${row.repository}:${row.tag}`);
}

function glob(pattern: string): RegExp {
  const source = pattern.replace(/[.+^${}()|\\/]|\*|\?/g, (c) => (c === "*" ? "[^/]*" : c === "?" ? "[^/]" : `\\${c}`));
  try {
    return new RegExp(`^${source}$`);
  } catch {
    throw new EngineError(400, `invalid reference pattern ${JSON.stringify(pattern)}: syntax error in pattern`);
  }
}
