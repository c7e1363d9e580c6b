"""From picture files to drawings and images that are safe to embed."""
