/** psycopg2: PostgreSQL's protocol over the container's own network. Parameters are quoted on this side, as psycopg2 does. */
import { session } from "./session.ts";
import { values } from "./values.ts";
import { wire } from "./wire.ts";

export const psycopg2: Readonly<Record<string, string>> = { ...wire, ...session, ...values };
