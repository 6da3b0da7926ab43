import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { instructionNames } from "../../engine/dockerfile/parse.ts";
import { hover } from "./hover.ts";
import { instructionHelp } from "./instruction-help.ts";
import { dark, light } from "./theme.ts";

/** Help for the word at the bar. */
function at(marked: string) {
  const before = marked.slice(0, marked.indexOf("|")).split("\n");
  return hover(marked.replace("|", ""), before.length - 1, (before.at(-1) as string).length);
}

describe("hover", () => {
  it("explains instructions, alone and behind ONBUILD", () => {
    expect(at("FROM a\n co|py a b")).toMatchObject({ start: 1, end: 5, text: expect.stringContaining("**Layers and cache:**") });
    expect(at("FROM a\nONBUILD R|UN x")?.text).toContain("Runs a command");
    expect(at("FROM a\nRUN c|opy x")).toBeUndefined();
  });
  it("explains flags and mounts", () => {
    expect(at("FROM a\nCOPY --fr|om=b x y")?.text).toContain("`--from` of COPY");
    expect(at("FROM a\nRUN --mount=type=cache,tar|get=/x y")?.text).toContain("`target` of `--mount`");
    expect(at("FROM a\nRUN --|what")).toBeUndefined();
  });
  it("tells what variables and stages are", () => {
    expect(at("FROM a\nARG V=1\nWORKDIR /$|V")?.text).toContain("`1`\n\nSet in line 2 as an argument");
    expect(at("FROM a\nENV E=\nRUN echo ${|E}")?.text).toContain("`(empty)`");
    expect(at("FROM --platform=$BUILD|PLATFORM a")?.text).toContain("machine that builds");
    expect(at("FROM a\nRUN echo $|X")?.text).toContain("not set above");
    expect(at("FROM x AS one\nFROM b\nCOPY --from=o|ne a b")?.text).toBe("Stage `one`, begun in line 1 from `x`.");
  });
  it("has help for every instruction", () => {
    expect(instructionHelp.map(({ name }) => name).sort()).toEqual([...instructionNames].sort());
  });
});

describe("themes", () => {
  const css = readFileSync(new URL("../../styles/tokens.css", import.meta.url), "utf8");
  const [day = "", night = ""] = css.split('[data-theme="dark"]');
  it.each([
    ["light", light, day],
    ["dark", dark, night],
  ])("%s has the colours of the style sheet", (_, palette, sheet) => {
    for (const [name, value] of Object.entries(palette)) expect(sheet).toContain(`--${name}: ${value};`);
  });
});
