"""The mock exam of someone who practises alone: new variants, a clock, no verdict before the end, then a report."""
