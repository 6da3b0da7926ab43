/** Dates as the tools read and write them. The lab's time zone is UTC. */

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const two = (value: number): string => value.toString().padStart(2, "0");

export function monthName(date: Date): string {
  return (months[date.getUTCMonth()] as string).slice(0, 3);
}

/** `date +FORMAT`. */
export function formatDate(format: string, time: number): string {
  const date = new Date(time);
  const day = days[date.getUTCDay()] as string;
  const month = months[date.getUTCMonth()] as string;
  const hour = date.getUTCHours();
  const dayOfYear =
    Math.floor(
      (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000,
    ) + 1;
  const fields: Readonly<Record<string, () => string>> = {
    Y: () => date.getUTCFullYear().toString(),
    y: () => two(date.getUTCFullYear() % 100),
    C: () => two(Math.floor(date.getUTCFullYear() / 100)),
    m: () => two(date.getUTCMonth() + 1),
    d: () => two(date.getUTCDate()),
    e: () => date.getUTCDate().toString().padStart(2),
    H: () => two(hour),
    I: () => two(hour % 12 || 12),
    k: () => hour.toString().padStart(2),
    l: () => (hour % 12 || 12).toString().padStart(2),
    M: () => two(date.getUTCMinutes()),
    S: () => two(date.getUTCSeconds()),
    N: () => `${date.getUTCMilliseconds().toString().padStart(3, "0")}000000`,
    s: () => Math.floor(time / 1000).toString(),
    a: () => day.slice(0, 3),
    A: () => day,
    b: () => month.slice(0, 3),
    h: () => month.slice(0, 3),
    B: () => month,
    j: () => dayOfYear.toString().padStart(3, "0"),
    u: () => (date.getUTCDay() || 7).toString(),
    w: () => date.getUTCDay().toString(),
    p: () => (hour < 12 ? "AM" : "PM"),
    P: () => (hour < 12 ? "am" : "pm"),
    Z: () => "UTC",
    z: () => "+0000",
    n: () => "\n",
    t: () => "\t",
    "%": () => "%",
    F: () => formatDate("%Y-%m-%d", time),
    T: () => formatDate("%H:%M:%S", time),
    R: () => formatDate("%H:%M", time),
    D: () => formatDate("%m/%d/%y", time),
    x: () => formatDate("%m/%d/%y", time),
    X: () => formatDate("%H:%M:%S", time),
    r: () => formatDate("%I:%M:%S %p", time),
    c: () => formatDate("%a %b %e %H:%M:%S %Y", time),
  };
  return format.replace(/%([-_0^#]?)(:*)(\d*)([a-zA-Z%])/g, (all, flag: string, colons: string, width: string, letter: string) => {
    if (letter === "z" && colons) return "+00:00";
    const field = fields[letter];
    if (!field) return all;
    let text = field();
    if (letter === "N" && width) text = text.slice(0, Number(width));
    if (flag === "-") text = text.replace(/^[0 ]+(?=.)/, "");
    if (flag === "_") text = text.replace(/^0+(?=.)/, (zeros) => " ".repeat(zeros.length));
    return flag === "^" ? text.toUpperCase() : text;
  });
}

const units: Readonly<Record<string, number>> = {
  sec: 1000,
  second: 1000,
  min: 60_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  fortnight: 1_209_600_000,
};

/** What `date -d` and `touch -d` accept: `@seconds`, ISO dates, `2024-01-02 03:04`, `yesterday`, `2 days ago`. Undefined when it is none. */
export function parseDate(text: string, now: number, rollsOver = false): number | undefined {
  const trimmed = text.trim();
  const seconds = /^@(-?\d+(?:\.\d+)?)$/.exec(trimmed);
  if (seconds) return Number(seconds[1]) * 1000;
  if (trimmed === "now" || trimmed === "") return trimmed === "" ? startOfDay(now) : now;
  if (trimmed === "today") return now;
  if (trimmed === "yesterday") return now - 86_400_000;
  if (trimmed === "tomorrow") return now + 86_400_000;
  const relative = /^([+-]?\d+|next|last)\s*([a-z]+?)s?(\s+ago)?$/i.exec(trimmed);
  if (relative) {
    const amount = relative[1] === "next" ? 1 : relative[1] === "last" ? -1 : Number(relative[1]);
    const sign = relative[3] ? -amount : amount;
    const unit = (relative[2] as string).toLowerCase();
    const length = units[unit];
    if (length !== undefined) return now + sign * length;
    if (unit === "month" || unit === "year") {
      const date = new Date(now);
      if (unit === "month") date.setUTCMonth(date.getUTCMonth() + sign);
      else date.setUTCFullYear(date.getUTCFullYear() + sign);
      return date.getTime();
    }
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i.exec(
    trimmed,
  );
  if (iso) {
    // The thirtieth of February is no date to GNU, and the first of March to busybox.
    if (!rollsOver && (Number(iso[2]) > 12 || Number(iso[3]) > new Date(Date.UTC(Number(iso[1]), Number(iso[2]), 0)).getUTCDate()))
      return undefined;
    const [, year, month, day, hour = "0", minute = "0", second = "0", fraction = "0", zone = ""] = iso;
    const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
    const shift = offset ? (offset[1] === "-" ? 1 : -1) * (Number(offset[2]) * 60 + Number(offset[3])) * 60_000 : 0;
    return (
      Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second), Number(`0.${fraction}`) * 1000) +
      shift
    );
  }
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(trimmed);
  if (clock) return startOfDay(now) + (Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3] ?? 0)) * 1000;
  if (/^\d{8}$/.test(trimmed)) return Date.UTC(Number(trimmed.slice(0, 4)), Number(trimmed.slice(4, 6)) - 1, Number(trimmed.slice(6)));
  const parsed = Date.parse(/GMT|UTC|Z|[+-]\d{4}/.test(trimmed) ? trimmed : `${trimmed} UTC`);
  return Number.isNaN(parsed) ? undefined : parsed;
}

function startOfDay(time: number): number {
  return Math.floor(time / 86_400_000) * 86_400_000;
}
