//go:build pin

// Package pin names the one command that this module builds, so that go.sum pins all it is made of.
package pin

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
