/** How values are shown, and `util` beside it. */
export const util: Readonly<Record<string, string>> = {
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
};
