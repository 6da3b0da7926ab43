/** `cal`: the month, another one, or a year. */
import type { Applet } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const days = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];
const wide = 20;

function centred(text: string, width: number): string {
  return `${" ".repeat(Math.floor((width - text.length) / 2))}${text}`;
}

/** The rows of a month, without its name: always six weeks. */
function weeks(year: number, month: number, monday: boolean): string[] {
  const first = (new Date(Date.UTC(year, month, 1)).getUTCDay() + (monday ? 6 : 0)) % 7;
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Array.from({ length: 6 }, (_, row) =>
    Array.from({ length: 7 }, (_day, column) => {
      const day = row * 7 + column - first + 1;
      return day >= 1 && day <= length ? String(day).padStart(2) : "  ";
    }).join(" "),
  );
}

export const cal: Applet = (process, args, tool) => {
  const options = parseOptions(args, { short: "jmy13hs" });
  const [first, second] = options.operands;
  const now = new Date(process.clock.now());
  const number = (text: string, least: number, most: number): number | undefined => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    tool.fail(/^\d+$/.test(text) ? `number ${text} is not in ${least}..${most} range` : `invalid number '${text}'`);
    return undefined;
  };
  const year = first === undefined ? now.getUTCFullYear() : number(second ?? first, 1, 9999);
  const month = second === undefined ? now.getUTCMonth() + 1 : number(first as string, 1, 12);
  if (year === undefined || month === undefined) return 1;
  const monday = options.has("m");
  const head = (monday ? [...days.slice(1), days[0] as string] : days).join(" ");
  if (options.has("y") || (first !== undefined && second === undefined)) {
    process.stdout(`${wholeYear(year, head, monday)}\n`);
    return 0;
  }
  const title = centred(`${months[month - 1]} ${year}`, wide);
  process.stdout(`${[title, head, ...weeks(year, month - 1, monday).map((week) => week.trimEnd() || " ".repeat(wide + 1))].join("\n")}\n`);
  return 0;
};

function wholeYear(year: number, head: string, monday: boolean): string {
  const rows = [centred(String(year), 3 * wide + 6), ""];
  for (let quarter = 0; quarter < 12; quarter += 3) {
    const three = [quarter, quarter + 1, quarter + 2];
    rows.push(three.map((month) => centred(months[month] as string, wide).padEnd(wide)).join("   "));
    rows.push(three.map(() => head).join("   "));
    const grids = three.map((month) => weeks(year, month, monday));
    for (let week = 0; week < 6; week++) rows.push(grids.map((grid) => grid[week]).join("   "));
  }
  return rows.map((line) => line.trimEnd()).join("\n");
}
