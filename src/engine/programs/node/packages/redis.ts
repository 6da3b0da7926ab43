/** The `redis` package: a client over the machine's sockets. */
export const redis = String.raw`
const net = require('net'), EventEmitter = require('events');
class ConnectionTimeoutError extends Error {}
class ErrorReply extends Error {}
function reader(onReply) {
  let rest = Buffer.alloc(0);
  const read = (at) => {
    const end = rest.indexOf(13, at);
    if (end < 0 || end + 1 >= rest.length) return undefined;
    const kind = String.fromCharCode(rest[at]), text = rest.subarray(at + 1, end).toString();
    const after = end + 2;
    if (kind === '+') return [text, after];
    if (kind === '-') return [new ErrorReply(text), after];
    if (kind === ':') return [Number(text), after];
    if (kind === '$') { const size = Number(text); if (size < 0) return [null, after]; return rest.length < after + size + 2 ? undefined : [rest.subarray(after, after + size).toString(), after + size + 2]; }
    if (kind === '*') { const items = []; let place = after; for (let count = Number(text); count > 0; count--) { const item = read(place); if (!item) return undefined; items.push(item[0]); place = item[1]; } return [Number(text) < 0 ? null : items, place]; }
    return [null, after];
  };
  return (data) => { rest = Buffer.concat([rest, data]); for (let found = read(0); found; found = rest.length ? read(0) : undefined) { rest = rest.subarray(found[1]); onReply(found[0]); } };
}
class Client extends EventEmitter {
  constructor(options = {}) {
    super();
    const url = options.url ? new URL(options.url) : undefined;
    this.host = url?.hostname || options.socket?.host || 'localhost'; this.port = Number(url?.port || options.socket?.port || 6379);
    this.password = options.password ?? (url?.password || undefined); this.database = Number(options.database ?? (url?.pathname?.slice(1) || 0));
    this.waiting = []; this.isOpen = this.isReady = false;
  }
  connect() {
    return new Promise((resolve, reject) => {
      this.socket = net.connect({ host: this.host, port: this.port });
      this.socket.on('data', reader((reply) => { const next = this.waiting.shift(); if (reply instanceof Error) next?.reject(reply); else next?.resolve(reply); }));
      this.socket.on('error', (error) => { this.isOpen = this.isReady = false; if (this.listenerCount('error')) this.emit('error', error); reject(error); });
      this.socket.on('close', () => { this.isOpen = this.isReady = false; this.emit('end'); });
      this.socket.on('connect', async () => {
        this.isOpen = true; this.emit('connect');
        try { if (this.password) await this.sendCommand(['AUTH', this.password]); if (this.database) await this.sendCommand(['SELECT', String(this.database)]); } catch (error) { reject(error); return; }
        this.isReady = true; this.emit('ready'); resolve(this);
      });
    });
  }
  sendCommand(words) { if (!this.isOpen) return Promise.reject(new Error('The client is closed')); const parts = words.map((word) => Buffer.from(String(word))); this.socket.write(Buffer.concat([Buffer.from('*' + parts.length + '\r\n'), ...parts.flatMap((part) => [Buffer.from('$' + part.length + '\r\n'), part, Buffer.from('\r\n')])])); return new Promise((resolve, reject) => this.waiting.push({ resolve, reject })); }
  set(key, value, options = {}) { return this.sendCommand(['SET', key, value, ...(options.EX ? ['EX', options.EX] : []), ...(options.PX ? ['PX', options.PX] : []), ...(options.NX ? ['NX'] : [])]); }
  async hGetAll(key) { const flat = await this.sendCommand(['HGETALL', key]); const made = {}; for (let at = 0; at < flat.length; at += 2) made[flat[at]] = flat[at + 1]; return made; }
  hSet(key, field, value) { return this.sendCommand(['HSET', key, ...(typeof field === 'object' ? Object.entries(field).flat() : [field, value])]); }
  async quit() { const answer = await this.sendCommand(['QUIT']).catch(() => 'OK'); this.socket.destroy(); return answer; }
  async disconnect() { this.socket?.destroy(); }
  close() { return this.quit(); }
  destroy() { this.socket?.destroy(); }
}
for (const name of ['ping', 'get', 'del', 'incr', 'decr', 'incrBy', 'exists', 'expire', 'ttl', 'keys', 'lPush', 'rPush', 'lPop', 'rPop', 'lRange', 'lLen', 'sAdd', 'sMembers', 'sRem', 'hGet', 'hDel', 'hIncrBy', 'setEx', 'publish', 'flushAll', 'flushDb', 'dbSize', 'info', 'zAdd', 'zRange', 'type'])
  Client.prototype[name] = Client.prototype[name.toUpperCase()] = function (...args) { return this.sendCommand([name.toUpperCase(), ...args.flat()]); };
module.exports = { createClient: (options) => new Client(options), ErrorReply, ConnectionTimeoutError };
`;
