// One of any number of workers: npm run worker. It has the credentials of the accounts that it serves, and no others.
import { fileURLToPath } from "node:url";
import { NativeConnection, Worker } from "@temporalio/worker";
import * as activities from "./activities.ts";
import { access, accountOf, address, fleet, namespace, QUEUE } from "./settings.ts";

const accounts = process.env.FLEET_ACCOUNTS?.split(",") ?? Object.keys(fleet.accounts);

const connection = await NativeConnection.connect({ address, ...access });
const workers = await Promise.all([
  Worker.create({
    connection,
    namespace,
    taskQueue: QUEUE,
    workflowsPath: fileURLToPath(new URL("workflows.ts", import.meta.url)),
  }),
  ...accounts.map((account) =>
    Worker.create({
      connection,
      namespace,
      taskQueue: account,
      activities,
      maxTaskQueueActivitiesPerSecond: accountOf(account).startsPerSecond,
      maxConcurrentActivityTaskExecutions: accountOf(account).atOnce,
      // After SIGTERM: time for servers that are being built. Then Pulumi is interrupted, which keeps their IDs.
      shutdownGraceTime: "10 minutes",
      // Cancellation reaches an activity with a heartbeat.
      maxHeartbeatThrottleInterval: "5 seconds",
    }),
  ),
]);
console.log(`serving ${accounts.join(", ")}`);
await Promise.all(workers.map((worker) => worker.run()));
await connection.close();
