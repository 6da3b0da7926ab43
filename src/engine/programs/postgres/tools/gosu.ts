/** `gosu user command…`: becomes another user, then the command. */
import { accountsOf, groupsIn } from "../../../kernel/accounts.ts";
import type { Program } from "../../program.ts";

export const gosu: Program = async (process, descriptor) => {
  const [who, ...command] = process.argv.slice(1);
  if (who === "--version" || who === "-v") {
    process.stdout(`${String(descriptor.data?.version ?? "1.17")} (go1.18.2 on linux/amd64; gc)\n`);
    return 0;
  }
  if (who === undefined || command.length === 0) {
    process.stderr(
      "Usage: gosu user-spec command [args]\n   eg: gosu tianon bash\n       gosu nobody:root bash -c 'whoami && id'\n       gosu 1000:1 id\n",
    );
    return 1;
  }
  const [user = "", group] = who.split(":");
  const account = accountsOf(process.fs).find(({ name, uid }) => name === user || String(uid) === user);
  const found = group === undefined ? undefined : groupsIn(process.fs).find(({ name, gid }) => name === group || String(gid) === group);
  const uid = account?.uid ?? (/^\d+$/.test(user) ? Number(user) : undefined);
  const gid = group === undefined ? (account?.gid ?? 0) : (found?.gid ?? (/^\d+$/.test(group) ? Number(group) : undefined));
  if (uid === undefined || gid === undefined) {
    process.stderr(
      `error: failed switching to "${who}": unable to find ${uid === undefined ? "user" : "group"} ${uid === undefined ? user : group}: no matching entries in ${uid === undefined ? "passwd" : "group"} file\n`,
    );
    return 1;
  }
  if (uid !== process.uid && process.uid !== 0) {
    process.stderr(`error: failed switching to "${who}": operation not permitted\n`);
    return 1;
  }
  const env = new Map(process.env);
  env.set("HOME", account?.home ?? "/");
  return process.exec(command, { uid, gid, env });
};
