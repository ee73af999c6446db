// OVH's own Go client, on which its Terraform provider stands: an instance with a volume in a network of its own.
package main

import (
	"errors"
	"fmt"

	"github.com/ovh/go-ovh/ovh"
	"indiecloud.example/clients/program"
)

type object = map[string]any

func main() {
	given := program.Read()
	api := program.Get(ovh.NewClient(given.Endpoint+"/1.0", given.ApplicationKey, given.ApplicationSecret, given.ConsumerKey))
	project := "/cloud/project/" + given.Project
	seen := program.Seen{}
	get := func(path string) (one object) {
		program.Must(api.Get(project+path, &one))
		return one
	}
	list := func(path string) (rows []object) {
		program.Must(api.Get(project+path, &rows))
		return rows
	}
	id := func(kind, name string) any {
		for _, row := range list("/" + kind + "?region=GRA11") {
			if row["name"] == name {
				return row["id"]
			}
		}
		return nil
	}
	refused := func(err error) []any {
		var reason *ovh.APIError
		if errors.As(err, &reason) {
			return []any{reason.Code, reason.Class, reason.Message, reason.QueryID != ""}
		}
		return []any{err}
	}

	var network, operation object
	program.Must(api.Post(project+"/network/private", object{"name": "back", "regions": []string{"GRA11"}}, &network))
	given.Advance(60)
	seen["network"] = []any{get("/network/private/" + network["id"].(string))["status"]}
	program.Must(api.Post(fmt.Sprintf("%s/network/private/%s/subnet", project, network["id"]), object{
		"region": "GRA11", "network": "10.8.0.0/24", "start": "10.8.0.10", "end": "10.8.0.200", "dhcp": true, "noGateway": true,
	}, &operation))
	seen["subnet"] = operation["cidr"]

	var made, volume object
	program.Must(api.Post(project+"/instance", object{
		"name": "web", "region": "GRA11", "flavorId": id("flavor", "d2-2"), "imageId": id("image", "Debian 12"),
	}, &made))
	given.Advance(60)
	instance := made["id"].(string)
	seen["built"] = get("/instance/" + instance)["status"]
	program.Must(api.Post(project+"/volume", object{"name": "data", "region": "GRA11", "size": 10, "type": "classic"}, &volume))
	given.Advance(60)
	disk := "/volume/" + volume["id"].(string)
	program.Must(api.Post(project+disk+"/attach", object{"instanceId": instance}, &volume))
	given.Advance(60)
	seen["attached"] = []any{get(disk)["status"], fmt.Sprint(get(disk)["attachedTo"]) == fmt.Sprintf("[%s]", instance)}
	seen["held"] = refused(api.Delete(project+disk, nil))
	program.Must(api.Post(project+disk+"/detach", object{"instanceId": instance}, &volume))
	given.Advance(60)
	program.Must(api.Delete(project+disk, nil))
	program.Must(api.Delete(project+"/instance/"+instance, nil))
	given.Advance(60)
	seen["gone"] = refused(api.Get(project+"/instance/"+instance, &made))

	pages := program.Get(ovh.NewClient(given.Endpoint+"/1.0", given.ApplicationKey, "another", given.ConsumerKey))
	seen["another secret"] = refused(pages.Get("/me", &made))
	seen.Print()
}
