import * as pulumi from "@pulumi/pulumi";
import type { Shape } from "./shape.js";

let isReported = false;

/** Warns once if the stack configures names and a resource has none: Pulumi passes this setting to plugins only. */
export function warnOfAutonaming({ token, properties }: Shape, args: pulumi.Inputs): void {
  if (isReported || !properties.includes("name") || args.name !== undefined) {
    return;
  }
  if (pulumi.runtime.getConfig("pulumi:autonaming") !== undefined) {
    isReported = true;
    void pulumi.log.warn(
      `pulumi:autonaming has no effect on ${token} and the other resources of @indiecloud/pulumi, because Pulumi passes it to plugins only. Their names are generated as if it were not set. Set name, or import from @indiecloud/pulumi/plugin, which follows the setting.`,
    );
  }
}
