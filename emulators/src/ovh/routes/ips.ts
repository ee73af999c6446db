import type { EncodedTree } from "../encoding.ts";
import { badRequest, conflict, notFound } from "../errors.ts";
import { blocksOf, theBlock } from "../ip-blocks.ts";
import type { IpBlock, IpReverse } from "../ip-model.ts";
import type { Call, Routes } from "./route.ts";

const REVERSE = "/ip/{ip}/reverse";

/** Addresses of the account and their reverse DNS names (docs/api/ovh.md §4.5). */
export const ipRoutes: Routes = {
  "GET /ip": {
    run: (call) => blocksOf(call).map(({ id }) => id),
    expand: (call, id) => {
      const block = blocksOf(call).find((one) => one.id === id);
      return block === undefined ? null : blockView(block);
    },
  },
  "GET /ip/{ip}": { run: (call) => blockView(theBlock(call)) },
  [`GET ${REVERSE}`]: { run: (call) => reversesOf(call).map(({ id }) => id) },
  [`POST ${REVERSE}`]: { run: setReverse },
  [`GET ${REVERSE}/{ipReverse}`]: { run: (call) => reverseView(call, theReverse(call)) },
  [`DELETE ${REVERSE}/{ipReverse}`]: { run: (call) => void call.cloudState.ipReverses.delete(theReverse(call).id) },
};

function reversesOf(call: Call): IpReverse[] {
  const { id } = theBlock(call);
  return call.cloudState.ipReverses.where(({ block }) => block === id);
}

function theReverse(call: Call): IpReverse {
  const found = reversesOf(call).find(({ id }) => id === call.param("ipReverse"));
  if (!found) throw notFound("reverse", call.cloudState.switches);
  return found;
}

const reverseView = ({ cloudState }: Call, { id, reverse }: IpReverse): EncodedTree => ({
  ipReverse: id,
  reverse: cloudState.switches.reverseShown === "plain" ? reverse.replace(/\.$/, "") : reverse,
});

function blockView({ id, version, type, routedTo }: IpBlock): EncodedTree {
  return {
    ...{ ip: id, type, version: String(version), routedTo: routedTo === "" ? null : { serviceName: routedTo } },
    ...{ bringYourOwnIp: false, campus: null, canBeTerminated: true, country: "fr", description: null, iam: null },
    ...{ isAdditionalIp: type === "failover", organisationId: null, regions: null, rir: "RIPE" },
  };
}

/** An address of a block: a single one for IPv4, one below the prefix for IPv6. */
function isWithin(address: string, { id, version }: IpBlock): boolean {
  const [prefix = ""] = id.split("/");
  return version === 4 ? address === prefix : address.startsWith(prefix.endsWith("::") ? prefix.slice(0, -1) : prefix);
}

function setReverse(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const { existingReverse, unresolvedNames } = cloudState.switches;
  const block = theBlock(call);
  const [id, name] = [body.text("ipReverse"), body.text("reverse").replace(/\.$/, "")];
  if (!isWithin(id, block)) throw badRequest(`${id} is not in ${block.id}`);
  if (unresolvedNames.includes(name)) throw badRequest(`Cannot check if ${name} resolves to ${id}`);
  if (existingReverse === "refused" && cloudState.ipReverses.find(id)) throw conflict(`${id} already has a reverse`);
  return reverseView(call, cloudState.ipReverses.put({ id, account, block: block.id, reverse: `${name}.` }));
}
