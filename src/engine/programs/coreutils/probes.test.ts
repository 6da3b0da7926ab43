import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runStep, testRoot } from "../testing.ts";

/** What one line printed, of GNU's tools in Debian 12 with LANG unset, or of its BusyBox 1.35. */
interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

interface Probe {
  readonly line: string;
  readonly gnu?: Answer;
  readonly busybox?: Answer;
  /** Why the lab's answer is another one, on purpose. */
  readonly differs?: { readonly gnu?: string; readonly busybox?: string };
}

interface Recording {
  /** Lines that make the files which the probes work on. */
  readonly files: readonly string[];
  readonly probes: readonly Probe[];
}

const { files, probes } = JSON.parse(readFileSync(new URL("./fixtures/probes.json", import.meta.url), "utf8")) as Recording;

const flavours = { gnu: { root: "gnu", shell: "/bin/bash" }, busybox: { root: "busybox", shell: "/bin/sh" } } as const;

describe.each(["gnu", "busybox"] as const)("%s", (flavour) => {
  const { root, shell } = flavours[flavour];

  const run = async (tree: Awaited<ReturnType<typeof made>>, line: string): Promise<Answer> => {
    const answer = { stdout: "", stderr: "" };
    const { exitCode } = await runStep(tree, [shell, "-c", line], {
      cwd: "/tmp/w",
      stdout: (text) => {
        answer.stdout += text;
      },
      stderr: (text) => {
        answer.stderr += text;
      },
    });
    return { ...answer, exitCode };
  };

  const made = async () => {
    const tree = testRoot(root);
    tree.mkdir("/tmp/w");
    const { root: ready } = await runStep(tree.root, [shell, "-c", files.join("\n")], { cwd: "/tmp/w" });
    return ready;
  };
  const prepared = made();

  test.each(probes.filter((probe) => probe[flavour] && !probe.differs?.[flavour]))("$line", async (probe) => {
    const { stdout, stderr, exitCode } = await run(await prepared, probe.line);
    expect({ stdout, stderr: comparable(stderr), exitCode }).toEqual({
      ...probe[flavour],
      stderr: comparable(probe[flavour]?.stderr ?? ""),
    });
  });
});

/** Without what differs between two builds: where a shell lives, what busybox's usage lists, musl's words for a strange option. */
function comparable(text: string): string {
  return text
    .replace(/^\/bin\//gm, "")
    .replace(/BusyBox v[^\n]*multi-call binary\.\n\nUsage:[^]*$/, "BusyBox usage\n")
    .replace(/(?:invalid|unrecognized) option(?: -- |: )'?(.)'?/g, "option $1");
}
