import { plainId, resourceKit } from "../../engine/definition.ts";
import { moment } from "../../http/decode/wire.ts";
import { type GigeNet, numbered } from "./account.ts";
import {
  modify,
  password,
  refuseSmallerDisk,
  refuseUncounted,
  releaseElastic,
  rename,
  resize,
  resizePower,
  setAddresses,
  setTags,
  switchPower,
} from "./instance-changes.ts";
import { inputs, outputs } from "./instance-fields.ts";
import {
  instances,
  isMarker,
  isNameless,
  isUnfinished,
  launchTimeOf,
  marker,
  markersOf,
  networks,
  phaseOf,
  power,
  stateWord,
  tagChanges,
  tokenOf,
  type Views,
} from "./instance-live.ts";
import { done, launched } from "./wire.ts";

const { define } = resourceKit<GigeNet, Views>();

/** Seconds that the password of an instance that is on may let wait for itself. */
const PASSWORD_LIMIT = 120;

export const instance = define({
  token: "gigenet:Instance",
  noun: "instance",
  description: "A GigeNET cloud instance (Cloud Machine).",
  inputs,
  outputs,
  timeouts: { create: 900, update: 900, delete: 600 },
  isCharged: true,
  scope: ({ zone }, api) => zone ?? api.zone,
  listBy: { zone: "all" },
  id: plainId("2632"),
  name: { input: "name", max: 63, character: /[A-Za-z0-9.-]/ },
  views: {
    // Without a zone a row: a hostname is the account's, so it is looked for in all of them.
    row: {
      allScopes: true,
      list: (api) => instances(api),
      one: async (api, { key }) => {
        const found = (await instances(api, [key])).find(([id]) => id === key);
        return found === undefined ? undefined : { row: found[1] };
      },
    },
    network: {
      allScopes: true,
      list: (api) => networks(api),
      one: async (api, { key }) => {
        const found = (await networks(api, [key])).find(([id]) => id === key);
        return found === undefined ? undefined : { network: found[1] };
      },
    },
  },
  // EC2, in whose style GigeNET answers, says "not found" of what it does not show yet; absence from the list is certain.
  gone: "list",
  settle: 60,
  nameOf: markersOf,
  lookFor: ({ name = "" }) => marker(name),
  createdAt: ({ row }) => (row === undefined ? undefined : moment(launchTimeOf(row))),
  createToken: tokenOf,
  isUnfinished,
  nameless: {
    is: isNameless,
    like: ["plan", "image"],
    claim: "give it a hostname or a tag in GigeNET's dashboard",
  },
  validate: ({ tags = [] }) => [
    ...tags
      .filter(isMarker)
      .map((tag) => ({ property: "tags", reason: `"${tag}" has the form of the provider's own` })),
    ...(new Set(tags).size < tags.length ? [{ property: "tags", reason: "a key is there twice" }] : []),
  ],
  create: ({ api, scope, want, token }) => {
    const { name = "", tags = [], additionalIps = 0, billingTerm = 1 } = want;
    const keys = [marker(name, token), ...tags];
    return api.call(
      "RunInstances",
      "create",
      {
        ImageId: want.image,
        InstanceType: want.plan,
        MinCount: "1",
        MaxCount: "1",
        BillingTerm: String(billingTerm),
        "Placement.AvailabilityZone": scope,
        PrivateIpAddress: want.assignPrivateIp === true ? "true" : undefined,
        ...numbered("NetworkInterface", Array<string>(additionalIps).fill("true"), "AssociatePublicIpAddress"),
        "TagSpecification.1.ResourceType": "instance",
        // GigeNET's documentation calls the member otherwise than EC2 does; the marker must arrive whichever is read.
        ...numbered("TagSpecification.1.Tag", keys, "Key"),
        ...numbered("TagSpecification.1.Tags", keys, "Key"),
      },
      launched,
    );
  },
  state: phaseOf,
  power,
  switchPower,
  words: ({ row }) => (row === undefined ? undefined : stateWord(row)),
  steps: [
    {
      does: "bear its tags",
      fields: ["tags"],
      // The marker is made from the name.
      also: ["name"],
      // Also where RunInstances has read no tags.
      due: ({ live, want }) => Object.values(tagChanges(live.row, want.name ?? "", want.tags)).flat().length > 0,
      run: (op) => setTags(op, tagChanges(op.live.row, op.want.name ?? "", op.want.tags)),
    },
    {
      does: "have a password",
      fields: [],
      due: ({ prior }) => prior?.outputs.password === undefined,
      run: async (op) => op.keep({ password: await password(op, op.creating ? PASSWORD_LIMIT : 0) }),
    },
    {
      does: "be resized",
      fields: ["plan"],
      requiresPower: resizePower,
      precondition: (op) => refuseSmallerDisk(op, op.current("plan"), op.want.plan),
      run: (op) => resize(op, op.current("plan"), op.want.plan, () => op.current("plan") === op.want.plan),
    },
    {
      does: "be reinstalled",
      fields: ["image"],
      // It erases everything: only where the program names another image than before, never for what is seen elsewhere.
      due: ({ prior, want, current, changes }) =>
        prior?.inputs.image !== undefined && changes("image") && current("image") !== want.image,
      run: async (op) => {
        await modify(op, "OperatingSystem", op.want.image, "write");
        await op.until(
          "to be reinstalled",
          (live) => op.current("image") === op.want.image && phaseOf(live)?.is === "ready",
        );
        op.keep({ password: await password(op, PASSWORD_LIMIT) });
      },
    },
    {
      does: "be renamed",
      fields: ["name"],
      run: (op) => rename(op, op.want.name ?? ""),
    },
    {
      does: "know its additional addresses",
      fields: [],
      // A new instance has no others yet.
      due: ({ creating, prior, want: { additionalIps = 0 } }) =>
        creating && additionalIps > 0 && prior?.outputs.ownIps === undefined,
      run: async ({ api, key, keep }) =>
        keep({ ownIps: (await networks(api, [key])).flatMap(([, { addresses }]) => addresses) }),
    },
    {
      does: "have its additional addresses",
      fields: ["additionalIps"],
      // What RunInstances was asked for is bought, even if the bill does not show it.
      due: ({ creating, prior, want, current }) =>
        want.additionalIps !== undefined &&
        want.additionalIps !== (current("additionalIps") ?? prior?.inputs.additionalIps ?? 0) &&
        !(creating && want.additionalIps === (prior?.inputs ?? want).additionalIps),
      run: (op) => {
        const { prior, want, keep } = op;
        const { additionalIps: wanted = 0 } = want;
        const counted = op.current("additionalIps");
        if (prior?.unfinished.includes("additionalIps") === true) {
          refuseUncounted(counted, prior.outputs.askedIps, wanted);
        }
        const has = counted ?? prior?.inputs.additionalIps ?? 0;
        return setAddresses(op, [has, wanted], prior?.outputs.ownIps ?? [], keep);
      },
    },
    {
      does: "reach its power state",
      fields: ["powerState"],
      run: async ({ bring, want: { powerState } }) => (powerState === undefined ? undefined : bring(powerState)),
    },
    {
      does: "be restarted",
      fields: ["restartTrigger"],
      run: async (op) => {
        if (power(op.live) === "running") {
          await op.api.call("RebootInstances", "write", numbered("InstanceId", [op.key]), done);
          await op.until("to be running again", (live) => power(live) === "running");
        }
      },
    },
  ],
  remove: async (op) => {
    await releaseElastic(op, op.prior?.outputs.ownIps ?? []);
    await op.api.call("TerminateInstances", "idempotent", numbered("InstanceId", [op.key]), done);
  },
});
