"""What the office can do: signing in, performing actions, asking questions; and the ports that it needs."""
