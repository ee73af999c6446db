// Package zxcvbn is the other one of this name that the CLI has.
package zxcvbn

import "github.com/ccojocar/zxcvbn-go"

// PasswordStrength estimates how hard a value is to guess.
var PasswordStrength = zxcvbn.PasswordStrength
