/** What the engine tells of its objects, as far as the gateway looks at it. */
export type Json = Readonly<Record<string, unknown>>;
export type Labels = Readonly<Record<string, string>> | null | undefined;

export interface ContainerFacts {
  readonly Id: string;
  readonly Name: string;
  readonly Image: string;
  readonly State: { readonly Running: boolean; readonly Pid: number; readonly StartedAt: string; readonly OOMKilled: boolean };
  readonly HostConfig: { readonly NanoCpus?: number; readonly CpuQuota?: number; readonly CpuPeriod?: number; readonly CpuShares?: number };
  readonly Config: { readonly Labels: Labels; readonly Tty: boolean };
  readonly NetworkSettings: { readonly Ports: Readonly<Record<string, readonly PortFact[] | null>> };
}

export interface PortFact {
  readonly HostIp: string;
  readonly HostPort: string;
}

export interface ListedContainer {
  readonly Id: string;
  readonly Names: readonly string[];
  readonly State: string;
  readonly Labels: Readonly<Record<string, string>>;
  readonly SizeRw?: number;
  readonly Created: number;
  readonly Ports: readonly { readonly PrivatePort: number; readonly PublicPort?: number; readonly Type: string }[];
}

export interface ImageFacts {
  readonly Id: string;
  readonly RepoTags: readonly string[] | null;
  readonly RepoDigests: readonly string[] | null;
  readonly Config: { readonly Labels?: Labels } & Readonly<Record<string, unknown>>;
}

export interface ListedImage {
  readonly Id: string;
  readonly RepoTags: readonly string[] | null;
  readonly Labels: Labels;
}

export interface NetworkFacts {
  readonly Id: string;
  readonly Name: string;
  readonly Labels: Labels;
}

export interface VolumeFacts {
  readonly Name: string;
  readonly Labels: Labels;
  readonly UsageData?: { readonly Size: number } | null;
}
