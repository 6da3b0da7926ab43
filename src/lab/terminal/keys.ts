// biome-ignore-all lint/suspicious/noControlCharactersInRegex: a terminal speaks in control characters.
/** What a terminal sends when a key is pressed, turned into the line editor's commands. */
export type EditCommand =
  | { readonly kind: "insert"; readonly text: string }
  | { readonly kind: "paste"; readonly text: string }
  | { readonly kind: Simple };

export type Simple =
  | "enter"
  | "left"
  | "right"
  | "word-left"
  | "word-right"
  | "home"
  | "end"
  | "up"
  | "down"
  | "backspace"
  | "delete"
  | "delete-word-left"
  | "delete-word-right"
  | "kill-to-end"
  | "kill-to-start"
  | "kill-word"
  | "yank"
  | "transpose"
  | "search"
  | "complete"
  | "interrupt"
  | "eof-or-delete"
  | "clear"
  | "cancel";

/** Control bytes and escape sequences; the longest match wins. */
const sequences: Readonly<Record<string, Simple>> = {
  "\r": "enter",
  "\n": "enter",
  "\t": "complete",
  "\x01": "home",
  "\x02": "left",
  "\x03": "interrupt",
  "\x04": "eof-or-delete",
  "\x05": "end",
  "\x06": "right",
  "\x07": "cancel",
  "\b": "backspace",
  "\x7f": "backspace",
  "\v": "kill-to-end",
  "\f": "clear",
  "\x0e": "down",
  "\x10": "up",
  "\x12": "search",
  "\x14": "transpose",
  "\x15": "kill-to-start",
  "\x17": "kill-word",
  "\x19": "yank",
  "\x1b": "cancel",
  "\x1b[A": "up",
  "\x1bOA": "up",
  "\x1b[B": "down",
  "\x1bOB": "down",
  "\x1b[C": "right",
  "\x1bOC": "right",
  "\x1b[D": "left",
  "\x1bOD": "left",
  "\x1b[H": "home",
  "\x1bOH": "home",
  "\x1b[1~": "home",
  "\x1b[F": "end",
  "\x1bOF": "end",
  "\x1b[4~": "end",
  "\x1b[3~": "delete",
  "\x1b[1;5C": "word-right",
  "\x1b[1;3C": "word-right",
  "\x1bf": "word-right",
  "\x1b[1;5D": "word-left",
  "\x1b[1;3D": "word-left",
  "\x1bb": "word-left",
  "\x1bd": "delete-word-right",
  "\x1b\x7f": "delete-word-left",
  "\x1b\b": "delete-word-left",
};
const longest = Math.max(...Object.keys(sequences).map((sequence) => sequence.length));

const pasteStart = "\x1b[200~";
const pasteEnd = "\x1b[201~";

/**
 * Cuts what the terminal sent into commands. One chunk may hold many keys (typing ahead, a test that types fast) or a
 * bracketed paste, whose line ends do not run anything. Sequences it does not know are dropped whole.
 */
export function decodeKeys(data: string): EditCommand[] {
  const commands: EditCommand[] = [];
  let at = 0;
  let text = "";
  const flush = () => {
    if (text) commands.push({ kind: "insert", text });
    text = "";
  };
  while (at < data.length) {
    if (data.startsWith(pasteStart, at)) {
      flush();
      const end = data.indexOf(pasteEnd, at);
      const body = data.slice(at + pasteStart.length, end < 0 ? undefined : end);
      commands.push({ kind: "paste", text: body.replace(/\r\n?/g, "\n") });
      at = end < 0 ? data.length : end + pasteEnd.length;
      continue;
    }
    const known = longestMatch(data, at);
    if (known) {
      flush();
      commands.push({ kind: known.command });
      at += known.length;
      continue;
    }
    const unknown = /^\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.)/s.exec(data.slice(at, at + 32));
    if (unknown) at += unknown[0].length;
    else {
      const char = String.fromCodePoint(data.codePointAt(at) ?? 0);
      if (char >= " ") text += char;
      at += char.length;
    }
  }
  flush();
  return commands;
}

/** What a keyboard would have sent for these commands. */
export function encodeKeys(commands: readonly EditCommand[]): string {
  return commands.map((command) => ("text" in command ? command.text.replaceAll("\n", "\r") : keyOf(command.kind))).join("");
}

function keyOf(kind: Simple): string {
  return Object.keys(sequences).find((sequence) => sequences[sequence] === kind) ?? "";
}

/** What the terminal sent, for whoever knows nothing of bracketed pastes. */
export function withoutBrackets(data: string): string {
  return data.replaceAll(pasteStart, "").replaceAll(pasteEnd, "");
}

function longestMatch(data: string, at: number): { command: Simple; length: number } | undefined {
  for (let length = Math.min(longest, data.length - at); length > 0; length--) {
    const command = sequences[data.slice(at, at + length)];
    // A lone Escape is only a key of its own when nothing follows: else it begins a sequence.
    if (command && !(command === "cancel" && length === 1 && data[at] === "\x1b" && at + 1 < data.length)) return { command, length };
  }
  return undefined;
}
