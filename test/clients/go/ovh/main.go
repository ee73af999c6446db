// OVH's own Go client, on which its Terraform provider stands: an instance in a network of its own, and volumes with
// snapshots and backups.
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

	program.Must(api.Put(project+disk, object{"name": "old"}, &volume))
	program.Must(api.Post(project+disk+"/upsize", object{"size": 20}, &volume))
	given.Advance(60)
	region := "/region/GRA11"
	program.Must(api.Put(project+region+disk, object{"type": "high-speed"}, &operation))
	given.Advance(60)
	seen["retyped"] = []any{get("/operation/" + operation["id"].(string))["status"], get(disk)["type"], get(region + disk)["size"]}
	var snapshot, backup object
	program.Must(api.Post(project+disk+"/snapshot", object{"name": "before"}, &snapshot))
	given.Advance(60)
	seen["snapshot"] = []any{get("/volume/snapshot/" + snapshot["id"].(string))["status"], len(list("/volume/snapshot?region=GRA11"))}
	seen["volume with a snapshot"] = refused(api.Delete(project+disk, nil))
	program.Must(api.Post(project+region+"/volumeBackup", object{"name": "far", "volumeId": volume["id"]}, &backup))
	given.Advance(60)
	seen["backup"] = []any{get(region + "/volumeBackup/" + backup["id"].(string))["status"], len(list(region + "/volumeBackup"))}
	program.Must(api.Post(project+region+"/volume", object{
		"name": "again", "size": 20, "type": "classic", "backupId": backup["id"],
	}, &operation))
	given.Advance(60)
	again := "/volume/" + operation["subOperations"].([]any)[0].(object)["resourceId"].(string)
	seen["restored"] = []any{get(again)["status"], get(again)["name"], get(again)["size"]}

	program.Must(api.Post(project+region+"/instance/"+instance+"/snapshot", object{
		"snapshotName": "golden", "distantRegionName": "SBG5", "distantSnapshotName": "golden-far",
	}, &operation))
	given.Advance(600)
	images := []any{}
	for _, row := range list("/snapshot") {
		images = append(images, fmt.Sprintf("%s %s %s", row["name"], row["region"], row["status"]))
		program.Must(api.Delete(project+"/snapshot/"+row["id"].(string), nil))
	}
	seen["images"] = images

	program.Must(api.Delete(project+"/volume/snapshot/"+snapshot["id"].(string), nil))
	program.Must(api.Delete(project+region+"/volumeBackup/"+backup["id"].(string), nil))
	program.Must(api.Delete(project+again, nil))
	program.Must(api.Delete(project+disk, nil))
	program.Must(api.Delete(project+"/instance/"+instance, nil))
	given.Advance(60)
	seen["gone"] = refused(api.Get(project+"/instance/"+instance, &made))

	pages := program.Get(ovh.NewClient(given.Endpoint+"/1.0", given.ApplicationKey, "another", given.ConsumerKey))
	seen["another secret"] = refused(pages.Get("/me", &made))
	seen.Print()
}
