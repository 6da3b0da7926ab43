/** `cut`: parts of each line, by bytes, characters or fields. */
import { latin1ToText, textToLatin1 } from "../shell/bytes.ts";
import type { Applet } from "../coreutils/applet.ts";
import { parseOptions } from "../coreutils/options.ts";
import { type Chosen, inOneOf, ListError, type Range, rangesOf } from "./ranges.ts";
import { LineSource } from "./source.ts";

export const cut: Applet = async (process, args, tool) => {
  const options = parseOptions(args, {
    short: tool.gnu ? "b:c:f:d:nsz" : "b:c:f:d:nsO:D",
    long: {
      bytes: "b:",
      characters: "c:",
      fields: "f:",
      delimiter: "d:",
      "only-delimited": "s",
      complement: "complement",
      "output-delimiter": "O:",
      "zero-terminated": "z",
    },
  });
  const fail = (text: string): number => (tool.gnu ? tool.usage(text) : tool.fail(text));
  const lists = ["b", "c", "f"].filter(options.has);
  const [kind] = lists;
  if (kind === undefined)
    return fail(tool.gnu ? "you must specify a list of bytes, characters, or fields" : "expected a list of bytes, characters, or fields");
  if (lists.length + options.values(kind).length > 2) return tool.gnu ? fail("only one list may be specified") : tool.usage("missing");
  const byField = kind === "f";
  const written = options.value("d");
  if (tool.gnu && written !== undefined && [...written].length > 1) return fail("the delimiter must be a single character");
  if (written !== undefined && !byField)
    return fail(`${tool.gnu ? "an input" : "a"} delimiter may be specified only when operating on fields`);
  if (options.has("s") && !byField)
    return fail(`suppressing non-delimited lines makes sense${tool.gnu ? "\n\t" : " "}only when operating on fields`);
  let ranges: readonly Range[];
  try {
    ranges = rangesOf(options.value(kind) as string, { gnu: tool.gnu, fields: byField });
  } catch (error) {
    if (!(error instanceof ListError)) throw error;
    return fail(error.message);
  }
  const chosen = inOneOf(ranges);
  const takes: Chosen = options.has("complement") ? (place) => !chosen(place) : chosen;
  const delimiter = written === undefined ? "\t" : written === "" ? "\0" : (([...written][0] as string) ?? "\t");
  const between = options.value("O");
  const end = options.has("z") ? "\0" : "\n";
  const source = new LineSource(process, tool, options.operands, { separator: end });
  for await (const lines of source.groups()) {
    const shown = lines.map((line) => {
      if (!byField) return latin1ToText(bytesOf(textToLatin1(line), takes, between));
      if (!line.includes(delimiter)) return options.has("s") ? undefined : line;
      const fields = line.split(delimiter);
      // busybox has an empty field for each part of the list that lies behind the last one.
      const missing = tool.gnu ? [] : ranges.filter(([from]) => from > fields.length).map(() => "");
      return [...fields.filter((_field, index) => takes(index + 1)), ...missing].join(between ?? delimiter);
    });
    process.stdout(shown.flatMap((line) => (line === undefined ? [] : [line + end])).join(""));
  }
  return source.status;
};

/** `between` stands between runs of bytes that do not touch. */
function bytesOf(line: string, takes: Chosen, between = ""): string {
  let text = "";
  let last = 0;
  for (let place = 1; place <= line.length; place++) {
    if (!takes(place)) continue;
    if (text !== "" && last !== place - 1) text += between;
    text += line[place - 1];
    last = place;
  }
  return text;
}
