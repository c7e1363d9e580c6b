"""From FHIR R4 (Bundles in JSON, NDJSON) to the rows of a list: one for each referral in force."""
