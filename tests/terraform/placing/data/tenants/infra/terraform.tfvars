tenants = {
  acme  = { mfa = "OFF" }
  other = { mfa = "OPTIONAL" }
}
