export type {
  Cost,
  CostChange,
  CostEstimate,
  CostPart,
  CostTotal,
  Money,
  ResourceCost,
} from "../cost-types.js";
export { type CostOptions, estimateCost } from "./cost.js";
export { type DriftOptions, detectDrift } from "./drift.js";
export type { Failure, FailureKind } from "./failure-types.js";
export { OperationError, withFailures } from "./failures.js";
export { type CustomOptions, forEachStack, type NamedOptions, type OperationName, type Operations } from "./fleet.js";
export type { FleetOptions, FleetSummary, Outcome, Progress } from "./outcomes.js";
export { parallelFor } from "./parallel.js";
export { type RecoverOptions, type RecoverReport, recover, type StackLock } from "./recover.js";
export {
  type DriftedResource,
  type DriftReport,
  type NextAction,
  type OutputChange,
  type PropertyDrift,
  RefreshError,
  type ResourceStatus,
} from "./report.js";
