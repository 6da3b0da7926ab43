/** Reads the verdict of every step out of what `docker build --progress=plain` prints. */

/** `[step, verdict]` with the verdicts of the golden cases: CACHED, DONE, ERROR, CANCELED, NONE. */
export type Step = readonly [name: string, verdict: string];

/** Numbered steps, FROM left out, sorted: the form of `test/golden/cache.jsonl`. */
export function stepsOf(plain: string): readonly Step[] {
  const names = new Map<string, string>();
  const verdicts = new Map<string, string>();
  for (const line of plain.split("\n")) {
    const match = /^#(\d+) (.*)$/.exec(line);
    if (!match) continue;
    const [, number = "", text = ""] = match;
    if (/^\[(?:\S+ )? ?\d+\/\d+\] /.test(text) && !names.has(number)) names.set(number, text);
    const verdict = /^(CACHED|CANCELED|DONE \d+\.\d+s|ERROR: .*)$/.exec(text)?.[1];
    if (verdict) verdicts.set(number, verdict.split(/[ :]/)[0] ?? verdict);
  }
  const steps = [...names]
    .filter(([, name]) => !/\] FROM /.test(name))
    .map(([number, name]) => [name, verdicts.get(number) ?? "NONE"] as const);
  return steps.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
}
