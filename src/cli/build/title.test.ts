import { describe, expect, it } from "vitest";
import { buildTitle, titleWithTarget } from "./title.ts";

/** Asked of buildx 0.29: `docker buildx history ls --format "{{.Name}}"`. */
const asked: readonly (readonly [context: string, dockerfile: string | undefined, target: string, title: string])[] = [
  ["/w/t", undefined, "", "t"],
  ["/w/t", undefined, "one", "t (one)"],
  ["/w/t", "/w/t/D2", "", "t/D2"],
  ["/w/t", "/w/t/sub/D3", "", "t/sub/D3"],
  ["/w/t", "/w/t/sub/deep/Dockerfile", "", "t/sub/deep"],
  ["/w/t/sub", "/w/t/D2", "", "t/D2"],
  ["/w/t/sub", "/w/t/Dockerfile", "", "t"],
  ["/w/t/sub", "/w/t/sub/Dockerfile", "ONE", "sub (ONE)"],
  ["/w", "/w/t/Dockerfile", "", "w/t"],
];

describe("buildTitle", () => {
  it.each(asked)("%s, %s, %s: %s", (context, dockerfile, target, title) => {
    expect(titleWithTarget(buildTitle(context, dockerfile), target)).toBe(title);
  });
});
