import { describe, expect, it } from "vitest";
import { parseChmod } from "./chmod.ts";

// What a real engine made of a file with mode 644.
describe("--chmod", () => {
  it.each([
    ["a=rX", 0o444],
    ["go-w", 0o644],
    ["+t", 0o1644],
    ["u=rwx,g=rx,o=", 0o750],
    ["0644", 0o644],
    ["1777", 0o1777],
    ["u+s", 0o4644],
    ["g+s", 0o2644],
    ["=r", 0o444],
    ["o=u", 0o646],
    ["u+xr,g-x", 0o744],
    ["ug=rw", 0o664],
    ["u=rwx,go=rX", 0o744],
    ["a+rwx,o-w", 0o775],
  ])("%s", (text, mode) => {
    expect(parseChmod(text)?.(0o644, false)).toBe(mode);
  });

  it.each(["x", "99", "17777", "u+q", "", "u"])("%s is no mode", (text) => {
    expect(parseChmod(text)).toBeUndefined();
  });
});
