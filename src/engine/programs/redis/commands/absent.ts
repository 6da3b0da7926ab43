/** Commands of Redis 7 that the lab's server does not have: it says so, where for others it says that there are none. */
const absent = new Set(
  (
    "acl bitfield bitop bitpos blmove blmpop bzpopmax bzpopmin cluster debug dump eval evalsha failover fcall function geoadd geodist " +
    "geohash geopos georadius geosearch geosearchstore hrandfield latency lcs lmpop memory migrate module move psync replicaof restore " +
    "script sintercard slaveof slowlog swapdb waitaof xack xautoclaim xclaim xgroup xinfo xpending xreadgroup xsetid zdiff zdiffstore " +
    "zintercard zlexcount zmpop zrandmember zrangebylex zrangestore zremrangebylex zrevrangebylex"
  ).split(" "),
);

/** What is answered to a command there is not. */
export function unknownCommand(given: string, args: readonly string[]): string {
  if (absent.has(given.toLowerCase()))
    return `ERR drydock: ${given.toUpperCase()} is a command of Redis that the lab's server does not have`;
  return `ERR unknown command '${given}', with args beginning with: ${args.map((word) => `'${word}' `).join("")}`;
}
