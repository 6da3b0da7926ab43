import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isTar } from "../untar.ts";
import { decompressAll } from "./index.ts";

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/** `hello` and a line end, 2,000 times, as each program packs it. */
const text = "hello\n".repeat(2000);
const packed = {
  gzip: "H4sIAAAAAAACA+3EoQ0AAAgDMM+fJIgl/O84A9OKTidbY9u2bdu2bdu2bdu2bdu2bdv26wfw7T654C4AAA==",
  bzip2: "QlpoOTFBWSZTWSU7vBEAC7fBAAAQAkSgAFBmgClRjQlVgSq+EqsCVWglVwu5IpwoSBKd3giA",
  xz: "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4C7fADVdADQZSe6N3V3x8PcXRFCFYsMIgtxhE2Az4ZG1aVMlHrpxT6vxiN23j3MhBj5pvwwG7hrsMSFAAAAAAJu5bZZ/QwaoAAFR4F0AAAAvHzQVscRn+wIAAAAABFla",
  zstd: "KLUv/QRodQAAMGhlbGxvCgEA1y58KQIyDhzK",
} as const;

describe.each(Object.entries(packed))("%s", (name, base64) => {
  const whole = bytesOf(base64);

  it("is unpacked", () => {
    const { bytes, error } = decompressAll(whole);
    expect(error).toBeUndefined();
    expect(textOf(bytes)).toBe(text);
  });

  it("gives what it can when it is cut short, and says so", () => {
    for (let length = 8; length < whole.length; length++) {
      const { bytes, error } = decompressAll(whole.slice(0, length));
      expect(text.startsWith(textOf(bytes))).toBe(true);
      // Of gzip the last bytes are a checksum, which is not asked for.
      if (length < whole.length - 8) expect(error, `${length} bytes`).toMatch(/EOF|end of input/);
    }
  });

  it("never throws and never grows beyond the limit, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = whole.slice();
        for (const [at, byte] of changes) if (at > 5) bytes[at] = byte;
        expect(decompressAll(bytes, 1 << 20).bytes.length).toBeLessThanOrEqual(1 << 20);
      }),
      { numRuns: 300 },
    );
  });

  it(`says when it would become too big (${name})`, () => {
    expect(decompressAll(whole, 100).bytes.length).toBeLessThan(66_000);
  });
});

it("several streams in one file are one text", () => {
  for (const base64 of [packed.gzip, packed.bzip2, packed.xz]) {
    const one = bytesOf(base64);
    const two = new Uint8Array([...one, ...one]);
    expect(decompressAll(two).bytes.length, base64.slice(0, 4)).toBe(2 * text.length);
  }
});

it("what is not compressed comes back as it is", () => {
  const bytes = new TextEncoder().encode("hello");
  expect(decompressAll(bytes)).toEqual({ bytes });
  expect(isTar(bytes)).toBe(false);
});
