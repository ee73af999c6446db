import { wrongAddresses } from "../../engine/definition/addresses.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { powerStep } from "../../engine/definition/power-step.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { Naver } from "./account.ts";
import { scaledServers } from "./auto-scaling-servers.ts";
import { RESERVED_IN_SUBNET } from "./fixed-addresses.ts";
import { NAME, numberOf, scopeOf, viewOf } from "./ids.ts";
import { created, done, rootPassword, SERVER } from "./schemas.ts";
import { ask, switchPower } from "./server-actions.ts";
import { addressLeftovers, assignAddress, detachAddress, releaseAddress } from "./server-address.ts";
import { inputs, outputs } from "./server-fields.ts";
import { imageAndPlan, placeOf } from "./server-placement.ts";
import { setPlacementGroup } from "./server-placement-group.ts";
import { mappingParameters, wrongMappings } from "./server-storage.ts";
import { beforeTermination, refuseOtherHypervisor, rename, setGroups, terminate } from "./server-update.ts";
import { interfacesView, isTerminating, powerOf, stateOf, statusTextOf, type Views } from "./server-views.ts";

const { define } = resourceKit<Naver, Views>();

export const server = define({
  token: "naver:Server",
  noun: "server",
  description: "A NAVER Cloud server in a VPC.",
  see: "https://api.ncloud-docs.com/docs/en/compute-vserver",
  inputs,
  outputs,
  timeouts: { create: 3600, update: 1800, delete: 1800 },
  isCharged: true,
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/26695183"),
  name: NAME,
  views: { row: viewOf(SERVER), interfaces: interfacesView },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.serverName,
  createdAt: (observed) => moment(observed.row?.createDate),
  validateEntries: ({ blockStorageMappings = [], fixedIp }, entry, hasChanged) => {
    const isNew = blockStorageMappings.length > 0 && hasChanged("blockStorageMappings");
    const reason = isNew ? wrongMappings(blockStorageMappings, entry("plan")?.facts?.hypervisor) : undefined;
    return [
      ...(reason === undefined ? [] : [{ property: "blockStorageMappings", reason }]),
      ...(hasChanged("fixedIp")
        ? wrongAddresses("fixedIp", fixedIp, { noun: "subnet", entry: entry("subnet") }, RESERVED_IN_SUBNET)
        : []),
    ];
  },
  madeByOthers: scaledServers,
  create: async (context) => {
    const { api, scope, desired } = context;
    const { vpcNo, groups } = await placeOf(context);
    return api.call(
      "vserver/createServerInstances",
      "create",
      scope,
      {
        serverName: desired.name,
        ...(await imageAndPlan(context)),
        vpcNo,
        subnetNo: desired.subnet,
        networkInterfaceList: [{ networkInterfaceOrder: 0, ip: desired.fixedIp, accessControlGroupNoList: groups }],
        placementGroupNo: numberOf(desired.placementGroup ?? "") || undefined,
        loginKeyName: desired.loginKey,
        initScriptNo: desired.initScript,
        isProtectServerTermination: desired.protectServerTermination,
        serverDescription: desired.description,
        feeSystemTypeCode: desired.feeSystemType,
        blockStorageMappingList: mappingParameters(desired.blockStorageMappings),
        isEncryptedBaseBlockStorageVolume: desired.encryptedBaseStorage,
      },
      created(SERVER),
    );
  },
  state: stateOf,
  power: ({ row }) => powerOf(row),
  switchPower,
  statusText: statusTextOf,
  steps: [
    {
      // Comes first, because some changes require it.
      label: "be stopped",
      fields: [],
      also: ["powerState"],
      due: (context) => context.desired.powerState === "stopped" && powerOf(context.observed.row) === "running",
      run: (context) => context.bringToPowerState("stopped"),
    },
    {
      label: "be renamed",
      fields: ["name"],
      run: (context) => rename(context, context.desired.name),
    },
    {
      label: "be resized",
      fields: ["plan"],
      // NAVER changes the spec only of a stopped server (§3.5).
      requiresPower: [{ state: "stopped", insteadOf: ["running"] }],
      precondition: (context) => refuseOtherHypervisor(context, context.desired.plan),
      run: (context) =>
        ask(context, "changeServerInstanceSpec", {
          serverInstanceNo: context.key,
          serverSpecCode: context.desired.plan,
        }),
    },
    {
      label: "have its access control groups",
      fields: ["accessControlGroups"],
      run: (context) => setGroups(context, context.desired.accessControlGroups ?? []),
    },
    {
      label: "have its placement group",
      fields: ["placementGroup"],
      refusalHint: () =>
        'If only a stopped server can change its group, set powerState: "stopped" together with placementGroup, run pulumi up, and set it back.',
      run: (context) => setPlacementGroup(context, numberOf(context.desired.placementGroup ?? "")),
    },
    {
      label: "have its public IP",
      fields: ["publicIp"],
      severalCalls: true,
      run: async (context) => {
        if (context.desired.publicIp === true) {
          context.setOutputs({ ownPublicIpInstanceNo: await assignAddress(context) });
        } else {
          await detachAddress(context);
          await releaseAddress(context);
          context.setOutputs({ ownPublicIpInstanceNo: undefined });
        }
      },
    },
    {
      label: "have its protection",
      fields: ["protectServerTermination"],
      run: ({ api, scope, key, desired }) =>
        api.call(
          "vserver/setProtectServerTermination",
          "idempotent",
          scope,
          { serverInstanceNo: key, isProtectServerTermination: desired.protectServerTermination },
          done,
        ),
    },
    {
      label: "have its password",
      fields: ["privateKey"],
      due: (context) =>
        context.desired.privateKey !== undefined && context.previous?.outputs.rootPassword === undefined,
      run: async ({ api, scope, key, desired, setOutputs }) => {
        const parameters = { serverInstanceNo: key, privateKey: desired.privateKey };
        // By POST, because a key must not be in a URL (§3.5).
        setOutputs({
          rootPassword: await api.call("vserver/getRootPassword", "idempotent", scope, parameters, rootPassword),
        });
      },
    },
    powerStep,
    {
      label: "be restarted",
      fields: ["restartTrigger"],
      run: async (context) => {
        if (powerOf(context.observed.row) === "running") {
          await ask(context, "rebootServerInstances", { serverInstanceNoList: [context.key] });
        }
      },
    },
  ],
  isBeingRemoved: isTerminating,
  beforeRemoval: beforeTermination,
  removalPower: { state: "stopped", insteadOf: ["running"] },
  remove: terminate,
  leftovers: addressLeftovers,
});
