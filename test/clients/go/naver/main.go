// NAVER's own Go SDK, on which its Terraform provider stands. Each file walks through one family of resources.
package main

import (
	"github.com/NaverCloudPlatform/ncloud-sdk-go-v2/ncloud"
	"github.com/NaverCloudPlatform/ncloud-sdk-go-v2/services/vautoscaling"
	"github.com/NaverCloudPlatform/ncloud-sdk-go-v2/services/vloadbalancer"
	"github.com/NaverCloudPlatform/ncloud-sdk-go-v2/services/vnas"
	"github.com/NaverCloudPlatform/ncloud-sdk-go-v2/services/vpc"
	"github.com/NaverCloudPlatform/ncloud-sdk-go-v2/services/vserver"
	"indiecloud.example/clients/program"
)

var text, number, yes = ncloud.String, ncloud.Int32, ncloud.Bool(true)

type clients struct {
	given     program.Given
	server    *vserver.V2ApiService
	network   *vpc.V2ApiService
	balancing *vloadbalancer.V2ApiService
	scaling   *vautoscaling.V2ApiService
	storage   *vnas.V2ApiService
}

func main() {
	given := program.Read()
	keys := &ncloud.APIKey{AccessKey: given.AccessKey, SecretKey: given.SecretKey}
	servers, networks := vserver.NewConfiguration(keys), vpc.NewConfiguration(keys)
	balancers, groups := vloadbalancer.NewConfiguration(keys), vautoscaling.NewConfiguration(keys)
	volumes := vnas.NewConfiguration(keys)
	servers.BasePath, networks.BasePath = given.Endpoint+"/vserver/v2", given.Endpoint+"/vpc/v2"
	balancers.BasePath, groups.BasePath = given.Endpoint+"/vloadbalancer/v2", given.Endpoint+"/vautoscaling/v2"
	volumes.BasePath = given.Endpoint + "/vnas/v2"
	cloud := clients{
		given:     given,
		server:    vserver.NewAPIClient(servers).V2Api,
		network:   vpc.NewAPIClient(networks).V2Api,
		balancing: vloadbalancer.NewAPIClient(balancers).V2Api,
		scaling:   vautoscaling.NewAPIClient(groups).V2Api,
		storage:   vnas.NewAPIClient(volumes).V2Api,
	}
	seen := program.Seen{}
	walkServers(cloud, seen)
	walkBalancers(cloud, seen)
	walkNetworks(cloud, seen)
	walkVolumes(cloud, seen)
	seen.Print()
}
