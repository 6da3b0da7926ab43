/** Limits on single disks: `--blkio-weight-device /dev/sda:100`, `--device-read-bps /dev/sda:1mb`. */
import { CliError } from "../errors.ts";
import { parseBytes } from "../flags/values.ts";

function split(text: string): readonly [path: string, value: string] {
  const [path = "", value, ...more] = text.split(":");
  if (value === undefined || more.length > 0) throw new CliError(`bad format: ${text}`);
  if (!path.startsWith("/dev/")) throw new CliError(`bad format for device path: ${text}`);
  return [path, value];
}

/** @throws CliError */
export function weightOf(text: string): { Path: string; Weight: number } {
  const [path, value] = split(text);
  const weight = /^\d+$/.test(value) ? Number(value) : Number.NaN;
  if (!(weight === 0 || (weight >= 10 && weight <= 1000))) throw new CliError(`invalid weight for device: ${text}`);
  return { Path: path, Weight: weight };
}

/** A rate in bytes a second. @throws CliError */
export function byteRateOf(text: string): { Path: string; Rate: number } {
  const [path, value] = split(text);
  const rate = value.startsWith("-") ? undefined : parseBytes(value);
  if (rate === undefined)
    throw new CliError(
      `invalid rate for device: ${text}. The correct format is <device-path>:<number>[<unit>]. Number must be a positive integer. Unit is optional and can be kb, mb, or gb`,
    );
  return { Path: path, Rate: rate };
}

/** A rate in operations a second. @throws CliError */
export function operationRateOf(text: string): { Path: string; Rate: number } {
  const [path, value] = split(text);
  if (!/^\d+$/.test(value))
    throw new CliError(`invalid rate for device: ${text}. The correct format is <device-path>:<number>. Number must be a positive integer`);
  return { Path: path, Rate: Number(value) };
}
