"""Convert text and pages between the Chinese of the mainland, Taiwan and Hong Kong."""
