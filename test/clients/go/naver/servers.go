package main

import (
	"strings"

	"github.com/NaverCloudPlatform/ncloud-sdk-go-v2/ncloud"
	"github.com/NaverCloudPlatform/ncloud-sdk-go-v2/services/vpc"
	"github.com/NaverCloudPlatform/ncloud-sdk-go-v2/services/vserver"
	"indiecloud.example/clients/program"
)

// walkServers makes and removes a network, a KVM server, a disk, a snapshot and an image.
func walkServers(cloud clients, seen program.Seen) {
	server, network, given := cloud.server, cloud.network, cloud.given

	ours := program.Get(network.CreateVpc(&vpc.CreateVpcRequest{VpcName: text("front"), Ipv4CidrBlock: text("10.9.0.0/16")})).VpcList[0]
	given.Advance(60)
	table := program.Get(network.GetNetworkAclList(&vpc.GetNetworkAclListRequest{VpcNo: ours.VpcNo})).NetworkAclList[0]
	subnet := program.Get(network.CreateSubnet(&vpc.CreateSubnetRequest{
		VpcNo: ours.VpcNo, Subnet: text("10.9.1.0/24"), SubnetName: text("web"), ZoneCode: text("KR-1"),
		NetworkAclNo: table.NetworkAclNo, SubnetTypeCode: text("PUBLIC"), UsageTypeCode: text("GEN"),
	})).SubnetList[0]
	given.Advance(60)
	subnet = program.Get(network.GetSubnetDetail(&vpc.GetSubnetDetailRequest{SubnetNo: subnet.SubnetNo})).SubnetList[0]
	seen["network"] = []any{subnet.Subnet, subnet.SubnetType.Code, subnet.SubnetStatus.Code}

	var image *vserver.ServerImage
	for _, one := range program.Get(server.GetServerImageList(&vserver.GetServerImageListRequest{})).ServerImageList {
		if strings.HasPrefix(*one.ServerImageName, "ubuntu-24.04") {
			image = one
		}
	}
	seen["image"] = []any{image.ServerImageName, image.HypervisorType.Code, len(image.BlockStorageMappingList) > 0}
	specs := program.Get(server.GetServerSpecList(&vserver.GetServerSpecListRequest{ServerImageNo: image.ServerImageNo}))
	spec := specs.ServerSpecList[0]
	seen["spec"] = []any{spec.ServerSpecCode, spec.HypervisorType.Code}

	groups := program.Get(server.GetAccessControlGroupList(&vserver.GetAccessControlGroupListRequest{VpcNo: ours.VpcNo}))
	program.Get(server.CreateLoginKey(&vserver.CreateLoginKeyRequest{KeyName: text("desktop")}))
	made := program.Get(server.CreateServerInstances(&vserver.CreateServerInstancesRequest{
		ServerName: text("web"), VpcNo: ours.VpcNo, SubnetNo: subnet.SubnetNo, ServerImageNo: image.ServerImageNo,
		ServerSpecCode: spec.ServerSpecCode, LoginKeyName: text("desktop"), ServerCreateCount: ncloud.Int32(1),
		NetworkInterfaceList: []*vserver.NetworkInterfaceParameter{{
			NetworkInterfaceOrder:    ncloud.Int32(0),
			AccessControlGroupNoList: []*string{groups.AccessControlGroupList[0].AccessControlGroupNo},
		}},
	})).ServerInstanceList[0]
	number := made.ServerInstanceNo
	seen["made"] = []any{made.ServerName, made.ServerInstanceStatus.Code}
	detail := func() *vserver.ServerInstance {
		request := &vserver.GetServerInstanceDetailRequest{ServerInstanceNo: number}
		return program.Get(server.GetServerInstanceDetail(request)).ServerInstanceList[0]
	}
	status := func() []any { return []any{detail().ServerInstanceStatus.Code, detail().ServerInstanceOperation.Code} }
	given.Advance(1200)
	seen["built"] = status()

	disk := program.Get(server.CreateBlockStorageInstance(&vserver.CreateBlockStorageInstanceRequest{
		BlockStorageName: text("data"), BlockStorageSize: ncloud.Int32(20),
		BlockStorageVolumeTypeCode: text("CB1"), ZoneCode: text("KR-1"),
	})).BlockStorageInstanceList[0]
	given.Advance(120)
	program.Get(server.AttachBlockStorageInstance(&vserver.AttachBlockStorageInstanceRequest{
		BlockStorageInstanceNo: disk.BlockStorageInstanceNo, ServerInstanceNo: number,
	}))
	given.Advance(120)
	disks := program.Get(server.GetBlockStorageInstanceList(&vserver.GetBlockStorageInstanceListRequest{ServerInstanceNo: number}))
	seen["disks"] = len(disks.BlockStorageInstanceList)

	snapshot := program.Get(server.CreateBlockStorageSnapshotInstance(&vserver.CreateBlockStorageSnapshotInstanceRequest{
		OriginalBlockStorageInstanceNo: disk.BlockStorageInstanceNo, BlockStorageSnapshotName: text("before"),
		SnapshotTypeCode: text("FULL"),
	})).BlockStorageSnapshotInstanceList[0]
	given.Advance(120)
	snapshot = program.Get(server.GetBlockStorageSnapshotInstanceDetail(&vserver.GetBlockStorageSnapshotInstanceDetailRequest{
		BlockStorageSnapshotInstanceNo: snapshot.BlockStorageSnapshotInstanceNo,
	})).BlockStorageSnapshotInstanceList[0]
	seen["snapshot"] = []any{
		snapshot.BlockStorageSnapshotInstanceStatus.Code, snapshot.SnapshotType.Code, *snapshot.BlockStorageSnapshotVolumeSize >> 30,
	}
	own := program.Get(server.CreateServerImage(&vserver.CreateServerImageRequest{
		ServerInstanceNo: number, ServerImageName: text("golden"),
		BlockStorageList: []*vserver.BlockStorage{{Order: ncloud.Int32(0)}},
	})).ServerImageList[0]
	given.Advance(120)
	own = program.Get(server.GetServerImageDetail(&vserver.GetServerImageDetailRequest{ServerImageNo: own.ServerImageNo})).ServerImageList[0]
	seen["own image"] = []any{own.ServerImageName, own.ServerImageType.Code, own.ServerImageStatus.Code}
	program.Get(server.DeleteServerImage(&vserver.DeleteServerImageRequest{ServerImageNoList: []*string{own.ServerImageNo}}))
	program.Get(server.DeleteBlockStorageSnapshotInstances(&vserver.DeleteBlockStorageSnapshotInstancesRequest{
		BlockStorageSnapshotInstanceNoList: []*string{snapshot.BlockStorageSnapshotInstanceNo},
	}))
	given.Advance(120)

	_, err := server.TerminateServerInstances(&vserver.TerminateServerInstancesRequest{ServerInstanceNoList: []*string{number}})
	seen["terminated while it runs"] = err != nil && strings.Contains(err.Error(), "1100902")
	program.Get(server.StopServerInstances(&vserver.StopServerInstancesRequest{ServerInstanceNoList: []*string{number}}))
	given.Advance(120)
	seen["stopped"] = status()
	program.Get(server.ChangeBlockStorageInstance(&vserver.ChangeBlockStorageInstanceRequest{
		BlockStorageInstanceNo: disk.BlockStorageInstanceNo, BlockStorageSize: ncloud.Int32(30),
	}))
	given.Advance(120)
	grown := program.Get(server.GetBlockStorageInstanceDetail(&vserver.GetBlockStorageInstanceDetailRequest{
		BlockStorageInstanceNo: disk.BlockStorageInstanceNo,
	})).BlockStorageInstanceList[0]
	seen["grown"] = *grown.BlockStorageSize >> 30
	program.Get(server.DetachBlockStorageInstances(&vserver.DetachBlockStorageInstancesRequest{
		BlockStorageInstanceNoList: []*string{disk.BlockStorageInstanceNo},
	}))
	given.Advance(120)
	program.Get(server.DeleteBlockStorageInstances(&vserver.DeleteBlockStorageInstancesRequest{
		BlockStorageInstanceNoList: []*string{disk.BlockStorageInstanceNo},
	}))
	program.Get(server.TerminateServerInstances(&vserver.TerminateServerInstancesRequest{ServerInstanceNoList: []*string{number}}))
	given.Advance(300)
	program.Get(network.DeleteSubnet(&vpc.DeleteSubnetRequest{SubnetNo: subnet.SubnetNo}))
	given.Advance(60)
	program.Get(network.DeleteVpc(&vpc.DeleteVpcRequest{VpcNo: ours.VpcNo}))
	given.Advance(60)
	left := program.Get(network.GetVpcList(&vpc.GetVpcListRequest{VpcName: text("front")}))
	seen["gone"] = len(left.VpcList)
}
