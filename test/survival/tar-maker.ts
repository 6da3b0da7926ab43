/** Tar archives as nobody should write them. */

export interface HostileEntry {
  readonly name: string;
  /** `0` a file, `1` a hard link, `2` a symbolic link, `3` and `4` devices, `5` a directory, `x` PAX records. */
  readonly type?: string;
  readonly link?: string;
  readonly body?: string | Uint8Array;
  /** What the header says of the body's length. */
  readonly size?: number;
}

const block = 512;
const encoder = new TextEncoder();

function header({ name, type = "0", link = "", size = 0 }: HostileEntry): Uint8Array {
  const head = new Uint8Array(block);
  const put = (text: string, at: number): void => head.set(encoder.encode(text), at);
  put(name.slice(0, 100), 0);
  put("0000755\0", 100);
  put("0000000\0", 108);
  put("0000000\0", 116);
  put(`${size.toString(8).padStart(11, "0")} `, 124);
  put("00000000000 ", 136);
  put("        ", 148);
  put(type, 156);
  put(link.slice(0, 100), 157);
  put("ustar\x0000", 257);
  const sum = head.reduce((total, byte) => total + byte, 0);
  put(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return head;
}

/** One entry after the other, as given, with the two empty blocks at the end. */
export function tarOf(entries: readonly HostileEntry[]): Uint8Array {
  const pieces: Uint8Array[] = [];
  for (const entry of entries) {
    const body = typeof entry.body === "string" ? encoder.encode(entry.body) : (entry.body ?? new Uint8Array());
    const padded = new Uint8Array(Math.ceil(body.length / block) * block);
    padded.set(body);
    pieces.push(header({ ...entry, size: entry.size ?? body.length }), padded);
  }
  pieces.push(new Uint8Array(2 * block));
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A PAX record: `12 path=name\n`, its own length in front. */
export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  let length = rest.length + 1;
  while (`${length}${rest}`.length !== length) length = `${length}${rest}`.length;
  return `${length}${rest}`;
}
