import type { Owned } from "./model.ts";

/** docs/api/naver.md §4.21 */
export interface LaunchConfiguration extends Owned {
  readonly name: string;
  readonly imageNo: string;
  readonly specCode: string;
  readonly loginKeyName: string;
  /** "" for none. */
  readonly initScriptNo: string;
  readonly isEncryptedVolume: boolean;
  readonly createdAt: number;
}

/** docs/api/naver.md §4.22 */
export interface AutoScalingGroup extends Owned {
  readonly name: string;
  readonly launchConfigurationNo: string;
  readonly vpcNo: string;
  readonly subnetNo: string;
  readonly acgNos: readonly string[];
  readonly serverNamePrefix: string;
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredCapacity: number;
  /** Seconds. */
  readonly coolDown: number;
  readonly checkType: "SVR" | "LOADB";
  readonly gracePeriod: number;
  readonly targetGroupNos: readonly string[];
  /** The servers that it has made, oldest first. */
  readonly serverNos: readonly string[];
  readonly createdAt: number;
}

/** docs/api/naver.md §4.23 */
export interface ScalingPolicy extends Owned {
  readonly groupNo: string;
  readonly name: string;
  readonly adjustmentType: "CHANG" | "PRCNT" | "EXACT";
  readonly scalingAdjustment: number;
  /** 0 for none. */
  readonly minAdjustmentStep: number;
  readonly coolDown: number;
}

/** The emulator does not carry schedules out. */
export interface ScalingSchedule extends Owned {
  readonly groupNo: string;
  readonly name: string;
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredCapacity: number;
  /** `2026-12-01T09:00:00+0900`, or "". */
  readonly startTime: string;
  readonly endTime: string;
  readonly recurrence: string;
  readonly timeZone: "KST" | "UTC";
}
