/**
 * How many terminal cells a text takes. The line editor must agree with xterm (with its grapheme add-on) about this, or the
 * cursor would drift away from the letters.
 */
const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Text cut into what a person calls characters: `e\u0301` is one, so is a flag. */
export function graphemes(text: string): string[] {
  if (/^[\x20-\x7e\n]*$/.test(text)) return [...text];
  return [...segmenter.segment(text)].map((part) => part.segment);
}

/** Cells of one grapheme: 0 for a control or lone combining mark, 2 for East Asian wide characters and emoji, else 1. */
export function graphemeWidth(grapheme: string): 0 | 1 | 2 {
  const code = grapheme.codePointAt(0) ?? 0;
  if (code < 32 || (code >= 0x7f && code < 0xa0)) return 0;
  if (code < 0x300) return 1;
  if (/^[\p{Mn}\p{Me}\p{Cf}]/u.test(grapheme)) return 0;
  if (/^\p{Emoji_Presentation}/u.test(grapheme) || grapheme.includes("\ufe0f")) return 2;
  return isWide(code) ? 2 : 1;
}

/** Cells of a text without control characters. */
export function textWidth(text: string): number {
  let width = 0;
  for (const grapheme of graphemes(text)) width += graphemeWidth(grapheme);
  return width;
}

/** Unicode's East_Asian_Width W and F, by block. */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0x303e) ||
    (code >= 0x3041 && code <= 0x33ff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0xa000 && code <= 0xa4cf) ||
    (code >= 0xa960 && code <= 0xa97f) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}
