import { describe, expect, it } from "vitest";
import { parseDotenv } from "./dotenv.ts";

const read = (text: string, env: Record<string, string> = {}) =>
  Object.fromEntries(parseDotenv(text, { name: "/w/.env", lookup: (name) => env[name], unset: () => {} }));

describe("an .env file", () => {
  it("has keys, comments, quotes and references", () => {
    expect(
      read(`# first
A=1
export B = two words # said
C: colon
D='lit $A\\n'
E="x\\ty $A \\$A"
F=a#b
G=$A-\${B}
H=
`),
    ).toEqual({ A: "1", B: "two words", C: "colon", D: "lit $A\\n", E: "x\ty 1 $A", F: "a#b", G: "1-two words", H: "" });
  });

  it("takes a key alone from the environment, and prefers the environment when it expands", () => {
    expect(read("HOME\nGONE\nA=1\nB=$A", { HOME: "/h", A: "env" })).toEqual({ HOME: "/h", A: "1", B: "env" });
  });

  it("spans lines within quotes", () => expect(read('A="one\ntwo"\nB=3')).toEqual({ A: "one\ntwo", B: "3" }));

  it.each([
    ["A B=1", "failed to read /w/.env: line 1: key cannot contain a space"],
    ["\n1$=2", 'failed to read /w/.env: line 2: unexpected character "$" in variable name "1$=2"'],
    ['A=1\nB="x', 'failed to read /w/.env: line 2: unterminated quoted value "x'],
  ])("refuses %j", (text, message) => expect(() => read(text)).toThrow(message));
});
