/** Bytes: `Buffer`, and the encoders of text. */
export const buffer: Readonly<Record<string, string>> = {
  buffer: String.raw`
const toBytes = (text) => { const made = []; for (const character of text) { const code = character.codePointAt(0); if (code < 0x80) made.push(code); else if (code < 0x800) made.push(0xc0 | (code >> 6), 0x80 | (code & 63)); else if (code < 0x10000) made.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)); else made.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63)); } return made; };
const fromBytes = (bytes) => { let text = ''; for (let at = 0; at < bytes.length; ) { const byte = bytes[at]; const extra = byte < 0x80 ? 0 : byte >= 0xf0 ? 3 : byte >= 0xe0 ? 2 : byte >= 0xc0 ? 1 : -1; if (extra < 0 || at + extra >= bytes.length) { text += '\ufffd'; at++; continue; } let code = extra === 0 ? byte : byte & (0x3f >> extra); for (let index = 1; index <= extra; index++) code = (code << 6) | (bytes[at + index] & 63); text += String.fromCodePoint(code); at += extra + 1; } return text; };
const latin = (bytes) => { let text = ''; for (const byte of bytes) text += String.fromCharCode(byte); return text; };
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const to64 = (bytes) => { let text = ''; for (let at = 0; at < bytes.length; at += 3) { const [a, b, c] = [bytes[at], bytes[at + 1], bytes[at + 2]]; const word = (a << 16) | ((b ?? 0) << 8) | (c ?? 0); text += alphabet[word >> 18] + alphabet[(word >> 12) & 63] + (b === undefined ? '=' : alphabet[(word >> 6) & 63]) + (c === undefined ? '=' : alphabet[word & 63]); } return text; };
const from64 = (text) => { const clean = text.replace(/-/g, '+').replace(/_/g, '/').replace(/[^A-Za-z0-9+/]/g, ''); const made = []; let word = 0, bits = 0; for (const character of clean) { word = (word << 6) | alphabet.indexOf(character); bits += 6; if (bits >= 8) { bits -= 8; made.push((word >> bits) & 255); } } return made; };
class Buffer extends Uint8Array {
  static from(value, encoding = 'utf8') {
    if (typeof value === 'string') {
      if (encoding === 'hex') return Buffer.from(value.match(/../g)?.map((pair) => parseInt(pair, 16)) ?? []);
      if (encoding === 'base64' || encoding === 'base64url') return Buffer.from(from64(value));
      if (encoding === 'latin1' || encoding === 'binary' || encoding === 'ascii') return Buffer.from([...value].map((character) => character.charCodeAt(0) & 255));
      return Buffer.from(toBytes(value));
    }
    if (value instanceof ArrayBuffer) return Buffer.from(new Uint8Array(value));
    const made = new Buffer(value.length);
    made.set(value);
    return made;
  }
  static alloc(size, fill = 0) { return new Buffer(size).fill(fill); }
  static allocUnsafe(size) { return new Buffer(size); }
  static isBuffer(value) { return value instanceof Buffer; }
  static byteLength(value, encoding) { return typeof value === 'string' ? Buffer.from(value, encoding).length : value.byteLength ?? value.length; }
  static concat(list) { const made = new Buffer(list.reduce((sum, each) => sum + each.length, 0)); let at = 0; for (const each of list) { made.set(each, at); at += each.length; } return made; }
  toString(encoding = 'utf8', start = 0, stop = this.length) {
    const bytes = super.subarray(start, stop);
    if (encoding === 'hex') return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    if (encoding === 'base64') return to64(bytes);
    if (encoding === 'base64url') return to64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '');
    return encoding === 'latin1' || encoding === 'binary' || encoding === 'ascii' ? latin(bytes) : fromBytes(bytes);
  }
  toJSON() { return { type: 'Buffer', data: [...this] }; }
  equals(other) { return this.length === other.length && this.every((byte, index) => byte === other[index]); }
  write(text, at = 0) { const bytes = Buffer.from(text); this.set(bytes.subarray(0, this.length - at), at); return bytes.length; }
  readUInt8(at = 0) { return this[at]; }
  readUInt16BE(at = 0) { return (this[at] << 8) | this[at + 1]; }
  readUInt32BE(at = 0) { return ((this[at] << 24) | (this[at + 1] << 16) | (this[at + 2] << 8) | this[at + 3]) >>> 0; }
  readInt32BE(at = 0) { return this.readUInt32BE(at) | 0; }
  writeUInt8(value, at = 0) { this[at] = value; return at + 1; }
  writeUInt16BE(value, at = 0) { this[at] = value >> 8; this[at + 1] = value; return at + 2; }
  writeUInt32BE(value, at = 0) { this[at] = value >>> 24; this[at + 1] = value >> 16; this[at + 2] = value >> 8; this[at + 3] = value; return at + 4; }
  slice(start, stop) { return this.subarray(start, stop); }
}
globalThis.Buffer = Buffer;
globalThis.TextEncoder = class TextEncoder { encode(text = '') { return new Uint8Array(toBytes(text)); } };
globalThis.TextDecoder = class TextDecoder { decode(bytes = []) { return fromBytes(new Uint8Array(bytes.buffer ?? bytes, bytes.byteOffset, bytes.byteLength)); } };
globalThis.btoa = (text) => Buffer.from(text, 'latin1').toString('base64');
globalThis.atob = (text) => Buffer.from(text, 'base64').toString('latin1');
return { Buffer, constants: {} };
`,
};
