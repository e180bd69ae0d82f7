"""From a submission to answers, verdicts and scores."""
