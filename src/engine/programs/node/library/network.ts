/** Modules about the network. */
export const network: Readonly<Record<string, string>> = {
  net: String.raw`
const { ask, begin, end, systemError } = require('drydock:host');
const EventEmitter = require('events');
const { Duplex } = require('stream');
class Socket extends Duplex {
  constructor(options = {}) { super(); this._id = undefined; this.connecting = false; if (options.allowHalfOpen === undefined) options.allowHalfOpen = false; }
  _attach(id, details) { this._id = id; this.remoteAddress = details.remoteAddress; this.remotePort = details.remotePort; this.localAddress = details.localAddress; this.localPort = details.localPort; this.remoteFamily = 'IPv4'; }
  _event(kind, value) {
    if (kind === 'connect') { this.connecting = false; this._attach(this._id, value); for (const chunk of this._pending ?? []) ask('send', this._id, chunk); this._pending = undefined; this.emit('connect'); this.emit('ready'); }
    else if (kind === 'data') this.push(Buffer.from(value, 'latin1'));
    else if (kind === 'end') { this.push(null); if (!this.writableEnded) this.end(); }
    else if (kind === 'error') { end(this._id); this.destroyed = true; this.emit('error', systemError(value)); this.emit('close', true); }
  }
  connect(...args) {
    const options = typeof args[0] === 'object' ? args[0] : { port: args[0], host: typeof args[1] === 'string' ? args[1] : undefined };
    const done = args.find((each) => typeof each === 'function');
    if (done) this.once('connect', done);
    this.connecting = true;
    this._id = begin('connect', (kind, value) => this._event(kind, value), options.host ?? 'localhost', Number(options.port));
    return this;
  }
  _write(chunk, encoding, done) { const data = Buffer.from(chunk, encoding).toString('latin1'); if (this.connecting) (this._pending ??= []).push(data); else if (!this.destroyed) ask('send', this._id, data); done(); }
  end(chunk, encoding, done) { if (chunk !== undefined && typeof chunk !== 'function') this.write(chunk, encoding); if (!this.writableEnded) { this.writableEnded = true; if (this._id) ask('shutdown', this._id); this.emit('finish'); } return this; }
  destroy(error) { if (this.destroyed) return this; this.destroyed = true; if (this._id) { ask('close', this._id); end(this._id); } if (error) this.emit('error', error); process.nextTick(() => this.emit('close', Boolean(error))); return this; }
  setTimeout(ms, done) { if (done) this.once('timeout', done); clearTimeout(this._timer); if (ms > 0) this._timer = setTimeout(() => this.emit('timeout'), ms).unref(); return this; }
  setNoDelay() { return this; } setKeepAlive() { return this; } ref() { return this; } unref() { if (this._id) ask('ref', this._id, false); return this; }
  address() { return { address: this.localAddress, port: this.localPort, family: 'IPv4' }; }
}
class Server extends EventEmitter {
  constructor(options, listener) { super(); if (typeof options === 'function') listener = options; if (listener) this.on('connection', listener); this._sockets = new Set(); this.listening = false; }
  listen(...args) {
    const options = typeof args[0] === 'object' && args[0] !== null ? args[0] : { port: args[0], host: typeof args[1] === 'string' ? args[1] : undefined };
    const done = args.find((each) => typeof each === 'function');
    if (done) this.once('listening', done);
    const host = options.host ?? '::';
    this._id = begin('listen', (kind, value) => {
      if (kind === 'connection') { const socket = new Socket(); socket._id = begin('adopt', (what, data) => socket._event(what, data), value.connection); socket._attach(socket._id, value); this._sockets.add(socket); socket.once('close', () => { this._sockets.delete(socket); this._finish(); }); this.emit('connection', socket); }
    });
    try { this._address = ask('startListening', this._id, host, Number(options.port ?? 0)); } catch (error) { end(this._id); process.nextTick(() => this.emit('error', error)); return this; }
    this.listening = true;
    process.nextTick(() => this.emit('listening'));
    return this;
  }
  address() { return this.listening ? this._address : null; }
  close(done) { if (done) this.once('close', done); if (!this.listening) { process.nextTick(() => done?.(Object.assign(new Error('Server is not running.'), { code: 'ERR_SERVER_NOT_RUNNING' }))); return this; } this.listening = false; ask('close', this._id); end(this._id); this.closeIdleConnections?.(); this._finish(); return this; }
  _finish() { if (!this.listening && this._sockets.size === 0 && !this._closed) { this._closed = true; process.nextTick(() => this.emit('close')); } }
  getConnections(done) { done(null, this._sockets.size); }
  ref() { return this; } unref() { ask('ref', this._id, false); return this; }
}
const connect = (...args) => new Socket().connect(...args);
return { Socket, Server, Stream: Socket, connect, createConnection: connect, createServer: (...args) => new Server(...args), isIP: (text) => (/^\d+(\.\d+){3}$/.test(text) ? 4 : text.includes(':') ? 6 : 0), isIPv4: (text) => /^\d+(\.\d+){3}$/.test(text), isIPv6: (text) => text.includes(':') };
`,
  dns: `
const { ask } = require('drydock:host');
const lookup = (name, options, done) => { const callback = done ?? options; let found; try { found = ask('lookup', name); } catch (error) { process.nextTick(callback, error); return; } process.nextTick(() => (typeof options === 'object' && options?.all ? callback(null, [{ address: found, family: 4 }]) : callback(null, found, 4))); };
const resolve4 = (name, done) => lookup(name, (error, address) => done(error, error ? undefined : [address]));
return { lookup, resolve4, resolve: resolve4, promises: { lookup: async (name) => ({ address: ask('lookup', name), family: 4 }), resolve4: async (name) => [ask('lookup', name)] } };
`,
  "dns/promises": `return require('dns').promises;`,
  http: String.raw`
const net = require('net');
const EventEmitter = require('events');
const { Readable, Writable } = require('stream');
const STATUS_CODES = { 100: 'Continue', 101: 'Switching Protocols', 200: 'OK', 201: 'Created', 202: 'Accepted', 204: 'No Content', 206: 'Partial Content', 301: 'Moved Permanently', 302: 'Found', 303: 'See Other', 304: 'Not Modified', 307: 'Temporary Redirect', 308: 'Permanent Redirect', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found', 405: 'Method Not Allowed', 406: 'Not Acceptable', 408: 'Request Timeout', 409: 'Conflict', 410: 'Gone', 413: 'Payload Too Large', 415: 'Unsupported Media Type', 418: "I'm a Teapot", 422: 'Unprocessable Entity', 429: 'Too Many Requests', 500: 'Internal Server Error', 501: 'Not Implemented', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout' };
/** Reads messages from a connection, one after the other. */
class Parser {
  constructor(onHead) { this.rest = Buffer.alloc(0); this.onHead = onHead; this.state = 'head'; }
  take(data) { this.rest = this.rest.length ? Buffer.concat([this.rest, data]) : data; while (this.step()); }
  line() { const at = this.rest.indexOf(10); if (at < 0) return undefined; const text = this.rest.subarray(0, at).toString('latin1').replace(/\r$/, ''); this.rest = this.rest.subarray(at + 1); return text; }
  step() {
    if (this.state === 'head') {
      const text = this.rest.toString('latin1');
      const at = text.indexOf('\r\n\r\n');
      if (at < 0) return false;
      this.rest = this.rest.subarray(at + 4);
      const [first, ...lines] = text.slice(0, at).split('\r\n');
      const headers = {}, rawHeaders = [];
      for (const line of lines) { const colon = line.indexOf(':'); const [name, value] = [line.slice(0, colon), line.slice(colon + 1).trim()]; rawHeaders.push(name, value); const key = name.toLowerCase(); headers[key] = key === 'set-cookie' ? [...(headers[key] ?? []), value] : key in headers ? headers[key] + ', ' + value : value; }
      this.message = this.onHead(first, headers, rawHeaders);
      if (!this.message) { this.state = 'none'; return false; }
      const chunked = /chunked/i.test(headers['transfer-encoding'] ?? '');
      this.left = Number(headers['content-length'] ?? (this.message._untilEnd && !chunked ? Infinity : 0));
      this.state = this.message._empty ? 'head' : chunked ? 'size' : 'body';
      if (this.message._empty) { this.message._finish(); return this.rest.length > 0; }
    }
    if (this.state === 'body') {
      const part = this.rest.subarray(0, Math.min(this.left, this.rest.length));
      this.rest = this.rest.subarray(part.length);
      this.left -= part.length;
      if (part.length) this.message.push(Buffer.from(part));
      if (this.left > 0) return false;
      this.state = 'head'; this.message._finish();
      return this.rest.length > 0;
    }
    if (this.state === 'size') { const line = this.line(); if (line === undefined) return false; this.left = parseInt(line, 16); this.state = this.left === 0 ? 'trailer' : 'chunk'; return true; }
    if (this.state === 'chunk') { if (this.rest.length < this.left + 2) return false; this.message.push(Buffer.from(this.rest.subarray(0, this.left))); this.rest = this.rest.subarray(this.left + 2); this.state = 'size'; return true; }
    if (this.state === 'trailer') { const line = this.line(); if (line === undefined) return false; if (line === '') { this.state = 'head'; this.message._finish(); } return true; }
    return false;
  }
  end() { if (this.state === 'body' && this.left === Infinity) this.message._finish(); }
}
class IncomingMessage extends Readable {
  constructor(socket) { super(); this.socket = this.connection = socket; this.httpVersion = '1.1'; this.complete = false; }
  _finish() { this.complete = true; this.push(null); }
}
class OutgoingMessage extends Writable {
  constructor() { super(); this._headers = new Map(); this.headersSent = false; this.finished = false; }
  setHeader(name, value) { if (this.headersSent) throw Object.assign(new Error('Cannot set headers after they are sent to the client'), { code: 'ERR_HTTP_HEADERS_SENT' }); this._headers.set(name.toLowerCase(), [name, value]); return this; }
  getHeader(name) { return this._headers.get(name.toLowerCase())?.[1]; }
  getHeaders() { return Object.fromEntries([...this._headers].map(([key, [, value]]) => [key, value])); }
  getHeaderNames() { return [...this._headers.keys()]; }
  hasHeader(name) { return this._headers.has(name.toLowerCase()); }
  removeHeader(name) { this._headers.delete(name.toLowerCase()); }
  appendHeader(name, value) { const before = this.getHeader(name); this.setHeader(name, before === undefined ? value : [].concat(before, value)); return this; }
  flushHeaders() { this._head(undefined); }
  _lines() { return [...this._headers.values()].flatMap(([name, value]) => (Array.isArray(value) ? value.map((each) => name + ': ' + each) : [name + ': ' + value])); }
}
class ServerResponse extends OutgoingMessage {
  constructor(request) { super(); this.req = request; this.socket = this.connection = request.socket; this.statusCode = 200; this.sendDate = true; }
  writeHead(code, reason, headers) { if (this.headersSent) throw Object.assign(new Error('Cannot write headers after they are sent to the client'), { code: 'ERR_HTTP_HEADERS_SENT' }); if (typeof reason === 'object') [headers, reason] = [reason, undefined]; this.statusCode = code; if (reason) this.statusMessage = reason; for (const [name, value] of Array.isArray(headers) ? headers : Object.entries(headers ?? {})) this.setHeader(name, value); return this; }
  _head(length) {
    if (this.headersSent) return;
    const empty = this.statusCode === 204 || this.statusCode === 304 || this.req.method === 'HEAD';
    const lines = ['HTTP/1.1 ' + this.statusCode + ' ' + (this.statusMessage ?? STATUS_CODES[this.statusCode] ?? 'unknown'), ...this._lines()];
    if (this.sendDate && !this.hasHeader('date')) lines.push('Date: ' + new Date().toUTCString());
    this._keep = !/close/i.test(this.req.headers.connection ?? '') && this.req.httpVersion === '1.1' && !/close/i.test(this.getHeader('connection') ?? '');
    if (!this.hasHeader('connection')) { lines.push('Connection: ' + (this._keep ? 'keep-alive' : 'close')); if (this._keep) lines.push('Keep-Alive: timeout=5'); }
    if (!empty && !this.hasHeader('content-length') && !this.hasHeader('transfer-encoding')) { if (length !== undefined) lines.push('Content-Length: ' + length); else if (this.req.httpVersion === '1.1') { lines.push('Transfer-Encoding: chunked'); this._chunked = true; } else this._keep = false; }
    this._empty = empty;
    this.headersSent = true;
    this.socket.write(lines.join('\r\n') + '\r\n\r\n', 'latin1');
  }
  _write(chunk, encoding, done) { const data = Buffer.from(chunk, encoding); this._head(undefined); if (!this._empty && data.length) this.socket.write(this._chunked ? Buffer.concat([Buffer.from(data.length.toString(16) + '\r\n'), data, Buffer.from('\r\n')]) : data); done(); }
  end(chunk, encoding, done) {
    if (typeof chunk === 'function') [done, chunk] = [chunk, undefined];
    if (this.finished) return this;
    const data = chunk === undefined || chunk === null ? Buffer.alloc(0) : Buffer.from(chunk, encoding);
    this._head(data.length);
    if (!this._empty && data.length) this.write(data);
    if (this._chunked && !this._empty) this.socket.write('0\r\n\r\n');
    this.finished = this.writableEnded = true;
    if (!this._keep) this.socket.end();
    process.nextTick(() => { this.emit('finish'); this.emit('close'); done?.(); });
    this._done?.();
    return this;
  }
}
class Server extends net.Server {
  constructor(options, listener) {
    super();
    if (typeof options === 'function') listener = options;
    if (listener) this.on('request', listener);
    this.timeout = 0; this.keepAliveTimeout = 5000; this.headersTimeout = 60000; this.requestTimeout = 300000;
    this.on('connection', (socket) => {
      socket._idle = true;
      const parser = new Parser((first, headers, rawHeaders) => {
        const [, method, url, version] = /^(\S+) (\S+) HTTP\/(\d\.\d)$/.exec(first) ?? [];
        if (!method) { socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'); return undefined; }
        const request = new IncomingMessage(socket);
        Object.assign(request, { method, url, httpVersion: version, headers, rawHeaders });
        const response = new ServerResponse(request);
        socket._idle = false;
        response._done = () => { socket._idle = true; if (!this.listening) socket.end(); };
        if (headers.expect === '100-continue') socket.write('HTTP/1.1 100 Continue\r\n\r\n');
        if (!this.emit('request', request, response)) response.end();
        return request;
      });
      socket.on('data', (data) => parser.take(data));
      socket.on('end', () => { socket.end(); socket.destroy(); });
      socket.on('error', () => socket.destroy());
    });
  }
  closeIdleConnections() { for (const socket of this._sockets) if (socket._idle) socket.destroy(); }
  closeAllConnections() { for (const socket of this._sockets) socket.destroy(); }
  setTimeout() { return this; }
}
class ClientRequest extends OutgoingMessage {
  constructor(options, done) {
    super();
    this.method = (options.method ?? 'GET').toUpperCase(); this.path = options.path ?? '/'; this.host = options.hostname ?? options.host ?? 'localhost'; this._port = Number(options.port || 80);
    for (const [name, value] of Object.entries(options.headers ?? {})) this.setHeader(name, value);
    if (!this.hasHeader('host')) this.setHeader('Host', this.host + (this._port === 80 ? '' : ':' + this._port));
    if (!this.hasHeader('connection')) this.setHeader('Connection', 'close');
    if (options.auth) this.setHeader('Authorization', 'Basic ' + btoa(options.auth));
    if (done) this.once('response', done);
    this._parts = [];
    this.socket = new net.Socket();
    if (options.timeout) this.setTimeout(options.timeout);
    if (options.signal) options.signal.addEventListener('abort', () => this.destroy(options.signal.reason));
    this.socket.on('error', (error) => this.emit('error', error));
    const parser = new Parser((first, headers, rawHeaders) => {
      const [, version, code, reason] = /^HTTP\/(\d\.\d) (\d+) ?(.*)$/.exec(first) ?? [];
      const message = new IncomingMessage(this.socket);
      Object.assign(message, { statusCode: Number(code), statusMessage: reason, headers, rawHeaders, httpVersion: version });
      message._untilEnd = true;
      message._empty = this.method === 'HEAD' || message.statusCode === 204 || message.statusCode === 304;
      message.once('end', () => { clearTimeout(this._timer); this.socket.destroy(); });
      this._answered = true;
      if (!this.emit('response', message)) message.resume();
      return message;
    });
    this.socket.on('data', (data) => parser.take(data));
    this.socket.on('end', () => { parser.end(); if (!this._answered) this.emit('error', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })); });
  }
  _head() {}
  _write(chunk, encoding, done) { this._parts.push(Buffer.from(chunk, encoding)); done(); }
  end(chunk, encoding, done) {
    if (chunk !== undefined && chunk !== null && typeof chunk !== 'function') this._parts.push(Buffer.from(chunk, encoding));
    const body = Buffer.concat(this._parts);
    if (body.length && !this.hasHeader('content-length')) this.setHeader('Content-Length', body.length);
    this.socket.connect({ host: this.host, port: this._port });
    this.socket.write([this.method + ' ' + this.path + ' HTTP/1.1', ...this._lines()].join('\r\n') + '\r\n\r\n', 'latin1');
    if (body.length) this.socket.write(body);
    return this;
  }
  setTimeout(ms, done) { if (done) this.once('timeout', done); this._timer = setTimeout(() => this.emit('timeout'), ms); this._timer.unref(); return this; }
  destroy(error) { if (error) this.emit('error', error); this.socket.destroy(); return this; }
  abort() { return this.destroy(); }
}
const request = (url, options, done) => {
  if (typeof options === 'function') [done, options] = [options, {}];
  const base = typeof url === 'string' || url instanceof URL ? ((given) => ({ protocol: given.protocol, hostname: given.hostname, port: given.port, path: given.pathname + given.search, auth: given.username ? given.username + ':' + given.password : undefined }))(new URL(url)) : url;
  if (base.protocol === 'https:') throw new Error("drydock: the lab's servers speak HTTP without TLS; ask for http:// instead");
  return new ClientRequest({ ...base, ...options }, done);
};
const get = (...args) => { const made = request(...args); made.end(); return made; };
class Headers {
  constructor(init = {}) { this._map = new Map(); for (const [name, value] of init instanceof Headers ? init.entries() : Array.isArray(init) ? init : Object.entries(init)) this.set(name, value); }
  get(name) { return this._map.get(name.toLowerCase()) ?? null; } set(name, value) { this._map.set(name.toLowerCase(), String(value)); } has(name) { return this._map.has(name.toLowerCase()); } append(name, value) { this.set(name, this.has(name) ? this.get(name) + ', ' + value : value); } delete(name) { this._map.delete(name.toLowerCase()); }
  entries() { return this._map.entries(); } keys() { return this._map.keys(); } forEach(body) { this._map.forEach((value, key) => body(value, key)); } [Symbol.iterator]() { return this._map.entries(); }
}
class Response {
  constructor(body, options = {}) { this._body = Buffer.from(body ?? ''); this.status = options.status ?? 200; this.statusText = options.statusText ?? ''; this.headers = new Headers(options.headers); this.url = options.url ?? ''; this.redirected = false; }
  get ok() { return this.status >= 200 && this.status < 300; }
  async text() { return this._body.toString(); } async json() { return JSON.parse(this._body.toString()); } async arrayBuffer() { return new Uint8Array(this._body).buffer; }
}
globalThis.Headers = Headers; globalThis.Response = Response;
globalThis.fetch = (input, options = {}) => new Promise((resolve, reject) => {
  const url = new URL(String(input));
  const headers = Object.fromEntries(new Headers(options.headers));
  if (typeof options.body === 'string' && !headers['content-type']) headers['content-type'] = 'text/plain;charset=UTF-8';
  const failed = (cause) => reject(options.signal?.aborted ? options.signal.reason : Object.assign(new TypeError('fetch failed'), { cause }));
  let made;
  try { made = request(url, { method: options.method, headers: { accept: '*/*', 'user-agent': 'node', ...headers }, signal: options.signal }); } catch (error) { failed(error); return; }
  made.on('error', failed);
  made.on('response', async (message) => {
    const parts = [];
    for await (const part of message) parts.push(part);
    if ([301, 302, 303, 307, 308].includes(message.statusCode) && message.headers.location && options.redirect !== 'manual') return resolve(fetch(new URL(message.headers.location, url), options));
    resolve(new Response(Buffer.concat(parts), { status: message.statusCode, statusText: message.statusMessage, headers: message.headers, url: url.href }));
  });
  made.end(options.body === undefined ? undefined : String(options.body));
});
const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'];
class Agent { constructor(options) { this.options = options; } destroy() {} }
return { Server, IncomingMessage, ServerResponse, ClientRequest, OutgoingMessage, STATUS_CODES, METHODS, Agent, globalAgent: new Agent(), createServer: (...args) => new Server(...args), request, get };
`,
  https: `const no = () => { throw new Error("drydock: the lab's servers speak HTTP without TLS; ask for http:// instead"); }; return { request: no, get: no, createServer: no, Agent: class Agent {} };`,
  cluster: `return { isMaster: true, isPrimary: true, isWorker: false, workers: {}, fork() { throw new Error("drydock: cluster is not part of the lab's node"); }, on() {} };`,
  worker_threads: `return { isMainThread: true, parentPort: null, workerData: null, Worker: class Worker { constructor() { throw new Error("drydock: worker threads are not part of the lab's node"); } } };`,
};
