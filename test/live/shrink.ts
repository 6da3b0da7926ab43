/** Makes a disagreement small: leaves out rounds, edits, instructions, options and words for as long as it stays. */
import type { Case, Round } from "./case.ts";

/** Resolves to true when the case still shows the disagreement. */
export type StillWrong = (one: Case) => Promise<boolean>;

/** The smallest case found within `tries` runs. */
export async function shrink(one: Case, stillWrong: StillWrong, tries = 200): Promise<Case> {
  let left = tries;
  let smallest = one;
  const attempt = async (candidate: Case): Promise<boolean> => {
    if (left <= 0 || candidate.rounds.length === 0 || JSON.stringify(candidate) === JSON.stringify(smallest)) return false;
    left -= 1;
    const wrong = await stillWrong(candidate);
    if (wrong) smallest = candidate;
    return wrong;
  };
  for (let before = ""; before !== JSON.stringify(smallest) && left > 0; ) {
    before = JSON.stringify(smallest);
    await withoutParts(smallest, attempt);
    await withoutWords(() => smallest, attempt);
  }
  return smallest;
}

/** A round, an edit, an option of one build, or an instruction of all Dockerfiles at once. */
type Part = { readonly kind: "round" | "edit" | "option" | "instruction"; readonly key: string };

function partsOf({ rounds }: Case): Part[] {
  const instructions = new Set(rounds.flatMap(({ dockerfile }) => dockerfile));
  return [
    ...rounds.slice(0, -1).map((_, index) => ({ kind: "round", key: `${index}` }) as const),
    ...[...instructions].map((key) => ({ kind: "instruction", key }) as const),
    ...rounds.flatMap(({ edits, options }, index) => [
      ...edits.map((edit) => ({ kind: "edit", key: `${index} ${edit}` }) as const),
      ...options.map((option) => ({ kind: "option", key: `${index} ${option}` }) as const),
    ]),
  ];
}

/** The case of these parts alone. The edits of a round that is left out go to the next one. */
function caseOf(one: Case, parts: readonly Part[]): Case {
  const has = (kind: Part["kind"], key: string): boolean => parts.some((part) => part.kind === kind && part.key === key);
  const rounds: Round[] = [];
  let edits: string[] = [];
  one.rounds.forEach((round, index) => {
    edits = [...edits, ...round.edits.filter((edit) => has("edit", `${index} ${edit}`))];
    if (index < one.rounds.length - 1 && !has("round", `${index}`)) return;
    const dockerfile = round.dockerfile.filter((line) => has("instruction", line));
    rounds.push({ ...round, edits, dockerfile, options: round.options.filter((option) => has("option", `${index} ${option}`)) });
    edits = [];
  });
  return { ...one, rounds };
}

/** Delta debugging: leaves out halves, quarters, … down to single parts. */
async function withoutParts(start: Case, attempt: (candidate: Case) => Promise<boolean>): Promise<void> {
  let parts = partsOf(start);
  for (let size = Math.ceil(parts.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < parts.length; ) {
      const fewer = parts.toSpliced(at, size);
      if (await attempt(caseOf(start, fewer))) parts = fewer;
      else at += size;
    }
  }
}

/** Leaves single words and lines out of instructions, in all Dockerfiles alike. */
async function withoutWords(current: () => Case, attempt: (candidate: Case) => Promise<boolean>): Promise<void> {
  for (const instruction of new Set(current().rounds.flatMap(({ dockerfile }) => dockerfile))) {
    let text = instruction;
    const separator = text.includes("\n") ? "\n" : " ";
    for (let at = text.split(separator).length - 1; at >= 1; at -= 1) {
      const shorter = text.split(separator).toSpliced(at, 1).join(separator);
      const before = text;
      const rounds = current().rounds.map((round) => ({
        ...round,
        dockerfile: round.dockerfile.map((line) => (line === before ? shorter : line)),
      }));
      if (await attempt({ ...current(), rounds })) text = shorter;
    }
  }
}
