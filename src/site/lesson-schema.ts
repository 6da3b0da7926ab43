/** Frontmatter of a lesson and the YAML of a module. Every message says what to write instead. */
import { z } from "astro/zod";

const required = (what: string) => ({
  error: (issue: { input?: unknown }) => (issue.input === undefined ? `is missing: add ${what}` : `is not ${what}`),
});

export const lessonSchema = z.strictObject(
  {
    title: z
      .string(required("a short title, such as `title: Order matters`"))
      .min(1, "is empty: add a short title")
      .describe("Shown as the page's heading, in the course and in the browser's tab. Sentence case, no full stop."),
    summary: z
      .string(required("one sentence in `summary:` that says what the learner will be able to do"))
      .min(1, "is empty: add one sentence")
      .max(200, "is longer than 200 characters: one sentence is enough")
      .describe("What the learner will be able to do: one sentence for the course page and search engines."),
    minutes: z
      .int(required("a whole number of minutes, such as `minutes: 6`"))
      .min(1, "is below 1")
      .max(60, "is above 60: split the lesson")
      .describe("About how long it takes, reading and doing."),
    learn: z
      .array(z.string(required("a phrase")), required("a list of phrases, each a thing the learner will be able to do"))
      .default([])
      .describe("What the learner will be able to do: phrases that go on from “After this lesson you can”."),
    exercise: z
      .boolean(required("`exercise: true` or `exercise: false`"))
      .default(false)
      .describe("True when `exercise.ts` lies beside the lesson; the lab then shows its checks."),
    lab: z
      .boolean(required("`lab: true` or `lab: false`"))
      .optional()
      .describe("Shows the lab beside the text. By default there is one when the lesson has an exercise or a workspace folder."),
    kernel: z
      .boolean(required("`kernel: true` or `kernel: false`"))
      .default(false)
      .describe(
        "True to have a real Linux kernel beside the text instead of the lab; `kernel-exercise.ts` beside the lesson has its checks.",
      ),
    open: z
      .string(required("a path inside the lesson's workspace, such as `open: Dockerfile`"))
      .optional()
      .describe("The workspace file that is open at first. `Dockerfile` when left out."),
    node: z
      .boolean(required("`node: true` or `node: false`"))
      .default(false)
      .describe(
        "True where the lab's programs for `node` may be run by a real Node.js (docs/webcontainers.md). The page is then isolated from others.",
      ),
    predict: z
      .boolean(required("`predict: true` or `predict: false`"))
      .default(false)
      .describe("True where the lab should begin by asking what the next build will do. Inside a text, `<Do predict>` asks."),
    prerequisites: z
      .array(z.string(required("a lesson such as `cache/order-matters`")), required("a list of lessons, such as `[cache/order-matters]`"))
      .default([])
      .describe("Lessons to know first, as `module/lesson` without numbers."),
    draft: z.boolean(required("`draft: true` or `draft: false`")).default(false).describe("True keeps it out of the built site."),
  },
  {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `has a key that lessons don't know: ${issue.keys.join(", ")}. Known are title, summary, minutes, learn, exercise, lab, kernel, open, node, predict, prerequisites, draft`
        : undefined,
  },
);

export const moduleSchema = z.strictObject({
  title: z
    .string(required("the module's title, such as `title: The build cache`"))
    .describe("Shown in the course and in the crumb above each lesson."),
  summary: z.string(required("one sentence about the module in `summary:`")).describe("One sentence for the course page."),
});

export type LessonData = z.infer<typeof lessonSchema>;
