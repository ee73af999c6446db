package main

import (
	"github.com/NaverCloudPlatform/ncloud-sdk-go-v2/services/vautoscaling"
	"github.com/NaverCloudPlatform/ncloud-sdk-go-v2/services/vloadbalancer"
	"github.com/NaverCloudPlatform/ncloud-sdk-go-v2/services/vpc"
	"github.com/NaverCloudPlatform/ncloud-sdk-go-v2/services/vserver"
	"indiecloud.example/clients/program"
)

// walkBalancers makes and removes a load balancer with a target group and a listener, and a scaling group with its servers.
func walkBalancers(cloud clients, seen program.Seen) {
	server, network, balancing, scaling, given := cloud.server, cloud.network, cloud.balancing, cloud.scaling, cloud.given

	front := program.Get(network.GetSubnetList(&vpc.GetSubnetListRequest{SubnetName: text("demo-private")})).SubnetList[0]
	subnet := program.Get(network.CreateSubnet(&vpc.CreateSubnetRequest{
		VpcNo: front.VpcNo, Subnet: text("10.0.20.0/24"), SubnetName: text("balanced"), ZoneCode: text("KR-1"),
		NetworkAclNo: front.NetworkAclNo, SubnetTypeCode: text("PUBLIC"), UsageTypeCode: text("LOADB"),
	})).SubnetList[0]
	given.Advance(60)

	target := program.Get(balancing.CreateTargetGroup(&vloadbalancer.CreateTargetGroupRequest{
		VpcNo: front.VpcNo, TargetGroupName: text("web"), TargetTypeCode: text("VSVR"),
		TargetGroupProtocolTypeCode: text("HTTP"), HealthCheckProtocolTypeCode: text("HTTP"),
		HealthCheckHttpMethodTypeCode: text("GET"), HealthCheckUrlPath: text("/health"), HealthCheckCycle: number(60),
	})).TargetGroupList[0]
	seen["target group"] = []any{target.TargetGroupProtocolType.Code, target.HealthCheckUrlPath, *target.HealthCheckCycle}
	balancer := program.Get(balancing.CreateLoadBalancerInstance(&vloadbalancer.CreateLoadBalancerInstanceRequest{
		LoadBalancerTypeCode: text("APPLICATION"), LoadBalancerName: text("front"), VpcNo: front.VpcNo,
		SubnetNoList: []*string{subnet.SubnetNo},
	})).LoadBalancerInstanceList[0]
	listener := vloadbalancer.CreateLoadBalancerListenerRequest{
		LoadBalancerInstanceNo: balancer.LoadBalancerInstanceNo, TargetGroupNo: target.TargetGroupNo,
		Port: number(80), ProtocolTypeCode: text("HTTP"),
	}
	_, err := balancing.CreateLoadBalancerListener(&listener)
	seen["while it is created"] = err != nil
	given.Advance(60)
	made := program.Get(balancing.CreateLoadBalancerListener(&listener)).LoadBalancerListenerList[0]
	given.Advance(60)
	rules := program.Get(balancing.GetLoadBalancerRuleList(&vloadbalancer.GetLoadBalancerRuleListRequest{
		LoadBalancerListenerNo: made.LoadBalancerListenerNo,
	}))
	action := rules.LoadBalancerRuleList[0].LoadBalancerRuleActionList[0]
	seen["listener"] = []any{
		*made.Port, made.ProtocolType.Code, *made.UseHttp2,
		*action.TargetGroupAction.TargetGroupWeightList[0].TargetGroupNo == *target.TargetGroupNo,
	}
	shown := program.Get(balancing.GetLoadBalancerInstanceDetail(&vloadbalancer.GetLoadBalancerInstanceDetailRequest{
		LoadBalancerInstanceNo: balancer.LoadBalancerInstanceNo,
	})).LoadBalancerInstanceList[0]
	seen["load balancer"] = []any{
		shown.LoadBalancerInstanceStatus.Code, shown.LoadBalancerInstanceOperation.Code, *shown.IdleTimeout,
		len(shown.LoadBalancerIpList), len(shown.LoadBalancerListenerNoList),
	}

	image := program.Get(server.GetServerImageProductList(&vserver.GetServerImageProductListRequest{})).ProductList[0]
	acls := program.Get(server.GetAccessControlGroupList(&vserver.GetAccessControlGroupListRequest{VpcNo: front.VpcNo}))
	configuration := program.Get(scaling.CreateLaunchConfiguration(&vautoscaling.CreateLaunchConfigurationRequest{
		LaunchConfigurationName: text("web"), ServerImageProductCode: image.ProductCode,
	})).LaunchConfigurationList[0]
	group := program.Get(scaling.CreateAutoScalingGroup(&vautoscaling.CreateAutoScalingGroupRequest{
		AutoScalingGroupName: text("web"), LaunchConfigurationNo: configuration.LaunchConfigurationNo, VpcNo: front.VpcNo,
		SubnetNo: front.SubnetNo, AccessControlGroupNoList: []*string{acls.AccessControlGroupList[0].AccessControlGroupNo},
		MinSize: number(1), MaxSize: number(3), DesiredCapacity: number(2), TargetGroupNoList: []*string{target.TargetGroupNo},
	})).AutoScalingGroupList[0]
	detail := func() *vautoscaling.AutoScalingGroup {
		request := &vautoscaling.GetAutoScalingGroupDetailRequest{AutoScalingGroupNo: group.AutoScalingGroupNo}
		return program.Get(scaling.GetAutoScalingGroupDetail(request)).AutoScalingGroupList[0]
	}
	given.Advance(120)
	states := []any{}
	for _, one := range detail().InAutoScalingGroupServerInstanceList {
		states = append(states, one.LifecycleState.Code)
	}
	seen["scaled"] = states
	program.Get(scaling.PutScalingPolicy(&vautoscaling.PutScalingPolicyRequest{
		AutoScalingGroupNo: group.AutoScalingGroupNo, PolicyName: text("grow"), AdjustmentTypeCode: text("CHANG"),
		ScalingAdjustment: number(1),
	}))
	program.Get(scaling.PutScheduledUpdateGroupAction(&vautoscaling.PutScheduledUpdateGroupActionRequest{
		AutoScalingGroupNo: group.AutoScalingGroupNo, ScheduledActionName: text("morning"), MinSize: number(1),
		MaxSize: number(2), Recurrence: text("0 9 * * *"),
	}))
	policies := program.Get(scaling.GetAutoScalingPolicyList(&vautoscaling.GetAutoScalingPolicyListRequest{
		AutoScalingGroupNo: group.AutoScalingGroupNo,
	}))
	schedules := program.Get(scaling.GetScheduledActionList(&vautoscaling.GetScheduledActionListRequest{
		AutoScalingGroupNo: group.AutoScalingGroupNo,
	}))
	seen["policies"] = []any{policies.ScalingPolicyList[0].PolicyName, schedules.ScheduledUpdateGroupActionList[0].TimeZone}
	targets := program.Get(balancing.GetTargetList(&vloadbalancer.GetTargetListRequest{TargetGroupNo: target.TargetGroupNo}))
	seen["targets"] = len(targets.TargetList)

	_, err = scaling.DeleteAutoScalingGroup(&vautoscaling.DeleteAutoScalingGroupRequest{AutoScalingGroupNo: group.AutoScalingGroupNo})
	seen["deleted with servers"] = err != nil
	program.Get(scaling.UpdateAutoScalingGroup(&vautoscaling.UpdateAutoScalingGroupRequest{
		AutoScalingGroupNo: group.AutoScalingGroupNo, MinSize: number(0), MaxSize: number(0), DesiredCapacity: number(0),
	}))
	given.Advance(120)
	program.Get(scaling.DeleteAutoScalingGroup(&vautoscaling.DeleteAutoScalingGroupRequest{AutoScalingGroupNo: group.AutoScalingGroupNo}))
	program.Get(scaling.DeleteLaunchConfiguration(&vautoscaling.DeleteLaunchConfigurationRequest{
		LaunchConfigurationNo: configuration.LaunchConfigurationNo,
	}))
	program.Get(balancing.DeleteLoadBalancerInstances(&vloadbalancer.DeleteLoadBalancerInstancesRequest{
		LoadBalancerInstanceNoList: []*string{balancer.LoadBalancerInstanceNo},
	}))
	given.Advance(60)
	program.Get(balancing.DeleteTargetGroups(&vloadbalancer.DeleteTargetGroupsRequest{
		TargetGroupNoList: []*string{target.TargetGroupNo},
	}))
	left := program.Get(balancing.GetLoadBalancerInstanceList(&vloadbalancer.GetLoadBalancerInstanceListRequest{}))
	seen["balancers left"] = len(left.LoadBalancerInstanceList)
}
