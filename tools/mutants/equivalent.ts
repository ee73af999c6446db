/** Mutants that no row can notice, by file and name, and why. */
export const equivalent: Readonly<Record<string, string>> = {
  "ovh/instance-leftovers.ts GET /cloud/project/{serviceName}/volume region":
    "it makes the list shorter: an instance has volumes of its own region only",
};
