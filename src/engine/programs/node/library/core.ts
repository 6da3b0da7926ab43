/** Node's modules, written in JavaScript; they run inside QuickJS beside the program. `host` is what the machine offers. */

/** The first to run: defines the globals, and `require` for what is below. */
export const bootstrap = `
(function (host, version, argv, environ) {
  'use strict';
  const builtins = Object.create(null);
  const loaded = Object.create(null);
  const define = (name, make) => { builtins[name] = make; };
  const builtin = (name) => {
    if (!(name in loaded)) { const module = { exports: {} }; loaded[name] = module; module.exports = builtins[name](module.exports, builtin) || module.exports; }
    return loaded[name].exports;
  };
  const handlers = Object.create(null);
  /** Asks the machine. What it refuses is thrown as node's own error. */
  const ask = (name, ...args) => {
    const answer = JSON.parse(host(name, JSON.stringify(args)));
    if (answer.error) throw systemError(answer.error);
    return answer.value;
  };
  const errors = { ENOENT: [-2, 'no such file or directory'], EACCES: [-13, 'permission denied'], EEXIST: [-17, 'file already exists'], ENOTDIR: [-20, 'not a directory'], EISDIR: [-21, 'illegal operation on a directory'], ENOTEMPTY: [-39, 'directory not empty'], EROFS: [-30, 'read-only file system'], EADDRINUSE: [-98, 'address already in use'], EADDRNOTAVAIL: [-99, 'address not available'], ECONNREFUSED: [-111, ''], ECONNRESET: [-104, ''], ETIMEDOUT: [-110, ''], EHOSTUNREACH: [-113, ''], ENETUNREACH: [-101, ''], EPERM: [-1, 'operation not permitted'], ESRCH: [-3, 'no such process'] };
  const systemError = ({ code, syscall, path, address, port, hostname }) => {
    const [errno, words] = errors[code] || [-1, ''];
    const place = path !== undefined ? " '" + path + "'" : hostname ? ' ' + hostname : address !== undefined ? ' ' + address + (port !== undefined ? ':' + port : '') : '';
    const error = new Error(syscall + ' ' + code + (words && syscall === 'listen' ? ': ' + words : '') + place);
    if (path !== undefined) error.message = code + ': ' + words + ', ' + syscall + place;
    error.code = code; error.errno = errno; error.syscall = syscall;
    if (path !== undefined) error.path = path;
    if (hostname) error.hostname = hostname;
    if (address !== undefined) { error.address = address; error.port = port; }
    return error;
  };
  let count = 0;
  /** Begins something that takes time; the callback is called with each thing that comes of it. */
  const begin = (name, callback, ...args) => {
    const id = ++count;
    handlers[id] = callback;
    host(name, JSON.stringify([id, ...args]));
    return id;
  };
  const end = (id) => { delete handlers[id]; };
  globalThis.global = globalThis;
  define('drydock:host', () => ({ ask, begin, end, handlers, systemError, version, argv, environ }));
  return {
    define, builtin, builtins,
    dispatch(id, text) {
      const handler = handlers[id];
      if (handler) handler(...JSON.parse(text));
    },
  };
})
`;

