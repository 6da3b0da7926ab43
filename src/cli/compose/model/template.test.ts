import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidTemplate, RequiredVariable, substitute } from "./template.ts";

const values = new Map([
  ["A", "one"],
  ["EMPTY", ""],
]);
const unset: string[] = [];
const variables = { get: (name: string) => values.get(name), unset: (name: string) => unset.push(name) };
const run = (template: string): string => substitute(template, variables);

describe("variables in a Compose file", () => {
  it.each([
    ["$A ${A}", "one one"],
    ["$$A", "$A"],
    ["${NO-d} ${EMPTY-d} ${EMPTY:-d}", "d  d"],
    ["${A+x} ${EMPTY+x} ${EMPTY:+x} ${NO:+x}", "x x  "],
    ["${NO:-${A}/${NO:-$A}}", "one/one"],
    ["${NO:-a}b}", "ab}"],
    ["5$ $1 $.", "5$ $1 $."],
    ["${NO:-$$x}", "$x"],
  ])("%s", (template, text) => expect(run(template)).toBe(text));

  it("tells which are missing", () => {
    unset.length = 0;
    expect(run("$NO/${GONE}")).toBe("/");
    expect(unset).toEqual(["NO", "GONE"]);
    expect(() => run("${NO:?set it, $A}")).toThrow(new RequiredVariable("NO", "set it, one"));
    expect(() => run("${NO?}")).toThrow("required variable NO is missing a value");
  });

  it.each(["${A", "${}", "${1}", "${A b}", "${A:}", "${A!x}"])("refuses %s", (template) => {
    expect(() => run(template)).toThrow(InvalidTemplate);
  });

  it("leaves a text as it was when every dollar is doubled", () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(run(text.replaceAll("$", "$$$$"))).toBe(text);
      }),
    ));
});
