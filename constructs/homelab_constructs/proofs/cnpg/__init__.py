"""What CloudNativePG's webhook takes."""
