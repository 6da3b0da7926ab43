/** A Compose project as its files have it, for pictures. */
export interface ComposePlan {
  readonly name: string;
  /** Relative to the workspace: `shop/compose.yaml`. */
  readonly file: string;
  readonly services: readonly PlannedService[];
  /** Services that no active profile has. */
  readonly disabled: readonly string[];
  /** The files can't be read, in Compose's words. */
  readonly problem?: string;
}

export interface PlannedService {
  readonly name: string;
  readonly image: string;
  readonly builds: boolean;
  readonly replicas: number;
  readonly dependencies: readonly ServiceDependency[];
  readonly networks: readonly string[];
  /** Named volumes alone. */
  readonly volumes: readonly string[];
  /** By what Compose sees that its settings are others now. */
  readonly hash: string;
}

export interface ServiceDependency {
  readonly service: string;
  readonly condition: DependencyCondition;
}

export type DependencyCondition = "service_started" | "service_healthy" | "service_completed_successfully";
