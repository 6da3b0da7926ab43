/** What is kept of the last builds for who asks about them afterwards. */
import type { BuildEvent, BuildOptions, BuildRecord, BuildRequest, BuildResult } from "../api.ts";

/** As many builds as BuildKit keeps records of. */
const kept = 50;

/** The record of a build that is under way. */
interface Begun {
  /** Those of the build, which tell the record too. */
  readonly options: BuildOptions;
  /** Files it under the build's number. */
  keep(number: number): void;
  /** Gives the result back. */
  end(result: BuildResult): BuildResult;
}

export class BuildRecords {
  readonly #records = new Map<number, BuildRecord>();

  of(number: number): BuildRecord | undefined {
    return this.#records.get(number);
  }

  begin(request: BuildRequest, options: BuildOptions): Begun {
    const events: BuildEvent[] = [];
    let place = 0;
    return {
      options: {
        ...options,
        onEvent: (event) => {
          events.push(event);
          options.onEvent?.(event);
        },
      },
      keep: (number) => {
        place = number;
        this.#records.set(number, { request, events });
        this.#records.delete(number - kept);
      },
      end: (result) => {
        // Files that were handed over are no part of it.
        const { outputs, ...about } = result;
        if (this.#records.has(place)) this.#records.set(place, { request, events, result: about });
        return result;
      },
    };
  }
}
