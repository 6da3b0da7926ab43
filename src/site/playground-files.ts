/** What the playground starts with: a small web service, good enough to build and to break. */
import type { WorkspaceFiles } from "./workspace.ts";

const file = (text: string) => ({ text, mode: 0o644 });

export const playgroundFiles: WorkspaceFiles = {
  Dockerfile: file(`FROM node:22-alpine AS build
WORKDIR /app
COPY package.json ./
RUN npm install
COPY . .
RUN node --check server.js

FROM node:22-alpine
WORKDIR /app
COPY --from=build /app .
EXPOSE 3000
USER node
CMD ["node", "server.js"]
`),
  "server.js": file(`const express = require("express");

const app = express();

app.get("/", (request, response) => response.send("Hello from the dock\\n"));

app.listen(3000);
`),
  "package.json": file(`{
  "name": "hello",
  "version": "1.0.0",
  "dependencies": {
    "express": "4.19.2"
  }
}
`),
  ".dockerignore": file("Dockerfile\n.dockerignore\nnode_modules\n"),
};
