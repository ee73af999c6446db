// OVH's own Go client, on which its Terraform provider stands. Each file walks through one family of resources.
package main

import (
	"errors"

	"github.com/ovh/go-ovh/ovh"
	"indiecloud.example/clients/program"
)

type object = map[string]any

// account is the API with the paths of one project.
type account struct {
	api   *ovh.Client
	given program.Given
	path  string
}

// in returns a path in the project.
func (own account) in(path string) string { return own.path + path }

func (own account) get(path string) (one object) {
	program.Must(own.api.Get(own.in(path), &one))
	return one
}

func (own account) list(path string) (rows []object) {
	program.Must(own.api.Get(own.in(path), &rows))
	return rows
}

// post sends a body and lets a minute pass.
func (own account) post(path string, body, answer any) {
	program.Must(own.api.Post(own.in(path), body, answer))
	own.given.Advance(60)
}

// drop deletes something and lets a minute pass.
func (own account) drop(path string) {
	program.Must(own.api.Delete(own.in(path), nil))
	own.given.Advance(60)
}

// refused is what a program can read of an error.
func refused(err error) []any {
	var reason *ovh.APIError
	if errors.As(err, &reason) {
		return []any{reason.Code, reason.Class, reason.Message, reason.QueryID != ""}
	}
	return []any{err}
}

func main() {
	given := program.Read()
	api := program.Get(ovh.NewClient(given.Endpoint+"/1.0", given.ApplicationKey, given.ApplicationSecret, given.ConsumerKey))
	own := account{api: api, given: given, path: "/cloud/project/" + given.Project}
	seen := program.Seen{}
	walkCopies(own, seen)
	walkNetworks(own, seen)
	walkServices(own, seen)
	pages := program.Get(ovh.NewClient(given.Endpoint+"/1.0", given.ApplicationKey, "another", given.ConsumerKey))
	var me object
	seen["another secret"] = refused(pages.Get("/me", &me))
	seen.Print()
}
