import { expect, it } from "vitest";
import { Template } from "../template/execute.ts";
import { GoStruct } from "../template/value.ts";
import { goTimeValue } from "./go-time.ts";

const filled = (template: string, time: string): string =>
  new Template(template, "").execute(new GoStruct("x", { T: goTimeValue(time) }, {}));

it("has Go's methods and its layouts", () => {
  const time = "2026-03-05T14:07:09.5Z";
  expect(filled('{{.T.Year}} {{.T.Month}} {{.T.Day}} {{.T.Unix}} {{.T.IsZero}} {{.T.Format "Mon Jan _2 15:04:05 MST 2006"}}', time)).toBe(
    "2026 March 5 1772719629 false Thu Mar  5 14:07:09 UTC 2026",
  );
  expect(filled('{{.T.Format "2006-01-02 3:04PM"}} {{.T}}', time)).toBe("2026-03-05 2:07PM 2026-03-05 14:07:09.5 +0000 UTC");
  expect(filled("{{json .T}}", time)).toBe(`"${time}"`);
  expect(filled("{{.T.IsZero}}", "0001-01-01T00:00:00Z")).toBe("true");
});
