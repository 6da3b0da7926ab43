/** `docker images --tree`: an experiment of Docker's, which shows an image under all its names at once. */
import type { ImageSummary } from "../../engine/api.ts";
import type { DockerContext } from "../context.ts";
import { shortId } from "../format/ids.ts";
import { humanSize } from "../format/units.ts";

const warning = "WARNING: This is an experimental feature. The output may change and shouldn't be depended on.";
const spacing = "   ";

/** How a text is written: the experiment colours its words where someone looks, and its headings always. */
type Style = (text: string) => string;

const sequence =
  (codes: string): Style =>
  (text) =>
    `${codes}${text}\u001b[0m`;
const plain: Style = (text) => text;

interface Styles {
  readonly warning: Style;
  readonly name: Style;
  readonly untagged: Style;
  readonly cell: Style;
  readonly chip: Style;
}

const heading = sequence("\u001b[39m\u001b[1m");
const coloured: Styles = {
  warning: sequence("\u001b[93m"),
  name: sequence("\u001b[34m\u001b[1m"),
  untagged: sequence("\u001b[39m\u001b[2m"),
  cell: sequence("\u001b[39m"),
  chip: (text) => `\u001b[38;5;0m\u001b[48;5;14m ${text} \u001b[0m`,
};
const uncoloured: Styles = { warning: plain, name: plain, untagged: plain, cell: plain, chip: (text) => text };

interface Column {
  readonly title: string;
  readonly width: number;
  readonly right?: boolean;
  readonly value: (image: ImageSummary) => string;
}

const columns: readonly Column[] = [
  { title: "ID", width: 12, value: ({ Id }) => shortId(Id) },
  { title: "DISK USAGE", width: 10, right: true, value: ({ Size }) => humanSize(Size, 3) },
  // Docker's classic store does not keep what was transferred.
  { title: "CONTENT SIZE", width: 12, right: true, value: () => "0B" },
];
const extra = "EXTRA";

/**
 * @param used the ids of images that containers are made of
 * @param all shows those without a name too
 */
export function imageTree(
  images: readonly ImageSummary[],
  used: ReadonlySet<string>,
  all: boolean,
  terminal: DockerContext["terminal"],
): string {
  const onTerminal = terminal !== undefined && terminal.stdout !== false;
  const styles = onTerminal ? coloured : uncoloured;
  const window = (onTerminal && terminal.columns) || 80;
  const rows = images
    .filter(({ RepoTags }) => all || RepoTags.length > 0)
    .map((image) => ({ image, names: [...image.RepoTags].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)) }));
  const longest = Math.max("IMAGE".length, ...rows.flatMap(({ names }) => names.map((name) => name.length)));
  const others = [...columns, { width: extra.length }].reduce((sum, { width }) => sum + width + spacing.length, 0);
  const nameWidth = Math.min(longest, window - others);
  const titles = columns.map(({ title, width }) => spacing + heading(title) + " ".repeat(width - title.length)).join("");
  const lines = [
    styles.warning(warning),
    legend(window, onTerminal),
    "",
    `${heading("IMAGE")}${" ".repeat(nameWidth - 5)}${titles}${spacing}${heading(extra)}`,
  ];
  for (const { image, names } of rows) {
    lines.push(...names.slice(0, -1).map(styles.name));
    const last = names.at(-1);
    const name = last === undefined ? cut("<untagged>", nameWidth, styles.untagged) : cut(last, nameWidth, styles.name);
    const cells = columns.map((column) => spacing + cellOf(column, image, styles.cell)).join("");
    const chip = used.has(image.Id) ? styles.chip("U") : "";
    const taken = chip === "" ? 0 : onTerminal ? 3 : 1;
    lines.push(`${name}${cells}${spacing}${chip}${" ".repeat(extra.length - taken)}`);
  }
  return `${lines.join("\n")}\n`;
}

function cellOf({ width, right, value }: Column, image: ImageSummary, style: Style): string {
  const text = value(image);
  const blanks = " ".repeat(width - text.length);
  return right ? blanks + style(text) : style(text) + blanks;
}

function cut(text: string, width: number, style: Style): string {
  return text.length > width ? style(`${text.slice(0, width - 1)}…`) : style(text) + " ".repeat(width - text.length);
}

/** What the letters behind the sizes mean, at the right edge. */
function legend(window: number, onTerminal: boolean): string {
  const text = onTerminal
    ? `\u001b[1m\u001b[106m\u001b[30mi\u001b[0m\u001b[0m \u001b[96mInfo → \u001b[0m\u001b[0m ${coloured.chip("U")} In Use `
    : "Info ->  U In Use ";
  const width = onTerminal ? 21 : text.length;
  return `${" ".repeat(Math.max(0, window - width))}${text}`;
}
