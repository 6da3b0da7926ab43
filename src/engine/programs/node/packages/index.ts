/** Packages of the lab's npm registry that really do something: the text of their `index.js`. */
import { express } from "./express.ts";
import { redis } from "./redis.ts";

const sources: Readonly<Record<string, string>> = {
  express,
  redis,
  cors: `
module.exports = (options = {}) => (req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', typeof options.origin === 'string' ? options.origin : '*');
  if (req.method !== 'OPTIONS') return next();
  res.setHeader('Access-Control-Allow-Methods', 'GET,HEAD,PUT,PATCH,POST,DELETE');
  res.statusCode = 204;
  res.setHeader('Content-Length', '0');
  res.end();
};
`,
  dotenv: `
const fs = require('fs');
const parse = (text) => {
  const made = {};
  for (const line of String(text).split('\\n')) {
    const match = /^\\s*(?:export\\s+)?([\\w.-]+)\\s*=\\s*(.*?)\\s*$/.exec(line);
    if (!match) continue;
    const quoted = /^(['"\`])([\\s\\S]*)\\1$/.exec(match[2]);
    made[match[1]] = quoted ? (quoted[1] === '"' ? quoted[2].replace(/\\\\n/g, '\\n') : quoted[2]) : match[2].replace(/\\s+#.*$/, '');
  }
  return made;
};
const config = (options = {}) => {
  try {
    const parsed = parse(fs.readFileSync(options.path ?? '.env', 'utf8'));
    for (const [name, value] of Object.entries(parsed)) if (options.override || !(name in process.env)) process.env[name] = value;
    return { parsed };
  } catch (error) { return { error }; }
};
module.exports = { config, parse };
`,
  morgan: `
module.exports = (format = 'combined') => (req, res, next) => {
  const started = performance.now();
  res.on('finish', () => {
    const ip = '::ffff:' + req.socket.remoteAddress, url = req.originalUrl ?? req.url, size = res.getHeader('content-length') ?? '-', ms = (performance.now() - started).toFixed(3);
    const first = '"' + req.method + ' ' + url + ' HTTP/' + req.httpVersion + '"';
    const date = new Date().toUTCString().replace(/^\\w+, (\\d+) (\\w+) (\\d+) ([\\d:]+) GMT$/, '$1/$2/$3:$4 +0000');
    console.log(format === 'dev' ? req.method + ' ' + url + ' ' + res.statusCode + ' ' + ms + ' ms - ' + size : format === 'tiny' ? req.method + ' ' + url + ' ' + res.statusCode + ' ' + size + ' - ' + ms + ' ms' : ip + ' - - [' + date + '] ' + first + ' ' + res.statusCode + ' ' + size + ' "' + (req.headers.referer ?? '-') + '" "' + (req.headers['user-agent'] ?? '-') + '"');
  });
  next();
};
`,
  uuid: `
const { randomUUID } = require('crypto');
module.exports = { v4: randomUUID, v1: randomUUID, v7: randomUUID, validate: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text), NIL: '00000000-0000-0000-0000-000000000000' };
`,
  ms: `
const units = { ms: 1, s: 1000, m: 60000, h: 3600000, d: 86400000 };
module.exports = (value) => { if (typeof value === 'number') { for (const unit of ['d', 'h', 'm', 's']) if (value >= units[unit]) return Math.round(value / units[unit]) + unit; return value + 'ms'; } const match = /^([\\d.]+)\\s*(ms|s|m|h|d)?/.exec(value); return match ? Number(match[1]) * units[match[2] ?? 'ms'] : undefined; };
`,
};

/** The text of a package's entry; `undefined` where the lab has only its size. */
export function nodePackageSource(name: string): string | undefined {
  const text = sources[name];
  return text === undefined ? undefined : `// What the lab does for ${name}.\n'use strict';\n${text}`;
}
