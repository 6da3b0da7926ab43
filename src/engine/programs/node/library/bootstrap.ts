/** The first JavaScript to run, before any module; `host` is what the machine offers. It gives the means to define and load them. */
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
