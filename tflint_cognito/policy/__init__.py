"""What a rule is and how it is answered: three truths, conditions as data, rules, verdicts."""
