//go:build pin

// Package pin names the command that this module builds, so that go.sum pins all its dependencies.
package pin

import _ "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"
