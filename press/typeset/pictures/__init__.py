"""From picture files to drawings and images that can be embedded safely."""
