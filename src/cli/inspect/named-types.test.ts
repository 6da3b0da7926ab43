import { expect, it } from "vitest";
import { Template } from "../template/execute.ts";
import { goDurationValue, goPortValue, namedValue } from "./named-types.ts";

const fill = (template: string, value: Parameters<Template["execute"]>[0]): string => new Template(template).execute(value);

it("a duration prints as one, counts as nanoseconds, and converts itself", () => {
  const Interval = goDurationValue(90e9);
  expect(fill('{{.Interval}} {{eq .Interval 90000000000}} {{printf "%d %s" .Interval .Interval}} {{json .Interval}}', { Interval })).toBe(
    "1m30s true 90000000000 1m30s 90000000000",
  );
  expect(fill("{{.Interval.Minutes}} {{.Interval.Seconds}} {{.Interval.String}}", { Interval })).toBe("1.5 90 1m30s");
  expect(fill("{{if .None}}yes{{else}}no{{end}} {{.Back}}", { None: goDurationValue(0), Back: goDurationValue(-5e8) })).toBe("no -500ms");
});

it("a port is text that knows its number and its protocol", () => {
  const p = goPortValue("80/tcp");
  expect(fill('{{.p}} {{.p.Port}} {{.p.Proto}} {{.p.Int}} {{eq .p "80/tcp"}} {{len .p}} {{slice .p 0 2}}', { p })).toBe(
    "80/tcp 80 tcp 80 true 6 80",
  );
  expect(() => fill("{{.p.Nope}}", { p })).toThrow("can't evaluate field Nope in type nat.Port");
  expect(() => fill('{{split .p "/"}}', { p })).toThrow("wrong type for value; expected string; got nat.Port");
});

it.each([
  ["container.NetworkMode", "shop", "{{.m.IsUserDefined}} {{.m.UserDefined}} {{.m.IsPrivate}} {{.m.NetworkName}}", "true shop true shop"],
  ["container.NetworkMode", "container:db", "{{.m.IsContainer}} {{.m.ConnectedContainer}} {{.m.NetworkName}}", "true db container"],
  ["container.IpcMode", "shareable", "{{.m}} {{.m.IsShareable}} {{.m.IsHost}}", "shareable true false"],
  ["container.PidMode", "", "{{.m.IsPrivate}} {{.m.IsHost}}|{{.m}}|", "true false||"],
  ["container.CgroupnsMode", "private", "{{.m.IsPrivate}}", "true"],
])("%s %s", (type, mode, template, expected) => {
  expect(fill(template, { m: namedValue(type, mode) })).toBe(expected);
});
