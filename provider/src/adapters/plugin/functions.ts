import type { InvokeRequest, InvokeResponse } from "@pulumi/pulumi/proto/provider_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { hasUnknown, type Json } from "../../engine/definition/values.ts";
import type { LookupFunction } from "../../engine/observe/lookup.ts";
import { printable } from "../../http/printable.ts";
import type { CloudProviderPool } from "../cloud-provider-pool.ts";
import { incoming, seal } from "../encoding.ts";
import type { PluginConfiguration } from "./configuration.ts";
import { UnimplementedError } from "./errors.ts";
import type { EngineLog } from "./log.ts";
import { bareRecord, holdsSecret, normalRecord, sealedTexts } from "./properties.ts";
import { fromStruct, toStruct } from "./struct.ts";

/** Calls a lookup function. Functions only read, so a preview calls them just as an update does. */
export async function invoke(
  pool: CloudProviderPool,
  accounts: PluginConfiguration,
  log: EngineLog,
  request: InvokeRequest,
): Promise<InvokeResponse> {
  const token = request.getTok().replace(/^indiecloud:/, "");
  const [cloud, given] = accounts.of(token);
  const cloudProvider = pool.of(cloud, given, { budget: accounts.budget });
  const found = accounts.isAccount(cloud) ? await cloudProvider.function(token) : undefined;
  if (found === undefined) {
    throw new UnimplementedError(`There is no function ${request.getTok()}.`);
  }
  const encoded = incoming(normalRecord(fromStruct(request.getArgs())));
  const args = bareRecord(encoded);
  if (hasUnknown(args)) {
    // Pulumi itself represents an unknown result as an empty one; it would reject the mark of the unknown.
    return new messages.InvokeResponse().setReturn(toStruct({}));
  }
  const reporter = log.about("");
  try {
    const { result, failures } = await cloudProvider.invoke(token, args, { reporter, secrets: sealedTexts(encoded) });
    const list = failures.map(({ property, reason }) =>
      new messages.CheckFailure()
        .setProperty(property)
        .setReason(holdsSecret(encoded[property.split(".")[0] ?? ""]) ? "the value is not valid" : printable(reason)),
    );
    return new messages.InvokeResponse().setReturn(toStruct(markResult(found, result, encoded))).setFailuresList(list);
  } finally {
    await reporter.isDelivered();
  }
}

/** A result that was found by a secret argument reveals it, so that all of it is a secret. */
function markResult({ outputs }: LookupFunction, result: Json, encoded: Json): Json {
  const all = holdsSecret(encoded);
  return Object.fromEntries(
    Object.entries(result).map(([key, value]) => [key, all || outputs[key]?.secret === true ? seal(value) : value]),
  );
}
