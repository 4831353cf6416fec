// Asks Intercept's own loader, validator and engine about calls. Reads {"policy": "<file>", "calls": [{"tool", "arguments"}]}
// from standard input and writes a JSON list: allow or deny for each call. Stands in Intercept's own module, for its parts
// are internal. Limits are not asked about: they need a store.
package main

import (
	"encoding/json"
	"log"
	"os"

	"github.com/policylayer/intercept/internal/config"
	"github.com/policylayer/intercept/internal/engine"
)

func main() {
	var request struct {
		Policy string `json:"policy"`
		Calls  []struct {
			Tool      string         `json:"tool"`
			Arguments map[string]any `json:"arguments"`
		} `json:"calls"`
	}
	if err := json.NewDecoder(os.Stdin).Decode(&request); err != nil {
		log.Fatal(err)
	}
	policy, err := config.Load(request.Policy)
	if err != nil {
		log.Fatal(err)
	}
	if faults := config.Validate(policy); len(faults) > 0 {
		log.Fatal(faults)
	}
	asked := engine.New(policy, nil)
	answers := make([]string, 0, len(request.Calls))
	for _, call := range request.Calls {
		answer := "deny"
		if asked.Evaluate(engine.ToolCall{Name: call.Tool, Arguments: call.Arguments}).Allowed {
			answer = "allow"
		}
		answers = append(answers, answer)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		log.Fatal(err)
	}
}
