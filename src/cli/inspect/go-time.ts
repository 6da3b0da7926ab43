/** A `time.Time` as templates see it. */
import { GoMethod, GoStruct } from "../template/value.ts";

const months = "January February March April May June July August September October November December".split(" ");
const days = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

/** @param text RFC 3339 in UTC; what is none stays a string */
export function goTimeValue(text: string): GoStruct | string {
  const at = new Date(text);
  if (!text.endsWith("Z") || Number.isNaN(at.getTime())) return text;
  const seconds = Math.floor(at.getTime() / 1000);
  const fields = {
    Year: at.getUTCFullYear(),
    Month: months[at.getUTCMonth()] as string,
    Day: at.getUTCDate(),
    Weekday: days[at.getUTCDay()] as string,
    Hour: at.getUTCHours(),
    Minute: at.getUTCMinutes(),
    Second: at.getUTCSeconds(),
    Unix: seconds,
    IsZero: text.startsWith("0001-01-01T00:00:00"),
    Format: new GoMethod(1, (layout = "") => formatted(layout, at)),
  };
  return new GoStruct("time.Time", fields, text, { printed: text.replace(/^(\S+?)T(\S+)Z$/, "$1 $2 +0000 UTC") });
}

const pieces = /January|Jan|Monday|Mon|2006|15|MST|Z07:00|-0700|-07:00|0[1-6]|PM|[1-5]|_2|./gs;

/** Go's layouts: the parts of one certain moment stand for the parts of any. */
function formatted(layout: string, at: Date): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  const month = months[at.getUTCMonth()] as string;
  const day = days[at.getUTCDay()] as string;
  const hour = at.getUTCHours() % 12 || 12;
  const parts: Readonly<Record<string, string>> = {
    January: month,
    Jan: month.slice(0, 3),
    Monday: day,
    Mon: day.slice(0, 3),
    "2006": String(at.getUTCFullYear()),
    "06": two(at.getUTCFullYear() % 100),
    "01": two(at.getUTCMonth() + 1),
    "1": String(at.getUTCMonth() + 1),
    "02": two(at.getUTCDate()),
    _2: String(at.getUTCDate()).padStart(2),
    "2": String(at.getUTCDate()),
    "15": two(at.getUTCHours()),
    "03": two(hour),
    "3": String(hour),
    PM: at.getUTCHours() < 12 ? "AM" : "PM",
    "04": two(at.getUTCMinutes()),
    "4": String(at.getUTCMinutes()),
    "05": two(at.getUTCSeconds()),
    "5": String(at.getUTCSeconds()),
    MST: "UTC",
    "Z07:00": "Z",
    "-0700": "+0000",
    "-07:00": "+00:00",
  };
  return layout.replace(pieces, (piece) => parts[piece] ?? piece);
}
