import test from "ava";
import { enumName, kebab, listed, pascal, singular } from "./naming.ts";

test("file names are in kebab case", (t) => {
  t.deepEqual(["Vm", "SshKey", "SecurityGroup", "VPCSubnet", "Ipv6Pool"].map(kebab), [
    "vm",
    "ssh-key",
    "security-group",
    "vpc-subnet",
    "ipv6-pool",
  ]);
});

test("the element of a list is named in the singular", (t) => {
  t.deepEqual(["VmRules", "VmAddresses", "VmPolicies", "VmStatus", "VmBoxes", "VmDisk", "VmClass"].map(singular), [
    "VmRule",
    "VmAddress",
    "VmPolicy",
    "VmStatus",
    "VmBox",
    "VmDisk",
    "VmClass",
  ]);
});

test("names of enumeration values begin with a letter", (t) => {
  t.deepEqual(["running", "on-demand", "10Mbps", 3].map(enumName), ["Running", "OnDemand", "Value10Mbps", "Value3"]);
  t.is(pascal("sshKeys"), "SshKeys");
});

test("lists read as English", (t) => {
  t.deepEqual([listed([]), listed(["a"]), listed(["a", "b", "c"])], ["", "a", "a, b and c"]);
});
