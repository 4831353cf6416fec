# Decides on a call of an MCP tool by the policy in data.json. Made by placard.
#
# Ask for data.placard.decision with the input
#   {"server": "<key>", "tool": "<name>", "arguments": {…}}
# and do what `action` says: allow, ask (a person decides), deny, or hide (deny, and leave the tool out of lists).
package placard

import rego.v1

default decision := {"action": "deny", "reason": "The policy does not name this server."}

decision := {"action": server.unknownTools, "reason": "The policy does not name this tool."} if not rule

decision := {"action": rule.decision, "reason": rule.reason} if rule.decision in {"deny", "hide"}

decision := {"action": "deny", "reason": sprintf("The policy denies this call by its arguments: %s.", [names])} if {
	rule.decision in {"allow", "ask"}
	count(broken) > 0
	names := concat(", ", broken)
}

decision := {"action": rule.decision, "reason": rule.reason} if {
	rule.decision in {"allow", "ask"}
	count(broken) == 0
}

server := data.mcp.servers[input.server]

rule := server.rules[input.tool]

# Arguments whose bounds the call does not meet.
broken contains constraint.argument if {
	some constraint in rule.constraints
	not holds(constraint)
}

# An argument that is null counts as not given.
is_given(constraint) if object.get(input.arguments, constraint.argument, null) != null

holds(constraint) if {
	constraint.kind == "forbidden"
	not is_given(constraint)
}

holds(constraint) if {
	constraint.kind == "required"
	is_given(constraint)
}

holds(constraint) if {
	not constraint.kind in {"forbidden", "required"}
	not is_given(constraint)
	constraint.isOptional
}

holds(constraint) if {
	constraint.kind == "max-items"
	is_given(constraint)
	value := input.arguments[constraint.argument]
	is_array(value)
	count(value) <= constraint.most
}

holds(constraint) if {
	binds_value(constraint)
	not constraint.isList
	meets(constraint, input.arguments[constraint.argument])
}

holds(constraint) if {
	binds_value(constraint)
	constraint.isList
	value := input.arguments[constraint.argument]
	is_array(value)
	every element in value {
		meets(constraint, element)
	}
}

binds_value(constraint) if {
	not constraint.kind in {"forbidden", "required", "max-items"}
	is_given(constraint)
}

meets(constraint, value) if {
	constraint.kind == "type"
	has_type(constraint.type, value)
}

meets(constraint, value) if {
	constraint.kind == "enum"
	value in constraint.values
}

meets(constraint, value) if {
	constraint.kind == "range"
	is_number(value)
	at_least(constraint.least, value)
	at_most(constraint.most, value)
}

meets(constraint, value) if {
	constraint.kind == "prefix"
	is_string(value)
	startswith(value, constraint.prefix)
}

meets(constraint, value) if {
	constraint.kind == "path-within"
	is_string(value)
	not contains(value, "..")
	some root in constraint.roots
	lies_in(value, root)
}

meets(constraint, value) if {
	constraint.kind == "host-in"
	is_string(value)
	constraint.hosts == null
	some scheme in constraint.schemes
	startswith(value, concat("", [scheme, "://"]))
}

meets(constraint, value) if {
	constraint.kind == "host-in"
	is_string(value)
	some scheme in constraint.schemes
	some host in constraint.hosts
	leads_to(value, concat("", [scheme, "://", host]))
}

meets(constraint, value) if {
	constraint.kind == "max-length"
	is_string(value)
	count(value) <= constraint.most
}

meets(constraint, value) if {
	constraint.kind == "pattern"
	is_string(value)
	regex.match(concat("", ["^(?:", constraint.pattern, ")$"]), value)
}

has_type("string", value) if is_string(value)

has_type("boolean", value) if is_boolean(value)

has_type("number", value) if is_number(value)

has_type("array", value) if is_array(value)

has_type("object", value) if is_object(value)

has_type("integer", value) if {
	is_number(value)
	floor(value) == value
}

at_least(null, _)

at_least(least, value) if value >= least

at_most(null, _)

at_most(most, value) if value <= most

lies_in(path, root) if path == root

lies_in(path, root) if startswith(path, concat("", [trim_suffix(root, separator(root)), separator(root)]))

separator(root) := "\\" if contains(root, "\\")

else := "/"

# A name goes on past the host in https://host.evil and https://host@evil; these signs end it.
leads_to(url, start) if url == start

leads_to(url, start) if {
	some sign in ["/", "?", "#"]
	startswith(url, concat("", [start, sign]))
}
