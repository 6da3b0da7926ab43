/** Express, and what is put around it. */
export const express = String.raw`
const http = require('http'), path = require('path'), fs = require('fs');
const types = { html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'application/javascript; charset=utf-8', json: 'application/json; charset=utf-8', txt: 'text/plain; charset=utf-8', svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', ico: 'image/x-icon' };
const escape = (text) => String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#39;');
function compile(route, end) {
  if (route instanceof RegExp) return { pattern: route, names: [] };
  const names = [];
  const source = route.replace(/\/$/, '').replace(/[.+^$\x7b\x7d()|[\]\\]/g, '\\$&').replace(/\/?:(\w+)(\?)?/g, (whole, name, optional) => { names.push(name); return optional ? '(?:/([^/]+?))?' : '/([^/]+?)'; }).replace(/\*(\w*)/g, (whole, name) => { names.push(name || String(names.length)); return '(.*)'; });
  return { pattern: new RegExp('^' + source + (end ? '/?$' : '(?=/|$)'), 'i'), names };
}
function Router() {
  const layers = [];
  const router = (req, res, done) => {
    let index = 0;
    const base = req.baseUrl ?? '', url = req.url, outer = req.params;
    const next = (error) => {
      if (error === 'router' || error === 'route') error = error === 'route' ? undefined : error;
      req.baseUrl = base; req.url = url; req.params = outer ?? {};
      const layer = layers[index++];
      if (!layer) return done(error === 'router' ? undefined : error);
      const where = req.path;
      const match = layer.pattern.exec(where);
      if (!match || (layer.method && layer.method !== req.method && !(layer.method === 'GET' && req.method === 'HEAD'))) return next(error);
      if (Boolean(error) !== (layer.handler.length === 4)) return next(error);
      req.params = { ...outer };
      layer.names.forEach((name, at) => { if (match[at + 1] !== undefined) req.params[name] = decodeURIComponent(match[at + 1]); });
      if (!layer.method && match[0]) { req.baseUrl = base + match[0]; req.url = url.slice(match[0].length) || '/'; if (!req.url.startsWith('/')) req.url = '/' + req.url; }
      if (layer.method) req.route = { path: layer.route };
      try {
        const result = error ? layer.handler(error, req, res, next) : layer.handler(req, res, next);
        if (result instanceof Promise) result.catch(next);
      } catch (thrown) { next(thrown); }
    };
    next();
  };
  const add = (method, route, handlers) => { for (const handler of handlers.flat(Infinity)) { if (typeof handler !== 'function') throw new TypeError('argument handler must be a function'); layers.push({ method, route, handler, ...compile(route, Boolean(method)) }); } return router; };
  router.use = (...args) => { const routes = typeof args[0] === 'function' ? ['/'] : [].concat(args.shift()); for (const route of routes) add(undefined, route, args); return router; };
  for (const method of http.METHODS) router[method.toLowerCase()] = (route, ...handlers) => add(method, route, handlers);
  router.all = (route, ...handlers) => { for (const method of http.METHODS) add(method, route, handlers); return router; };
  router.route = (route) => { const made = {}; for (const method of http.METHODS) made[method.toLowerCase()] = (...handlers) => { add(method, route, handlers); return made; }; return made; };
  router.param = () => router;
  return router;
}
const request = {
  get path() { return this.url.split('?')[0]; },
  get query() { return Object.fromEntries(new URLSearchParams(this.url.split('?')[1] ?? '')); },
  get hostname() { return (this.headers.host ?? '').replace(/:\d+$/, ''); },
  get ip() { return this.app.get('trust proxy') && this.headers['x-forwarded-for'] ? this.headers['x-forwarded-for'].split(',')[0] : '::ffff:' + this.socket.remoteAddress; },
  get protocol() { return 'http'; }, get secure() { return false; },
  get(name) { return this.headers[name.toLowerCase()]; }, header(name) { return this.get(name); },
  is(type) { return (this.headers['content-type'] ?? '').includes(type) && type; },
  accepts(...wanted) { const accept = this.headers.accept ?? '*/*'; return wanted.flat().find((type) => accept.includes('*/*') || accept.includes(type)) ?? false; },
};
const response = {
  status(code) { this.statusCode = code; return this; },
  sendStatus(code) { return this.status(code).type('txt').send(http.STATUS_CODES[code] ?? String(code)); },
  set(name, value) { if (typeof name === 'object') for (const [key, each] of Object.entries(name)) this.setHeader(key, each); else this.setHeader(name, value); return this; },
  header(name, value) { return this.set(name, value); },
  get(name) { return this.getHeader(name); },
  type(name) { return this.set('Content-Type', types[name.replace(/^\./, '')] ?? (name.includes('/') ? name : 'application/octet-stream')); },
  append(name, value) { this.appendHeader(name, value); return this; },
  vary() { return this; },
  location(url) { return this.set('Location', url); },
  redirect(code, url) { if (url === undefined) [code, url] = [302, code]; this.status(code).location(url).type('txt').send(http.STATUS_CODES[code] + '. Redirecting to ' + url); },
  json(value) { if (!this.hasHeader('content-type')) this.set('Content-Type', 'application/json; charset=utf-8'); return this.send(JSON.stringify(value, this.app.get('json replacer'), this.app.get('json spaces'))); },
  send(body = '') {
    if (typeof body === 'object' && body !== null && !Buffer.isBuffer(body) || typeof body === 'number' || typeof body === 'boolean') return this.json(body);
    if (!this.hasHeader('content-type')) this.type(Buffer.isBuffer(body) ? 'bin' : 'html');
    const data = Buffer.from(body ?? '');
    this.setHeader('Content-Length', data.length);
    if (!this.hasHeader('etag') && this.app.get('etag') !== false) this.setHeader('ETag', 'W/"' + data.length.toString(16) + '-' + require('crypto').createHash('sha1').update(data).digest('base64').slice(0, 27) + '"');
    if (this.req.headers['if-none-match'] === this.getHeader('etag') && this.req.method === 'GET') { this.statusCode = 304; this.removeHeader('Content-Length'); this.removeHeader('Content-Type'); this.end(); return this; }
    this.end(this.req.method === 'HEAD' ? undefined : data);
    return this;
  },
  sendFile(file, options, done) { const full = path.resolve(options?.root ?? '', file); fs.readFile(full, (error, data) => { if (error) return this.req.next?.(Object.assign(error, { status: 404 })); this.type(path.extname(full).slice(1) || 'bin').send(data); }); },
  cookie(name, value, options = {}) { this.appendHeader('Set-Cookie', name + '=' + encodeURIComponent(value) + '; Path=' + (options.path ?? '/') + (options.maxAge ? '; Max-Age=' + options.maxAge / 1000 : '') + (options.httpOnly ? '; HttpOnly' : '')); return this; },
  clearCookie(name) { return this.cookie(name, '', { maxAge: 0 }); },
  render(name) { throw new Error("drydock: templates are not part of the lab's express; send text or JSON (" + name + ')'); },
};
function express() {
  const router = Router();
  const settings = { env: process.env.NODE_ENV || 'development', 'x-powered-by': true };
  const app = (req, res, done) => {
    Object.defineProperties(req, Object.getOwnPropertyDescriptors(request));
    Object.assign(res, response);
    req.app = res.app = app; req.res = res; res.req = req; req.originalUrl ??= req.url; req.baseUrl ??= ''; res.locals ??= {};
    if (settings['x-powered-by']) res.setHeader('X-Powered-By', 'Express');
    router(req, res, done ?? ((error) => finish(req, res, error)));
  };
  const finish = (req, res, error) => {
    if (res.headersSent) return res.end();
    if (!error) res.statusCode = 404;
    else { const code = error.status ?? error.statusCode; res.statusCode = code >= 400 && code < 600 ? code : res.statusCode >= 400 ? res.statusCode : 500; if (settings.env !== 'test') console.error(error.stack ? require('util').inspect(error) : String(error)); }
    const message = !error ? 'Cannot ' + req.method + ' ' + escape(req.originalUrl.split('?')[0]) : settings.env === 'production' ? http.STATUS_CODES[res.statusCode] : escape(require('util').inspect(error)).replace(/\n/g, '<br>').replace(/  /g, ' &nbsp;');
    const page = '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>Error</title>\n</head>\n<body>\n<pre>' + message + '</pre>\n</body>\n</html>\n';
    res.setHeader('Content-Security-Policy', "default-src 'none'"); res.setHeader('X-Content-Type-Options', 'nosniff'); res.setHeader('Content-Type', 'text/html; charset=utf-8'); res.setHeader('Content-Length', Buffer.byteLength(page));
    res.end(req.method === 'HEAD' ? undefined : page);
  };
  Object.assign(app, router, {
    use(...args) { router.use(...args); return app; },
    get(name, ...handlers) { if (handlers.length === 0) return settings[name]; router.get(name, ...handlers); return app; },
    set(name, value) { settings[name] = value; return app; },
    enable: (name) => app.set(name, true), disable: (name) => app.set(name, false), enabled: (name) => Boolean(settings[name]),
    listen: (...args) => http.createServer(app).listen(...args),
    locals: {}, settings, engine: () => app,
  });
  return app;
}
const body = (match, read) => (options = {}) => (req, res, next) => {
  if (req.body !== undefined || !match.test(req.headers['content-type'] ?? '') || !(req.headers['content-length'] > 0 || req.headers['transfer-encoding'])) return next();
  const parts = [];
  req.on('data', (part) => parts.push(part));
  req.on('end', () => { const data = Buffer.concat(parts); try { req.body = read(data); } catch (error) { return next(Object.assign(error, { status: 400, statusCode: 400, expose: true, type: 'entity.parse.failed', body: data.toString() })); } next(); });
};
express.json = body(/json/, (data) => JSON.parse(data.toString()));
express.urlencoded = body(/urlencoded/, (data) => Object.fromEntries(new URLSearchParams(data.toString())));
express.text = body(/text/, (data) => data.toString());
express.raw = body(/octet-stream/, (data) => data);
express.static = (root, options = {}) => (req, res, next) => {
  if (req.method !== 'GET' && req.method !== 'HEAD') return next();
  let file = path.join(path.resolve(root), decodeURIComponent(req.path));
  if (!file.startsWith(path.resolve(root))) return next();
  try { if (fs.statSync(file).isDirectory()) file = path.join(file, options.index ?? 'index.html'); const data = fs.readFileSync(file); res.set('Accept-Ranges', 'bytes').set('Cache-Control', 'public, max-age=0').type(path.extname(file).slice(1) || 'bin').send(data); } catch { next(); }
};
express.Router = Router;
express.application = {}; express.request = request; express.response = response;
module.exports = express;
module.exports.default = express;
`;
