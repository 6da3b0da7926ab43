import type { Flavour } from "./applet.ts";

/** `4.0K`, `12M`: sizes for people, as `ls -h` and `du -h` round them (GNU always up). */
export function humanSize(bytes: number, flavour: Flavour): string {
  if (bytes < 1024) return bytes.toString();
  let value = bytes;
  let unit = -1;
  while (value >= 1024 && unit < 5) {
    value /= 1024;
    unit++;
  }
  const letter = "KMGTPE"[unit] as string;
  if (flavour === "busybox") return `${value.toFixed(1)}${letter}`;
  const tenths = Math.ceil(value * 10) / 10;
  if (tenths < 10) return `${tenths.toFixed(1)}${letter}`;
  const whole = Math.ceil(value);
  return whole >= 1024 && unit < 5 ? `1.0${"KMGTPE"[unit + 1]}` : `${whole}${letter}`;
}
