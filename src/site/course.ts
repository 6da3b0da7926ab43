/** The course as it stands: planned modules and lessons in order, joined with the lessons that exist. */
import { type CollectionEntry, getCollection } from "astro:content";
import { href } from "./href.ts";
import { foldersOf, numberOf } from "./lesson-paths.ts";
import { outline } from "./outline.ts";

export interface CourseModule {
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  readonly summary: string;
  readonly lessons: readonly CourseLesson[];
}

export interface CourseLesson {
  readonly number: number;
  /** `cache/order-matters`; planned lessons have one too. */
  readonly id: string;
  readonly title: string;
  /** Only lessons that exist have what follows. */
  readonly href?: string;
  readonly entry?: CollectionEntry<"lessons">;
}

/** A lesson that exists, with its place in the course. */
export type OpenLesson = CourseLesson & { readonly href: string; readonly entry: CollectionEntry<"lessons"> };

export async function course(): Promise<CourseModule[]> {
  const lessons = (await getCollection("lessons")).filter(({ data }) => import.meta.env.DEV || !data.draft);
  const modules = new Map((await getCollection("modules")).map((entry) => [entry.id, entry]));
  const known = new Set(lessons.map(({ id }) => id));
  for (const lesson of lessons) {
    if (!modules.has(moduleOf(lesson.id))) {
      throw new Error(
        `${lesson.filePath}: its module has no module.yaml. Add lessons/${foldersOf(lesson.filePath ?? "")[0]}/module.yaml with a title and a summary.`,
      );
    }
    for (const id of lesson.data.prerequisites) {
      if (!known.has(id))
        throw new Error(`${lesson.filePath}: prerequisites: there is no lesson "${id}". Known are: ${[...known].sort().join(", ")}.`);
    }
  }
  const slugs = [...outline.map(({ slug }) => slug), ...[...modules.keys()].filter((slug) => !outline.some((plan) => plan.slug === slug))];
  return slugs.map((slug, index) => {
    const plan = outline.find((module) => module.slug === slug);
    const made = modules.get(slug);
    const own = lessons.filter(({ id }) => moduleOf(id) === slug);
    return {
      number: index + 1,
      slug,
      title: made?.data.title ?? plan?.title ?? slug,
      summary: made?.data.summary ?? plan?.summary ?? "",
      lessons: joinLessons(slug, own, plan?.lessons ?? []),
    };
  });
}

/** Lessons that exist, in course order. */
export function openLessons(modules: readonly CourseModule[]): OpenLesson[] {
  return modules.flatMap(({ lessons }) => lessons.filter((lesson): lesson is OpenLesson => lesson.entry !== undefined));
}

function joinLessons(
  module: string,
  made: readonly CollectionEntry<"lessons">[],
  planned: readonly { slug: string; title: string }[],
): CourseLesson[] {
  const open: CourseLesson[] = made.map((entry) => ({
    number: numberOf(foldersOf(entry.filePath ?? "")[1] ?? ""),
    id: entry.id,
    title: entry.data.title,
    href: href(`/learn/${entry.id}/`),
    entry,
  }));
  const taken = new Set(open.map(({ number }) => number));
  const ids = new Set(open.map(({ id }) => id));
  const coming = planned
    .map(({ slug, title }, index) => ({ number: index + 1, id: `${module}/${slug}`, title }))
    .filter(({ number, id }) => !ids.has(id) && !taken.has(number));
  return [...open, ...coming].sort((a, b) => a.number - b.number);
}

const moduleOf = (id: string) => id.split("/")[0] ?? id;
