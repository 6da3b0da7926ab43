/** What is there without `require`: timers, `process`, `console`. */
export const globals: Readonly<Record<string, string>> = {
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
