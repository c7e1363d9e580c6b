"""From FHIR R4 (Bundles as JSON, NDJSON) to the rows of a list: one for each referral that is in force."""
