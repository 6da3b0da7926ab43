/** Packages of the lab's index that really do something: their files, by the distribution that brings them. */
import { django } from "./django.ts";
import { dotenv } from "./dotenv.ts";
import { fastapi } from "./fastapi/index.ts";
import { flask } from "./flask/index.ts";
import { gunicorn } from "./gunicorn.ts";
import { psycopg2 } from "./psycopg2/index.ts";
import { redis } from "./redis.ts";
import { requests } from "./requests.ts";
import { uvicorn } from "./uvicorn.ts";

const all = { ...django, ...flask, ...fastapi, ...uvicorn, ...gunicorn, ...requests, ...redis, ...dotenv, ...psycopg2 };

/** Import name of each distribution that has sources here. */
const distributions: Readonly<Record<string, readonly string[]>> = {
  django: ["django"],
  flask: ["flask"],
  werkzeug: ["werkzeug"],
  fastapi: ["fastapi"],
  "fastapi-cli": ["fastapi_cli"],
  starlette: ["starlette"],
  pydantic: ["pydantic"],
  "pydantic-settings": ["pydantic_settings"],
  uvicorn: ["uvicorn"],
  gunicorn: ["gunicorn"],
  requests: ["requests"],
  redis: ["redis"],
  "python-dotenv": ["dotenv"],
  psycopg2: ["psycopg2"],
  "psycopg2-binary": ["psycopg2"],
};

/** What a distribution of that name and version installs, by path below site-packages; `undefined` where the lab has only its size. */
export function packageSources(name: string, version: string): ReadonlyMap<string, string> | undefined {
  const folders = distributions[name];
  if (!folders) return undefined;
  const files = Object.entries(all).filter(([path]) => folders.some((folder) => path.startsWith(`${folder}/`)));
  return new Map(files.map(([path, text]) => [path, `# What the lab does for ${name}.\n${text.replaceAll("@version@", version)}`]));
}
