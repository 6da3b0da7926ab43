/** Passwords as `pg_authid` keeps them. */
import { hmac } from "@noble/hashes/hmac.js";
import { pbkdf2 } from "@noble/hashes/pbkdf2.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { fromBase64, toBase64 } from "../../../base64.ts";

const utf8 = new TextEncoder();

/** Whether `password` is the one of a `SCRAM-SHA-256$<iterations>:<salt>$<stored key>:<server key>`. */
export function matches(password: string, secret: string): boolean {
  const match = /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):/.exec(secret);
  if (!match) return false;
  const [, iterations = "", salt = "", stored = ""] = match;
  const salted = pbkdf2(sha256, utf8.encode(password), fromBase64(salt), { c: Number(iterations), dkLen: 32 });
  return toBase64(sha256(hmac(sha256, salted, utf8.encode("Client Key")))) === stored;
}
