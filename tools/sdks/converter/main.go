// Converts Pulumi YAML programs into the other languages, by the program generators of Pulumi's language hosts:
//
//	converter <schema.json> <language>… < {"name": "resources: …"} > {"name": {"typescript": "…", "python": "…", …}}
//
// All programs are converted in one process. A diagnostic of a converter, a warning too, is a failure.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"

	"github.com/blang/semver"
	"github.com/hashicorp/hcl/v2"
	javagen "github.com/pulumi/pulumi-java/pkg/codegen/java"
	"github.com/pulumi/pulumi-yaml/pkg/pulumiyaml"
	yamlgen "github.com/pulumi/pulumi-yaml/pkg/pulumiyaml/codegen"
	"github.com/pulumi/pulumi/pkg/v3/codegen/dotnet"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/pcl"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

type generate func(*pcl.Program) (map[string][]byte, hcl.Diagnostics, error)

// The tags of code blocks on the Pulumi Registry.
var languages = map[string]struct {
	file     string
	generate generate
}{
	"typescript": {"index.ts", nodejs.GenerateProgram},
	"python":     {"__main__.py", python.GenerateProgram},
	"csharp":     {"Program.cs", dotnet.GenerateProgram},
	"go":         {"main.go", gogen.GenerateProgram},
	"java":       {"MyStack.java", javagen.GenerateProgram},
}

// The schema is in memory: no plugin is started for it.
type loader struct{ pkg *schema.Package }

func (l loader) LoadPackage(name string, _ *semver.Version) (*schema.Package, error) {
	switch name {
	case l.pkg.Name:
		return l.pkg, nil
	case schema.DefaultPulumiPackage.Name:
		return schema.DefaultPulumiPackage, nil
	}
	return nil, fmt.Errorf("there is no package %q here", name)
}

func (l loader) LoadPackageV2(_ context.Context, d *schema.PackageDescriptor) (*schema.Package, error) {
	return l.LoadPackage(d.Name, d.Version)
}

func (l loader) LoadPackageReference(name string, version *semver.Version) (schema.PackageReference, error) {
	pkg, err := l.LoadPackage(name, version)
	if err != nil {
		return nil, err
	}
	return pkg.Reference(), nil
}

func (l loader) LoadPackageReferenceV2(
	_ context.Context, d *schema.PackageDescriptor,
) (schema.PackageReference, error) {
	return l.LoadPackageReference(d.Name, d.Version)
}

func bind(text []byte) (loader, error) {
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return loader{}, err
	}
	pkg, diagnostics, err := schema.BindSpec(spec, nil, schema.ValidationOptions{})
	if err == nil && len(diagnostics) > 0 {
		err = diagnostics
	}
	return loader{pkg}, err
}

func convert(packages loader, into []string, name, source string) (map[string]string, error) {
	converted := map[string]string{}
	for _, language := range into {
		target := languages[language]
		// Bound anew for each language: a generator rewrites the program that it is given.
		template, found, err := pulumiyaml.LoadYAMLBytes(name, []byte(source))
		if err == nil && len(found) > 0 {
			err = found
		}
		if err != nil {
			return nil, err
		}
		program, diagnostics, err := yamlgen.EjectProgram(template, packages)
		if err == nil && len(diagnostics) > 0 {
			err = diagnostics
		}
		if err != nil {
			return nil, err
		}
		files, diagnostics, err := target.generate(program)
		if err == nil && len(diagnostics) > 0 {
			err = diagnostics
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", language, err)
		}
		text, ok := files[target.file]
		if !ok {
			return nil, fmt.Errorf("%s: no %s was generated", language, target.file)
		}
		converted[language] = string(text)
	}
	return converted, nil
}

func run(args []string) error {
	if len(args) < 2 {
		return errors.New("usage: converter <schema.json> <language>… < programs.json")
	}
	for _, language := range args[1:] {
		if languages[language].generate == nil {
			return fmt.Errorf("%s is not one of the languages", language)
		}
	}
	text, err := os.ReadFile(args[0])
	if err != nil {
		return err
	}
	packages, err := bind(text)
	if err != nil {
		return fmt.Errorf("%s: %w", args[0], err)
	}
	var programs map[string]string
	if err := json.NewDecoder(os.Stdin).Decode(&programs); err != nil {
		return fmt.Errorf("stdin: %w", err)
	}
	names := make([]string, 0, len(programs))
	for name := range programs {
		names = append(names, name)
	}
	sort.Strings(names)
	all := map[string]map[string]string{}
	var failures []string
	for _, name := range names {
		converted, err := convert(packages, args[1:], name, programs[name])
		if err != nil {
			failures = append(failures, fmt.Sprintf("%s: %v", name, err))
		}
		all[name] = converted
	}
	if len(failures) > 0 {
		return errors.New(strings.Join(failures, "\n"))
	}
	return json.NewEncoder(os.Stdout).Encode(all)
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
