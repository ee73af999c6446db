package main

import "indiecloud.example/clients/program"

// What OVH's Terraform provider reads of networks and load balancers, with its types.
type (
	network struct {
		ID, Name, Status string
		VlanID           int64 `json:"vlanId"`
		Regions          []struct {
			Region, Status string
			OpenstackID    string `json:"openstackId"`
		}
	}
	subnet struct {
		ID, Name, Cidr  string
		IPVersion       int64   `json:"ipVersion"`
		GatewayIP       *string `json:"gatewayIp"`
		DhcpEnabled     bool    `json:"dhcpEnabled"`
		AllocationPools []struct{ Start, End string }
	}
	operation struct {
		ID, Status, Action string
		ResourceID         *string `json:"resourceId"`
	}
	gateway struct {
		ID, Name, Model, Status, Region string
		Interfaces                      []struct {
			ID, IP, SubnetID, NetworkID string
		}
		ExternalInformation *struct {
			NetworkID string `json:"networkId"`
			Ips       []struct{ IP, SubnetID string }
		} `json:"externalInformation"`
	}
	status   struct{ OperatingStatus, ProvisioningStatus string }
	balancer struct {
		ID, Name, FlavorID, VipAddress, VipSubnetID string
		status
	}
	listener struct {
		ID, Name, Protocol string
		Port               int64
		DefaultPoolID      *string
		TimeoutClientData  *int64
		status
	}
	pool   struct{ ID, Name, Protocol, Algorithm string }
	member struct {
		ID, Name, Address    string
		ProtocolPort, Weight int64
	}
	monitor struct {
		ID, MonitorType   string
		Delay, Timeout    int64
		HTTPConfiguration *struct{ URLPath, ExpectedCodes, HTTPMethod string }
	}
)

// walkNetworks makes and removes a network in a region, a subnet, a gateway, and a load balancer with its parts.
func walkNetworks(own account, seen program.Seen) {
	var made network
	own.post("/network/private", object{"name": "back", "regions": []string{"GRA11"}, "vlanId": 77}, &made)
	program.Must(own.api.Get(own.in("/network/private/"+made.ID), &made))
	seen["network"] = []any{made.Name, made.Status, made.VlanID, len(made.Regions), made.Regions[0].OpenstackID != ""}
	region := "/region/GRA11"
	subnets := region + "/network/" + made.Regions[0].OpenstackID + "/subnet"
	var range4 subnet
	own.post(subnets, object{
		"name": "web", "cidr": "10.8.0.0/24", "ipVersion": 4, "enableDhcp": true, "enableGatewayIp": true,
		"allocationPools": []object{{"start": "10.8.0.10", "end": "10.8.0.200"}},
	}, &range4)
	program.Must(own.api.Get(own.in(subnets+"/"+range4.ID), &range4))
	seen["subnet"] = []any{range4.Cidr, range4.IPVersion, *range4.GatewayIP, range4.DhcpEnabled, range4.AllocationPools[0].End}

	var started operation
	own.post(subnets+"/"+range4.ID+"/gateway", object{"name": "out", "model": "s"}, &started)
	program.Must(own.api.Get(own.in("/operation/"+started.ID), &started))
	var out gateway
	program.Must(own.api.Get(own.in(region+"/gateway/"+*started.ResourceID), &out))
	seen["gateway"] = []any{started.Action, started.Status, out.Name, out.Model, out.Status, out.Interfaces[0].IP, len(out.ExternalInformation.Ips) > 0}

	balancing := region + "/loadbalancing"
	var flavor string
	for _, one := range own.list(balancing + "/flavor") {
		if one["name"] == "small" {
			flavor = one["id"].(string)
		}
	}
	own.post(balancing+"/loadbalancer", object{"name": "front", "flavorId": flavor, "network": object{"private": object{
		"network": object{"id": made.Regions[0].OpenstackID, "subnetId": range4.ID},
	}}}, &started)
	var fronts []balancer
	program.Must(own.api.Get(own.in(balancing+"/loadbalancer"), &fronts))
	front := fronts[0]
	seen["load balancer"] = []any{front.Name, front.FlavorID == flavor, front.VipAddress != "", front.VipSubnetID == range4.ID, front.OperatingStatus, front.ProvisioningStatus}

	var web pool
	own.post(balancing+"/pool", object{"name": "web", "loadbalancerId": front.ID, "algorithm": "roundRobin", "protocol": "http"}, &web)
	var members []member
	own.post(balancing+"/pool/"+web.ID+"/member", object{"members": []object{
		{"name": "one", "address": "10.8.0.50", "protocolPort": 8080}, {"address": "10.8.0.51", "protocolPort": 8080, "weight": 2},
	}}, &members)
	program.Must(own.api.Get(own.in(balancing+"/pool/"+web.ID+"/member"), &members))
	var check monitor
	own.post(balancing+"/healthMonitor", object{
		"name": "alive", "poolId": web.ID, "monitorType": "http", "delay": 5, "timeout": 4, "maxRetries": 3,
		"httpConfiguration": object{"urlPath": "/health", "expectedCodes": "200", "httpMethod": "GET"},
	}, &check)
	program.Must(own.api.Get(own.in(balancing+"/healthMonitor/"+check.ID), &check))
	var heard listener
	own.post(balancing+"/listener", object{"name": "http", "loadbalancerId": front.ID, "protocol": "http", "port": 80, "defaultPoolId": web.ID}, &heard)
	program.Must(own.api.Get(own.in(balancing+"/listener/"+heard.ID), &heard))
	seen["listener"] = []any{heard.Port, heard.Protocol, *heard.DefaultPoolID == web.ID, heard.ProvisioningStatus}
	seen["pool"] = []any{web.Algorithm, len(members), members[1].Weight, check.Delay, check.HTTPConfiguration.URLPath}
	change := func(name string) error {
		return own.api.Put(own.in(balancing+"/loadbalancer/"+front.ID), object{"name": name}, nil)
	}
	program.Must(change("edge"))
	seen["while it is changed"] = refused(change("front"))[:2]
	own.given.Advance(60)

	own.drop(balancing + "/listener/" + heard.ID)
	own.drop(balancing + "/pool/" + web.ID)
	own.drop(balancing + "/loadbalancer/" + front.ID)
	own.drop(region + "/gateway/" + out.ID)
	own.drop(subnets + "/" + range4.ID)
	own.drop("/network/private/" + made.ID)
}
