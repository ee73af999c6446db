const ofPrices = (...parameters: readonly string[]) =>
  Object.fromEntries(
    parameters.map((name) => [
      `naver/account.ts query ${name}`,
      "test/contract/prices.test.ts: rows ask for no prices",
    ]),
  );

/** Mutants that no row can detect, by file and name, with the reason, or with the test that detects them. */
export const equivalent: Readonly<Record<string, string>> = {
  "gigenet/account.ts GetSessionToken DurationSeconds":
    "no row asks for temporary credentials, and without it they last the same hour",
  'gigenet/elastic-ip-association.ts elasticIpAssociation step "be associated"':
    "test/contract/gigenet-association.test.ts: only an adopted address takes this step",
  "gigenet/instance.ts instance password": "test/contract/gigenet-instance.test.ts: rows compare no passwords",
  'lunanode/volume.ts volume step "be available"':
    "test/contract/lunanode-storage.test.ts: it only waits, and rows look after a rest",
  ...ofPrices(
    '{ responseFormatType: format, regionCode: scope || this.region, productItemKindCode: "VSVR" }',
    "responseFormatType",
    "regionCode",
    "{ payCurrencyCode: payCurrency, pageNo: number, pageSize: size }",
    "payCurrencyCode",
    "pageNo",
    "pageSize",
  ),
  "naver/account.ts query productItemKindCode":
    "it makes the list shorter: a price is found by the product code of a server spec",
  'naver/auto-scaling-group.ts autoScalingGroup step "have its servers in service"':
    "test/contract/naver-scaling.test.ts: it only waits, and rows look after a rest",
  ...Object.fromEntries(
    ["memberServerImageInstanceNo", "serverProductCode"].map((name) => [
      `naver/server-placement.ts imageAndPlan ${name}`,
      "test/contract/naver-storage.test.ts: rows have no image of XEN or RHV",
    ]),
  ),
  "naver/server-update.ts rows additional":
    "it makes the list shorter: of the storage, what is not the basic one is taken",
  "naver/server-update.ts rows serverInstanceNo":
    "test/contract/naver-storage.test.ts: rows create no other storage while a server is deleted",
  "naver/server-views.ts rows instanceNo":
    "it makes the list shorter: of the interfaces, those of the server are taken",
  "naver/server-update.ts additional blockStorageTypeCodeList":
    "it makes the list shorter: of the storage, what is not the basic one is taken",
  "ovh/additional-ip-attachment.ts GET ${IPS} serviceName":
    "test/contract/suite/resource-rows.ts: only lists of the account's objects read it",
  "ovh/dedicated-server-calls.ts query function":
    "test/contract/ovh-dedicated.test.ts: in rows, a server has no task but the installation",
  "ovh/dedicated-server-calls.ts GET ${TASKS} status":
    "test/contract/ovh-dedicated.test.ts: in rows, a server is installed once",
  "ovh/dedicated-server.ts dedicatedServer hostname":
    "test/contract/ovh-dedicated.test.ts: rows compare names of parameters, and this is in another",
  "ovh/dedicated-server.ts dedicatedServer sshKey":
    "test/contract/ovh-dedicated.test.ts: rows compare names of parameters, and this is in another",
  "ovh/instance-leftovers.ts GET /cloud/project/{serviceName}/volume region":
    "it makes the list shorter: an instance has volumes of its own region only",
  "ovh/ip-catalogs.ts addresses ip": "test/contract/ovh-ip.test.ts: in rows, the list has the address",
  "ovh/price-list.ts GET /order/catalog/public/cloud ovhSubsidiary":
    "test/contract/prices.test.ts: rows ask for no prices",
  "ovh/project-user.ts projectUser password": "test/contract/ovh-projects.test.ts: rows compare no passwords",
  "ovh/region-state.ts stateOfRegion serviceName": "test/contract/ovh-instance.test.ts: in rows, no region is down",
  "ovh/region-state.ts stateOfRegion regionName": "test/contract/ovh-instance.test.ts: in rows, no region is down",
};
