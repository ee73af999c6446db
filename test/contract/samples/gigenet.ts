import { openAccount } from "../../../provider/src/clouds/gigenet/account.ts";
import { done } from "../../../provider/src/clouds/gigenet/schemas.ts";
import type { EmulatedAccount } from "../suite/account.ts";
import { idOf, type Samples } from "../suite/samples.ts";

const TAGS = "TagSpecification.1.Tag.1.Key TagSpecification.1.Tags.1.Key";
const ADDITIONAL = "NetworkInterface.1.AssociatePublicIpAddress";

/** A call that the provider does not make. */
function call(account: EmulatedAccount, action: string, parameters: Record<string, string>): Promise<void> {
  const { api } = openAccount(account.settings(), account.dependencies());
  return api.call(action, "write", parameters, done);
}

const elasticAddress = (account: EmulatedAccount): string => idOf(account, "address", { type: "elastic" });

const instance: Samples = async (account) => {
  const program = { name: "web", plan: "gcl.2", image: "centos64_7" };
  // Somebody else's address, older and of the same kind.
  await account.engine("other", { token: "gigenet:Instance" }).up({ ...program, name: "other", additionalIps: 1 });
  const runs = `BillingTerm ImageId InstanceType MaxCount MinCount Placement.AvailabilityZone TagSpecification.1.ResourceType ${TAGS}`;
  return {
    program,
    sends: {
      RunInstances: runs,
      ModifyInstanceAttribute: "Hostname.Value InstanceId",
    },
    destroys: { TerminateInstances: "InstanceId.1" },
    inputs: {
      name: {
        value: "fred",
        sends: { RunInstances: TAGS, ModifyInstanceAttribute: "Hostname.Value" },
        change: {
          to: "joe",
          sends: {
            CreateTags: "ResourceId.1 Tag.1.Key",
            DeleteTags: "ResourceId.1 Tag.1.Key",
            ModifyInstanceAttribute: "Hostname.Value InstanceId",
          },
        },
      },
      zone: {
        value: "lax1",
        switches: { openZones: ["ord1", "lax1"] },
        sends: { RunInstances: "Placement.AvailabilityZone" },
      },
      plan: {
        value: "gcl.4",
        sends: { RunInstances: "InstanceType" },
        change: { to: "gcl.8", sends: { ModifyInstanceAttribute: "InstanceId InstanceType.Value" } },
      },
      image: { value: "debian64_9", sends: { RunInstances: "ImageId" } },
      reinstallOnImageChange: {
        value: true,
        next: { image: "centos64_6.4" },
        // Without it another instance is created.
        sends: {
          RunInstances: runs,
          ModifyInstanceAttribute: "Hostname.Value InstanceId OperatingSystem.Value",
          TerminateInstances: "InstanceId.1",
        },
        destroys: { TerminateInstances: "InstanceId.1" },
        change: { to: false, sends: {} },
      },
      billingTerm: { value: 730, sends: { RunInstances: "BillingTerm" } },
      assignPrivateIp: { value: true, sends: { RunInstances: "PrivateIpAddress" } },
      additionalIps: [
        {
          value: 1,
          sends: { RunInstances: ADDITIONAL },
          change: { to: 2, sends: { AssignPublicIpAddress: "InstanceId" } },
        },
        {
          value: 2,
          sends: { RunInstances: `${ADDITIONAL} NetworkInterface.2.AssociatePublicIpAddress` },
          change: { to: 1, sends: { UnassignPublicIpAddress: "PublicIp" } },
        },
      ],
      tags: {
        value: ["blue"],
        sends: { RunInstances: "TagSpecification.1.Tag.2.Key TagSpecification.1.Tags.2.Key" },
        change: {
          to: ["red"],
          sends: { CreateTags: "ResourceId.1 Tag.1.Key", DeleteTags: "ResourceId.1 Tag.1.Key" },
        },
      },
      powerState: {
        value: "stopped",
        sends: { StopInstances: "InstanceId.1" },
        change: { to: "running", sends: { StartInstances: "InstanceId.1" } },
      },
      passwordTrigger: {
        value: "1",
        sends: {},
        change: { to: "2", sends: { ModifyInstanceAttribute: "InstanceId Password.Value" } },
      },
      restartTrigger: { value: "1", sends: {}, change: { to: "2", sends: { RebootInstances: "InstanceId.1" } } },
    },
    outputs: {
      password: [
        { is: (on, engine) => on.server(engine).password },
        {
          program: { reinstallOnImageChange: true },
          next: [{ image: "centos64_6.4" }],
          is: (on, engine) => on.server(engine).password,
        },
        {
          program: { passwordTrigger: "1" },
          next: [{ passwordTrigger: "2" }],
          is: (on, engine) => on.server(engine).password,
        },
      ],
      privateIp: { program: { assignPrivateIp: true }, is: (on, engine) => on.server(engine).privateIp },
      askedIps: { program: { additionalIps: 1 }, next: [{ additionalIps: 2 }], is: () => 2 },
      ownIps: {
        program: { additionalIps: 1 },
        next: [{ additionalIps: 2 }],
        is: (on, engine) =>
          on.objects("address").flatMap(({ id, instanceId }) => (instanceId === engine.state?.id ? [id] : [])),
      },
    },
    removals: {
      "an elastic address": {
        attach: async (on, id) => {
          await call(on, "AllocateAddress", { Domain: "ord1" });
          await call(on, "AssociateAddress", { InstanceId: id, PublicIp: elasticAddress(on) });
        },
        sends: { DisassociateAddress: "PublicIp", TerminateInstances: "InstanceId.1" },
        matches: (on) => new RegExp(`address ${elasticAddress(on)} may be elastic; if so, .* stays in the account`),
      },
    },
  };
};

