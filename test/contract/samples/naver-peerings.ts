import { idOf, type Samples } from "../suite/samples.ts";
import { abroad, call, demo, otherVpc } from "./naver-call.ts";

const vpcPeering: Samples = async (account) => {
  await abroad(account);
  await otherVpc(account);
  await call(account, "vpc/createVpc", { vpcName: "other-vpc", ipv4CidrBlock: "10.2.0.0/16" }, "JPN");
  await call(account, "vpc/createVpc", { vpcName: "third-vpc", ipv4CidrBlock: "10.3.0.0/16" });
  await account.clock.sleep(60_000);
  const vpc = (name: string, region = "KR") => idOf(account, "vpc", { name, region });
  const foreign = idOf(account, "vpc", { account: "NCTESTACCESSKEY00002" });
  const beside = { targetVpc: foreign, targetVpcLoginId: "nctestaccesskey00002@example.com" };
  const create = "createVpcPeeringInstance";
  const accepted = { acceptOrRejectVpcPeering: "isAccept vpcPeeringInstanceNo" };
  return {
    kind: "vpcPeering",
    program: { name: "there", sourceVpc: demo(account).vpcNo, targetVpc: vpc("other-vpc") },
    sends: { [create]: "sourceVpcNo targetVpcNo vpcPeeringName" },
    destroys: { deleteVpcPeeringInstance: "vpcPeeringInstanceNo" },
    inputs: {
      name: { value: "fred", sends: { [create]: "vpcPeeringName" } },
      region: {
        value: "JPN",
        together: { sourceVpc: vpc("demo-vpc", "JPN"), targetVpc: vpc("other-vpc", "JPN") },
        sends: { [create]: "regionCode sourceVpcNo targetVpcNo" },
        destroys: { deleteVpcPeeringInstance: "regionCode" },
      },
      sourceVpc: { value: vpc("third-vpc"), sends: { [create]: "sourceVpcNo" } },
      targetVpc: { value: vpc("third-vpc"), sends: { [create]: "targetVpcNo" } },
      targetVpcLoginId: {
        value: beside.targetVpcLoginId,
        together: { targetVpc: foreign },
        sends: { [create]: "targetVpcLoginId targetVpcNo" },
      },
      targetVpcName: { value: "demo-vpc", beside, sends: { [create]: "targetVpcName" } },
      accept: [
        {
          ...{ value: false, switches: { ownVpcPeering: "waits" }, sends: accepted },
          change: { to: true, sends: accepted },
        },
        // Only the other account could accept it.
        { value: true, beside, sends: accepted, refused: "does not wait for this account" },
      ],
      description: {
        value: "ours",
        sends: { [create]: "vpcPeeringDescription" },
        change: { to: "yours", sends: { setVpcPeeringDescription: "vpcPeeringDescription vpcPeeringInstanceNo" } },
      },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "A VPC peering does not move between regions.", see: "§4.17" },
      sourceVpc: { cannot: "A VPC peering keeps its VPCs.", see: "§4.17" },
      targetVpc: { cannot: "A VPC peering keeps its VPCs.", see: "§4.17" },
      targetVpcLoginId: { cannot: "A VPC peering keeps its VPCs.", see: "§4.17" },
      targetVpcName: { cannot: "No call renames a VPC.", see: "§4.17" },
      accept: { program: true, set: { status: "waits" }, shows: false },
      description: { program: "ours", set: { description: "theirs" }, shows: "theirs" },
    },
  };
};

export const naverPeerings: Readonly<Record<string, Samples>> = { "naver:VpcPeering": vpcPeering };
