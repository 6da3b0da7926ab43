/** Modules about files, addresses and the machine. */
export const system: Readonly<Record<string, string>> = {
  fs: `
const { ask } = require('drydock:host');
const EventEmitter = require('events');
const bytes = (data, options) => Buffer.from(data, typeof options === 'string' ? options : options?.encoding ?? 'utf8').toString('latin1');
const pathOf = (path) => (typeof path === 'string' ? path : path instanceof URL ? decodeURIComponent(path.pathname) : String(path));
class Stats {
  constructor(given) { Object.assign(this, given); this.mtime = new Date(given.mtimeMs); this.ctime = this.atime = this.birthtime = this.mtime; Object.defineProperty(this, '_kind', { value: given.kind }); delete this.kind; }
  isFile() { return this._kind === 'file'; } isDirectory() { return this._kind === 'directory'; } isSymbolicLink() { return this._kind === 'symlink'; }
}
class Dirent { constructor(name, kind, path) { this.name = name; this.parentPath = this.path = path; Object.defineProperty(this, '_kind', { value: kind }); } isFile() { return this._kind === 'file'; } isDirectory() { return this._kind === 'directory'; } isSymbolicLink() { return this._kind === 'symlink'; } }
const sync = {
  readFile(path, options) { const data = Buffer.from(ask('readFile', pathOf(path)), 'latin1'); const encoding = typeof options === 'string' ? options : options?.encoding; return encoding ? data.toString(encoding) : data; },
  writeFile(path, data, options) { ask('writeFile', pathOf(path), bytes(data, options), options?.flag ?? 'w', options?.mode); },
  appendFile(path, data, options) { ask('writeFile', pathOf(path), bytes(data, options), 'a'); },
  exists(path) { return ask('exists', pathOf(path)); },
  stat(path, options) { try { return new Stats(ask('stat', pathOf(path), true)); } catch (error) { if (options?.throwIfNoEntry === false) return undefined; throw error; } },
  lstat(path) { return new Stats(ask('stat', pathOf(path), false)); },
  readdir(path, options) { const names = ask('readdir', pathOf(path)); return options?.withFileTypes ? names.map(([name, kind]) => new Dirent(name, kind, pathOf(path))) : names.map(([name]) => name); },
  mkdir(path, options) { ask('mkdir', pathOf(path), options?.recursive ?? false); },
  rm(path, options) { ask('rm', pathOf(path), options?.recursive ?? false, options?.force ?? false); },
  rmdir(path, options) { ask('rmdir', pathOf(path), options?.recursive ?? false); },
  unlink(path) { ask('unlink', pathOf(path)); },
  rename(from, to) { ask('rename', pathOf(from), pathOf(to)); },
  copyFile(from, to) { sync.writeFile(to, sync.readFile(from)); },
  symlink(target, path) { ask('symlink', target, pathOf(path)); },
  readlink(path) { return ask('readlink', pathOf(path)); },
  realpath(path) { return ask('realpath', pathOf(path)); },
  chmod(path, mode) { ask('chmod', pathOf(path), Number(mode)); },
  chown(path, uid, gid) { ask('chown', pathOf(path), uid, gid); },
  access(path, mode = 0) { ask('access', pathOf(path), mode); },
  mkdtemp(prefix) { const path = prefix + Math.random().toString(36).slice(2, 8).padEnd(6, 'x'); sync.mkdir(path); return path; },
  utimes() {}, truncate(path) { sync.writeFile(path, ''); },
};
const fs = { constants: { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 }, Stats, Dirent, promises: {} };
for (const [name, body] of Object.entries(sync)) {
  fs[name + 'Sync'] = body;
  fs.promises[name] = async (...args) => body(...args);
  fs[name] = (...args) => {
    const done = args.pop();
    let result;
    try { result = body(...args); } catch (error) { setImmediate(() => done(error)); return; }
    setImmediate(() => (name === 'exists' ? done(result) : done(null, result)));
  };
}
fs.promises.constants = fs.constants;
fs.createReadStream = (path, options) => { const { Readable } = require('stream'); const made = new Readable(); setImmediate(() => { try { const data = sync.readFile(path, options); made.emit('open'); made.push(data); made.push(null); } catch (error) { made.emit('error', error); } }); return made; };
fs.createWriteStream = (path, options) => { const made = new (require('stream').Writable)({ write(chunk, encoding, done) { sync.appendFile(path, chunk); done(); } }); if (options?.flags !== 'a') sync.writeFile(path, ''); return made; };
fs.watch = fs.watchFile = () => { throw new Error("drydock: watching files is not part of the lab's node"); };
return fs;
`,
  "fs/promises": `return require('fs').promises;`,

  os: String.raw`
const { ask } = require('drydock:host');
return {
  hostname: () => ask('hostname'), platform: () => 'linux', type: () => 'Linux', arch: () => 'x64', machine: () => 'x86_64', release: () => '6.12.0', version: () => '#1 SMP', EOL: '\n',
  homedir: () => process.env.HOME || '/root', tmpdir: () => process.env.TMPDIR || '/tmp', uptime: () => ask('uptime') / 1000, endianness: () => 'LE',
  cpus: () => Array.from({ length: ask('cpus') }, () => ({ model: 'Virtual CPU', speed: 2400, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } })),
  availableParallelism: () => ask('cpus'), totalmem: () => ask('memory'), freemem: () => Math.round(ask('memory') / 2), loadavg: () => [0, 0, 0],
  networkInterfaces: () => ask('interfaces'), userInfo: () => ({ uid: ask('uid'), gid: ask('gid'), username: ask('uid') === 0 ? 'root' : process.env.USER || 'node', homedir: process.env.HOME, shell: '/bin/sh' }),
  constants: { signals: { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGTERM: 15 } },
};
`,

  url: String.raw`
class URLSearchParams {
  constructor(init = '') {
    this._pairs = [];
    if (typeof init === 'string') for (const part of init.replace(/^\?/, '').split('&')) { if (!part) continue; const at = part.indexOf('='); const decode = (text) => { try { return decodeURIComponent(text.replace(/\+/g, ' ')); } catch { return text; } }; this._pairs.push(at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))]); }
    else for (const [key, value] of Symbol.iterator in init ? init : Object.entries(init)) this._pairs.push([String(key), String(value)]);
  }
  get(name) { return this._pairs.find(([key]) => key === name)?.[1] ?? null; }
  getAll(name) { return this._pairs.filter(([key]) => key === name).map(([, value]) => value); }
  has(name) { return this._pairs.some(([key]) => key === name); }
  set(name, value) { this.delete(name); this.append(name, value); }
  append(name, value) { this._pairs.push([String(name), String(value)]); }
  delete(name) { this._pairs = this._pairs.filter(([key]) => key !== name); }
  keys() { return this._pairs.map(([key]) => key).values(); }
  values() { return this._pairs.map(([, value]) => value).values(); }
  entries() { return this._pairs.values(); }
  forEach(callback) { for (const [key, value] of this._pairs) callback(value, key, this); }
  get size() { return this._pairs.length; }
  [Symbol.iterator]() { return this._pairs.values(); }
  toString() { const encode = (text) => encodeURIComponent(text).replace(/%20/g, '+').replace(/[!'()~]/g, (mark) => '%' + mark.charCodeAt(0).toString(16).toUpperCase()); return this._pairs.map(([key, value]) => encode(key) + '=' + encode(value)).join('&'); }
}
class URL {
  constructor(text, base) {
    let match = /^([a-z][a-z0-9+.-]*:)(?:\/\/(?:([^:@/?#]*)(?::([^@/?#]*))?@)?([^:/?#]*)(?::(\d+))?)?([^?#]*)(\?[^#]*)?(#.*)?$/i.exec(String(text));
    if (!match && base !== undefined) {
      const from = new URL(base);
      const [, path, search, hash] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(String(text));
      match = [null, from.protocol, from.username, from.password, from.hostname, from.port, require('path').normalize(path.startsWith('/') ? path : path === '' ? from.pathname : from.pathname.replace(/[^/]*$/, '') + path), search, hash];
    }
    if (!match) throw Object.assign(new TypeError('Invalid URL'), { code: 'ERR_INVALID_URL', input: String(text) });
    [, this.protocol, this.username = '', this.password = '', this.hostname = '', this.port = '', this.pathname] = match;
    this.protocol = this.protocol.toLowerCase();
    this.hostname = this.hostname.toLowerCase();
    if ({ 'http:': '80', 'https:': '443' }[this.protocol] === this.port) this.port = '';
    if (this.pathname === '' && /^(https?|ftp|wss?):$/.test(this.protocol)) this.pathname = '/';
    this.search = match[7] === '?' ? '' : match[7] ?? '';
    this.hash = match[8] ?? '';
    const params = new URLSearchParams(this.search);
    Object.defineProperty(this, 'searchParams', { value: params });
    for (const name of ['set', 'append', 'delete']) params[name] = (...args) => { URLSearchParams.prototype[name].apply(params, args); const query = params.toString(); this.search = query ? '?' + query : ''; };
  }
  get host() { return this.hostname + (this.port ? ':' + this.port : ''); }
  get origin() { return this.protocol + '//' + this.host; }
  get href() { const user = this.username ? this.username + (this.password ? ':' + this.password : '') + '@' : ''; return this.protocol + (this.hostname || this.protocol === 'file:' ? '//' : '') + user + this.host + this.pathname + this.search + this.hash; }
  toString() { return this.href; } toJSON() { return this.href; }
  static canParse(text, base) { try { new URL(text, base); return true; } catch { return false; } }
}
Object.assign(globalThis, { URL, URLSearchParams });
return {
  URL, URLSearchParams, fileURLToPath: (url) => decodeURIComponent(new URL(url).pathname), pathToFileURL: (path) => new URL('file://' + path),
  parse(text, query) { const [, path = '', search = ''] = /^([^?#]*)(\?[^#]*)?/.exec(text) ?? []; let made = {}; try { const url = new URL(text); made = { protocol: url.protocol, host: url.host, hostname: url.hostname, port: url.port || null, auth: url.username ? url.username + (url.password ? ':' + url.password : '') : null }; return { ...made, pathname: url.pathname, search: url.search || null, path: url.pathname + url.search, query: query ? Object.fromEntries(url.searchParams) : url.search.slice(1) || null, href: url.href }; } catch { return { pathname: path, search: search || null, path: path + search, query: query ? Object.fromEntries(new URLSearchParams(search)) : search.slice(1) || null, href: text }; } },
  format: (url) => (url instanceof URL ? url.href : (url.protocol ? url.protocol + '//' : '') + (url.host ?? '') + (url.pathname ?? '')),
};
`,
  querystring: `const { URLSearchParams } = require('url'); return { parse: (text) => Object.fromEntries(new URLSearchParams(text)), stringify: (value) => new URLSearchParams(value).toString(), escape: encodeURIComponent, unescape: decodeURIComponent };`,

  assert: String.raw`
const { inspect } = require('util');
class AssertionError extends Error { constructor(message, options = {}) { super(message); this.name = 'AssertionError'; this.code = 'ERR_ASSERTION'; Object.assign(this, options); } }
const fail = (message, standard, options) => { throw message instanceof Error ? message : new AssertionError(message ?? standard, options); };
const assert = (value, message) => { if (!value) fail(message, 'The expression evaluated to a falsy value', { actual: value, expected: true, operator: '==' }); };
const same = (a, b) => inspect(a, { depth: null }) === inspect(b, { depth: null });
Object.assign(assert, {
  AssertionError, ok: assert, strict: assert, fail: (message = 'Failed') => fail(message),
  equal: (a, b, message) => { if (a != b) fail(message, inspect(a) + ' == ' + inspect(b)); },
  notEqual: (a, b, message) => { if (a == b) fail(message, inspect(a) + ' != ' + inspect(b)); },
  strictEqual: (a, b, message) => { if (!Object.is(a, b)) fail(message, 'Expected values to be strictly equal:\n\n' + inspect(a) + ' !== ' + inspect(b) + '\n'); },
  notStrictEqual: (a, b, message) => { if (Object.is(a, b)) fail(message, 'Expected "actual" to be strictly unequal to: ' + inspect(b)); },
  deepEqual: (a, b, message) => { if (!same(a, b)) fail(message, 'Expected values to be loosely deep-equal'); },
  deepStrictEqual: (a, b, message) => { if (!same(a, b)) fail(message, 'Expected values to be strictly deep-equal'); },
  throws: (body, expected) => { try { body(); } catch { return; } fail(undefined, 'Missing expected exception.'); },
  rejects: async (promise) => { try { await (typeof promise === 'function' ? promise() : promise); } catch { return; } fail(undefined, 'Missing expected rejection.'); },
  match: (text, pattern, message) => { if (!pattern.test(text)) fail(message, 'The input did not match the regular expression ' + pattern); },
});
return assert;
`,
  "node:test": `throw new Error("drydock: node's test runner is not part of the lab");`,

  crypto: `
const { ask } = require('drydock:host');
const encode = (latin, encoding) => { const made = Buffer.from(latin, 'latin1'); return encoding ? made.toString(encoding) : made; };
class Hash {
  constructor(name, key) { this.name = name; this.key = key; this.parts = []; }
  update(data, encoding) { this.parts.push(Buffer.from(data, encoding)); return this; }
  digest(encoding) { return encode(ask('digest', this.name, Buffer.concat(this.parts).toString('latin1'), this.key === undefined ? null : Buffer.from(this.key).toString('latin1')), encoding); }
}
const crypto = {
  createHash: (name) => new Hash(name), createHmac: (name, key) => new Hash(name, key),
  randomBytes(size, done) { const made = encode(ask('randomBytes', size)); if (done) process.nextTick(done, null, made); return made; },
  randomUUID() { const hex = crypto.randomBytes(16).toString('hex'); return hex.slice(0, 8) + '-' + hex.slice(8, 12) + '-4' + hex.slice(13, 16) + '-' + '89ab'[parseInt(hex[16], 16) % 4] + hex.slice(17, 20) + '-' + hex.slice(20); },
  randomInt: (low, high) => (high === undefined ? Math.floor(Math.random() * low) : low + Math.floor(Math.random() * (high - low))),
  getRandomValues(array) { array.set(crypto.randomBytes(array.length)); return array; },
  timingSafeEqual: (a, b) => Buffer.from(a).equals(Buffer.from(b)),
};
crypto.webcrypto = crypto;
globalThis.crypto = crypto;
return crypto;
`,

  child_process: String.raw`
const { begin, end, ask } = require('drydock:host');
const EventEmitter = require('events');
const { Readable } = require('stream');
function spawn(command, args = [], options = {}) {
  if (!Array.isArray(args)) { options = args; args = []; }
  const words = options.shell ? ['/bin/sh', '-c', [command, ...args].join(' ')] : [command, ...args];
  const child = new EventEmitter();
  const inherit = options.stdio === 'inherit' || options.stdio?.[1] === 'inherit';
  child.stdout = inherit ? null : new Readable();
  child.stderr = inherit ? null : new Readable();
  child.stdin = { write() {}, end() {}, on() {} };
  child.exitCode = null;
  const id = begin('spawn', (kind, value, signal) => {
    if (kind === 'out' || kind === 'err') return void (kind === 'out' ? child.stdout : child.stderr)?.push(Buffer.from(value, 'latin1'));
    end(id);
    if (kind === 'error') { const error = Object.assign(new Error('spawn ' + command + ' ENOENT'), { errno: -2, code: 'ENOENT', syscall: 'spawn ' + command, path: command, spawnargs: args }); child.emit('error', error); return; }
    child.exitCode = signal ? null : value; child.signalCode = signal ?? null;
    child.stdout?.push(null); child.stderr?.push(null);
    setImmediate(() => { child.emit('exit', child.exitCode, child.signalCode); child.emit('close', child.exitCode, child.signalCode); });
  }, words, inherit, options.cwd ?? null, options.env ? Object.fromEntries(Object.entries(options.env).filter(([, value]) => value !== undefined)) : { ...process.env });
  child.pid = ask('childPid', id);
  child.kill = (signal = 'SIGTERM') => { ask('childKill', id, String(signal).replace(/^SIG/, '')); return true; };
  child.unref = child.ref = () => child;
  return child;
}
function gather(child, command, options, done) {
  const out = [], err = [];
  child.stdout.on('data', (data) => out.push(data)); child.stderr.on('data', (data) => err.push(data));
  child.on('error', (error) => done?.(error, '', ''));
  child.on('close', (code, signal) => {
    const [stdout, stderr] = [Buffer.concat(out).toString(), Buffer.concat(err).toString()];
    if (code === 0) return done?.(null, stdout, stderr);
    done?.(Object.assign(new Error('Command failed: ' + command + (stderr ? '\n' + stderr : '')), { code, killed: false, signal, cmd: command }), stdout, stderr);
  });
  return child;
}
const exec = (command, options, done) => (typeof options === 'function' ? exec(command, {}, options) : gather(spawn('/bin/sh', ['-c', command], options), command, options, done));
const execFile = (file, args, options, done) => (typeof args === 'function' ? execFile(file, [], {}, args) : typeof options === 'function' ? execFile(file, args, {}, options) : gather(spawn(file, args, options), [file, ...args].join(' '), options, done));
const waits = (name) => () => { throw new Error("drydock: child_process." + name + " is not part of the lab's node, whose programs can't wait in the middle of a function; use " + name.replace('Sync', '')); };
return { spawn, exec, execFile, fork: waits('fork'), execSync: waits('execSync'), spawnSync: waits('spawnSync'), execFileSync: waits('execFileSync') };
`,

  stream: `
const EventEmitter = require('events');
class Stream extends EventEmitter {
  pipe(target) { this.on('data', (chunk) => target.write(chunk)); this.on('end', () => { if (target !== process.stdout && target !== process.stderr) target.end(); }); return target; }
}
class Readable extends Stream {
  constructor(options = {}) { super(); this._chunks = []; this._options = options; this.readable = true; if (options.read) this._read = options.read; }
  static from(items) { const made = new Readable(); (async () => { for await (const item of items) made.push(item); made.push(null); })(); return made; }
  setEncoding(encoding) { this._encoding = encoding; return this; }
  push(chunk) { this._chunks.push(chunk === null ? null : typeof chunk === 'string' && !this._options.objectMode && !this._encoding ? Buffer.from(chunk) : chunk); this._flow(); return true; }
  on(name, listener) { super.on(name, listener); if (name === 'data' || name === 'end' || name === 'readable') { this._flowing = true; process.nextTick(() => { if (this._read && !this._started) { this._started = true; this._read(); } this._flow(); }); } return this; }
  resume() { this._flowing = true; this._flow(); return this; }
  pause() { this._flowing = false; return this; }
  _flow() {
    if (!this._flowing) return;
    while (this._chunks.length) { const chunk = this._chunks.shift(); if (chunk === null) { this.readable = false; this.readableEnded = true; process.nextTick(() => { this.emit('end'); this.emit('close'); }); } else { this.emit('data', this._encoding ? Buffer.from(chunk).toString(this._encoding) : chunk); if (this._read) process.nextTick(() => this._read()); } }
  }
  destroy(error) { this.destroyed = true; if (error) this.emit('error', error); this.emit('close'); return this; }
  async *[Symbol.asyncIterator]() { const parts = []; let wake, done = false, failed; this.on('error', (error) => { failed = error; wake?.(); }); this.on('data', (chunk) => { parts.push(chunk); wake?.(); }); this.on('end', () => { done = true; wake?.(); }); for (;;) { while (parts.length) yield parts.shift(); if (failed) throw failed; if (done) return; await new Promise((resolve) => { wake = resolve; }); } }
}
class Writable extends Stream {
  constructor(options = {}) { super(); this.writable = true; if (options.write) this._write = options.write; if (options.final) this._final = options.final; }
  write(chunk, encoding, done) { if (typeof encoding === 'function') [done, encoding] = [encoding, undefined]; this._write(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk, encoding, (error) => { if (error) this.emit('error', error); done?.(error); }); return true; }
  end(chunk, encoding, done) { if (typeof chunk === 'function') [done, chunk] = [chunk, undefined]; if (chunk !== undefined && chunk !== null) this.write(chunk, encoding); const finish = () => { this.writableEnded = true; process.nextTick(() => { this.emit('finish'); this.emit('close'); done?.(); }); }; this._final ? this._final(finish) : finish(); return this; }
  destroy(error) { this.destroyed = true; if (error) this.emit('error', error); this.emit('close'); return this; }
}
class Duplex extends Readable { constructor(options = {}) { super(options); this.writable = true; if (options.write) this._write = options.write; if (options.final) this._final = options.final; } }
Duplex.prototype.write = Writable.prototype.write; Duplex.prototype.end = Writable.prototype.end;
class Transform extends Duplex { constructor(options = {}) { super(options); if (options.transform) this._transform = options.transform; this._write = (chunk, encoding, done) => this._transform(chunk, encoding, (error, made) => { if (made !== undefined && made !== null) this.push(made); done(error); }); this._final = (done) => { this.push(null); done(); }; } }
class PassThrough extends Transform { _transform(chunk, encoding, done) { done(null, chunk); } }
const pipeline = (...parts) => { const done = typeof parts.at(-1) === 'function' ? parts.pop() : () => {}; parts.reduce((from, to) => { from.on('error', done); return from.pipe(to); }); parts.at(-1).on('finish', () => done()); return parts.at(-1); };
Object.assign(Stream, { Stream, Readable, Writable, Duplex, Transform, PassThrough, pipeline, promises: { pipeline: (...parts) => new Promise((resolve, reject) => pipeline(...parts, (error) => (error ? reject(error) : resolve()))) }, finished: (stream, done) => { stream.on('end', () => done()); stream.on('finish', () => done()); stream.on('error', done); } });
return Stream;
`,
  "stream/promises": `return require('stream').promises;`,
  timers: `return { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate };`,
  "timers/promises": `return { setTimeout: (ms, value) => new Promise((resolve) => setTimeout(() => resolve(value), ms)), setImmediate: (value) => new Promise((resolve) => setImmediate(() => resolve(value))), scheduler: { wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) } };`,
  string_decoder: `return { StringDecoder: class { constructor(encoding) { this.encoding = encoding; } write(data) { return data.toString(this.encoding); } end(data) { return data ? this.write(data) : ''; } } };`,
  perf_hooks: `return { performance };`,
  async_hooks: `return { AsyncLocalStorage: class { run(store, body, ...args) { const before = this.store; this.store = store; try { return body(...args); } finally { this.store = before; } } getStore() { return this.store; } } };`,
  process: `return process;`,
  console: `return console;`,
  constants: `return require('fs').constants;`,
  tty: `return { isatty: (fd) => Boolean([process.stdin, process.stdout, process.stderr][fd]?.isTTY) };`,
  module: `return { createRequire: (path) => globalThis.__requireFrom(String(path).replace('file://', '')), builtinModules: [] };`,
  readline: String.raw`
const EventEmitter = require('events');
class Interface extends EventEmitter {
  constructor({ input, output }) {
    super();
    this.input = input; this.output = output; this._rest = ''; this._waiting = []; this._prompt = '> ';
    input.on('data', (data) => { this._rest += data; for (let at = this._rest.indexOf('\n'); at >= 0; at = this._rest.indexOf('\n')) { const line = this._rest.slice(0, at).replace(/\r$/, ''); this._rest = this._rest.slice(at + 1); this._line(line); } });
    input.on('end', () => { if (this._rest) this._line(this._rest); this._rest = ''; this.close(); });
  }
  _line(line) { const next = this._waiting.shift(); if (next) next(line); else this.emit('line', line); }
  question(text, options, done) { this.output?.write(text); this._waiting.push(typeof options === 'function' ? options : done); }
  setPrompt(text) { this._prompt = text; } prompt() { this.output?.write(this._prompt); }
  write(text) { this.output?.write(text); } pause() { return this; } resume() { return this; }
  close() { if (!this.closed) { this.closed = true; this.emit('close'); } }
  async *[Symbol.asyncIterator]() { const lines = []; let wake; this.on('line', (line) => { lines.push(line); wake?.(); }); this.on('close', () => wake?.()); for (;;) { while (lines.length) yield lines.shift(); if (this.closed) return; await new Promise((resolve) => { wake = resolve; }); } }
}
const createInterface = (options, output) => new Interface(options.on ? { input: options, output } : options);
return { Interface, createInterface, clearLine() {}, cursorTo() {}, promises: { createInterface: (options) => { const made = createInterface(options); const ask = made.question.bind(made); made.question = (text) => new Promise((resolve) => ask(text, resolve)); return made; } } };
`,
  "readline/promises": `return require('readline').promises;`,
};
