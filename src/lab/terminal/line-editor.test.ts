import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeKeys } from "./keys.ts";
import { LineEditor } from "./line-editor.ts";
import { InputScreen, placeAfter } from "./screen.ts";
import { textWidth } from "./width.ts";

/** The text with `|` where the cursor stands. */
function after(keys: string, history: string[] = []): string {
  const editor = new LineEditor(history);
  editor.feed(keys);
  return `${editor.text.slice(0, editor.cursor)}|${editor.text.slice(editor.cursor)}`;
}

describe("editing a line", () => {
  it.each([
    ["typing", "docker ps", "docker ps|"],
    ["Ctrl-A and Ctrl-E", "bc\x01a\x05d", "abcd|"],
    ["arrows", "ac\x1b[Db", "ab|c"],
    ["Ctrl-K cuts to the end, Ctrl-Y brings it back", "docker ps\x1bb\x0b\x01\x19", "ps|docker "],
    ["Ctrl-U cuts to the start", "one two\x1bb\x15", "|two"],
    ["Ctrl-W cuts back to a blank", "docker build ./a/b\x17", "docker build |"],
    ["two Ctrl-W gather", "a b c\x17\x17\x19", "a b c|"],
    ["Alt-B stops at a word, not at a blank", "cat a/b\x1bb", "cat a/|b"],
    ["Alt-F", "cat a/b\x01\x1bf", "cat| a/b"],
    ["Alt-D", "cat file\x01\x1bd", "| file"],
    ["Ctrl-T", "sl\x14", "ls|"],
    ["Backspace takes a whole emoji", "a👩‍👩‍👧b\x1b[D\x7f", "a|b"],
    ["a combining accent joins", "e\u0301x\x1b[D\x7f", "|x"],
    ["Ctrl-D deletes ahead", "abc\x01\x04", "|bc"],
    ["an unknown sequence is nothing", "a\x1b[99;99zb", "ab|"],
    ["a paste keeps its lines and runs nothing", "\x1b[200~one\r\ntwo\x1b[201~", "one\ntwo|"],
  ])("%s", (_, keys, expected) => {
    expect(after(keys)).toBe(expected);
  });

  it("submits at Enter and hands back what was typed ahead", () => {
    const editor = new LineEditor();
    const { effects, rest } = editor.feed("ls\rpwd\r");
    expect(effects).toEqual([{ kind: "submit", line: "ls" }]);
    editor.accept();
    expect(editor.feed(rest).effects).toEqual([{ kind: "submit", line: "pwd" }]);
  });

  it("says end of file only on an empty line", () => {
    expect(new LineEditor().feed("\x04").effects).toEqual([{ kind: "eof" }]);
  });

  it("continues below", () => {
    const editor = new LineEditor();
    editor.feed("echo 'a");
    editor.continueLine();
    editor.feed("b'");
    expect(editor.text).toBe("echo 'a\nb'");
  });

  it("tells the second Tab in a row", () => {
    const editor = new LineEditor();
    expect(editor.feed("doc\t").effects).toEqual([{ kind: "complete", again: false }]);
    expect(editor.feed("\t").effects).toEqual([{ kind: "complete", again: true }]);
    expect(editor.feed("k\t").effects).toEqual([{ kind: "complete", again: false }]);
  });

  it("replaces what is completed", () => {
    const editor = new LineEditor();
    editor.feed("cat app -n\x1b[D\x1b[D\x1b[D");
    editor.replace(4, 7, "app.py");
    expect(editor.text).toBe("cat app.py -n");
    expect(editor.cursor).toBe(10);
  });
});

describe("history", () => {
  const past = ["docker build -t shop .", "ls", "docker images"];
  it.each([
    ["up", "\x1b[A", "docker images|"],
    ["up and down keep the draft", "dra\x1b[A\x1b[A\x1b[B\x1b[Bft", "draft|"],
    ["up at the top stays", "\x1b[A\x1b[A\x1b[A\x1b[A", "docker build -t shop .|"],
    ["Ctrl-R finds the newest", "\x12docker", "|docker images"],
    ["Ctrl-R again goes further back", "\x12docker\x12", "|docker build -t shop ."],
    ["Ctrl-R, then an arrow edits what was found", "\x12shop\x05x", "docker build -t shop .x|"],
    ["Ctrl-G gives the line back", "mine\x12ls\x07", "mine|"],
  ])("%s", (_, keys, expected) => {
    expect(after(keys, past)).toBe(expected);
  });

  it("says when nothing is found", () => {
    const editor = new LineEditor(past);
    editor.feed("\x12nothing");
    expect(editor.searchPrompt).toBe("(failed reverse-i-search)`nothing': ");
  });

  it("keeps no blank lines and no repetitions", () => {
    const editor = new LineEditor(["ls"]);
    for (const line of ["ls", "  ", "pwd"]) {
      editor.feed(line);
      editor.accept();
    }
    expect(editor.history.lines).toEqual(["ls", "pwd"]);
  });
});

it("never loses a character or leaves the line, whatever is typed", () => {
  const key = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 4 }),
    fc.constantFrom(
      "\x01",
      "\x05",
      "\x02",
      "\x06",
      "\x0b",
      "\x15",
      "\x17",
      "\x19",
      "\x7f",
      "\x1b[A",
      "\x1b[B",
      "\x1b[D",
      "\x1b[C",
      "\x1bb",
      "\x1bf",
      "\x12",
      "\x07",
    ),
  );
  fc.assert(
    fc.property(fc.array(key, { maxLength: 30 }), (keys) => {
      const editor = new LineEditor(["docker ps", "ls"]);
      for (const data of keys) {
        editor.feed(data);
        expect(editor.cursor).toBeGreaterThanOrEqual(0);
        expect(editor.cursor).toBeLessThanOrEqual(editor.text.length);
      }
    }),
  );
});

it("understands a stream of keys however it is cut, but for a lone Escape", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom("a", "é", "👍", "\x01", "\r", "\x1b[A", "\x1b[1;5C", "\x1bb"), { maxLength: 12 }), (keys) => {
      const flat = (chunks: string[]) =>
        chunks.flatMap((chunk) => decodeKeys(chunk).flatMap((c) => (c.kind === "insert" ? [...c.text] : [c.kind])));
      expect(flat([keys.join("")])).toEqual(flat(keys));
    }),
  );
});

describe("drawing", () => {
  it("counts wide characters", () => {
    expect(textWidth("abc")).toBe(3);
    expect(textWidth("日本")).toBe(4);
    expect(textWidth("👩‍👩‍👧")).toBe(2);
    expect(textWidth("e\u0301")).toBe(1);
  });
  it("wraps a wide character that does not fit", () => {
    expect(placeAfter("abc日", { row: 0, column: 0 }, 4)).toEqual({ row: 1, column: 2 });
  });
  it("gives colours no room", () => {
    expect(placeAfter("\x1b[31mab\x1b[0m", { row: 0, column: 0 }, 80)).toEqual({ row: 0, column: 2 });
  });
  it("goes back over the rows it drew", () => {
    const screen = new InputScreen();
    screen.begin();
    screen.draw({ prompt: "$ ", text: "x".repeat(25), cursor: 25 }, 10);
    expect(screen.draw({ prompt: "$ ", text: "x", cursor: 1 }, 10)).toBe("\x1b[2A\r\x1b[J$ x\r\x1b[3C");
  });
  it("shows control characters as pictures", () => {
    const screen = new InputScreen();
    screen.begin();
    expect(screen.draw({ prompt: "", text: "a\tb", cursor: 3 }, 80)).toContain("a\u2409b");
  });
});
