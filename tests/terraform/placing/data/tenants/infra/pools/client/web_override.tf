resource "aws_cognito_user_pool_client" "web" {
  access_token_validity = 1
  token_validity_units {
    access_token = "days"
  }
}
