import { parseArgs } from "node:util";
import { messageOf } from "../../provider/src/engine/errors.ts";
import { targets } from "../contract/clouds/all.ts";
import { adapterNames } from "../contract/suite/adapters.ts";
import { runAcceptance } from "./acceptance.ts";
import { scaledClock } from "./scaled-clock.ts";

/** `make acceptance`: runs the contract suite's rows that do not need an emulator against a real account. */

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    adapter: { type: "string", default: "plugin" },
    plan: { type: "string" },
    image: { type: "string" },
    region: { type: "string" },
    rows: { type: "string", default: "" },
    limit: { type: "string", default: "1" },
    "limit-hours": { type: "string" },
    "time-scale": { type: "string", default: "1" },
    "clean-up": { type: "boolean", default: false },
    yes: { type: "boolean", default: false },
  },
});

function numeric(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !(value > 0) || !Number.isFinite(value)) {
    throw new Error(`${name} must be a number above 0`);
  }
  return value;
}

function oneOf<T>(name: string, values: readonly T[], nameOf: (value: T) => string, given: string | undefined): T {
  const found = values.find((value) => nameOf(value) === given);
  if (found === undefined) {
    throw new Error(`${name} must be one of ${values.map(nameOf).join(", ")}`);
  }
  return found;
}

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    console.log(`Stopped by ${signal}: what was made is deleted now.`);
    stop.abort(new Error(`stopped by ${signal}`));
  });
}

try {
  const hours = values["limit-hours"];
  const isDone = await runAcceptance({
    target: oneOf("CLOUD", targets, ({ cloud }) => cloud, positionals[0]),
    adapter: oneOf("ADAPTER", adapterNames, (name) => name, values.adapter),
    requested: { plan: values.plan, image: values.image, region: values.region },
    rows: new RegExp(values.rows, "i"),
    amount: numeric("LIMIT", values.limit),
    serverHours: hours === undefined ? undefined : numeric("LIMIT_HOURS", hours),
    isAgreed: values.yes,
    cleanUpOnly: values["clean-up"],
    clock: scaledClock(numeric("TIME_SCALE", values["time-scale"])),
    env: process.env,
    print: (line) => console.log(line),
    signal: stop.signal,
  });
  process.exitCode = isDone ? 0 : 1;
} catch (error) {
  // The options of indiecloud verify are variables of make here.
  console.error(
    messageOf(error).replace(/--(plan|image|region)\b/g, (_option, name: string) => `${name.toUpperCase()}=`),
  );
  process.exitCode = 1;
}
