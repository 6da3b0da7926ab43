import { describe, expect, it } from "vitest";
import { builtIn, featuresFor, frontendOf } from "./frontend.ts";
import { parseDockerfile } from "./parse.ts";

/** The names of what a frontend knows beyond the built-in one. */
function knows(syntax: string): string {
  return Object.entries(featuresFor(`# syntax=${syntax}\nFROM x\n`))
    .filter(([, known]) => known)
    .map(([name]) => name)
    .join(" ");
}

describe("a frontend's flags", () => {
  it.each([
    ["docker/dockerfile:1", "exclude parents security"],
    ["docker/dockerfile", "exclude parents security"],
    ["docker.io/docker/dockerfile:1", "exclude parents security"],
    ["docker/dockerfile:1-labs", "exclude parents security device"],
    ["docker/dockerfile:labs", "exclude parents security device"],
    ["docker/dockerfile:1.18", ""],
    ["docker/dockerfile:1.19", "exclude"],
    ["docker/dockerfile:1.19.0", "exclude"],
    ["docker/dockerfile:1.20", "exclude parents security"],
    ["docker/dockerfile:1.6-labs", "security"],
    ["docker/dockerfile:1.7-labs", "exclude parents security"],
    ["docker/dockerfile:1.7.0-labs", "exclude parents security"],
    ["docker/dockerfile:1.14-labs", "exclude parents security device"],
    ["docker/dockerfile:2", ""],
    ["someone/else:1", ""],
    ["Not A Name", ""],
  ])("%s knows %s", (syntax, expected) => {
    expect(knows(syntax)).toBe(expected);
  });

  it("are those of the stable frontend 1.18 without a directive", () => {
    expect(featuresFor("FROM x\n")).toEqual(builtIn);
    expect(() => parseDockerfile("FROM x\nCOPY --exclude=a b c\n")).toThrow("unknown flag: --exclude");
    expect(() => parseDockerfile("FROM x\nCOPY --parents b c\n")).toThrow("unknown flag: --parents");
    expect(() => parseDockerfile("FROM x\nADD --unpack b c\n")).not.toThrow();
  });

  it("make their way into the instruction", () => {
    const text = "# syntax=docker/dockerfile:1\nFROM x\nCOPY --parents --exclude=*.md --exclude=x a b\n";
    expect(parseDockerfile(text).stages[0]?.instructions[0]).toMatchObject({ parents: true, exclude: ["*.md", "x"] });
  });
});

describe("what names a frontend", () => {
  const reference = (text: string, buildArgs?: Record<string, string>) => frontendOf(text, buildArgs)?.reference;
  const one = "docker.io/docker/dockerfile:1";
  it.each([
    ["# syntax=docker/dockerfile:1\nFROM x", one],
    ["#  SYNTAX = docker/dockerfile:1 words behind it\nFROM x", one],
    ["\ufeff# syntax=docker/dockerfile:1\nFROM x", one],
    ["#!/usr/bin/env x\n# syntax=docker/dockerfile:1\nFROM x", one],
    ["# escape=`\n# syntax=docker/dockerfile:1\nFROM x", one],
    ["// syntax=docker/dockerfile:1\n", one],
    ['{ "syntax": "docker/dockerfile:1", "x": [] }', one],
    ["# a comment\n# syntax=docker/dockerfile:1\nFROM x", undefined],
    ["\n# syntax=docker/dockerfile:1\nFROM x", undefined],
    ["FROM x\n# syntax=docker/dockerfile:1", undefined],
  ])("%j", (text, expected) => {
    expect(reference(text)).toBe(expected);
  });

  it("is the build argument before the file", () => {
    expect(reference("# syntax=a/b:1\nFROM x", { BUILDKIT_SYNTAX: "docker/dockerfile:1" })).toBe(one);
  });
});
