"""The candidate's lab: practice with feedback at once, and progress kept on the candidate's own machine."""
