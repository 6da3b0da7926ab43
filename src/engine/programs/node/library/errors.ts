/** Errors in the words and with the stacks of V8. */
export const errors: Readonly<Record<string, string>> = {
  "drydock:errors": String.raw`
const { ask, version } = require('drydock:host');
const major = Number(version.split('.')[0]);
const words = [
  [/^cannot read property '(.*)' of (undefined|null)$/, "Cannot read properties of $2 (reading '$1')"],
  [/^cannot set property '(.*)' of (undefined|null)$/, "Cannot set properties of $2 (setting '$1')"],
  [/^'(.*)' is not defined$/, '$1 is not defined'],
  [/^'(.*)' is read-only$/, 'Assignment to constant variable.'],
  [/^unexpected token in expression: '(.*)'$/, "Unexpected token '$1'"],
  [/^(.*) is not initialized$/, "Cannot access '$1' before initialization"],
];
/** Words and places as V8 has them. */
function places(error) {
  return String(error.stack ?? '').split('\n').flatMap((line) => {
    const match = /^\s*at (?:(.*) \()?(.*?):(\d+):(\d+)\)?$/.exec(line);
    if (!match || match[2].startsWith('node:')) return [];
    return [{ name: match[1], file: match[2], ...ask('place', match[2], Number(match[3]), Number(match[4])) }];
  });
}
function fix(error) {
  if (!error || error.__fixed || !(error instanceof Error)) return;
  Object.defineProperty(error, '__fixed', { value: true });
  for (const [pattern, text] of words) if (pattern.test(error.message)) { error.message = error.message.replace(pattern, text); break; }
  if (error.message === 'not a function') { const [first] = places(error); if (first?.callee) error.message = first.callee + ' is not a function'; }
}
const modern = ['at Module._compile (node:internal/modules/cjs/loader:1730:14)', 'at Object..js (node:internal/modules/cjs/loader:1895:10)', 'at Module.load (node:internal/modules/cjs/loader:1465:32)', 'at Function._load (node:internal/modules/cjs/loader:1282:12)', 'at TracingChannel.traceSync (node:diagnostics_channel:322:14)', 'at wrapModuleLoad (node:internal/modules/cjs/loader:235:24)', 'at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:171:5)', 'at node:internal/main/run_main_module:36:49'];
const older = ['at Module._compile (node:internal/modules/cjs/loader:1521:14)', 'at Module._extensions..js (node:internal/modules/cjs/loader:1623:10)', 'at Module.load (node:internal/modules/cjs/loader:1266:32)', 'at Module._load (node:internal/modules/cjs/loader:1091:12)', 'at Function.executeUserEntryPoint [as runMain] (node:internal/modules/run_main:164:12)', 'at node:internal/main/run_main_module:28:49'];
function head(error) { const name = error.name ?? 'Error'; return error.message ? name + ': ' + error.message : name; }
function stackOf(error) {
  fix(error);
  const frames = places(error);
  const lines = frames.map(({ name, file, line, column }) => (name && name !== '<eval>' && name !== '<anonymous>' ? 'at ' + (name === 'moduleBody' ? 'Object.<anonymous>' : name) + ' (' + file + ':' + line + ':' + column + ')' : 'at ' + file + ':' + line + ':' + column));
  if (error instanceof SyntaxError && frames[0]?.name === undefined && frames.length > 0) lines.splice(0, 10, ...(major >= 22 ? ['at wrapSafe (node:internal/modules/cjs/loader:1662:18)', ...modern] : ['at wrapSafe (node:internal/modules/cjs/loader:1464:18)', ...older]));
  else if (frames.at(-1)?.name === 'moduleBody') lines.push(...(major >= 22 ? modern : older));
  return [head(error), ...lines.slice(0, 10).map((line) => '    ' + line)].join('\n');
}
/** What node prints before it gives up. */
function uncaught(error) {
  const util = require('util');
  if (!(error instanceof Error)) return 'Uncaught:\n' + util.inspect(error) + '\n(Use \x60node --trace-uncaught ...\x60 to show where the exception was thrown)\n\nNode.js v' + version + '\n';
  const frames = places(error);
  const first = frames[0];
  let text = '';
  if (error.unhandledEvent) text = 'node:events:497\n      throw er; // Unhandled \'error\' event\n      ^\n\n';
  else if (error.code === 'MODULE_NOT_FOUND') text = (major >= 22 ? 'node:internal/modules/cjs/loader:1404' : 'node:internal/modules/cjs/loader:1210') + '\n  throw err;\n  ^\n\n';
  else if (first && first.source !== undefined) {
    const thrown = first.source.search(/\bthrow\b/);
    text = first.file + ':' + first.line + '\n' + first.source + '\n' + ' '.repeat(thrown >= 0 && thrown < first.column ? thrown : first.column - 1) + '^\n\n';
  }
  return text + util.inspect(error) + '\n\nNode.js v' + version + '\n';
}
return { stackOf, uncaught, fix };
`,
};
