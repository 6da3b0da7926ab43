/** One case on both sides, and what of the differences is neither a race nor a difference of versions. */
import type { Case } from "./case.ts";
import { inLab } from "./lab.ts";
import { type Difference, differences, type Observation } from "./observe.ts";
import { isRace } from "./race.ts";
import type { RealEngine } from "./real.ts";
import { explained } from "./versions.ts";

export interface Disagreement extends Difference {
  /** Index of the round. */
  readonly round: number;
}

export interface Comparison {
  readonly builds: number;
  readonly failed: number;
  /** For each build that was not compared, the sentence in which the lab said that it can't do it, or one before it. */
  readonly refused: readonly string[];
  /** Builds that differ by what an earlier failure had finished, or that came out otherwise when run again. */
  readonly races: number;
  /** Sentences of version-differences.json that were needed. */
  readonly versions: readonly string[];
  readonly disagreements: readonly Disagreement[];
}

/** Runs a case on both sides; what disagrees is run once more on the real engine, to tell races from mistakes. */
export async function compare(one: Case, real: RealEngine): Promise<Comparison> {
  const [seen, lab] = await Promise.all([real.run(one), inLab(one)]);
  const first = held(seen, lab);
  if (first.disagreements.length === 0) return first;
  const docker = await real.run(one);
  const again = held(docker, lab);
  const disagreements: Disagreement[] = [];
  for (const each of again.disagreements) {
    const rounds = one.rounds.slice(0, each.round + 1);
    const [theirs, ours] = [docker[each.round] as Observation, lab[each.round] as Observation];
    const race = each.about === "error" && (await isRace({ ...one, rounds }, theirs, ours, (some) => real.run(some), inLab));
    if (!race) disagreements.push(each);
  }
  return { ...again, disagreements, races: again.races + first.disagreements.length - disagreements.length };
}

function held(docker: readonly Observation[], lab: readonly Observation[]): Comparison {
  const disagreements: Disagreement[] = [];
  const versions: string[] = [];
  const refused: string[] = [];
  let [races, failedBefore] = [0, false];
  let apart: string | undefined;
  docker.forEach((theirs, round) => {
    const ours = lab[round] as Observation;
    // From then on the two have built different things; unless neither has built anything.
    const refusal = ours.refusal ?? apart;
    if (refusal !== undefined) {
      refused.push(refusal);
      if (theirs.exitCode === 0) apart = refusal;
      else failedBefore = true;
      return;
    }
    const found = differences(theirs, ours);
    if (failedBefore && found.length > 0 && found.every(({ about }) => about === "verdicts") && sameNames(theirs, ours)) races += 1;
    else
      for (const difference of found) {
        const reasons = explained(difference);
        versions.push(...reasons);
        if (reasons.length === 0) disagreements.push({ ...difference, round });
      }
    failedBefore ||= theirs.exitCode !== 0;
  });
  const failed = docker.filter(({ exitCode }) => exitCode !== 0).length;
  return { builds: docker.length, failed, refused, races, versions, disagreements };
}

function sameNames(a: Observation, b: Observation): boolean {
  const names = ({ verdicts }: Observation): string =>
    verdicts
      .map((line) => line.replace(/^\S+ /, ""))
      .sort()
      .join("\n");
  return names(a) === names(b);
}
