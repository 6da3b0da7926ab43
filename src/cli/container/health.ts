/** `--health-*` and `--no-healthcheck`. */
import type { HealthcheckConfig } from "../../engine/api.ts";
import { CliError } from "../errors.ts";
import type { FlagValues } from "../flags/parse.ts";
import { parseDuration } from "../../engine/go/duration.ts";

/**
 * What of the health check the command line sets; `undefined` leaves the image's own.
 * @throws CliError
 */
export function healthcheckOf(flags: FlagValues): HealthcheckConfig | undefined {
  const nanoseconds = (name: string): number => {
    const value = parseDuration(flags.text(name) || "0s") ?? 0;
    if (value < 0) throw new CliError(`--${name} cannot be negative`);
    return value;
  };
  const retries = Number(flags.text("health-retries") || "0");
  const command = flags.text("health-cmd");
  const config: Record<string, unknown> = {
    ...(command === "" ? {} : { Test: ["CMD-SHELL", command] }),
    ...positive("Interval", nanoseconds("health-interval")),
    ...positive("Timeout", nanoseconds("health-timeout")),
    ...positive("StartPeriod", nanoseconds("health-start-period")),
    ...positive("StartInterval", nanoseconds("health-start-interval")),
  };
  if (retries < 0) throw new CliError("--health-retries cannot be negative");
  if (retries > 0) config.Retries = retries;
  // What is set to nothing counts as not set.
  const isSet = Object.keys(config).length > 0;
  if (flags.bool("no-healthcheck")) {
    if (isSet) throw new CliError("--no-healthcheck conflicts with --health-* options");
    return { Test: ["NONE"] };
  }
  return isSet ? (config as unknown as HealthcheckConfig) : undefined;
}

function positive(name: string, value: number): Record<string, number> {
  return value > 0 ? { [name]: value } : {};
}
