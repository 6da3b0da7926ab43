/** `_hashlib`: digests. */
import { hmac } from "@noble/hashes/hmac.js";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha384, sha512 } from "@noble/hashes/sha2.js";
import { bytesOf } from "../builtins/codecs.ts";
import { nativeModule } from "../builtins/define.ts";
import type { Interpreter } from "../interpreter.ts";
import { raise } from "../runtime/errors.ts";
import { PyBytes, type PyModule } from "../runtime/values.ts";
import { bytesToLatin1, latin1ToBytes } from "../../shell/bytes.ts";

const digests = { md5, sha1, sha256, sha384, sha512 } as const;

function digestOf(name: string): (typeof digests)[keyof typeof digests] {
  const digest = digests[name.toLowerCase().replace("-", "") as keyof typeof digests];
  if (!digest) raise("ValueError", `unsupported hash type ${name}`);
  return digest;
}

export function hashlibModule(interpreter: Interpreter): PyModule {
  return nativeModule("_hashlib", {
    digest: (args) => new PyBytes(digestOf(args.text(0, "name"))(bytesOf(args.get(1, "data")))),
    hmac: (args) =>
      new PyBytes(hmac(digestOf(args.text(0, "name")) as typeof sha256, bytesOf(args.get(1, "key")), bytesOf(args.get(2, "data")))),
    b64encode: (args) => new PyBytes(latin1ToBytes(btoa(bytesToLatin1(bytesOf(args.get(0, "data")))))),
    b64decode: (args) => {
      try {
        return new PyBytes(latin1ToBytes(atob(bytesToLatin1(bytesOf(args.get(0, "data"))))));
      } catch {
        raise("ValueError", "Incorrect padding");
      }
    },
    random: () => interpreter.random.next(),
    random_bytes: (args) => interpreter.random.bytes(Number(args.integer(0, "count"))),
  });
}
