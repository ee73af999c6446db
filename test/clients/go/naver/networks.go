package main

import (
	"github.com/NaverCloudPlatform/ncloud-sdk-go-v2/services/vpc"
	"indiecloud.example/clients/program"
)

// walkNetworks makes and removes rules of a network ACL, a NAT gateway, VPC peerings and a route table with routes to them.
func walkNetworks(cloud clients, seen program.Seen) {
	network, given := cloud.network, cloud.given
	front := program.Get(network.GetSubnetList(&vpc.GetSubnetListRequest{SubnetName: text("demo-private")})).SubnetList[0]
	far := program.Get(network.CreateVpc(&vpc.CreateVpcRequest{VpcName: text("far"), Ipv4CidrBlock: text("10.8.0.0/16")})).VpcList[0]
	given.Advance(60)

	group := program.Get(network.CreateNetworkAclDenyAllowGroup(&vpc.CreateNetworkAclDenyAllowGroupRequest{
		VpcNo: front.VpcNo, NetworkAclDenyAllowGroupName: text("bad"),
	})).NetworkAclDenyAllowGroupList[0]
	given.Advance(60)
	program.Get(network.SetNetworkAclDenyAllowGroupIpList(&vpc.SetNetworkAclDenyAllowGroupIpListRequest{
		NetworkAclDenyAllowGroupNo: group.NetworkAclDenyAllowGroupNo, IpList: []*string{text("192.0.2.7")},
	}))
	given.Advance(60)
	group = program.Get(network.GetNetworkAclDenyAllowGroupDetail(&vpc.GetNetworkAclDenyAllowGroupDetailRequest{
		NetworkAclDenyAllowGroupNo: group.NetworkAclDenyAllowGroupNo,
	})).NetworkAclDenyAllowGroupList[0]
	seen["deny-allow group"] = []any{group.NetworkAclDenyAllowGroupStatus.Code, group.IpList, *group.IsApplied}
	acl := program.Get(network.CreateNetworkAcl(&vpc.CreateNetworkAclRequest{
		VpcNo: front.VpcNo, NetworkAclName: text("strict"),
	})).NetworkAclList[0]
	given.Advance(60)
	program.Get(network.AddNetworkAclInboundRule(&vpc.AddNetworkAclInboundRuleRequest{
		NetworkAclNo: acl.NetworkAclNo,
		NetworkAclRuleList: []*vpc.AddNetworkAclRuleParameter{
			{Priority: number(10), ProtocolTypeCode: text("TCP"), PortRange: text("443"), RuleActionCode: text("ALLOW"), IpBlock: text("0.0.0.0/0")},
			{Priority: number(20), ProtocolTypeCode: text("ICMP"), RuleActionCode: text("DROP"), DenyAllowGroupNo: group.NetworkAclDenyAllowGroupNo},
		},
	}))
	given.Advance(60)
	rules := []any{}
	for _, one := range program.Get(network.GetNetworkAclRuleList(&vpc.GetNetworkAclRuleListRequest{NetworkAclNo: acl.NetworkAclNo})).NetworkAclRuleList {
		rules = append(rules, []any{*one.Priority, one.ProtocolType.Code, one.RuleAction.Code, one.NetworkAclRuleType.Code, *one.DenyAllowGroupNo != ""})
	}
	seen["rules"] = rules

	gateway := program.Get(network.CreateNatGatewayInstance(&vpc.CreateNatGatewayInstanceRequest{
		VpcNo: front.VpcNo, ZoneCode: text("KR-1"), NatGatewayName: text("out"),
	})).NatGatewayInstanceList[0]
	peering := program.Get(network.CreateVpcPeeringInstance(&vpc.CreateVpcPeeringInstanceRequest{
		SourceVpcNo: front.VpcNo, TargetVpcNo: far.VpcNo, VpcPeeringName: text("there"),
	})).VpcPeeringInstanceList[0]
	back := program.Get(network.CreateVpcPeeringInstance(&vpc.CreateVpcPeeringInstanceRequest{
		SourceVpcNo: far.VpcNo, TargetVpcNo: front.VpcNo, VpcPeeringName: text("back"),
	})).VpcPeeringInstanceList[0]
	given.Advance(60)
	_, err := network.AcceptOrRejectVpcPeering(&vpc.AcceptOrRejectVpcPeeringRequest{
		VpcPeeringInstanceNo: peering.VpcPeeringInstanceNo, IsAccept: yes,
	})
	seen["accepted again"] = err == nil
	peering = program.Get(network.GetVpcPeeringInstanceDetail(&vpc.GetVpcPeeringInstanceDetailRequest{
		VpcPeeringInstanceNo: peering.VpcPeeringInstanceNo,
	})).VpcPeeringInstanceList[0]
	seen["peering"] = []any{
		peering.VpcPeeringInstanceStatus.Code, *peering.IsBetweenAccounts, *peering.HasReverseVpcPeering,
		*peering.ReverseVpcPeeringInstanceNo == *back.VpcPeeringInstanceNo, peering.TargetVpcIpv4CidrBlock,
	}
	gateway = program.Get(network.GetNatGatewayInstanceDetail(&vpc.GetNatGatewayInstanceDetailRequest{
		NatGatewayInstanceNo: gateway.NatGatewayInstanceNo,
	})).NatGatewayInstanceList[0]
	seen["gateway"] = []any{gateway.NatGatewayInstanceStatus.Code, gateway.NatGatewayType.Code, *gateway.PublicIp != ""}

	table := program.Get(network.CreateRouteTable(&vpc.CreateRouteTableRequest{
		VpcNo: front.VpcNo, RouteTableName: text("inner"), SupportedSubnetTypeCode: text("PRIVATE"),
	})).RouteTableList[0]
	given.Advance(60)
	routes := []*vpc.RouteParameter{
		{DestinationCidrBlock: text("0.0.0.0/0"), TargetTypeCode: text("NATGW"), TargetNo: gateway.NatGatewayInstanceNo, TargetName: gateway.NatGatewayName},
		{DestinationCidrBlock: text("10.8.0.0/16"), TargetTypeCode: text("VPCPEERING"), TargetNo: peering.VpcPeeringInstanceNo, TargetName: peering.VpcPeeringName},
	}
	program.Get(network.AddRoute(&vpc.AddRouteRequest{VpcNo: front.VpcNo, RouteTableNo: table.RouteTableNo, RouteList: routes}))
	given.Advance(60)
	program.Get(network.AddRouteTableSubnet(&vpc.AddRouteTableSubnetRequest{
		VpcNo: front.VpcNo, RouteTableNo: table.RouteTableNo, SubnetNoList: []*string{front.SubnetNo},
	}))
	given.Advance(60)
	shown := []any{}
	for _, one := range program.Get(network.GetRouteList(&vpc.GetRouteListRequest{VpcNo: front.VpcNo, RouteTableNo: table.RouteTableNo})).RouteList {
		shown = append(shown, []any{one.DestinationCidrBlock, one.TargetType.Code, one.TargetName, *one.IsDefault})
	}
	seen["routes"] = shown
	subnets := program.Get(network.GetRouteTableSubnetList(&vpc.GetRouteTableSubnetListRequest{RouteTableNo: table.RouteTableNo}))
	seen["subnets of the table"] = len(subnets.SubnetList)

	program.Get(network.RemoveRoute(&vpc.RemoveRouteRequest{VpcNo: front.VpcNo, RouteTableNo: table.RouteTableNo, RouteList: routes}))
	given.Advance(60)
	program.Get(network.RemoveRouteTableSubnet(&vpc.RemoveRouteTableSubnetRequest{
		VpcNo: front.VpcNo, RouteTableNo: table.RouteTableNo, SubnetNoList: []*string{front.SubnetNo},
	}))
	given.Advance(60)
	program.Get(network.DeleteRouteTable(&vpc.DeleteRouteTableRequest{RouteTableNo: table.RouteTableNo}))
	program.Get(network.DeleteNatGatewayInstance(&vpc.DeleteNatGatewayInstanceRequest{NatGatewayInstanceNo: gateway.NatGatewayInstanceNo}))
	for _, one := range []*vpc.VpcPeeringInstance{peering, back} {
		program.Get(network.DeleteVpcPeeringInstance(&vpc.DeleteVpcPeeringInstanceRequest{VpcPeeringInstanceNo: one.VpcPeeringInstanceNo}))
	}
	program.Get(network.DeleteNetworkAcl(&vpc.DeleteNetworkAclRequest{NetworkAclNo: acl.NetworkAclNo}))
	given.Advance(60)
	program.Get(network.DeleteNetworkAclDenyAllowGroup(&vpc.DeleteNetworkAclDenyAllowGroupRequest{
		NetworkAclDenyAllowGroupNo: group.NetworkAclDenyAllowGroupNo,
	}))
	program.Get(network.DeleteVpc(&vpc.DeleteVpcRequest{VpcNo: far.VpcNo}))
	given.Advance(60)
	left := program.Get(network.GetVpcPeeringInstanceList(&vpc.GetVpcPeeringInstanceListRequest{}))
	seen["peerings left"] = len(left.VpcPeeringInstanceList)
}
