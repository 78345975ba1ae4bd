"""How well questions are answered: gold questions become figures anyone can compute again."""
