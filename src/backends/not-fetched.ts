/** The sentence for a part that did not come. @param what the part, as the learner knows it, with a capital letter */
export const notFetched = (what: string): string => `${what} could not be fetched. Are you offline?`;

/** A part of the lab that is loaded when it is needed did not come: the network is down, or the site has gone. */
export class NotFetchedError extends Error {
  /** @param what as in `notFetched` */
  constructor(what: string, cause?: unknown) {
    super(notFetched(what), { cause });
    this.name = "NotFetchedError";
  }
}

/** Loads a part. Throws `NotFetchedError` when it does not come; browsers tell that by a `TypeError` that names a file. */
export async function fetched<Part>(what: string, load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    throw error instanceof TypeError ? new NotFetchedError(what, error) : error;
  }
}
