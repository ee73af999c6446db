// Package zxcvbn estimates how hard a value is to guess. `pulumi config set` asks that of a value in clear whose key sounds like a
// secret. The package of this name knows more, but reads its lists of names and words at every start of the CLI, which is half of
// the CPU time of a short command.
package zxcvbn

import "math"

// Strength is what the CLI reads of an estimate.
type Strength struct {
	// Entropy in bits.
	Entropy float64
}

// PasswordStrength goes by how often each character occurs in the value itself.
func PasswordStrength(value string, _ []string) Strength {
	counts := map[rune]float64{}
	length := 0.0
	for _, character := range value {
		counts[character]++
		length++
	}
	entropy := 0.0
	for _, count := range counts {
		entropy += count * math.Log2(length/count)
	}
	return Strength{Entropy: entropy}
}
