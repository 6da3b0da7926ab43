import { expect, it } from "vitest";
import { demoFiles } from "./demo-files.ts";
import { copySize, measureKey, measureOf } from "./measures.ts";

const bytes = (text: string) => new TextEncoder().encode(text).length;

it("counts the files that a COPY takes, without the ignored ones", () => {
  expect(copySize("COPY . .", demoFiles)).toBe(bytes(demoFiles["app.py"]) + bytes(demoFiles["requirements.txt"]));
  expect(copySize("COPY requirements.txt ./", demoFiles)).toBe(bytes(demoFiles["requirements.txt"]));
  expect(copySize("COPY app.py requirements.txt /app/", demoFiles)).toBe(copySize("COPY . .", demoFiles));
});

it("does not guess at forms it cannot count", () => {
  for (const text of ["COPY --from=build /a /b", "COPY *.py .", 'COPY ["app.py", "."]', "COPY missing.txt ."])
    expect(copySize(text, demoFiles)).toBeUndefined();
});

it("knows an install only for the list it was measured with", () => {
  const text = "RUN pip install -r requirements.txt";
  const measures = { [measureKey(text, demoFiles)]: { size: 12, durationMs: 3 } };
  expect(measureOf({ kind: "RUN", text }, demoFiles, measures)).toEqual({ size: 12, durationMs: 3 });
  expect(measureOf({ kind: "RUN", text }, { ...demoFiles, "requirements.txt": "flask\nrequests\n" }, measures)).toEqual({});
  expect(measureOf({ kind: "RUN", text }, { ...demoFiles, "app.py": "" }, measures)).toEqual({ size: 12, durationMs: 3 });
});
