package main

import (
	"fmt"

	"indiecloud.example/clients/program"
)

// walkServices changes records of a DNS zone and a VPS, which exist already.
func walkServices(own account, seen program.Seen) {
	var zones []string
	program.Must(own.api.Get("/domain/zone", &zones))
	zone := "/domain/zone/" + zones[0]
	type record struct {
		ID                                 int64
		Zone, FieldType, SubDomain, Target string
		TTL                                int64
	}
	var www record
	program.Must(own.api.Post(zone+"/record", object{"fieldType": "A", "subDomain": "www", "target": "192.0.2.7", "ttl": 300}, &www))
	program.Must(own.api.Put(fmt.Sprintf("%s/record/%d", zone, www.ID), object{"subDomain": "www", "target": "192.0.2.8", "ttl": 600}, nil))
	program.Must(own.api.Post(zone+"/refresh", nil, nil))
	var ids []int64
	program.Must(own.api.Get(zone+"/record?fieldType=A&subDomain=www", &ids))
	program.Must(own.api.Get(fmt.Sprintf("%s/record/%d", zone, ids[0]), &www))
	seen["record"] = []any{len(ids), www.Zone, www.FieldType, www.Target, www.TTL}
	program.Must(own.api.Delete(fmt.Sprintf("%s/record/%d", zone, www.ID), nil))
	seen["no record"] = refused(own.api.Get(fmt.Sprintf("%s/record/%d", zone, www.ID), &www))[:2]

	var names []string
	program.Must(own.api.Get("/vps", &names))
	type machine struct {
		Name, DisplayName, State, NetbootMode string
		Model                                 struct {
			Name                string
			Disk, Memory, Vcore int64
		}
	}
	type task struct {
		ID          int64
		Type, State string
	}
	vps := "/vps/" + names[0]
	var server machine
	program.Must(own.api.Put(vps, object{"displayName": "web"}, nil))
	var begun task
	program.Must(own.api.Post(vps+"/stop", nil, &begun))
	own.given.Advance(120)
	program.Must(own.api.Get(vps, &server))
	program.Must(own.api.Get(fmt.Sprintf("%s/tasks/%d", vps, begun.ID), &begun))
	var addresses []string
	program.Must(own.api.Get(vps+"/ips", &addresses))
	seen["vps"] = []any{server.DisplayName, server.State, server.Model.Vcore > 0, begun.Type, begun.State, len(addresses)}
}
