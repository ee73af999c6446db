import { plainId, resourceKit } from "../../engine/definition/definition.ts";
import { isOtherImage } from "../../engine/definition/other-image.ts";
import { powerStep } from "../../engine/definition/power-step.ts";
import { moment } from "../../http/decode/schemas.ts";
import { type GigeNet, numbered } from "./account.ts";
import {
  HOSTNAME_TAKEN,
  modify,
  password,
  refuseUncounted,
  releaseElastic,
  resizePower,
  setAddresses,
  setTags,
  switchPower,
} from "./instance-changes.ts";
import { inputs, outputs } from "./instance-fields.ts";
import {
  instances,
  isMarker,
  isUnfinished,
  isUnnamed,
  launchTimeOf,
  marker,
  markersOf,
  networks,
  phaseOf,
  power,
  statusText,
  tagChanges,
  tokenOf,
  type Views,
} from "./instance-views.ts";
import { done, launched } from "./schemas.ts";

const { define } = resourceKit<GigeNet, Views>();

/** Seconds to wait for the password of a running instance. */
const PASSWORD_LIMIT = 120;

export const instance = define({
  token: "gigenet:Instance",
  noun: "instance",
  description: "A GigeNET cloud instance (Cloud Machine).",
  see: "https://github.com/gigenet-projects/gcloud-golang-api",
  inputs,
  outputs,
  timeouts: { create: 900, update: 900, delete: 600 },
  isCharged: true,
  scope: ({ zone }, api) => zone ?? api.zone,
  configured: ({ zone }) => ({ zone }),
  listBy: { zone: "all" },
  id: plainId("2632"),
  name: { input: "name", max: 63, character: /[A-Za-z0-9.-]/ },
  views: {
    // No zone per row: hostnames are unique in the account, so all zones are searched.
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
  // EC2, whose style GigeNET follows, returns "not found" for new instances too. Absence from the list is certain.
  absenceProof: "list",
  consistencyWindow: 60,
  nameOf: markersOf,
  searchKey: ({ name = "" }) => marker(name),
  createdAt: ({ row }) => (row === undefined ? undefined : moment(launchTimeOf(row))),
  createToken: tokenOf,
  isUnfinished,
  unnamed: {
    is: isUnnamed,
    like: ["plan", "image"],
    claimHint: "give it a hostname or a tag in GigeNET's dashboard",
  },
  validate: ({ tags = [] }) => [
    ...tags
      .filter(isMarker)
      .map((tag) => ({ property: "tags", reason: `"${tag}" looks like one of the provider's own tags` })),
    ...(new Set(tags).size < tags.length ? [{ property: "tags", reason: "a key appears twice" }] : []),
  ],
  create: ({ api, scope, desired, token }) => {
    const { name = "", tags = [], additionalIps = 0, billingTerm = 1 } = desired;
    const keys = [marker(name, token), ...tags];
    return api.call(
      "RunInstances",
      "create",
      {
        ImageId: desired.image,
        InstanceType: desired.plan,
        MinCount: "1",
        MaxCount: "1",
        BillingTerm: String(billingTerm),
        "Placement.AvailabilityZone": scope,
        PrivateIpAddress: desired.assignPrivateIp === true ? "true" : undefined,
        ...numbered("NetworkInterface", Array<string>(additionalIps).fill("true"), "AssociatePublicIpAddress"),
        "TagSpecification.1.ResourceType": "instance",
        // GigeNET's documentation and EC2 name the member differently. The marker must arrive with either name.
        ...numbered("TagSpecification.1.Tag", keys, "Key"),
        ...numbered("TagSpecification.1.Tags", keys, "Key"),
      },
      launched,
    );
  },
  state: phaseOf,
  power,
  switchPower,
  statusText: ({ row }) => (row === undefined ? undefined : statusText(row)),
  steps: [
    {
      label: "have its tags",
      fields: ["tags"],
      // The marker depends on the name.
      also: ["name"],
      // Also due if RunInstances ignored the tags.
      due: ({ observed, desired }) =>
        Object.values(tagChanges(observed.row, desired.name ?? "", desired.tags)).flat().length > 0,
      run: (context) =>
        setTags(context, tagChanges(context.observed.row, context.desired.name ?? "", context.desired.tags)),
    },
    {
      label: "have a password",
      fields: [],
      due: ({ previous }) => previous?.outputs.password === undefined,
      run: async (context) =>
        context.setOutputs({ password: await password(context, context.creating ? PASSWORD_LIMIT : 0) }),
    },
    {
      label: "be resized",
      fields: ["plan"],
      requiresPower: resizePower,
      // GigeNET accepts the request before it starts.
      mayBeIgnored: { withinSeconds: 300, hint: () => "Check GigeNET's dashboard." },
      run: (context) => modify(context, "InstanceType", context.desired.plan, "idempotent"),
    },
    {
      label: "be reinstalled",
      fields: ["image"],
      due: isOtherImage,
      run: async (context) => {
        await context.change(
          "to be reinstalled",
          () => modify(context, "OperatingSystem", context.desired.image, "write"),
          () => context.observedInput("image") === context.desired.image,
        );
        context.setOutputs({ password: await password(context, PASSWORD_LIMIT) });
      },
    },
    {
      label: "have a new password",
      fields: ["passwordTrigger"],
      run: async (context) => {
        const old = context.previous?.outputs.password;
        // GigeNET ignores the value and generates a password (§3.2).
        await modify(context, "Password", "new", "write");
        context.setOutputs({ password: await password(context, PASSWORD_LIMIT, old) });
      },
    },
    {
      label: "be renamed",
      fields: ["name"],
      passingRefusal: HOSTNAME_TAKEN,
      run: (context) => modify(context, "Hostname", context.desired.name ?? "", "idempotent"),
    },
    {
      label: "show its additional addresses",
      fields: [],
      // A new instance has only the additional addresses that were requested with it.
      due: ({ creating, previous, desired: { additionalIps = 0 } }) =>
        creating && additionalIps > 0 && previous?.outputs.ownIps === undefined,
      run: async ({ api, key, setOutputs }) =>
        setOutputs({ ownIps: (await networks(api, [key])).flatMap(([, { addresses }]) => addresses) }),
    },
    {
      label: "have its additional addresses",
      fields: ["additionalIps"],
      // Addresses requested with RunInstances are bought, even if the bill does not show them.
      due: ({ creating, previous, desired, observedInput }) =>
        desired.additionalIps !== undefined &&
        desired.additionalIps !== (observedInput("additionalIps") ?? previous?.inputs.additionalIps ?? 0) &&
        !(creating && desired.additionalIps === (previous?.inputs ?? desired).additionalIps),
      run: (context) => {
        const { previous, desired, setOutputs } = context;
        const { additionalIps: wanted = 0 } = desired;
        const counted = context.observedInput("additionalIps");
        if (previous?.unfinished.includes("additionalIps") === true) {
          refuseUncounted(counted, previous.outputs.askedIps, wanted);
        }
        const has = counted ?? previous?.inputs.additionalIps ?? 0;
        return setAddresses(context, [has, wanted], previous?.outputs.ownIps ?? [], setOutputs);
      },
    },
    powerStep,
    {
      label: "be restarted",
      fields: ["restartTrigger"],
      run: async (context) => {
        if (power(context.observed) === "running") {
          await context.api.call("RebootInstances", "write", numbered("InstanceId", [context.key]), done);
        }
      },
    },
  ],
  remove: async (context) => {
    await releaseElastic(context, context.previous?.outputs.ownIps ?? []);
    await context.api.changeInstance("TerminateInstances", context.key);
  },
});
