// Package program is what the programs share: their input, the emulators' admin API, and the one document that they print.
package program

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
)

// Given holds the emulator's endpoint, its credentials and the URL of the admin API.
type Given struct {
	Admin, Endpoint                   string
	AccessKey, SecretKey              string
	ApplicationKey, ApplicationSecret string
	ConsumerKey, Project              string
}

// Seen is what a program reports, by name.
type Seen map[string]any

// Read reads the input from standard input.
func Read() (given Given) {
	Must(json.NewDecoder(os.Stdin).Decode(&given))
	return given
}

// Advance lets virtual time pass in the cloud, so that the program does not wait.
func (given Given) Advance(seconds int) {
	body := bytes.NewBufferString(fmt.Sprintf(`{"advance": %d}`, seconds))
	answer, err := http.Post(given.Admin+"/clock", "application/json", body)
	Must(err)
	Must(answer.Body.Close())
}

// Print prints what the program has seen.
func (seen Seen) Print() { Must(json.NewEncoder(os.Stdout).Encode(seen)) }

// Must ends the program on an error.
func Must(err error) {
	if err != nil {
		panic(err)
	}
}

// Get returns a value, or ends the program on an error.
func Get[T any](value T, err error) T {
	Must(err)
	return value
}
