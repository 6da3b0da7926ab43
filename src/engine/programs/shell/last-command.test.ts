import { describe, expect, test } from "vitest";
import { recordedRoot, runOnMachine } from "../testing.ts";

/** Ends in a shell that tells its own number: that of the shell above it where it has taken that one's place. */
const tell = "sh -c 'echo $$'";

/** Seen with busybox 1.37 and bash 5.2; dash 0.5.12 forks for all of them. */
const cases: readonly (readonly [script: string, ash: boolean, bash: boolean])[] = [
  [`${tell}`, true, true],
  [`${tell}\n`, false, true],
  [`true; ${tell}`, true, true],
  [`true\n${tell}`, true, true],
  [`true && ${tell}`, true, false],
  [`false || ${tell}`, true, false],
  [`X=1 ${tell}`, true, true],
  [`${tell} 2> /dev/null`, true, false],
  [`{ ${tell}; }`, true, false],
  [`{ ${tell}; } 2> /dev/null`, false, false],
  [`(${tell})`, true, false],
  [`if true; then ${tell}; fi`, true, false],
  [`if ${tell}; then true; fi`, false, false],
  [`case a in a) ${tell};; esac`, true, false],
  [`for i in 1; do ${tell}; done`, false, false],
  [`f() { ${tell}; }; f`, false, false],
  [`! ${tell}`, false, false],
  [`true | ${tell}`, false, false],
  [`trap 'echo' TERM; ${tell}`, false, false],
  [`true & ${tell}`, true, false],
];

async function takesPlace(shell: "ash" | "dash" | "bash", script: string): Promise<boolean> {
  const argv = [shell === "bash" ? "/bin/bash" : "/bin/sh", "-c", `echo $$; ${script}`];
  const { output } = await runOnMachine(recordedRoot(shell), argv);
  const [outer, inner] = output.trim().split("\n");
  expect(inner).toMatch(/^\d+$/);
  return outer === inner;
}

describe("the last command of what -c gives a shell may take the shell's place", () => {
  test.each(cases)("%s", async (script, ash, bash) => {
    expect(await takesPlace("ash", script)).toBe(ash);
    expect(await takesPlace("bash", script)).toBe(bash);
    expect(await takesPlace("dash", script)).toBe(false);
  });
});
