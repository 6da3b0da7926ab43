import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesToText, textToBytes } from "../../engine/programs/shell/bytes.ts";
import { decoded, frame } from "./frames.ts";

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

test("bytes come through as they are, however they are cut", () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.uint8Array({ maxLength: 6 }), fc.string({ unit: "grapheme" }).map(textToBytes))),
      async (pieces) => {
        let text = "";
        for await (const part of decoded(each(pieces))) text += part;
        const sent = Buffer.concat(pieces);
        expect(Buffer.from(textToBytes(text))).toEqual(sent);
      },
    ),
  ));

test("a character that is cut in two arrives whole", async () => {
  const bytes = textToBytes("naïve 🐳");
  const parts: string[] = [];
  for await (const part of decoded(each([...bytes].map((byte) => Uint8Array.of(byte))))) parts.push(part);
  expect(parts.join("")).toBe("naïve 🐳");
  expect(parts).toContain("🐳");
});

test("each piece has its stream and length before it; a terminal's has not", () => {
  expect([...frame({ stream: "stderr", text: "hé" }, false)]).toEqual([2, 0, 0, 0, 0, 0, 0, 3, 104, 195, 169]);
  expect(bytesToText(frame({ stream: "stdout", text: "hé" }, true))).toBe("hé");
});