/** In the account there is one that belongs to somebody else, and that no instance has. */
const elasticIp: Samples = async (account) => {
  await call(account, "AllocateAddress", { Domain: "ord1" });
  const theirs = elasticAddress(account);
  return {
    kind: "address",
    drifts: {
      zone: { cannot: "In its sample, DescribeAddresses has `standard` in place of the zone.", see: "§2" },
    },
    program: { otherAddresses: [theirs] },
    sends: { AllocateAddress: "Domain" },
    destroys: { ReleaseAddress: "PublicIp" },
    inputs: {
      zone: {
        value: "lax1",
        switches: { openZones: ["ord1", "lax1"] },
        sends: { AllocateAddress: "Domain" },
      },
      otherAddresses: [
        { value: [], sends: { AllocateAddress: "Domain" }, refused: "the other address may be an interrupted run's" },
        { value: [theirs, "203.0.113.9"], sends: {}, change: { to: [theirs], sends: {} } },
      ],
    },
    outputs: {
      allocatedIn: [
        { is: () => "ord1" },
        { program: { zone: "lax1" }, switches: { openZones: ["ord1", "lax1"] }, is: () => "lax1" },
      ],
      instanceId: {
        is: () => undefined,
      },
    },
  };
};

const elasticIpAssociation: Samples = async (account) => {
  const token = "gigenet:Instance";
  for (const name of ["one", "two"]) {
    await account.engine(name, { token }).up({ name, plan: "gcl.2", image: "centos64_7" });
    await call(account, "AllocateAddress", { Domain: "ord1" });
  }
  const [instance, another] = account.objects("instance").map(({ id }) => id);
  const [address, other] = account.objects("address").map(({ id }) => id);
  const associated = (on: EmulatedAccount, id: string, instanceId: string | undefined): void =>
    on.emulators.change({ cloud: "gigenet", kind: "address", id, set: { instanceId: instanceId ?? "" } });
  return {
    another: async (on) => {
      await call(on, "AllocateAddress", { Domain: "ord1" });
      return { address: on.objects("address").at(-1)?.id };
    },
    vanish: async (on, id) => associated(on, id, ""),
    parent: { kind: "instance", input: "instance" },
    drifts: {
      instance: { changeOutOfBand: (on, id) => associated(on, id, another), shows: another },
      address: { cannot: "The address is the ID.", see: "§2" },
    },
    program: { instance, address },
    sends: { AssociateAddress: "InstanceId PublicIp" },
    destroys: { DisassociateAddress: "PublicIp" },
    inputs: {
      instance: { value: another, sends: { AssociateAddress: "InstanceId" } },
      address: {
        value: other,
        sends: { AssociateAddress: "PublicIp" },
        destroys: { DisassociateAddress: "PublicIp" },
      },
    },
  };
};

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMadeUpMadeUpMadeUpMadeUpMadeUpMadeUpMade";

const keyPair: Samples = () => ({
  kind: "keyPair",
  lostCreate: {
    cannot: "The answer is the only one that has the private key, so the key pair is of no use.",
    see: "§2",
  },
  program: { name: "ops" },
  sends: { CreateKeyPair: "KeyName" },
  destroys: { DeleteKeyPair: "KeyName" },
  inputs: {
    name: { value: "fred", sends: { CreateKeyPair: "KeyName" }, destroys: { DeleteKeyPair: "KeyName" } },
    publicKey: { value: KEY, sends: { CreateKeyPair: "KeyName", ImportKeyPair: "KeyName PublicKeyMaterial" } },
  },
  drifts: { name: { cannot: "The name is the ID.", see: "§2" } },
  outputs: { privateKey: { is: () => /^-----BEGIN PRIVATE KEY-----\n[A-Za-z0-9+/=]+\n-----END PRIVATE KEY-----\n$/ } },
});

export const gigenet: Readonly<Record<string, Samples>> = {
  "gigenet:Instance": instance,
  "gigenet:ElasticIp": elasticIp,
  "gigenet:ElasticIpAssociation": elasticIpAssociation,
  "gigenet:KeyPair": keyPair,
};
