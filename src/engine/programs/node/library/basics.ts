/** Modules that need nothing of the machine. */
export const basics: Readonly<Record<string, string>> = {
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
};
