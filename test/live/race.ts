/** Of several mistakes in one build the real engine tells whichever it meets first; that is a race, if both are really there. */
import type { Case } from "./case.ts";
import type { Observation } from "./observe.ts";

export type Side = (one: Case) => Promise<readonly Observation[]>;

/**
 * True when two failures of the last round are both true: without the instruction that one side blames, it says what the
 * other side says.
 */
export async function isRace(one: Case, docker: Observation, drydock: Observation, onDocker: Side, inLab: Side): Promise<boolean> {
  if (docker.exitCode === 0 || drydock.exitCode === 0) return false;
  return (await comesNext(one, drydock, docker, inLab)) || (await comesNext(one, docker, drydock, onDocker));
}

/** Whether `other` is what this side says once what it `said` is taken away. */
async function comesNext(one: Case, said: Observation, other: Observation, side: Side): Promise<boolean> {
  let [now, rest] = [said, one];
  for (let tries = 0; tries < 4; tries += 1) {
    const fewer = withoutBlamed(rest, now);
    if (!fewer) return false;
    rest = fewer;
    const next = (await side(rest)).at(-1);
    if (!next || next.exitCode === 0) return false;
    if (essence(next) === essence(other)) return true;
    now = next;
  }
  return false;
}

/** The case without the instruction that the excerpt's first `>>>` points at; none when that is a FROM or not told. */
function withoutBlamed(one: Case, { error }: Observation): Case | undefined {
  const line = Number(error.map((each) => /^ *(\d+) \| >>>/.exec(each)?.[1]).find(Boolean));
  const last = one.rounds.at(-1);
  if (!last || Number.isNaN(line)) return undefined;
  let at = 1;
  const index = last.dockerfile.findIndex((instruction) => {
    at += instruction.split("\n").length;
    return line < at;
  });
  if (index < 0 || /^FROM/i.test(last.dockerfile[index] ?? "")) return undefined;
  return { ...one, rounds: one.rounds.with(-1, { ...last, dockerfile: last.dockerfile.toSpliced(index, 1) }) };
}

/** The message and the lines blamed, without their numbers. */
function essence({ error }: Observation): string {
  return error
    .filter((line) => line.includes(" | >>>") || line.startsWith("ERROR"))
    .map((line) => line.replace(/^ *\d+ \|/, ""))
    .join("\n");
}
