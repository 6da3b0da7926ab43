/** The CREATED BY column of `docker history` (spec §9.1). */
import type { HealthcheckConfig } from "../../api.ts";
import { formatDuration } from "../../go/duration.ts";

/** `"a" "b"`: Go's quoting of a list of words. */
export function goQuoteList(words: readonly string[]): string {
  return words.map(goQuote).join(" ");
}

function goQuote(text: string): string {
  // JSON differs from Go only in how it writes some control characters.
  return JSON.stringify(text).replace(/\\u00([0-9a-f]{2})/g, (_, hex: string) =>
    hex === "07" ? "\\a" : hex === "0b" ? "\\v" : `\\x${hex}`,
  );
}

/** RUN with the ARGs declared so far in front, as `|2 A=1 B=`. Where an ENV has taken a name over, its value is told. */
export function runRow(
  argv: readonly string[],
  declared: ReadonlyMap<string, string | undefined>,
  environment: { get(name: string): string | undefined },
): string {
  const args = [...declared].map(([name, value]) => `${name}=${environment.get(name) ?? value ?? ""}`);
  const front = args.length > 0 ? `|${args.length} ${args.join(" ")} ` : "";
  return `RUN ${front}${argv.join(" ")} # buildkit`;
}

/** Prints the struct as Go does, durations in Go's notation and the retries as a rune. */
export function healthcheckRow(health: HealthcheckConfig): string {
  const durations = [health.Interval, health.Timeout, health.StartPeriod, health.StartInterval].map(
    (value) => `"${formatDuration(value ?? 0)}"`,
  );
  const retries = health.Retries ?? 0;
  const rune = retries < 0x20 ? (controls[retries] ?? `\\x${retries.toString(16).padStart(2, "0")}`) : String.fromCodePoint(retries);
  return `HEALTHCHECK &{[${goQuoteList(health.Test)}] ${durations.join(" ")} '${rune}'}`;
}

const controls: Record<number, string> = { 7: "\\a", 8: "\\b", 9: "\\t", 10: "\\n", 11: "\\v", 12: "\\f", 13: "\\r" };
