"""What the configuration says: text and plans in, resources with their values out. Knows neither Cognito nor rules."""
