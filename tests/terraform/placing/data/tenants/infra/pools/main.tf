variable "name" {}
variable "mfa" {}
variable "flows" {}
variable "errors" {}

resource "aws_cognito_user_pool" "this" {
  name              = var.name
  mfa_configuration = var.mfa

  password_policy {
    minimum_length = 6
  }
}

module "web" {
  source  = "./client"
  pool_id = aws_cognito_user_pool.this.id
  flows   = var.flows
  errors  = var.errors
}
