"""A new rule to start from: it runs, its examples hold, and every line says what to change."""

from __future__ import annotations

from tflint_cognito.cognito.resource_types import CLIENT

_TEMPLATE = """\
# What the rule is called. Ids that start with COG are kept for the rules that come with cognito-lint.
id: {id}
name: {name}
# What holds in a good setup, in one sentence without a full stop.
title: Every app client has a name that says whose it is
severity: medium # critical, high, medium, low or info
resource: {type} # one type, or a list of them
# Which of those resources the rule is about; leave it out for all of them. `cognito-lint show` lists facts and links.
when: {{fact: client_kind, in: [user-oauth, sdk]}}
# What must hold. Say what it means when nothing is written: `default: VALUE`, `default: ledger` (what AWS then does),
# `default: null` (no value), or `computed: true` (AWS chooses, so that nothing is known).
require:
  attribute: name
  matches: "(web|mobile)-[a-z-]+" # the whole value, as RE2 reads it
  default: null
# The fact, then the harm; {{because}} is the fact.
message: "{{because}}; nobody can tell which team to call when it breaks"
why: >-
  When an app client misbehaves, someone must find its owner at night. A name that starts with its kind and ends with
  the team is found at once.
fix:
  words: name it after its kind and its team
  hcl: |
    name = "web-checkout"
examples: # the mark stands on the line where the finding must land
  - name: a name that says whose it is
    hcl: |
      resource "{type}" "web" {{
        name = "web-checkout"
      }}
  - name: a name that does not
    hcl: |
      resource "{type}" "web" {{
        name = "test" # fail
      }}
  - name: a name that is not known
    hcl: |
      variable "name" {{
        type = string
      }}
      resource "{type}" "web" {{
        name = var.name # undetermined
      }}
  - name: a machine has no users to disappoint
    applies: false
    hcl: |
      resource "{type}" "job" {{
        name                                 = "test"
        allowed_oauth_flows_user_pool_client = true
        allowed_oauth_flows                  = ["client_credentials"]
      }}
"""


def new_rule(name: str, id: str) -> str:
    """The text of a rule file about app clients."""
    return _TEMPLATE.format(name=name, id=id, type=CLIENT)
