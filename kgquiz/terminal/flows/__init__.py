"""What happens in which order: scenes are yielded, replies come back."""
