/** How an Engine over the API speaks to one: a request, and what comes back, piece by piece. */
export interface ApiRequest {
  readonly method: string;
  /** Path and query, without a version. */
  readonly target: string;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  /** The connection is taken over: both sides go on as they like. */
  readonly upgrade?: boolean;
  readonly signal?: AbortSignal;
}

export interface ApiAnswer {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
  /** Only where the connection was taken over. Resolves when there is room for more. */
  write(bytes: Uint8Array): Promise<void>;
  /** Nothing more will be sent. */
  end(): void;
  /** Leaves. */
  abort(): void;
}

export interface Transport {
  /** Rejects when the engine cannot be reached, or with the signal's reason. */
  request(request: ApiRequest): Promise<ApiAnswer>;
}
