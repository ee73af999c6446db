import { z } from "zod";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { InRegion, Naver } from "./account.ts";
import { LAUNCH_CONFIGURATION, type LaunchConfigurationRow } from "./auto-scaling-schemas.ts";
import { HELD, REGION_FIELD, ref, reported, scopeOf, viewOf } from "./ids.ts";
import { SCALING_NAME, scalingNameText, scalingNameType } from "./scaling-names.ts";
import { created, done } from "./schemas.ts";

const { required, optional, output, define } = resourceKit<Naver, { row: InRegion<LaunchConfigurationRow> }>();

export const launchConfiguration = define({
  token: "naver:LaunchConfiguration",
  noun: "launch configuration",
  description:
    "What the servers of an auto scaling group are made of. NAVER Cloud cannot change one: a change creates another, and the group then uses it for its next servers.",
  see: "https://api.ncloud-docs.com/docs/en/compute-vautoscaling-launchconfiguration-createlaunchconfiguration",
  inputs: {
    name: optional(scalingNameType, {
      description: scalingNameText("launchConfigurationName"),
      change: "replace",
      read: reported((row) => row.launchConfigurationName),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    plan: required(ref, {
      description: "Server spec, by code (`s2-g3`), number, product code or description (`serverSpecCode`).",
      change: "replace",
      catalog: "plans",
      read: { from: { row: (row) => row.serverSpecCode ?? row.serverProductCode }, drift: "report" },
    }),
    image: required(ref, {
      description: "Server image, by name (`rocky-8.10-base`), number or product code (`serverImageNo`).",
      change: "replace",
      catalog: "images",
      matches: { input: "plan", fact: "hypervisor" },
      read: { from: { row: (row) => row.serverImageNo ?? row.serverImageProductCode }, drift: "report" },
    }),
    loginKey: optional(ref, {
      description: "Login key of the servers, by name (`loginKeyName`). The newest key of the account if absent.",
      change: "replace",
      catalog: "loginKeys",
      read: reported((row) => row.loginKeyName),
    }),
    initScript: optional(ref, {
      description: "Init script that runs at first boot, by name or number (`initScriptNo`).",
      change: "replace",
      catalog: "initScripts",
      read: reported((row) => row.initScriptNo),
    }),
    encryptedVolume: optional(z.boolean(), {
      description: "Whether the volume of a server is encrypted (`isEncryptedVolume`).",
      change: "replace",
      read: reported((row) => row.isEncryptedVolume),
    }),
  },
  outputs: {
    launchConfigurationNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the launch configuration.",
      from: { row: (row) => row.launchConfigurationNo },
    }),
  },
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/27701"),
  name: SCALING_NAME,
  views: { row: viewOf(LAUNCH_CONFIGURATION) },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.launchConfigurationName,
  createdAt: (observed) => moment(observed.row?.createDate),
  create: ({ api, scope, desired }) =>
    api.call(
      "vautoscaling/createLaunchConfiguration",
      "create",
      scope,
      {
        launchConfigurationName: desired.name,
        serverImageNo: desired.image,
        serverSpecCode: desired.plan,
        loginKeyName: desired.loginKey,
        initScriptNo: desired.initScript,
        isEncryptedVolume: desired.encryptedVolume,
      },
      created(LAUNCH_CONFIGURATION),
    ),
  steps: [],
  passingRefusal: HELD,
  remove: ({ api, scope, key }) =>
    api.call("vautoscaling/deleteLaunchConfiguration", "idempotent", scope, { launchConfigurationNo: key }, done),
});
