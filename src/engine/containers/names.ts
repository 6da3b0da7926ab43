/** Names for containers that nobody named: an adjective and someone computing owes something to. Our own lists. */

const adjectives =
  "amber,brave,brisk,calm,candid,cheerful,clever,cosy,curious,daring,deft,eager,earnest,fair,fearless,fluent,frosty,gentle,gleaming,golden,graceful,hardy,hearty,honest,humble,ivory,jolly,keen,kind,lively,lucid,lunar,mellow,merry,mighty,mindful,modest,nimble,noble,patient,placid,plucky,polite,quiet,quick,radiant,ready,rustic,sage,serene,sharp,silent,silver,sincere,smiling,snug,solar,sound,spirited,stately,steady,sunny,swift,tender,thrifty,tidy,trusty,upbeat,vivid,warm,wise,witty,zesty".split(
    ",",
  );
const surnames =
  "allen,babbage,backus,bartik,berners,boole,borg,cerf,church,clarke,codd,conway,cray,dahl,dijkstra,engelbart,erlang,estrin,feinler,floyd,goldberg,granville,gray,hamilton,hamming,hejlsberg,hoare,holberton,hopper,huffman,iverson,jennings,johnson,kapany,kay,keller,kernighan,kilburn,knuth,kurtz,lamarr,lamport,leibniz,liskov,lovelace,mauchly,mccarthy,milner,moore,naur,neumann,nygaard,pascal,perlman,postel,ritchie,rivest,shannon,shaw,stallman,stonebraker,tanenbaum,tarjan,thompson,torvalds,turing,wilkes,wilson,wirth,zuse".split(
    ",",
  );

/** The name of the `count`th such container; the same each run. `taken` says which are in use. */
export function inventName(count: number, taken: (name: string) => boolean): string {
  const total = adjectives.length * surnames.length;
  for (let tries = 0; tries < total; tries++) {
    // A step that shares no factor with the total meets every pair, and no two neighbours in a row.
    const at = ((count + tries) * 1009 + 421) % total;
    const name = `${adjectives[at % adjectives.length]}_${surnames[Math.floor(at / adjectives.length)]}`;
    if (!taken(name)) return name;
  }
  return `container_${count}`;
}

/** What a container may be called. */
export function isContainerName(name: string): boolean {
  return /^\/?[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name);
}
