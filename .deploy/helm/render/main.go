// Renders a chart as "helm template" does, with the template engine and the functions that Helm has, so that the chart can be checked where
// there is no Helm: render CHART RELEASE [VALUES...]. Values merge as Helm merges them: a null takes a key away.
package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/Masterminds/sprig"
	"gopkg.in/yaml.v3"
)

func read(path string) map[string]interface{} {
	text, err := os.ReadFile(path)
	stop(err)
	values := map[string]interface{}{}
	stop(yaml.Unmarshal(text, &values))
	return values
}

func stop(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func merge(into, from map[string]interface{}) {
	for key, value := range from {
		below, isMap := into[key].(map[string]interface{})
		if more, moreIsMap := value.(map[string]interface{}); isMap && moreIsMap {
			merge(below, more)
		} else if value == nil {
			delete(into, key)
		} else {
			into[key] = value
		}
	}
}

func main() {
	chart, release := os.Args[1], os.Args[2]
	about := read(filepath.Join(chart, "Chart.yaml"))
	values := read(filepath.Join(chart, "values.yaml"))
	for _, more := range os.Args[3:] {
		merge(values, read(more))
	}
	all := template.New("chart").Option("missingkey=zero")
	functions := sprig.TxtFuncMap()
	delete(functions, "env")
	delete(functions, "expandenv")
	functions["include"] = func(name string, data interface{}) (string, error) {
		var text bytes.Buffer
		err := all.ExecuteTemplate(&text, name, data)
		return text.String(), err
	}
	functions["toYaml"] = func(value interface{}) (string, error) {
		text, err := yaml.Marshal(value)
		return strings.TrimSuffix(string(text), "\n"), err
	}
	functions["fail"] = func(why string) (string, error) { return "", fmt.Errorf("%s", why) }
	all.Funcs(functions)
	files, err := filepath.Glob(filepath.Join(chart, "templates", "*"))
	stop(err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		stop(err)
		_, err = all.New(filepath.Base(file)).Parse(string(text))
		stop(err)
	}
	data := map[string]interface{}{
		"Values":  values,
		"Chart":   map[string]interface{}{"Name": about["name"], "AppVersion": about["appVersion"], "Version": about["version"]},
		"Release": map[string]interface{}{"Name": release, "Namespace": "default", "Service": "Helm"},
	}
	for _, file := range files {
		if filepath.Ext(file) != ".tpl" {
			var text bytes.Buffer
			stop(all.ExecuteTemplate(&text, filepath.Base(file), data))
			if filepath.Ext(file) == ".yaml" {
				fmt.Printf("---\n# Source: %s\n%s\n", filepath.Base(file), text.String())
			}
		}
	}
}
