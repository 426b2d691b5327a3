"""What scenes look like, drawn with rich: one painter for each."""
