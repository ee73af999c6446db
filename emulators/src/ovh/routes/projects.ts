import type { OvhCloudState } from "../cloud-state.ts";
import { type EncodedTree, isoDate } from "../encoding.ts";
import { badReference, conflict } from "../errors.ts";
import { billMonthly } from "../instance-machine.ts";
import { instanceDetail } from "../instance-view.ts";
import type { Project } from "../model.ts";
import { regionView } from "./catalog.ts";
import { type Call, projectOf, type Routes } from "./route.ts";

const path = "/cloud/project/{serviceName}";

export const projectRoutes: Routes = {
  "GET /cloud/project": {
    run: ({ cloudState, account }) => visible(cloudState, account).map(({ id }) => id),
    expand: ({ cloudState, account }, id) =>
      visible(cloudState, account)
        .filter((one) => one.id === id)
        .map(projectView)[0] ?? null,
  },
  [`GET ${path}`]: { run: (call) => projectView(projectOf(call)) },
  [`PUT ${path}`]: { run: editProject },
  [`POST ${path}/region`]: { run: activateRegion },
  [`GET ${path}/quota`]: { run: (call) => projectOf(call).regions.map((region) => quota(call, region)) },
  [`POST ${path}/activateMonthlyBilling`]: { run: activateMonthlyBilling },
};

function visible(cloudState: OvhCloudState, account: string): Project[] {
  return cloudState.projects.where((one) => one.account === account && one.status !== "creating");
}

function projectView({ id, description, status, createdAt }: Project): EncodedTree {
  return {
    ...{ project_id: id, projectName: description, description, status, planCode: "project.2018" },
    ...{ unleash: false, expiration: null, creationDate: isoDate(createdAt), orderId: null, access: "full" },
    ...{ manualQuota: false, iam: null },
  };
}

function editProject(call: Call): undefined {
  const { id, description } = projectOf(call);
  call.cloudState.projects.patch(id, { description: call.body.get("description") ?? description });
}

/** A region must be activated before anything can be created there (docs/api/ovh.md §5.5). */
function activateRegion(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const { id, regions } = projectOf(call);
  const name = body.text("region");
  const region = cloudState.regions.find(name);
  if (!region) throw badReference("Region", name, cloudState.switches);
  if (regions.includes(name)) throw conflict(`Region ${name} is already activated`);
  cloudState.projects.patch(id, { regions: [...regions, name] });
  return regionView(call.cloudState, region);
}

function quota(call: Call, region: string): EncodedTree {
  const { cloudState } = call;
  const project = call.param("serviceName");
  const used = cloudState.inProject(cloudState.instances, project, region);
  const flavors = used.map(({ flavorId }) => cloudState.flavors.find(flavorId));
  const sum = (field: "vcpus" | "ram"): number => flavors.reduce((total, one) => total + (one?.[field] ?? 0), 0);
  const maxInstances = cloudState.switches.instanceQuota ?? 200;
  return {
    region,
    instance: {
      ...{ maxInstances, usedInstances: used.length, maxCores: maxInstances * 8, usedCores: sum("vcpus") },
      ...{ maxRam: maxInstances * 32_000, usedRAM: sum("ram") },
    },
    keypair: { maxCount: 100 },
    ...{ network: null, volume: null, keymanager: null, loadbalancer: null, share: null },
  };
}

function activateMonthlyBilling(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const { id } = projectOf(call);
  const wanted = body.objects("instances") ?? [];
  const found = wanted.map((one) => cloudState.instance(one.text("instanceId"), id));
  for (const instance of found) billMonthly(cloudState, instance);
  return found.map((one) => instanceDetail(cloudState, cloudState.instance(one.id, id)));
}
