/** Names of further npm packages, of which the lab has nothing but these: they are installed hollow, in the version that is asked for. */
export const names = `
@angular-devkit/build-angular @angular/animations @angular/common @angular/compiler @angular/compiler-cli @angular/core
@angular/forms @angular/material @angular/platform-browser @angular/platform-browser-dynamic @angular/router
@angular/service-worker @apollo/client @babel/cli @babel/eslint-parser @babel/node @babel/preset-env @babel/preset-react
@babel/preset-typescript @babel/register @chakra-ui/react @elastic/elasticsearch @emotion/react @emotion/styled @faker-js/faker
@fastify/cors @fastify/static @fortawesome/fontawesome-free @hapi/hapi @headlessui/react @heroicons/react @hookform/resolvers
@koa/router @mui/icons-material @mui/material @nestjs/config @nestjs/jwt @nestjs/mongoose @nestjs/passport @nestjs/schematics
@nestjs/swagger @nestjs/testing @nestjs/typeorm @nuxt/kit @playwright/test @popperjs/core @radix-ui/react-dialog @reduxjs/toolkit
@rollup/plugin-node-resolve @sentry/node @socket.io/redis-adapter @strapi/strapi @sveltejs/adapter-node @sveltejs/kit
@sveltejs/vite-plugin-svelte @swc/cli @swc/core @tailwindcss/forms @tailwindcss/typography @tanstack/react-query
@testing-library/jest-dom @testing-library/react @testing-library/user-event @types/bcrypt @types/cors @types/jest
@types/jsonwebtoken @types/lodash @types/mocha @types/morgan @types/passport @types/pg @types/supertest @types/uuid @types/ws
@typescript-eslint/eslint-plugin @typescript-eslint/parser @vitejs/plugin-react-swc @vue/cli @vue/cli-plugin-babel
@vue/cli-plugin-eslint @vue/cli-plugin-router @vue/cli-plugin-typescript @vue/cli-plugin-vuex @vue/cli-service
@vue/eslint-config-standard @vue/test-utils adm-zip agenda amqp amqplib antd apollo-server apollo-server-express archiver argon2
async babel-core babel-eslint babel-loader bluebird bookshelf bootstrap bootstrap-vue browser-sync bull bunyan canvas chai-http
chance chart.js cheerio class-transformer class-validator classnames clean-css clsx codecov colors commitizen config connect-flash
connect-mongo connect-redis consul cookie-session copy-webpack-plugin core-js create-react-app cron cross-fetch css-loader csurf
csv-parser d3 dataloader deasync discord.js dockerode ejs elastic-apm-node elasticsearch electron ember-cli emotion enzyme
eslint-config-airbnb eslint-config-airbnb-base eslint-config-next eslint-config-prettier eslint-config-standard
eslint-plugin-import eslint-plugin-jsx-a11y eslint-plugin-node eslint-plugin-prettier eslint-plugin-promise eslint-plugin-react
eslint-plugin-react-hooks eslint-plugin-vue event-stream express-async-handler express-fileupload express-graphql
express-handlebars express-jwt express-rate-limit express-validator faker fastify-cors file-loader firebase firebase-admin forever
formik framer-motion fs-extra gatsby generic-pool graphql-request graphql-tag grunt grunt-cli gulp gulp-sass handlebars hbs
highlight.js history html-webpack-plugin http-proxy http-proxy-middleware i18next immer immutable istanbul jade jasmine
jasmine-core javascript-time-ago jquery js-yaml jsdom json-server jwt-decode kafka-node kafkajs karma karma-chrome-launcher
karma-coverage karma-jasmine karma-jasmine-html-reporter keystone koa-body koa-bodyparser koa-router koa-static leaflet less
less-loader live-server localforage log4js luxon mailgun-js mariadb marked material-ui memory-cache method-override migrate-mongo
mini-css-extract-plugin minio mobx mobx-react mocha-junit-reporter mock-socket moment-timezone mongoose-unique-validator mqtt
mssql mysql nats nedb netlify-cli next-auth next-i18next nightwatch nock node-cache node-cron node-pg-migrate node-redis node-sass
node-schedule nodemailer normalize.css npm-check-updates nuxt nyc objection oracledb orchestrator parcel parcel-bundler
passport-facebook passport-github passport-google-oauth20 passport-jwt passport-local pdfkit pg-hstore pg-promise pinia pino-http
pino-pretty popper.js postcss-loader postgres primeng primevue prom-client promise prop-types pug quasar query-string
rabbitmq-stats ramda raw-loader react-app-rewired react-bootstrap react-dnd react-helmet react-hook-form react-hot-toast
react-i18next react-icons react-query react-redux react-select react-test-renderer react-toastify react-transition-group
reactstrap redux redux-devtools-extension redux-logger redux-persist redux-saga redux-thunk request request-promise restify
rollup-plugin-terser sass-loader semantic-ui-react sequelize-cli serve-favicon serverless session-file-store shelljs sinon
sinon-chai socket.io-client source-map-support sqlite standard strapi stripe style-loader styled-components stylelint
svelte-preprocess sveltekit swagger-jsdoc swagger-ui-express swiper swr tailwindcss-animate tap tape tedious terser-webpack-plugin
testcontainers three toastr ts-jest ts-loader ts-node-dev tsconfig-paths tslint turbo twilio underscore unirest url-loader urql
validator vee-validate vite-plugin-pwa vite-tsconfig-paths vue-axios vue-i18n vue-jest vue-loader vue-router vue-template-compiler
vue-tsc vuetify vuex wait-on wait-port webpack-dev-middleware webpack-hot-middleware webpack-merge whatwg-fetch
winston-daily-rotate-file ci xlsx xml2js zone.js zustand
`;
