/** Mutants that no row can detect, by file and name, with the reason, or with the test that detects them. */
export const equivalent: Readonly<Record<string, string>> = {
  'gigenet/elastic-ip-association.ts elasticIpAssociation step "be associated"':
    "test/contract/gigenet-association.test.ts: only an adopted address takes this step",
  "gigenet/instance.ts instance password": "test/contract/gigenet-instance.test.ts: rows compare no passwords",
  'naver/auto-scaling-group.ts autoScalingGroup step "have its servers in service"':
    "test/contract/naver-scaling.test.ts: it only waits, and rows look after a rest",
  "naver/server-views.ts rows instanceNo":
    "it makes the list shorter: of the interfaces, those of the server are taken",
  "naver/server-update.ts additional blockStorageTypeCodeList":
    "it makes the list shorter: of the storage, what is not the basic one is taken",
  "naver/vpc.ts [acls, groups] vpcNo": "it makes the lists shorter: what is of the VPC is taken from them",
  "ovh/instance-leftovers.ts GET /cloud/project/{serviceName}/volume region":
    "it makes the list shorter: an instance has volumes of its own region only",
};
