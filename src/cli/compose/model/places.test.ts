/** The words of a refusal are Compose's; where it is, the lab always knows. */
import { expect, test } from "vitest";
import refusals from "../fixtures/refusals.json" with { type: "json" };
import type { ComposeHost } from "./host.ts";
import { loadProject } from "./load.ts";
import { ComposeProblem } from "./problem.ts";

const directory = "/home/dev/workspace";

test.each(refusals.map(({ file }) => [file.split("\n").find((line) => /^ {2}a: |^\w+: [^{]/.test(line)) ?? file, file] as const))(
  "a place is named: %s",
  (_, file) => {
    const texts: Readonly<Record<string, string>> = { [`${directory}/compose.yaml`]: file, [`${directory}/ok.env`]: "A=1\n" };
    const host: ComposeHost = {
      home: "/home/dev",
      kind: (path) => (path === directory ? "directory" : texts[path] === undefined ? undefined : "file"),
      read(path) {
        const text = texts[path];
        if (text === undefined) throw new ComposeProblem(`open ${path}: no such file or directory`);
        return text;
      },
      warn: () => {},
    };
    const files = [{ path: `${directory}/compose.yaml` }];
    let problem: unknown;
    try {
      loadProject({ files, directory, environment: new Map(), name: "g", profiles: [] }, host);
    } catch (error) {
      problem = error;
    }
    expect(problem).toBeInstanceOf(ComposeProblem);
    expect((problem as ComposeProblem).place).toBeDefined();
  },
);
