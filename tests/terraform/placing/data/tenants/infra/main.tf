terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "tenants" {
  type = map(object({ mfa = string, guests = optional(bool, false) }))
}

variable "stage" {}

variable "google_secret" {
  sensitive = true
}

variable "errors" {
  default = "LEGACY"
}

data "aws_caller_identity" "here" {}

locals {
  flows = ["code", "implicit"]
}

module "tenant" {
  source   = "./pools"
  for_each = var.tenants
  name     = each.key
  mfa      = each.value.mfa
  flows    = local.flows
  errors   = var.errors
}

module "guests" {
  source = "../shared/guests"
  count  = 2
  open   = count.index == 1
}

resource "aws_cognito_user_pool" "staff" {
  for_each = toset([data.aws_caller_identity.here.account_id])
  name     = "staff-${terraform.workspace}-${var.stage}"

  dynamic "password_policy" {
    for_each = [for account in [data.aws_caller_identity.here.account_id] : 6 if account != ""]
    content {
      minimum_length    = password_policy.value
      require_lowercase = false
    }
  }

  lifecycle {
    ignore_changes = [name]
  }
}

resource "aws_cognito_identity_provider" "google" {
  for_each      = aws_cognito_user_pool.staff
  user_pool_id  = each.value.id
  provider_name = "Google"
  provider_type = "Google"
  provider_details = {
    client_id        = "google-id"
    client_secret    = var.google_secret
    authorize_scopes = "openid"
  }
}
