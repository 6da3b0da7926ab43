/** `require`: finding modules in the container's file system. */
export const moduleLoader = String.raw`
const { ask, version } = require('drydock:host');
const path = require('path');
const major = Number(version.split('.')[0]);
const names = new Set(['assert', 'async_hooks', 'buffer', 'child_process', 'cluster', 'console', 'constants', 'crypto', 'dns', 'dns/promises', 'events', 'fs', 'fs/promises', 'http', 'https', 'module', 'net', 'os', 'path', 'perf_hooks', 'process', 'querystring', 'readline', 'readline/promises', 'stream', 'stream/promises', 'string_decoder', 'timers', 'timers/promises', 'tty', 'url', 'util', 'worker_threads', 'node:test']);
const missing = new Set(['http2', 'tls', 'zlib', 'vm', 'v8', 'inspector', 'repl', 'dgram', 'sqlite', 'node:sqlite', 'punycode', 'domain', 'diagnostics_channel', 'test', 'wasi', 'trace_events']);
const cache = Object.create(null);
const kind = (file) => ask('kind', file);
const tryFile = (file) => { for (const each of [file, file + '.js', file + '.json', file + '.cjs', file + '.mjs', file + '.node']) if (kind(each) === 'file') return each; };
const tryFolder = (folder, esm) => {
  if (kind(folder) !== 'directory') return undefined;
  if (kind(folder + '/package.json') === 'file') {
    const manifest = JSON.parse(ask('source', folder + '/package.json').text);
    const pick = (entry) => (typeof entry === 'string' ? entry : entry && (pick(entry['.'] ?? (esm ? entry.import : entry.require) ?? entry.node ?? entry.default)));
    const main = pick(manifest.exports) ?? manifest.main;
    const found = main && (tryFile(path.join(folder, main)) ?? tryFile(path.join(folder, main, 'index')));
    if (found) return found;
  }
  return tryFile(folder + '/index');
};
function resolve(request, from, esm) {
  const plain = request.replace(/^node:/, '');
  if (names.has(plain)) return 'node:' + plain;
  if (missing.has(plain)) throw new Error("drydock: the module '" + plain + "' is not part of the lab's node");
  const folder = path.dirname(from);
  let found;
  if (/^(\.{0,2}\/|\.{1,2}$)/.test(request)) { const file = path.resolve(folder, request); found = tryFile(file) ?? tryFolder(file, esm); }
  else if (request.startsWith('file://')) found = tryFile(request.slice(7));
  else for (let at = folder; ; at = path.dirname(at)) {
    const candidate = path.join(at, 'node_modules', request);
    found = tryFile(candidate) ?? tryFolder(candidate, esm);
    if (!found) { const [name, ...rest] = request.startsWith('@') ? [request.split('/').slice(0, 2).join('/'), ...request.split('/').slice(2)] : request.split('/'); const manifest = path.join(at, 'node_modules', name, 'package.json'); if (rest.length && kind(manifest) === 'file') { const exported = JSON.parse(ask('source', manifest).text).exports?.['./' + rest.join('/')]; if (exported) { const target = typeof exported === 'string' ? exported : (esm ? exported.import : exported.require) ?? exported.default; found = target && tryFile(path.join(at, 'node_modules', name, target)); } } }
    if (found || at === '/') break;
  }
  if (found) return ask('realpath', found);
  if (esm) { const bare = !/^(\.{0,2}\/)/.test(request); throw Object.assign(new Error("Cannot find " + (bare ? 'package' : 'module') + " '" + (bare ? request : path.resolve(folder, request)) + "' imported from " + from), { code: 'ERR_MODULE_NOT_FOUND' }); }
  const stack = from.endsWith('/.') ? [] : [from];
  throw Object.assign(new Error("Cannot find module '" + request + "'" + (stack.length ? '\nRequire stack:\n- ' + stack.join('\n- ') : '')), { code: 'MODULE_NOT_FOUND', requireStack: stack });
}
function isModule(file) {
  if (file.endsWith('.mjs')) return true;
  if (!file.endsWith('.js')) return false;
  for (let at = path.dirname(file); ; at = path.dirname(at)) {
    if (kind(at + '/package.json') === 'file') return JSON.parse(ask('source', at + '/package.json').text).type === 'module';
    if (at === '/' || path.basename(at) === 'node_modules') return false;
  }
}
function load(file, parent) {
  if (file.startsWith('node:')) return { exports: require(file.slice(5)) };
  if (cache[file]) return cache[file];
  const { text, hollow } = ask('source', file);
  const module = { id: file, filename: file, path: path.dirname(file), exports: {}, loaded: false, children: [], parent, paths: [] };
  if (hollow) throw new Error('drydock: ' + (/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file) + ' is installed, but what it does is not part of the lab');
  cache[file] = module;
  try {
    if (file.endsWith('.json')) { try { module.exports = JSON.parse(text); } catch (error) { error.message = file + ': ' + error.message; throw error; } }
    else if (file.endsWith('.node')) throw new Error('drydock: compiled add-ons are not part of the lab (' + file + ')');
    else if (isModule(file)) module.exports = globalThis.__importNow(file);
    else globalThis.__compile(file, text).call(module.exports, module.exports, requireFrom(file, module), module, file, path.dirname(file));
  } catch (error) { delete cache[file]; throw error; }
  module.loaded = true;
  return module;
}
function requireFrom(file, module) {
  const made = (request) => {
    if (typeof request !== 'string' || request === '') throw new TypeError('The "id" argument must be of type string. Received ' + require('util').inspect(request));
    return load(resolve(request, file, false), module).exports;
  };
  made.resolve = (request) => resolve(request, file, false).replace(/^node:/, '');
  made.cache = cache;
  made.main = globalThis.__main;
  return made;
}
globalThis.__requireFrom = requireFrom;
return { resolve, load, requireFrom, isModule, cache, major };
`;
