/** Mutants that no row can detect, by file and name, with the reason. */
export const equivalent: Readonly<Record<string, string>> = {
  "naver/server-views.ts rows instanceNo":
    "it makes the list shorter: of the interfaces, those of the server are taken",
  "naver/server-update.ts additional blockStorageTypeCodeList":
    "it makes the list shorter: of the storage, what is not the basic one is taken",
  "naver/vpc.ts [acls, groups] vpcNo": "it makes the lists shorter: what is of the VPC is taken from them",
  "ovh/instance-leftovers.ts GET /cloud/project/{serviceName}/volume region":
    "it makes the list shorter: an instance has volumes of its own region only",
};
