/** `datetime`, over the clock of `time`. To Python it is one module: here its classes lie apart. */
import { dateAndTime } from "./date.ts";
import { days } from "./days.ts";
import { moment } from "./moment.ts";
import { timedelta } from "./timedelta.ts";
import { timezone } from "./timezone.ts";

export const dates: Readonly<Record<string, string>> = {
  datetime: `\n${[days, timedelta, timezone, dateAndTime, moment].join("\n\n\n")}\n`,

  zoneinfo: `
from datetime import timedelta, timezone


class ZoneInfoNotFoundError(KeyError):
    pass


def ZoneInfo(key):
    if key in ("UTC", "Etc/UTC", "GMT"):
        return timezone(timedelta(0), key)
    raise ZoneInfoNotFoundError(f"No time zone found with key {key}")
`,
};
