import { describe, expect, it } from "vitest";
import { mistakesIn } from "./lesson-check.ts";
import { lessonSchema, moduleSchema } from "./lesson-schema.ts";

const lesson = (...lines: string[]) =>
  mistakesIn("lessons/01-a/01-b/index.mdx", ["---", ...lines, "---", "", "Text."].join("\n"), lessonSchema);

describe("a lesson's frontmatter", () => {
  it("is accepted when it says what it must", () => {
    expect(lesson("title: A", "summary: B.", "minutes: 3")).toEqual([]);
  });

  it("names the line of a wrong value and what to write instead", () => {
    expect(lesson("title: A", "summary: B.", "minutes: soon")).toEqual([
      { file: "lessons/01-a/01-b/index.mdx", line: 4, message: "minutes: is not a whole number of minutes, such as `minutes: 6`" },
    ]);
  });

  it("names what is missing", () => {
    expect(lesson("summary: B.", "minutes: 3").map(({ message }) => message)).toEqual([
      "title: is missing: add a short title, such as `title: Order matters`",
    ]);
  });

  it("names the line of a key that nobody knows", () => {
    const [mistake] = lesson("title: A", "author: me", "summary: B.", "minutes: 3");
    expect(mistake).toMatchObject({ line: 3, message: expect.stringContaining("author") });
  });

  it("names the line of one wrong item in a list", () => {
    expect(lesson("title: A", "summary: B.", "minutes: 3", "learn:", "  - one", "  - [two]")).toMatchObject([{ line: 7 }]);
  });

  it("names the line where the YAML breaks", () => {
    expect(lesson("title: A", "summary: 'B.", "minutes: 3")[0]?.message).toMatch(/^is not YAML: /);
  });

  it("must be there", () => {
    expect(mistakesIn("index.mdx", "Text.", lessonSchema)[0]?.message).toMatch(/^has no frontmatter/);
  });
});

it("a module says its title and summary", () => {
  expect(mistakesIn("lessons/01-a/module.yaml", "title: A\n", moduleSchema)).toMatchObject([
    { message: expect.stringContaining("summary: is missing") },
  ]);
});
