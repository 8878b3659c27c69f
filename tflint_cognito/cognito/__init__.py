"""What Cognito means: its terms as facts, its resources' links, AWS's defaults. The only place that names them."""