export const core: Readonly<Record<string, string>> = {
  events: `
class EventEmitter {
  on(name, listener) { this._events ??= Object.create(null); (this._events[name] ??= []).push(listener); return this; }
  addListener(name, listener) { return this.on(name, listener); }
  prependListener(name, listener) { this._events ??= Object.create(null); (this._events[name] ??= []).unshift(listener); return this; }
  once(name, listener) {
    const wrapped = (...args) => { this.off(name, wrapped); return listener.apply(this, args); };
    wrapped.listener = listener;
    return this.on(name, wrapped);
  }
  off(name, listener) {
    const list = this._events?.[name];
    const at = list ? list.findIndex((each) => each === listener || each.listener === listener) : -1;
    if (at >= 0) this._events[name] = list.filter((_, index) => index !== at);
    return this;
  }
  removeListener(name, listener) { return this.off(name, listener); }
  removeAllListeners(name) { if (this._events) { if (name === undefined) this._events = Object.create(null); else delete this._events[name]; } return this; }
  emit(name, ...args) {
    const list = this._events?.[name];
    if (!list || list.length === 0) {
      if (name !== 'error') return false;
      const error = args[0] instanceof Error ? args[0] : new Error('Unhandled error. (' + require('util').inspect(args[0]) + ')');
      error.unhandledEvent = true;
      throw error;
    }
    for (const listener of list) listener.apply(this, args);
    return true;
  }
  listenerCount(name) { return this._events?.[name]?.length ?? 0; }
  listeners(name) { return [...(this._events?.[name] ?? [])]; }
  eventNames() { return Object.keys(this._events ?? {}); }
  setMaxListeners() { return this; }
}
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.once = (emitter, name) => new Promise((resolve, reject) => { emitter.once(name, (...args) => resolve(args)); if (name !== 'error') emitter.once('error', reject); });
EventEmitter.defaultMaxListeners = 10;
return EventEmitter;
`,

  util: String.raw`
const name = (value) => value.constructor?.name;
const quote = (text) => { const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : '\x60'; return mark + text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\r/g, '\\r') + mark; };
const isKey = (key) => /^[A-Za-z_$][\w$]*$/.test(key);
function inspect(value, options = {}, depth = 0, seen = []) {
  const limit = options.depth === undefined ? 2 : options.depth === null ? Infinity : options.depth;
  switch (typeof value) {
    case 'string': return depth === 0 && options.top ? value : quote(value);
    case 'number': return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint': return value + 'n';
    case 'boolean': case 'undefined': return String(value);
    case 'symbol': return value.toString();
    case 'function': {
      const source = Function.prototype.toString.call(value);
      const isClass = source.startsWith('class');
      const base = isClass ? Object.getPrototypeOf(value)?.name : '';
      const head = isClass ? '[class ' + (value.name || '(anonymous)') + (base ? ' extends ' + base : '') + ']' : '[' + (source.startsWith('async') ? 'AsyncFunction' : 'Function') + (value.name ? ': ' + value.name : ' (anonymous)') + ']';
      const keys = Object.keys(value);
      return keys.length === 0 ? head : head + ' ' + object(value, keys, '', options, depth, seen);
    }
  }
  if (value === null) return 'null';
  if (value[inspect.custom]) return String(value[inspect.custom](limit - depth, options));
  if (seen.includes(value)) return '[Circular *1]';
  if (value instanceof Error) return error(value, options, depth, seen);
  if (value instanceof Date) return isNaN(value) ? 'Invalid Date' : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Promise) return 'Promise { <pending> }';
  if (typeof Buffer !== 'undefined' && value instanceof Buffer) return '<Buffer ' + [...value.subarray(0, 50)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ').trimEnd() + (value.length > 50 ? ' ... ' + (value.length - 50) + ' more bytes' : '') + '>';
  const kind = name(value);
  if (depth > limit) return Array.isArray(value) ? '[Array]' : '[' + (kind || 'Object: null prototype') + ']';
  const inner = [...seen, value];
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const items = Array.from(value).slice(0, 100).map((item, index) => (index in value ? inspect(item, { ...options, top: false }, depth + 1, inner) : '<1 empty item>'));
    if (value.length > 100) items.push('... ' + (value.length - 100) + ' more item' + (value.length > 101 ? 's' : ''));
    return (kind === 'Array' ? '' : kind + '(' + value.length + ') ') + wrap('[', ']', items, depth, value.length > 6);
  }
  if (value instanceof Map) return 'Map(' + value.size + ') ' + wrap('{', '}', [...value].map(([key, item]) => inspect(key, { ...options, top: false }, depth + 1, inner) + ' => ' + inspect(item, { ...options, top: false }, depth + 1, inner)), depth);
  if (value instanceof Set) return 'Set(' + value.size + ') ' + wrap('{', '}', [...value].map((item) => inspect(item, { ...options, top: false }, depth + 1, inner)), depth);
  if (value instanceof String || value instanceof Number || value instanceof Boolean) return '[' + kind + ': ' + inspect(value.valueOf()) + ']';
  const prefix = kind === undefined ? '[Object: null prototype] ' : kind === 'Object' ? '' : kind + ' ';
  return prefix + object(value, Object.keys(value), '', options, depth, inner);
}
function object(value, keys, prefix, options, depth, seen) {
  const parts = keys.map((key) => {
    const property = Object.getOwnPropertyDescriptor(value, key);
    const shown = property && property.get ? (property.set ? '[Getter/Setter]' : '[Getter]') : inspect(value[key], { ...options, top: false }, depth + 1, seen);
    return (isKey(key) ? key : quote(key)) + ': ' + shown;
  });
  return parts.length === 0 ? '{}' : wrap('{', '}', parts, depth);
}
function wrap(open, close, parts, depth, grid) {
  if (parts.length === 0) return open + close;
  const length = parts.reduce((sum, part) => sum + part.length + 2, 0);
  const pad = '  '.repeat(depth + 1);
  if (length + depth * 2 <= 72 && !parts.some((part) => part.includes('\n')) && !(grid && parts.length > 6)) return open + ' ' + parts.join(', ') + ' ' + close;
  if (grid && parts.every((part) => part.length <= 6)) {
    const width = Math.max(...parts.map((part) => part.length)) + 2;
    const columns = Math.min(Math.round(Math.sqrt(2.5 * width * parts.length) / width), Math.floor(80 / width), 16);
    const right = parts.every((part) => /^-?[\d.n]+$/.test(part));
    const rows = [];
    for (let at = 0; at < parts.length; at += columns) {
      const row = parts.slice(at, at + columns);
      rows.push(row.map((part, index) => { const text = part + (at + index < parts.length - 1 ? ',' : ''); return index === row.length - 1 && !right ? text : right ? text.padStart(width - 1) : text.padEnd(width); }).join(right ? ' ' : '').trimEnd());
    }
    return open + '\n' + pad + rows.join('\n' + pad) + '\n' + '  '.repeat(depth) + close;
  }
  return open + '\n' + pad + parts.join(',\n' + pad) + '\n' + '  '.repeat(depth) + close;
}
function error(value, options, depth, seen) {
  const keys = Object.keys(value).filter((key) => key !== 'stack' && key !== 'message' && key !== 'unhandledEvent');
  let text = require('drydock:errors').stackOf(value);
  if (depth > 0) text = '[' + text + ']';
  if (value.cause !== undefined) keys.push('[cause]');
  if (keys.length === 0) return text;
  const parts = keys.map((key) => (key === '[cause]' ? '[cause]: ' + inspect(value.cause, options, depth + 1, seen) : (isKey(key) ? key : quote(key)) + ': ' + inspect(value[key], { ...options, top: false }, depth + 1, seen)));
  return text + ' {\n' + '  '.repeat(depth + 1) + parts.join(',\n' + '  '.repeat(depth + 1)) + '\n' + '  '.repeat(depth) + '}';
}
inspect.custom = Symbol.for('nodejs.util.inspect.custom');
function format(first, ...rest) {
  let text;
  if (typeof first === 'string') {
    text = rest.length === 0 ? first : first.replace(/%[sdifjoOc%]/g, (mark) => {
      if (mark === '%%') return '%';
      if (rest.length === 0) return mark;
      const value = rest.shift();
      if (mark === '%s') return typeof value === 'object' && value !== null ? inspect(value, { depth: 0 }) : typeof value === 'bigint' ? value + 'n' : String(value);
      if (mark === '%d') return typeof value === 'object' ? 'NaN' : String(Number(value));
      if (mark === '%i') return String(parseInt(value));
      if (mark === '%f') return String(parseFloat(value));
      if (mark === '%j') return JSON.stringify(value);
      return mark === '%c' ? '' : inspect(value);
    });
  } else text = inspect(first);
  for (const value of rest) text += ' ' + (typeof value === 'string' ? value : inspect(value));
  return text;
}
const promisify = (callee) => (...args) => new Promise((resolve, reject) => callee(...args, (failed, value) => (failed ? reject(failed) : resolve(value))));
if (typeof setTimeout === 'function') setTimeout.__promise = undefined;
return {
  inspect, format, promisify: (callee) => (callee === setTimeout ? (ms, value) => new Promise((resolve) => setTimeout(() => resolve(value), ms)) : promisify(callee)),
  callbackify: (callee) => (...args) => { const done = args.pop(); callee(...args).then((value) => done(null, value), done); },
  inherits(child, parent) { Object.setPrototypeOf(child.prototype, parent.prototype); },
  isDeepStrictEqual: (a, b) => inspect(a, { depth: null }) === inspect(b, { depth: null }),
  deprecate: (callee) => callee,
  types: { isPromise: (value) => value instanceof Promise, isDate: (value) => value instanceof Date, isRegExp: (value) => value instanceof RegExp },
  TextEncoder: globalThis.TextEncoder, TextDecoder: globalThis.TextDecoder,
  parseArgs({ args = process.argv.slice(2), options = {} } = {}) {
    const values = {}, positionals = [];
    for (let at = 0; at < args.length; at++) {
      const match = /^--([^=]+)(?:=(.*))?$/.exec(args[at]);
      if (!match) positionals.push(args[at]);
      else values[match[1]] = options[match[1]]?.type === 'boolean' ? true : match[2] ?? args[++at];
    }
    return { values, positionals };
  },
};
`,

  "drydock:errors": String.raw`
const { ask, version } = require('drydock:host');
const major = Number(version.split('.')[0]);
const words = [
  [/^cannot read property '(.*)' of (undefined|null)$/, "Cannot read properties of $2 (reading '$1')"],
  [/^cannot set property '(.*)' of (undefined|null)$/, "Cannot set properties of $2 (setting '$1')"],
  [/^'(.*)' is not defined$/, '$1 is not defined'],
  [/^'(.*)' is read-only$/, 'Assignment to constant variable.'],
  [/^unexpected token in expression: '(.*)'$/, "Unexpected token '$1'"],
  [/^(.*) is not initialized$/, "Cannot access '$1' before initialization"],
];
/** Words and places as V8 has them. */
function places(error) {
  return String(error.stack ?? '').split('\n').flatMap((line) => {
    const match = /^\s*at (?:(.*) \()?(.*?):(\d+):(\d+)\)?$/.exec(line);
    if (!match || match[2].startsWith('node:')) return [];
    return [{ name: match[1], file: match[2], ...ask('place', match[2], Number(match[3]), Number(match[4])) }];
  });
}
function fix(error) {
  if (!error || error.__fixed || !(error instanceof Error)) return;
  Object.defineProperty(error, '__fixed', { value: true });
  for (const [pattern, text] of words) if (pattern.test(error.message)) { error.message = error.message.replace(pattern, text); break; }
  if (error.message === 'not a function') { const [first] = places(error); if (first?.callee) error.message = first.callee + ' is not a function'; }
}
const modern = ['at Module._compile (node:internal/modules/cjs/loader:1730:14)', 'at Object..js (node:internal/modules/cjs/loader:1895:10)', 'at Module.load (node:internal/modules/cjs/loader:1465:32)', 'at Function._load (node:internal/modules/cjs/loader:1282:12)', 'at TracingChannel.traceSync (node:diagnostics_channel:322:14)', 'at wrapModuleLoad (node:internal/modules/cjs/loader:235:24)', 'at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:171:5)', 'at node:internal/main/run_main_module:36:49'];
const older = ['at Module._compile (node:internal/modules/cjs/loader:1521:14)', 'at Module._extensions..js (node:internal/modules/cjs/loader:1623:10)', 'at Module.load (node:internal/modules/cjs/loader:1266:32)', 'at Module._load (node:internal/modules/cjs/loader:1091:12)', 'at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)', 'at node:internal/main/run_main_module:28:49'];
function head(error) { const name = error.name ?? 'Error'; return error.message ? name + ': ' + error.message : name; }
function stackOf(error) {
  fix(error);
  const frames = places(error);
  const lines = frames.map(({ name, file, line, column }) => (name && name !== '<eval>' && name !== '<anonymous>' ? 'at ' + (name === 'moduleBody' ? 'Object.<anonymous>' : name) + ' (' + file + ':' + line + ':' + column + ')' : 'at ' + file + ':' + line + ':' + column));
  if (error instanceof SyntaxError && frames[0]?.name === undefined && frames.length > 0) lines.splice(0, 10, ...(major >= 22 ? ['at wrapSafe (node:internal/modules/cjs/loader:1662:18)', ...modern] : ['at wrapSafe (node:internal/modules/cjs/loader:1464:18)', ...older]));
  else if (frames.at(-1)?.name === 'moduleBody') lines.push(...(major >= 22 ? modern : older));
  return [head(error), ...lines.slice(0, 10).map((line) => '    ' + line)].join('\n');
}
/** What node prints before it gives up. */
function uncaught(error) {
  const util = require('util');
  if (!(error instanceof Error)) return 'Uncaught:\n' + util.inspect(error) + '\n(Use \x60node --trace-uncaught ...\x60 to show where the exception was thrown)\n\nNode.js v' + version + '\n';
  const frames = places(error);
  const first = frames[0];
  let text = '';
  if (error.unhandledEvent) text = 'node:events:497\n      throw er; // Unhandled \'error\' event\n      ^\n\n';
  else if (error.code === 'MODULE_NOT_FOUND') text = (major >= 22 ? 'node:internal/modules/cjs/loader:1404' : 'node:internal/modules/cjs/loader:1210') + '\n  throw err;\n  ^\n\n';
  else if (first && first.source !== undefined) {
    const thrown = first.source.search(/\bthrow\b/);
    text = first.file + ':' + first.line + '\n' + first.source + '\n' + ' '.repeat(thrown >= 0 && thrown < first.column ? thrown : first.column - 1) + '^\n\n';
  }
  return text + util.inspect(error) + '\n\nNode.js v' + version + '\n';
}
return { stackOf, uncaught, fix };
`,

  path: String.raw`
const normalize = (path) => {
  const absolute = path.startsWith('/'), trailing = path.endsWith('/');
  const parts = [];
  for (const part of path.split('/')) {
    if (part === '..') { if (parts.length && parts.at(-1) !== '..') parts.pop(); else if (!absolute) parts.push('..'); }
    else if (part && part !== '.') parts.push(part);
  }
  const text = (absolute ? '/' : '') + parts.join('/');
  return (text || (absolute ? '/' : '.')) + (trailing && parts.length ? '/' : '');
};
const path = {
  sep: '/', delimiter: ':', normalize,
  join: (...parts) => normalize(parts.filter(Boolean).join('/') || '.'),
  resolve(...parts) { let made = ''; for (const part of [...parts].reverse()) { if (!part) continue; made = made ? part + '/' + made : part; if (part.startsWith('/')) break; } if (!made.startsWith('/')) made = process.cwd() + '/' + made; return normalize(made).replace(/(.)\/$/, '$1'); },
  isAbsolute: (text) => text.startsWith('/'),
  dirname(text) { const trimmed = text.replace(/\/+$/, ''); const at = trimmed.lastIndexOf('/'); return at < 0 ? '.' : at === 0 ? '/' : trimmed.slice(0, at); },
  basename(text, end) { const last = text.replace(/\/+$/, '').split('/').pop(); return end && last.endsWith(end) && last !== end ? last.slice(0, -end.length) : last; },
  extname(text) { const last = text.split('/').pop(); const at = last.lastIndexOf('.'); return at > 0 ? last.slice(at) : ''; },
  relative(from, to) {
    const a = path.resolve(from).split('/').filter(Boolean), b = path.resolve(to).split('/').filter(Boolean);
    let shared = 0; while (shared < a.length && a[shared] === b[shared]) shared++;
    return [...a.slice(shared).map(() => '..'), ...b.slice(shared)].join('/');
  },
  parse(text) { const base = path.basename(text), ext = path.extname(text); return { root: text.startsWith('/') ? '/' : '', dir: text.includes('/') ? path.dirname(text) : '', base, ext, name: base.slice(0, base.length - ext.length) }; },
  format: ({ dir, base, name = '', ext = '' }) => (dir ? dir + '/' : '') + (base ?? name + ext),
};
path.posix = path;
return path;
`,

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

  globals: String.raw`
const { ask, begin, end, argv, environ, version, handlers } = require('drydock:host');
const EventEmitter = require('events');
const { format, inspect } = require('util');
require('buffer');
class Timeout {
  constructor(callback, delay, args, repeat) {
    const ms = Math.max(1, Number(delay) || 1);
    this._repeat = repeat;
    this._id = begin('timer', () => { if (!repeat) end(this._id); callback(...args); }, ms, repeat);
  }
  ref() { ask('ref', this._id, true); return this; }
  unref() { ask('ref', this._id, false); return this; }
  hasRef() { return true; }
  refresh() { return this; }
  close() { ask('clear', this._id); end(this._id); }
  [Symbol.toPrimitive]() { return this._id; }
}
globalThis.setTimeout = (callback, delay, ...args) => new Timeout(callback, delay, args, false);
globalThis.setInterval = (callback, delay, ...args) => new Timeout(callback, delay, args, true);
globalThis.setImmediate = (callback, ...args) => new Timeout(callback, 0, args, false);
globalThis.clearTimeout = globalThis.clearInterval = globalThis.clearImmediate = (timer) => { if (timer instanceof Timeout) timer.close(); else if (timer !== undefined && timer !== null && handlers[timer]) { ask('clear', Number(timer)); end(Number(timer)); } };
/** Soon, but not now; what it throws nobody can catch. */
const soon = (callback) => { Promise.resolve().then(() => { try { callback(); } catch (error) { globalThis.setTimeout(() => { throw error; }, 0); } }); };
globalThis.queueMicrotask = soon;
globalThis.structuredClone = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
class Stream extends EventEmitter {
  constructor(fd) { super(); this.fd = fd; this.writable = true; }
  get isTTY() { return ask('isTTY', this.fd) || undefined; }
  get columns() { return this.isTTY ? 80 : undefined; }
  write(data, encoding, done) { ask('write', this.fd, Buffer.from(data).toString('latin1')); const callback = typeof encoding === 'function' ? encoding : done; if (callback) process.nextTick(callback); return true; }
  end(data) { if (data !== undefined) this.write(data); return this; }
  cork() {} uncork() {}
}
class Input extends EventEmitter {
  constructor() { super(); this.fd = 0; }
  _start() { if (this._id) return; this._id = begin('stdin', (data) => { if (data === null) { end(this._id); this.emit('end'); this.emit('close'); } else { const bytes = Buffer.from(data, 'latin1'); this.emit('data', this._encoding ? bytes.toString(this._encoding) : bytes); } }); }
  on(name, listener) { super.on(name, listener); if (name === 'data' || name === 'end' || name === 'readable') this._start(); return this; }
  setEncoding(encoding) { this._encoding = encoding; return this; }
  resume() { this._start(); return this; }
  pause() { return this; }
  unref() { return this; }
  setRawMode() { return this; }
  pipe(target) { this.on('data', (data) => target.write(data)); return target; }
  get isTTY() { return ask('isTTY', 0) || undefined; }
  async *[Symbol.asyncIterator]() { const parts = []; let wake; let done = false; this.on('data', (data) => { parts.push(data); wake?.(); }); this.on('end', () => { done = true; wake?.(); }); for (;;) { while (parts.length) yield parts.shift(); if (done) return; await new Promise((resolve) => { wake = resolve; }); } }
}
class Exit { constructor(code) { this.code = code; } }
class Process extends EventEmitter {
  constructor() {
    super();
    this.argv = argv; this.argv0 = 'node'; this.execPath = argv[0]; this.execArgv = []; this.title = 'node';
    this.version = 'v' + version; this.versions = { node: version, v8: '12.4.254.21-node.26', uv: '1.51.0', modules: '127' };
    this.release = { name: 'node' }; this.platform = 'linux'; this.arch = 'x64'; this.exitCode = undefined;
    this.pid = ask('pid'); this.ppid = ask('ppid'); this.config = {}; this.features = {};
    this.env = new Proxy(environ, { set(target, key, value) { target[key] = String(value); return true; } });
    this.stdout = new Stream(1); this.stderr = new Stream(2); this.stdin = new Input();
  }
  on(name, listener) { super.on(name, listener); if (/^SIG/.test(name)) this._signal(name); return this; }
  off(name, listener) { super.off(name, listener); if (/^SIG/.test(name) && this.listenerCount(name) === 0) ask('signal', name.slice(3), false); return this; }
  _signal(name) { this._signals ??= {}; this._signals[name] ??= begin('onSignal', (number) => this.emit(name, name, number), name.slice(3)); ask('signal', name.slice(3), true); }
  cwd() { return ask('cwd'); }
  chdir(path) { ask('chdir', path); }
  exit(code) { if (code !== undefined) this.exitCode = code; if (!this._exiting) { this._exiting = true; this.emit('exit', this.exitCode ?? 0); } ask('exit', Number(this.exitCode ?? 0)); throw new Exit(this.exitCode ?? 0); }
  reallyExit(code) { ask('exit', code); throw new Exit(code); }
  abort() { ask('exit', 134); throw new Exit(134); }
  kill(pid, signal = 'SIGTERM') { ask('kill', pid, String(signal).replace(/^SIG/, '')); return true; }
  nextTick(callback, ...args) { soon(() => callback(...args)); }
  uptime() { return ask('uptime') / 1000; }
  hrtime(before) { const ms = ask('uptime'); const now = [Math.floor(ms / 1000), Math.round((ms % 1000) * 1e6)]; if (!before) return now; let [s, n] = [now[0] - before[0], now[1] - before[1]]; if (n < 0) { s--; n += 1e9; } return [s, n]; }
  memoryUsage() { return { rss: 45000000, heapTotal: 6500000, heapUsed: 5200000, external: 1800000, arrayBuffers: 10000 }; }
  cpuUsage() { return { user: 30000, system: 8000 }; }
  getuid() { return ask('uid'); } geteuid() { return ask('uid'); } getgid() { return ask('gid'); } getegid() { return ask('gid'); }
  setuid(id) { ask('setuid', id); } setgid() {}
  umask() { return 18; }
  emitWarning(text) { this.stderr.write('(node:' + this.pid + ') Warning: ' + (text.message ?? text) + '\n'); }
  binding() { throw new Error('No such module'); }
}
Process.Exit = Exit;
Process.prototype.hrtime.bigint = () => BigInt(Math.round(ask('uptime') * 1e6));
globalThis.process = new Process();
let indent = '';
const counts = {}, timers = {};
const out = (fd) => (...args) => { const text = args.length === 0 ? '' : format(...args); (fd === 1 ? process.stdout : process.stderr).write(indent + text.replace(/\n/g, '\n' + indent) + '\n'); };
const log = out(1), warn = out(2);
globalThis.console = {
  log, info: log, debug: log, error: warn, warn, dir: (value, options) => log(inspect(value, options)),
  trace: (...args) => warn('Trace: ' + format(...args)),
  group(...args) { if (args.length) log(...args); indent += '  '; }, groupEnd() { indent = indent.slice(2); },
  assert(test, ...args) { if (!test) warn('Assertion failed' + (args.length ? ': ' + format(...args) : '')); },
  count(label = 'default') { counts[label] = (counts[label] ?? 0) + 1; log(label + ': ' + counts[label]); },
  time(label = 'default') { timers[label] = ask('uptime'); },
  timeEnd(label = 'default') { log(label + ': ' + (ask('uptime') - timers[label]).toFixed(3) + 'ms'); },
  timeLog(label = 'default') { log(label + ': ' + (ask('uptime') - timers[label]).toFixed(3) + 'ms'); },
  table(rows) { log(inspect(rows)); }, clear() {},
};
globalThis.performance = { now: () => ask('uptime'), timeOrigin: 0, mark() {}, measure() {} };
class AbortSignal extends EventEmitter { constructor() { super(); this.aborted = false; } addEventListener(name, listener) { this.on(name, listener); } removeEventListener(name, listener) { this.off(name, listener); } throwIfAborted() { if (this.aborted) throw this.reason; } static timeout(ms) { const made = new AbortController(); setTimeout(() => made.abort(), ms).unref(); return made.signal; } }
class AbortController { constructor() { this.signal = new AbortSignal(); } abort(reason) { if (this.signal.aborted) return; this.signal.aborted = true; this.signal.reason = reason ?? Object.assign(new Error('This operation was aborted'), { name: 'AbortError' }); this.signal.emit('abort', this.signal.reason); } }
Object.assign(globalThis, { AbortSignal, AbortController });
const random = Math.random;
Math.random = () => ask('random');
const RealDate = Date;
globalThis.Date = new Proxy(RealDate, { construct: (target, args, made) => Reflect.construct(target, args.length ? args : [ask('now')], made), apply: () => new RealDate(ask('now')).toString(), get: (target, key) => (key === 'now' ? () => ask('now') : target[key]) });
return { Exit };
`,
};
