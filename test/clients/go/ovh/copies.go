package main

import (
	"fmt"

	"indiecloud.example/clients/program"
)

// walkCopies makes and removes an instance and volumes with snapshots and backups.
func walkCopies(own account, seen program.Seen) {
	id := func(kind, name string) any {
		for _, row := range own.list("/" + kind + "?region=GRA11") {
			if row["name"] == name {
				return row["id"]
			}
		}
		return nil
	}
	var operation object

	var made, volume object
	program.Must(own.api.Post(own.in("/instance"), object{
		"name": "web", "region": "GRA11", "flavorId": id("flavor", "d2-2"), "imageId": id("image", "Debian 12"),
	}, &made))
	own.given.Advance(60)
	instance := made["id"].(string)
	seen["built"] = own.get("/instance/" + instance)["status"]
	program.Must(own.api.Post(own.in("/volume"), object{"name": "data", "region": "GRA11", "size": 10, "type": "classic"}, &volume))
	own.given.Advance(60)
	disk := "/volume/" + volume["id"].(string)
	program.Must(own.api.Post(own.in(disk+"/attach"), object{"instanceId": instance}, &volume))
	own.given.Advance(60)
	seen["attached"] = []any{own.get(disk)["status"], fmt.Sprint(own.get(disk)["attachedTo"]) == fmt.Sprintf("[%s]", instance)}
	seen["held"] = refused(own.api.Delete(own.in(disk), nil))
	program.Must(own.api.Post(own.in(disk+"/detach"), object{"instanceId": instance}, &volume))
	own.given.Advance(60)

	program.Must(own.api.Put(own.in(disk), object{"name": "old"}, &volume))
	program.Must(own.api.Post(own.in(disk+"/upsize"), object{"size": 20}, &volume))
	own.given.Advance(60)
	region := "/region/GRA11"
	program.Must(own.api.Put(own.in(region+disk), object{"type": "high-speed"}, &operation))
	own.given.Advance(60)
	seen["retyped"] = []any{own.get("/operation/" + operation["id"].(string))["status"], own.get(disk)["type"], own.get(region + disk)["size"]}
	var snapshot, backup object
	program.Must(own.api.Post(own.in(disk+"/snapshot"), object{"name": "before"}, &snapshot))
	own.given.Advance(60)
	seen["snapshot"] = []any{own.get("/volume/snapshot/" + snapshot["id"].(string))["status"], len(own.list("/volume/snapshot?region=GRA11"))}
	seen["volume with a snapshot"] = refused(own.api.Delete(own.in(disk), nil))
	program.Must(own.api.Post(own.in(region+"/volumeBackup"), object{"name": "far", "volumeId": volume["id"]}, &backup))
	own.given.Advance(60)
	seen["backup"] = []any{own.get(region + "/volumeBackup/" + backup["id"].(string))["status"], len(own.list(region + "/volumeBackup"))}
	program.Must(own.api.Post(own.in(region+"/volume"), object{
		"name": "again", "size": 20, "type": "classic", "backupId": backup["id"],
	}, &operation))
	own.given.Advance(60)
	again := "/volume/" + operation["subOperations"].([]any)[0].(object)["resourceId"].(string)
	seen["restored"] = []any{own.get(again)["status"], own.get(again)["name"], own.get(again)["size"]}

	program.Must(own.api.Post(own.in(region+"/instance/"+instance+"/snapshot"), object{
		"snapshotName": "golden", "distantRegionName": "SBG5", "distantSnapshotName": "golden-far",
	}, &operation))
	own.given.Advance(600)
	images := []any{}
	for _, row := range own.list("/snapshot") {
		images = append(images, fmt.Sprintf("%s %s %s", row["name"], row["region"], row["status"]))
		program.Must(own.api.Delete(own.in("/snapshot/"+row["id"].(string)), nil))
	}
	seen["images"] = images

	program.Must(own.api.Delete(own.in("/volume/snapshot/"+snapshot["id"].(string)), nil))
	program.Must(own.api.Delete(own.in(region+"/volumeBackup/"+backup["id"].(string)), nil))
	program.Must(own.api.Delete(own.in(again), nil))
	program.Must(own.api.Delete(own.in(disk), nil))
	program.Must(own.api.Delete(own.in("/instance/"+instance), nil))
	own.given.Advance(60)
	seen["gone"] = refused(own.api.Get(own.in("/instance/"+instance), &made))
}
